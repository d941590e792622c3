import { left } from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { openDatabase } from '../src/database.ts'
import { eventStoreOf } from '../src/event-store.ts'
import { events, ids } from './support/events.ts'
import { atEnd, failure, success, temporaryFile } from './support/files.ts'

describe('an append whose COMMIT met an I/O error', () => {
  it('is OutcomeUnknown, and the same append again tells', async () => {
    const file = temporaryFile()
    const database = success(await openDatabase({ file }))
    let lost = true
    const store = eventStoreOf(
      {
        ...database,
        // The write is made, and the answer lost.
        run: async (trying, work) => {
          const done = await database.run(trying, work)
          if (!lost) return done
          lost = false
          return left({ _tag: 'InDoubt', reason: 'x' })
        },
      },
      { file },
    )
    atEnd(() => store.close())
    const append = store.append('k.a-1', 'no-stream', events('1', '2'))
    expect(failure(await append())).toEqual({
      _tag: 'OutcomeUnknown',
      stream: 'k.a-1',
      attempts: 1,
    })
    expect(success(await append()).revision).toBe(1)
    expect(await ids(store.read('k.a-1'))).toEqual(['1', '2'])
  })
})
