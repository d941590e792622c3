/**
 * The mergers of 2025: departments with an obligation each from 2023, and their ends. Agencies, days and
 * successors from the data file; what they owe is invented.
 */
import { readFileSync } from 'node:fs'
import * as t from 'io-ts'
import { sampleAgencies } from '../../src/testing/agency.ts'
import { at, type Input } from './support.ts'
import { sampleDraft, sampleTarget } from '../../src/testing/plan.ts'
import { dissolves, document, owes, tasks } from './obligations.ts'

const File = t.type({
  effectiveOn: t.string,
  mergers: t.readonlyArray(t.type({ agency: t.string, successors: t.readonlyArray(t.string) })),
})

const read = (): t.TypeOf<typeof File> => {
  const file: unknown = JSON.parse(
    readFileSync(new URL('data/mergers-2025.json', import.meta.url), 'utf8'),
  )
  if (!File.is(file)) throw new Error('the data file has another shape')
  return file
}

export const { effectiveOn, mergers } = read()

const known = new Set(sampleAgencies.map(({ data }) => data.agencyId))

/** Departments that the sample city doesn't have, those to come included. */
const registrations: ReadonlyArray<Input> = [
  ...new Set(mergers.flatMap(({ agency, successors }) => [agency, ...successors])),
]
  .filter((id) => !known.has(id))
  .map((agencyId) => ({
    of: 'agency',
    type: 'RegisterAgency',
    data: {
      agencyId,
      happenedOn: '2023-03-14',
      kind: 'department',
      names: { vi: agencyId, en: agencyId },
      fields: [],
      posts: [{ postId: 'head', titleVi: 'Giám đốc', rank: 'head', inChargeOf: [] }],
      superiorId: 'ubnd-thanh-pho',
    },
    at: at('2023-03-14'),
  }))

const plan = (type: string, happenedOn: string, data: object): Input => ({
  of: 'plan',
  type,
  data: { ...data, planId: 'p25-2025', happenedOn },
  at: at(happenedOn),
})

/** Until the end of 2023: each owes something, and has a task of the city. */
export const before: ReadonlyArray<Input> = [
  ...registrations,
  ...mergers.flatMap(({ agency }, i) => [
    owes(`d${String(i)}`, agency, '2023-06-01', '2023-12-29'),
    tasks(`t${String(i)}`, agency, '2023-06-01', '2025-12-31'),
  ]),
]

/** A plan of the year in which they end has each of them among its targets, and one that takes over. */
export const plannedFor2025: ReadonlyArray<Input> = [
  plan('DraftPlan', '2025-01-06', { ...sampleDraft, year: 2025 }),
  ...[...mergers.map(({ agency }) => agency), 'so-noi-vu'].map((subjectId) =>
    plan('AddTarget', '2025-01-07', {
      target: {
        ...sampleTarget,
        targetId: subjectId,
        subjectId,
        window: { from: '2025-05-12', to: '2025-05-13' },
      },
    }),
  ),
  plan('IssuePlan', '2025-01-10', { document: document('ubnd-thanh-pho', '2025-01-10') }),
]

/** The ends, decided a few days before. */
export const decided: ReadonlyArray<Input> = mergers.map(({ agency, successors }) =>
  dissolves(agency, '2025-02-25', effectiveOn, ...successors),
)
