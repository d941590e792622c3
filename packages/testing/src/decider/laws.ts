/**
 * The laws of deciders, one function each; their statements are what a report shows.
 *
 * Each looks at one kind of mistake and passes over what is another law's to find, so that a report
 * names the law that is broken and not all that follow from it.
 */
import { type Aggregate, foldEvents, type Message, type Tagged } from '@kiemtra/kernel'
import { isLeft } from 'fp-ts/lib/Either.js'
import { decodeFailureText, storedAs } from '../message.ts'
import type { Happened } from '../history/trace.ts'
import { diff, printedInline } from '../value/diff.ts'
import { elsewhen } from '../value/elsewhen.ts'
import { type Bag, equals, isBag } from '../value/equals.ts'
import { copied, frozen } from '../value/frozen.ts'
import { throughJson } from '../value/json.ts'
import type { DeciderLaw } from './law.ts'

type Law<C extends Message, E extends Message, S, R extends Tagged, F> = DeciderLaw<C, E, S, R, F>

const errorText = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error)

/** Runs what may throw; the text of what was thrown, or nothing. */
const thrownBy = (run: () => unknown): string | undefined => {
  try {
    run()
    return undefined
  } catch (error) {
    return errorText(error)
  }
}

// ------------------------------------------------------------------ totality

/** `idOf`, `needs` and `decide` throw on no decodable command in any reachable state. */
export const decideTotal = <C extends Message, E extends Message, S, R extends Tagged, F>(): Law<
  C,
  E,
  S,
  R,
  F
> => ({
  law: 'total',
  statement: 'decide, needs and idOf answer every command in every reachable state',
  every: 1,
  check: ({ trace }, tally) => {
    const { thrown } = trace
    for (const { outcome } of trace.happened) {
      tally.checks += 1
      if (outcome._tag === 'Right') for (const { type } of outcome.right) tally.saw(type)
    }
    return thrown === undefined || thrown.by === 'evolve'
      ? undefined
      : `${thrown.by} threw at command ${thrown.at + 1}: ${errorText(thrown.error)}`
  },
})

/** L1: no event of the union throws in any reachable state, fitting or not. */
export const evolveTotal = <C extends Message, E extends Message, S, R extends Tagged, F>(): Law<
  C,
  E,
  S,
  R,
  F
> => ({
  law: 'L1',
  statement: 'evolve takes every event of the union in every reachable state',
  every: 1,
  check: ({ aggregate, trace, strangers }, tally) => {
    const { thrown, happened } = trace
    if (thrown?.by === 'evolve') {
      return `evolve threw at command ${thrown.at + 1}: ${errorText(thrown.error)}`
    }
    for (const state of [aggregate.initialState, ...happened.map(({ after }) => after)]) {
      for (const event of strangers) {
        tally.saw(event.type)
        const error = thrownBy(() => aggregate.evolve(state, event))
        if (error !== undefined) {
          const where = `in state ${printedInline(state)}, ${event.type} ${printedInline(event.data)}`
          return `evolve threw ${error}\n${where}`
        }
      }
    }
    return undefined
  },
})

// ---------------------------------------------------------------------- fold

/** L2: folding is an action of lists of events on states. */
export const foldIsAction = <C extends Message, E extends Message, S, R extends Tagged, F>(): Law<
  C,
  E,
  S,
  R,
  F
