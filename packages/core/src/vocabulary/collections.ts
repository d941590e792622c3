/**
 * Lists as rules want them: with at least one element, without repeats.
 */
import * as t from 'io-ts'
import { checked } from './checked.ts'

/** Codec of lists of distinct strings, such as ids and terms. */
export const distinct = <A extends string>(
  item: t.Type<A, unknown>,
): t.Type<ReadonlyArray<A>, unknown> =>
  checked<ReadonlyArray<A>>(t.readonlyArray(item), isDistinct, `distinct items: ${item.name}`)

/** Codec of non-empty lists of distinct strings. */
export const someOf = <A extends string>(
  item: t.Type<A, unknown>,
): t.Type<ReadonlyArray<A>, unknown> =>
  checked<ReadonlyArray<A>>(
    t.readonlyArray(item),
    (list) => list.length > 0 && isDistinct(list),
    `one or more distinct items: ${item.name}`,
  )

/** Codec of lists of things with distinct ids. */
export const distinctBy = <A>(
  item: t.Type<A, unknown>,
  idOf: (a: A) => string,
): t.Type<ReadonlyArray<A>, unknown> =>
  checked<ReadonlyArray<A>>(
    t.readonlyArray(item),
    (list) => isDistinct(list.map(idOf)),
    `items with distinct ids: ${item.name}`,
  )

/** Up to which length each is compared with each: a set of fresh texts costs more than that. */
const FEW = 16

const isDistinct = (list: ReadonlyArray<string>): boolean => {
  if (list.length > FEW) return new Set(list).size === list.length
  for (let i = 1; i < list.length; i++) {
    const text = list[i]
    for (let j = 0; j < i; j++) if (list[j] === text) return false
  }
  return true
}
