/**
 * What an inspection of the sample plan meets: its plan with a draw, its delegation with a team, the
 * district, and the district's calendar of visits. States are folds of events, as a store gives them.
 */
import {
  addDays,
  type CivilDate,
  type EventMeta,
  type Fold,
  foldStored,
  isWorkingDay,
  type Plain,
  positionOf,
  vietnamCalendar,
} from '@kiemtra/kernel'
import { isLeft, isRight } from 'fp-ts/lib/Either.js'
import { type AgencyEvent, agencyFold, type AgencyState } from '../agency/index.ts'
import { type DelegationEvent, delegationFold, type DelegationState } from '../delegation/index.ts'
import { type PlanEvent, planFold, type PlanState } from '../plan/index.ts'
import { type VisitsEvent, visitsFold, type VisitsState } from '../visits/index.ts'
import { sampleEstablishment } from './delegation.ts'
import { sampleDocument, sampleDraft, sampleTarget, sampleTerms } from './plan.ts'

// -------------------------------------------------------------------- fold

const meta: EventMeta = {
  schemaVersion: 1,
  commandId: 'sample',
  index: 0,
  count: 1,
  actor: { kind: 'import', source: 'sample' },
  recordedAt: '2023-01-01T00:00:00.000Z',
  correlationId: 'sample',
  reads: [],
}

/** The state after events that are written plainly; throws where one of them can't be read. */
export const foldPlain = <S>(
  fold: Fold<S>,
  events: ReadonlyArray<{ readonly type: string; readonly data: unknown }>,
): S => {
  const stream = `kiemtra.${fold.category}-sample`
  const state = foldStored(
    fold,
    events.map(({ type, data }, revision) => ({
      id: `${stream}/${String(revision)}`,
      stream,
      revision,
      position: positionOf(String(revision)),
      type,
      data,
      meta,
    })),
  )
  if (isLeft(state)) throw new Error(`a sample can't be read: ${JSON.stringify(state.left)}`)
  return state.right
}

const on = (happenedOn: string) => ({ happenedOn, recordedLateDays: 0 })

// ------------------------------------------------------------------ events

/** The sample plan, in force from 3 March 2023 on, with its target `t1` and a draw of 15 March. */
export const samplePlanEvents: ReadonlyArray<Plain<PlanEvent>> = [
  {
    type: 'PlanDrafted',
    data: {
      ...sampleDraft,
      ...on('2023-03-01'),
      issuerKind: 'city-committee',
      issuerLevel: 'city',
    },
  },
  {
    type: 'TargetAdded',
    data: {
      ...on('2023-03-02'),
      planId: 'p61-2023',
      target: {
        ...sampleTarget,
        subjectKind: 'district-committee',
        subjectLevel: 'district',
        jurisdiction: 'city',
      },
    },
  },
  {
    type: 'PlanIssued',
    data: { ...on('2023-03-03'), planId: 'p61-2023', document: sampleDocument },
  },
  {
    type: 'SubjectsDrawn',
    data: {
      ...on('2023-03-15'),
      planId: 'p61-2023',
      drawId: 'lot-1',
      slotId: 'doan-1',
      seed: 'plan-61/lot-1',
      seedBasis: 'Synthetic',
      algorithm: 'fnv1a64-splitmix64-fisher-yates',
      pool: [],
      count: 1,
      drawn: ['dong-da'],
    },
  },
]

const [doan1] = sampleTerms.delegations

/** The sample delegation, from 10 March to 29 December 2023, with a team `to-1` from 13 March on. */
export const sampleDelegationEvents: ReadonlyArray<Plain<DelegationEvent>> =
  doan1 === undefined
    ? []
    : [
        {
          type: 'DelegationEstablished',
          data: {
            ...sampleEstablishment,
            ...on('2023-03-10'),
            frozen: {
              terms: doan1,
              contents: sampleTerms.contents,
              areas: sampleTerms.areas,
              vacancyDue: sampleTerms.parameters.vacancyDue,
            },
          },
        },
        {
          type: 'TeamFormed',
          data: {
            ...on('2023-03-13'),
            delegationId: 'doan-p61',
            teamId: 'to-1',
            leaderId: 'tp-1',
            members: ['tp-1', 'nv-3'],
            grounds: ['content'],
            reason: 'Synthetic',
          },
        },
      ]

