/**
 * Progress: a position that a subscription gives may become a checkpoint, so it must never be ahead
 * of an event that is still to come, nor say that the end is reached before it is.
 */
import type { Position } from '@kiemtra/kernel'
import type { Delivery } from '@kiemtra/runtime'
import { type Claims, within } from '../contract/claims.ts'
import type { CaseGroup } from '../contract/contract.ts'
import { fail } from '../failure.ts'
import { nothingPassedOver } from '../law/catalogue.ts'
import { batchOf, deliveriesUntil, eventsIn, hasEvents, idsOf, isCaughtUp } from './driving.ts'
import { type EventStoreContext, freshNamespace } from './storage.ts'

/** Own events and others in turn; ids of the own, and where the last of all stands. */
const interleave = async (
  { store, stream }: EventStoreContext,
  claims: Claims,
): Promise<{ readonly ids: ReadonlyArray<string>; readonly last: Position }> => {
  const foreign = `${freshNamespace()}.thing`
  const ids: string[] = []
  let last: Position | undefined
  for (let i = 0; i < 4; i++) {
    const own = batchOf(2)
    const name = stream(`s${i}`)
    claims.right(await store.append(name, 'no-stream', own)(), 'own events')
    ids.push(...idsOf(own))
    const other = await store.append(`${foreign}-${i}`, 'no-stream', batchOf(3))()
    last = claims.right(other, 'other events').position
  }
  return { ids, last: last ?? fail('something was appended') }
}

const positionIn = (delivery: Delivery): Position =>
  delivery._tag === 'Event' ? delivery.stored.position : delivery.position

export const progressCases: CaseGroup<EventStoreContext> = {
  name: 'progress',
  cases: [
    {
      name: 'no position is ahead of an event that is still to come',
      law: nothingPassedOver,
      run: async (context, claims) => {
        const { store, namespace, patienceMs } = context
        const { ids, last } = await interleave(context, claims)
        const deliveries = await deliveriesUntil(
          store,
          { namespace, from: 'start' },
          (seen) => hasEvents(ids.length)(seen) && isCaughtUp(seen),
          patienceMs,
        )
        let before = ''
        for (const delivery of deliveries) {
          const position = positionIn(delivery)
          const isFurther = delivery._tag === 'Event' ? position > before : position >= before
          claims.that(isFurther, `${delivery._tag} at ${position} after ${before}`)
          before = position
        }
        claims.that(before >= last, 'the end is not before what was acknowledged')
      },
    },
    {
      name: 'it has caught up when all that was acknowledged is delivered, and not before',
      law: nothingPassedOver,
      run: async (context, claims) => {
        const { store, namespace, patienceMs } = context
        const { ids } = await interleave(context, claims)
        const options = { namespace, from: 'start' } as const
        const deliveries = await deliveriesUntil(store, options, isCaughtUp, patienceMs)
        claims.equal(idsOf(eventsIn(deliveries)), ids, 'events before it has caught up')
      },
    },
    {
      name: 'once it has caught up it goes on, in streams old and new',
      law: nothingPassedOver,
      run: async (context, claims) => {
        const { store, namespace, stream, patienceMs } = context
        const before = batchOf(2)
        claims.right(await store.append(stream('a'), 'no-stream', before)(), 'before')
        const iterator = store.subscribe({ namespace, from: 'start' })[Symbol.asyncIterator]()
        const seen: string[] = []
        const next = async (what: string): Promise<Delivery | undefined> => {
          const result = await within(patienceMs, what, iterator.next())
          if (result.done === true) return undefined
          if (result.value._tag === 'Event') seen.push(result.value.stored.id)
          return result.value
        }
        while ((await next('the end'))?._tag !== 'CaughtUp') continue
        const expected = idsOf(before).slice()
        for (const [name, at] of [
          ['a', 1],
          ['b', 'no-stream'],
          ['a', 2],
          ['c', 'no-stream'],
        ] as const) {
          const events = batchOf(1)
          claims.right(await store.append(stream(name), at, events)(), 'append')
          expected.push(...idsOf(events))
          while (seen.length < expected.length) await next('an event')
          claims.equal(seen, expected, 'what was delivered')
        }
        await within(patienceMs, 'leaving', Promise.resolve(iterator.return?.()))
      },
    },
  ],
}
