/**
 * Who has written into a state, where one isn't what it was: decide, or evolve.
 *
 * What is wrong may show at a command that has nothing to do with it: a state that two streams share,
 * a mark that was set when another command was refused. So the history happens again, each state is
 * compared with a copy, and the one who changed it is named; whatever else differs follows from that.
 */
import { foldEvents, type Message, type Tagged } from '@kiemtra/kernel'
import { equals } from '../value/equals.ts'
import { copied } from '../value/frozen.ts'
import type { Subject } from './law.ts'
import { changed } from './saying.ts'
import { earlierIn } from './streams.ts'

/** How the complaint begins that all others may follow from. */
export const EVOLVE_CHANGES = 'evolve changes what it is given'

/** Who did it, and how to say so. */
export interface Writing {
  readonly by: 'decide' | 'evolve'
  readonly complaint: string
}

/** Whether the state that a command met is what its events lead to when they are folded again. */
export const isAsFolded = <C extends Message, E extends Message, S, R extends Tagged, F>(
  { aggregate, trace: { happened } }: Subject<C, E, S, R, F>,
  at: number,
): boolean => {
  const met = happened[at]
  const earlier = earlierIn(happened, at)
  if (met === undefined || earlier?.outcome._tag !== 'Right') return true
  return equals(foldEvents(aggregate, earlier.outcome.right, earlier.before), met.before)
}

/** Who writes into a state when a history happens again, if anybody does. */
export const writingIn = <C extends Message, E extends Message, S, R extends Tagged, F>({
  aggregate,
  trace,
}: Subject<C, E, S, R, F>): Writing | undefined => {
  const states = new Map<string, S>()
  const seen: (readonly [S, S])[] = []
  for (const [i, { id, command, before, facts, outcome }] of trace.happened.entries()) {
    let state = states.get(id) ?? before
    const kept = copied(state)
    if (facts !== undefined) aggregate.decide(command, state, facts)
    if (!equals(state, kept)) {
      const message = `decide changed an input of command ${i + 1}`
      return { by: 'decide', complaint: changed(message, kept, state) }
    }
    seen.push([state, kept])
    if (outcome._tag !== 'Right') continue
    for (const event of outcome.right) {
      state = aggregate.evolve(state, event)
      seen.push([state, copied(state)])
    }
    states.set(id, state)
  }
  const spoilt = seen.find(([state, kept]) => !equals(state, kept))
  if (spoilt === undefined) return undefined
  return { by: 'evolve', complaint: changed(EVOLVE_CHANGES, spoilt[1], spoilt[0]) }
}
