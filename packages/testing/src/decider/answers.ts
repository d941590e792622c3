/**
 * The laws of answers: a rejection is silent, and what is decided, yes or no, can be kept.
 */
import type { Aggregate, Message, Tagged } from '@kiemtra/kernel'
import { isLeft } from 'fp-ts/lib/Either.js'
import { decodeFailureText, storedAs } from '../message.ts'
import { printedInline } from '../value/diff.ts'
import { type Bag, equals, isBag } from '../value/equals.ts'
import { throughJson } from '../value/json.ts'
import { askedIn, type DeciderLaw } from './law.ts'
import { changed } from './saying.ts'

type Law<C extends Message, E extends Message, S, R extends Tagged, F> = DeciderLaw<C, E, S, R, F>

const MAX_REJECTION_DEPTH = 3

/** How the complaint begins that follows from a decide that isn't pure. */
export const REFUSING_CHANGES = 'refusing a command changed'

/** What is complained of that the log says less than what was decided. */
export const LED_TO_EVENT = 'led to an event that'

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
  asked: 'seldom',
  check: (subject, tally) => {
    const { aggregate, freezer } = subject
    for (const [i, { command, before, facts, outcome }] of askedIn(subject)) {
      if (outcome._tag !== 'Left' || facts === undefined) continue
      tally.saw()
      const rejection: unknown = outcome.left
      if (!isBag(rejection) || typeof rejection['_tag'] !== 'string') {
        return `command ${i + 1} was refused without a tag: ${printedInline(rejection)}`
      }
      const event = carriedBy(aggregate.event, rejection)
      if (event !== undefined) return `the rejection of command ${i + 1} carries ${event}`
      const known = freezer.of(before)
      const factsKnown = freezer.ofRecord(facts)
      aggregate.decide(command, before, facts)
      if (!equals(before, known)) {
        return changed(`${REFUSING_CHANGES} the state, at command ${i + 1}`, known, before)
      }
      if (!freezer.isIntact(facts, factsKnown)) {
        return changed(`${REFUSING_CHANGES} its facts, at command ${i + 1}`, factsKnown, facts)
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
  asked: 'seldom',
  check: (subject, tally) => {
    const { aggregate } = subject
    for (const [i, { outcome }] of askedIn(subject)) {
      if (outcome._tag === 'Left') {
        const problem = rejectionKept(aggregate, outcome.left)
        if (problem !== undefined) return `command ${i + 1}: ${problem}`
      }
      if (outcome._tag !== 'Right') continue
      for (const event of outcome.right) {
        tally.saw(event.type)
        const decoded = aggregate.event.decode(storedAs(aggregate.event, event))
        if (isLeft(decoded)) {
          return `command ${i + 1} ${LED_TO_EVENT} can't be read back: ${decodeFailureText(decoded.left)}\n${printedInline(event)}`
        }
        if (!equals(decoded.right, event)) {
          return changed(
            `command ${i + 1} ${LED_TO_EVENT} comes back different`,
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
  if (carriedBy(event, rejection) !== undefined) return undefined
  if (codec === undefined) {
    return equals(throughJson(rejection), rejection)
      ? undefined
      : `JSON can't hold the rejection ${printedInline(rejection)}`
  }
  if (!codec.is(rejection)) return `its codec refuses the rejection ${printedInline(rejection)}`
  const decoded = codec.decode(throughJson(codec.encode(rejection)))
  if (isLeft(decoded)) return `the rejection can't be read back: ${printedInline(rejection)}`
  return equals(decoded.right, rejection)
    ? undefined
    : changed('the rejection comes back different', rejection, decoded.right)
}
