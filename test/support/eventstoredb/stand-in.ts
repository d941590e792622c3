/**
 * A stand-in for EventStoreDB: a server with faults on demand, for tests of a client's side.
 *
 * It answers the official clients over the service stubs that npm ships, by rules written down from
 * the observed behaviour of the 23.10 line.
 *
 * It is no evidence for
 * - the real server: what it does, in which version, under which load; only a run against one is
 *   (`KIEMTRA_EVENTSTOREDB`);
 * - durability: the log is in memory, and restarting a node loses nothing because nothing is lost;
 * - replication and elections: all nodes share one log, what is written is replicated at once, an
 *   election takes as long as it is told to, a cut-off leader goes on seeing what the others write;
 * - access rights: one user or everyone; there are no roles, no access lists, no rights to `$all`;
 * - truncation and deletion on disk: nothing is scavenged, `$maxAge` and `$maxCount` are ignored;
 * - links, projections, persistent subscriptions, server-side speed.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Control, StandInOptions } from './protocol.ts'

/** A stand-in as its test holds it. */
export type StandIn = {
  [K in Exclude<keyof Control, 'start'>]: (
    ...args: Parameters<Control[K]>
  ) => Promise<ReturnType<Control[K]>>
} & {
  readonly ports: ReadonlyArray<number>
  /** Hosts and ports of all nodes, as connection strings list them. */
  readonly hosts: string
}

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url))

/** Starts a stand-in in a process of its own, which ends with this one. */
export const startStandIn = async (options: StandInOptions = {}): Promise<StandIn> => {
  const child = fork(MAIN, {
    execArgv: ['--conditions=source'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const waiting = new Map<
    number,
    { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void }
  >()
  let lastId = 0

  child.on('message', (message: unknown) => {
    if (typeof message !== 'object' || message === null || !('id' in message)) return
    const { id } = message
    if (typeof id !== 'number') return
    const caller = waiting.get(id)
    waiting.delete(id)
    if ('error' in message) caller?.reject(new Error(String(message.error)))
    else caller?.resolve('value' in message ? message.value : undefined)
  })
  child.on('exit', () => {
    for (const { reject } of waiting.values()) reject(new Error('the stand-in has ended'))
  })

  const ask =
    <K extends keyof Control>(method: K) =>
    (...args: Parameters<Control[K]>): Promise<ReturnType<Control[K]>> =>
      new Promise((resolve, reject) => {
        lastId += 1
        waiting.set(lastId, {
          // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- the other end is the method of that name
          resolve: (value) => resolve(value as ReturnType<Control[K]>),
          reject,
        })
        child.send({ id: lastId, method, args })
      })

  const { ports } = await ask('start')(options)
  const stop = ask('stop')
  return {
    ports,
    hosts: ports.map((port) => `127.0.0.1:${port}`).join(','),
    fault: ask('fault'),
    clearFaults: ask('clearFaults'),
    clearLog: ask('clearLog'),
    counts: ask('counts'),
    log: ask('log'),
    write: ask('write'),
    delayAppends: ask('delayAppends'),
    leader: ask('leader'),
    hangUp: ask('hangUp'),
    kill: ask('kill'),
    restart: ask('restart'),
    stall: ask('stall'),
    resume: ask('resume'),
    failOver: ask('failOver'),
    handOver: ask('handOver'),
    stop: async () => {
      const ended = once(child, 'exit')
      await stop()
      await ended
    },
  }
}
