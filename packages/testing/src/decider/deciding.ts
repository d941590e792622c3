/**
 * The laws of deciding: pure, idempotent, and right by what its user says of every state.
 */
import type { Message, Needs, Tagged } from '@kiemtra/kernel'
import { printedInline } from '../value/diff.ts'
import { elsewhen } from '../value/elsewhen.ts'
import { equals } from '../value/equals.ts'
import { frozen } from '../value/frozen.ts'
import type { DeciderLaw } from './law.ts'
import { changed, thrownText } from './saying.ts'

type Law<C extends Message, E extends Message, S, R extends Tagged, F> = DeciderLaw<C, E, S, R, F>

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
        const needs = aggregate.needs(command, before)
        const needed = elsewhen(() => aggregate.needs(question[0], question[1]))
        if (!equals(named(needs), named(needed))) {
          return changed(`needs answered command ${i + 1} differently`, named(needs), named(needed))
        }
        const again = elsewhen(() => aggregate.decide(...question))
        if (!equals(again, outcome)) {
          return changed(
            `decide answered command ${i + 1} differently the second time`,
            outcome,
            again,
          )
        }
      } catch (error) {
        return `on frozen inputs, command ${i + 1} threw ${thrownText(error)}`
      }
    }
    return undefined
  },
})

/** What is needed, without the functions that fold it. */
const named = <F>(needs: Needs<F>): ReadonlyMap<string, unknown> => {
  const all = new Map<string, unknown>()
  for (const name in needs) {
    const { of, id, asOf, absent } = needs[name]
    all.set(name, { category: of.category, id, asOf, absent })
  }
  return all
}

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
          return `after command ${i + 1} and its ${event.type} it does not hold: ${why}\n${printedInline(state)}`
        }
      }
    }
    return undefined
  },
})
