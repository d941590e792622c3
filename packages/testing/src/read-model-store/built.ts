/**
 * A table that stands, and rows that are built beside it: where cases of rebuilding begin.
 */
import type { ReadModelBuilder } from '@kiemtra/runtime'
import type { Claims } from '../contract/claims.ts'
import { batchAt, type ReadModelContext, rowOf, upsertsOf } from './storage.ts'

/** A row of the table that stands, and one that is built beside it. */
export const old = rowOf({ name: 'old' })
export const fresh = rowOf({ name: 'fresh' })

/** What is remembered of one stream. */
const links = (id: string) => [{ stream: 's', ids: { id } }]

/** A table at position 5 with two old rows, and its claimant. */
export const standing = async ({ store, table }: ReadModelContext, claims: Claims) => {
  const writer = claims.right(await store.claim(table)(), 'claim')
  const upserts = upsertsOf({ a: old, orphan: old })
  claims.right(await writer.commit(batchAt(5, { upserts, links: links('old') }))(), 'commit')
  return writer
}

/** Two fresh rows beside the table, at a position, and who builds them. */
export const building = async (
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

/** The keys that a query finds. */
export const keysIn = async (
  { store, table }: ReadModelContext,
  claims: Claims,
): Promise<string> => {
  const page = claims.right(await store.query(table)(), 'query')
  return page.rows.map(({ key }) => key).join()
}
