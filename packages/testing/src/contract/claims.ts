/**
 * What a case of a contract claims; each claim is counted, so that a case can't pass on nothing, and
 * is about a law, so that a store that breaks it is told which.
 */
import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import { fail } from '../failure.ts'
import type { Law, LawId } from '../law/law.ts'
import { diff, printed } from '../value/diff.ts'
import { equals, isBag } from '../value/equals.ts'
import type { CallLog } from './call-log.ts'

/** Where a case broke: which law it speaks of, and what had been asked of the store by then. */
export interface Breach {
  readonly law: LawId
  readonly history: ReadonlyArray<string>
}

/** Claims of one case, each about the case's own law where it names no other. */
export class Claims {
  /** How many claims have been made. */
  count = 0
  /** How many have held, by the law that they are about. */
  readonly held = new Map<LawId, number>()
  /** What the case would have had to meet. */
  readonly missed: string[] = []
  readonly seed: number
  private readonly law: Law
  private readonly calls: CallLog
  private broken: Breach | undefined

  constructor(law: Law, seed: number, calls: CallLog) {
    this.law = law
    this.seed = seed
    this.calls = calls
  }

  /** That something holds. */
  that(holds: boolean, what: string, law?: Law): void {
    this.claimed(law, holds)
    if (!holds) fail(what)
  }

  /** That two values are deeply equal. */
  equal(actual: unknown, expected: unknown, what: string, law?: Law): void {
    const isEqual = equals(actual, expected)
    this.claimed(law, isEqual)
    if (!isEqual) fail(`${what}\n${diff(expected, actual)}`, { expected, actual })
  }

  /** That a store said yes; its answer. */
  right<A>(answer: Either<unknown, A>, what: string, law?: Law): A {
    this.claimed(law, !isLeft(answer))
    return isLeft(answer) ? fail(`${what}: failed with ${tagged(answer.left)}`) : answer.right
  }

  /** That a store said no; why. */
  left<L>(answer: Either<L, unknown>, what: string, law?: Law): L {
    this.claimed(law, isLeft(answer))
    return isLeft(answer) ? answer.left : fail(`${what}: was expected to fail, and did not`)
  }

  /** That something ends well; what it throws, too, breaks the law. */
  async during<A>(law: Law, work: Promise<A>): Promise<A> {
    try {
      return await work
    } catch (error) {
      this.claimed(law, false)
      throw error
    }
  }

  /** That the case has met what it is about. If not, nothing is refuted, and nothing proven. */
  met(count: number, what: string): void {
    if (count === 0) this.missed.push(`has met no ${what}`)
  }

  /** A property begins anew: what was asked before leads to nothing. */
  anew(): void {
    this.calls.clear()
  }

  /** Where it broke; by default, where it stands now. */
  breach(): Breach {
    return this.broken ?? { law: this.law.id, history: this.calls.lines() }
  }

  private claimed(about: Law | undefined, holds: boolean): void {
    const law = about ?? this.law
    this.count += 1
    if (holds) this.held.set(law.id, (this.held.get(law.id) ?? 0) + 1)
    // A property goes on after it broke, to shrink: the last time is the smallest.
    else this.broken = { law: law.id, history: this.calls.lines() }
  }
}

/** A failure: its tag on the line that says what failed, all of it below. */
const tagged = (failure: unknown): string =>
  isBag(failure) && typeof failure['_tag'] === 'string'
    ? `${failure['_tag']}\n${printed(failure)}`
    : printed(failure)

/** Something under way that a case may leave behind by failing: its own failure is then nobody's. */
export const underWay = <A>(work: Promise<A>): Promise<A> => {
  work.catch(() => undefined)
  return work
}

/** Waits for something that must come soon; fails with what was awaited if it doesn't. */
export const within = async <A>(millis: number, what: string, awaited: Promise<A>): Promise<A> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`${what}: nothing within ${millis} ms`))
    }, millis)
  })
  try {
    return await Promise.race([awaited, late])
  } finally {
    clearTimeout(timer)
  }
}
