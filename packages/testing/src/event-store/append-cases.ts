/**
 * Appending: revisions without gaps, all or nothing, conflicts that say what stands, repeats that
 * are answered as the first time.
 */
import type { CaseGroup } from '../contract/contract.ts'
import {
  crashEquivalence,
  keptApart,
  roundTrip,
  safeRetry,
  streamOrder,
  totality,
} from '../law/catalogue.ts'
import { type Batch, batchOf, eventWith, idsOf, readAll } from './driving.ts'
import type { EventStoreContext } from './storage.ts'

export const appendCases: CaseGroup<EventStoreContext> = {
  name: 'append',
  cases: [
    {
      name: 'starts a stream at revision 0 and counts on without gaps',
      law: streamOrder,
      run: async ({ store, stream }, claims) => {
        const first = claims.right(
          await store.append(stream('a'), 'no-stream', batchOf(2))(),
          'first',
        )
        claims.equal(first.revision, 1, 'the revision of the last event')
        const next = claims.right(await store.append(stream('a'), 1, batchOf(3))(), 'next')
        claims.equal(next.revision, 4, 'the revision of the last event')
        claims.that(first.position < next.position, 'positions grow')
        const events = await readAll(store, stream('a'))
        claims.equal(
          events.map(({ revision }) => revision),
          [0, 1, 2, 3, 4],
          'revisions',
        )
        claims.equal(events.at(-1)?.position, next.position, 'the position that was answered')
      },
    },
    {
      name: 'keeps what it was given, unicode included',
      law: roundTrip,
      run: async ({ store, stream }, claims) => {
        const data = {
          vi: 'Thông báo kết luận kiểm tra',
          emoji: '🇻🇳 👩‍👩‍👧',
          controls: 'a\u0000b\u2028c',
          nested: [{ deep: [null, true, -1.5, 1e21, ''], empty: null, none: {}, no: [] }],
          empty: null,
          __proto: { constructor: 1 },
        }
        const event = { ...eventWith(data, 'Sự kiện'), id: eventWith(0).id }
        claims.right(await store.append(stream('a'), 'no-stream', [event])(), 'append')
        const [stored] = await readAll(store, stream('a'))
        claims.equal(
          { id: stored?.id, type: stored?.type, data: stored?.data, meta: stored?.meta },
          event,
          'what is read is what was appended',
        )
        claims.equal(stored?.stream, stream('a'), 'its stream')
      },
    },
    {
      name: 'refuses another revision than the one that stands, and says which does',
      law: streamOrder,
      run: async ({ store, stream }, claims) => {
        const refused = async (expected: 'no-stream' | number, actual: 'no-stream' | number) => {
          const failure = claims.left(
            await store.append(stream('a'), expected, batchOf(1))(),
            `append expecting ${expected} where ${actual} stands`,
          )
          claims.equal(
            failure,
            { _tag: 'Conflict', stream: stream('a'), expected, actual },
            'conflict',
          )
        }
        await refused(0, 'no-stream')
        await refused(7, 'no-stream')
        const events = batchOf(3)
        claims.right(await store.append(stream('a'), 'no-stream', events)(), 'append')
        await refused('no-stream', 2)
        await refused(0, 2)
        await refused(1, 2)
        await refused(3, 2)
        claims.equal(idsOf(await readAll(store, stream('a'))), idsOf(events), 'nothing was added')
      },
    },
    {
      name: 'keeps streams apart',
      law: keptApart,
      run: async ({ store, stream }, claims) => {
        claims.right(await store.append(stream('a'), 'no-stream', batchOf(1))(), 'a')
        claims.right(await store.append(stream('a-b'), 'no-stream', batchOf(2))(), 'a-b')
        claims.right(await store.append(stream('A'), 'no-stream', batchOf(3))(), 'A')
        const counts = await Promise.all(
          ['a', 'a-b', 'A', 'b'].map(async (id) => (await readAll(store, stream(id))).length),
        )
        claims.equal(counts, [1, 2, 3, 0], 'events of each stream')
      },
    },
    {
      name: 'answers the same ids at the same revision as it answered the first time',
      law: safeRetry,
      run: async ({ store, stream }, claims) => {
        const [first, second, third] = [batchOf(2), batchOf(3), batchOf(1)]
        const append = async () => [
          claims.right(await store.append(stream('a'), 'no-stream', first)(), 'first'),
          claims.right(await store.append(stream('a'), 1, second)(), 'second'),
        ]
        const once = await append()
        claims.equal(await append(), once, 'the same answers at once')
        claims.right(await store.append(stream('a'), 4, third)(), 'third')
        claims.equal(await append(), once, 'the same answers after more has happened')
        const expected = [...idsOf(first), ...idsOf(second), ...idsOf(third)]
        claims.equal(
          idsOf(await readAll(store, stream('a'))),
          expected,
          'nothing was written twice',
        )
      },
    },
    {
      name: 'is told no repeat by some of its ids, or by the same in another order',
      law: safeRetry,
      run: async ({ store, stream }, claims) => {
        const [first, second] = [eventWith({ n: 1 }), eventWith({ n: 2 })]
        const batch = [first, second] as const
        const append = (...events: Batch) => store.append(stream('a'), 'no-stream', events)()
        const once = claims.right(await append(...batch), 'append')
        const conflict = {
          _tag: 'Conflict',
          stream: stream('a'),
          expected: 'no-stream',
          actual: 1,
        } as const
        const other = eventWith({ n: 2 })
        const refused = async (what: string, ...events: Batch) => {
          const failure = claims.left(await append(...events), what)
          claims.equal(failure, conflict, `${what}: the conflict`, streamOrder)
        }
        await refused('another second id', first, other)
        await refused('another first id', other, second)
        await refused('another order', second, first)
        await refused('one id more', ...batch, other)
        claims.equal(claims.right(await append(...batch), 'the repeat'), once, 'the first answer')
        claims.equal(idsOf(await readAll(store, stream('a'))), idsOf(batch), 'nothing was added')
      },
    },
    {
      name: 'takes a batch whole or not at all',
      law: streamOrder,
      run: async ({ store, stream, bigBatch }, claims) => {
        const events = batchOf(bigBatch)
        claims.left(await store.append(stream('a'), 5, events)(), 'a conflict')
        claims.equal(await readAll(store, stream('a')), [], 'nothing of it is there')
        const written = claims.right(
          await store.append(stream('a'), 'no-stream', events)(),
          'append',
        )
        claims.equal(written.revision, bigBatch - 1, 'the revision of the last event')
        claims.equal(idsOf(await readAll(store, stream('a'))), idsOf(events), 'all of it, in order')
      },
    },
    {
      name: 'answers a failure as a value once it is closed',
      law: totality,
      run: async ({ store, stream }, claims) => {
        await store.close()
        const failure = claims.left(
          await store.append(stream('a'), 'no-stream', batchOf(1))(),
          'append',
        )
        claims.equal(failure._tag, 'Unavailable', 'the failure')
        claims.left(await store.head()(), 'head')
        const thrown = await readAll(store, stream('a')).then(
          () => undefined,
          (error: unknown) => error,
        )
        claims.that(
          thrown instanceof Error && thrown.name === 'StoreError',
          'read throws StoreError',
        )
      },
    },
    {
      name: 'an append is written when it is run, each time that it is run, and not before',
      law: safeRetry,
      run: async ({ store, stream }, claims) => {
        const [events, others] = [batchOf(2), batchOf(1)]
        const task = store.append(stream('a'), 'no-stream', events)
        claims.right(await store.append(stream('b'), 'no-stream', others)(), 'another append')
        const early = idsOf(await readAll(store, stream('a')))
        claims.equal(early, [], 'nothing is written before it is run')
        const once = claims.right(await task(), 'run')
        claims.equal(claims.right(await task(), 'run again'), once, 'the same answer')
        const late = store.append(stream('a'), 3, batchOf(1))
        claims.left(await late(), 'run too early')
        claims.right(await store.append(stream('a'), 1, batchOf(2))(), 'what it waits for')
        claims.right(await late(), 'run again')
        claims.equal((await readAll(store, stream('a'))).length, 5, 'events')
      },
    },
    {
      name: 'keeps what it acknowledged after every store was closed',
      law: crashEquivalence,
      needs: 'durable',
      run: async ({ store, open, stream }, claims) => {
        const events = batchOf(3)
        const written = claims.right(
          await store.append(stream('a'), 'no-stream', events)(),
          'append',
        )
        await store.close()
        const again = await open()
        claims.equal(
          idsOf(await readAll(again, stream('a'))),
          idsOf(events),
          'what was acknowledged',
        )
        const next = claims.right(await again.append(stream('a'), 2, batchOf(1))(), 'append again')
        claims.that(next.position > written.position, 'positions go on')
      },
    },
  ],
}
