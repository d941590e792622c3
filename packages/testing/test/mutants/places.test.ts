/**
 * Broken code that asks the clock or the time zone of where it runs, or that fails only on some days
 * and texts; and the sound code that it was broken from.
 */
import {
  CivilDate,
  event,
  eventCodec,
  type Policy,
  policy,
  projection,
  type Reaction,
} from '@kiemtra/kernel'
import { left } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { describe, expect, it } from 'vitest'
import {
  checkDecider,
  checkPolicy,
  checkProjection,
  checkUpcasts,
  type GoldenEvent,
  type LawId,
  type Report,
  reportText,
} from '../../src/index.ts'
import { historyOf, refuted } from '../support/refuted.ts'
import { Task } from '../support/task.ts'

const hourOf = (instant: string): number => new Date(instant).getHours()
const utcHourOf = (instant: string): number => new Date(instant).getUTCHours()

// ---------------------------------------------------------------- deciders

const nightly = (hour: (instant: string) => number): typeof Task => ({
  ...Task,
  decide: (command, state, facts) =>
    hour(command.meta.recordedAt) > 21 ? left({ _tag: 'Odd' }) : Task.decide(command, state, facts),
})
const overdue: typeof Task = {
  ...Task,
  decide: (command, state, facts) =>
    Date.parse(command.meta.recordedAt) < Date.now()
      ? Task.decide(command, state, facts)
      : left({ _tag: 'Odd' }),
}
const zoned = (offset: () => number): typeof Task => ({
  ...Task,
  evolve: (state, one) => {
    const next = Task.evolve(state, one)
    return next !== state && one.type === 'Assigned' && next.status !== 'none'
      ? { ...next, sum: next.sum + offset() }
      : next
  },
})

describe('a decider that asks where it runs is refuted', () => {
  it.each([
    ['L3', 'by the local hour', nightly(hourOf)],
    ['L3', 'by what is past today', overdue],
    ['L2', 'by the local time zone, in evolve', zoned(() => new Date(0).getTimezoneOffset())],
  ] satisfies ReadonlyArray<readonly [LawId, string, typeof Task]>)('%s: %s', (law, _, broken) => {
    const report = checkDecider(broken, { seed: 5 })
    expect(refuted(report), reportText(report)).toEqual([law])
    expect(historyOf(report).length, reportText(report)).toBeLessThanOrEqual(2)
  })

  it('the sound ones are proven', () => {
    for (const sound of [nightly(utcHourOf), zoned(() => 0)]) {
      const report = checkDecider(sound, { seed: 5 })
      expect(report.verdict, reportText(report)).toBe('proven')
    }
  })
})

// -------------------------------------------------- policies and projections

const reminding = (midnight: (day: number) => Date): Policy<null, readonly [typeof Task]> =>
  policy<null>()({
    name: 'reminding',
    from: [Task],
    key: ({ stream }) => stream,
    initialState: null,
    evolve: (state) => state,
    react: (_, on): ReadonlyArray<Reaction> =>
      on._tag === 'Event' && on.recorded.event.type === 'Assigned'
        ? [{ _tag: 'At', timer: 'due', instant: midnight(on.recorded.revision).toISOString() }]
        : [],
  })

const Hours = t.strict({ hours: t.record(t.string, t.number) })
const hourly = (hour: (instant: string) => number) =>
  projection<t.TypeOf<typeof Hours>>()({
    name: 'hourly',
    version: 1,
    from: [Task],
    audience: 'public',
    row: Hours,
    indexes: [],
    on: {
      Drafted: {
        keys: () => ['all'],
        apply: (row, { meta }) => {
          const at = String(hour(meta.recordedAt))
          return { hours: { ...row?.hours, [at]: (row?.hours[at] ?? 0) + 1 } }
        },
      },
    },
  })

it('L3: a policy that sets timers by local time is refuted, and by UTC proven', () => {
  const local = checkPolicy(
    reminding((day) => new Date(2023, 1, day)),
    { seed: 5 },
  )
  expect(refuted(local), reportText(local)).toEqual(['L3'])
  expect(historyOf(local)).toHaveLength(1)
  const utc = checkPolicy(
    reminding((day) => new Date(Date.UTC(2023, 1, day))),
    { seed: 5 },
  )
  expect(utc.verdict, reportText(utc)).toBe('proven')
})

