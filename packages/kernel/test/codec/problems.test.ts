import fc from 'fast-check'
import { isLeft } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { describe, expect, it } from 'vitest'
import { type Codec, command, commandCodec, kindOf, personal, problemsOf } from '../../src/index.ts'
import { samples } from '../support/codecs.ts'

const problems = (codec: Codec, value: unknown, root?: string) => {
  const decoded = codec.decode(value)
  return isLeft(decoded) ? problemsOf(decoded.left, root) : []
}
const paths = (codec: Codec, value: unknown, root?: string) =>
  problems(codec, value, root).map(({ path }) => path)

/** A value all of whose texts and keys are secret. */
const secrets = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'medium' },
    fc.nat().map((n) => `SECRET${n}`),
    fc.constantFrom<unknown>(424_242, true, null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(
      fc.constantFrom('a', 'b', 'c', 'kind', 'type', 'data', 'SECRETkey'),
      tie('value'),
      { maxKeys: 4 },
    ),
  ),
})).value

describe('a report of problems', () => {
  it('never has a value, nor a key that came with the value', () => {
    let reports = 0
    fc.assert(
      fc.property(samples, secrets, ({ codec }, value) => {
        const found = problems(codec, value)
        if (found.length > 0) reports++
        expect(JSON.stringify(found)).not.toMatch(/SECRET|424242/)
      }),
      { numRuns: 3_000 },
    )
    expect(reports).toBeGreaterThan(1_000)
  })

  it('tells the place through objects, arrays, exactness and wrappers', () => {
    const codec = t.strict({
      a: t.array(t.strict({ b: personal(t.string) })),
      c: t.readonly(t.partial({ d: t.refinement(t.number, (n) => n > 0, 'positive') })),
    })
    expect(problems(codec, { a: [{ b: 'x' }, { b: 1 }], c: { d: -1 } })).toEqual([
      { path: 'a[1].b', expected: 'string', found: 'number' },
      { path: 'c.d', expected: 'positive', found: 'number' },
    ])
    expect(paths(codec, 7)).toEqual(['(whole)'])
    expect(paths(codec, 7, 'data')).toEqual(['data'])
    expect(paths(t.array(t.string), [1], 'data')).toEqual(['data[0]'])
  })

  it('does not take the members of an intersection for places', () => {
    const whole = t.intersection([t.type({ '0': t.string }), t.partial({ b: t.string })])
    expect(paths(whole, { '0': 1, b: 1 })).toEqual(['0', 'b'])
    expect(paths(t.exact(whole), { '0': 1, b: 1 })).toEqual(['0', 'b'])
    expect(paths(t.intersection([t.strict({ a: t.string }), whole]), { '0': 'x' })).toEqual(['a'])
  })

  it('goes into a tagged union, and stops at one that isn’t', () => {
    const tagged = t.union([
      t.strict({ kind: t.literal('a'), n: t.number }),
      t.strict({ kind: t.literal('b'), s: t.string }),
    ])
    expect(paths(t.strict({ u: tagged }), { u: { kind: 'b', s: 1 } })).toEqual(['u.s'])
    expect(paths(t.strict({ u: tagged }), { u: { kind: 'c' } })).toEqual(['u'])
    const untagged = t.union([t.strict({ n: t.number }), t.string])
    expect(problems(t.strict({ u: untagged }), { u: { n: 'x' } })).toEqual([
      { path: 'u', expected: untagged.name, found: 'object' },
    ])
  })

  it('goes into the command that is meant', () => {
    const codec = commandCodec(command('A', t.strict({ n: t.number })), command('B', t.strict({})))
    expect(paths(codec, { type: 'A', data: { n: 'x' } })).toEqual(['data.n'])
    expect(paths(codec, { type: 'C', data: {} })).toEqual(['(whole)'])
  })

  it('says a star for the keys of a record, and names the listed ones', () => {
    const open = t.strict({ byPerson: t.record(t.string, t.strict({ n: t.number })) })
    expect(paths(open, { byPerson: { 'Nguyễn Văn A': { n: 'x' } } })).toEqual(['byPerson.*.n'])
    expect(paths(t.record(t.keyof({ a: null }), t.number), { a: 'x' })).toEqual(['a'])
  })

  it('says a star below a codec that it can’t see into', () => {
    const custom = new t.Type<unknown>(
      'custom',
      (u): u is unknown => u !== 0,
      (u, c) => t.failure(u, t.appendContext(c, 'SECRET', t.string, u)),
      t.identity,
    )
    expect(paths(t.strict({ a: custom }), { a: 1 })).toEqual(['a.*'])
  })

  it('names kinds in JSON’s words', () => {
    expect([null, undefined, [], {}, 1, 'x', true].map(kindOf)).toEqual(
      'null nothing array object number string boolean'.split(' '),
    )
  })
})
