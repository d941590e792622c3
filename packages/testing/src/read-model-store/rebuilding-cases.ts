/**
 * Rebuilding: rows built beside a table take its place at once, and whoever writes it goes on.
 */
import type { CaseGroup } from '../contract/contract.ts'
import {
  checkpointMonotone,
  crashEquivalence,
  keptApart,
  oneWriter,
  rebuildEquivalence,
  skipsRecorded,
} from '../law/catalogue.ts'
import { buildingCases } from './building-cases.ts'
import { building, fresh, keysIn, old, standing } from './built.ts'
import { at, batchAt, type ReadModelContext, upsertsOf } from './storage.ts'

export const rebuildingCases: CaseGroup<ReadModelContext> = {
  name: 'rebuild',
  cases: [
    ...buildingCases,
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
  ],
}
