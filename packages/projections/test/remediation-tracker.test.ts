/**
 * remediationTracker: each obligation as it stands, through remedy and pursuit (R21, R22, R26).
 */
import { describe, expect, it } from 'vitest'
import { remediationTracker, type RemediationRow } from '../src/index.ts'
import { city, rowsOf, type Step } from './support/city.ts'
import { concluded, demand, announced, fieldwork, type Visit } from './support/course.ts'
import { allObligations, opened, wholeObligation } from './support/obligations.ts'
import { remediation } from './support/city.ts'

const rowsAfter = async (...steps: ReadonlyArray<Step>) =>
  rowsOf(await city(...steps), remediationTracker)

/** The row after each step of the whole life of o1, by the step's command. */
const life = async (): Promise<ReadonlyArray<readonly [string, RemediationRow | undefined]>> => {
  const told: [string, RemediationRow | undefined][] = []
  for (let n = 1; n <= wholeObligation.length; n++) {
    const steps = wholeObligation.slice(0, n)
    told.push([steps.at(-1)?.type ?? '', (await rowsAfter(...steps))['o1']])
  }
  return told
}

describe('an obligation', () => {
  it('lifecycle: opens with all that is known of it', async () => {
    expect(await rowsAfter(opened('o1', 'dong-da'))).toEqual({
      o1: {
        remediationId: 'o1',
        subjectId: 'dong-da',
        planId: 'p61-2023',
        leadAgencyId: 'so-noi-vu',
        verifierId: 'so-noi-vu',
        source: 'opening-balance',
        inspectionId: null,
        findingId: null,
        area: 'procedures',
        severity: 'significant',
        responsiblePostId: 'head',
        acceptanceTest: 'Không còn hồ sơ quá hạn',
        openedOn: '2023-01-20',
        dueOn: '2023-03-31',
        status: 'open',
        remedyPlan: 'none',
        done: 0,
        claimedOn: null,
        claimedLate: null,
        verifiedOn: null,
        verifiedBy: null,
        pursuit: 'none',
        overdueOn: null,
        escalateFrom: null,
        urgedOn: null,
        escalatedOn: null,
        escalatedTo: null,
        followUpPlanId: null,
        extensions: 0,
        reopenings: 0,
        formerHolders: [],
      },
    })
  })

  it('R22: shows each step of remedy and pursuit, and what the step leaves behind', async () => {
    const seen = (await life()).map(([step, row]) => [
      step,
      row?.status,
      row?.remedyPlan,
      row?.done,
      row?.dueOn,
      row?.pursuit,
    ])
    expect(seen).toEqual([
      ['OpenRemediation', 'open', 'none', 0, '2023-03-31', 'none'],
      ['SubmitRemediationPlan', 'open', 'submitted', 0, '2023-03-31', 'none'],
      ['ReturnRemediationPlan', 'open', 'returned', 0, '2023-03-31', 'none'],
      ['SubmitRemediationPlan', 'open', 'submitted', 0, '2023-03-31', 'none'],
      ['ApproveRemediationPlan', 'open', 'approved', 0, '2023-03-31', 'none'],
      ['ReportProgress', 'open', 'approved', 0.5, '2023-03-31', 'none'],
      ['GrantExtension', 'open', 'approved', 0.5, '2023-04-28', 'none'],
      ['ClaimCompletion', 'claimed', 'approved', 0.5, '2023-04-28', 'none'],
      ['RejectCompletion', 'open', 'approved', 0.75, '2023-04-28', 'none'],
      ['MarkOverdue', 'open', 'approved', 0.75, '2023-04-28', 'overdue'],
      ['Urge', 'open', 'approved', 0.75, '2023-04-28', 'urged'],
      ['Escalate', 'open', 'approved', 0.75, '2023-04-28', 'escalated'],
      ['RequestFollowUp', 'open', 'approved', 0.75, '2023-04-28', 'owed'],
      ['RequestFollowUp', 'open', 'approved', 0.75, '2023-04-28', 'taken'],
      ['ClaimCompletion', 'claimed', 'approved', 0.75, '2023-04-28', 'taken'],
      ['VerifyCompletion', 'verified', 'approved', 1, '2023-04-28', 'none'],
      ['ReopenRemediation', 'open', 'none', 0, '2023-12-01', 'none'],
    ])
  })

  it('R22: keeps the days of its pursuit, until it is lifted', async () => {
    const rows = new Map(await life())
    expect(rows.get('RequestFollowUp')).toMatchObject({
      overdueOn: '2023-05-10',
      urgedOn: '2023-05-11',
      escalatedOn: '2023-06-30',
      escalatedTo: 'ubnd-thanh-pho',
      followUpPlanId: 'p61-2023',
      extensions: 1,
    })
    expect(rows.get('VerifyCompletion')).toMatchObject({
      verifiedOn: '2023-08-15',
      verifiedBy: 'so-noi-vu',
      claimedLate: true,
      overdueOn: null,
      escalateFrom: null,
      escalatedTo: null,
    })
    expect(rows.get('ReopenRemediation')).toMatchObject({
      verifiedOn: null,
      claimedOn: null,
      reopenings: 1,
    })
  })

  it('R16: of a conclusion says which demand it is', async () => {
    const visit: Visit = { inspectionId: 'i1', subjectId: 'dong-da' }
    const rows = await rowsAfter(
      ...announced(visit),
      ...fieldwork(visit, ['f1', 'shortcoming', 'minor']),
      ...concluded(visit, [demand('d1', 'f1')]),
      remediation('OpenRemediation', {
        remediationId: 'd1',
        happenedOn: '2023-07-14',
        source: { kind: 'conclusion', inspectionId: 'i1', demandId: 'd1' },
      }),
    )
    expect(rows['d1']).toMatchObject({
      source: 'conclusion',
      inspectionId: 'i1',
      findingId: 'f1',
      dueOn: '2023-11-30',
      responsiblePostId: 'deputy',
    })
  })

  it('R17, R26: is amended, annulled, and goes on with who took over', async () => {
    const rows = await rowsAfter(...allObligations)
    expect(rows['o2']).toMatchObject({
      status: 'annulled',
      area: 'digital-government',
      dueOn: '2023-07-31',
    })
    expect(rows['o3']).toMatchObject({
      subjectId: 'dong-da',
      formerHolders: ['hoan-kiem'],
      responsiblePostId: 'deputy',
      pursuit: 'escalated',
    })
  })
})
