/**
 * What obligations meet: a concluded inspection with two demands, corrected, annulled and revoked
 * ones of it, and a district that merges. States are folds of events, as a store gives them.
 */
import type { Plain } from '@kiemtra/kernel'
import { type AgencyEvent, agencyFold, type AgencyState } from '../agency/index.ts'
import { type InspectionEvent, inspectionFold, type InspectionState } from '../inspection/index.ts'
import { sampleDocumentOf, sampleProposal, sampleStatement } from './inspection-moves.ts'
import { foldPlain, sampleAgencyEvents, sampleDissolution } from './inspection-sample.ts'
import { sampleTerms } from './plan.ts'

const { inspectionId, happenedOn: _on, ...setting } = sampleProposal
const on = (happenedOn: string) => ({ inspectionId, happenedOn, recordedLateDays: 0 })
const act = (day: string) => ({
  inspectionId,
  happenedAt: `${day}T02:00:00.000Z`,
  recordedLateDays: 0,
  memberId: 'tp-1',
})
const { parameters } = sampleTerms
const basis = 'Synthetic'
const due = (date: string) => ({
  date,
  parameter: { value: { amount: 5, unit: 'workingDays' as const }, basis },
  calendarVersion: 'sample',
})

type Demand = Extract<Plain<InspectionEvent>, { type: 'ConclusionIssued' }>['data']['demands'][0]

/** A demand of the sample conclusion, due on 1 June 2023. */
export const sampleDemand = (changes: Partial<Demand> = {}): Demand => ({
  demandId: 'd1',
  findingId: 'f1',
  area: 'procedures',
  text: 'Giải quyết dứt điểm hồ sơ quá hạn',
  responsiblePostId: 'deputy',
  dueOn: '2023-06-01',
  acceptanceTest: 'Không còn hồ sơ quá hạn',
  ...changes,
})

const raised = (
  findingId: string,
  kind: 'shortcoming' | 'violation' | 'suspected-crime' | 'initiative',
): Plain<InspectionEvent> => {
  const { responsibility, ...rest } = sampleStatement({ kind })
  const statement = { ...rest, ...(responsibility === undefined ? {} : { responsibility }) }
  const answered = responsibility === undefined ? {} : { responsibility }
  return {
    type: 'FindingRaised',
    data: {
      ...act('2023-04-11'),
      findingId,
      finding: { statement, severity: 'significant', ...answered },
    },
  }
}

/**
 * The sample inspection until its conclusion on 28 April 2023: demands `d1`, `d2` on the shortcoming
 * `f1` and the violation `f2`, handling recommended on `f1` (`r1`) and without a finding (`r3`), a
 * suspected crime `f3`, an initiative `f4`.
 */
export const sampleConclusionEvents: ReadonlyArray<Plain<InspectionEvent>> = [
  {
    type: 'InspectionProposed',
    data: {
      ...setting,
      ...on('2023-03-13'),
      targetId: 't1',
      slotId: 'doan-1',
      parameters,
      planIssuerId: 'ubnd-thanh-pho',
      leadAgencyId: 'so-noi-vu',
      concludedBy: 'so-noi-vu',
      subjectLevel: 'district',
    },
  },
  {
    type: 'InspectionScheduled',
    data: { ...on('2023-03-13'), windowId: 'w1', window: setting.window },
  },
  {
    type: 'InspectionOpened',
    data: {
      inspectionId,
      happenedAt: '2023-04-11T02:00:00.000Z',
      recordedLateDays: 0,
      leaderId: 'nv-1',
      insteadOfHead: false,
    },
  },
  raised('f1', 'shortcoming'),
  raised('f2', 'violation'),
  raised('f3', 'suspected-crime'),
  raised('f4', 'initiative'),
  { type: 'FieldworkClosed', data: { ...act('2023-04-12'), conclusion: due('2023-05-08') } },
  {
    type: 'DraftCirculated',
    data: {
      ...on('2023-04-14'),
      reference: 'Dự thảo',
      findings: ['f1', 'f2', 'f4'],
      explanations: due('2023-04-21'),
    },
  },
  {
    type: 'ConclusionIssued',
    data: {
      ...on('2023-04-28'),
      document: sampleDocumentOf('so-noi-vu', '90/TB-SNV', '2023-04-28'),
      contents: [],
      demands: [sampleDemand(), sampleDemand({ demandId: 'd2', findingId: 'f2' })],
      recommendations: [
        recommendation('r1', 'handling', 'f1'),
        recommendation('r2', 'policy'),
        recommendation('r3', 'handling'),
        recommendation('r4', 'handling', 'f2'),
      ],
      publication: due('2023-05-08'),
      late: false,
    },
  },
]

function recommendation(recommendationId: string, kind: 'handling' | 'policy', findingId?: string) {
  return {
    recommendationId,
    kind,
    addresseeId: 'ubnd-thanh-pho',
    text: 'Synthetic',
    replyDueOn: '2023-06-01',
    ...(findingId === undefined ? {} : { findingId }),
  }
}

/** A correction of the sample conclusion. */
export const sampleCorrection = (
  happenedOn: string,
  demands: Extract<Plain<InspectionEvent>, { type: 'ConclusionCorrected' }>['data']['demands'],
): Plain<InspectionEvent> => ({
  type: 'ConclusionCorrected',
  data: {
    ...on(happenedOn),
    document: sampleDocumentOf('so-noi-vu', '91/TB-SNV', happenedOn),
    reason: 'Synthetic',
    demands,
  },
})

/** The revocation of the sample conclusion. */
export const sampleRevocation = (happenedOn: string): Plain<InspectionEvent> => ({
  type: 'ConclusionRevoked',
  data: {
    ...on(happenedOn),
    document: sampleDocumentOf('ubnd-thanh-pho', '92/TB-UBND', happenedOn),
    reason: 'Synthetic',
  },
})

/** The sample inspection, concluded, and what has happened to its conclusion since. */
export const sampleConclusionState = (
  ...more: ReadonlyArray<Plain<InspectionEvent>>
): InspectionState => foldPlain(inspectionFold, [...sampleConclusionEvents, ...more])

/** A shortcoming of procedures that the reform index of 2022 names, published on 23 March 2023. */
export const sampleIndexResult = (agencyId: string): Plain<AgencyEvent> => ({
  type: 'IndexResultRecorded',
  data: {
    agencyId,
    happenedOn: '2023-03-23',
    recordedLateDays: 0,
    year: 2022,
    source: 'Synthetic',
    shortcomings: [
      { shortcomingId: 's1', area: 'procedures', condition: 'Hồ sơ trả kết quả muộn' },
    ],
  },
})

/** A district with an index result, as it stands, or ended with a single successor from a day on. */
export const sampleHolderState = (
  agencyId = 'dong-da',
  ended?: { readonly successor: string; readonly effectiveOn: string },
): AgencyState =>
  foldPlain(agencyFold, [
    ...sampleAgencyEvents(agencyId),
    sampleIndexResult(agencyId),
    ...(ended === undefined
      ? []
      : [sampleDissolution(agencyId, ended.successor, ended.effectiveOn)]),
  ])
