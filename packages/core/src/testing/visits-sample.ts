/**
 * A year for tests of calendars of visits: three plans with two delegations each, all of them with
 * the same district among their targets.
 */
import { isRight } from 'fp-ts/lib/Either.js'
import { AgencyDissolved, AgencyRegistered } from '../agency/events.ts'
import { evolve as evolveAgency } from '../agency/evolve.ts'
import { type AgencyState, initialState as unregistered } from '../agency/state.ts'
import { PlanDrafted, PlanIssued, TargetAdded } from '../plan/events.ts'
import { evolve as evolvePlan } from '../plan/evolve.ts'
import { initialState as undrafted, type PlanState } from '../plan/state.ts'
import { InspectionsCombined, WindowReserved } from '../visits/events.ts'
import { evolve as evolveVisits } from '../visits/evolve.ts'
import type { VisitsFacts } from '../visits/needs.ts'
import { initialState as noWindows, type VisitsState } from '../visits/state.ts'

/** The caps of a plan, without their basis. */
export interface VisitsCaps {
  readonly daysOnSiteMax: number
  readonly concurrentWindowsMax: number
  readonly visitDaysPerQuarterMax: number
}

/** The plans at the district: the city's two, and a department's. */
export type VisitsPlanId = 'p61-2023' | 'cong-vu-2023' | 'tu-phap-2023'

/** Who speaks for each plan. The first two stand under the city; Home Affairs has both. */
export const visitsSpeakers = {
  'p61-2023': 'so-noi-vu',
  'cong-vu-2023': 'so-noi-vu',
  'tu-phap-2023': 'so-tu-phap',
} as const satisfies Record<VisitsPlanId, string>

const common = { happenedOn: '2023-01-05', recordedLateDays: 0 }
const basis = 'Synthetic'
const days = (amount: number) => ({ value: { amount, unit: 'days' }, basis })
const count = (value: number) => ({ value, basis })

const termsOf = (plan: VisitsPlanId, caps: VisitsCaps): unknown => ({
  contents: ['city-reform-plan'],
  areas: ['steering', 'institutions', 'procedures', 'digital-government'],
  parameters: {
    noticeLead: days(5),
    selfReportDue: days(10),
    explanationWindow: days(5),
    conclusionDue: days(15),
    publicationDue: days(10),
    remediationDue: days(30),
    escalationAfter: days(5),
    vacancyDue: days(5),
    daysOnSiteMax: count(caps.daysOnSiteMax),
    concurrentWindowsMax: count(caps.concurrentWindowsMax),
    visitDaysPerQuarterMax: count(caps.visitDaysPerQuarterMax),
    officeHours: { value: { fromMinute: 480, toMinute: 1020 }, basis },
  },
  delegations: ['doan-1', 'doan-2'].map((slotId) => ({
    slotId,
    establishedBy: visitsSpeakers[plan],
    headedFrom: visitsSpeakers[plan],
    requiredAgencies: [visitsSpeakers[plan]],
    mayFormTeams: true,
    mayInvite: true,
  })),
  authorities: {
    orderUnannounced: [{ kind: 'delegation-head' }],
    waiveOverlap: visitsSpeakers[plan],
    conclude: visitsSpeakers[plan],
  },
  goals: {},
  ...(plan === 'tu-phap-2023' ? { field: 'justice' } : {}),
  centralBodies: [],
})

/** A plan with two delegations for the district, folded from events as a store would give them. */
export const visitsPlan = (
  planId: VisitsPlanId,
  caps: VisitsCaps,
  status: 'draft' | 'issued' = 'issued',
): PlanState => {
  const drafted = PlanDrafted.decode({
    ...common,
    planId,
    kind: 'reform',
    year: 2023,
    nameVi: 'Kế hoạch kiểm tra',
    issuerId: planId === 'tu-phap-2023' ? 'so-tu-phap' : 'ubnd-thanh-pho',
    issuerKind: planId === 'tu-phap-2023' ? 'department' : 'city-committee',
    issuerLevel: planId === 'tu-phap-2023' ? 'department' : 'city',
    leadAgencyId: visitsSpeakers[planId],
    terms: termsOf(planId, caps),
  })
  let state = undrafted
  if (isRight(drafted)) state = evolvePlan(state, { type: 'PlanDrafted', data: drafted.right })
  for (const slotId of ['doan-1', 'doan-2']) {
    const added = TargetAdded.decode({ ...common, planId, target: targetFor(slotId) })
    if (isRight(added)) state = evolvePlan(state, { type: 'TargetAdded', data: added.right })
  }
  const issued = PlanIssued.decode({
    ...common,
    planId,
    document: { number: '61/KH-UBND', kind: 'plan', issuer: 'so-noi-vu', signedOn: '2023-01-05' },
  })
  return status === 'issued' && isRight(issued)
    ? evolvePlan(state, { type: 'PlanIssued', data: issued.right })
    : state
}

