import { CivilDate, DayCount, id, Instant, personal } from '@kiemtra/kernel'
import fc from 'fast-check'
import * as t from 'io-ts'
import { describe, expect, it } from 'vitest'
import { arbitraryOf, override, UnsupportedCodec } from '../../src/index.ts'

const distinctItems = t.refinement(
  t.array(t.strict({ id: id('thing'), n: t.number })),
  (list) => list.length > 0 && new Set(list.map((item) => item.id)).size === list.length,
  'distinct',
)

interface Tree {
  readonly name: string
  readonly children: ReadonlyArray<Tree>
  readonly next: Tree | null
}
const Tree: t.Type<Tree, unknown> = t.recursion('Tree', () =>
  t.strict({ name: t.string, children: t.readonlyArray(Tree), next: t.union([Tree, t.null]) }),
)

const codecs: Readonly<Record<string, t.Mixed>> = {
  string: t.string,
  number: t.number,
  keyof: t.keyof({ a: null, b: null }),
  unknown: t.unknown,
  date: CivilDate,
  instant: Instant,
  days: DayCount,
  personal: personal(t.string),
  tuple: t.tuple([t.string, t.boolean]),
  record: t.record(t.string, t.number),
  partial: t.exact(t.intersection([t.type({ a: t.string }), t.partial({ b: t.number })])),
  overlapping: t.intersection([t.type({ a: t.unknown }), t.type({ a: t.string })]),
  union: t.union([t.strict({ kind: t.literal('x') }), t.null, t.undefined]),
  sha256: t.refinement(t.string, (s) => /^[0-9a-f]{64}$/.test(s)),
  year: t.refinement(t.number, (n) => Number.isInteger(n) && n >= 1945 && n <= 9999),
  share: t.refinement(t.number, (n) => n > 0 && n <= 1),
  distinctItems,
  Tree,
}

describe('arbitraryOf', () => {
  it.each(Object.keys(codecs))('draws what the codec accepts and JSON keeps: %s', (name) => {
    const codec: t.Mixed = codecs[name] ?? t.unknown
    fc.assert(
      fc.property(arbitraryOf(codec), (value) => {
        expect(codec.is(value)).toBe(true)
        if (value !== undefined) expect(codec.is(JSON.parse(JSON.stringify(value)))).toBe(true)
      }),
    )
  })

  it('draws both sides of what is optional, and every member of a union', () => {
    const partial = fc.sample(arbitraryOf(t.partial({ b: t.number })), 200)
    expect(new Set(partial.map((value) => 'b' in value)).size).toBe(2)
    const literals = t.union([t.literal('x'), t.literal('y'), t.literal(3)])
    expect(new Set(fc.sample(arbitraryOf(literals), 200)).size).toBe(3)
  })

  it('draws ids from a few, so that messages meet', () => {
    const ids = fc.sample(arbitraryOf(id('plan')), 200)
    const repeated = ids.filter((one, i) => ids.indexOf(one) !== i)
    expect(repeated.length).toBeGreaterThan(20)
  })

  it('shrinks to something small', () => {
    const found = fc.check(fc.property(arbitraryOf(distinctItems), (list) => list.length < 2))
    expect(found.counterexample?.[0].map(({ n }) => n)).toEqual([0, 0])
  })

  it('takes overrides by codec and by name', () => {
    const PlanId = id('plan')
    const pool = fc.sample(arbitraryOf(PlanId), 1)
    const chosen = arbitraryOf(t.strict({ planId: PlanId, day: CivilDate }), {
      overrides: [
        override(PlanId, fc.constantFrom(...pool)),
        { codec: 'date YYYY-MM-DD', arbitrary: fc.constant('2023-02-06') },
      ],
    })
    const [planId] = pool
    expect(fc.sample(chosen, 5)).toEqual(Array(5).fill({ planId, day: '2023-02-06' }))
  })

  it('says by path what it can not draw', () => {
    const DateFromText = new t.Type<Date, string, unknown>(
      'DateFromText',
      (u): u is Date => u instanceof Date,
      (u, context) => t.failure(u, context),
      (date) => date.toISOString(),
    )
    const codec = t.strict({ plan: t.array(t.strict({ on: DateFromText })) })
    expect(() => arbitraryOf(codec)).toThrow(UnsupportedCodec)
    expect(() => arbitraryOf(codec)).toThrow('plan[*].on (DateFromText)')
    const impossible = t.refinement(t.string, () => false, 'nothing')
    expect(() => arbitraryOf(t.strict({ a: impossible }))).toThrow('a (nothing): no candidate')
  })
})
