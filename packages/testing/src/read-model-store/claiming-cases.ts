/**
 * Claiming: a table is there once it is claimed, for itself, and only its latest claimant writes it.
 */
import type { Case } from '../contract/contract.ts'
import { keptApart, onceWithCheckpoint, oneWriter } from '../law/catalogue.ts'
import { at, batchAt, type ReadModelContext, rowOf, upsertsOf } from './storage.ts'

/** See the module. */
export const claimingCases: ReadonlyArray<Case<ReadModelContext>> = [
  {
    name: 'a table that nobody claimed is unknown, in every version by itself',
    law: keptApart,
    run: async ({ store, table }, claims) => {
      const unknown = { _tag: 'UnknownTable', table: table.name, version: 1 }
      claims.equal(claims.left(await store.checkpoint(table)(), 'checkpoint'), unknown, 'why')
      claims.equal(claims.left(await store.row(table, 'a')(), 'row'), unknown, 'why')
      claims.equal(claims.left(await store.query(table)(), 'query'), unknown, 'why')
      claims.right(await store.claim(table)(), 'claim')
      claims.right(await store.checkpoint(table)(), 'checkpoint')
      const next = { ...table, version: 2 }
      claims.left(await store.checkpoint(next)(), 'checkpoint of the next version')
    },
  },
  {
    name: 'a fresh table is empty, and stands nowhere',
    law: onceWithCheckpoint,
    run: async ({ store, table }, claims) => {
      const writer = claims.right(await store.claim(table)(), 'claim')
      claims.equal(writer.checkpoint, undefined, 'the checkpoint of the claim')
      claims.equal(claims.right(await store.checkpoint(table)(), 'checkpoint'), undefined, 'none')
      claims.equal(claims.right(await store.row(table, 'a')(), 'row'), undefined, 'no row')
      const page = claims.right(await store.query(table)(), 'query')
      claims.equal(page, { rows: [], position: undefined }, 'no page after it either')
      claims.equal([...claims.right(await writer.rows(['a'])(), 'rows')], [], 'rows')
      claims.equal([...claims.right(await writer.links(['s'])(), 'links')], [], 'links')
    },
  },
  {
    name: 'only the latest claimant writes: who was paused and wakes up is fenced off',
    law: oneWriter,
    run: async ({ store, open, table }, claims) => {
      const other = await open()
      const paused = claims.right(await store.claim(table)(), 'first claim')
      claims.right(
        await paused.commit(batchAt(1, { upserts: upsertsOf({ a: rowOf() }) }))(),
        'commit',
      )
      const rival = claims.right(await other.claim(table)(), 'second claim')
      claims.that(rival.epoch > paused.epoch, 'epochs grow')
      claims.equal(rival.checkpoint, at(1), 'the rival goes on where the first one was')
      const late = batchAt(9, { upserts: upsertsOf({ a: rowOf({ name: 'late' }) }) })
      const fenced = claims.left(await paused.commit(late)(), 'a commit of the first')
      claims.equal(
        fenced,
        { _tag: 'Fenced', table: table.name, epoch: paused.epoch, current: rival.epoch },
        'why',
      )
      claims.right(await rival.commit(batchAt(2))(), 'the rival goes on')
      claims.left(await paused.commit(batchAt(10))(), 'still fenced')
      // What it would decide on is about to move.
      claims.equal(claims.left(await paused.rows(['a'])(), 'rows'), fenced, 'why no rows')
      claims.equal(claims.left(await paused.links(['s'])(), 'links'), fenced, 'why no links')
      claims.equal(claims.right(await store.row(table, 'a')(), 'row'), rowOf(), 'untouched')
      claims.equal(claims.right(await store.checkpoint(table)(), 'checkpoint'), at(2), 'checkpoint')
    },
  },
  {
    name: 'of claimants at once, exactly one can write in the end',
    law: oneWriter,
    run: async ({ store, open, table }, claims) => {
      const stores = [store, await open()]
      const claimed = await Promise.all(
        Array.from({ length: 6 }, (_, i) => (stores[i % 2] ?? store).claim(table)()),
      )
      const writers = claimed.map((answer) => claims.right(answer, 'claim'))
      const epochs = new Set(writers.map(({ epoch }) => epoch))
      claims.equal(epochs.size, writers.length, 'epochs are all different')
      let position = 0
      const wrote: number[] = []
      for (const writer of writers) {
        position += 1
        const answer = await writer.commit(batchAt(position))()
        if (answer._tag === 'Right') wrote.push(writer.epoch)
      }
      claims.equal(wrote, [Math.max(...epochs)], 'the latest one')
    },
  },
  {
    name: 'tables, and versions of one, keep apart',
    law: keptApart,
    run: async ({ store, table, freshTable }, claims) => {
      const others = [{ ...table, version: 2 }, freshTable()]
      const writer = claims.right(await store.claim(table)(), 'claim')
      for (const other of others) {
        const own = claims.right(await store.claim(other)(), 'claim another')
        const upserts = upsertsOf({ a: rowOf({ name: `v${other.version}` }) })
        claims.right(await own.commit(batchAt(4, { upserts }))(), 'commit')
      }
      claims.right(
        await writer.commit(batchAt(1, { upserts: upsertsOf({ b: rowOf() }) }))(),
        'commit',
      )
      const page = claims.right(await store.query(table)(), 'query')
      claims.equal(
        page.rows.map(({ key }) => key),
        ['b'],
        'its own rows',
      )
      claims.equal(page.position, at(1), 'its own checkpoint')
    },
  },
]
