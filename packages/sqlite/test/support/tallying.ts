/**
 * A log and a projection for processes that are killed while they project or rebuild.
 */
import { event, eventCodec, type Position, projection } from '@kiemtra/kernel'
import type { EventStore, KeyedRow, ReadModelStore } from '@kiemtra/runtime'
import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { event as draft } from './events.ts'

/** As the children of tests load this, too, it does without vitest. */
const success = <A>(answer: Either<unknown, A>): A => {
  if (isLeft(answer)) throw new Error(JSON.stringify(answer.left))
  return answer.right
}

const Row = t.strict({ account: t.string, count: t.number, pad: t.string })

/** Events per account; wide rows, so that there is something to write. */
export const tallies = projection<t.TypeOf<typeof Row>>()({
  name: 'tallies',
  version: 1,
  from: [{ category: 'tally', event: eventCodec(event('Tallied', t.strict({}))) }],
  audience: 'public',
  row: Row,
  indexes: ['count'],
  on: {
    Tallied: {
      keys: ({ stream }) => [stream],
      apply: (row, { stream }) => ({
        account: stream,
        count: (row?.count ?? 0) + 1,
        pad: 'x'.repeat(200),
      }),
    },
  },
  links: ({ stream }) => ({ account: stream }),
})

/** Appends an event to each of so many accounts, over and over. */
export const tally = async (
  events: EventStore,
  accounts: number,
  from: number,
  to: number,
): Promise<Position | undefined> => {
  for (let n = from; n < to; n++) {
    for (let account = 0; account < accounts; account++) {
      const one = { ...draft(`${account}-${n}`), type: 'Tallied', data: {} }
      const expected = n === 0 ? 'no-stream' : n - 1
      success(await events.append(`kiemtra.tally-${account}`, expected, [one])())
    }
  }
  return success(await events.head()())
}

/** Every row, in order of keys. */
export const allRows = async (readModels: ReadModelStore): Promise<ReadonlyArray<KeyedRow>> => {
  const scan = success(await readModels.scan(tallies)())
  const rows: KeyedRow[] = []
  for (;;) {
    const page = success(await scan.next(1000)())
    if (page.length === 0) break
    rows.push(...page)
  }
  await scan.close()
  return rows
}
