/**
 * A process that dies at any await point, and one that hears everything again: the log is the same.
 *
 * Exhaustive: of all that a process does to its stores, each in turn is what it doesn't live to do.
 * To die right after one, or while it reads, is to die before the next: that is all there is.
 */
import type { StoredEvent } from '@kiemtra/kernel'
import { type EventStore, inMemoryPolicies } from '@kiemtra/runtime'
import { describe, expect, it } from 'vitest'
import { byStream, dies } from './faults.ts'
import { dissolves, handsOver } from './obligations.ts'
import {
  after,
  asks,
  attaches,
  combines,
  expectOk,
  founded,
  type Input,
  logOf,
  notifies,
  opens,
  orders,
  proposes,
  type Told,
  world,
} from './support.ts'

const reschedule = (id: string, from: string, to: string): Input =>
  asks('RescheduleInspection', id, '2023-03-16', { window: { from, to }, reason: 'Synthetic' })

/** Each of them is settled before the next comes. */
const story: ReadonlyArray<Input> = [
  proposes('i-1', '2023-04-11', '2023-04-13'),
  proposes('i-2', '2023-04-12', '2023-04-13', 'p62'),
  reschedule('i-2', '2023-04-17', '2023-04-18'),
  orders('i-3', '2023-05-04', '2023-05-05'),
  notifies('i-1', '2023-03-20'),
  opens('i-1', '2023-04-11'),
  attaches('i-1', '2023-04-11', 'e-1'),
  asks('RequestExtension', 'i-1', '2023-04-12', {
    until: '2023-04-14',
    ground: 'complexity',
    reason: 'Synthetic',
  }),
  asks('PauseInspection', 'i-1', '2023-04-13', { reason: 'Synthetic' }),
  {
    of: 'delegation',
    type: 'RecuseMember',
    data: {
      delegationId: 'doan-p61',
      happenedOn: '2023-04-11',
      personId: 'tp-1',
      reason: 'Synthetic',
    },
    at: '2023-04-13T05:00:00.000Z',
  },
]

const sharing: ReadonlyArray<Told> = [
  proposes('i-1', '2023-04-11', '2023-04-13'),
  proposes('i-2', '2023-04-12', '2023-04-13', 'p62'),
  combines('2023-03-16', 'i-1', 'i-2'),
]

/** Two that share a window: one asks for another date, and then for more days. */
const shared: ReadonlyArray<Input> = [
  reschedule('i-2', '2023-04-18', '2023-04-20'),
  notifies('i-1', '2023-03-20'),
  opens('i-1', '2023-04-18'),
  asks('RequestExtension', 'i-1', '2023-04-19', {
    until: '2023-04-21',
    ground: 'complexity',
    reason: 'Synthetic',
  }),
]

/** The subject ends in the middle of a visit; more days are asked of who takes over. */
const succeeded: ReadonlyArray<Input> = [
  dissolves('dong-da', '2023-04-12', '2023-04-12', 'hoan-kiem'),
  handsOver('i-1', '2023-04-12'),
  asks('RequestExtension', 'i-1', '2023-04-13', {
    until: '2023-04-14',
    ground: 'complexity',
    reason: 'Synthetic',
  }),
]

/** What the stories' inputs lead to wherever the process dies; how often it died. */
const undisturbed = async (
  from: ReadonlyArray<StoredEvent>,
  inputs: ReadonlyArray<Input>,
): Promise<{ readonly log: ReadonlyArray<StoredEvent>; readonly deaths: number }> => {
  let before = from
  let deaths = 0
  for (const [index, input] of inputs.entries()) {
    const id = `story-${String(index)}`
    const { log } = await dies(before, input, id, Number.POSITIVE_INFINITY)
    const expected = byStream(log)
    for (let at = 1; ; at++) {
      const again = await dies(before, input, id, at)
      expect(byStream(again.log), `${input.type}, call ${String(at)}`).toEqual(expected)
      if (!again.died) break
      deaths += 1
    }
    before = log
  }
  return { log: before, deaths }
}

describe('the policies', () => {
  it('policy: lead to the same log, wherever the process dies', async () => {
    const { log, deaths } = await undisturbed(await logOf((await after()).ports), story)
    expect(deaths).toBeGreaterThan(100)
    expect(log.map(({ type }) => type)).toEqual(
      expect.arrayContaining([
        'InspectionScheduled',
        'ScheduleRefused',
        'FieldworkExtended',
        'WindowMoved',
        'ActFlagged',
      ]),
    )
  })

  it('policy, R26: ask the successor’s calendar once, wherever the process dies', async () => {
    const made = await after(
      proposes('i-1', '2023-04-11', '2023-04-13'),
      notifies('i-1', '2023-03-20'),
      opens('i-1', '2023-04-11'),
    )
    const { log, deaths } = await undisturbed(await logOf(made.ports), succeeded)
    expect(deaths).toBeGreaterThan(20)
    const days = log.filter(({ type }) => type === 'FieldworkExtended').map(({ data }) => data)
    expect(days).toMatchObject([{ window: { from: '2023-04-12', to: '2023-04-14' } }])
  })

  it('policy, R7: tell all that share a window of its moves, wherever the process dies', async () => {
    const made = await after(...sharing)
    const { log, deaths } = await undisturbed(await logOf(made.ports), shared)
    expect(deaths).toBeGreaterThan(20)
    const told = log.filter(
      ({ type, meta: { actor } }) =>
        type === 'InspectionScheduled' && actor.kind === 'policy' && actor.name === 'combinations',
    )
    expect(told.map(({ stream }) => stream)).toEqual([
      'kiemtra.inspection-i-2',
      'kiemtra.inspection-i-1',
      'kiemtra.inspection-i-2',
    ])
  })

  it('policy: change nothing when they hear everything again, with what they remembered lost', async () => {
    for (const told of [story, [...sharing, ...shared]]) {
      const made = await after(...told)
      const before = await logOf(made.ports)
      await made.settle({ ...made.ports, store: inMemoryPolicies() })
      expect(await logOf(made.ports)).toEqual(before)
    }
  })

  it('policy: lead to the same log when everything is delivered twice, and to no less when they come late', async () => {
    const made = await after(...story.slice(0, 4))
    const late = world()
    for (const input of founded) await expectOk(late, input)
    for (const input of story.slice(0, 2)) await expectOk(late, input)
    const twice: EventStore = {
      ...late.ports.events,
      subscribe: (options) => ({
        async *[Symbol.asyncIterator]() {
          for await (const delivery of late.ports.events.subscribe(options)) {
            yield delivery
            yield delivery
          }
        },
      }),
    }
    for (const input of story.slice(2, 4)) {
      await late.settle({ ...late.ports, events: twice })
      await expectOk(late, input)
    }
    await late.settle({ ...late.ports, events: twice })
    const types = (log: ReadonlyArray<StoredEvent>) =>
      log.map(({ stream, type }) => `${stream} ${type}`).sort()
    expect(types(await logOf(late.ports))).toEqual(types(await logOf(made.ports)))
  })
})
