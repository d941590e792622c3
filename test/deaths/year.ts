/**
 * The example's year, with a process of its policies that may die at every await point.
 *
 * Whoever sends the year's commands lives on: it is the policies' process that dies. First the year is
 * lived undisturbed, and what the stores hold is noted at every change; then another process begins
 * with each of these remains, and must leave what the undisturbed one left. Both have then come to the
 * same stores, and a process is made of nothing else: so the rest of the year is the same, too.
 */
import { isDeepStrictEqual } from 'node:util'
import type { StoredEvent } from '@kiemtra/kernel'
import {
  type CommandHandler,
  commandHandler,
  inMemoryEventStore,
  inMemoryPolicies,
} from '@kiemtra/runtime'
import { counted } from '../../examples/hanoi-2023/src/counted.ts'
import { policiesOver } from '../../examples/hanoi-2023/src/policies.ts'
import type { Step } from '../../examples/hanoi-2023/src/step.ts'
import { held, keptIn, logAfter, type Remains, type Stores, storesWith } from './remains.ts'
import { type Change, watched } from './watched.ts'

/** A process of the policies: its stores, and what takes its commands. */
export interface Process extends Stores {
  readonly handle: CommandHandler
}

/** What makes a process over stores; a twin makes a broken one. */
export type Making = (stores: Stores) => Process

/** As it should be. */
export const sound: Making = (stores) => ({
  ...stores,
  handle: commandHandler({ events: stores.events, pause: async () => undefined }),
})

/** A step of the year, and what the policies have done about it. */
export interface Lived {
  readonly step: Step
  /** What stood when they hadn't done anything yet. */
  readonly before: Remains
  readonly changes: ReadonlyArray<Change>
  readonly after: Remains
  /** Await points: two for each call. */
  readonly points: number
}

/** Lives the year undisturbed, step by step. */
export async function* live(
  steps: ReadonlyArray<Step>,
  making: Making = sound,
): AsyncGenerator<Lived, void> {
  const events = counted(inMemoryEventStore())
  const eye = watched({ events: events.store, policies: inMemoryPolicies() })
  const sender = commandHandler({ events: events.store })
  const { handle, ...process } = making(eye)
  const policies = policiesOver({ ...events, store: process.events }, handle, process.policies)
  for (const step of steps) {
    const { policies: kept, length } = eye.remains()
    const points = eye.points()
    // A refusal is an answer; anything else is told by the year's own test.
    await step.send(sender)
    held(await policies.settle(step.recordedAt))
    await eye.catchUp()
    const after = eye.remains()
    const { log } = after
    const isSenders = ({ meta }: StoredEvent): boolean => meta.commandId === step.commandId
    const sent = log.slice(length).filter(isSenders).length
    yield {
      step,
      before: { log, length: length + sent, policies: kept },
      changes: eye.changes(),
      after,
      points: eye.points() - points,
    }
  }
  await policies.stop()
  // The eye has seen what is there.
  const { policies: seen } = eye.remains()
  if (!isDeepStrictEqual(await keptIn(process.policies, seen.keys()), seen)) {
    throw new Error('what was noted of the policies isn’t what their store holds')
  }
}

/** What another process has left that began with somebody's remains. */
export interface Survived {
  /** What stands in the log after what it began with. */
  readonly log: ReadonlyArray<StoredEvent>
  readonly policies: Remains['policies']
}

/** Another process goes on, until all that is there by an instant is done. */
export const goOn = async (
  remains: Remains,
  now: string,
  names: Iterable<string>,
  making: Making = sound,
): Promise<Survived> => {
  const stores = await storesWith(remains)
  const { events, handle, policies: store } = making(stores)
  const policies = policiesOver(counted(events), handle, store)
  held(await policies.settle(now))
  await policies.stop()
  return {
    log: await logAfter(stores.events, remains.log[remains.length - 1]?.position),
    policies: await keptIn(stores.policies, names),
  }
}

/** Whether it has left what the undisturbed one left: every event in its place, every timer. */
export const leftTheSame = (
  { length }: Remains,
  { log, policies }: Survived,
  undisturbed: Remains,
): boolean =>
  isDeepStrictEqual(log, undisturbed.log.slice(length, undisturbed.length)) &&
  isDeepStrictEqual(policies, undisturbed.policies)
