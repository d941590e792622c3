/**
 * Appending at an explicit revision, until it is answered.
 *
 * At an explicit revision the server looks in its log whether the ids that are offered already stand
 * behind it, and then gives the first answer again. So an append whose outcome is unknown (a dropped
 * connection, a deadline, a leader that died) is sent again as it was: the same ids at the same
 * revision. A conflict after that is a real one. Appends at "any" revision have no such memory and
 * don't exist here. What the caller gets at the end of patience says whether it may be written.
 */
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import type { AppendFailure, ExpectedRevision, Written } from '@kiemtra/runtime'
import type { AppendCall, Appended } from './client.ts'
import type { Connection } from './connection.ts'
import type { Prepared } from './event.ts'
import { troubleOf, unavailable } from './failure.ts'
import { patience, pausing } from './patience.ts'
import { positionAt } from './position.ts'
import { lastOf, positionOfRevision } from './tail.ts'

/** Appends what was prepared; see the module. */
export const append = async (
  connection: Connection,
  stream: string,
  expected: ExpectedRevision,
  { events, bytes }: Prepared,
  signal: AbortSignal | undefined,
): Promise<Either<AppendFailure, Written>> => {
  const { settings, closing } = connection
  const limit = settings.maxAppendBytes
  if (bytes > limit) return left({ _tag: 'TooLarge', bytes, limit })
  if (new Set(events.map(({ id }) => id)).size < events.length) {
    // The server would write one id twice and then take each repeat for a conflict.
    return conflict(connection, stream, expected, undefined, signal)
  }
  const revision = expected === 'no-stream' ? 'no_stream' : BigInt(expected)
  const call: AppendCall = {
    ...connection.call,
    deadline: settings.deadlineMs,
    expectedRevision: revision,
    streamState: revision,
  }
  const patient = patience(settings, [signal, closing])
  let inDoubt = false
  for (let attempts = 1; ; attempts++) {
    const answer = await attempt(connection, stream, events, call, signal)
    if (answer._tag === 'Right') {
      return answered(connection, stream, expected, answer.right, attempts, signal)
    }
    const trouble = troubleOf(answer.left, stream, 'append to the stream')
    switch (trouble._tag) {
      case 'Passing':
        inDoubt ||= trouble.written === 'maybe'
        if (await patient.retry(trouble)) continue
        return left(
          inDoubt
            ? outcomeUnknown(stream, attempts)
            : unavailable(reasonOf(connection, trouble.reason, signal)),
        )
      case 'Conflict':
        return conflict(connection, stream, expected, trouble.actual, signal)
      case 'TooLarge':
        return left({ _tag: 'TooLarge', bytes, limit: trouble.limit ?? limit })
      case 'NotFound':
        return left(outcomeUnknown(stream, attempts))
      case 'Lasting':
        return left(trouble.failure)
    }
  }
}

/** What a client can't be trusted to say by itself: that it waits for an answer that doesn't come. */
const SILENT = Object.assign(new Error('no answer in time'), { type: 'deadline-exceeded' })

/**
 * One attempt, bounded by a clock of our own: a client that looks for the leader first isn't bound
 * by its deadline. What it does after that no longer matters, as the next attempt says the same.
 */
const attempt = async (
  { appends, settings, closing }: Connection,
  stream: string,
  events: Prepared['events'],
  call: AppendCall,
  signal: AbortSignal | undefined,
): Promise<Either<unknown, Appended>> => {
  const watch = new AbortController()
  const silence = pausing(settings.deadlineMs * 2, [watch.signal, signal, closing]).then(() =>
    left(SILENT),
  )
  const answer = appends.appendToStream(stream, events, call).then(right, left)
  const first = await Promise.race([answer, silence])
  watch.abort()
  return first
}

const answered = async (
  connection: Connection,
  stream: string,
  expected: ExpectedRevision,
  { success, nextExpectedRevision, position }: Appended,
  attempts: number,
  signal: AbortSignal | undefined,
): Promise<Either<AppendFailure, Written>> => {
  // The revision that comes with a refusal is wrong in both clients.
  if (!success) return conflict(connection, stream, expected, undefined, signal)
  const revision = Number(nextExpectedRevision)
  // A repeat may be answered without a position.
  const at =
    positionAt(position) ?? (await positionOfRevision(connection, stream, revision, signal))
  return at === undefined
    ? left(outcomeUnknown(stream, attempts))
    : right({ revision, position: at })
}

/** A conflict names our own expectation: the server's copy of it has been wrong. */
const conflict = async (
  connection: Connection,
  stream: string,
  expected: ExpectedRevision,
  actual: ExpectedRevision | undefined,
  signal: AbortSignal | undefined,
): Promise<Either<AppendFailure, never>> => {
  if (actual !== undefined) return left({ _tag: 'Conflict', stream, expected, actual })
  const last = await lastOf(connection, stream, signal)
  return last._tag === 'Left'
    ? last
    : left({ _tag: 'Conflict', stream, expected, actual: last.right?.revision ?? 'no-stream' })
}

const outcomeUnknown = (stream: string, attempts: number): AppendFailure => ({
  _tag: 'OutcomeUnknown',
  stream,
  attempts,
})

const reasonOf = (
  { closing }: Connection,
  reason: string,
  signal: AbortSignal | undefined,
): string => (closing.aborted ? 'closed' : signal?.aborted === true ? 'aborted' : reason)