> => ({
  law: 'L2',
  statement: 'fold(fold(s, a), b) = fold(s, a ++ b), fold(s, []) = s, and s itself never changes',
  every: 4,
  check: ({ aggregate, trace }, tally) => {
    for (const [, { events, state }] of streamsIn(aggregate, trace.happened, trace.world.seeds)) {
      const start = aggregate.initialState
      const pristine = copied(start)
      const cut = events.length >> 1
      const middle = foldEvents(aggregate, events.slice(0, cut), start)
      const kept = copied(middle)
      const split = foldEvents(aggregate, events.slice(cut), middle)
      for (const { type } of events) tally.saw(type)
      if (!equals(middle, kept))
        return changed('evolve changed the state it was given', kept, middle)
      if (!equals(start, pristine))
        return changed('evolve changed the initial state', pristine, start)
      const whole = elsewhen(() => foldEvents(aggregate, events, start))
      const parts = `folding ${events.length} events at once, in two parts, or one by one differs`
      if (!equals(split, whole)) return changed(parts, split, whole)
      // One by one is how they were folded while they were decided: the very same events.
      if (!equals(whole, state)) return changed(parts, state, whole)
      if (!equals(foldEvents(aggregate, [], middle), kept)) return 'fold(s, []) is not s'
    }
    return undefined
  },
})

const changed = (message: string, expected: unknown, actual: unknown): string =>
  `${message}\n${diff(expected, actual)}`

interface Stream<E, S> {
  readonly events: E[]
  state: S
}

/** The events of each stream, seeds first, and the state that deciding has left. */
const streamsIn = <C extends Message, E extends Message, S, R extends Tagged, F>(
  { initialState }: Aggregate<string, C, E, S, R, F>,
  happened: ReadonlyArray<Happened<C, E, S, R, F>>,
  seeds: (id: string) => ReadonlyArray<E>,
): ReadonlyMap<string, Stream<E, S>> => {
  const streams = new Map<string, Stream<E, S>>()
  for (const { id, outcome, after } of happened) {
    if (outcome._tag !== 'Right') continue
    let stream = streams.get(id)
    if (stream === undefined) {
      stream = { events: [...seeds(id)], state: initialState }
      streams.set(id, stream)
    }
    stream.events.push(...outcome.right)
    stream.state = after
  }
  return streams
}

/** L4: what deciding has left is what the log says. */
export const replayEquivalence = <
  C extends Message,
  E extends Message,
  S,
  R extends Tagged,
  F,
>(): Law<C, E, S, R, F> => ({
  law: 'L4',
  statement: 'the state after deciding is the fold of the stored log from the start',
  every: 4,
  check: ({ aggregate, trace }, tally) => {
    for (const [id, { events, state }] of streamsIn(aggregate, trace.happened, trace.world.seeds)) {
      let replayed = aggregate.initialState
      let readable = true
      for (const event of events) {
        const decoded = aggregate.event.decode(storedAs(aggregate.event, event))
        // An event that can't be read back is L5's to report.
        if (isLeft(decoded)) {
          readable = false
          break
        }
        tally.saw(event.type)
        replayed = aggregate.evolve(replayed, decoded.right)
      }
      if (readable && !equals(replayed, state)) {
        return changed(`stream ${id}: deciding left another state than its log`, replayed, state)
      }
    }
    return undefined
  },
})

/** L9: a kept state, thawed, goes on as if it had never been kept. */
export const snapshotEquivalence = <C extends Message, E extends Message, S, R extends Tagged, F>(
  snapshot: NonNullable<Aggregate<string, C, E, S, R, F>['snapshot']>,
): Law<C, E, S, R, F> => ({
  law: 'L9',
  statement: 'at every cut, a state kept as a snapshot and read back folds on to the same state',
  every: 8,
  check: ({ aggregate, trace }, tally) => {
    for (const [, { events }] of streamsIn(aggregate, trace.happened, trace.world.seeds)) {
      const full = foldEvents(aggregate, events)
      let state = aggregate.initialState
      for (let cut = 0; cut <= events.length; cut++) {
        const thawed = snapshot.state.decode(throughJson(snapshot.state.encode(state)))
        if (isLeft(thawed)) {
          return `the state after ${cut} events can't be read back: ${printedInline(state)}`
        }
        const rest = foldEvents(aggregate, events.slice(cut), thawed.right)
        if (!equals(rest, full)) {
          return changed(
            `a snapshot after ${cut} of ${events.length} events leads elsewhere`,
            full,
            rest,
          )
        }
        const next = events[cut]
        if (next === undefined) continue
        tally.saw(next.type)
        state = aggregate.evolve(state, next)
      }
    }
    return undefined
  },
})

