/**
 * How people think of a command: they draw what might be said, put it into their own day and their own
 * words, and mostly say what will be accepted, before all what hasn't been said yet.
 */
import {
  addDays,
  type Aggregate,
  type CivilDate,
  civilDate,
  type CommandMeta,
  dayNumber,
  isCivilDate,
  type Message,
  type Tagged,
} from '@kiemtra/kernel'
import type { Moment } from '@kiemtra/testing'
import fc from 'fast-check'
import { isLeft } from 'fp-ts/lib/Either.js'
import { type Sight, sightOf, type Thought } from './sight.ts'

// ------------------------------------------------------------------- model

/** How one aggregate is talked to. */
export interface Talk<C extends Message> {
  /** What may be said, about sample ids, on any day. */
  readonly commands: fc.Arbitrary<C & { readonly meta: CommandMeta }>
  /** What else may be said, more seldom. */
  readonly seldom?: ReadonlyArray<Thought>
  /** What the sample's ids stand for now. */
  readonly names?: (sight: Sight, moment: Moment) => Readonly<Record<string, string>>
  /** Types of `commands` that are said now and then only: what ends, or is a policy's to say. */
  readonly rare?: ReadonlyArray<string>
}

/** How many thoughts are looked at for one that may be accepted. */
const LOOKS = 10
/** How many in a hundred don't look. */
const BLIND_PERCENT = 10
const RARE_PERCENT = 10
/** How many in a hundred think of what is said more seldom. */
const SELDOM_PERCENT = 4
const POOL = 400
/** Nobody is told of anything before the delegations are there. */
export const FIRST_DAY = civilDate(2023, 3, 13)

// --------------------------------------------------------------- behaviour

/** The first of a few candidates that may be accepted, new things first; now and then one blindly. */
export const chosen = <A, E extends Message>(
  { below }: Moment,
  known: (candidate: A) => ReadonlySet<string>,
  next: () => A | undefined,
  eventsFrom: (candidate: A) => ReadonlyArray<E> | undefined,
  looks = LOOKS,
): A | undefined => {
  if (below(100) < BLIND_PERCENT) return next()
  let found: A | undefined
  for (let i = 0; i < looks; i++) {
    const candidate = next()
    const events = candidate === undefined ? undefined : eventsFrom(candidate)
    if (candidate === undefined || events === undefined) continue
    found ??= candidate
    const before = known(candidate)
    // What has not been done yet leads on.
    if (events.some(({ type }) => !before.has(type))) return candidate
  }
  return found
}

/** What people say to an aggregate, one thing a moment, or nothing. */
export const thinking = <C extends Message, E extends Message, S, R extends Tagged, F>(
  aggregate: Aggregate<string, C, E, S, R, F>,
  { commands, seldom = [], names, rare = [] }: Talk<C>,
): ((moment: Moment) => (C & { readonly meta: CommandMeta }) | undefined) => {
  const pool: ReadonlyArray<Thought> = fc.sample(commands, { seed: 2023, numRuns: POOL })
  return (moment) => {
    const { log, below } = moment
    const sight = sightOf(log)
    const isRare = below(100) < RARE_PERCENT
    const source = seldom.length > 0 && below(100) < SELDOM_PERCENT ? seldom : pool
    const next = (): Thought | undefined => {
      const thought = source[below(source.length)]
      if (thought === undefined) return undefined
      if (source === pool && rare.includes(thought.type) && !isRare) return undefined
      const said = renamed(thought, names?.(sight, moment) ?? {})
      const decoded = aggregate.command.decode(said)
      if (isLeft(decoded)) return undefined
      const last = sight.lastDay(aggregate.category, aggregate.idOf(decoded.right)) ?? FIRST_DAY
      const today = last < FIRST_DAY ? FIRST_DAY : last
      return onDay(said, below(4) === 0 ? addDays(today, 1 + below(4)) : today)
    }
    const known = ({ type, data }: Thought): ReadonlySet<string> => {
      const decoded = aggregate.command.decode({ type, data })
      if (isLeft(decoded)) return new Set()
      const events = sight.eventsOf(aggregate.category, aggregate.idOf(decoded.right))
      return new Set(events.map((event) => event.type))
    }
    const thought = chosen(moment, known, next, (one) => sight.eventsFrom(aggregate, one))
    if (thought === undefined) return undefined
    const decoded = aggregate.command.decode({ type: thought.type, data: thought.data })
    return isLeft(decoded) ? undefined : { ...decoded.right, meta: thought.meta }
  }
}

/** The same with other ids. */
export const renamed = (
  { type, data, meta }: Thought,
  names: Readonly<Record<string, string>>,
): Thought => ({ type, data: read(JSON.stringify(data).replaceAll(NAMES, inNames(names))), meta })

const NAMES = /"([A-Za-z0-9_-]{1,64})"(?!:)/g

const inNames =
  (names: Readonly<Record<string, string>>) =>
  (text: string, name: string): string =>
    Object.hasOwn(names, name) ? `"${names[name] ?? name}"` : text

const DAYS = /"(\d{4}-\d\d-\d\d)(?=["T])/g

/** The same, said on another day: all days move along, and so far apart they stay. */
const onDay = ({ type, data, meta }: Thought, today: CivilDate): Thought => {
  const said: unknown = Reflect.get(Object(data), 'happenedOn')
  const by = typeof said === 'string' && isCivilDate(said) ? dayNumber(today) - dayNumber(said) : 0
  const moved = JSON.stringify(data).replaceAll(DAYS, (text, day: string) =>
    isCivilDate(day) ? `"${addDays(day, by)}` : text,
  )
  return { type, data: read(moved), meta: { ...meta, recordedAt: `${today}T14:00:00.000Z` } }
}

const read = (text: string): unknown => JSON.parse(text)
