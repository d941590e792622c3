/**
 * What came of a command, and what a test may say about it.
 *
 * A decision has a method named `then`, which is what JavaScript calls on whatever is awaited. So
 * that a decision which is awaited by accident neither hangs nor passes, `then` tells the two apart
 * by its argument: called with functions it refuses, with an error that says what was meant.
 */
import type { Message, Plain, Problem, Tagged } from '@kiemtra/kernel'
import { fail } from '../failure.ts'
import { problemsText } from '../message.ts'
import { diff, printed } from '../value/diff.ts'
import { type Bag, equals, isBag } from '../value/equals.ts'

// ------------------------------------------------------------------- model

/** What came of a command, without any claim about it. */
export type Outcome<E extends Message, S, R extends Tagged> =
  | { readonly _tag: 'Accepted'; readonly events: ReadonlyArray<E>; readonly state: S }
  | { readonly _tag: 'Rejected'; readonly rejection: R; readonly state: S }
  /** The command doesn't decode: a handler answers `MalformedCommand`. */
  | { readonly _tag: 'Malformed'; readonly problems: ReadonlyArray<Problem> }

/** What came of an accepted command. */
export interface Accepted<E extends Message, S> {
  readonly events: ReadonlyArray<E>
  readonly state: S
}

/** What came of a command, for a test to claim. */
export interface Decision<E extends Message, S, R extends Tagged> {
  /** Exactly these events, in this order. None: the command was accepted and changed nothing. */
  readonly then: (expected: ReadonlyArray<Plain<NoInfer<E>>>) => Accepted<E, S>
  /**
   * Refused, with this rejection and so without events: its tag, its tag and some of its
   * properties, or the whole of it.
   */
  readonly rejected: <const Tag extends R['_tag']>(
    expected: Tag | Plain<R>,
    properties?: Partial<Plain<Extract<R, { readonly _tag: Tag }>>>,
  ) => R
  /** The command doesn't even decode, at these paths among others. */
  readonly malformed: (...paths: ReadonlyArray<string>) => ReadonlyArray<Problem>
  readonly outcome: Outcome<E, S, R>
  /** The events; fails unless the command was accepted. */
  readonly events: ReadonlyArray<E>
  /** The state afterwards; after a refusal the state before it. */
  readonly state: S
}

// ------------------------------------------------------------ constructors

/** A decision to make claims about; `title` says in an error what was tried. */
export const decisionOf = <E extends Message, S, R extends Tagged>(
  outcome: Outcome<E, S, R>,
  title: string,
): Decision<E, S, R> => ({
  then: (expected: unknown, reject?: unknown) => {
    if (typeof expected === 'function') return awaited(reject)
    const { events, state } = accepted(outcome, title)
    if (!equals(events, expected)) {
      fail(`${title}: other events than expected\n${diff(expected, events)}`, {
        expected,
        actual: events,
      })
    }
    return { events, state }
  },
  rejected: (expected, properties) => {
    const rejection = refused(outcome, title)
    const matches =
      typeof expected === 'string'
        ? rejection._tag === expected && hasAll(rejection, properties ?? {})
        : equals(rejection, expected)
    if (!matches) {
      const wanted = typeof expected === 'string' ? { _tag: expected, ...properties } : expected
      fail(`${title}: another rejection than expected\n${diff(wanted, rejection)}`, {
        expected: wanted,
        actual: rejection,
      })
    }
    return rejection
  },
  malformed: (...paths) => {
    if (outcome._tag !== 'Malformed') return fail(`${title}: the command decodes`)
    const found = outcome.problems.map(({ path }) => path)
    const missing = paths.filter((path) => !found.includes(path))
    if (missing.length > 0) {
      fail(`${title}: nothing is wrong at ${missing.join(', ')}, but at ${found.join(', ')}`)
    }
    return outcome.problems
  },
  outcome,
  get events() {
    return accepted(outcome, title).events
  },
  get state() {
    return outcome._tag === 'Malformed' ? undecoded(outcome.problems, title) : outcome.state
  },
})

// --------------------------------------------------------------- behaviour

const undecoded = (problems: ReadonlyArray<Problem>, title: string): never =>
  fail(`${title}: the command does not decode: ${problemsText(problems)}`)

const accepted = <E extends Message, S, R extends Tagged>(
  outcome: Outcome<E, S, R>,
  title: string,
): Accepted<E, S> => {
  if (outcome._tag === 'Accepted') return outcome
  return outcome._tag === 'Malformed'
    ? undecoded(outcome.problems, title)
    : fail(`${title}: was rejected\n${printed(outcome.rejection)}`)
}

const refused = <E extends Message, S, R extends Tagged>(
  outcome: Outcome<E, S, R>,
  title: string,
): R => {
  if (outcome._tag === 'Rejected') return outcome.rejection
  return outcome._tag === 'Malformed'
    ? undecoded(outcome.problems, title)
    : fail(`${title}: was not rejected, and led to\n${printed(outcome.events)}`)
}

const hasAll = (whole: unknown, properties: Bag): boolean =>
  isBag(whole) && Object.entries(properties).every(([key, value]) => equals(whole[key], value))

const awaited = (reject: unknown): never => {
  const message =
    'a decision is not a promise: end it with .then([events]) or .rejected(tag), without await'
  if (isFunction(reject)) reject(new TypeError(message))
  return fail(message)
}

const isFunction = (u: unknown): u is (reason: unknown) => unknown => typeof u === 'function'
