/**
 * A small projection for running stores: tallies, raised and cleared, some by way of links.
 */
import { type AnyProjection, event, eventCodec, projection, type Position } from '@kiemtra/kernel'
import { eventIdOf, type EventStore, type ReadModelTable } from '@kiemtra/runtime'
import fc from 'fast-check'
import { isLeft } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { fail } from '../failure.ts'

/** What happens to a tally: counted under a key, once more under its stream's, or cleared. */
export interface Tally {
  readonly _tag: 'Counted' | 'Again' | 'Cleared'
  readonly stream: number
  readonly key: number
}

const Source = {
  category: 'tally',
  event: eventCodec(
    event('Counted', t.strict({ key: t.string })),
    event('Again', t.strict({ key: t.string })),
    event('Cleared', t.strict({ key: t.string })),
  ),
}

const Row = t.strict({ key: t.string, count: t.number, tags: t.readonlyArray(t.string) })
type Row = t.TypeOf<typeof Row>

const raised = (row: Row | undefined, key: string, stream: string): Row => ({
  tags: [...(row?.tags ?? []), stream].slice(-3),
  key,
  count: (row?.count ?? 0) + 1,
})

/** The projection, under a table's name. */
export const tallies = ({
  name,
  version,
}: Pick<ReadModelTable, 'name' | 'version'>): AnyProjection =>
  projection<Row>()({
    name,
    version,
    from: [Source],
    audience: 'public',
    row: Row,
    indexes: ['count'],
    on: {
      Counted: {
        keys: ({ event: { data } }) => [data.key],
        apply: (row, { event: { data }, stream }) => raised(row, data.key, stream),
      },
      Again: {
        keys: ({ stream }, links) => {
          const key = links.of(stream)['key']
          return key === undefined ? [] : [key]
        },
        apply: (row, { stream }) => row && raised(row, row.key, stream),
      },
      Cleared: { keys: ({ event: { data } }) => [data.key], apply: () => undefined },
    },
    links: ({ event: { type, data } }) => (type === 'Counted' ? { key: data.key } : undefined),
  })

/** Logs of tallies. */
export const tallyLogs: fc.Arbitrary<ReadonlyArray<Tally>> = fc.array(
  fc.record({
    _tag: fc.constantFrom('Counted', 'Counted', 'Again', 'Cleared'),
    stream: fc.nat({ max: 3 }),
    key: fc.nat({ max: 2 }),
  }),
  { minLength: 1, maxLength: 14, size: 'max' },
)

/** Appends tallies, one by one; where each stands. */
export const appendTallies = async (
  events: EventStore,
  log: ReadonlyArray<Tally>,
): Promise<ReadonlyArray<Position>> => {
  const positions: Position[] = []
  for (const { _tag, stream: number, key } of log) {
    const stream = `kiemtra.tally-${number}`
    let last = -1
    for await (const stored of events.read(stream, { direction: 'backwards', limit: 1 })) {
      last = stored.revision
    }
    const commandId = `c${last + 1}`
    const meta = {
      schemaVersion: 1,
      commandId,
      index: 0,
      count: 1,
      actor: { kind: 'import', source: 'contract' } as const,
      recordedAt: '2026-01-05T02:00:00Z',
      correlationId: commandId,
      reads: [],
    }
    const id = eventIdOf(stream, commandId, 0)
    const draft = { id, type: _tag, data: { key: `k${key}` }, meta }
    const written = await events.append(stream, last < 0 ? 'no-stream' : last, [draft])()
    if (isLeft(written)) return fail(`the log in memory failed: ${written.left._tag}`)
    positions.push(written.right.position)
  }
  return positions
}