it('L3: a projection by local hours is refuted, and by UTC proven', async () => {
  const local = await checkProjection(hourly(hourOf), { seed: 5, runs: 20 })
  expect(refuted(local), reportText(local)).toEqual(['L3'])
  expect(historyOf(local)).toHaveLength(1)
  const utc = await checkProjection(hourly(utcHourOf), { seed: 5, runs: 20 })
  expect(utc.verdict, reportText(utc)).toBe('proven')
})

// ---------------------------------------------------------------- upcasters

const V1 = t.strict({ name: t.string, amount: t.number, on: CivilDate, tags: t.array(t.string) })
const Sum = t.strict({ amount: t.number, currency: t.string })
const V2 = t.strict({ name: t.string, sum: Sum, on: CivilDate, tags: t.array(t.string) })
type V1 = t.TypeOf<typeof V1>
type V2 = t.TypeOf<typeof V2>

const lift = ({ amount, ...rest }: V1): V2 => ({ ...rest, sum: { amount, currency: 'VND' } })
const told = (decoded: V1 | V2): unknown => ({
  ...decoded,
  sum: 'sum' in decoded ? decoded.sum.amount : decoded.amount,
  amount: undefined,
})
const then = (events: ReadonlyArray<GoldenEvent>): unknown =>
  events.map(({ data }) => (V1.is(data) || V2.is(data) ? told(data) : 'unknown'))
const now = (events: ReadonlyArray<{ readonly data: V2 }>): unknown =>
  events.map(({ data }) => told(data))

const noted = (change: (lifted: V2) => V2): Report => {
  const codec = eventCodec(event('Noted', V1).revised(V2, (v1) => change(lift(v1))))
  return checkUpcasts(codec, { seed: 5, views: { 'what was noted': { then, now } } })
}
const naming = (change: (name: string) => string) => (v2: V2) => ({ ...v2, name: change(v2.name) })
const paying = (change: (amount: number) => number) => (v2: V2) => ({
  ...v2,
  sum: { ...v2.sum, amount: change(v2.sum.amount) },
})
const fail = (): never => {
  throw new Error('no such day')
}

const upcasters: ReadonlyArray<readonly [LawId, string, (lifted: V2) => V2]> = [
  ['L8', 'drops zeros before numbers', naming((name) => name.replace(/^0+(?=\d)/, ''))],
  ['L8', 'puts all on one line', naming((name) => name.replaceAll('\n', ' '))],
  ['L8', 'takes null at its word', naming((name) => (name === 'null' ? '' : name))],
  ['L8', 'cuts after 255', naming((name) => name.slice(0, 255))],
  ['L8', 'loses whole thousands', paying((n) => (Number.isInteger(n) && n > 1000 ? 0 : n))],
  ['L8', 'pays no more than a million', paying((n) => Math.min(n, 1e6))],
  ['L8', 'keeps five tags', (v2) => ({ ...v2, tags: v2.tags.slice(0, 5) })],
  ['L8', 'joins tags', (v2) => ({ ...v2, tags: v2.tags.join(', ').split(', ') })],
  ['L6', 'throws on a leap day', (v2) => (v2.on.endsWith('-02-29') ? fail() : v2)],
  [
    'L6',
    'reads a day as local midnight',
    (v2) => {
      const on = new Date(`${v2.on}T00:00:00`).toISOString().slice(0, 10)
      return CivilDate.is(on) ? { ...v2, on } : v2
    },
  ],
]

describe('an upcaster is refuted by its law, and by no other', () => {
  it.each(upcasters)('%s: it %s', (law, _, change) => {
    const report = noted(change)
    expect(refuted(report), reportText(report)).toEqual([law])
    expect(historyOf(report), reportText(report)).toHaveLength(1)
  })

  it('the sound one is proven', () => {
    const report = noted((lifted) => lifted)
    expect(report.verdict, reportText(report)).toBe('proven')
  })
})
