import * as t from 'io-ts'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { type AnyProjection, type Projection, projection, type Recorded } from '../src/index.ts'
import { Counter } from './support/counter.ts'
import { storedEvent } from './support/stored.ts'

interface Row {
  readonly id: string
  readonly total: number
}

const totals = projection<Row>()({
  name: 'totals',
  version: 1,
  from: [Counter],
  audience: { subject: (row) => row.id },
  row: t.strict({ id: t.string, total: t.number }),
  indexes: ['total'],
  on: {
    Counted: {
      keys: ({ stream }, links) => [links.of(stream)['id'] ?? stream],
      apply: (row, { stream, event }) => ({
        id: stream,
        total: (row?.total ?? 0) + event.data.by,
      }),
    },
    WasReset: { keys: ({ stream }) => [stream], apply: () => undefined },
  },
  links: ({ event }) => (event.type === 'Counted' ? { id: event.data.on } : undefined),
})

describe('a projection', () => {
  it('applies events to rows, and removes them', () => {
    const { type: _t, data: _d, ...envelope } = storedEvent('Counted', {})
    const by = (n: number) => ({
      ...envelope,
      event: { type: 'Counted' as const, data: { by: n, on: 'x' } },
    })
    const once = totals.on.Counted?.apply(undefined, by(2))
    expect(totals.on.Counted?.apply(once, by(3))).toEqual({ id: envelope.stream, total: 5 })
    const reset = { ...envelope, event: { type: 'WasReset' as const, data: {} } }
    expect(totals.on.WasReset?.apply(once, reset)).toBeUndefined()
    expect(totals.links?.(by(1))).toEqual({ id: 'x' })
  })

  it('infers its events from its sources', () => {
    type Links = NonNullable<typeof totals.links>
    expectTypeOf<Parameters<Links>[0]>().toExtend<Recorded<{ type: string; data: unknown }>>()
    expectTypeOf<Parameters<Links>[0]['event']['type']>().toEqualTypeOf<'Counted' | 'WasReset'>()
  })

  it('hears no event that its sources don’t have', () => {
    const { on, ...rest } = totals
    projection<Row>()({
      ...rest,
      // @ts-expect-error -- `Countd` is misspelt, and no event of the counter
      on: { ...on, Countd: { keys: () => [], apply: () => undefined } },
    })
    // @ts-expect-error -- an index must be a column
    projection<Row>()({ ...rest, on, indexes: ['nope'] })
  })

  it('of any kind fits in a list', () => {
    const list: ReadonlyArray<AnyProjection> = [totals]
    expect(list[0]?.name).toBe('totals')
    expectTypeOf<Projection<Row, readonly [typeof Counter]>>().toExtend<AnyProjection>()
    expectTypeOf<Projection<{ a: string }, readonly []>>().toExtend<AnyProjection>()
    expectTypeOf<
      Projection<Row, readonly [typeof Counter, { category: 'x'; event: typeof Counter.event }]>
    >().toExtend<AnyProjection>()
    expectTypeOf<{ name: string }>().not.toExtend<AnyProjection>()
  })
})
