/**
 * Inspections at random, each twice: as it is, and as it might be just as well as far as a reader may
 * know. What is found before it may be read is another finding in the other log, of another kind and
 * severity, or none; a suspected crime is there or not, whatever may be read.
 */
import type { FindingKind, Severity } from '@kiemtra/core'
import type { LogPair } from '@kiemtra/testing'
import fc from 'fast-check'
import { type City, city, initiative, remediation, type Step } from './city.ts'
import {
  announced,
  assess,
  circulate,
  close,
  conclude,
  demand,
  evidence,
  explain,
  publish,
  raise,
  refer,
  review,
  secret,
  sign,
  type Visit,
  waive,
} from './course.ts'
import { decideOn, wholeLife, withdraw } from './whole-life.ts'

// ------------------------------------------------------------------- model

/** A finding: as what, how grave, and whether it was taken back before the draft. */
interface Found {
  readonly findingId: string
  readonly kind: FindingKind
  readonly severity: Severity
  readonly withdrawn: boolean
}

/** An inspection, as far as it has come: 0 is the close of fieldwork. */
interface Course {
  readonly stage: number
  readonly plain: ReadonlyArray<Found>
  readonly crimes: ReadonlyArray<Found>
}

/** From where on a reader may know the findings that are no crimes. */
type KnownFrom = 'draft' | 'publication'

const STAGE = { draft: 1, publication: 7 } as const
const LAST = 8

// --------------------------------------------------------------- arbitraries

/** Some of these findings, in their order; often none. */
const foundAs = (
  ids: ReadonlyArray<string>,
  kinds: ReadonlyArray<FindingKind>,
): fc.Arbitrary<ReadonlyArray<Found>> =>
  fc.subarray([...ids]).chain((some) =>
    fc.tuple(
      ...some.map((findingId) =>
        fc.record({
          findingId: fc.constant(findingId),
          kind: fc.constantFrom(...kinds),
          severity: fc.constantFrom<Severity>('minor', 'significant', 'serious'),
          withdrawn: fc.boolean(),
        }),
      ),
    ),
  )

const plain = foundAs(['f1', 'f2', 'f3'], ['achievement', 'shortcoming', 'violation', 'initiative'])
const crimes = foundAs(['c1', 'c2'], ['suspected-crime'])

/** Any stage; the one before the publication more often, as most is known then, and may not be told. */
const stages = fc.oneof(fc.nat({ max: LAST }), fc.constant(STAGE.publication - 1))

/** Two courses that look alike to who knows plain findings from a stage on. */
const alike = (from: KnownFrom): fc.Arbitrary<readonly [Course, Course]> =>
  fc
    .tuple(stages, plain, plain, crimes, crimes)
    .map(([stage, one, other, itsCrimes, otherCrimes]) => [
      { stage, plain: one, crimes: itsCrimes },
      { stage, plain: stage >= STAGE[from] ? one : other, crimes: otherCrimes },
    ])

// ------------------------------------------------------------------- steps

const raised = (visit: Visit, { findingId, kind, severity, withdrawn }: Found) => [
  raise(visit, findingId, kind, severity),
  review(visit, findingId),
  ...(withdrawn ? [withdraw(visit, findingId)] : []),
]

