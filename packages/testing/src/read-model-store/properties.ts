/**
 * Properties: any sequence of commits leaves what a tiny model holds, and every query finds it.
 */
import type { ReadModelBatch, RowQuery } from '@kiemtra/runtime'
import fc from 'fast-check'
import type { Claims } from '../contract/claims.ts'
import type { CaseGroup } from '../contract/contract.ts'
import { checkpointMonotone, queriesInOrder, readYourWrite } from '../law/catalogue.ts'
import { allPages } from './query-cases.ts'
import { at, type ContractRow, type ReadModelContext } from './storage.ts'

// ------------------------------------------------------------------- model

const keys = fc.constantFrom('a', 'b', 'c', 'd', 'đ', 'E', '🇻🇳', 'a b')
const rows: fc.Arbitrary<ContractRow> = fc.record({
  name: fc.oneof(
    fc.constantFrom('x', 'y', 'Z', 'ẵ', '\u{10000}', '\uffee'),
    fc.string({ maxLength: 4 }),
  ),
  rank: fc.option(fc.constantFrom(-1, 0, 1, 0.5, 1e21, 2), { nil: null }),
  open: fc.boolean(),
  tags: fc.array(fc.constantFrom('p', 'q'), { maxLength: 2 }),
})

interface Step {
  /** How far the checkpoint moves; 0 and less: a commit that comes late. */
  readonly by: number
  readonly reclaim: boolean
  readonly upserts: ReadonlyArray<{ readonly key: string; readonly row: ContractRow }>
  readonly deletes: ReadonlyArray<string>
  readonly links: ReadModelBatch['links']
}

const steps: fc.Arbitrary<Step> = fc.record({
  by: fc.constantFrom(1, 1, 1, 2, 5, 0, -1),
  reclaim: fc.constantFrom(false, false, false, true),
  upserts: fc.uniqueArray(fc.record({ key: keys, row: rows }), {
    maxLength: 4,
    selector: ({ key }) => key,
  }),
  deletes: fc.uniqueArray(keys, { maxLength: 2 }),
  links: fc.uniqueArray(
    fc.record({
      stream: fc.constantFrom('s1', 's2'),
      ids: fc.dictionary(fc.constantFrom('x', 'y'), fc.constantFrom('1', '2'), {
        noNullPrototype: true,
      }),
    }),
    { maxLength: 2, selector: ({ stream }) => stream },
  ),
})

const queries: fc.Arbitrary<RowQuery> = fc.record(
  {
    where: fc.oneof(
      fc.record({ column: fc.constant('open'), equals: fc.boolean() }),
      fc.record({ column: fc.constant('rank'), equals: fc.constantFrom(null, 0, 1, 2) }),
      fc.record({ column: fc.constant('name'), equals: fc.constantFrom('x', 'y', 'ẵ') }),
    ),
    orderBy: fc.constantFrom('name', 'rank', 'open'),
    descending: fc.boolean(),
    limit: fc.integer({ min: 1, max: 5 }),
  },
  { requiredKeys: [], noNullPrototype: true },
)

/** What all runs have met. */
type Met = Record<'commits' | 'late' | 'deletes' | 'rows', number>

// --------------------------------------------------------------- behaviour

const runSteps = async (
  { store, freshTable }: ReadModelContext,
  claims: Claims,
  sequence: ReadonlyArray<Step>,
  query: RowQuery,
  met: Met,
): Promise<void> => {
  claims.anew()
  const table = freshTable()
  let writer = claims.right(await store.claim(table)(), 'claim')
  const model = new Map<string, ContractRow>()
  const links = new Map<string, unknown>()
  let checkpoint = 0
  for (const step of sequence) {
    if (step.reclaim) writer = claims.right(await store.claim(table)(), 'claim again')
    const position = Math.max(1, checkpoint + step.by)
    const deletes = step.deletes.filter((key) => step.upserts.every((one) => one.key !== key))
    const batch = { position: at(position), upserts: step.upserts, deletes, links: step.links }
    claims.right(await writer.commit(batch)(), 'commit')
    if (position <= checkpoint) {
      met.late += 1
      continue
    }
    checkpoint = position
    met.commits += 1
    for (const { key, row } of step.upserts) model.set(key, row)
    for (const key of deletes) if (model.delete(key)) met.deletes += 1
    for (const { stream, ids } of step.links) links.set(stream, ids)
  }
  const kept = claims.right(await writer.rows([...model.keys(), 'absent'])(), 'rows')
  claims.equal(kept, model, 'the rows')
  claims.equal(claims.right(await writer.links(['s1', 's2', 's3'])(), 'links'), links, 'the links')
  const expected = checkpoint === 0 ? undefined : at(checkpoint)
  claims.equal(
    claims.right(await store.checkpoint(table)(), 'checkpoint'),
    expected,
    'checkpoint',
    checkpointMonotone,
  )
  const pages = await allPages(store, table, query, claims)
  claims.equal(
    pages.flat(),
    modelQuery(model, query),
    `the query ${JSON.stringify(query)}`,
    queriesInOrder,
  )
  met.rows += model.size
}

const modelQuery = (
  model: ReadonlyMap<string, ContractRow>,
  { where, orderBy, descending = false }: RowQuery,
): ReadonlyArray<string> => {
  const valueOf = (row: ContractRow, column: string): unknown => Reflect.get(row, column)
  const wanted = [...model].filter(
    ([, row]) => where === undefined || valueOf(row, where.column) === where.equals,
  )
  const sorted = wanted.toSorted(([keyA, a], [keyB, b]) => {
    const byColumn = orderBy === undefined ? 0 : compare(valueOf(a, orderBy), valueOf(b, orderBy))
    return byColumn === 0 ? compare(keyA, keyB) : byColumn
  })
  const found = sorted.map(([key]) => key)
  return descending ? found.toReversed() : found
}

/** Null, then booleans and numbers by size, then texts by their UTF-8 bytes. */
const compare = (a: unknown, b: unknown): number => {
  if (typeof a === 'string' && typeof b === 'string')
    return Buffer.compare(Buffer.from(a), Buffer.from(b))
  const size = (u: unknown): number => (u === null ? Number.NEGATIVE_INFINITY : Number(u))
  return size(a) === size(b) ? 0 : size(a) - size(b)
}

/** On a store that loses events, each step of shrinking waits for them in vain. */
const MAX_SHRINKS = 20

export const propertyCases: CaseGroup<ReadModelContext> = {
  name: 'properties',
  cases: [
    {
      name: 'any sequence of commits leaves what a model holds, and queries find it',
      law: readYourWrite,
      run: async (context, claims) => {
        const met: Met = { commits: 0, late: 0, deletes: 0, rows: 0 }
        await fc.assert(
          fc.asyncProperty(
            fc.limitShrink(
              fc.array(steps, { minLength: 1, maxLength: 12, size: 'max' }),
              MAX_SHRINKS,
            ),
            queries,
            (sequence, query) => runSteps(context, claims, sequence, query, met),
          ),
          { numRuns: context.runs, seed: claims.seed },
        )
        for (const [what, count] of Object.entries(met)) {
          claims.met(count, what)
        }
      },
    },
  ],
}
