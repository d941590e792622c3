/**
 * Commands to plans at random.
 */
import { civilDate, type Command, type CommandMeta, DayCount } from '@kiemtra/kernel'
import fc from 'fast-check'
import type { PlanCommand } from '../plan/commands.ts'
import type { Candidate, TargetMove, TargetRequest } from '../plan/shapes.ts'
import { AgencyId, FieldId } from '../vocabulary/ids.ts'
import { modes } from '../vocabulary/mode.ts'
import type { OfficialDocument } from '../vocabulary/official-document.ts'
import type { Parameter } from '../vocabulary/parameter.ts'
import { planContents } from '../vocabulary/plan-content.ts'
import {
  type Authorities,
  type Authority,
  type DelegationTerms,
  planKinds,
  type PlanParameters,
  type PlanTerms,
} from '../vocabulary/plan-terms.ts'
import { reformAreas } from '../vocabulary/reform-area.ts'
import type { Scope } from '../vocabulary/scope.ts'
import {
  agencyIds,
  commandMetas,
  dates,
  documents,
  drawIds,
  parameters,
  periods,
  planContentLists,
  planIds,
  poolOf,
  reformAreaLists,
  slotIds,
  targetIds,
  termOf,
} from './pools.ts'

const basis = 'Synthetic'

// ------------------------------------------------------------- arbitraries

const durationOf = (unit: 'workingDays' | 'days', max: number) =>
  parameters(
    fc.record({
      amount: fc.integer({ min: 1, max }).filter(DayCount.is),
      unit: fc.constant(unit),
    }),
  )
const counts = (max: number): fc.Arbitrary<Parameter<number>> =>
  parameters(fc.integer({ min: 1, max }))

/** Parameters of plans, near the defaults. */
export const planParameters: fc.Arbitrary<PlanParameters> = fc.record({
  noticeLead: durationOf('workingDays', 10),
  selfReportDue: durationOf('workingDays', 20),
  explanationWindow: durationOf('workingDays', 10),
  conclusionDue: durationOf('workingDays', 30),
  publicationDue: durationOf('days', 15),
  remediationDue: durationOf('days', 60),
  escalationAfter: durationOf('workingDays', 10),
  vacancyDue: durationOf('workingDays', 10),
  daysOnSiteMax: counts(5),
  concurrentWindowsMax: counts(3),
  visitDaysPerQuarterMax: counts(12),
  officeHours: fc.constant({ value: { fromMinute: 480, toMinute: 1020 }, basis }),
})

const authority: fc.Arbitrary<Authority> = fc.oneof(
  fc.record({ kind: fc.constant('agency'), agencyId: agencyIds }),
  fc.constant<Authority>({ kind: 'delegation-head' }),
)

const authorities: fc.Arbitrary<Authorities> = fc.record({
  orderUnannounced: fc.array(authority, { maxLength: 2 }),
  waiveOverlap: agencyIds,
  conclude: agencyIds,
})

const delegations: fc.Arbitrary<ReadonlyArray<DelegationTerms>> = fc.uniqueArray(
  fc.record({
    slotId: slotIds,
    establishedBy: agencyIds,
    headedFrom: agencyIds,
    requiredAgencies: fc.uniqueArray(agencyIds, { minLength: 1, maxLength: 3 }),
    mayFormTeams: fc.boolean(),
    mayInvite: fc.boolean(),
  }),
  { selector: ({ slotId }) => slotId, maxLength: 2 },
)

const centralBodies = fc.uniqueArray(
  fc.oneof(
    { weight: 9, arbitrary: poolOf(AgencyId, 'cuc-thue-thanh-pho') },
    { weight: 1, arbitrary: agencyIds },
  ),
  { maxLength: 1 },
)

/** Mostly all terms of a list, now and then a few of them. */
const allOrSome = <Term extends string>(
  labels: Readonly<Record<Term, unknown>>,
): fc.Arbitrary<ReadonlyArray<Term>> => {
  const all: Array<Term> = []
  for (const term in labels) all.push(term)
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant(all) },
    { weight: 1, arbitrary: fc.uniqueArray(termOf(labels), { minLength: 1 }) },
  )
}

/** Terms of plans over {@link agencyIds}. */
export const planTerms: fc.Arbitrary<PlanTerms> = fc.record(
  {
    contents: allOrSome(planContents),
    areas: allOrSome(reformAreas),
    parameters: planParameters,
    delegations,
    authorities,
    goals: fc.constant({}),
    field: poolOf(FieldId, 'justice', 'home-affairs'),
    centralBodies,
  },
  {
    requiredKeys: [
      'contents',
      'areas',
      'parameters',
      'delegations',
      'authorities',
      'goals',
      'centralBodies',
    ],
  },
)

const issuerIds = poolOf(AgencyId, 'ubnd-thanh-pho', 'so-tu-phap', 'dong-da', 'phuong-lang-ha')

