/**
 * The programs that tests run in processes of their own; `runChild` starts them.
 */
import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import { positionOf } from '@kiemtra/kernel'
import { type ProjectionStatus, projector, rebuild, type RebuildProgress } from '@kiemtra/runtime'
import { sqliteEventStore, sqlitePolicies, sqliteReadModels } from '../../src/index.ts'
import { counterTable } from './counters.ts'
import { event } from './events.ts'
import { tallies } from './tallying.ts'
import { policyTimer } from './timers.ts'

const [, , program = '', file = '', ...args] = process.argv

const say = (line: string): void => void process.stdout.write(`${line}\n`)

const right = <A>(either: Either<unknown, A>): A => {
  if (isLeft(either)) throw new Error(JSON.stringify(either.left))
  return either.right
}

const openStore = async () => right(await sqliteEventStore({ file, pollMs: 5 })())

const programs: Readonly<Record<string, () => Promise<void>>> = {
  /** Prints how opening went. */
  open: async () => {
    const opened = await sqliteEventStore({ file })()
    say(JSON.stringify(isLeft(opened) ? opened : { _tag: 'Right' }))
  },

  /** Appends three events at a time to one stream until it is killed; prints each acknowledged id. */
  appendForEver: async () => {
    const [run = ''] = args
    const store = await openStore()
    const stream = 'k.a-1'
    let last = -1
    for await (const { revision } of store.read(stream, { direction: 'backwards', limit: 1 })) {
      last = revision
    }
    for (let i = 0; ; i++) {
      const named = [0, 1, 2].map((n) => event(`${run}-${i}-${n}`, 'x'.repeat(i % 3000)))
      const [first, ...rest] = named
      if (first === undefined) continue
      const expected = last === -1 ? 'no-stream' : last
      last = right(await store.append(stream, expected, [first, ...rest])()).revision
      for (const { id } of named) say(id)
    }
  },

  /** Once told to, appends so many events to a shared stream, again after each conflict, and to its own. */
  compete: async () => {
    const [name = '', count = '0'] = args
    const store = await openStore()
    say('ready')
    for await (const { _tag } of store.subscribe({ namespace: 'go', from: 'start' })) {
      if (_tag === 'Event') break
    }
    let conflicts = 0
    const shared = 'k.shared-1'
    let last: number | 'no-stream' = 'no-stream'
    for (let i = 0; i < Number(count);) {
      const done = await store.append(shared, last, [event(`${name}-${i}`)])()
      if (isLeft(done)) {
        if (done.left._tag !== 'Conflict') throw new Error(JSON.stringify(done.left))
        last = done.left.actual
        conflicts += 1
        continue
      }
      last = done.right.revision
      right(
        await store.append(`k.own-${name}`, i === 0 ? 'no-stream' : i - 1, [
          event(`${name}-own-${i}`),
        ])(),
      )
      i += 1
    }
    say(String(conflicts))
    await store.close()
  },

  /** Commits one batch after the other, all rows at the batch's number, until it is killed or fenced off. */
  commitForEver: async () => {
    const readModels = right(await sqliteReadModels({ file })())
    const writer = right(await readModels.claim(counterTable)())
    for (let i = Number(writer.checkpoint ?? 0) + 1; ; i++) {
      const position = positionOf(String(i).padStart(16, '0'))
      const upserts = ['a', 'b', 'c'].map((key) => ({ key, row: { at: position } }))
      const links = [{ stream: 'k.a-1', ids: { at: position } }]
      const done = await writer.commit({ position, upserts, deletes: [], links })()
      if (isLeft(done)) {
        say(JSON.stringify(done.left))
        return
      }
      say(position)
    }
  },

  /** Projects tallies, a few at a time; prints each checkpoint, and when it is done. */
  projectTallies: async () => {
    const events = await openStore()
    const readModels = right(await sqliteReadModels({ file })())
    const onProgress = ({ position }: ProjectionStatus) => say(position ?? 'start')
    const config = { events, readModels, projections: [tallies], batchSize: 10, onProgress }
    right(await projector(config).catchUp()())
    say('done')
    await events.close()
    await readModels.close()
  },

  /** Rebuilds tallies until it is killed, with little in memory; prints each step. */
  rebuildTallies: async () => {
    const events = await openStore()
    const readModels = right(await sqliteReadModels({ file })())
    const onProgress = ({ step }: RebuildProgress) => say(step)
    for (;;) {
      right(await rebuild(tallies, { events, readModels, maxHeld: 10, onProgress })())
      say('done')
    }
  },

  /** Commits checkpoints, each with one timer of its number in place of the one before, until it is killed or fenced off. */
  tickForEver: async () => {
    const policies = right(await sqlitePolicies({ file })())
    const writer = right(await policies.claim('ticking')())
    let standing = writer.timers
    for (let i = Number(writer.checkpoint ?? 0) + 1; ; i++) {
      const position = positionOf(String(i).padStart(16, '0'))
      const set = [policyTimer(position)]
      const done = await writer.commit({ position, set, cancel: standing })()
      if (isLeft(done)) {
        say(JSON.stringify(done.left))
        return
      }
      standing = set
      say(position)
    }
  },
}

await programs[program]?.()
