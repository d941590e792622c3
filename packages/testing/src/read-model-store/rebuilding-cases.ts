/**
 * Rebuilding: rows built beside a table are nobody's business until they take its place, at once.
 */
import type { KeyedRow, ReadModelBuilder, RowScan } from '@kiemtra/runtime'
import type { Claims } from '../contract/claims.ts'
import type { CaseGroup } from '../contract/contract.ts'
import {
  checkpointMonotone,
  crashEquivalence,
  keptApart,
  oneWriter,
  rebuildEquivalence,
  skipsRecorded,
  totality,
} from '../law/catalogue.ts'
import { at, batchAt, type ReadModelContext, rowOf, upsertsOf } from './storage.ts'

/** Everything that a scan gives, some rows at a time. */
export const scanned = async (
  scan: RowScan,
  claims: Claims,
  limit = 2,
): Promise<ReadonlyArray<KeyedRow>> => {
  const rows: KeyedRow[] = []
  for (;;) {
    const page = claims.right(await scan.next(limit)(), 'the next rows')
    if (page.length === 0) break
    claims.that(page.length <= limit, 'no more rows than asked for')
    rows.push(...page)
  }
  await scan.close()
  return rows
}

const old = rowOf({ name: 'old' })
const fresh = rowOf({ name: 'fresh' })
const links = (id: string) => [{ stream: 's', ids: { id } }]

/** A table at position 5 with two old rows, and its claimant. */
const standing = async ({ store, table }: ReadModelContext, claims: Claims) => {
  const writer = claims.right(await store.claim(table)(), 'claim')
  const upserts = upsertsOf({ a: old, orphan: old })
  claims.right(await writer.commit(batchAt(5, { upserts, links: links('old') }))(), 'commit')
  return writer
}

const building = async (
  { store, table }: Pick<ReadModelContext, 'store' | 'table'>,
  claims: Claims,
  position: number,
): Promise<ReadModelBuilder> => {
  const builder = claims.right(await store.build(table)(), 'build')
  const upserts = upsertsOf({ a: fresh, b: fresh })
  claims.right(
    await builder.commit(batchAt(position, { upserts, links: links('fresh') }))(),
    'fill',
  )
  return builder
}

const keysIn = async ({ store, table }: ReadModelContext, claims: Claims): Promise<string> => {
  const page = claims.right(await store.query(table)(), 'query')
  return page.rows.map(({ key }) => key).join()
}

