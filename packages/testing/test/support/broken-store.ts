/** Broken stores: what is changed about a sound one, and which laws that breaks. */
import { expect } from 'vitest'
import type { LawId } from '../../src/index.ts'

/** What breaks a store, and the laws that it breaks by it. */
export interface Mutant<Store> {
  readonly laws: ReadonlyArray<LawId>
  readonly of: (store: Store) => Partial<Store>
  /** It lets its cases wait in vain, so they are not patient: a slow machine may blame other laws, too. */
  readonly isSilent?: boolean
}

/** How long its cases wait: long enough for any machine, where there is something to wait for. */
export const patience = (mutant: { readonly isSilent?: boolean } | undefined) =>
  mutant?.isSilent === true ? { patienceMs: 200 } : {}

/** What its report must blame: its laws, and no other. */
export const blamed = (
  mutant: { readonly laws: ReadonlyArray<LawId>; readonly isSilent?: boolean } | undefined,
): unknown => (mutant?.isSilent === true ? expect.arrayContaining([...mutant.laws]) : mutant?.laws)

/** What is delivered, changed one by one: none, one or more for each; left as the original is. */
export const changed = <A>(
  items: AsyncIterable<A>,
  change: (item: A) => ReadonlyArray<A>,
): AsyncIterable<A> => ({
  [Symbol.asyncIterator]: () => {
    const inner = items[Symbol.asyncIterator]()
    const ready: A[] = []
    return {
      next: async () => {
        for (;;) {
          const value = ready.shift()
          if (value !== undefined) return { done: false, value }
          const result = await inner.next()
          if (result.done === true) return result
          ready.push(...change(result.value))
        }
      },
      return: async () => {
        await inner.return?.()
        return { done: true, value: undefined }
      },
    }
  },
})
