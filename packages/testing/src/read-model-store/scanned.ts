/**
 * A scan, read to its end.
 */
import type { KeyedRow, RowScan } from '@kiemtra/runtime'
import type { Claims } from '../contract/claims.ts'

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
