/**
 * Appending until the store has answered.
 *
 * An append whose outcome is unknown is sent again, the same ids at the same revision, which every
 * adapter answers as it would have answered the first. Once one attempt may have been written, no
 * failure but a conflict settles the matter: `Unavailable` says of the last attempt only. On a
 * conflict the log says whether the events that stand there are these.
 */
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import { backoffMs, type Pause } from '../pause.ts'
import {
  type AppendFailure,
  type EventStore,
  type EventToAppend,
  type ExpectedRevision,
  StoreError,
  type Written,
} from '../ports/event-store.ts'

/** One append, and how long to insist on its answer. */
export interface Appending {
  readonly events: EventStore
  readonly attempts: number
  readonly pause: Pause
  readonly signal: AbortSignal | undefined
}

/** Events to append; at least one. */
export type Batch = readonly [EventToAppend, ...EventToAppend[]]

/** What a store says of an append. */
type Appended = Either<AppendFailure, Written>

/** Whether an answer leaves open what has become of the events. */
export const isDoubtful = (answer: Appended): boolean =>
  answer._tag === 'Left' && answer.left._tag === 'OutcomeUnknown'

/** One attempt. */
export const appendOnce = (
  events: EventStore,
  stream: string,
  expected: ExpectedRevision,
  batch: Batch,
  signal: AbortSignal | undefined,
): Promise<Appended> =>
  events.append(stream, expected, batch, signal === undefined ? undefined : { signal })()

/**
 * Appends again and again, after a first attempt that may have been written; `OutcomeUnknown` only
 * when the attempts have run out.
 *
 * Apart from the first: nearly every append is answered at once, and its caller waits for nothing else.
 */
export const insist = async (
  appending: Appending,
  stream: string,
  expected: ExpectedRevision,
  batch: Batch,
): Promise<Appended> => {
  const { events, attempts, pause, signal } = appending
  let attempt = 1
  while (attempt < attempts && signal?.aborted !== true) {
    await pause(backoffMs(attempt - 1))
    attempt += 1
    const answer = await appendOnce(events, stream, expected, batch, signal)
    if (answer._tag === 'Right') return answer
    if (answer.left._tag === 'Conflict') {
      const own = await standing(events, stream, expected, batch)
      if (own !== 'unknown') return own === undefined ? answer : right(own)
    }
  }
  return left({ _tag: 'OutcomeUnknown', stream, attempts: attempt })
}

/** Where these very events stand after the expected revision; `undefined`: others stand there. */
const standing = async (
  events: EventStore,
  stream: string,
  expected: ExpectedRevision,
  batch: Batch,
): Promise<Written | undefined | 'unknown'> => {
  const from = expected === 'no-stream' ? 0 : expected + 1
  let found = 0
  let last: Written | undefined
  try {
    for await (const stored of events.read(stream, { from, limit: batch.length })) {
      if (stored.id !== batch[found]?.id) return undefined
      found += 1
      last = { revision: stored.revision, position: stored.position }
    }
  } catch (thrown) {
    if (thrown instanceof StoreError) return 'unknown'
    throw thrown
  }
  return found === batch.length ? last : undefined
}
