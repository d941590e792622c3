/**
 * The example killed at any moment, and watched while it runs.
 */
import { join } from 'node:path'
import { sqliteEventStore } from '@kiemtra/sqlite'
import { isLeft } from 'fp-ts/lib/Either.js'
import { afterAll, describe, expect, it } from 'vitest'
import {
  contents,
  eventCount,
  folder,
  forgetYear,
  runHere,
  start,
  yearIn,
} from './support/world.ts'

/** Waits, by looking, until a database holds so many events or the process has ended. */
const reached = async (file: string, events: number, done: Promise<unknown>): Promise<void> => {
  const ended = { yet: false }
  void done.then(() => (ended.yet = true))
  while (!ended.yet && eventCount(file) < events) await new Promise((go) => setImmediate(go))
}

afterAll(forgetYear)

describe('killed and run again', () => {
  it('holds the same rows as an undisturbed run, to the byte', { timeout: 240_000 }, async () => {
    const at = await folder()
    const whole = await yearIn(at)
    const total = eventCount(whole)

    const torn = join(at, 'torn.db')
    let killed = 0
    for (const moment of [1, 60, 200, 500, total]) {
      const { kill, done } = start('--db', torn)
      await reached(torn, moment, done)
      kill()
      if ((await done) === 'SIGKILL') killed++
    }
    expect(killed).toBeGreaterThan(2)
    expect((await runHere('--db', torn)).code).toBe(0)
    expect(contents(torn)).toEqual(contents(whole))
  })
})

describe('watched by a second reader', () => {
  it('makes its commits one command at a time', { timeout: 240_000 }, async () => {
    const db = join(await folder(), 'year.db')
    const opened = await sqliteEventStore({ file: db })()
    if (isLeft(opened)) throw new Error(opened.left._tag)
    const store = opened.right
    const { done } = start('--db', db)
    const stop = new AbortController()
    const commandOf = new Map<string, number>()
    const batches: number[] = []
    void done.then(() => {
      stop.abort()
    })
    let last = ''
    for await (const delivery of store.subscribe({
      namespace: 'kiemtra',
      from: 'start',
      signal: stop.signal,
    })) {
      if (delivery._tag === 'CaughtUp') {
        batches.push(commandOf.size)
      } else if (delivery._tag === 'Event') {
        const { commandId, index, count } = delivery.stored.meta
        // A command's events come together, whole, and no other command's come between.
        if (commandId !== last) expect(index).toBe(0)
        commandOf.set(commandId, count)
        last = commandId
      }
    }
    expect(await done).toBe(0)
    await store.close()
    expect(new Set(batches).size).toBeGreaterThan(2)
  })
})
