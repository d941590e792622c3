/**
 * Building: rows are filled beside a table and scanned, by one builder, and are nobody's business.
 */
import type { Case } from '../contract/contract.ts'
import { oneWriter, rebuildEquivalence, totality } from '../law/catalogue.ts'
import { building, fresh, keysIn, old, standing } from './built.ts'
import { scanned } from './scanned.ts'
import { at, batchAt, type ReadModelContext, rowOf, upsertsOf } from './storage.ts'

/** See the module. */
export const buildingCases: ReadonlyArray<Case<ReadModelContext>> = [
  {
    name: 'a scan gives all rows in order of their keys, as they stood when it began',
    law: rebuildEquivalence,
    run: async (context, claims) => {
      const { store, table } = context
      claims.left(await store.scan(table)(), 'a scan of what nobody made')
      const writer = claims.right(await store.claim(table)(), 'claim')
      const rows = { b: rowOf(), a: rowOf(), '\u{10000}': rowOf(), '\uffee': rowOf(), Z: rowOf() }
      claims.right(await writer.commit(batchAt(3, { upserts: upsertsOf(rows) }))(), 'commit')
      const scan = claims.right(await store.scan(table)(), 'scan')
      const change = { upserts: upsertsOf({ c: rowOf() }), deletes: ['a'] }
      claims.right(await writer.commit(batchAt(4, change))(), 'a commit meanwhile')
      claims.equal(scan.position, at(3), 'where the rows stand')
      const found = await scanned(scan, claims)
      claims.equal(
        found.map(({ key }) => key),
        ['Z', 'a', 'b', '\uffee', '\u{10000}'],
        'keys by code point',
      )
      claims.equal(found[0]?.row, rowOf(), 'a row')
      const now = claims.right(await store.scan(table)(), 'scan again')
      claims.equal((await scanned(now, claims, 100)).length, 5, 'rows now')
      claims.equal(now.position, at(4), 'where they stand now')
    },
  },
  {
    name: 'nobody sees what is being built, and everybody goes on with what stands',
    law: rebuildEquivalence,
    run: async (context, claims) => {
      const { store, table } = context
      const writer = await standing(context, claims)
      const builder = await building(context, claims, 7)
      claims.equal(await keysIn(context, claims), 'a,orphan', 'the rows of queries')
      claims.equal(claims.right(await store.row(table, 'a')(), 'row'), old, 'a row')
      const stands = claims.right(await store.checkpoint(table)(), 'checkpoint')
      claims.equal(stands, at(5), 'the checkpoint of queries')
      const seen = claims.right(await writer.rows(['a', 'b'])(), 'rows of the claimant')
      claims.equal([...seen], [['a', old]], 'what the claimant sees')
      claims.right(await writer.commit(batchAt(6))(), 'the claimant goes on')
      claims.right(await store.claim(table)(), 'another claim, which the build does not mind')
      const built = claims.right(await builder.rows(['a', 'orphan'])(), 'rows of the builder')
      claims.equal([...built], [['a', fresh]], 'what the builder sees')
      const linked = claims.right(await builder.links(['s'])(), 'links of the builder')
      claims.equal([...linked], [['s', { id: 'fresh' }]], 'and remembers')
      const scan = claims.right(await builder.scan()(), 'scan')
      claims.equal(scan.position, at(7), 'where the built rows stand')
      claims.equal(
        (await scanned(scan, claims)).map(({ key }) => key),
        ['a', 'b'],
        'the built rows',
      )
    },
  },
  {
    name: 'a build starts from nothing, and fences off the build before it',
    law: oneWriter,
    run: async (context, claims) => {
      const { store, table, open } = context
      await standing(context, claims)
      const paused = await building(context, claims, 7)
      const other = await open()
      const rival = claims.right(await other.build(table)(), 'another build')
      claims.that(rival.epoch > paused.epoch, 'epochs grow')
      const found = claims.right(await rival.rows(['a', 'b'])(), 'rows')
      claims.equal([...found], [], 'no rows of the build before')
      const linked = claims.right(await rival.links(['s'])(), 'links')
      claims.equal([...linked], [], 'no links either')
      const why = { _tag: 'Fenced', table: table.name, epoch: paused.epoch, current: rival.epoch }
      const late = batchAt(9, { upserts: upsertsOf({ z: old }) })
      claims.equal(claims.left(await paused.commit(late)(), 'commit'), why, 'why')
      claims.equal(claims.left(await paused.finish()(), 'finish'), why, 'why')
      claims.equal(claims.left(await paused.rows(['a'])(), 'rows'), why, 'why')
      claims.equal(claims.left(await paused.links(['s'])(), 'links'), why, 'why')
      claims.equal(claims.left(await paused.scan()(), 'scan'), why, 'why')
      claims.right(await paused.abandon()(), 'abandoned when it is fenced off')
      claims.right(await rival.commit(batchAt(6, { upserts: upsertsOf({ r: fresh }) }))(), 'fill')
      claims.right(await rival.finish()(), 'finish')
      claims.equal(await keysIn(context, claims), 'r', 'the rows of the latest build')
      claims.right(await store.claim(table)(), 'claim')
    },
  },
  {
    name: 'abandoned, a build has left nothing',
    law: rebuildEquivalence,
    run: async (context, claims) => {
      const { store, table } = context
      const writer = await standing(context, claims)
      const builder = await building(context, claims, 7)
      claims.right(await builder.abandon()(), 'abandon')
      claims.right(await builder.abandon()(), 'abandoned again')
      claims.equal(claims.left(await builder.finish()(), 'finish')._tag, 'Fenced', 'why')
      claims.right(await writer.commit(batchAt(6))(), 'the claimant goes on')
      claims.equal(await keysIn(context, claims), 'a,orphan', 'the rows')
      const again = claims.right(await store.build(table)(), 'build again')
      claims.equal([...claims.right(await again.rows(['a', 'b'])(), 'rows')], [], 'from nothing')
      claims.right(await again.abandon()(), 'abandon')
    },
  },
  {
    name: 'a big build is written whole, in one commit and by more, replacing and deleting',
    law: rebuildEquivalence,
    run: async (context, claims) => {
      const { store, table, bigBatch } = context
      const keys = Array.from({ length: bigBatch }, (_, i) => `k${String(i).padStart(6, '0')}`)
      const all = (row: unknown) => keys.map((key) => ({ key, row }))
      const streams = keys.map((stream) => ({ stream, ids: { id: stream } }))
      const builder = claims.right(await store.build(table)(), 'build')
      const first = batchAt(1, { upserts: all(old), links: streams })
      claims.right(await builder.commit(first)(), 'commit')
      const half = bigBatch / 2
      const second = batchAt(2, { upserts: all(fresh).slice(half), deletes: keys.slice(0, half) })
      claims.right(await builder.commit(second)(), 'commit again')
      claims.right(await builder.commit(first)(), 'one that comes late')
      claims.right(await builder.finish()(), 'finish')
      const rows = await scanned(claims.right(await store.scan(table)(), 'scan'), claims, 500)
      claims.equal(rows, all(fresh).slice(half), 'the rows')
      const writer = claims.right(await store.claim(table)(), 'claim')
      const linked = claims.right(await writer.links(keys)(), 'links')
      claims.equal(linked.size, bigBatch, 'links')
    },
  },
  {
    name: 'answers a failure as a value once it is closed',
    law: totality,
    run: async (context, claims) => {
      const { store, table } = context
      await standing(context, claims)
      const builder = await building(context, claims, 7)
      await store.close()
      claims.left(await store.build(table)(), 'build')
      claims.left(await store.scan(table)(), 'scan')
      claims.left(await store.skipped(table)(), 'skipped')
      claims.left(await builder.commit(batchAt(8))(), 'commit')
      claims.left(await builder.finish()(), 'finish')
      claims.left(await builder.abandon()(), 'abandon')
    },
  },
]