/** The steps of a course; crimes come between the other findings. */
const stepsOf = (visit: Visit, { stage, plain: found, crimes: grave }: Course) => {
  const { inspectionId, subjectId } = visit
  const standing = found.filter(({ withdrawn }) => !withdrawn)
  const of = (...kinds: ReadonlyArray<FindingKind>) =>
    [...standing, ...grave.filter(({ withdrawn }) => !withdrawn)]
      .filter(({ kind }) => kinds.includes(kind))
      .map(({ findingId }) => findingId)
  const [first, ...others] = found
  const demanded = of('shortcoming', 'violation')
  const referred = of('suspected-crime', 'violation')
  const tail: ReadonlyArray<ReadonlyArray<Step>> = [
    [circulate(visit)],
    standing.slice(0, 1).map(({ findingId }) => explain(visit, 'x1', [findingId])),
    standing.slice(0, 1).map(({ findingId }) =>
      decideOn(visit, 'x1', {
        kind: 'accepted',
        effects: [{ kind: 'noted', findingId, note: 'Ghi nhận' }],
      }),
    ),
    [waive(visit)],
    [
      conclude(
        visit,
        demanded.map((findingId) => demand(`${inspectionId}-${findingId}`, findingId)),
      ),
    ],
    [
      ...demanded.map((findingId) =>
        remediation('OpenRemediation', {
          remediationId: `${inspectionId}-${findingId}`,
          happenedOn: '2023-07-13',
          source: { kind: 'conclusion', inspectionId, demandId: `${inspectionId}-${findingId}` },
        }),
      ),
      ...of('initiative').map((findingId) =>
        initiative('RecordInitiative', {
          initiativeId: `${inspectionId}-${findingId}`,
          happenedOn: '2023-07-13',
          agencyId: subjectId,
          kind: 'model',
          area: 'procedures',
          title: `Mô hình ${findingId}`,
          description: 'Mô tả',
          source: { kind: 'finding', inspectionId, findingId },
        }),
      ),
    ],
    [publish(visit)],
    demanded.slice(0, 1).map((findingId) =>
      remediation('MarkOverdue', {
        remediationId: `${inspectionId}-${findingId}`,
        happenedOn: '2023-12-02',
      }),
    ),
  ]
  return [
    ...announced(visit),
    evidence(visit),
    ...assess(visit),
    ...[first, ...grave, ...others].flatMap((one) => (one === undefined ? [] : raised(visit, one))),
    sign(visit),
    close(visit),
    ...(referred.length === 0 ? [] : [refer(visit, referred)]),
    ...tail.slice(0, stage).flat(),
  ]
}

/** An unannounced visit ahead, as far as its days are confirmed; or none. */
const ahead: fc.Arbitrary<ReadonlyArray<Step>> = fc
  .nat({ max: 4 })
  .map((length) => secret({ inspectionId: 's1', subjectId: 'so-tu-phap' }).slice(0, length))

// ------------------------------------------------------------------- pairs

/** Days on which nobody else has planned anything. */
const LATER = { from: '2023-11-06', to: '2023-11-07' }

/** The year's steps that are accepted: recorded refusals are no matter here. */
const accepted = wholeLife.filter(({ meta }) => meta.onRefusal === undefined)

const dongDa: Visit = { inspectionId: 'i1', subjectId: 'dong-da' }
const hoanKiem: Visit = { inspectionId: 'i2', subjectId: 'hoan-kiem' }

/** Steps of two cities between which a reader may see no difference. */
export type StepPair = readonly [one: ReadonlyArray<Step>, other: ReadonlyArray<Step>]

/** Two cities that look alike to the public. */
export const alikeToPublic: fc.Arbitrary<StepPair> = fc
  .tuple(alike('publication'), alike('publication'), ahead, ahead)
  .map(([[one, other], [its, others], visit, otherVisit]) => [
    [...visit, ...stepsOf(dongDa, one), ...stepsOf(hoanKiem, its)],
    [...otherVisit, ...stepsOf(dongDa, other), ...stepsOf(hoanKiem, others)],
  ])

/** Two cities that look alike to Dong Da; what is found at Hoan Kiem it may read when everybody may. */
export const alikeToDongDa: fc.Arbitrary<StepPair> = fc
  .tuple(alike('draft'), alike('publication'), ahead, ahead)
  .map(([[one, other], [its, others], visit, otherVisit]) => [
    [...visit, ...stepsOf(hoanKiem, its), ...stepsOf(dongDa, one)],
    [...otherVisit, ...stepsOf(hoanKiem, others), ...stepsOf(dongDa, other)],
  ])

/** Two cities in which everything happens, that look alike to a delegation: secret visits ahead apart. */
export const alikeToDelegations: fc.Arbitrary<StepPair> = fc
  .uniqueArray(fc.nat({ max: 4 }), { minLength: 2, maxLength: 2 })
  .map((lengths) => {
    const [one = 0, other = 0] = lengths
    const visit = secret({ inspectionId: 's9', subjectId: 'hoan-kiem', ...LATER })
    return [
      [...visit.slice(0, one), ...accepted],
      [...visit.slice(0, other), ...accepted],
    ]
  })

/** The two cities. */
export const citiesOf = async ([one, other]: StepPair): Promise<readonly [City, City]> => [
  await city(...one),
  await city(...other),
]

/** Their logs. */
export const logsOf = async (pair: StepPair): Promise<LogPair> => {
  const [one, other] = await citiesOf(pair)
  return [await one.log(), await other.log()]
}