const issuersDocuments: fc.Arbitrary<OfficialDocument> = fc
  .tuple(documents, issuerIds)
  .map(([document, issuer]) => ({ ...document, issuer, signedOn: civilDate(2023, 1, 1) }))

/** Lines of superiors as {@link sampleAgencies} has them, and some that it hasn't. */
const through = fc.oneof(
  fc.constant([]),
  fc.uniqueArray(poolOf(AgencyId, 'phuong-lang-ha', 'dong-da', 'so-tu-phap'), { maxLength: 2 }),
)

const candidates: fc.Arbitrary<Candidate> = fc.record(
  { subjectId: agencyIds, through },
  { requiredKeys: ['subjectId'] },
)

const scopes: fc.Arbitrary<Scope> = fc.record({
  contents: planContentLists,
  areas: reformAreaLists,
  examined: periods,
  thematic: fc.boolean(),
})

/** Targets as they are asked for; their focus is mostly inside their scope. */
export const targetRequests: fc.Arbitrary<TargetRequest> = fc
  .record({
    targetId: targetIds,
    candidate: candidates,
    slotId: slotIds,
    scope: scopes,
    mode: termOf(modes),
    window: periods,
    strayFocus: fc.option(reformAreaLists, { freq: 9 }),
  })
  .map(({ candidate, strayFocus, ...request }) => ({
    ...request,
    ...candidate,
    focus: { areas: strayFocus ?? request.scope.areas.slice(0, 1), reason: 'Synthetic' },
  }))

const moves: fc.Arbitrary<TargetMove> = fc.record(
  { targetId: targetIds, window: periods, slotId: slotIds },
  { requiredKeys: ['targetId', 'window'] },
)

const changes = fc.record(
  {
    parameters: planParameters,
    goals: fc.constant({ coverageMin: { value: 0.5, basis } }),
    authorities,
    delegations,
    centralBodies,
    targetsRemoved: fc.uniqueArray(targetIds, { minLength: 1, maxLength: 2 }),
    targetsMoved: fc.uniqueArray(moves, { selector: ({ targetId }) => targetId, maxLength: 2 }),
    targetsAdded: fc.uniqueArray(targetRequests, {
      selector: ({ targetId }) => targetId,
      maxLength: 2,
    }),
  },
  { requiredKeys: [] },
)

const about = { planId: planIds, happenedOn: dates } as const
const reason = fc.constant('Synthetic')

const ofType = <Type extends PlanCommand['type'], Data>(
  type: Type,
  data: fc.Arbitrary<Data>,
): fc.Arbitrary<{ readonly type: Type; readonly data: Data; readonly meta: CommandMeta }> =>
  fc.record({ type: fc.constant(type), data, meta: commandMetas })

const drafts = fc.record(
  {
    ...about,
    kind: termOf(planKinds),
    year: fc.constantFrom(2023, 2023, 2023, 2024),
    nameVi: fc.constant('Kế hoạch kiểm tra'),
    issuerId: issuerIds,
    leadAgencyId: agencyIds,
    terms: planTerms,
    parentPlanId: planIds,
  },
  {
    requiredKeys: [
      'planId',
      'happenedOn',
      'kind',
      'year',
      'nameVi',
      'issuerId',
      'leadAgencyId',
      'terms',
    ],
  },
)

const draws = fc.record({
  ...about,
  drawId: drawIds,
  slotId: slotIds,
  seed: fc.stringMatching(/^[a-z0-9.:-]{1,16}$/),
  seedBasis: reason,
  pool: fc.uniqueArray(candidates, { selector: ({ subjectId }) => subjectId, maxLength: 4 }),
  count: fc.integer({ min: 1, max: 3 }),
})

const notReached = fc.uniqueArray(fc.record({ targetId: targetIds, reason }), {
  selector: ({ targetId }) => targetId,
  maxLength: 2,
})

/** Commands to plans at random, over {@link planIds}; some are refused, many are not. */
export const planCommands: fc.Arbitrary<Command<PlanCommand>> = fc.oneof(
  { weight: 3, arbitrary: ofType('DraftPlan', drafts) },
  { weight: 6, arbitrary: ofType('AddTarget', fc.record({ ...about, target: targetRequests })) },
  { weight: 1, arbitrary: ofType('RemoveTarget', fc.record({ ...about, targetId: targetIds })) },
  {
    weight: 3,
    arbitrary: ofType('IssuePlan', fc.record({ ...about, document: issuersDocuments })),
  },
  {
    weight: 3,
    arbitrary: ofType(
      'AmendPlan',
      fc.record({ ...about, document: issuersDocuments, reason, changes }),
    ),
  },
  { weight: 2, arbitrary: ofType('DrawSubjects', draws) },
  {
    weight: 1,
    arbitrary: ofType('RevokePlan', fc.record({ ...about, document: issuersDocuments, reason })),
  },
  {
    weight: 1,
    arbitrary: ofType('ClosePlan', fc.record({ ...about, report: issuersDocuments, notReached })),
  },
)
