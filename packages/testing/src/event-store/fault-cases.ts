/**
 * Faults: an answer that gets lost, a storage out of reach. Needs the capability `faults`.
 */
import type { CaseGroup } from '../contract/contract.ts'
import { fail } from '../failure.ts'
import { safeRetry, totality } from '../law/catalogue.ts'
import { batchOf, idsOf, readAll } from './driving.ts'
import type { EventStoreContext, EventStoreFaults } from './storage.ts'

const faultsOf = ({ faults }: EventStoreContext): EventStoreFaults =>
  faults ?? fail('the capability `faults` is claimed, and the storage has none')

export const faultCases: CaseGroup<EventStoreContext> = {
  name: 'faults',
  cases: [
    {
      name: 'an append whose answer was lost can be sent again, and is written once',
      law: safeRetry,
      needs: 'faults',
      run: async (context, claims) => {
        const { store, stream } = context
        claims.right(await store.append(stream('a'), 'no-stream', batchOf(1))(), 'before')
        const events = batchOf(3)
        await faultsOf(context).loseNextReply(store)
        const lost = claims.left(await store.append(stream('a'), 0, events)(), 'the lost answer')
        claims.equal(lost._tag, 'OutcomeUnknown', 'nobody knows')
        const again = claims.right(await store.append(stream('a'), 0, events)(), 'sent again')
        claims.equal(again.revision, 3, 'where it stands')
        const ids = idsOf(await readAll(store, stream('a')))
        claims.equal(ids.slice(1), idsOf(events), 'written once')
      },
    },
    {
      name: 'a conflict after a lost answer is a conflict, not a repeat',
      law: safeRetry,
      needs: 'faults',
      run: async (context, claims) => {
        const { store, stream } = context
        const events = batchOf(2)
        await faultsOf(context).loseNextReply(store)
        claims.left(await store.append(stream('a'), 'no-stream', events)(), 'the lost answer')
        const other = claims.left(
          await store.append(stream('a'), 'no-stream', batchOf(2))(),
          'others',
        )
        claims.equal(other._tag, 'Conflict', 'other events at the same revision')
      },
    },
    {
      name: 'out of reach, every call fails as a value; back in reach, all is as before',
      law: totality,
      needs: 'faults',
      run: async (context, claims) => {
        const { store, stream } = context
        const events = batchOf(2)
        claims.right(await store.append(stream('a'), 'no-stream', events)(), 'before')
        const restore = await faultsOf(context).cutOff(store)
        const append = claims.left(await store.append(stream('a'), 1, batchOf(1))(), 'append')
        claims.that(
          append._tag === 'Unavailable' || append._tag === 'OutcomeUnknown',
          `append says that it got nowhere, not ${append._tag}`,
        )
        claims.left(await store.head()(), 'head')
        let thrown: unknown
        await readAll(store, stream('a')).catch((error: unknown) => {
          thrown = error
        })
        claims.that(
          thrown instanceof Error && thrown.name === 'StoreError',
          'read throws StoreError',
        )
        await restore()
        const read = await readAll(store, stream('a'))
        claims.equal(idsOf(read), idsOf(events), 'nothing was written meanwhile')
      },
    },
  ],
}
