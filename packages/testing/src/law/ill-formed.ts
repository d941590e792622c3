/**
 * Answers of the wrong kind: a key that is a number, a list that is none. The compiler sees to it,
 * where nobody has told it otherwise.
 */
import { printedInline } from '../value/diff.ts'
import { isBag, isList } from '../value/equals.ts'

/** An answer that nobody can work with; its message says which. */
export class IllFormed extends Error {
  override readonly name = 'IllFormed'
}

/** Whether something is of a kind. */
export type Test = (u: unknown) => boolean

/** The answer, or {@link IllFormed}: `name` is who answered, `kind` what was expected. */
export const answered = <A>(name: string, answer: A, test: Test, kind: string): A => {
  if (test(answer)) return answer
  throw new IllFormed(`${name} answered ${printedInline(answer)}, which is not ${kind}`)
}

/** A text. */
export const isText: Test = (u) => typeof u === 'string'
/** Something of a kind, or nothing. */
export const isMaybe =
  (test: Test): Test =>
  (u) =>
    u === undefined || test(u)
/** A list of things of a kind. */
export const isListOf =
  (test: Test): Test =>
  (u) =>
    isList(u) && u.every(test)
/** What may be remembered of a stream: texts by name. */
export const isMemory: Test = (u) => isBag(u) && !isList(u) && Object.values(u).every(isText)
