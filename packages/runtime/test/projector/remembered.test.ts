/** What `apply` is told of its event's own stream: what the links hold as of that event. */
import { event, eventCodec, projection } from '@kiemtra/kernel'
import * as t from 'io-ts'
import { expect, it } from 'vitest'
import { inMemoryEventStore, inMemoryReadModels, projector, readModel } from '../../src/index.ts'
import { done } from '../support/answers.ts'
import { record } from '../support/orders.ts'

const Parcel = {
  category: 'parcel',
  event: eventCodec(
    event('ParcelPacked', t.strict({ to: t.string })),
    event('ParcelSent', t.strict({})),
  ),
}
const Row = t.strict({ to: t.readonlyArray(t.string) })

/** A parcel shows only once it is sent, and then with the address it was packed for last. */
const sentParcels = projection<t.TypeOf<typeof Row>>()({
  name: 'sentParcels',
  version: 1,
  from: [Parcel],
  audience: 'public',
  row: Row,
  indexes: [],
  on: {
    ParcelSent: {
      keys: ({ stream }) => [stream],
      apply: (row, _, remembered) => ({
        to: [...(row?.to ?? []), remembered?.['to'] ?? 'nowhere'],
      }),
    },
  },
  links: ({ event: e }) => (e.type === 'ParcelPacked' ? { to: e.data.to } : undefined),
})

const packed = (id: string, to: string) => ({
  stream: `kiemtra.parcel-${id}`,
  type: 'ParcelPacked',
  data: { to },
})
const sent = (id: string) => ({ stream: `kiemtra.parcel-${id}`, type: 'ParcelSent', data: {} })

it.each([1, 2, 3, 100])('is as of the event, in batches of %i', async (batchSize) => {
  const events = inMemoryEventStore()
  const readModels = inMemoryReadModels()
  await record(events, [
    packed('1', 'hue'),
    packed('2', 'vinh'),
    sent('1'),
    packed('1', 'da-lat'),
    sent('2'),
    sent('1'),
    sent('3'),
  ])
  await done(projector({ events, readModels, projections: [sentParcels], batchSize }).catchUp())
  const { rows } = await done(readModel(readModels, sentParcels).query())
  expect(rows.map(({ row }) => row.to)).toEqual([['hue', 'da-lat'], ['vinh'], ['nowhere']])
})

/** One event, two rows; each knows which it is. */
const copies = projection<{ readonly name: string }>()({
  name: 'copies',
  version: 1,
  from: [Parcel],
  audience: 'public',
  row: t.strict({ name: t.string }),
  indexes: [],
  on: {
    ParcelSent: {
      keys: ({ stream }) => [`${stream}.a`, `${stream}.b`],
      apply: (_, __, ___, key = 'unknown') => ({ name: key }),
    },
  },
})

it('apply is told the key of the row', async () => {
  const events = inMemoryEventStore()
  const readModels = inMemoryReadModels()
  await record(events, [sent('1')])
  await done(projector({ events, readModels, projections: [copies] }).catchUp())
  const { rows } = await done(readModel(readModels, copies).query())
  expect(rows.map(({ key, row }) => [key, row.name])).toEqual(
    ['a', 'b'].map((end) => [`kiemtra.parcel-1.${end}`, `kiemtra.parcel-1.${end}`]),
  )
})
