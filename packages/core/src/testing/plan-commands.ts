/**
 * Commands to plans at random.
 */
import {
  addDays,
  civilDate,
  type Command,
  type CommandMeta,
  DayCount,
  type Duration,
} from '@kiemtra/kernel'
import fc from 'fast-check'
import type { PlanCommand } from '../plan/commands.ts'
import type { Candidate, TargetMove, TargetRequest } from '../plan/shapes.ts'
import { AgencyId, FieldId, InspectionId, ObligationId, PlanId, SlotId } from '../vocabulary/ids.ts'
import { modes } from '../vocabulary/mode.ts'
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
import { type ReformArea, reformAreas } from '../vocabulary/reform-area.ts'
import type { Scope } from '../vocabulary/scope.ts'
import {
  agencyIds,
  commandMetas,
  dates,
  documents,
  drawIds,
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

const dayCounts = fc.integer({ min: 1, max: 15 }).filter(DayCount.is)
const param = <A>(value: A): Parameter<A> => ({ value, basis })

/**
 * Parameters of plans: one number of days for all due dates, caps each on its own. Few draws, as
 * every draft needs a set, and rules read one due date at a time.
 */
export const planParameters: fc.Arbitrary<PlanParameters> = fc
  .tuple(
    dayCounts,
    fc.integer({ min: 1, max: 5 }),
    fc.integer({ min: 1, max: 3 }),
    fc.integer({ min: 1, max: 12 }),
  )
  .map(([amount, onSite, concurrent, perQuarter]) => {
    const workingDays = param<Duration>({ amount, unit: 'workingDays' })
    const days = param<Duration>({ amount, unit: 'days' })
    return {
      noticeLead: workingDays,
      selfReportDue: workingDays,
      explanationWindow: workingDays,
      conclusionDue: workingDays,
      publicationDue: days,
      remediationDue: days,
      escalationAfter: workingDays,
      vacancyDue: workingDays,
      daysOnSiteMax: param(onSite),
      concurrentWindowsMax: param(concurrent),
      visitDaysPerQuarterMax: param(perQuarter),
      officeHours: param({ fromMinute: 480, toMinute: 1020 }),
    }
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

const delegation = (slots: fc.Arbitrary<SlotId>): fc.Arbitrary<DelegationTerms> =>
  fc.record({
    slotId: slots,
    establishedBy: agencyIds,
    headedFrom: agencyIds,
    requiredAgencies: fc.uniqueArray(agencyIds, { minLength: 1, maxLength: 3 }),
    mayFormTeams: fc.boolean(),
    mayInvite: fc.boolean(),
  })

const delegations: fc.Arbitrary<ReadonlyArray<DelegationTerms>> = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(delegation(poolOf(SlotId, 'doan-1'))) },
  {
    weight: 2,
    arbitrary: fc.tuple(delegation(poolOf(SlotId, 'doan-1')), delegation(poolOf(SlotId, 'doan-2'))),
  },
  { weight: 1, arbitrary: fc.tuple(delegation(poolOf(SlotId, 'doan-2'))) },
  { weight: 1, arbitrary: fc.constant([]) },
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

/** Mostly the first, now and then the other. */
const mostly = <A>(usual: fc.Arbitrary<A>, other: fc.Arbitrary<A>): fc.Arbitrary<A> =>
  fc.oneof({ weight: 9, arbitrary: usual }, { weight: 1, arbitrary: other })

const plans = fc.oneof(
  { weight: 4, arbitrary: poolOf(PlanId, 'p61-2023') },
  { weight: 1, arbitrary: planIds },
)

const cities = poolOf(AgencyId, 'ubnd-thanh-pho')
const issuers: Readonly<Record<string, fc.Arbitrary<AgencyId>>> = {
  'tu-phap-2023': poolOf(AgencyId, 'so-tu-phap'),
  'dong-da-2023': poolOf(AgencyId, 'dong-da'),
}

/** Who issues a plan: each its own, and now and then somebody else. */
const issuerOf = (planId: PlanId): fc.Arbitrary<AgencyId> =>
  mostly(issuers[planId] ?? cities, agencyIds)

/** Arbitraries made once for each of a few names: to make one takes longer than to draw from it. */
const once = <K, A>(make: (key: K) => fc.Arbitrary<A>): ((key: K) => fc.Arbitrary<A>) => {
  const made = new Map<K, fc.Arbitrary<A>>()
  return (key) => {
    const known = made.get(key)
    if (known !== undefined) return known
    const fresh = make(key)
    made.set(key, fresh)
    return fresh
  }
}

/** A plan's id, a day from a range of the year, and mostly the plan's issuer. */
const acts = (fromDay: number, toDay: number) =>
  plans.chain(
    once((planId: PlanId) =>
      fc.record({
        planId: fc.constant(planId),
        happenedOn: mostly(
          fc
            .integer({ min: fromDay, max: toDay })
            .map((day) => addDays(civilDate(2023, 1, 1), day)),
          dates,
        ),
        issuer: issuerOf(planId),
      }),
    ),
  )

/** The same with more data, and a document of that issuer. */
const withDocument = <Data extends object>(at: ReturnType<typeof acts>, data: fc.Arbitrary<Data>) =>
  fc.tuple(at, data, documents).map(([{ issuer, ...act }, more, document]) => ({
    ...act,
    ...more,
    document: { ...document, issuer },
  }))

const withData = <Data extends object>(at: ReturnType<typeof acts>, data: fc.Arbitrary<Data>) =>
  fc.tuple(at, data).map(([{ issuer: _issuer, ...act }, more]) => ({ ...act, ...more }))

/** An agency with the line that the sample's register has for it. */
const line = (subject: string, ...through: ReadonlyArray<string>): fc.Arbitrary<Candidate> =>
  fc.record({
    subjectId: poolOf(AgencyId, subject),
    through: fc.constant(through.filter(AgencyId.is)),
  })

const candidates: fc.Arbitrary<Candidate> = fc.oneof(
  line('phuong-lang-ha'),
  line('phong-tu-phap-dong-da'),
  line('phong-tu-phap-dong-da', 'dong-da'),
  line('tram-y-te-lang-ha', 'phuong-lang-ha'),
  line('trung-tam-tro-giup-phap-ly'),
  line('trung-tam-tro-giup-phap-ly', 'so-tu-phap'),
  fc.record({ subjectId: agencyIds }),
  fc.record({ subjectId: agencyIds, through: fc.uniqueArray(agencyIds, { maxLength: 2 }) }),
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
    slotId: mostly(poolOf(SlotId, 'doan-1'), slotIds),
    scope: scopes,
    mode: termOf(modes),
    window: periods,
    strayFocus: mostly<ReadonlyArray<ReformArea> | undefined>(
      fc.constant(undefined),
      reformAreaLists,
    ),
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

const reason = fc.constant('Synthetic')

const ofType = <Type extends PlanCommand['type'], Data>(
  type: Type,
  data: fc.Arbitrary<Data>,
): fc.Arbitrary<{ readonly type: Type; readonly data: Data; readonly meta: CommandMeta }> =>
  fc.record({ type: fc.constant(type), data, meta: commandMetas })

const draftsBy = once((issuer: AgencyId) =>
  fc.record({
    kind: termOf(planKinds),
    year: mostly(fc.constant(2023), fc.constant(2024)),
    leadAgencyId: mostly(fc.constant(issuer), agencyIds),
    terms: planTerms,
    parentPlanId: mostly<PlanId | undefined>(fc.constant(undefined), planIds),
    stray: mostly(fc.constant(false), fc.constant(true)),
  }),
)

const drafts = acts(0, 40).chain(({ issuer, ...act }) =>
  draftsBy(issuer).map(({ terms, parentPlanId, stray, ...draft }) => {
    const { field, ...others } = terms
    return {
      ...act,
      ...draft,
      nameVi: 'Kế hoạch kiểm tra',
      issuerId: issuer,
      terms: {
        ...others,
        // Mostly as R25 wants it: a field for a department, central bodies for the city.
        ...((issuer === 'so-tu-phap' || stray) && field !== undefined ? { field } : {}),
        centralBodies: issuer === 'ubnd-thanh-pho' || stray ? terms.centralBodies : [],
      },
      ...(parentPlanId === undefined ? {} : { parentPlanId }),
    }
  }),
)

const draws = withData(
  acts(90, 364),
  fc.record({
    drawId: drawIds,
    slotId: mostly(poolOf(SlotId, 'doan-1'), slotIds),
    seed: fc.integer({ min: 0, max: 99_999 }).map(String),
    seedBasis: reason,
    pool: fc.uniqueArray(candidates, { selector: ({ subjectId }) => subjectId, maxLength: 4 }),
    count: fc.integer({ min: 1, max: 3 }),
  }),
)

const closings = withDocument(
  acts(200, 364),
  fc.record({
    notReached: fc.uniqueArray(fc.record({ targetId: targetIds, reason }), {
      selector: ({ targetId }) => targetId,
      maxLength: 2,
    }),
  }),
).map(({ document: report, ...closing }) => ({ ...closing, report }))

/** Results of two inspections and two obligations: told twice, taken back, never heard of. */
const results = withData(
  acts(60, 364),
  fc.record({
    result: fc.oneof(
      fc.record({
        kind: fc.constantFrom('reached' as const, 'revoked' as const),
        targetId: targetIds,
        inspectionId: poolOf(InspectionId, 'i1', 'i2'),
      }),
      fc.record({
        kind: fc.constantFrom('owed' as const, 'settled' as const),
        obligationId: poolOf(ObligationId, 'o1', 'o2'),
      }),
    ),
  }),
)

/** Late in the year, mostly to the other district: some agency must have ended, or the register says no. */
const transfers = withData(
  acts(280, 364),
  fc.record({
    targetId: targetIds,
    taker: mostly(line('hoan-kiem'), candidates),
  }),
).map(({ taker: { subjectId: toId, ...more }, ...about }) => ({ ...about, toId, ...more }))

/** Commands to plans at random, over {@link planIds}; some are refused, many are not. */
export const planCommands: fc.Arbitrary<Command<PlanCommand>> = fc.oneof(
  { weight: 4, arbitrary: ofType('DraftPlan', drafts) },
  {
    weight: 6,
    arbitrary: ofType('AddTarget', withData(acts(20, 80), fc.record({ target: targetRequests }))),
  },
  {
    weight: 2,
    arbitrary: ofType('RemoveTarget', withData(acts(20, 80), fc.record({ targetId: targetIds }))),
  },
  { weight: 4, arbitrary: ofType('IssuePlan', withDocument(acts(60, 110), fc.constant({}))) },
  {
    weight: 4,
    arbitrary: ofType('AmendPlan', withDocument(acts(90, 364), fc.record({ reason, changes }))),
  },
  { weight: 3, arbitrary: ofType('DrawSubjects', draws) },
  {
    weight: 1,
    arbitrary: ofType('RevokePlan', withDocument(acts(90, 364), fc.record({ reason }))),
  },
  { weight: 4, arbitrary: ofType('RecordResult', results) },
  { weight: 2, arbitrary: ofType('TransferTarget', transfers) },
  { weight: 1, arbitrary: ofType('ClosePlan', closings) },
)
