/**
 * `checkSecrecy`: leaks of every kind are found and named; a projection that keeps its secrets passes.
 *
 * A counter is a secret until it is closed: then its total may be known.
 */
import { projection, type Projection, type Remembered } from '@kiemtra/kernel'
import { inMemoryReadModels, type Reader, type ReadModelStore } from '@kiemtra/runtime'
import type fc from 'fast-check'
import { isRight, right } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { describe, expect, it } from 'vitest'
import {
  checkSecrecy,
  lawIn,
  type Log,
  logsOf,
  type LogPair,
  nonInterference,
  type SecrecyOptions,
} from '../../src/index.ts'
import { Counter } from '../support/counter.ts'

const Row = t.strict({ counter: t.string, owner: t.string, total: t.number })
type Row = t.TypeOf<typeof Row>
type Counted = Projection<Row, readonly [typeof Counter]>

const closed = (key: string, total: number): Row => ({ counter: key, owner: 'a', total })

/** Totals of counters that are closed. */
const totals = ({ on, ...rest }: Partial<Counted> = {}): Counted =>
  projection<Row>()({
    name: 'totals',
    version: 1,
    from: [Counter],
    audience: 'public',
    row: Row,
    indexes: ['total'],
    on: {
      Closed: {
        keys: ({ stream }) => [stream],
        apply: (_, { stream, event }) => closed(stream, event.data.total),
      },
      ...on,
    },
    ...rest,
  })

const closedIn = (log: Log): ReadonlySet<string> =>
  new Set(log.filter(({ type }) => type === 'Closed').map(({ stream }) => stream))

/** The second log is without the counters that are still open. */
const pairs: fc.Arbitrary<LogPair> = logsOf(Counter).map((log) => {
  const open = closedIn(log)
  return [log, log.filter(({ stream }) => open.has(stream))]
})

const asked = (projected: Counted, options: Partial<SecrecyOptions> = {}) =>
  checkSecrecy([projected], { reader: { as: 'public' }, pairs, runs: 60, seed: 61, ...options })

const messageOf = async (projected: Counted, options?: Partial<SecrecyOptions>) =>
  lawIn(await asked(projected, options), nonInterference)?.counterexample?.message.split('\n')[0]

describe('a projection that keeps its secrets', () => {
  it('is proven, with what was secret', async () => {
    const report = await asked(totals(), { secrets: ['Opened', 'Counted'] })
    expect(report).toMatchObject({ subject: 'secrecy from public', verdict: 'proven', notes: [] })
    expect(Object.keys(report.eventTypesReached)).toEqual(
      expect.arrayContaining(['Opened', 'Counted', 'a row of totals', 'logs that differ']),
    )
  })

  it('is unproven where no secret was kept, no row shown, or no such event secret', async () => {
    const missed = async (options: Partial<SecrecyOptions>) =>
      lawIn(await asked(totals(), options), nonInterference)?.missed
    expect(await missed({ pairs: pairs.map(([, open]): LogPair => [open, open]) })).toEqual([
      'never met logs that differ',
    ])
    expect(
      await missed({
        pairs: pairs.map(([log, open]): LogPair => [log.slice(0, 1), open.slice(0, 1)]),
      }),
    ).toEqual(['never met a row of totals'])
    expect(await missed({ secrets: ['Closed'] })).toEqual(['never met Closed'])
  })

  it('takes logs that must be made first', async () => {
    const made = pairs.map((pair) => () => Promise.resolve(pair))
    expect((await asked(totals(), { pairs: made })).verdict).toBe('proven')
  })
})