const targetFor = (slotId: string): unknown => ({
  targetId: `dong-da-${slotId}`,
  subjectId: 'dong-da',
  slotId,
  scope: {
    contents: ['city-reform-plan'],
    areas: ['steering', 'procedures'],
    examined: { from: '2023-01-01', to: '2023-06-30' },
    thematic: false,
  },
  mode: 'on-site',
  window: { from: '2023-06-05', to: '2023-06-06' },
  focus: { areas: ['steering'], reason: 'Synthetic' },
  subjectKind: 'district-committee',
  subjectLevel: 'district',
  jurisdiction: 'city',
})

/** An agency in the register. */
export const visitsAgency = (
  agencyId: string,
  kind: string,
  level: string,
  superiorId?: string,
): AgencyState => {
  const registered = AgencyRegistered.decode({
    ...common,
    agencyId,
    kind,
    level,
    names: { vi: 'Cơ quan', en: 'Agency' },
    fields: [],
    posts: [],
    ...(superiorId === undefined ? {} : { superiorId }),
  })
  return isRight(registered)
    ? evolveAgency(unregistered, { type: 'AgencyRegistered', data: registered.right })
    : unregistered
}

/** Wide enough for a few windows, narrow enough to be reached. */
export const visitsCaps: VisitsCaps = {
  daysOnSiteMax: 5,
  concurrentWindowsMax: 2,
  visitDaysPerQuarterMax: 12,
}

/** The district's predecessor, which ended in June. */
const predecessor = (): AgencyState => {
  const state = visitsAgency('dong-da-cu', 'district-committee', 'district', 'ubnd-thanh-pho')
  const dissolved = AgencyDissolved.decode({
    ...common,
    agencyId: 'dong-da-cu',
    effectiveOn: '2023-06-01',
    successors: ['dong-da'],
    document: {
      number: '9/NQ',
      kind: 'decision',
      issuer: 'ubnd-thanh-pho',
      signedOn: '2023-01-05',
    },
  })
  return isRight(dissolved)
    ? evolveAgency(state, { type: 'AgencyDissolved', data: dissolved.right })
    : state
}

/** What it left in its calendar: a window that two share, and a secret one. */
const leftWindows = (caps: (plan: VisitsPlanId) => VisitsCaps): VisitsState => {
  const claim = (windowId: string, planId: VisitsPlanId, inspectionId: string, notice: string) => {
    const { daysOnSiteMax, concurrentWindowsMax, visitDaysPerQuarterMax } = caps(planId)
    return {
      windowId,
      planId,
      slotId: 'doan-1',
      inspectionId,
      areas: ['steering', 'procedures'],
      mode: 'on-site',
      notice,
      caps: {
        daysOnSiteMax: count(daysOnSiteMax),
        concurrentWindowsMax: count(concurrentWindowsMax),
        visitDaysPerQuarterMax: count(visitDaysPerQuarterMax),
      },
      keptBy: visitsSpeakers[planId],
    }
  }
  const about = { ...common, agencyId: 'dong-da-cu' }
  const days = {
    period: { from: '2023-05-30', to: '2023-06-27' },
    workingDays: ['2023-06-26', '2023-06-27'],
    calendarVersion: 'test',
  }
  const open = claim('w5', 'p61-2023', 'i5', 'announced')
  const joined = claim('w6', 'tu-phap-2023', 'i4', 'announced')
  const hidden = claim('s3', 'cong-vu-2023', 'si2', 'unannounced')
  let state = noWindows
  for (const [secret, one] of [
    [false, open],
    [true, hidden],
  ] as const) {
    const reserved = WindowReserved.decode({ ...about, secret, claim: one, days })
    if (isRight(reserved)) {
      state = evolveVisits(state, { type: 'WindowReserved', data: reserved.right })
    }
  }
  const ids = ({ windowId, planId, inspectionId }: ReturnType<typeof claim>) => ({
    windowId,
    planId,
    inspectionId,
  })
  const combined = InspectionsCombined.decode({
    ...about,
    windowId: 'w5',
    joined: [joined],
    members: [ids(open), ids(joined)],
    days,
    reason: 'Synthetic',
  })
  return isRight(combined)
    ? evolveVisits(state, { type: 'InspectionsCombined', data: combined.right })
    : state
}

/** The facts of the year, under caps of one's own. */
export const sampleVisitsFacts = (
  caps: (plan: VisitsPlanId) => VisitsCaps = () => visitsCaps,
): VisitsFacts => ({
  'plan p61-2023': visitsPlan('p61-2023', caps('p61-2023')),
  'plan cong-vu-2023': visitsPlan('cong-vu-2023', caps('cong-vu-2023')),
  'plan tu-phap-2023': visitsPlan('tu-phap-2023', caps('tu-phap-2023')),
  'agency ubnd-thanh-pho': visitsAgency('ubnd-thanh-pho', 'city-committee', 'city'),
  'agency so-noi-vu': visitsAgency('so-noi-vu', 'department', 'department', 'ubnd-thanh-pho'),
  'agency so-tu-phap': visitsAgency('so-tu-phap', 'department', 'department', 'ubnd-thanh-pho'),
  'agency dong-da': visitsAgency('dong-da', 'district-committee', 'district', 'ubnd-thanh-pho'),
  'agency dong-da-cu': predecessor(),
  'calendar dong-da-cu': leftWindows(caps),
})
