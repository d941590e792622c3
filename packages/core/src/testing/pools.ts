/**
 * Small pools of realistic values, so that commands drawn at random meet each other: the same few
 * agencies, plans and days come up again and again.
 */
import {
  type Actor,
  addDays,
  type CivilDate,
  civilDate,
  type CommandMeta,
  DayCount,
  type Duration,
} from '@kiemtra/kernel'
import fc from 'fast-check'
import type * as t from 'io-ts'
import { AgencyId, DrawId, PersonId, PlanId, PostId, SlotId, TargetId } from '../vocabulary/ids.ts'
import { documentKinds, type OfficialDocument } from '../vocabulary/official-document.ts'
import type { Parameter } from '../vocabulary/parameter.ts'
import { type PlanContent, planContents } from '../vocabulary/plan-content.ts'
import { type ReformArea, reformAreas } from '../vocabulary/reform-area.ts'
import type { Period } from '../vocabulary/scope.ts'

// ----------------------------------------------------------------- helpers

/** One of a few texts that a codec accepts; the others are left out. */
export const poolOf = <A>(
  codec: t.Type<A, unknown>,
  ...texts: ReadonlyArray<string>
): fc.Arbitrary<A> => {
  const members: Array<A> = []
  for (const text of texts) if (codec.is(text)) members.push(text)
  return fc.constantFrom(...members)
}

/** One of the terms that a record of labels lists. */
export const termOf = <Term extends string>(
  labels: Readonly<Record<Term, unknown>>,
): fc.Arbitrary<Term> => {
  const terms: Array<Term> = []
  for (const term in labels) terms.push(term)
  return fc.constantFrom(...terms)
}

// --------------------------------------------------------------------- ids

/** Agencies of every kind; `sampleAgencies` registers them under these ids. */
export const agencyIds = poolOf(
  AgencyId,
  'ubnd-thanh-pho',
  'so-noi-vu',
  'so-tu-phap',
  'thanh-tra-thanh-pho',
  'dong-da',
  'hoan-kiem',
  'phong-tu-phap-dong-da',
  'phuong-lang-ha',
  'phuong-hang-bac',
  'tram-y-te-lang-ha',
  'trung-tam-tro-giup-phap-ly',
  'cuc-thue-thanh-pho',
)

/** Ids of plans. */
export const planIds = poolOf(PlanId, 'p61-2023', 'tu-phap-2023', 'dong-da-2023')
/** Ids of the places for delegations in a plan's terms. */
export const slotIds = poolOf(SlotId, 'doan-1', 'doan-2')
/** Ids of targets. */
export const targetIds = poolOf(TargetId, 't1', 't2', 't3')
/** Ids of draws. */
export const drawIds = poolOf(DrawId, 'lot-1', 'lot-2')
/** Ids of persons. */
export const personIds = poolOf(PersonId, 'person-1', 'person-2', 'person-3')
/** Ids of posts. */
export const postIds = poolOf(PostId, 'head', 'deputy')

// -------------------------------------------------------------------- time

/** Days of 2023, the first of each month more often. */
export const dates: fc.Arbitrary<CivilDate> = fc.oneof(
  fc.integer({ min: 1, max: 12 }).map((month) => civilDate(2023, month, 1)),
  fc.integer({ min: 0, max: 364 }).map((day) => addDays(civilDate(2023, 1, 1), day)),
)

/** Periods of one to ten days from a day of 2023; a few reach into 2024. */
export const periods: fc.Arbitrary<Period> = fc
  .tuple(dates, fc.integer({ min: 0, max: 9 }))
  .map(([from, days]) => ({ from, to: addDays(from, days) }))

/** Durations of one to thirty days or working days. */
export const durations: fc.Arbitrary<Duration> = fc.record({
  amount: fc.integer({ min: 1, max: 30 }).filter(DayCount.is),
  unit: fc.constantFrom('workingDays', 'days'),
})

/** Parameters with a value of some kind, on an invented basis. */
export const parameters = <A>(values: fc.Arbitrary<A>): fc.Arbitrary<Parameter<A>> =>
  values.map((value) => ({ value, basis: 'Synthetic' }))

// ------------------------------------------------------------------- terms

/** Some of the reform areas, each once. */
export const reformAreaLists: fc.Arbitrary<ReadonlyArray<ReformArea>> = fc.uniqueArray(
  termOf(reformAreas),
  { minLength: 1 },
)

/** Some of the contents a plan may have, each once. */
export const planContentLists: fc.Arbitrary<ReadonlyArray<PlanContent>> = fc.uniqueArray(
  termOf(planContents),
  { minLength: 1 },
)

/** Documents with numbers as Hanoi writes them, mostly signed before anything happens. */
export const documents: fc.Arbitrary<OfficialDocument> = fc.record({
  number: fc.constantFrom('61/KH-UBND', '2745/QĐ-UBND', '24-CT/TU', '23/2024/NQ-HĐND'),
  kind: termOf(documentKinds),
  issuer: agencyIds,
  signedOn: fc.oneof(
    { weight: 3, arbitrary: fc.constant(civilDate(2023, 1, 1)) },
    { weight: 1, arbitrary: dates },
  ),
})

// -------------------------------------------------------------------- meta

/** Actors of every kind. */
export const actors: fc.Arbitrary<Actor> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Actor>({ kind: 'import', source: 'synthetic' }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('official'),
      personId: personIds,
      agencyId: agencyIds,
      post: postIds,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('policy'),
      name: fc.constant('closing'),
      onBehalfOf: agencyIds,
    }),
  },
)

/** Metas of commands that are recorded at the end of 2023, or now and then in the middle of it. */
export const commandMetas: fc.Arbitrary<CommandMeta> = fc.record({
  commandId: fc.uuid(),
  actor: actors,
  recordedAt: fc.oneof(
    { weight: 9, arbitrary: fc.constant('2023-12-31T08:00:00.000Z') },
    { weight: 1, arbitrary: fc.constant('2023-06-30T20:00:00.000Z') },
  ),
})

/** Commands of a type. */
export const ofType = <const Type extends string, Data>(
  type: Type,
  data: fc.Arbitrary<Data>,
  metas: fc.Arbitrary<CommandMeta> = commandMetas,
): fc.Arbitrary<{ readonly type: Type; readonly data: Data; readonly meta: CommandMeta }> =>
  fc.record({ type: fc.constant(type), data, meta: metas })
