/** Stores of a process that dies: a call from some point on has no effect, and nothing comes after it. */
import type { EventStore, PolicyStore } from '../../src/index.ts'
import type { World } from './policies.ts'

class Died extends Error {}

/** Stores that die with the process before a call has had its effect; nothing comes after it. */
export const mortal = ({ events, store }: Pick<World, 'events' | 'store'>, dieAt: number) => {
  const calls = { count: 0 }
  const call = async <A>(effect: () => Promise<A>): Promise<A> => {
    calls.count += 1
    if (calls.count >= dieAt) throw new Died()
    return effect()
  }
  const dying: EventStore = {
    ...events,
    append:
      (...args) =>
      () =>
        call(events.append(...args)),
  }
  const dyingStore: PolicyStore = {
    ...store,
    claim: (policy) => () =>
      call(async () => {
        const claimed = await store.claim(policy)()
        if (claimed._tag === 'Left') return claimed
        const { commit } = claimed.right
        return {
          ...claimed,
          right: { ...claimed.right, commit: (batch) => () => call(commit(batch)) },
        }
      }),
  }
  return { events: dying, store: dyingStore, calls }
}