/** An agency under the city, with two posts and a head in office since 2021. */
export const sampleAgencyEvents = (
  agencyId: string,
  kind: Extract<AgencyEvent, { type: 'AgencyRegistered' }>['data']['kind'] = 'district-committee',
): ReadonlyArray<Plain<AgencyEvent>> => [
  {
    type: 'AgencyRegistered',
    data: {
      ...on('2023-01-01'),
      agencyId,
      kind,
      level: kind === 'district-committee' ? 'district' : 'department',
      names: { vi: 'Cơ quan', en: 'Agency' },
      fields: [],
      posts: [
        { postId: 'head', titleVi: 'Người đứng đầu', rank: 'head', inChargeOf: ['steering'] },
        { postId: 'deputy', titleVi: 'Cấp phó', rank: 'deputy', inChargeOf: ['procedures'] },
      ],
      superiorId: 'ubnd-thanh-pho',
    },
  },
  {
    type: 'HeadAppointed',
    data: {
      ...on('2023-01-01'),
      agencyId,
      postId: 'head',
      personId: `${agencyId}-1`,
      acting: false,
      from: '2021-06-01',
    },
  },
]

/** The end of an agency, with one successor. */
export const sampleDissolution = (
  agencyId: string,
  successor: string,
  effectiveOn: string,
): Plain<AgencyEvent> => ({
  type: 'AgencyDissolved',
  data: {
    ...on('2023-01-02'),
    agencyId,
    effectiveOn,
    successors: [successor],
    document: {
      number: '1/NQ-HĐND',
      kind: 'resolution',
      issuer: 'ubnd-thanh-pho',
      signedOn: '2023-01-02',
    },
  },
})

const { daysOnSiteMax, concurrentWindowsMax, visitDaysPerQuarterMax } = sampleTerms.parameters

/** What a calendar of visits holds for an inspection. */
export interface SampleWindow {
  readonly inspectionId: string
  readonly windowId: string
  readonly period: { readonly from: CivilDate; readonly to: CivilDate }
}

const workingDaysOf = ({ from, to }: SampleWindow['period']): ReadonlyArray<CivilDate> => {
  const days: Array<CivilDate> = []
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const works = isWorkingDay(vietnamCalendar, day)
    if (isRight(works) && works.right) days.push(day)
  }
  return days
}

const claimOf = ({ inspectionId, windowId }: SampleWindow) => ({
  windowId,
  planId: 'p61-2023',
  slotId: 'doan-1',
  inspectionId,
  areas: ['procedures' as const],
  mode: 'on-site' as const,
  notice: 'announced' as const,
  caps: { daysOnSiteMax, concurrentWindowsMax, visitDaysPerQuarterMax },
  keptBy: 'so-noi-vu',
})

const daysOf = ({ period }: SampleWindow) => ({
  period,
  workingDays: workingDaysOf(period),
  calendarVersion: vietnamCalendar.version,
})

/** A reservation in the district's calendar. */
export const sampleReservation = (window: SampleWindow): Plain<VisitsEvent> => ({
  type: 'WindowReserved',
  data: {
    ...on('2023-03-13'),
    agencyId: 'dong-da',
    secret: false,
    claim: claimOf(window),
    days: daysOf(window),
  },
})

/** Another inspection joins the window of a first one. */
export const sampleCombination = (
  window: SampleWindow,
  joined: SampleWindow,
): Plain<VisitsEvent> => ({
  type: 'InspectionsCombined',
  data: {
    ...on('2023-03-13'),
    agencyId: 'dong-da',
    windowId: window.windowId,
    joined: [claimOf(joined)],
    members: [claimOf(window), claimOf(joined)].map(({ windowId, planId, inspectionId }) => ({
      windowId,
      planId,
      inspectionId,
    })),
    days: daysOf(window),
    reason: 'Synthetic',
  },
})

// ------------------------------------------------------------------ states

/** The sample plan in force. */
export const samplePlanState: PlanState = foldPlain(planFold, samplePlanEvents)

/** The sample delegation in force. */
export const sampleDelegationState: DelegationState = foldPlain(
  delegationFold,
  sampleDelegationEvents,
)

/** An agency in the register. */
export const sampleAgencyState = (agencyId: string): AgencyState =>
  foldPlain(agencyFold, sampleAgencyEvents(agencyId))

/** The calendar of visits that holds these windows. */
export const sampleVisitsState = (...windows: ReadonlyArray<SampleWindow>): VisitsState =>
  foldPlain(visitsFold, windows.map(sampleReservation))
