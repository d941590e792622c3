/**
 * R9: a visit that comes in secret leaves its draw in the plan, its order in a stream of its own and its
 * days in the calendar. Whoever asks the register, the plan or the delegation hears nothing of it.
 */
import type { Command, Message } from '@kiemtra/kernel'
import {
  agencyCommands,
  delegationCommands,
  officialFrom,
  planCommands,
  sampleOrder,
} from '@kiemtra/core/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Agency } from '../../src/agency/index.ts'
import { Delegation } from '../../src/delegation/index.ts'
import { Inspection } from '../../src/inspection/index.ts'
import { Plan } from '../../src/plan/index.ts'
import { Visits } from '../../src/visits/index.ts'
import { cityAfter } from '../delegation/support.ts'
import { sent } from '../support/sent.ts'
import type { World } from '../support/world.ts'

const draw = {
  planId: 'p61-2023',
  happenedOn: '2023-03-15',
  drawId: 'lot-1',
  slotId: 'doan-1',
  seed: 'p61:lot-1',
  seedBasis: 'Synthetic',
  pool: [{ subjectId: 'dong-da' }],
  count: 1,
}

/** The city, with a visit to come to the district: drawn, ordered, its days held. */
const withSecretVisit = (city: World): World => {
  const world = city.copy()
  const { inspectionId, window } = sampleOrder
  const order = { ...sampleOrder, order: { by: 'draw', drawId: 'lot-1' } }
  const claim = {
    agencyId: 'dong-da',
    happenedOn: '2023-03-20',
    windowId: 's1',
    planId: 'p61-2023',
    slotId: 'doan-1',
    inspectionId,
    areas: ['procedures'],
    mode: 'on-site',
    notice: 'unannounced',
    period: window,
  }
  const confirm = { inspectionId, happenedOn: '2023-03-20', windowId: 's1', window }
  const answers = [
    world.handle(Plan, sent('DrawSubjects', draw)),
    world.handle(Inspection, sent('OrderUnannounced', order)),
    world.handle(Visits, sent('ReserveWindow', claim)),
    world.handle(Inspection, sent('ConfirmSchedule', confirm)),
  ]
  expect(answers).toMatchObject(answers.map(() => ({ is: 'accepted' })))
  return world
}

const city = cityAfter()
const visited = withSecretVisit(city)

/** Of the subject, be it one of the delegation's own people; of one that has a member in it; of another. */
const outsiders = [
  officialFrom('dong-da', 'dd-1'),
  officialFrom('dong-da', 'tp-1'),
  officialFrom('so-tu-phap', 'x-1'),
  officialFrom('hoan-kiem', 'hk-1'),
]

/** Every command is heard alike in both worlds, from everyone outside; which ones, and how often taken. */
const heardAlike = <C extends Message>(
  commands: fc.Arbitrary<Command<C>>,
  ask: (world: World, command: Command<C>) => { readonly is: string },
) => {
  const types = new Set<string>()
  let accepted = 0
  for (const command of fc.sample(commands, { numRuns: 400, seed: 9 })) {
    for (const actor of outsiders) {
      const meta = { ...command.meta, actor, recordedAt: '2023-12-31T08:00:00.000Z' }
      const asked = { ...command, meta }
      const answer = ask(city.copy(), asked)
      expect([command.type, ask(visited.copy(), asked)]).toEqual([command.type, answer])
      types.add(command.type)
      if (answer.is === 'accepted') accepted += 1
    }
  }
  return { types: types.size, accepted }
}

describe('R9: a secret visit', () => {
  it('R9: is not heard of in the register', () => {
    const { types, accepted } = heardAlike(agencyCommands, (world, command) =>
      world.handle(Agency, command),
    )
    expect(types).toBe(8)
    expect(accepted).toBeGreaterThan(50)
  })

  it('R9: is not heard of in the plan, whose draw is for those who may order', () => {
    const { types } = heardAlike(planCommands, (world, command) => world.handle(Plan, command))
    expect(types).toBe(10)
    for (const actor of outsiders) {
      expect(visited.copy().handle(Plan, sent('DrawSubjects', draw, { actor }))).toMatchObject({
        rejection: { _tag: 'MayNotDraw' },
      })
    }
  })

  it('R9: is not heard of in the delegation', () => {
    const { types, accepted } = heardAlike(delegationCommands, (world, command) =>
      world.handle(Delegation, command),
    )
    expect(types).toBe(13)
    expect(accepted).toBeGreaterThan(5)
  })
})
