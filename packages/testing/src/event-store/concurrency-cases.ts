/**
 * Several clients at once: one winner per revision, and some order that explains what all have seen.
 */
import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import type { AppendFailure, EventStore, ExpectedRevision, Written } from '@kiemtra/runtime'
import type { CaseGroup } from '../contract/contract.ts'
import { printed } from '../value/diff.ts'
import { nothingPassedOver, readYourWrite, streamOrder } from '../law/catalogue.ts'
import { type CallAnswer, type RecordedCall, unexplained } from './concurrent-history.ts'
import { batchOf, deliveriesUntil, eventsIn, hasEvents, idsOf, readAll } from './driving.ts'
import type { EventStoreContext } from './storage.ts'

const CLIENTS = 4
const STREAMS = 3
const ROUNDS = 25

/** Records every call of every client, by one clock. */
class Recorder {
  readonly calls: RecordedCall[] = []
  private tick = 0

  async append(
    client: string,
    store: EventStore,
    stream: string,
    expected: ExpectedRevision,
    count: number,
  ): Promise<Either<AppendFailure, Written>> {
    const events = batchOf(count)
    const from = this.next()
    const answered = await store.append(stream, expected, events)()
    const call = { _tag: 'append', expected, ids: idsOf(events) } as const
    const answer = answerOf(answered)
    this.calls.push({ client, stream, call, answer, from, to: this.next() })
    return answered
  }

  async read(client: string, store: EventStore, stream: string): Promise<number> {
    const from = this.next()
    const ids = idsOf(await readAll(store, stream))
    const answer = { _tag: 'seen', ids } as const
    this.calls.push({ client, stream, call: { _tag: 'read' }, answer, from, to: this.next() })
    return ids.length
  }

  private next(): number {
    this.tick += 1
    return this.tick
  }
}

const answerOf = (answered: Either<AppendFailure, Written>): CallAnswer => {
  if (!isLeft(answered)) return { _tag: 'written', ...answered.right }
  const failure = answered.left
  return failure._tag === 'Conflict'
    ? { _tag: 'conflict', actual: failure.actual }
    : { _tag: 'unknown' }
}

export const concurrencyCases: CaseGroup<EventStoreContext> = {
  name: 'concurrency',
  cases: [
    {
      name: 'of many appends at one revision, one wins',
      law: streamOrder,
      run: async ({ store, open, stream }, claims) => {
        const stores = [store, await open()]
        for (let round = 0; round < 5; round++) {
          const expected = round === 0 ? 'no-stream' : round - 1
          const answers = await Promise.all(
            Array.from({ length: 8 }, (_, i) =>
              (stores[i % 2] ?? store).append(stream('a'), expected, batchOf(1))(),
            ),
          )
          claims.equal(answers.filter((answer) => !isLeft(answer)).length, 1, 'winners')
          for (const answer of answers) {
            if (!isLeft(answer)) continue
            claims.equal(
              answer.left,
              { _tag: 'Conflict', stream: stream('a'), expected, actual: round },
              'the losers are told what stands',
            )
          }
        }
        claims.equal((await readAll(store, stream('a'))).length, 5, 'one event a round')
      },
    },
    {
      name: 'two stores over one storage see each other',
      law: readYourWrite,
      needs: 'independent',
      run: async ({ store, open, stream }, claims) => {
        const other = await open()
        claims.that(other !== store, 'they are two')
        const events = batchOf(2)
        claims.right(await store.append(stream('a'), 'no-stream', events)(), 'append')
        claims.equal(idsOf(await readAll(other, stream('a'))), idsOf(events), 'read by the other')
        claims.right(await other.append(stream('a'), 1, batchOf(1))(), 'append by the other')
        claims.left(await store.append(stream('a'), 1, batchOf(1))(), 'the first is too late')
      },
    },
    {
      name: 'some order explains what all clients have seen, stream by stream and over all',
      law: nothingPassedOver,
      run: async ({ store, open, stream, namespace, patienceMs }, claims) => {
        const stores = [store, await open()]
        const recorder = new Recorder()
        const client = async (n: number): Promise<void> => {
          const own = stores[n % stores.length] ?? store
          const name = `client ${n}`
          for (let round = 0; round < ROUNDS; round++) {
            const target = stream(String((n + round) % STREAMS))
            const length = await recorder.read(name, own, target)
            const expected = length === 0 ? 'no-stream' : length - 1
            await recorder.append(name, own, target, expected, 1 + (round % 3))
          }
        }
        await Promise.all(Array.from({ length: CLIENTS }, (_, n) => client(n)))
        const written = recorder.calls.flatMap(({ call, answer }) =>
          call._tag === 'append' && answer._tag === 'written' ? call.ids : [],
        )
        const log = eventsIn(
          await deliveriesUntil(
            store,
            { namespace, from: 'start' },
            hasEvents(written.length),
            patienceMs,
          ),
        )
        const wrong = unexplained(recorder.calls, log)
        // Without calls it is the log itself that no order explains.
        const law = wrong.some((one) => one.calls.length > 0) ? streamOrder : nothingPassedOver
        // The calls that matter are in what no order explains.
        claims.anew()
        const what = `no order explains this:\n${printed(wrong.slice(0, 3))}`
        claims.that(wrong.length === 0, what, law)
        const conflicts = recorder.calls.filter(({ answer }) => answer._tag === 'conflict').length
        // Without these the clients never met, and nothing was tried.
        claims.met(written.length, 'append that was written')
        claims.met(conflicts, 'clients at one revision')
      },
    },
  ],
}