describe('a leak', () => {
  it('of a row is found', async () => {
    const leaky = totals({
      on: {
        Opened: { keys: ({ stream }) => [stream], apply: (_, { stream }) => closed(stream, 0) },
      },
    })
    expect(await messageOf(leaky)).toMatch(/^row \S+ of totals is there after the first log alone$/)
    const turned = pairs.map(([log, open]): LogPair => [open, log])
    expect(await messageOf(leaky, { pairs: turned })).toMatch(/after the second log alone$/)
  })

  it('of a count is found, with its column and both histories', async () => {
    const counting = totals({
      on: {
        Counted: {
          keys: () => ['all'],
          apply: (row) => closed('all', (row?.total ?? 0) + 1),
        },
        Closed: { keys: () => ['all'], apply: (row) => closed('all', row?.total ?? 0) },
      },
    })
    const onlyCounted = pairs.filter(([, open]) => open.some(({ type }) => type === 'Counted'))
    const report = await asked(counting, { pairs: onlyCounted })
    const { counterexample } = lawIn(report, nonInterference) ?? {}
    expect(counterexample?.message).toMatch(/^row all of totals differs in column total\n/)
    expect(counterexample?.history).toEqual(
      expect.arrayContaining(['the first log:', 'the second log:']),
    )
    expect(counterexample?.history.length).toBeLessThan(16)
  })

  it('that links bring into a row is found', async () => {
    const hinted = totals({
      on: {
        Closed: {
          keys: ({ stream }) => [stream],
          apply: (_, { stream, event }, memory: Remembered = {}) => ({
            ...closed(stream, event.data.total),
            owner: memory['hint'] ?? '',
          }),
        },
      },
      links: ({ id }) => ({ hint: id }),
    })
    const renamed = pairs.map(([, open]): LogPair => [
      open,
      open.map((stored) => ({ ...stored, id: `${stored.id}-x` })),
    ])
    expect(await messageOf(hinted, { pairs: renamed })).toMatch(/differs in column owner$/)
  })

  it('that is in the bytes alone is found: the order of properties', async () => {
    const ordered = totals({
      on: {
        Closed: {
          keys: ({ stream }) => [stream],
          apply: (_, { stream: counter, id, event }) => {
            const { total } = event.data
            return id.endsWith('x')
              ? { total, owner: 'a', counter }
              : { counter, owner: 'a', total }
          },
        },
      },
    })
    const renamed = pairs.map(([, open]): LogPair => [
      open,
      open.map((stored) => ({ ...stored, id: `${stored.id}-x` })),
    ])
    expect(await messageOf(ordered, { pairs: renamed })).toMatch(/^get \S+ of totals is answered/)
  })

  it('of a store that answers one question by rows of others is found', async () => {
    const owned = totals({
      audience: { subject: ({ owner }) => owner },
      on: {
        Closed: {
          keys: ({ stream }) => [stream],
          apply: (_, { stream, event: { data } }) => ({
            ...closed(stream, data.total),
            owner: data.total % 2 === 0 ? 'a' : 'b',
          }),
        },
      },
    })
    const odd = ({ type, data }: Log[number]): boolean =>
      type === 'Closed' && t.type({ total: t.number }).is(data) && data.total % 2 === 1
    const without = pairs.map(([, open]): LogPair => [open, open.filter((event) => !odd(event))])
    const reader: Reader = { as: 'subject', id: 'a' }
    expect(await messageOf(owned, { reader, pairs: without })).toBeUndefined()
    // Whoever asks for a value is told nothing once there is a row of 'b'.
    const talking = (): ReadModelStore => {
      const store = inMemoryReadModels()
      const query: ReadModelStore['query'] = (table, asked) => async () => {
        const others = await store.query(table, { where: { column: 'owner', equals: 'b' } })()
        const page = await store.query(table, asked)()
        const tells = asked?.where !== undefined && isRight(others) && others.right.rows.length > 0
        return tells && isRight(page) ? right({ ...page.right, rows: [] }) : page
      }
      return { ...store, query }
    }
    const found = await messageOf(owned, { reader, pairs: without, readModels: talking })
    expect(found).toMatch(/^query \{"where":.* of totals is answered differently$/)
  })

  it('of another subject’s rows is found, and only by who would get them', async () => {
    const owned = totals({
      audience: { subject: ({ owner }) => owner },
      on: {
        Opened: { keys: ({ stream }) => [stream], apply: (_, { stream }) => closed(stream, 0) },
      },
    })
    const as = (id: string): Partial<SecrecyOptions> => ({ reader: { as: 'subject', id } })
    expect(await messageOf(owned, as('a'))).toContain('after the first log alone')
    const report = await asked(owned, as('b'))
    expect(report.subject).toBe('secrecy from subject b')
    expect(lawIn(report, nonInterference)?.missed).toEqual(['never met a row of totals'])
  })
})

describe('a reader that a projection is not for', () => {
  it.each<[Reader, boolean]>([
    [{ as: 'public' }, true],
    [{ as: 'subject', id: 'a' }, true],
    [{ as: 'delegation' }, false],
    [{ as: 'auditor' }, false],
  ])('%o', async (reader, isDenied) => {
    const report = await asked(totals({ audience: 'delegation' }), { reader })
    const { as } = reader
    const name = reader.as === 'subject' ? `subject ${reader.id}` : as
    expect(report.notes).toEqual(isDenied ? [`totals is denied to ${name}`] : [])
    expect(report.verdict).toBe(isDenied ? 'unproven' : 'proven')
  })
})