// -------------------------------------------------------------------- decide

/** L3: the same question, the same answer; and what comes in is left alone. */
export const decidePure = <C extends Message, E extends Message, S, R extends Tagged, F>(): Law<
  C,
  E,
  S,
  R,
  F
> => ({
  law: 'L3',
  statement: 'decide and needs answer the same on the same inputs, and never change an input',
  every: 8,
  check: ({ aggregate, trace }, tally) => {
    for (const [i, { command, before, facts, outcome }] of trace.happened.entries()) {
      if (facts === undefined) continue
      const question = [frozen(command), frozen(before), frozen(facts)] as const
      if (outcome._tag === 'Right') for (const { type } of outcome.right) tally.saw(type)
      else tally.saw()
      try {
        elsewhen(() => aggregate.needs(question[0], question[1]))
        const again = elsewhen(() => aggregate.decide(...question))
        if (!equals(again, outcome)) {
          return changed(
            `decide answered command ${i + 1} differently the second time`,
            outcome,
            again,
          )
        }
      } catch (error) {
        return `on frozen inputs, command ${i + 1} threw ${errorText(error)}`
      }
    }
    return undefined
  },
})

/** L10: the same command again, after its events, does nothing more. */
export const commandIdempotence = <C extends Message, E extends Message, S, R extends Tagged, F>(
  repeatable: ReadonlyArray<string>,
): Law<C, E, S, R, F> => ({
  law: 'L10',
  statement: 'the same command decided again after its events is refused, or leads to nothing',
  every: 1,
  check: ({ aggregate, trace }, tally) => {
    for (const [i, { command, facts, outcome, after }] of trace.happened.entries()) {
      if (facts === undefined || outcome._tag !== 'Right' || outcome.right.length === 0) continue
      for (const { type } of outcome.right) tally.saw(type)
      if (repeatable.includes(command.type)) continue
      const again = aggregate.decide(command, after, facts)
      if (again._tag === 'Right' && again.right.length > 0) {
        const events = again.right.map(({ type }) => type).join(', ')
        return `command ${i + 1} (${command.type}) decided again led to ${events}; a command that may be repeated is listed in \`repeatable\``
      }
    }
    return undefined
  },
})

const MAX_REJECTION_DEPTH = 3

/** L11: who is refused leaves nothing behind. */
export const rejectionSilent = <
  C extends Message,
  E extends Message,
  S,
  R extends Tagged,
  F,
>(): Law<C, E, S, R, F> => ({
  law: 'L11',
  statement: 'a rejection is a tagged value, carries no events and changes nothing',
  every: 4,
  check: ({ aggregate, trace }, tally) => {
    for (const [i, { command, before, facts, outcome }] of trace.happened.entries()) {
      if (outcome._tag !== 'Left' || facts === undefined) continue
      tally.saw()
      const rejection: unknown = outcome.left
      if (!isBag(rejection) || typeof rejection['_tag'] !== 'string') {
        return `command ${i + 1} was refused without a tag: ${printedInline(rejection)}`
      }
      const event = carriedBy(aggregate.event, rejection)
      if (event !== undefined) return `the rejection of command ${i + 1} carries ${event}`
      const known = copied(before)
      const factsKnown = copied(facts)
      aggregate.decide(command, before, facts)
      if (!equals(before, known)) {
        return changed(`refusing command ${i + 1} changed the state`, known, before)
      }
      if (!equals(facts, factsKnown)) {
        return changed(`refusing command ${i + 1} changed its facts`, factsKnown, facts)
      }
    }
    return undefined
  },
  missed: ({ checks }) => (checks === 0 ? ['no command was refused'] : []),
})

