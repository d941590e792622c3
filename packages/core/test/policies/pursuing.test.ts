/**
 * The laws of the policies that pursue what is owed: wherever their process dies, whatever they hear
 * again, in whatever order that causes allow, the same comes of it.
 */
import type { StoredEvent } from '@kiemtra/kernel'
import { inMemoryPolicies } from '@kiemtra/runtime'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  sampleConclusionEvents,
  sampleCorrection,
  sampleDemand,
  sampleRevocation,
} from '../../src/testing/obligations-sample.ts'
import { byStream, type Dawn, dies } from './faults.ts'
import {
  adds,
  claims,
  dissolves,
  goesOn,
  names,
  owes,
  pursued,
  tasks,
  untilThe,
} from './obligations.ts'
import { commandsOf, inSomeOrder } from './reordering.ts'
import {
  ends,
  expectOk,
  founded,
  type Input,
  logOf,
  notifies,
  opens,
  policies,
  proposes,
  pursuing,
  recordedAs,
  world,
} from './support.ts'

const dawn = (day: string): Dawn => ({ type: 'a day comes', day })

/** Each is settled before the next comes. */
const story: ReadonlyArray<Input | Dawn> = [
  owes('d8', 'so-tu-phap', '2023-04-03', '2023-06-01'),
  owes('d9', 'dong-da', '2023-04-03', '2023-06-01'),
  tasks('t-1', 'so-tu-phap', '2023-04-03', '2023-05-31'),
  proposes('i-1', '2023-04-11', '2023-04-13'),
  notifies('i-1', '2023-03-20'),
  opens('i-1', '2023-04-11'),
  adds('t2', 'so-tu-phap', '2023-04-12', { planId: 'p62-2023' }),
  adds('t3', 'so-tu-phap', '2023-04-12', { planId: 'p62-2023' }),
  adds('t4', 'hoan-kiem', '2023-04-12', { planId: 'p62-2023' }),
  dissolves('so-tu-phap', '2023-05-03', '2023-06-05', 'so-noi-vu', 'thanh-tra-thanh-pho'),
  dissolves('hoan-kiem', '2023-05-04', '2023-06-02', 'dong-da'),
  dawn('2023-06-02'),
  claims('d9', '2023-06-05'),
  dawn('2023-06-08'),
  names('so-tu-phap', 'thanh-tra-thanh-pho', '2023-06-30'),
  ends('ClosePlan', '2023-07-03'),
]

const all = [...policies, ...pursuing]

/** The conclusion of the sample inspection, a correction of it and its revocation. */
const concluded = async (): Promise<ReadonlyArray<StoredEvent>> => {
  const made = world(undefined, pursuing)
  for (const input of founded) await expectOk(made, input)
  await recordedAs(made, 'inspection-i1', sampleConclusionEvents)
  await made.settle()
  const added = { kind: 'added', demandId: 'd3', demand: sampleDemand({ demandId: 'd3' }) } as const
  await recordedAs(made, 'inspection-i1', [sampleCorrection('2023-05-10', [added])])
  await made.settle()
  await recordedAs(made, 'inspection-i1', [sampleRevocation('2023-05-12')])
  await made.settle()
  return logOf(made.ports)
}

const lived = async () => {
  const made = await pursued()
  for (const one of story) {
    if ('day' in one) await untilThe(made, one.day)
    else await goesOn(made, one)
  }
  return made
}

describe('the policies that pursue', () => {
  it('policy: lead to the same log, wherever the process dies', async () => {
    const deaths: string[] = []
    let before = await logOf((await pursued()).ports)
    for (const [index, input] of story.entries()) {
      const id = `story-${String(index)}`
      const whole = await dies(before, input, id, Number.POSITIVE_INFINITY, all)
      // Every third call of each step, from another one at each.
      for (let call = 1 + (index % 3); ; call += 3) {
        const again = await dies(before, input, id, call, all)
        expect(byStream(again.log), `${input.type}, call ${String(call)}`).toEqual(
          byStream(whole.log),
        )
        if (!again.died) break
        deaths.push(input.type)
      }
      before = whole.log
    }
    expect(deaths.length).toBeGreaterThan(80)
    expect(before.map(({ type }) => type)).toEqual(
      expect.arrayContaining([
        'PriorShortcomingsRequired',
        'TasksListed',
        'OwnInspectingRecorded',
        'RemediationOverdue',
        'AgencyUrged',
        'RemediationEscalated',
        'FollowUpRequested',
        'TaskUrged',
        'RemediationTransferred',
        'TaskTransferred',
        'ResultRecorded',
        'TargetTransferred',
      ]),
    )
  }, 120_000)

  it('policy: change nothing when they hear everything again, with what they remembered lost', async () => {
    const made = await lived()
    const before = await logOf(made.ports)
    await made.settle({ ...made.ports, store: inMemoryPolicies() })
    expect(await logOf(made.ports)).toEqual(before)
  })

  describe('in every order that respects causation', () => {
    let logs: ReadonlyArray<ReadonlyArray<StoredEvent>> = []
    beforeAll(async () => {
      logs = [await logOf((await lived()).ports), await concluded()]
    })

    // What the gates answer is what the log held: there the order is the log's.
    it.each(pursuing.slice(3).map((policy) => [policy.name, policy] as const))(
      'policy: %s: leads to the same commands',
      (_, policy) => {
        let reordered = 0
        let asked = 0
        fc.assert(
          fc.property(
            fc.constantFrom(...logs),
            fc.array(fc.nat(999), { minLength: 120, maxLength: 120 }),
            (log, picks) => {
              const order = inSomeOrder(log, picks)
              expect(order).toHaveLength(log.length)
              if (order.some((event, at) => event !== log[at])) reordered += 1
              const commands = commandsOf(policy, log)
              asked += commands.length
              expect(commandsOf(policy, order)).toEqual(commands)
            },
          ),
          { numRuns: 40 },
        )
        expect(reordered).toBeGreaterThan(20)
        expect(asked).toBeGreaterThan(0)
      },
    )
  })
})
