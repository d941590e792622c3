/**
 * Candidates for values with a test: what texts, numbers and lists usually have to look like.
 *
 * A test is asked about samples of each; those that pass often enough are kept, and filtered.
 */
import { civilDate, addDays, instantOfMillis } from '@kiemtra/kernel'
import fc from 'fast-check'

type Any = fc.Arbitrary<unknown>

/** Arbitraries, of which some may fit. */
export type Candidates = ReadonlyArray<Any>

// ------------------------------------------------------------------- texts

const FIRST_DAY = civilDate(2023, 1, 1)
const FIRST_MS = Date.UTC(2023, 0, 1)
const DAYS = 730
const DAY_MS = 86_400_000

/** What is common is drawn often; what is rare, sometimes, as some codec may lose just that. */
const mostly = <A>(common: fc.Arbitrary<A>, often: number, rare: fc.Arbitrary<A>) =>
  fc.oneof(
    { withCrossShrink: true },
    { arbitrary: common, weight: often },
    { arbitrary: rare, weight: 1 },
  )

const daysFrom = (min: number, max: number): fc.Arbitrary<string> =>
  fc.integer({ min, max }).map((day) => addDays(FIRST_DAY, day))
/** Ends of months and years, and the day that most years lack: where arithmetic of dates goes wrong. */
const edgeDays = fc.constantFrom(
  civilDate(2023, 1, 31),
  civilDate(2023, 2, 28),
  civilDate(2023, 12, 31),
  civilDate(2024, 2, 29),
  civilDate(2024, 12, 31),
)
const dates = mostly(mostly(daysFrom(0, DAYS), 7, edgeDays), 15, daysFrom(-100 * 365, 70 * 365))

const instantsOf = (unitMs: number): fc.Arbitrary<string> =>
  fc
    .integer({ min: 0, max: (DAYS * DAY_MS) / unitMs })
    .map((units) => instantOfMillis(FIRST_MS + units * unitMs))
const instants = mostly(instantsOf(60_000), 3, mostly(instantsOf(1000), 1, instantsOf(1)))

/** What is taken for something else, or for a separator, by who handles texts with too little care. */
const awkwardTexts = fc.constantFrom(
  '007',
  '1e3',
  '-0',
  'null',
  'true',
  '{}',
  ' a ',
  'a  b',
  'a\nb',
  'a\tb',
  'a, b; c',
  "a'b",
  'a"b',
  '<a>&amp;',
  'a%20b',
  'Ấ',
  'İ',
  '__proto__',
)

/** Any text: a short one, one that reads like something else, or one longer than a column somewhere. */
export const anyText = mostly(
  mostly(fc.string({ maxLength: 12, unit: 'grapheme' }), 7, awkwardTexts),
  31,
  fc.string({ minLength: 256, maxLength: 300 }),
)

const hex = (length: number): fc.Arbitrary<string> =>
  fc
    .array(fc.integer({ min: 0, max: 15 }), { minLength: length, maxLength: length })
    .map((digits) => digits.map((digit) => digit.toString(16)).join(''))

/** Not `fc.webUrl`, which takes the better part of a second to be made. */
const urls = fc
  .tuple(fc.domain(), fc.stringMatching(/^(\/[a-z0-9-]{1,8}){0,3}$/))
  .map(([domain, path]) => `https://${domain}${path}`)

/** Texts as messages hold them; the narrow ones first, so that shrinking ends in a plain one. */
export const texts: Candidates = [
  fc.constantFrom('a', 'b', 'c'),
  dates,
  instants,
  hex(64),
  hex(40),
  hex(32),
  fc.uuid(),
  urls,
  fc.emailAddress(),
  fc.integer({ min: 0, max: 9999 }).map(String),
  fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/),
  fc.string({ minLength: 1, maxLength: 24, unit: 'grapheme' }),
]

// ----------------------------------------------------------------- numbers

/** Round ones and their neighbours, and where integers of a machine end: what rules are made of. */
const limits = fc.constantFrom(
  255,
  256,
  999,
  1000,
  1001,
  10_000,
  65_536,
  1_000_000,
  2_147_483_647,
  2_147_483_648,
  Number.MAX_SAFE_INTEGER,
)

