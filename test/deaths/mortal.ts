/**
 * A year in which the policies' process dies again and again: right after its n-th change of the
 * stores, before it hears of it. Whoever comes next may live no longer.
 */
import type { StoredEvent } from '@kiemtra/kernel'
import { commandHandler, inMemoryEventStore, inMemoryPolicies } from '@kiemtra/runtime'
import { isLeft, right } from 'fp-ts/lib/Either.js'
import { counted } from '../../examples/hanoi-2023/src/counted.ts'
import { type Policies, policiesOver } from '../../examples/hanoi-2023/src/policies.ts'
import type { Step } from '../../examples/hanoi-2023/src/step.ts'
import { held, logAfter, type Stores } from './remains.ts'
import { type Making, sound } from './year.ts'

/** What a dead process's calls do. */
class Died extends Error {}

/** Stores of a process that dies after some changes. */
interface Mortal extends Stores {
  readonly isDead: () => boolean
}

const mortal = ({ events, policies }: Stores, lifetime: number): Mortal => {
  let changes = 0
  const isDead = (): boolean => changes >= lifetime
  /** A call; `effect` says whether it has changed anything. */
  const call = async <A>(
    effect: () => Promise<{ readonly answer: A; readonly changed: boolean }>,
  ): Promise<A> => {
    if (isDead()) throw new Died()
    const { answer, changed } = await effect()
    if (changed) changes += 1
    if (isDead()) throw new Died()
    return answer
  }
  return {
    isDead,
    events: {
      ...events,
      append: (...args) => {
        const append = events.append(...args)
        return () =>
          call(async () => {
            const before = held(await events.head()())
            const answer = await append()
            return { answer, changed: held(await events.head()()) !== before }
          })
      },
      read: (...args) => {
        if (isDead()) throw new Died()
        return events.read(...args)
      },
    },
    policies: {
      ...policies,
      claim: (policy) => async () => {
        const claimed = await call(async () => {
          const answer = await policies.claim(policy)()
          return { answer, changed: false }
        })
        if (isLeft(claimed)) return claimed
        const { commit, ...writer } = claimed.right
        let last = writer.checkpoint
        const dying: typeof commit = (batch) => () =>
          call(async () => {
            const answer = await commit(batch)()
            const { position, set, cancel } = batch
            const changed = position !== last || set.length > 0 || cancel.length > 0
            last = position
            return { answer, changed }
          })
        return right({ ...writer, commit: dying })
      },
    },
  }
}

/** A log, and how many processes have died over it. */
export interface Torn {
  readonly log: ReadonlyArray<StoredEvent>
  readonly deaths: number
}

/** Lives the year with processes that each die after some changes. */
export const tear = async (
  steps: ReadonlyArray<Step>,
  lifetime: number,
  {
    making = sound,
    onDeath = () => undefined,
  }: { readonly making?: Making; readonly onDeath?: (deaths: number) => void } = {},
): Promise<Torn> => {
  const events = counted(inMemoryEventStore())
  const store = inMemoryPolicies()
  const sender = commandHandler({ events: events.store })
  let deaths = 0
  let living: { readonly process: Mortal; readonly policies: Policies } | undefined
  for (const step of steps) {
    await step.send(sender)
    for (;;) {
      if (living === undefined) {
        const process = mortal({ events: events.store, policies: store }, lifetime)
        const { handle, ...made } = making(process)
        const policies = policiesOver({ ...events, store: made.events }, handle, made.policies)
        living = { process, policies }
      }
      const { process, policies } = living
      const settled = await policies.settle(step.recordedAt).catch((thrown: unknown) => {
        if (process.isDead()) return undefined
        throw thrown
      })
      if (!process.isDead()) {
        if (settled !== undefined) held(settled)
        break
      }
      await policies.stop().catch(() => undefined)
      living = undefined
      onDeath(++deaths)
    }
  }
  await living?.policies.stop()
  return { log: await logAfter(events.store), deaths }
}