/** The first thing in a rejection that is an event of the aggregate, by its type. */
const carriedBy = (
  { types }: { readonly types: ReadonlyArray<string> },
  rejection: unknown,
): string | undefined =>
  isBag(rejection) ? eventIn(rejection, types, MAX_REJECTION_DEPTH) : undefined

const eventIn = (value: Bag, types: ReadonlyArray<string>, depth: number): string | undefined => {
  const { type } = value
  if (typeof type === 'string' && 'data' in value && types.includes(type)) return type
  if (depth === 0) return undefined
  for (const inner of Object.values(value)) {
    const found = isBag(inner) ? eventIn(inner, types, depth - 1) : undefined
    if (found !== undefined) return found
  }
  return undefined
}

/** L5: what is decided, yes or no, survives its codec. */
export const decidedRoundTrips = <
  C extends Message,
  E extends Message,
  S,
  R extends Tagged,
  F,
>(): Law<C, E, S, R, F> => ({
  law: 'L5',
  statement: 'what is decided, events and rejections, is read back from JSON as it was',
  every: 4,
  check: ({ aggregate, trace }, tally) => {
    for (const [i, { outcome }] of trace.happened.entries()) {
      if (outcome._tag === 'Left') {
        const problem = rejectionKept(aggregate, outcome.left)
        if (problem !== undefined) return `command ${i + 1}: ${problem}`
      }
      if (outcome._tag !== 'Right') continue
      for (const event of outcome.right) {
        tally.saw(event.type)
        const decoded = aggregate.event.decode(storedAs(aggregate.event, event))
        if (isLeft(decoded)) {
          return `command ${i + 1} led to an event that can't be read back: ${decodeFailureText(decoded.left)}\n${printedInline(event)}`
        }
        if (!equals(decoded.right, event)) {
          return changed(
            `command ${i + 1} led to an event that comes back different`,
            event,
            decoded.right,
          )
        }
      }
    }
    return undefined
  },
})

const rejectionKept = <C extends Message, E extends Message, S, R extends Tagged, F>(
  { rejection: codec, event }: Aggregate<string, C, E, S, R, F>,
  rejection: R,
): string | undefined => {
  // One that carries events is L11's to report.
  if (codec === undefined || carriedBy(event, rejection) !== undefined) return undefined
  if (!codec.is(rejection)) return `its codec refuses the rejection ${printedInline(rejection)}`
  const decoded = codec.decode(throughJson(codec.encode(rejection)))
  if (isLeft(decoded)) return `the rejection can't be read back: ${printedInline(rejection)}`
  return equals(decoded.right, rejection)
    ? undefined
    : changed('the rejection comes back different', rejection, decoded.right)
}

// ---------------------------------------------------------------- invariants

/** What a user says of every state; `true`, or what is wrong with it. */
export type Invariant<S> = (state: S) => boolean | string

/** L12: the user's invariants hold after every prefix, not just at the end. */
export const invariantsHold = <C extends Message, E extends Message, S, R extends Tagged, F>(
  invariants: Readonly<Record<string, Invariant<S>>>,
): Law<C, E, S, R, F> => ({
  law: 'L12',
  statement: `after every event: ${Object.keys(invariants).join('; ')}`,
  every: 1,
  check: ({ aggregate, trace }, tally) => {
    for (const [i, { before, outcome }] of trace.happened.entries()) {
      if (outcome._tag !== 'Right') continue
      let state = before
      for (const event of outcome.right) {
        state = aggregate.evolve(state, event)
        tally.saw(event.type)
        for (const name of Object.keys(invariants)) {
          const holds = invariants[name]?.(state) ?? true
          if (holds === true) continue
          const why = holds === false ? name : `${name} (${holds})`
          return `after command ${i + 1} and its ${event.type}: not ${why}\n${printedInline(state)}`
        }
      }
    }
    return undefined
  },
})
