/**
 * The counterexample that a reader gets: the shortest of a few histories that were shrunk.
 *
 * Shrinking leaves commands out and makes their data smaller. Where a sum has to pass a limit, the
 * two stand in each other's way: six small counts stay six, though three large ones would do. So a
 * history that stays long is not the last one tried.
 */
import type { Message, Tagged } from '@kiemtra/kernel'
import fc from 'fast-check'
import type { History } from '../history/sequences.ts'
import { historyText } from '../history/trace.ts'
import { MEMORY } from '../law/property-law.ts'
import { Tally } from '../law/tally.ts'
import { elsewhere } from '../value/elsewhen.ts'
import type { Counterexample } from '../report/report.ts'
import { type AskAgain, Later } from './later.ts'
import type { DeciderLaw, Subject } from './law.ts'

/** A law's answer; a throw inside it is decide's or evolve's, which other laws report. */
export const ask = <C extends Message, E extends Message, S, R extends Tagged, F>(
  law: DeciderLaw<C, E, S, R, F>,
  subject: Subject<C, E, S, R, F>,
  tally: Tally,
): string | undefined => {
  tally.runs += 1
  try {
    return law.check(subject, tally)
  } catch (error) {
    return `threw ${String(error)}`
  }
}

/** The answer of one law alone, far away if it is one of those. */
const askAlone = <C extends Message, E extends Message, S, R extends Tagged, F>(
  law: DeciderLaw<C, E, S, R, F>,
  subject: Subject<C, E, S, R, F>,
): string | undefined => {
  const later = new Later<undefined>()
  const asked = {
    ...subject,
    later: (again: AskAgain): void => {
      later.keep(undefined, again)
    },
  }
  const answer = (): string | undefined => ask(law, asked, new Tally())
  const found = law.away === true ? elsewhere(answer) : answer()
  return found ?? later.ask()[0]?.[1]
}

/** A history of so many commands is read at a glance. */
const SHORT = 3
const ATTEMPTS = 4
/** Smaller histories tried in one attempt: what keeps a memory fails anew at each that it never met. */
const MOST_TRIED = 2000

/** The shortest history found that breaks a law, and what is wrong there; nothing, if it holds now. */
export const shortest = <C extends Message, E extends Message, S, R extends Tagged, F>(
  law: DeciderLaw<C, E, S, R, F>,
  histories: fc.Arbitrary<History<C>>,
  subjectOf: (history: History<C>) => Subject<C, E, S, R, F>,
  { seed, numRuns }: { readonly seed: number; readonly numRuns: number },
): Counterexample | undefined => {
  let best: Counterexample | undefined
  for (let i = 0; i < ATTEMPTS; i++) {
    const found = shrunk(law, histories, subjectOf, { seed: seed + i, numRuns })
    if (found === undefined) break
    if (best === undefined || found.history.length < best.history.length) best = found
    if (best.history.length <= SHORT) break
  }
  return best
}

const shrunk = <C extends Message, E extends Message, S, R extends Tagged, F>(
  law: DeciderLaw<C, E, S, R, F>,
  histories: fc.Arbitrary<History<C>>,
  subjectOf: (history: History<C>) => Subject<C, E, S, R, F>,
  parameters: { readonly seed: number; readonly numRuns: number },
): Counterexample | undefined => {
  let last: string | undefined
  let tried = 0
  const found = fc.check(
    fc.property(histories, (history) => {
      if (last !== undefined) tried += 1
      if (tried > MOST_TRIED) return true
      const complaint = askAlone(law, subjectOf(history))
      last = complaint ?? last
      return complaint === undefined
    }),
    parameters,
  )
  const history = found.counterexample?.[0]
  if (history === undefined) return undefined
  const subject = subjectOf(history)
  const message = askAlone(law, subject)
  return {
    message: message ?? `${last ?? ''}\n${MEMORY}`,
    history: historyText(history.steps, subject.trace),
  }
}
