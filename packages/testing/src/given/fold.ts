/**
 * Events written as literals, read by the aggregate's codec and folded.
 */
import type { EventCodec, Message, Plain } from '@kiemtra/kernel'
import { isLeft } from 'fp-ts/lib/Either.js'
import { definitionsIn } from '../decider/written-types.ts'
import { fail } from '../failure.ts'
import { decodeFailureText, storedAs, storedEvent } from '../message.ts'
import { diff, printed } from '../value/diff.ts'
import { equals } from '../value/equals.ts'
import { throughJson } from '../value/json.ts'

/** What folding literals takes; every aggregate has it. */
export interface FoldsLiterals<E extends Message, S> {
  readonly event: EventCodec<E>
  readonly initialState: S
  readonly evolve: (state: S, event: E) => S
}

/**
 * The state of a stream in which these events have happened: for facts, and for expectations.
 *
 * @example
 * const Counter = aggregate<number, { readonly _tag: 'Full' }>()({
 *   category: 'counter',
 *   idOf: () => 'one',
 *   command: commandCodec(command('Count', t.strict({ by: t.number }))),
 *   event: eventCodec(event('Counted', t.strict({ by: t.number }))),
 *   initialState: 0,
 *   needs: () => ({}),
 *   decide: ({ data }, count) =>
 *     count + data.by > 9 ? E.left({ _tag: 'Full' }) : E.right([{ type: 'Counted' as const, data }]),
 *   evolve: (count, { data }) => count + data.by,
 * })
 * stateAfter(Counter, [{ type: 'Counted', data: { by: 2 } }]) // => 2
 */
export const stateAfter = <E extends Message, S>(
  aggregate: FoldsLiterals<E, S>,
  events: ReadonlyArray<Plain<NoInfer<E>>>,
): S => {
  let state = aggregate.initialState
  events.forEach((event, index) => {
    state = aggregate.evolve(state, readLiteral(aggregate.event, event, `given event ${index + 1}`))
  })
  return state
}

/** An event from a literal, at today's version. Nothing of the literal may get lost on the way. */
export const readLiteral = <E extends Message>(
  codec: EventCodec<E>,
  literal: Plain<NoInfer<E>>,
  name: string,
): E => {
  const { type, data }: Message = literal
  const today = definitionsIn(codec).find((definition) => definition.type === type)
  const schemaVersion = today?.versions.length ?? 1
  const decoded = codec.decode(storedEvent({ type, schemaVersion, data: throughJson(data) }))
  if (isLeft(decoded)) {
    return fail(`${name} can't be read: ${decodeFailureText(decoded.left)}\n${printed(literal)}`)
  }
  if (!equals(decoded.right, literal)) {
    return fail(`${name} is not read as it is written\n${diff(literal, decoded.right)}`, {
      expected: literal,
      actual: decoded.right,
    })
  }
  return decoded.right
}

/** An event that was decided, as it comes back from a store; it must be the same event. */
export const keptBy = <E extends Message>(codec: EventCodec<E>, event: E, title: string): E => {
  const decoded = codec.decode(storedAs(codec, event))
  if (isLeft(decoded)) {
    const why = decodeFailureText(decoded.left)
    return fail(`${title}: decided an event that its codec refuses: ${why}\n${printed(event)}`)
  }
  if (!equals(decoded.right, event)) {
    return fail(
      `${title}: decided an event that does not survive its codec\n${diff(event, decoded.right)}`,
      { expected: event, actual: decoded.right },
    )
  }
  return decoded.right
}
