/**
 * Nothing of the domain is there for show: every command can be sent, and every event turns up, in a
 * scenario that handles commands from the register on.
 *
 * What counts is what was decided: a command that wrote something, an event that a command wrote. Events
 * that a test makes up count for nothing, nor do commands that were refused. Of the example's year only
 * the data's commands are counted, since the log doesn't say what its policies have sent.
 */
import { type DelegationCommand, domain } from '@kiemtra/core'
import {
  delegationHistories,
  sampleAgencies,
  sampleDelegation,
  samplePlan,
} from '@kiemtra/core/testing'
import type { PlainCommand } from '@kiemtra/kernel'
import { commandHandler, type EventStore, inMemoryEventStore } from '@kiemtra/runtime'
import fc from 'fast-check'
import { isLeft, isRight } from 'fp-ts/lib/Either.js'
import { beforeAll, expect, it } from 'vitest'
import { OWN_DATA } from '../../examples/hanoi-2023/src/cli.ts'
import { counted } from '../../examples/hanoi-2023/src/counted.ts'
import { loadYear } from '../../examples/hanoi-2023/src/load.ts'
import { policiesOver } from '../../examples/hanoi-2023/src/policies.ts'
import {
  city,
  emptyCity,
  plan,
  type Step,
  year as cityYear,
} from '../../packages/projections/test/support/city.ts'
import { wholeLife } from '../../packages/projections/test/support/whole-life.ts'

/** Types that a scenario reaches; each belongs to one aggregate only. */
interface Reached {
  readonly commands: ReadonlySet<string>
  readonly events: ReadonlySet<string>
}

const eventsIn = async (store: Pick<EventStore, 'subscribe'>): Promise<ReadonlySet<string>> => {
  const types = new Set<string>()
  for await (const delivery of store.subscribe({ namespace: 'kiemtra', from: 'start' })) {
    if (delivery._tag === 'CaughtUp') break
    if (delivery._tag === 'Event') types.add(delivery.stored.type)
  }
  return types
}

/** The example's year, with its policies. */
const hanoi = async (): Promise<Reached> => {
  const year = await loadYear(OWN_DATA)
  if (isLeft(year)) throw new Error(year.left.reason)
  const store = counted(inMemoryEventStore())
  const handle = commandHandler({ events: store.store })
  const policies = policiesOver(store, handle)
  const commands = new Set<string>()
  for (const step of year.right.steps) {
    const answer = await step.send(handle)
    if (isRight(answer) && answer.right.events.length > 0) commands.add(step.commandType)
    const settled = await policies.settle(step.recordedAt)
    if (isLeft(settled)) throw new Error(JSON.stringify(settled.left))
  }
  await policies.stop()
  return { commands, events: await eventsIn(store.store) }
}

/** The year in which everything happens that a read model hears of. */
const life = async (): Promise<Reached> => {
  const lived = await city()
  const commands = new Set(cityYear.map(({ type }) => type))
  for (const step of wholeLife) {
    const wrote = await lived.ask(step)
    if (typeof wrote !== 'string' && wrote.length > 0) commands.add(step.type)
  }
  return { commands, events: await eventsIn(lived.events) }
}

/** Delegations as they come from the generators; and what chance seldom hits: a draw, and work shared out. */
const drawn = async (): Promise<Reached> => {
  const commands = new Set<string>()
  const events = new Set<string>()
  const stepOf =
    (category: Step['category']) =>
    ({ type, data, meta: { actor, recordedAt } }: Sent): Step => {
      return { category, type, data, meta: { actor, recordedAt } }
    }
  const before = [
    ...sampleAgencies.map(stepOf('agency')),
    ...samplePlan.map(stepOf('plan')),
    draw,
    ...[...sampleDelegation, allocation].map(stepOf('delegation')),
  ]
  for (const history of fc.sample(delegationHistories, { numRuns: 60, seed: 61 })) {
    const one = emptyCity()
    for (const step of [...before, ...history.map(stepOf('delegation'))]) {
      const wrote = await one.ask(step)
      if (typeof wrote === 'string' || wrote.length === 0) continue
      commands.add(step.type)
      for (const type of wrote) events.add(type)
    }
  }
  return { commands, events }
}

type Sent = Pick<Step, 'type' | 'data'> & {
  readonly meta: Required<Pick<Step['meta'], 'actor' | 'recordedAt'>>
}

const allocation: PlainCommand<DelegationCommand> = {
  type: 'AllocateWork',
  data: {
    delegationId: 'doan-p61',
    happenedOn: '2023-03-10',
    work: {
      assignee: { kind: 'member', personId: 'tp-1' },
      contents: ['own-reform-plan'],
      areas: ['procedures'],
      task: 'Reads the lists of procedures',
    },
  },
  meta: {
    commandId: 'allocation',
    actor: { kind: 'import', source: 'sample' },
    recordedAt: '2023-03-10T09:00:00.000Z',
  },
}

const draw = plan('DrawSubjects', {
  planId: 'p61-2023',
  happenedOn: '2023-04-01',
  drawId: 'lot-1',
  slotId: 'doan-1',
  seed: 'xo-so-mien-bac-2023-03-31',
  seedBasis: 'Lottery of the North, 31 March 2023, first prize',
  pool: [{ subjectId: 'dong-da' }, { subjectId: 'hoan-kiem' }],
  count: 1,
})

const scenarios: Record<string, Reached> = {}

beforeAll(async () => {
  scenarios["the example's year"] = await hanoi()
  scenarios['a life in which everything happens'] = await life()
  scenarios['drawn delegations'] = await drawn()
}, 240_000)

it.each([
  ['command', domain.flatMap(({ aggregate }) => aggregate.commandTypes), 'commands'],
  ['event', domain.flatMap(({ aggregate }) => aggregate.eventTypes), 'events'],
] as const)('lifecycle: no type of %s is out of reach', (_, types, kind) => {
  const all = [...new Set(types)]
  const by = Object.entries(scenarios)
  const share = (reached: ReadonlyArray<string>) =>
    `${String(reached.length)} of ${String(all.length)}`
  const reached = all.filter((type) => by.some(([, { [kind]: of }]) => of.has(type)))
  console.info(`${kind} reached: ${share(reached)}`)
  for (const [name, { [kind]: of }] of by) {
    console.info(`  by ${name}: ${share(all.filter((type) => of.has(type)))}`)
  }
  expect(all.length).toBeGreaterThan(100)
  expect(all.filter((type) => !reached.includes(type))).toEqual([])
})
