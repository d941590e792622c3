/**
 * Asked again: whether a function stands by its answer, on inputs that mean the same.
 */
import { diff } from '../value/diff.ts'
import { elsewhen, elsewhere } from '../value/elsewhen.ts'
import { equals } from '../value/equals.ts'
import { copied } from '../value/frozen.ts'
import type { Complaint } from './property-law.ts'

/** A call that was answered. */
export interface Asked<A> {
  /** What was answered: the very object, whatever became of it. */
  readonly given: A
  /** As it was when it was given. */
  readonly answer: A
  /** What is wrong by now, when the same is asked again. */
  readonly standsBy: (name: string) => Complaint
}

/** One question in two ways. */
export interface Ways<A> {
  readonly first: () => A
  /** On inputs that can't be changed. */
  readonly frozen: () => A
}

/** Asks all again, in reverse and far away: whose answer has changed. */
export const standByAll = (
  questions: ReadonlyArray<readonly [name: string, asked: Asked<unknown>]>,
): Complaint =>
  elsewhere(() => {
    for (const [name, asked] of questions.toReversed()) {
      const complaint = asked.standsBy(name)
      if (complaint !== undefined) return complaint
    }
    return undefined
  })

/** Asks, and keeps what it takes to ask again. */
export const asking = <A>({ first, frozen }: Ways<A>): Asked<A> => {
  const given = first()
  const answer = copied(given)
  const differing = (name: string, when: string, ask: () => A): Complaint => {
    const second = ask()
    return equals(second, answer)
      ? undefined
      : `${name} answered differently ${when}\n${diff(answer, second)}`
  }
  const standsBy = (name: string): Complaint => {
    if (!equals(given, answer)) {
      return `the answer of ${name} was changed later\n${diff(answer, given)}`
    }
    try {
      const complaint = differing(name, 'at another time', () => elsewhen(frozen))
      if (complaint !== undefined) return complaint
    } catch (error) {
      return `${name} changes what it is given: ${String(error)}`
    }
    return (
      differing(name, 'about the same objects', first) ??
      differing(name, 'about the same objects once more', first)
    )
  }
  return { given, answer, standsBy }
}
