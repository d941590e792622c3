/**
 * Boxes, for projections that keep no links: a row a box, of one stream for all.
 */
import { event, eventCodec, positionOf, projection, type StoredEvent } from '@kiemtra/kernel'
import * as t from 'io-ts'
import { eventMeta } from './meta.ts'

/** See the module. */
export const Box = {
  category: 'box',
  event: eventCodec(
    event('Put', t.strict({ into: t.readonlyArray(t.string) })),
    event('Emptied', t.strict({ box: t.string })),
    event('Looked', t.strict({ box: t.string })),
    event('Labelled', t.strict({ name: t.string, value: t.string })),
    event('Read', t.strict({ of: t.string })),
  ),
}
interface Row {
  readonly count: number
}

/** A row a box: how often something was put into it. */
export const boxes = projection<Row>()({
  name: 'boxes',
  version: 1,
  from: [Box],
  audience: 'public',
  row: t.strict({ count: t.number }),
  indexes: [],
  on: {
    Put: {
      keys: ({ event: { data } }) => data.into,
      apply: (row) => ({ count: (row?.count ?? 0) + 1 }),
    },
    Emptied: { keys: ({ event: { data } }) => [data.box], apply: () => undefined },
    Looked: { keys: ({ event: { data } }) => [data.box], apply: (row) => row },
    Read: {
      // Without links there are none to be had, of whatever stream.
      keys: (_, links) => Object.values(links.of('kiemtra.box-1')),
      apply: (row) => row,
    },
  },
})

/** Something is put into each box that is named. */
export const put = (...into: ReadonlyArray<string>) => ({ type: 'Put', data: { into } })
/** A box has no row any more. */
export const emptied = (box: string) => ({ type: 'Emptied', data: { box } })
/** Nothing changes. */
export const looked = (box: string) => ({ type: 'Looked', data: { box } })

/** What is delivered. */
export interface Happened {
  readonly type: string
  readonly data: unknown
}

let count = 0

/** The next event of the one stream. */
export const delivered = ({ type, data }: Happened) => {
  count += 1
  const stored: StoredEvent = {
    id: `e${count}`,
    stream: 'kiemtra.box-1',
    revision: count,
    position: positionOf(String(count).padStart(6, '0')),
    type,
    data,
    meta: eventMeta(`c${count}`),
  }
  return { _tag: 'Event', stored } as const
}
