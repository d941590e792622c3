/**
 * Reading: forwards, backwards, from anywhere, no more than asked; and the end of the log.
 */
import { StoreError } from '@kiemtra/runtime'
import type { CaseGroup } from '../contract/contract.ts'
import { portContract, readYourWrite } from '../law/catalogue.ts'
import { batchOf, idsOf, readAll } from './driving.ts'
import type { EventStoreContext } from './storage.ts'

export const readCases: CaseGroup<EventStoreContext> = {
  name: 'read',
  cases: [
    {
      name: 'a missing stream is empty, in both directions',
      law: readYourWrite,
      run: async ({ store, stream }, claims) => {
        claims.equal(await readAll(store, stream('none')), [], 'forwards')
        claims.equal(
          await readAll(store, stream('none'), { direction: 'backwards' }),
          [],
          'backwards',
        )
        claims.equal(await readAll(store, stream('none'), { from: 3 }), [], 'from a revision')
      },
    },
    {
      name: 'from, direction and limit cut the stream where they say',
      law: readYourWrite,
      run: async ({ store, stream }, claims) => {
        const events = batchOf(5)
        claims.right(await store.append(stream('a'), 'no-stream', events)(), 'append')
        const all = idsOf(events)
        const back = all.toReversed()
        const read = async (
          options: Parameters<typeof store.read>[1],
          expected: ReadonlyArray<string>,
        ) => {
          const found = idsOf(await readAll(store, stream('a'), options))
          claims.equal(found, expected, `read ${JSON.stringify(options)}`)
        }
        await read({}, all)
        await read({ from: 0 }, all)
        await read({ from: 2 }, all.slice(2))
        await read({ from: 4 }, all.slice(4))
        await read({ from: 5 }, [])
        await read({ from: 50 }, [])
        await read({ limit: 2 }, all.slice(0, 2))
        await read({ limit: 0 }, [])
        await read({ limit: 50 }, all)
        await read({ from: 1, limit: 3 }, all.slice(1, 4))
        await read({ direction: 'backwards' }, back)
        await read({ direction: 'backwards', limit: 1 }, back.slice(0, 1))
        await read({ direction: 'backwards', from: 2 }, back.slice(2))
        await read({ direction: 'backwards', from: 0 }, back.slice(4))
        await read({ direction: 'backwards', from: 50, limit: 2 }, back.slice(0, 2))
        await read({ direction: 'backwards', from: 3, limit: 2 }, back.slice(1, 3))
      },
    },
    {
      name: 'a reading can be left early, and begun again',
      law: portContract,
      run: async ({ store, stream, bigBatch }, claims) => {
        const events = batchOf(bigBatch)
        claims.right(await store.append(stream('a'), 'no-stream', events)(), 'append')
        for (let round = 0; round < 20; round++) {
          for await (const stored of store.read(stream('a'))) {
            claims.equal(stored.revision, 0, 'the first event')
            break
          }
        }
        const written = await store.append(stream('a'), bigBatch - 1, batchOf(1))()
        claims.right(written, 'an append after readings that were left')
      },
    },
    {
      name: 'a reading that was called off gives nothing more',
      law: portContract,
      run: async ({ store, stream }, claims) => {
        claims.right(await store.append(stream('a'), 'no-stream', batchOf(3))(), 'append')
        const calledOff = AbortSignal.abort()
        const found = await readAll(store, stream('a'), { signal: calledOff }).catch(failureOf)
        const silent = Array.isArray(found) ? found.length === 0 : found instanceof StoreError
        claims.that(silent, 'neither ends at once nor throws a StoreError')
      },
    },
    {
      name: 'the head is at or after every event that was acknowledged',
      law: readYourWrite,
      run: async ({ store, stream }, claims) => {
        const before = claims.right(await store.head()(), 'head')
        const written = claims.right(
          await store.append(stream('a'), 'no-stream', batchOf(2))(),
          'append',
        )
        claims.that(before === undefined || before < written.position, 'it was before')
        const after = claims.right(await store.head()(), 'head')
        claims.that(after !== undefined && after >= written.position, 'it is not before')
      },
    },
    {
      name: 'the head of an empty store is nowhere, then at the last event',
      law: readYourWrite,
      needs: 'exclusive',
      run: async ({ store, stream }, claims) => {
        claims.equal(claims.right(await store.head()(), 'head'), undefined, 'empty')
        const written = claims.right(
          await store.append(stream('a'), 'no-stream', batchOf(2))(),
          'append',
        )
        claims.equal(claims.right(await store.head()(), 'head'), written.position, 'the last event')
      },
    },
  ],
}

const failureOf = (thrown: unknown): unknown => thrown
