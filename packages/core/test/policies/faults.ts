/**
 * Processes that die, for tests of policies: at any call to a store, before it has had its effect.
 */
import type { AnyPolicy, StoredEvent } from '@kiemtra/kernel'
import {
  type EventStore,
  inMemoryEventStore,
  inMemoryPolicies,
  type PolicyStore,
} from '@kiemtra/runtime'
import { at, expectOk, type Input, logOf, type Ports, policies, world } from './support.ts'

/** What a dead process's calls do. */
class Died extends Error {}

/** Ports that count, and die before a call has had its effect; nothing comes after it. */
const mortal = (ports: Ports, dieAt: number) => {
  const calls = { count: 0 }
  const isDead = (): boolean => calls.count >= dieAt
  const call = async <A>(effect: () => Promise<A>): Promise<A> => {
    calls.count += 1
    if (isDead()) throw new Died()
    return effect()
  }
  const events: EventStore = {
    ...ports.events,
    append:
      (...args) =>
      () =>
        call(ports.events.append(...args)),
    read: (stream, options) => {
      if (isDead()) throw new Died()
      return ports.events.read(stream, options)
    },
  }
  const store: PolicyStore = {
    ...ports.store,
    claim: (policy) => () =>
      call(async () => {
        const claimed = await ports.store.claim(policy)()
        if (claimed._tag === 'Left') return claimed
        const { commit } = claimed.right
        const dying = {
          ...claimed.right,
          commit: (batch: Parameters<typeof commit>[0]) => () => call(commit(batch)),
        }
        return { ...claimed, right: dying }
      }),
  }
  return { events, store, calls }
}

/** A log by its streams, as far as it must be the same: not in what order streams interleave. */
export const byStream = (log: ReadonlyArray<StoredEvent>): Readonly<Record<string, unknown>> => {
  const streams: Record<string, unknown[]> = {}
  for (const { position: _position, ...event } of log) (streams[event.stream] ??= []).push(event)
  return streams
}

/** A log as it stood, with every policy's checkpoint at its end. */
const restored = async (
  log: ReadonlyArray<StoredEvent>,
  running: ReadonlyArray<AnyPolicy>,
): Promise<Ports> => {
  const events = inMemoryEventStore()
  const store = inMemoryPolicies()
  for (const { stream, revision, id, type, data, meta } of log) {
    const expected = revision === 0 ? 'no-stream' : revision - 1
    await events.append(stream, expected, [{ id, type, data, meta }])()
  }
  // Without checkpoints, and so without timers: these hear everything again first.
  for (const { name } of running === policies ? running : []) {
    const claimed = await store.claim(name)()
    if (claimed._tag === 'Left') throw new Error(claimed.left._tag)
    await claimed.right.commit({ position: log.at(-1)?.position, set: [], cancel: [] })()
  }
  return { events, store }
}

/** A day that comes: timers fire. */
export interface Dawn {
  readonly type: 'a day comes'
  readonly day: string
}

/** One input or a new day, at which the process dies at a call; then another goes on. */
export const dies = async (
  log: ReadonlyArray<StoredEvent>,
  input: Input | Dawn,
  commandId: string,
  dieAt: number,
  running: ReadonlyArray<AnyPolicy> = policies,
) => {
  const ports = await restored(log, running)
  const made = world(ports, running)
  if (running !== policies) await made.settle()
  if ('day' in input) made.goTo(at(input.day))
  else await expectOk(made, { ...input, commandId })
  const process = mortal(ports, dieAt)
  await made.settle(process).catch(() => undefined)
  const died = process.calls.count >= dieAt
  if (died) await made.settle()
  return { log: await logOf(ports), died }
}