export const rebuildingCases: CaseGroup<ReadModelContext> = {
  name: 'rebuild',
  cases: [
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
      name: 'finished, rows, links and checkpoint are in place of the old ones; orphans are gone',
      law: rebuildEquivalence,
      run: async (context, claims) => {
        const { store, table } = context
        const before = await standing(context, claims)
        const orphan = batchAt(6, { links: [{ stream: 'orphan', ids: { id: 'old' } }] })
        claims.right(await before.commit(orphan)(), 'a link that the log can not produce')
        const builder = await building(context, claims, 7)
        claims.right(await builder.finish()(), 'finish')
        claims.equal(await keysIn(context, claims), 'a,b', 'the rows')
        for (const [equals, keys] of [
          ['fresh', 'a,b'],
          ['old', ''],
        ] as const) {
          const query = { where: { column: 'name', equals } }
          const page = claims.right(await store.query(table, query)(), 'query')
          claims.equal(page.rows.map(({ key }) => key).join(), keys, `rows by name ${equals}`)
        }
        claims.equal(claims.right(await store.row(table, 'a')(), 'row'), fresh, 'a row')
        const stands = claims.right(await store.checkpoint(table)(), 'checkpoint')
        claims.equal(stands, at(7), 'the checkpoint')
        const next = claims.right(await store.claim(table)(), 'claim')
        claims.equal(next.checkpoint, at(7), 'the checkpoint of the next claim')
        const linked = claims.right(await next.links(['s', 'orphan'])(), 'links')
        claims.equal([...linked], [['s', { id: 'fresh' }]], 'the links, without orphans')
        claims.right(await builder.finish()(), 'finished again')
        claims.right(await builder.abandon()(), 'abandoned when it is finished')
        claims.equal(await keysIn(context, claims), 'a,b', 'the rows still')
        claims.left(await builder.commit(batchAt(9))(), 'a commit after the end', oneWriter)
      },
    },
    {
      name: 'the claimant keeps its claim: told that the table was rebuilt, it renews and goes on',
      law: oneWriter,
      run: async (context, claims) => {
        const { store, table, open } = context
        const writer = await standing(context, claims)
        const other = await open()
        const builder = await building({ store: other, table }, claims, 7)
        claims.right(await builder.finish()(), 'finish')
        const rebuilt = { _tag: 'Rebuilt', table: table.name, version: 1 }
        const late = batchAt(8, { upserts: upsertsOf({ a: old, orphan: old }) })
        claims.equal(claims.left(await writer.commit(late)(), 'commit'), rebuilt, 'why')
        claims.equal(claims.left(await writer.commit(late)(), 'again'), rebuilt, 'and again')
        claims.equal(claims.left(await writer.rows(['a'])(), 'rows'), rebuilt, 'why no rows')
        claims.equal(claims.left(await writer.links(['s'])(), 'links'), rebuilt, 'why no links')
        claims.equal(await keysIn(context, claims), 'a,b', 'nothing was written')
        const renewed = claims.right(await writer.renew()(), 'renew')
        claims.equal(renewed.epoch, writer.epoch, 'the same claim')
        claims.equal(renewed.checkpoint, at(7), 'on the new rows')
        claims.right(await renewed.commit(batchAt(8, { deletes: ['b'] }))(), 'commit')
        claims.equal(await keysIn(context, claims), 'a', 'it goes on')
        claims.right(await store.claim(table)(), 'another claim')
        const fenced = claims.left(await renewed.renew()(), 'renewed after another claim')
        claims.equal(fenced._tag, 'Fenced', 'why')
        claims.equal(claims.left(await writer.commit(late)(), 'commit')._tag, 'Fenced', 'why')
      },
    },
    {
      name: 'built rows never take the place of later ones',
      law: checkpointMonotone,
      run: async (context, claims) => {
        const { table } = context
        const writer = await standing(context, claims)
        const builder = await building(context, claims, 4)
        const behind = { _tag: 'Behind', table: table.name, version: 1, checkpoint: at(5) }
        claims.equal(claims.left(await builder.finish()(), 'finish at 4'), behind, 'why')
        claims.equal(await keysIn(context, claims), 'a,orphan', 'the rows')
        claims.right(await builder.commit(batchAt(5))(), 'it goes on')
        claims.right(await writer.commit(batchAt(6))(), 'as does the claimant')
        const still = { ...behind, checkpoint: at(6) }
        claims.equal(claims.left(await builder.finish()(), 'finish at 5'), still, 'why')
        claims.right(await builder.commit(batchAt(6))(), 'level')
        claims.right(await builder.finish()(), 'finish at 6')
        claims.equal(await keysIn(context, claims), 'a,b', 'the rows')
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
      name: 'a table that nobody claimed can be built, and one without events',
      law: rebuildEquivalence,
      run: async (context, claims) => {
        const { store, table } = context
        const builder = claims.right(await store.build(table)(), 'build')
        claims.equal(await keysIn(context, claims), '', 'no rows yet')
        claims.right(await builder.finish()(), 'finish')
        const stands = claims.right(await store.checkpoint(table)(), 'checkpoint')
        claims.equal(stands, undefined, 'no checkpoint')
        const again = await building(context, claims, 1)
        claims.right(await again.finish()(), 'finish')
        claims.equal(await keysIn(context, claims), 'a,b', 'the rows')
      },
    },
    {
      name: 'rebuilding one table, or version, leaves the others as they are',
      law: keptApart,
      run: async (context, claims) => {
        const { store, table, freshTable } = context
        const others = [freshTable(), { ...table, version: 2 }]
        for (const other of others) await standing({ ...context, table: other }, claims)
        const builder = await building(context, claims, 1)
        const beside = await building({ store, table: others[0] ?? table }, claims, 9)
        claims.right(await builder.finish()(), 'finish')
        for (const other of others) {
          claims.equal(await keysIn({ ...context, table: other }, claims), 'a,orphan', 'its rows')
        }
        claims.right(await beside.finish()(), 'a build of another table goes on')
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
      name: 'what was skipped is recorded with the checkpoint, and outlives a rebuild',
      law: skipsRecorded,
      run: async (context, claims) => {
        const { store, table } = context
        const writer = await standing(context, claims)
        const skipped = (n: number) => ({
          position: at(n),
          eventId: `e${n}`,
          stream: 'kiemtra.plan-p',
          revision: n,
          type: 'PlanIssued',
          failure: 'Malformed',
          by: { kind: 'operator', personId: 'p1', reason: 'nhập sai' } as const,
          recordedAt: '2026-01-05T02:00:00.000Z',
        })
        claims.equal(claims.right(await store.skipped(table)(), 'skipped'), [], 'none yet')
        for (const n of [6, 12]) {
          claims.right(await writer.commit({ ...batchAt(n), skipped: skipped(n) })(), 'skip')
        }
        claims.right(await writer.commit({ ...batchAt(7), skipped: skipped(7) })(), 'too late')
        const both = [skipped(6), skipped(12)]
        claims.equal(claims.right(await store.skipped(table)(), 'skipped'), both, 'by position')
        const next = { ...table, version: 2 }
        claims.right(await store.claim(next)(), 'claim of the next version')
        const ofNext = claims.right(await store.skipped(next)(), 'skipped of the next version')
        claims.equal(ofNext, [], 'what the next version passed over', keptApart)
        const stands = claims.right(await store.checkpoint(table)(), 'checkpoint')
        claims.equal(stands, at(12), 'the checkpoint')
        const builder = await building(context, claims, 12)
        claims.right(await builder.finish()(), 'finish')
        claims.equal(claims.right(await store.skipped(table)(), 'skipped'), both, 'still there')
        const rival = claims.right(await store.claim(table)(), 'claim')
        claims.left(
          await writer.commit({ ...batchAt(20), skipped: skipped(20) })(),
          'fenced off',
          oneWriter,
        )
        claims.right(await rival.commit(batchAt(13))(), 'commit')
        claims.equal(claims.right(await store.skipped(table)(), 'skipped'), both, 'and no more')
      },
    },
    {
      name: 'what was built is there after every store was closed',
      law: crashEquivalence,
      needs: 'durable',
      run: async (context, claims) => {
        const { store, table, open } = context
        await standing(context, claims)
        const builder = await building(context, claims, 7)
        claims.right(await builder.finish()(), 'finish')
        await building(context, claims, 8)
        await store.close()
        const again = await open()
        claims.equal(await keysIn({ ...context, store: again }, claims), 'a,b', 'what was finished')
        const late = claims.right(await again.build(table)(), 'build')
        claims.equal(
          [...claims.right(await late.rows(['a'])(), 'rows')],
          [],
          'what was not is gone',
        )
        claims.right(await late.abandon()(), 'abandon')
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
  ],
}
