/**
 * Writing: a commit is all or nothing with its checkpoint, and never goes backwards.
 */
import type { CaseGroup } from '../contract/contract.ts'
import { fail } from '../failure.ts'
import {
  roundTrip,
  checkpointMonotone,
  crashEquivalence,
  onceWithCheckpoint,
  readYourWrite,
  redeliveryIdempotence,
  totality,
} from '../law/catalogue.ts'
import { claimingCases } from './claiming-cases.ts'
import { at, batchAt, type ReadModelContext, rowOf, upsertsOf } from './storage.ts'

export const writingCases: CaseGroup<ReadModelContext> = {
  name: 'write',
  cases: [
    ...claimingCases,
    {
      name: 'a commit writes rows, links and checkpoint at once',
      law: onceWithCheckpoint,
      run: async ({ store, table }, claims) => {
        const writer = claims.right(await store.claim(table)(), 'claim')
        const rows = { a: rowOf(), b: rowOf({ name: 'Đống Đa 🇻🇳', rank: null, tags: ['x', 'y'] }) }
        const links = [{ stream: 'kiemtra.plan-p', ids: { agency: 'a', plan: 'p' } }]
        claims.right(
          await writer.commit(batchAt(3, { upserts: upsertsOf(rows), links }))(),
          'commit',
        )
        claims.equal(
          claims.right(await store.checkpoint(table)(), 'checkpoint'),
          at(3),
          'checkpoint',
        )
        claims.equal(claims.right(await store.row(table, 'b')(), 'row'), rows.b, 'the row')
        const found = claims.right(await writer.rows(['a', 'b', 'c'])(), 'rows')
        claims.equal(Object.fromEntries(found), rows, 'the rows that are there, and no others')
        const linked = claims.right(await writer.links(['kiemtra.plan-p', 'other'])(), 'links')
        claims.equal([...linked], [['kiemtra.plan-p', { agency: 'a', plan: 'p' }]], 'links')
        const page = claims.right(await store.query(table)(), 'query')
        claims.equal(page.position, at(3), 'the position that the rows stand at')
      },
    },
    {
      name: 'keeps rows as they were given, nothing within them lost',
      law: roundTrip,
      run: async ({ store, table }, claims) => {
        const writer = claims.right(await store.claim(table)(), 'claim')
        const row = {
          name: 'Thông báo “kết luận” 🇻🇳 👩‍👩‍👧 a\u2028b\\u0041',
          rank: null,
          open: false,
          tags: [null, '', { empty: null, deep: [null, true, -1.5, 1e21, []], none: {} }, '🇻🇳'],
        }
        const keys = ['a', 'Đống Đa', "b' or '1'='1", '🇻🇳', '']
        const rows = Object.fromEntries(keys.map((key) => [key, row]))
        claims.right(await writer.commit(batchAt(1, { upserts: upsertsOf(rows) }))(), 'commit')
        const found = claims.right(await writer.rows(keys)(), 'rows')
        const page = claims.right(await store.query(table)(), 'query')
        const scan = claims.right(await store.scan(table)(), 'scan')
        const scanned = claims.right(await scan.next(100)(), 'the rows of the scan')
        await scan.close()
        for (const key of keys) {
          claims.equal(claims.right(await store.row(table, key)(), 'row'), row, `row ${key}`)
          claims.equal(found.get(key), row, `row ${key} of the claimant`)
          for (const some of [page.rows, scanned]) {
            claims.equal(some.find((one) => one.key === key)?.row, row, `row ${key} among others`)
          }
        }
      },
    },
    {
      name: 'rows are replaced and deleted, links replaced, each by the latest commit',
      law: readYourWrite,
      run: async ({ store, table }, claims) => {
        const writer = claims.right(await store.claim(table)(), 'claim')
        const first = upsertsOf({ a: rowOf(), b: rowOf(), c: rowOf() })
        const stream = 'kiemtra.plan-p'
        const links = (ids: Readonly<Record<string, string>>) => [{ stream, ids }]
        claims.right(
          await writer.commit(batchAt(1, { upserts: first, links: links({ x: '1', y: '2' }) }))(),
          '1',
        )
        const changed = rowOf({ name: 'Sở Tư pháp', rank: 9 })
        const second = {
          upserts: upsertsOf({ a: changed }),
          deletes: ['b', 'never-there'],
          links: links({ x: '3' }),
        }
        claims.right(await writer.commit(batchAt(2, second))(), '2')
        const page = claims.right(await store.query(table)(), 'query')
        claims.equal(
          page.rows,
          [
            { key: 'a', row: changed },
            { key: 'c', row: rowOf() },
          ],
          'rows',
        )
        const linked = claims.right(await writer.links([stream])(), 'links')
        claims.equal([...linked], [[stream, { x: '3' }]], 'the links as they were last said')
        claims.right(await writer.commit(batchAt(3, { upserts: upsertsOf({ b: changed }) }))(), '3')
        claims.equal(claims.right(await store.row(table, 'b')(), 'row'), changed, 'back again')
      },
    },
    {
      name: 'a commit at or before the checkpoint changes nothing, and is no failure',
      law: redeliveryIdempotence,
      run: async ({ store, table }, claims) => {
        const writer = claims.right(await store.claim(table)(), 'claim')
        const kept = rowOf({ name: 'kept' })
        claims.right(await writer.commit(batchAt(5, { upserts: upsertsOf({ a: kept }) }))(), 'at 5')
        for (const position of [5, 4, 1]) {
          const late = { upserts: upsertsOf({ a: rowOf(), z: rowOf() }), deletes: ['a'] }
          claims.right(await writer.commit(batchAt(position, late))(), `at ${position}`)
        }
        const page = claims.right(await store.query(table)(), 'query')
        claims.equal(page.rows, [{ key: 'a', row: kept }], 'rows')
        claims.equal(
          claims.right(await store.checkpoint(table)(), 'checkpoint'),
          at(5),
          'checkpoint',
        )
      },
    },
    {
      name: 'an empty commit moves the checkpoint on',
      law: checkpointMonotone,
      run: async ({ store, table }, claims) => {
        const writer = claims.right(await store.claim(table)(), 'claim')
        claims.right(await writer.commit(batchAt(7))(), 'commit')
        claims.equal(
          claims.right(await store.checkpoint(table)(), 'checkpoint'),
          at(7),
          'checkpoint',
        )
        const again = claims.right(await store.claim(table)(), 'claim again')
        claims.equal(again.checkpoint, at(7), 'the next claimant starts there')
      },
    },
    {
      name: 'what was committed is there after every store was closed',
      law: crashEquivalence,
      needs: 'durable',
      run: async ({ store, open, table }, claims) => {
        const writer = claims.right(await store.claim(table)(), 'claim')
        const links = [{ stream: 's', ids: { a: 'b' } }]
        claims.right(
          await writer.commit(batchAt(2, { upserts: upsertsOf({ a: rowOf() }), links }))(),
          'commit',
        )
        await store.close()
        const again = await open()
        claims.equal(claims.right(await again.row(table, 'a')(), 'row'), rowOf(), 'the row')
        const next = claims.right(await again.claim(table)(), 'claim')
        claims.equal(next.checkpoint, at(2), 'the checkpoint')
        claims.that(next.epoch > writer.epoch, 'epochs go on')
        claims.equal(
          [...claims.right(await next.links(['s'])(), 'links')],
          [['s', { a: 'b' }]],
          'links',
        )
      },
    },
    {
      name: 'a commit that broke half-way has left nothing',
      law: onceWithCheckpoint,
      needs: 'faults',
      run: async ({ store, faults: given, table }, claims) => {
        const faults = given ?? fail('the capability `faults` is claimed, and there are none')
        const writer = claims.right(await store.claim(table)(), 'claim')
        claims.right(
          await writer.commit(batchAt(1, { upserts: upsertsOf({ a: rowOf() }) }))(),
          'before',
        )
        const batch = batchAt(2, {
          upserts: upsertsOf({ a: rowOf({ name: 'torn' }), b: rowOf({ name: 'torn' }) }),
          links: [{ stream: 's', ids: { torn: 'yes' } }],
        })
        await faults.breakNextCommit(store)
        claims.left(await writer.commit(batch)(), 'the broken commit')
        const page = claims.right(await store.query(table)(), 'query')
        claims.equal(page, { rows: [{ key: 'a', row: rowOf() }], position: at(1) }, 'as before')
        const after = claims.right(await store.claim(table)(), 'claim again')
        claims.equal([...claims.right(await after.links(['s'])(), 'links')], [], 'no links')
        claims.right(await after.commit(batch)(), 'the same commit again')
        claims.equal(
          claims.right(await store.checkpoint(table)(), 'checkpoint'),
          at(2),
          'it got through',
        )
      },
    },
    {
      name: 'answers a failure as a value once it is closed',
      law: totality,
      run: async ({ store, table }, claims) => {
        const writer = claims.right(await store.claim(table)(), 'claim')
        await store.close()
        claims.left(await store.claim(table)(), 'claim')
        claims.left(await store.query(table)(), 'query')
        claims.left(await writer.commit(batchAt(1))(), 'commit')
      },
    },
  ],
}