/** What JSON can hold, small counts first; -0 would come back as 0. */
export const anyNumber = fc.oneof(
  { arbitrary: fc.integer({ min: -100, max: 100 }), weight: 8 },
  { arbitrary: fc.integer({ min: -1_000_000, max: 1_000_000 }), weight: 2 },
  { arbitrary: fc.integer({ min: -1_000_000, max: 1_000_000 }).map((n) => n / 100 + 0), weight: 2 },
  { arbitrary: limits, weight: 1 },
  { arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0), weight: 5 },
)

/** Numbers as messages hold them: small counts, years, percentages, shares, anything. */
export const numbers: Candidates = [
  fc.integer({ min: 0, max: 9 }),
  fc.integer({ min: 1, max: 100 }),
  fc.integer({ min: 2020, max: 2030 }),
  fc.integer({ min: 0, max: 20 }).map((twentieths) => twentieths / 20),
  fc.integer({ min: -1000, max: 1000 }),
  fc.integer({ min: 0, max: 1_000_000 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0),
]

const MAX_INT = Number.MAX_SAFE_INTEGER

/**
 * Whole numbers from the least to the greatest that pass a test, as far as they hang together: a rule
 * that turns at the edge of a range is never met by numbers from its middle.
 */
export const rangeOf = (test: (u: unknown) => boolean): Candidates => {
  const inside = [1, 0, 10, 100, 2023, -1, 1000].find(test)
  if (inside === undefined) return []
  return [fc.integer({ min: edge(test, inside, -1), max: edge(test, inside, 1) })]
}

/** How far a test goes on passing, one way. */
const edge = (test: (u: unknown) => boolean, inside: number, way: 1 | -1): number => {
  let step = 1
  while (step < MAX_INT / 4 && test(inside + way * step)) step *= 2
  let [passes, fails] = [Math.floor(step / 2), step]
  while (fails - passes > 1) {
    const middle = Math.floor((passes + fails) / 2)
    if (test(inside + way * middle)) passes = middle
    else fails = middle
  }
  return inside + way * passes
}

// ------------------------------------------------------------------- lists

/** Short ones, and sometimes one that is longer than somebody thought. */
export const anyList = (item: Any): Any =>
  mostly(fc.array(item, { maxLength: 4 }), 23, fc.array(item, { maxLength: 12 }))

/** Lists of items: of any length, not empty, without repeats. */
export const listCandidates = (item: Any): Candidates => {
  const selector = (u: unknown): string => JSON.stringify(u)
  return [
    fc.array(item, { maxLength: 3 }),
    fc.array(item, { minLength: 1, maxLength: 3 }),
    fc.uniqueArray(item, { maxLength: 3, selector }),
    fc.uniqueArray(item, { minLength: 1, maxLength: 3, selector }),
  ]
}

// -------------------------------------------------------------------- test

const SAMPLES = 40
/** Below this share of passes, filtering would spend more time on drawing than on testing. */
const ENOUGH = 0.3
/** A fixed seed: which candidates fit must not change from run to run. */
const SEED = 61

/** The candidates that pass a test often enough, filtered by it; `undefined`: none does. */
export const passing = (candidates: Candidates, test: (u: unknown) => boolean): Any | undefined => {
  const fitting: Any[] = []
  let best: { readonly share: number; readonly of: Any } | undefined
  for (const candidate of candidates) {
    const drawn = fc.sample(candidate, { numRuns: SAMPLES, seed: SEED })
    const share = drawn.filter(test).length / SAMPLES
    if (share >= ENOUGH) fitting.push(share === 1 ? candidate : candidate.filter(test))
    if (share > 0 && share > (best?.share ?? 0)) best = { share, of: candidate.filter(test) }
  }
  const [only] = fitting
  if (only === undefined) return best?.of
  if (fitting.length === 1) return only
  // The first is the plainest: as often as all others together, and what the others shrink to.
  const [first, ...others] = fitting.map((arbitrary) => ({ arbitrary, weight: 1 }))
  const plainest = { arbitrary: first?.arbitrary ?? only, weight: Math.max(1, others.length) }
  return fc.oneof({ withCrossShrink: true }, plainest, ...others)
}
