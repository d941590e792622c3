/**
 * The order in which streams reach a policy makes no difference, as long as no answer comes before its
 * question: the same commands come of it.
 */
import type { StoredEvent } from '@kiemtra/kernel'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { dissolves, handsOver } from './obligations.ts'
import { commandsOf, inSomeOrder } from './reordering.ts'
import {
  after,
  appoints,
  asks,
  attaches,
  ends,
  combines,
  type Input,
  logOf,
  notifies,
  opens,
  orders,
  policies,
  proposes,
  replaces,
  type Told,
} from './support.ts'

const moves = (id: string, day: string, from: string, to: string): Input =>
  asks('RescheduleInspection', id, day, { window: { from, to }, reason: 'Synthetic' })

const recusal = (personId: string, happenedOn: string): Input => ({
  of: 'delegation',
  type: 'RecuseMember',
  data: { delegationId: 'doan-p61', happenedOn, personId, reason: 'Synthetic' },
  at: '2023-04-14T05:00:00.000Z',
})

const underWay = [
  proposes('i-1', '2023-04-11', '2023-04-13'),
  notifies('i-1', '2023-03-20'),
  opens('i-1', '2023-04-11'),
]

const stories: ReadonlyArray<ReadonlyArray<Told>> = [
  [
    proposes('i-1', '2023-04-11', '2023-04-13'),
    proposes('i-2', '2023-04-12', '2023-04-13', 'p62'),
    moves('i-2', '2023-03-16', '2023-04-17', '2023-04-18'),
    moves('i-1', '2023-03-16', '2023-04-18', '2023-04-19'),
    moves('i-1', '2023-03-17', '2023-04-20', '2023-04-21'),
    asks('DeferInspection', 'i-1', '2023-03-18', { latestOn: '2023-06-30', reason: 'Synthetic' }),
    moves('i-1', '2023-03-19', '2023-04-24', '2023-04-25'),
    asks('CancelInspection', 'i-2', '2023-03-20', { reason: 'Synthetic' }),
  ],
  [
    ...underWay,
    orders('i-2', '2023-04-18', '2023-04-19', 'p62'),
    asks('RequestExtension', 'i-1', '2023-04-12', {
      until: '2023-04-14',
      ground: 'complexity',
      reason: 'Synthetic',
    }),
    attaches('i-1', '2023-04-12', 'e-1'),
    asks('PauseInspection', 'i-1', '2023-04-13', { reason: 'Synthetic' }),
    asks('RequestResumption', 'i-1', '2023-04-14', {
      window: { from: '2023-04-24', to: '2023-04-25' },
    }),
    opens('i-2', '2023-04-18'),
    recusal('tp-1', '2023-04-12'),
    recusal('nv-3', '2023-04-12'),
    asks('CancelInspection', 'i-1', '2023-04-24', { reason: 'Synthetic' }),
  ],
  [
    ...underWay,
    attaches('i-1', '2023-04-11', 'e-1'),
    attaches('i-1', '2023-04-12', 'e-2'),
    replaces('tp-1', 'tp-2', '2023-04-12'),
    appoints('tp-1', '2023-04-12', '2023-04-13'),
  ],
  // Two join the window of a third, one that was refused and one that gives up days of its own.
  [
    proposes('i-1', '2023-04-11', '2023-04-13'),
    proposes('i-2', '2023-04-12', '2023-04-13', 'p62'),
    proposes('i-3', '2023-04-20', '2023-04-21'),
    combines('2023-03-16', 'i-1', 'i-2'),
    moves('i-3', '2023-03-17', '2023-04-24', '2023-04-25'),
    combines('2023-03-18', 'i-1', 'i-3'),
    moves('i-2', '2023-03-19', '2023-04-12', '2023-04-14'),
    moves('i-3', '2023-03-19', '2023-04-11', '2023-04-13'),
    notifies('i-1', '2023-03-20'),
    notifies('i-2', '2023-03-20'),
    opens('i-1', '2023-04-11'),
    opens('i-2', '2023-04-11'),
    asks('RequestExtension', 'i-1', '2023-04-11', {
      until: '2023-04-14',
      ground: 'complexity',
      reason: 'Synthetic',
    }),
    asks('PauseInspection', 'i-2', '2023-04-12', { reason: 'Synthetic' }),
    asks('CancelInspection', 'i-3', '2023-04-12', { reason: 'Synthetic' }),
  ],
  // The plan ends with an inspection under way, one called off and one that waits.
  [
    ...underWay,
    proposes('i-2', '2023-04-18', '2023-04-19', 'p62'),
    proposes('i-3', '2023-04-24', '2023-04-25'),
    orders('i-4', '2023-05-04', '2023-05-05'),
    asks('CancelInspection', 'i-3', '2023-04-11', { reason: 'Synthetic' }),
    ends('ClosePlan', '2023-04-12'),
    { ...proposes('i-5', '2023-05-11', '2023-05-12'), at: '2023-04-13T02:00:00.000Z' },
  ],
  // The subject ends with a visit under way, and with one that is paused.
  [
    ...underWay,
    orders('i-2', '2023-04-17', '2023-04-19'),
    opens('i-2', '2023-04-17'),
    asks('PauseInspection', 'i-2', '2023-04-17', { reason: 'Synthetic' }),
    dissolves('dong-da', '2023-04-12', '2023-04-13', 'hoan-kiem'),
    handsOver('i-1', '2023-04-18'),
    handsOver('i-2', '2023-04-18'),
    asks('RequestResumption', 'i-2', '2023-04-18', {
      window: { from: '2023-04-20', to: '2023-04-21' },
    }),
    asks('RequestExtension', 'i-2', '2023-04-21', {
      until: '2023-04-24',
      ground: 'complexity',
      reason: 'Synthetic',
    }),
  ],
  [
    ...underWay,
    dissolves('dong-da', '2023-04-12', '2023-04-12', 'hoan-kiem'),
    handsOver('i-1', '2023-04-12'),
    asks('RequestExtension', 'i-1', '2023-04-13', {
      until: '2023-04-14',
      ground: 'complexity',
      reason: 'Synthetic',
    }),
    asks('PauseInspection', 'i-1', '2023-04-13', { reason: 'Synthetic' }),
  ],
]

describe('every policy', () => {
  let logs: ReadonlyArray<ReadonlyArray<StoredEvent>> = []
  beforeAll(async () => {
    logs = await Promise.all(stories.map(async (story) => logOf((await after(...story)).ports)))
  })

  it.each(policies.map(({ name }, index) => [name, index] as const))(
    'policy: %s: leads to the same commands in every order that respects causation',
    (_, index) => {
      const policy = policies[index]
      if (policy === undefined) throw new Error('no such policy')
      let reordered = 0
      let asked = 0
      fc.assert(
        fc.property(
          fc.constantFrom(...logs),
          fc.array(fc.nat(999), { minLength: 80, maxLength: 80 }),
          (log, picks) => {
            const order = inSomeOrder(log, picks)
            expect(order).toHaveLength(log.length)
            const commands = commandsOf(policy, log)
            if (order.some((event, at) => event !== log[at])) {
              reordered += 1
              if (commands.length > 0) asked += 1
            }
            expect(commandsOf(policy, order)).toEqual(commands)
          },
        ),
        { numRuns: 120 },
      )
      expect(reordered).toBeGreaterThan(60)
      expect(asked).toBeGreaterThan(12)
    },
  )

  it('policy: is asked something in these stories', () => {
    for (const policy of policies) {
      expect(logs.flatMap((log) => commandsOf(policy, log)).length, policy.name).toBeGreaterThan(0)
    }
  })
})
