/**
 * R9, R14, R17, R18 as non-interference, for whoever reads: of two logs that differ only in what a
 * reader may not know yet (findings before their draft or publication, suspected crimes, secret
 * visits, other subjects' matters), it is told the same, to the byte.
 */
import { Inspection } from '@kiemtra/core'
import { type Projection, projection, type Remembered } from '@kiemtra/kernel'
import type { Reader } from '@kiemtra/runtime'
import { checkSecrecy, lawIn, nonInterference, reportText } from '@kiemtra/testing'
import fc from 'fast-check'
import * as t from 'io-ts'
import { describe, expect, it } from 'vitest'
import { readModels } from '../src/index.ts'
import { annualReport } from '../src/report.ts'
import { reportRowsOf } from './support/report.ts'
import {
  alikeToDelegations,
  alikeToDongDa,
  alikeToPublic,
  citiesOf,
  logsOf,
  type StepPair,
} from './support/withheld.ts'

const made = (pairs: fc.Arbitrary<StepPair>) => pairs.map((pair) => () => logsOf(pair))

/** What must have been a secret in some pair: else the law would have been about nothing. */
const WITHHELD = ['FindingRaised', 'FindingReviewed', 'FindingWithdrawn', 'ViolationReferred']

const readers: ReadonlyArray<readonly [Reader, fc.Arbitrary<StepPair>]> = [
  [{ as: 'public' }, alikeToPublic],
  [{ as: 'subject', id: 'dong-da' }, alikeToDongDa],
]

describe.each(readers)('R9, R14, R17, R18: to %o', (reader, pairs) => {
  it('R18: nothing that it may ask tells what it may not know', async () => {
    const report = await checkSecrecy(readModels, {
      reader,
      pairs: made(pairs),
      secrets: [...WITHHELD, 'UnannouncedOrdered', 'RemediationOpened', 'InitiativeRecorded'],
      runs: 40,
      seed: 61,
    })
    expect(report.verdict, reportText(report)).toBe('proven')
    const mayRead = report.notes.map((note) => note.split(' ')[0])
    expect(readModels.map(({ name }) => name).filter((name) => !mayRead.includes(name))).toEqual(
      reader.as === 'public'
        ? ['publicRegister', 'agencyRegister']
        : ['subjectPortal', 'publicRegister', 'agencyRegister'],
    )
  })
})

it('R9: no other delegation is told of a secret visit ahead, whatever it asks', async () => {
  const report = await checkSecrecy(readModels, {
    reader: { as: 'delegation' },
    pairs: made(alikeToDelegations),
    secrets: ['UnannouncedOrdered', 'WindowReserved', 'InspectionScheduled'],
    runs: 6,
    seed: 61,
  })
  expect(report.verdict, reportText(report)).toBe('proven')
  expect(report.notes).toEqual(['auditTrail is denied to delegation'])
})

it('R17, R18: the annual report tells the public nothing that isn’t published', async () => {
  const told = new Set<string>()
  await fc.assert(
    fc.asyncProperty(alikeToPublic, async (pair) => {
      const [one, other] = await Promise.all(
        (await citiesOf(pair)).map(async (of) =>
          annualReport(await reportRowsOf(of, 'p61-2023', '2023-12-31')),
        ),
      )
      for (const lang of ['vi', 'en'] as const) {
        expect(one?.markdown(lang)).toBe(other?.markdown(lang))
      }
      expect(JSON.stringify(one?.data)).toBe(JSON.stringify(other?.data))
      for (const { id, chart } of one?.data.sections ?? []) {
        if (chart !== undefined && chart.categories.length > 0) told.add(id)
      }
    }),
    { numRuns: 40 },
  )
  expect([...told]).toEqual(expect.arrayContaining(['findings', 'remedies', 'coverage']))
})

// ------------------------------------------------------------ planted leaks

const Leak = t.strict({ inspectionId: t.string, subjectId: t.string, leak: t.string })
type Leak = t.TypeOf<typeof Leak>
type Leaky = Projection<Leak, readonly [typeof Inspection]>

const FOUND = 'found '

/** The severities of all that was ever raised, by finding: nobody may know of some. */
const raisedIn = (memory: Remembered): ReadonlyArray<string> =>
  Object.entries(memory).flatMap(([name, grade]) => (name.startsWith(FOUND) ? [grade] : []))

const rowOf = (inspectionId: string, memory: Remembered, leak: string): Leak => ({
  inspectionId,
  subjectId: memory['subjectId'] ?? '',
  leak,
})

const leaky = (audience: Leaky['audience'], on: Leaky['on']): Leaky =>
  projection<Leak>()({
    name: 'leaky',
    version: 1,
    from: [Inspection],
    audience,
    row: Leak,
    indexes: ['subjectId'],
    on,
    links: ({ event }) => {
      if (event.type === 'InspectionProposed') return { subjectId: event.data.subjectId }
      return event.type === 'FindingRaised'
        ? { [`${FOUND}${event.data.findingId}`]: event.data.finding.severity }
        : undefined
    },
  })

/** Tells something of all that was raised, when the conclusion is published. */
const published = (told: (grades: ReadonlyArray<string>) => string): Leaky =>
  leaky('public', {
    ConclusionPublished: {
      keys: ({ event }) => [event.data.inspectionId],
      apply: (_, { event }, memory = {}) =>
        rowOf(event.data.inspectionId, memory, told(raisedIn(memory))),
    },
  })

const messageOf = async (plant: Leaky, reader: Reader, pairs: fc.Arbitrary<StepPair>) => {
  const report = await checkSecrecy([plant], { reader, pairs: made(pairs), runs: 40, seed: 61 })
  return lawIn(report, nonInterference)?.counterexample?.message.split('\n')[0]
}

describe('a leak of what is withheld is found, with its row and column', () => {
  const row = /^row i[12] of leaky differs in column leak$/

  it('R18: a count that includes suspected crimes', async () => {
    const counting = published((grades) => String(grades.length))
    expect(await messageOf(counting, { as: 'public' }, alikeToPublic)).toMatch(row)
  })

  it('R18: the gravest severity, of a suspected crime, too', async () => {
    const grading = published((grades) => (grades.includes('serious') ? 'serious' : 'none'))
    expect(await messageOf(grading, { as: 'public' }, alikeToPublic)).toMatch(row)
  })

  it('R17: that anything was found, before it is published', async () => {
    const early = leaky('public', {
      FindingRaised: {
        keys: ({ event }) => [event.data.inspectionId],
        apply: (_, { event }, memory = {}) => rowOf(event.data.inspectionId, memory, ''),
      },
    })
    expect(await messageOf(early, { as: 'public' }, alikeToPublic)).toMatch(
      /^row i[12] of leaky is there after the (first|second) log alone$/,
    )
  })

  it('R14: to a subject, how many findings there are at the close of fieldwork', async () => {
    const early = leaky(
      { subject: ({ subjectId }) => subjectId },
      {
        FieldworkClosed: {
          keys: ({ event }) => [event.data.inspectionId],
          apply: (_, { event }, memory = {}) =>
            rowOf(event.data.inspectionId, memory, String(raisedIn(memory).length)),
        },
      },
    )
    const dongDa: Reader = { as: 'subject', id: 'dong-da' }
    expect(await messageOf(early, dongDa, alikeToDongDa)).toBe(
      'row i1 of leaky differs in column leak',
    )
    // Another subject's rows are not its own, whatever they tell.
    expect(await messageOf(early, { as: 'subject', id: 'hanoi' }, alikeToDongDa)).toBeUndefined()
  })
})
