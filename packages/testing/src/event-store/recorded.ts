/**
 * An event store that notes what it is asked and answers: the history of a counterexample.
 */
import type { StoredEvent } from '@kiemtra/kernel'
import type {
  AppendFailure,
  Delivery,
  EventStore,
  EventToAppend,
  ReadOptions,
  Written,
} from '@kiemtra/runtime'
import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import { type CallLog, lastOf } from '../contract/call-log.ts'

/** Streams without the namespace, which is new each time and says nothing. */
const short = (stream: string): string => stream.slice(stream.indexOf('.') + 1)

const optionsText = ({ from, direction, limit, signal }: ReadOptions): string =>
  [
    direction === 'backwards' ? ' backwards' : '',
    from === undefined ? '' : ` from ${from}`,
    limit === undefined ? '' : `, at most ${limit}`,
    signal?.aborted === true ? ', called off' : '',
  ].join('')

const answerText = (answer: Either<AppendFailure, Written>): string => {
  if (!isLeft(answer)) return `revision ${answer.right.revision}`
  const { left } = answer
  return left._tag === 'Conflict' ? `Conflict, ${left.actual} stands` : left._tag
}

const eventText = ({ stream, revision }: StoredEvent): string => `${short(stream)} ${revision}`

const deliveryText = (delivery: Delivery): string =>
  delivery._tag === 'Event' ? eventText(delivery.stored) : delivery._tag

/** What goes by, noted one by one on one line. */
const notedEach = <A>(
  items: AsyncIterable<A>,
  asked: string,
  calls: CallLog,
  text: (item: A) => string,
): AsyncIterable<A> => ({
  [Symbol.asyncIterator]: () => {
    const iterator = items[Symbol.asyncIterator]()
    const answer = calls.begin(asked)
    const seen: string[] = []
    return {
      next: async () => {
        const result = await iterator.next()
        if (result.done !== true) seen.push(text(result.value))
        answer(lastOf(seen))
        return result
      },
      return: async () => {
        await iterator.return?.()
        return { done: true, value: undefined }
      },
    }
  },
})

/** So many events of a batch are named; more than that only if they follow each other. */
const MAX_NAMED = 6

/** How many events, and which: who sends one again sends the same number. */
const batchText = (events: ReadonlyArray<EventToAppend>, calls: CallLog): string => {
  const numbers = events.map(({ id }) => calls.numberOf(id))
  const [first = 0] = numbers
  const following = numbers.every((n, i) => n === first + i)
  const named = numbers.slice(0, MAX_NAMED).map((n) => `#${n}`)
  const which =
    following && numbers.length > 1
      ? `#${first} to #${first + numbers.length - 1}`
      : [...named, ...(numbers.length > MAX_NAMED ? ['…'] : [])].join(', ')
  return `${events.length} event${events.length === 1 ? '' : 's'} (${which})`
}

/** The store, with every call noted. */
export const recordedEventStore = (store: EventStore, calls: CallLog): EventStore => ({
  append: (stream, expected, events, options) => {
    const what = batchText(events, calls)
    // Asked for here and run there, as the caller does it: a store may mistake the one for the other.
    const run = store.append(stream, expected, events, options)
    return async () => {
      const note = calls.begin(`append ${what} to ${short(stream)} at ${expected}`)
      const answer = await run()
      note(answerText(answer))
      return answer
    }
  },
  read: (stream, options = {}) =>
    notedEach(
      store.read(stream, options),
      `read ${short(stream)}${optionsText(options)}`,
      calls,
      ({ revision }) => `${revision}`,
    ),
  subscribe: (options) => {
    const isNamed = options.from === 'start' || options.from === 'end'
    const whence = isNamed ? `the ${options.from}` : options.from
    return notedEach(store.subscribe(options), `subscribe from ${whence}`, calls, deliveryText)
  },
  head: () => async () => {
    const note = calls.begin('head')
    const answer = await store.head()()
    note(isLeft(answer) ? answer.left._tag : (answer.right ?? 'none'))
    return answer
  },
  close: async () => {
    const note = calls.begin('close')
    await store.close()
    note('done')
  },
})
