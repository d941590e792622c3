/**
 * A plan for tests: like Plan 61, in small.
 */
import type { CommandMeta, PlainCommand } from '@kiemtra/kernel'
import type { PlanCommand } from '../plan/commands.ts'

type PlainData<Type extends PlanCommand['type']> = Extract<
  PlainCommand<PlanCommand>,
  { type: Type }
>['data']

const basis = 'Synthetic'
const workingDays = (amount: number) => ({ value: { amount, unit: 'workingDays' as const }, basis })
const days = (amount: number) => ({ value: { amount, unit: 'days' as const }, basis })
const count = (value: number) => ({ value, basis })

/** Terms like those of Plan 61: one delegation, established and headed by Home Affairs. */
export const sampleTerms: PlainData<'DraftPlan'>['terms'] = {
  contents: ['city-directions', 'city-reform-plan', 'own-reform-plan', 'prior-shortcomings'],
  areas: ['steering', 'institutions', 'procedures', 'civil-service', 'digital-government'],
  parameters: {
    noticeLead: workingDays(5),
    selfReportDue: workingDays(10),
    explanationWindow: workingDays(5),
    conclusionDue: workingDays(15),
    publicationDue: days(10),
    remediationDue: days(30),
    escalationAfter: workingDays(5),
    vacancyDue: workingDays(5),
    daysOnSiteMax: count(2),
    concurrentWindowsMax: count(1),
    visitDaysPerQuarterMax: count(6),
    officeHours: { value: { fromMinute: 480, toMinute: 1020 }, basis },
  },
  delegations: [
    {
      slotId: 'doan-1',
      establishedBy: 'so-noi-vu',
      headedFrom: 'so-noi-vu',
      requiredAgencies: ['so-noi-vu', 'so-tu-phap', 'thanh-tra-thanh-pho'],
      mayFormTeams: true,
      mayInvite: true,
    },
  ],
  authorities: {
    orderUnannounced: [{ kind: 'agency', agencyId: 'ubnd-thanh-pho' }, { kind: 'delegation-head' }],
    waiveOverlap: 'so-noi-vu',
    conclude: 'so-noi-vu',
  },
  goals: { coverageMin: { value: 0.2, basis } },
  centralBodies: ['cuc-thue-thanh-pho'],
}

/** The draft of a city plan like Plan 61 over {@link sampleAgencies}. */
export const sampleDraft: PlainData<'DraftPlan'> = {
  planId: 'p61-2023',
  happenedOn: '2023-03-01',
  kind: 'reform',
  year: 2023,
  nameVi: 'Kế hoạch kiểm tra công tác cải cách hành chính năm 2023',
  issuerId: 'ubnd-thanh-pho',
  leadAgencyId: 'so-noi-vu',
  terms: sampleTerms,
}

/** A target of that plan: a district, thematic, in April. */
export const sampleTarget: PlainData<'AddTarget'>['target'] = {
  targetId: 't1',
  subjectId: 'dong-da',
  slotId: 'doan-1',
  scope: {
    contents: ['own-reform-plan', 'prior-shortcomings'],
    areas: ['procedures', 'digital-government'],
    examined: { from: '2022-01-01', to: '2023-03-31' },
    thematic: true,
  },
  mode: 'on-site',
  window: { from: '2023-04-11', to: '2023-04-12' },
  focus: { areas: ['procedures'], reason: 'Chỉ số cải cách hành chính năm 2022 giảm' },
}

/** The document of that plan. */
export const sampleDocument: PlainData<'IssuePlan'>['document'] = {
  number: '61/KH-UBND',
  kind: 'plan',
  issuer: 'ubnd-thanh-pho',
  signedOn: '2023-03-03',
}

const meta = (commandId: string): CommandMeta => ({
  commandId,
  actor: { kind: 'import', source: 'sample' },
  recordedAt: '2023-03-03T08:00:00.000Z',
})

/** Commands that lead to the plan in force: drafted, with one target, issued on 3 March 2023. */
export const samplePlan: ReadonlyArray<PlainCommand<PlanCommand>> = [
  { type: 'DraftPlan', data: sampleDraft, meta: meta('draft-p61') },
  {
    type: 'AddTarget',
    data: { planId: 'p61-2023', happenedOn: '2023-03-02', target: sampleTarget },
    meta: meta('target-t1'),
  },
  {
    type: 'IssuePlan',
    data: { planId: 'p61-2023', happenedOn: '2023-03-03', document: sampleDocument },
    meta: meta('issue-p61'),
  },
]
