/**
 * Old versions: dropped only once a newer one has replaced them, with a record of who wanted it.
 */
import type { OldVersions, Operator } from '@kiemtra/runtime'
import type { Claims } from '../contract/claims.ts'
import type { CaseGroup } from '../contract/contract.ts'
import { meddle } from '../contract/meddling.ts'
import { oneWriter, portContract } from '../law/catalogue.ts'
import { at, batchAt, type ReadModelContext, rowOf, upsertsOf } from './storage.ts'

const by: Operator = { kind: 'operator', personId: 'p1', reason: 'không ai đọc nữa' }
const recordedAt = '2026-01-05T02:00:00.000Z'

/** Version 1 at position 5, and version 2 as far as is said. */
const twoVersions = async (
  { store, table, open }: ReadModelContext,
  claims: Claims,
  to: number,
) => {
  const newer = { ...table, version: table.version + 1 }
  const first = claims.right(await store.claim(table)(), 'claim')
  const batch = batchAt(5, { upserts: upsertsOf({ a: rowOf() }) })
  claims.right(await first.commit(batch)(), 'commit')
  const second = claims.right(await store.claim(newer)(), 'claim the newer')
  claims.right(await second.commit({ ...batch, position: at(to) })(), 'commit the newer')
  const other = await open()
  const versions: OldVersions | undefined = other.oldVersions
  claims.that(versions !== undefined, 'the store drops old versions')
  return { first, newer, versions }
}

export const oldVersionsCases: CaseGroup<ReadModelContext> = {
  name: 'old versions',
  cases: [
    {
      name: 'drops one that was replaced, fences off its writer and builder, and keeps the record',
      law: portContract,
      needs: 'oldVersions',
      run: async (context, claims) => {
        const { store, table } = context
        const { first, newer, versions } = await twoVersions(context, claims, 5)
        const builder = claims.right(await store.build(table)(), 'build')
        if (versions === undefined) return
        const record = { version: table.version, checkpoint: at(5), by, recordedAt }
        const asked = { ...by }
        const dropped = claims.right(await versions.drop(table, asked, recordedAt)(), 'drop')
        claims.equal(dropped, record, 'the record')
        meddle([dropped, asked])
        const again = claims.left(await versions.drop(table, by, recordedAt)(), 'drop again')
        claims.equal(again._tag, 'UnknownTable', 'dropped twice')
        for (const [what, task] of [
          ['commit', first.commit(batchAt(6))],
          ['read for the writer', first.rows(['a'])],
          ['renew', first.renew()],
          ['fill', builder.commit(batchAt(6))],
          ['finish', builder.finish()],
        ] as const) {
          claims.equal(claims.left(await task(), what, oneWriter)._tag, 'Fenced', what, oneWriter)
        }
        claims.right(await builder.abandon()(), 'abandon')
        claims.equal(
          claims.left(await store.row(table, 'a')(), 'read')._tag,
          'UnknownTable',
          'gone',
        )
        claims.equal(
          claims.right(await store.row(newer, 'a')(), 'read'),
          rowOf(),
          'the newer stays',
        )
        const late = claims.right(await store.claim(table)(), 'claim anew')
        claims.that(late.epoch > first.epoch, 'an epoch is never used twice', oneWriter)
        claims.equal(late.checkpoint, undefined, 'from nothing')
        claims.equal([...claims.right(await late.rows(['a'])(), 'rows')], [], 'without rows')
        claims.right(await late.commit(batchAt(9))(), 'commit')
        claims.equal(
          claims.right(await store.checkpoint(table)(), 'at')?.toString(),
          at(9),
          'stands',
        )
        claims.right(await versions.drop(table, by, recordedAt)(), 'drop it again')
        claims.equal(
          claims.right(await versions.dropped(table.name)(), 'dropped'),
          [record, { ...record, checkpoint: at(9) }],
          'every drop is recorded, and nobody changes the record',
        )
        claims.equal(claims.right(await versions.dropped('other')(), 'dropped'), [], 'of no other')
      },
    },
    {
      name: 'refuses to drop the version that readers see, a newer one, and without a reason',
      law: portContract,
      needs: 'oldVersions',
      run: async (context, claims) => {
        const { store, table } = context
        const { first, newer, versions } = await twoVersions(context, claims, 4)
        if (versions === undefined) return
        const shown = { _tag: 'NotReplaced', table: table.name, shown: table.version }
        for (const one of [table, newer]) {
          claims.equal(
            claims.left(await versions.drop(one, by, recordedAt)(), 'drop'),
            { ...shown, version: one.version },
            'not replaced',
          )
        }
        for (const reason of ['', ' ']) {
          const why = await versions.drop(table, { ...by, reason }, recordedAt)()
          claims.equal(claims.left(why, 'drop')._tag, 'ReasonMissing', 'no reason')
        }
        const missing = { ...table, version: 9 }
        const unknown = await versions.drop(missing, by, recordedAt)()
        claims.equal(claims.left(unknown, 'drop')._tag, 'UnknownTable', 'never made')
        claims.equal(claims.right(await versions.dropped(table.name)(), 'dropped'), [], 'none')
        claims.right(await first.commit(batchAt(6))(), 'its writer goes on')
        claims.equal(claims.right(await store.row(table, 'a')(), 'row'), rowOf(), 'its rows stay')
      },
    },
  ],
}
