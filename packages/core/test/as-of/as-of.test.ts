/**
 * What was known when, and what held when: the two times, over every aggregate.
 *
 * A late record changes what held, from the day on which it happened; not what was known before it
 * was recorded. A correction changes what is known from then on, and nothing about the days before it.
 */
import {
  addDays,
  asOf,
  CivilDate,
  civilDateOf,
  foldStored,
  type EventMeta,
  Instant,
  positionOf,
  type StoredEvent,
} from '@kiemtra/kernel'
import { sampleCorrection, sampleDemand } from '@kiemtra/core/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { domain } from '../../src/domain.ts'
import { dueDateOn, isOverdueOn, remediationFold } from '../../src/remediation/index.ts'
import { day } from '../inspection/support.ts'
import { document, opened } from '../remediation/support.ts'
import { allLogs } from './logs.ts'

const instant = (text: string): Instant => {
  if (Instant.is(text)) return text
  throw new Error(`not an instant: ${text}`)
}

const meta: EventMeta = {
  schemaVersion: 1,
  commandId: 'c',
  index: 0,
  count: 1,
  actor: { kind: 'import', source: 'sample' },
  recordedAt: '2023-04-28T14:00:00.000Z',
  correlationId: 'c',
  reads: [],
}

const rightOf = <A>(either: { readonly _tag: string; readonly right?: A }): A => {
  if (either._tag === 'Right' && either.right !== undefined) return either.right
  throw new Error('a log can be read')
}

/** The first day about which an event may change anything: the earliest that it names. */
const effectiveFrom = ({ data, meta }: StoredEvent): CivilDate => {
  let first = civilDateOf(instant(meta.recordedAt))
  for (const value of Object.values(data ?? {})) {
    const named = CivilDate.is(value) ? value : Instant.is(value) ? civilDateOf(value) : undefined
    if (named !== undefined && named < first) first = named
  }
  return first
}

describe.each(Object.entries(allLogs))('as of: %s', (_, withLogs) => {
  it('R28: what was known at an instant stays so, whatever is recorded later', () => {
    withLogs(({ fold, logs }) => {
      let cut = 0
      fc.assert(
        fc.property(logs, (log) => {
          for (const [i, { meta }] of log.entries()) {
            const known = asOf({ knownAt: instant(meta.recordedAt) })
            const later = log.findIndex(
              (one) => Date.parse(one.meta.recordedAt) > Date.parse(meta.recordedAt),
            )
            const prefix = later === -1 ? log : log.slice(0, later)
            if (later !== -1) cut += 1
            expect(known.state(fold, log)).toEqual(foldStored(fold, prefix))
            // And so it was when only so much was recorded.
            if (i >= prefix.length - 1) {
              expect(known.state(fold, log.slice(0, i + 1))).toEqual(foldStored(fold, prefix))
            }
          }
        }),
        { numRuns: 40, seed: 61 },
      )
      expect(cut).toBeGreaterThan(10)
    })
  })

  it('R28: an event changes nothing about the days before the first that it names', () => {
    withLogs(({ fold, logs, questions, runs }) => {
      const reached = new Map<string, { asked: number; changed: number; late: number }>()
      fc.assert(
        fc.property(logs, (log) => {
          let before = fold.initialState
          for (const [i, stored] of log.entries()) {
            const after = rightOf(fold.step(before, stored))
            const from = effectiveFrom(stored)
            const recorded = civilDateOf(instant(stored.meta.recordedAt))
            // Registered or opened: what was unknown isn't what didn't hold.
            for (const [name, ask] of i === 0 ? [] : Object.entries(questions)) {
              const counts = reached.get(name) ?? { asked: 0, changed: 0, late: 0 }
              reached.set(name, counts)
              for (const back of [1, 2, 10, 40]) {
                const day = addDays(from, -back)
                counts.asked += 1
                expect(ask(after, day), `${stored.type}, ${name} on ${day}`).toEqual(
                  ask(before, day),
                )
              }
              for (const ahead of [0, 1, 2, 10, 40, 400]) {
                const day = addDays(from, ahead)
                if (JSON.stringify(ask(after, day)) === JSON.stringify(ask(before, day))) continue
                counts.changed += 1
                if (day < recorded) counts.late += 1
              }
            }
            before = after
          }
        }),
        { numRuns: runs, seed: 61 },
      )
      for (const [name, { asked, changed, late }] of reached) {
        expect(asked, name).toBeGreaterThan(100)
        // Late records changed what had held before they were recorded.
        expect(changed, name).toBeGreaterThan(5)
        expect(late, name).toBeGreaterThan(0)
      }
    })
  })
})

it('lifecycle: every aggregate of the domain is asked as of', () => {
  expect(Object.keys(allLogs).sort()).toEqual(domain.map(({ category }) => category).sort())
})

describe('late record and correction', () => {
  const logOf = (story: typeof opened, recorded: ReadonlyArray<string>) =>
    story.events.map(({ type, data }, i) => ({
      id: `d1/${String(i)}`,
      stream: 'kiemtra.remediation-d1',
      revision: i,
      position: positionOf(String(i)),
      type,
      data,
      meta: { ...meta, recordedAt: `${recorded[i] ?? ''}T14:00:00.000Z` },
    }))
  const dueOn = (log: ReadonlyArray<StoredEvent>, knownOn: string, on: string) =>
    rightOf(
      asOf({ knownAt: instant(`${knownOn}T16:00:00.000Z`), effectiveOn: day(on) }).ask(
        remediationFold,
        log,
        (state, at) => [dueDateOn(state, at), isOverdueOn(state, at)],
      ),
    )
  const extension = { dueOn: '2023-07-01', document: document(), reason: 'S' }

  it('R28: an extension of 31 May that is told on 5 June: it held all along, and nobody knew', () => {
    const story = opened.does('GrantExtension', '2023-05-31', extension, {
      recordedOn: '2023-06-05',
    })
    const log = logOf(story, ['2023-04-28', '2023-06-05'])
    expect(dueOn(log, '2023-06-04', '2023-06-03')).toEqual(['2023-06-01', true])
    expect(dueOn(log, '2023-06-05', '2023-06-03')).toEqual(['2023-07-01', false])
    expect(dueOn(log, '2023-06-05', '2023-05-31')).toEqual(['2023-07-01', false])
    expect(dueOn(log, '2023-06-05', '2023-05-30')).toEqual(['2023-06-01', false])
  })

  it('R17: a correction of 5 June: until then the demand was due when it was due', () => {
    const changed = {
      kind: 'changed',
      demandId: 'd1',
      demand: sampleDemand({ dueOn: '2023-07-01' }),
    } as const
    const story = opened
      .after({ 'inspection-i1': [sampleCorrection('2023-06-05', [changed])] })
      .does('AmendDemand', '2023-06-05', { by: { kind: 'conclusion' } })
    const log = logOf(story, ['2023-04-28', '2023-06-05'])
    expect(dueOn(log, '2023-06-04', '2023-06-03')).toEqual(['2023-06-01', true])
    expect(dueOn(log, '2023-06-05', '2023-06-03')).toEqual(['2023-06-01', true])
    expect(dueOn(log, '2023-06-05', '2023-06-04')).toEqual(['2023-06-01', true])
    expect(dueOn(log, '2023-06-05', '2023-06-05')).toEqual(['2023-07-01', false])
  })
})
