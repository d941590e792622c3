/**
 * The laws of totality: nothing throws, whatever it is asked in whatever state.
 */
import type { Message, Tagged } from '@kiemtra/kernel'
import { NoAnswer } from '../history/trace.ts'
import { printedInline } from '../value/diff.ts'
import { askedIn, type DeciderLaw } from './law.ts'
import { thrownBy, thrownText } from './saying.ts'

type Law<C extends Message, E extends Message, S, R extends Tagged, F> = DeciderLaw<C, E, S, R, F>

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
  asked: 'always',
  check: ({ trace }, tally) => {
    const { thrown } = trace
    for (const { outcome } of trace.happened) {
      tally.checks += 1
      if (outcome._tag === 'Right') for (const { type } of outcome.right) tally.saw(type)
    }
    if (thrown === undefined || thrown.by === 'evolve') return undefined
    return thrown.error instanceof NoAnswer
      ? `${thrown.by} answered command ${thrown.at + 1} with ${thrown.error.message}`
      : `${thrown.by} threw at command ${thrown.at + 1}: ${thrownText(thrown.error)}`
  },
})

/** L1: no event of the union throws, or leaves nothing, in any reachable state, fitting or not. */
export const evolveTotal = <C extends Message, E extends Message, S, R extends Tagged, F>(): Law<
  C,
  E,
  S,
  R,
  F
> => ({
  law: 'L1',
  statement: 'evolve takes every event of the union in every reachable state',
  asked: 'often',
  check: (subject, tally) => {
    const { aggregate, strangers } = subject
    const { thrown, happened } = subject.trace
    if (thrown?.by === 'evolve') {
      return `evolve threw at command ${thrown.at + 1}: ${thrownText(thrown.error)}`
    }
    const isNothing = (state: S): boolean =>
      state === undefined && aggregate.initialState !== undefined
    const lost = happened.findIndex(({ after }) => isNothing(after))
    if (lost >= 0) return `evolve left no state after command ${lost + 1}`
    const states = [aggregate.initialState]
    for (const [, { after }] of askedIn(subject)) states.push(after)
    for (const state of states) {
      for (const event of strangers) {
        tally.saw(event.type)
        let next = state
        const error = thrownBy(() => (next = aggregate.evolve(state, event)))
        if (error === undefined && !isNothing(next)) continue
        const what = error === undefined ? 'left no state' : `threw ${error}`
        const where = `in state ${printedInline(state)}, ${event.type} ${printedInline(event.data)}`
        return `evolve ${what}\n${where}`
      }
    }
    return undefined
  },
})
