/**
 * Keeping: rows are what was committed, whole, whatever becomes of the objects that went in and came
 * out, and whoever looks while a commit is under way.
 */
import { underWay } from '../contract/claims.ts'
import type { CaseGroup } from '../contract/contract.ts'
import { meddle } from '../contract/meddling.ts'
import { onceWithCheckpoint, roundTrip, skipsRecorded } from '../law/catalogue.ts'
import { scanned } from './scanned.ts'
import { at, batchAt, type ReadModelContext, rowOf, upsertsOf } from './storage.ts'

const COMMITS = 20
const ROWS = 30

export const keepingCases: CaseGroup<ReadModelContext> = {
  name: 'keep',
  cases: [
    {
      name: 'what becomes of the objects that went in and came out changes nothing',
      law: roundTrip,
      run: async ({ store, table }, claims) => {
        const writer = claims.right(await store.claim(table)(), 'claim')
        const original = () => ({
          ...batchAt(1, {
            upserts: upsertsOf({ a: rowOf({ tags: ['x'] }) }),
            links: [{ stream: 's', ids: { id: '1' } }],
          }),
          skipped: {
            position: at(1),
            eventId: 'e1',
            stream: 'kiemtra.plan-p',
            revision: 0,
            type: 'PlanIssued',
            failure: 'Malformed',
            by: { kind: 'operator', personId: 'p1', reason: 'nhập sai' } as const,
            recordedAt: '2026-01-05T02:00:00.000Z',
          },
        })
        const batch = original()
        claims.right(await writer.commit(batch)(), 'commit')
        claims.equal(batch, original(), 'the store leaves alone what it was given')
        const given = [batch, ...batch.upserts, batch.upserts[0]?.row, ...batch.links]
        claims.that(!given.some((one) => Object.isFrozen(one)), 'and freezes none of it')
        const { upserts, links, skipped } = original()
        let toMeddleWith: unknown
        for (const what of ['nothing', 'what went in', 'what came out', 'what came out again']) {
          meddle(toMeddleWith)
          const after = what === 'nothing' ? 'before any meddling' : `after meddling with ${what}`
          // What isn't there before anyone has meddled was not written.
          const law = what === 'nothing' ? onceWithCheckpoint : roundTrip
          const row = claims.right(await store.row(table, 'a')(), 'row')
          claims.equal(row, upserts[0]?.row, `a row ${after}`, law)
          const page = claims.right(await store.query(table)(), 'query')
          claims.equal(page.rows, upserts, `rows of a query ${after}`, law)
          const rows = claims.right(await writer.rows(['a'])(), 'rows')
          claims.equal([...rows], [['a', upserts[0]?.row]], `rows of the claimant ${after}`, law)
          const linked = claims.right(await writer.links(['s'])(), 'links')
          claims.equal([...linked], [['s', links[0]?.ids]], `links ${after}`, law)
          const passedOver = claims.right(await store.skipped(table)(), 'skipped')
          const record = what === 'nothing' ? skipsRecorded : roundTrip
          claims.equal(passedOver, [skipped], `what was skipped ${after}`, record)
          const all = await scanned(claims.right(await store.scan(table)(), 'scan'), claims)
          claims.equal(all, upserts, `rows of a scan ${after}`, law)
          toMeddleWith = what === 'nothing' ? batch : [row, page, rows, linked, passedOver, all]
        }
      },
    },
    {
      name: 'who looks while a commit is under way sees all of it or nothing',
      law: onceWithCheckpoint,
      run: async ({ store, open, table }, claims) => {
        const reader = await open()
        const writer = claims.right(await store.claim(table)(), 'claim')
        const rowsAt = (n: number) => {
          const row = rowOf({ name: String(n), rank: n })
          return Array.from({ length: ROWS }, (_, i) => ({ key: `k${i + 100}`, row }))
        }
        claims.right(await writer.commit(batchAt(1, { upserts: rowsAt(1) }))(), 'commit')
        let looks = 0
        for (let n = 2; n <= COMMITS; n++) {
          const under = { way: true }
          const commit = writer.commit(batchAt(n, { upserts: rowsAt(n) }))
          const committing = underWay(commit().finally(() => (under.way = false)))
          while (under.way) {
            looks += 1
            const page = claims.right(await reader.query(table)(), 'query')
            claims.that(page.position === at(n) || page.position === at(n - 1), 'a checkpoint')
            const seen = page.position === at(n) ? n : n - 1
            claims.equal(page.rows, rowsAt(seen), `rows at the checkpoint of commit ${seen}`)
          }
          claims.right(await committing, 'commit')
        }
        claims.met(looks, 'commit under way')
      },
    },
  ],
}
