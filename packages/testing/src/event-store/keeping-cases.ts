/**
 * Keeping: what was appended is what everyone reads, on every way, whatever becomes of the objects
 * that went in and came out.
 */
import type { StoredEvent } from '@kiemtra/kernel'
import type { CaseGroup } from '../contract/contract.ts'
import { meddle } from '../contract/meddling.ts'
import { roundTrip } from '../law/catalogue.ts'
import { batchOf, deliveriesUntil, eventsIn, eventWith, hasEvents, readAll } from './driving.ts'
import type { EventStoreContext } from './storage.ts'

/** Every way on which the events of a stream are read. */
const ways = async ({ store, stream, namespace, patienceMs }: EventStoreContext, count: number) => {
  const backwards = await readAll(store, stream('a'), { direction: 'backwards' })
  const options = { namespace, from: 'start' } as const
  const delivered = await deliveriesUntil(store, options, hasEvents(count), patienceMs)
  return {
    'read forwards': await readAll(store, stream('a')),
    'read backwards': backwards.toReversed(),
    delivered: eventsIn(delivered),
  } satisfies Readonly<Record<string, ReadonlyArray<StoredEvent>>>
}

const kept = (event: StoredEvent | undefined) => ({
  id: event?.id,
  type: event?.type,
  data: event?.data,
  meta: event?.meta,
})

export const keepingCases: CaseGroup<EventStoreContext> = {
  name: 'keep',
  cases: [
    {
      name: 'an event is the same on every way, with its stream, revision and position',
      law: roundTrip,
      run: async (context, claims) => {
        const { store, stream } = context
        const events = batchOf(2)
        claims.right(await store.append(stream('a'), 'no-stream', events)(), 'append')
        const more = batchOf(3)
        const written = claims.right(await store.append(stream('a'), 1, more)(), 'append')
        const all = [...events, ...more]
        const found = await ways(context, all.length)
        for (const [way, seen] of Object.entries(found)) {
          claims.equal(seen.map(kept), all, way)
          claims.equal(seen, found['read forwards'], `${way}, as when it is read forwards`)
        }
        const places = found['read forwards'].map(({ stream: of, revision }) => [of, revision])
        claims.equal(
          places,
          all.map((_, i) => [stream('a'), i]),
          'streams and revisions',
        )
        const last = found['read forwards'].at(-1)?.position
        claims.equal(last, written.position, 'the position that was answered')
      },
    },
    {
      name: 'what becomes of the objects that went in and came out changes nothing',
      law: roundTrip,
      run: async (context, claims) => {
        const { store, stream } = context
        const event = eventWith({ n: 1, list: [{ deep: 'a' }], none: {} })
        const original = structuredClone(event)
        claims.right(await store.append(stream('a'), 'no-stream', [event])(), 'append')
        claims.equal(event, original, 'the store leaves alone what it was given')
        const parts = [event, event.data, event.meta, event.meta.actor]
        claims.that(!parts.some((one) => Object.isFrozen(one)), 'and freezes none of it')
        meddle(event)
        for (const round of ['the objects that went in', 'those that came out']) {
          const found = await ways(context, 1)
          for (const [way, seen] of Object.entries(found)) {
            claims.equal(seen.map(kept), [original], `${way}, after meddling with ${round}`)
          }
          meddle(Object.values(found))
        }
        const again = await readAll(store, stream('a'))
        claims.equal(again.map(kept), [original], 'read once more')
      },
    },
  ],
}
