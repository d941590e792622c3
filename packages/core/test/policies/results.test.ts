/** Results (R1): a plan is told what was reached and is owed under it, and its closing is held against that. */
import { describe, expect, it } from 'vitest'
import { planFold, results } from '../../src/index.ts'
import {
  sampleConclusionEvents,
  sampleCorrection,
  sampleDemand,
  sampleRevocation,
} from '../../src/testing/obligations-sample.ts'
import { heardBy, refusedUntil, type Told } from './hearing.ts'
import { asksFor, claims, document, goesOn, owes, pursued } from './obligations.ts'
import {
  ends,
  eventsIn,
  expectOk,
  orders,
  recordedAs,
  stateOf,
  type World,
  world,
} from './support.ts'

const toldIn = async ({ ports }: World, planId = 'p61-2023') =>
  (await eventsIn(ports, `plan-${planId}`))
    .filter(({ type }) => type === 'ResultRecorded')
    .map(({ data }) =>
      typeof data === 'object' && data !== null && 'result' in data ? data.result : data,
    )

const reached = { kind: 'reached', targetId: 't1', inspectionId: 'i1' }
const owed = (obligationId: string) => ({ kind: 'owed', obligationId })
const settled = (obligationId: string) => ({ kind: 'settled', obligationId })

/** The sample inspection of the first plan, concluded, and what came after it. */
const concluded = async (...more: Parameters<typeof recordedAs>[2]): Promise<World> => {
  const made = await pursued()
  await recordedAs(made, 'inspection-i1', sampleConclusionEvents)
  await made.settle()
  for (const event of more) {
    await recordedAs(made, 'inspection-i1', [event])
    await made.settle()
  }
  return made
}

const verifies = (id: string, day: string) =>
  asksFor('VerifyCompletion', id, day, { verifiedBy: 'so-noi-vu', text: 'Synthetic' })

describe('results', () => {
  it('R1: a conclusion reaches its target, and what it demands is owed', async () => {
    const made = await concluded()
    expect(await toldIn(made)).toEqual([reached, owed('d1'), owed('d2')])
    expect(await toldIn(made, 'p62-2023')).toEqual([])
    const told = (await eventsIn(made.ports, 'plan-p61-2023')).find(
      ({ type }) => type === 'ResultRecorded',
    )
    expect(told).toMatchObject({
      data: { happenedOn: '2023-04-28' },
      meta: { actor: { kind: 'policy', name: 'results', onBehalfOf: 'so-noi-vu' } },
    })
  })

  it('R1: of an inspection nothing is told before its conclusion', async () => {
    const made = await pursued(orders('i-1', '2023-04-11', '2023-04-12'))
    await recordedAs(
      made,
      'inspection-i1',
      sampleConclusionEvents.filter(({ type }) => type !== 'ConclusionIssued'),
    )
    await made.settle()
    expect(await toldIn(made)).toEqual([])
  })

  it('R1: a revoked conclusion reaches nothing, and what it demanded is settled', async () => {
    const made = await concluded(sampleRevocation('2023-05-12'))
    expect((await toldIn(made)).slice(3)).toEqual(
      expect.arrayContaining([{ ...reached, kind: 'revoked' }, settled('d1'), settled('d2')]),
    )
    const plan = await stateOf(made.ports, planFold, 'p61-2023')
    expect(plan).toMatchObject({ reached: new Map(), owed: new Set() })
  })

  it('R17: what a correction adds is owed, what it annuls is settled', async () => {
    const added = {
      kind: 'added',
      demandId: 'd3',
      demand: sampleDemand({ demandId: 'd3' }),
    } as const
    const made = await concluded(
      sampleCorrection('2023-05-10', [
        added,
        { kind: 'annulled', demandId: 'd1', reason: 'Synthetic' },
      ]),
    )
    const plan = await stateOf(made.ports, planFold, 'p61-2023')
    expect(plan).toMatchObject({ owed: new Set(['d2', 'd3']) })
  })

  it('R1: what is verified is settled, and owed again when it is opened again', async () => {
    const reopened = asksFor('ReopenRemediation', 'd8', '2023-06-05', {
      document: document('ubnd-thanh-pho', '2023-06-05'),
      reason: 'Synthetic',
      dueOn: '2023-07-03',
    })
    const made = await pursued(
      owes('d8', 'dong-da', '2023-04-03', '2023-06-01'),
      claims('d8', '2023-05-04'),
      verifies('d8', '2023-05-05'),
    )
    expect(await toldIn(made)).toEqual([owed('d8'), settled('d8')])
    await goesOn(made, reopened)
    expect(await toldIn(made)).toEqual([owed('d8'), settled('d8'), owed('d8')])
  })

  it('R1: a plan closes with the truth alone', async () => {
    const made = await concluded()
    expect(await made.does(ends('ClosePlan', '2023-12-20'))).toBe('NotReachedDisagrees')
    await goesOn(made, ends('ClosePlan', '2023-12-20', '2023-12-20', []))
    const [closed] = (await eventsIn(made.ports, 'plan-p61-2023')).slice(-1)
    expect(closed?.data).toMatchObject({
      notReached: [],
      reached: [{ targetId: 't1', inspections: ['i1'] }],
      owed: ['d1', 'd2'],
    })
  })

  it('R1: a closing that crosses with the conclusion is told afterwards', async () => {
    const made = world((await pursued()).ports, [results])
    await expectOk(made, ends('ClosePlan', '2023-04-27'))
    await recordedAs(made, 'inspection-i1', sampleConclusionEvents)
    await made.settle()
    expect(await toldIn(made)).toEqual([reached])
    const plan = await stateOf(made.ports, planFold, 'p61-2023')
    expect(plan).toMatchObject({ status: 'closed', reached: new Map([['t1', ['i1']]]) })
  })

  describe('that are refused', () => {
    const { planId, leadAgencyId } = { planId: 'p61-2023', leadAgencyId: 'so-noi-vu' }
    const opened = (remediationId: string): Told => ({
      in: `remediation-${remediationId}`,
      type: 'RemediationOpened',
      data: { remediationId, planId, leadAgencyId },
      on: '2023-05-04',
    })
    const asked = (happenedOn: string, result: object) => ({
      _tag: 'Send',
      command: { type: 'RecordResult', data: { planId, happenedOn, result } },
      onBehalfOf: leadAgencyId,
    })

    it('policy: for a day that was too early are told once more, for the day of the refusal', () => {
      const { reactions, stateOf } = heardBy(
        results,
        opened('d1'),
        opened('d2'),
        refusedUntil('2023-05-08', 'plan-p61-2023', 'RecordResult', 'results', 0),
      )
      expect(reactions).toMatchObject([asked('2023-05-08', owed('d1'))])
      expect(stateOf(planId).refusals).toEqual([
        { commandType: 'RecordResult', rejection: 'OutOfOrder' },
      ])
    })

    it('policy: for any other reason stay so, which is remembered', () => {
      const { reactions, stateOf } = heardBy(results, opened('d1'), {
        in: 'plan-p61-2023',
        type: 'CommandRefused',
        data: { commandType: 'RecordResult', rejection: { _tag: 'PlanNotIssued' } },
        on: '2023-05-08',
        answers: { policy: 'results', place: 0 },
      })
      expect(reactions).toEqual([])
      expect(stateOf(planId).refusals).toEqual([
        { commandType: 'RecordResult', rejection: 'PlanNotIssued' },
      ])
    })
  })
})
