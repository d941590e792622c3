/**
 * Subscribing: every event of the namespace once and in order, from anywhere; other namespaces only
 * as progress; nothing left behind by who leaves.
 */
import type { Position, StoredEvent } from '@kiemtra/kernel'
import type { Delivery, EventStore } from '@kiemtra/runtime'
import { type Claims, underWay, within } from '../contract/claims.ts'
import type { CaseGroup } from '../contract/contract.ts'
import { keptApart, nothingPassedOver, portContract } from '../law/catalogue.ts'
import { batchOf, deliveriesUntil, eventsIn, hasEvents, idsOf, isCaughtUp } from './driving.ts'
import { type EventStoreContext, freshNamespace } from './storage.ts'

/** Appends so many batches of 1 to 3 events, turn about to three streams; ids in order. */
const fill = async (
  { stream }: EventStoreContext,
  store: EventStore,
  claims: Claims,
  batches: number,
): Promise<ReadonlyArray<string>> => {
  const ids: string[] = []
  const next = new Map<string, number>()
  for (let i = 0; i < batches; i++) {
    const name = stream(`s${i % 3}`)
    const from = next.get(name) ?? 0
    const events = batchOf(1 + (i % 3))
    const expected = from === 0 ? 'no-stream' : from - 1
    claims.right(await store.append(name, expected, events)(), 'append')
    next.set(name, from + events.length)
    ids.push(...idsOf(events))
  }
  return ids
}

const isOrdered = (events: ReadonlyArray<StoredEvent>): boolean =>
  events.every(
    (event, i) => i === 0 || (events[i - 1]?.position ?? event.position) < event.position,
  )

const positionIn = (delivery: Delivery): Position =>
  delivery._tag === 'Event' ? delivery.stored.position : delivery.position

