/**
 * Leaving: a scan that was closed, read to its end or not, holds nothing back.
 */
import { within } from '../contract/claims.ts'
import type { CaseGroup } from '../contract/contract.ts'
import { portContract } from '../law/catalogue.ts'
import { batchAt, type ReadModelContext, rowOf, upsertsOf } from './storage.ts'

/** More than any pool of connections holds. */
const SCANS = 60
const PATIENCE_MS = 10_000

export const leavingCases: CaseGroup<ReadModelContext> = {
  name: 'leave',
  cases: [
    {
      name: 'scans that were closed early leave nothing open',
      law: portContract,
      run: async ({ store, table }, claims) => {
        const writer = claims.right(await store.claim(table)(), 'claim')
        const rows = { a: rowOf(), b: rowOf(), c: rowOf() }
        claims.right(await writer.commit(batchAt(1, { upserts: upsertsOf(rows) }))(), 'commit')
        for (let i = 0; i < SCANS; i++) {
          const scan = claims.right(
            await within(PATIENCE_MS, 'a scan', store.scan(table)()),
            'scan',
          )
          if (i % 2 === 0)
            claims.equal(claims.right(await scan.next(1)(), 'rows').length, 1, 'rows')
          await scan.close()
        }
        claims.right(await within(PATIENCE_MS, 'a commit', writer.commit(batchAt(2))()), 'commit')
        await within(PATIENCE_MS, 'closing', store.close())
      },
    },
  ],
}
