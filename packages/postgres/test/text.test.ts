import { compareTexts } from './support/order.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isStorable, parseStored, storedJson, storedText } from '../src/text.ts'

const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc
    .array(fc.constantFrom('\0', '\u0001', '\u0002', '\\', 'u0000', '"', 'a', '\ud800', '\udc00'), {
      maxLength: 6,
    })
    .map((parts) => parts.join('')),
)
const isWhole = (text: string): boolean => !/\p{Surrogate}/u.test(text)

describe('stored text', () => {
  it('has no NUL and no half characters, and keeps the order of whole texts', () => {
    let odd = 0
    fc.assert(
      fc.property(texts, texts, (a, b) => {
        const [x, y] = [storedText(a), storedText(b)]
        expect(isStorable(x)).toBe(true)
        if (x !== a) odd += 1
        if (isWhole(a) && isWhole(b)) {
          expect(Math.sign(compareTexts(x, y))).toBe(Math.sign(compareTexts(a, b)))
        }
      }),
      { numRuns: 2000 },
    )
    expect(odd).toBeGreaterThan(300)
  })

  it.each([
    ['Sở Nội vụ 🇻🇳', 'Sở Nội vụ 🇻🇳'],
    ['\0', '\u0001\u0001'],
    ['\u0001', '\u0001\u0002'],
    ['\ud83d', '\u0001\u0003d83d'],
    ['\u{1F600}', '\u{1F600}'],
  ])('of %j is %j', (text, stored) => {
    expect(storedText(text)).toBe(stored)
  })
})

describe('stored JSON', () => {
  it('comes back to the byte, whatever the texts in it', () => {
    let odd = 0
    fc.assert(
      // As values: JSON.parse of Node 24 takes the property "\u0000" for "\\" once it has met that one.
      fc.property(fc.record({ a: texts, b: fc.array(texts) }), (value) => {
        const json = storedJson(value, 'row')
        expect(json).not.toMatch(/(?<!\\)(\\\\)*\\u(0000|d[89a-f])/)
        if (json !== JSON.stringify(value)) odd += 1
        expect(JSON.stringify(parseStored(json))).toBe(JSON.stringify(value))
      }),
      { numRuns: 2000 },
    )
    expect(odd).toBeGreaterThan(300)
  })

  it('says of a text what storing it says', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(JSON.parse(storedJson(text, 'text'))).toBe(storedText(text))
      }),
    )
  })

  it.each([
    [new Date(0), 'row is an instance of a class'],
    [{ a: [NaN] }, 'row.a[0] is not a finite number'],
  ])('refuses %j, which JSON would change', (value, why) => {
    expect(() => storedJson(value, 'row')).toThrow(new TypeError(`not JSON: ${why}`))
  })
})