export const subscribeCases: CaseGroup<EventStoreContext> = {
  name: 'subscribe',
  cases: [
    {
      name: 'from the start, every event in the order of positions, then it has caught up',
      law: nothingPassedOver,
      run: async (context, claims) => {
        const { store, namespace, patienceMs } = context
        const ids = await fill(context, store, claims, 9)
        const options = { namespace, from: 'start' } as const
        const deliveries = await deliveriesUntil(
          store,
          options,
          (seen) => hasEvents(ids.length)(seen) && isCaughtUp(seen),
          patienceMs,
        )
        const events = eventsIn(deliveries)
        claims.equal(idsOf(events), ids, 'events')
        claims.that(isOrdered(events), 'positions grow as plain text')
      },
    },
    {
      name: 'from any position, exactly what comes after it',
      law: nothingPassedOver,
      run: async (context, claims) => {
        const { store, namespace, patienceMs } = context
        const ids = await fill(context, store, claims, 6)
        const all = eventsIn(
          await deliveriesUntil(
            store,
            { namespace, from: 'start' },
            hasEvents(ids.length),
            patienceMs,
          ),
        )
        for (const [i, { position }] of all.entries()) {
          const rest = await deliveriesUntil(
            store,
            { namespace, from: position },
            (seen) => hasEvents(all.length - i - 1)(seen) && isCaughtUp(seen),
            patienceMs,
          )
          claims.equal(idsOf(eventsIn(rest)), ids.slice(i + 1), `after event ${i + 1}`)
        }
      },
    },
    {
      name: 'from where an event of another namespace stands, exactly what comes after it',
      law: nothingPassedOver,
      run: async (context, claims) => {
        const { store, namespace, stream, patienceMs } = context
        const foreign = `${freshNamespace()}.thing-a`
        const [before, between, after] = [batchOf(2), batchOf(2), batchOf(2)]
        claims.right(await store.append(stream('a'), 'no-stream', before)(), 'before')
        const other = claims.right(await store.append(foreign, 'no-stream', batchOf(1))(), 'other')
        claims.right(await store.append(stream('a'), 1, between)(), 'between')
        const later = claims.right(await store.append(foreign, 0, batchOf(3))(), 'other again')
        claims.right(await store.append(stream('b'), 'no-stream', after)(), 'after')
        for (const [from, expected] of [
          [other.position, [...between, ...after]],
          [later.position, after],
        ] as const) {
          const deliveries = await deliveriesUntil(
            store,
            { namespace, from },
            (seen) => hasEvents(expected.length)(seen) && isCaughtUp(seen),
            patienceMs,
          )
          claims.equal(idsOf(eventsIn(deliveries)), idsOf(expected), 'what comes after it')
        }
      },
    },
    {
      name: 'from the end, only what is appended afterwards',
      law: nothingPassedOver,
      run: async (context, claims) => {
        const { store, namespace, stream, patienceMs } = context
        await fill(context, store, claims, 3)
        const iterator = store.subscribe({ namespace, from: 'end' })[Symbol.asyncIterator]()
        const first = await within(patienceMs, 'the end', iterator.next())
        claims.that(first.done !== true && first.value._tag !== 'Event', 'nothing of before')
        const events = batchOf(2)
        claims.right(await store.append(stream('new'), 'no-stream', events)(), 'append')
        const seen: string[] = []
        while (seen.length < 2) {
          const next = await within(patienceMs, 'a new event', iterator.next())
          if (next.done !== true && next.value._tag === 'Event') seen.push(next.value.stored.id)
        }
        claims.equal(seen, idsOf(events), 'what came afterwards')
        await iterator.return?.()
      },
    },
    {
      name: 'what is appended while it runs is delivered, whoever appends it',
      law: nothingPassedOver,
      run: async (context, claims) => {
        const { store, namespace, patienceMs } = context
        const other = await context.open()
        const before = await fill(context, store, claims, 3)
        const more = { ...context, stream: (id: string) => `${namespace}.other-${id}` }
        const enough = hasEvents(before.length + 12)
        const options = { namespace, from: 'start' } as const
        const waiting = underWay(deliveriesUntil(store, options, enough, patienceMs))
        const after = await fill(more, other, claims, 6)
        claims.equal(idsOf(eventsIn(await waiting)), [...before, ...after], 'all of it, in order')
      },
    },
    {
      name: 'other namespaces are passed over, and the position moves on all the same',
      law: keptApart,
      run: async (context, claims) => {
        const { store, namespace, stream, patienceMs } = context
        const foreign = freshNamespace()
        // One namespace's name begins with the other's: a careless prefix would mix them.
        const longer = `${namespace}x`
        const own = batchOf(1)
        claims.right(await store.append(stream('a'), 'no-stream', own)(), 'own')
        for (const other of [foreign, longer]) {
          claims.right(await store.append(`${other}.thing-a`, 'no-stream', batchOf(5))(), 'other')
        }
        const last = claims.right(
          await store.append(`${foreign}.thing-b`, 'no-stream', batchOf(1))(),
          '',
        )
        const deliveries = await deliveriesUntil(
          store,
          { namespace, from: 'start' },
          (seen) => seen.some((one) => positionIn(one) >= last.position),
          patienceMs,
        )
        claims.equal(idsOf(eventsIn(deliveries)), idsOf(own), 'only its own events')
        const positions = deliveries.map(positionIn)
        claims.equal(positions.toSorted(), positions, 'positions never go back')
      },
    },
    {
      name: 'who leaves while it waits is let go at once',
      law: portContract,
      run: async ({ store, namespace, patienceMs }, claims) => {
        const iterator = store.subscribe({ namespace, from: 'end' })[Symbol.asyncIterator]()
        let caughtUp = false
        while (!caughtUp) {
          const next = await within(patienceMs, 'the end', iterator.next())
          caughtUp = next.done !== true && next.value._tag === 'CaughtUp'
        }
        const waiting = underWay(iterator.next())
        await within(patienceMs, 'leaving', Promise.resolve(iterator.return?.()))
        const left = await within(patienceMs, 'the wait', waiting)
        claims.that(left.done === true, 'the wait is over')
      },
    },
    {
      name: 'a signal calls it off, before it starts and while it waits',
      law: portContract,
      run: async ({ store, namespace, patienceMs }, claims) => {
        const ended = async (signal: AbortSignal): Promise<boolean> => {
          for await (const _ of store.subscribe({ namespace, from: 'end', signal })) continue
          return true
        }
        claims.that(await within(patienceMs, 'a dead signal', ended(AbortSignal.abort())), 'ended')
        const controller = new AbortController()
        const ending = ended(controller.signal)
        await new Promise((resolve) => setImmediate(resolve))
        controller.abort()
        claims.that(await within(patienceMs, 'an abort', ending), 'ended')
      },
    },
    {
      name: 'a hundred subscriptions that were left leave nothing open',
      law: portContract,
      run: async (context, claims) => {
        const { store, namespace, stream, patienceMs } = context
        await fill(context, store, claims, 3)
        for (let i = 0; i < 100; i++) {
          for await (const delivery of store.subscribe({ namespace, from: 'start' })) {
            claims.that(positionIn(delivery) !== '', 'a delivery')
            break
          }
        }
        claims.right(await store.append(stream('after'), 'no-stream', batchOf(1))(), 'append')
        await within(patienceMs, 'closing', store.close())
      },
    },
  ],
}
