/**
 * Subscriptions to the events of one namespace, which never end by themselves.
 *
 * Over `$all` with a filter on the server, so that other applications' events aren't even sent. A
 * dropped line is taken up again behind the last event delivered, after a pause that doubles. It is
 * taken up at an event of our own and not at a checkpoint between, as some servers (the 23.10 line)
 * look for "the first position after" among matching events only, and skip one.
 *
 * The server says that it has caught up once per line, and older ones never do; it reports foreign
 * events only by the dozen. So when a line is quiet, the log itself is asked what stands behind the
 * last position: a few foreign events mean `Advanced`, its end means `CaughtUp`, and an event of ours
 * that doesn't come in time means that the line is dead though nobody said so (a node that was cut off
 * from the others, known server faults), and is replaced.
 */
import type { Position } from '@kiemtra/kernel'
import {
  type AppendFailure,
  type Delivery,
  StoreError,
  type SubscribeOptions,
} from '@kiemtra/runtime'
import type { Either } from 'fp-ts/lib/Either.js'
import type { IncomingEvent } from './client.ts'
import type { Connection } from './connection.ts'
import { storedEvent } from './event.ts'
import { FailureError, troubleOf } from './failure.ts'
import { type Letter, openLine } from './line.ts'
import { mailbox } from './mailbox.ts'
import { pauseBefore, pausing } from './patience.ts'
import { BEFORE_ALL, positionAt } from './position.ts'
import { probe } from './probe.ts'
import { headOf, startAt } from './read.ts'

const DONE: IteratorReturnResult<undefined> = { done: true, value: undefined }

/** How long a line may be quiet after an event before the log is asked. */
const FIRST_PROBE_MS = 50

/** A subscription; see the module. */
export const subscribeTo = (
  connection: Connection,
  options: SubscribeOptions,
): { readonly deliveries: AsyncIterable<Delivery>; readonly end: Promise<unknown> | undefined } => {
  // The end is where it is at this call: what is appended after it is delivered.
  const end = options.from === 'end' ? headOf(connection) : undefined
  return {
    end,
    deliveries: { [Symbol.asyncIterator]: () => subscription(connection, options, end) },
  }
}

const subscription = (
  connection: Connection,
  { namespace, from, signal }: SubscribeOptions,
  end: Promise<Either<AppendFailure, Position | undefined>> | undefined,
): AsyncIterator<Delivery, undefined> => {
  const { settings, closing } = connection
  const prefix = `${namespace}.`
  const letters = mailbox<Letter>()
  const leaving = new AbortController()
  const stops = [signal, closing, leaving.signal]
  const ready: Delivery[] = []

  /** Everything up to here is delivered. Unknown until the first `next`. */
  let passed: Position | undefined
  /** The last event of ours, or where the caller began: where a new line starts. */
  let resumeAt = BEFORE_ALL
  let caughtUpAt: Position | undefined
  let hangUp: (() => void) | undefined
  let failures = 0
  let probeInMs = FIRST_PROBE_MS
  let lastLetterAt = performance.now()

  const isOver = (): boolean => stops.some((stop) => stop?.aborted === true)

  const begin = async (): Promise<Position> => {
    if (end === undefined) return from === 'start' || from === 'end' ? BEFORE_ALL : from
    const head = await end
    if (head._tag === 'Left') throw new StoreError(head.left)
    return head.right ?? BEFORE_ALL
  }

  const advance = (position: Position): void => {
    if (position <= (passed ?? BEFORE_ALL)) return
    passed = position
    ready.push({ _tag: 'Advanced', position })
  }

  const caughtUp = (): void => {
    const position = passed ?? BEFORE_ALL
    if (caughtUpAt === position) return
    caughtUpAt = position
    ready.push({ _tag: 'CaughtUp', position })
    settings.observe({ _tag: 'CaughtUp', namespace, position })
  }

  const deliver = (event: IncomingEvent): void => {
    // The server's filter is a prefix too; this only doesn't take its word for it.
    if (!event.streamId.startsWith(prefix)) return
    const stored = storedEvent(event)
    if (stored.position <= resumeAt) return
    resumeAt = stored.position
    passed = stored.position
    probeInMs = FIRST_PROBE_MS
    ready.push({ _tag: 'Event', stored })
  }

  const replaceLine = async (reason: string): Promise<void> => {
    hangUp?.()
    hangUp = undefined
    const resumesInMs = pauseBefore(failures, settings.random)
    failures += 1
    settings.observe({ _tag: 'Dropped', namespace, reason, failures, resumesInMs })
    await pausing(resumesInMs, stops, settings.pause)
  }

  const dropped = async (error: unknown): Promise<void> => {
    const trouble = troubleOf(error, '$all', 'subscribe to $all')
    if (trouble._tag === 'Lasting') throw new FailureError(trouble.failure)
    await replaceLine(trouble._tag === 'Passing' ? trouble.reason : trouble._tag)
  }

  const open = async (letter: Letter): Promise<void> => {
    lastLetterAt = performance.now()
    if (letter._tag !== 'Dropped') failures = 0
    switch (letter._tag) {
      case 'Event':
        if (letter.resolved.event !== undefined) deliver(letter.resolved.event)
        return
      case 'Checkpoint': {
        const at = positionAt(letter.at)
        if (at !== undefined) advance(at)
        return
      }
      case 'CaughtUp':
        return compare()
      case 'FellBehind':
        settings.observe({ _tag: 'FellBehind', namespace, position: passed ?? BEFORE_ALL })
        return
      case 'Dropped':
        return dropped(letter.error)
    }
  }

  /** Asks the log what stands behind the last position. */
  const compare = async (): Promise<void> => {
    const found = await probe(connection, prefix, passed ?? BEFORE_ALL, stops)
    if (found === undefined || isOver()) return
    const moved = found.foreignUpTo !== undefined
    if (found.foreignUpTo !== undefined) advance(found.foreignUpTo)
    if (found.isEnd) caughtUp()
    probeInMs = moved ? FIRST_PROBE_MS : Math.min(probeInMs * 2, settings.probeEveryMs)
    const quietMs = performance.now() - lastLetterAt
    if (found.isOursNext && quietMs > settings.deadlineMs) await replaceLine('silent')
  }

  const connect = (): void => {
    lastLetterAt = performance.now()
    hangUp = openLine(connection, prefix, startAt(resumeAt), letters)
  }

  const step = async (): Promise<IteratorResult<Delivery, undefined>> => {
    passed ??= resumeAt = await begin()
    while (!isOver()) {
      const value = ready.shift()
      if (value !== undefined) return { done: false, value }
      if (hangUp === undefined) connect()
      const letter = letters.take()
      if (letter !== undefined) {
        await open(letter)
        continue
      }
      if (await letters.wait(probeInMs, stops)) continue
      if (!isOver()) await compare()
    }
    return finish()
  }

  const finish = (): IteratorReturnResult<undefined> => {
    leaving.abort()
    hangUp?.()
    hangUp = undefined
    return DONE
  }

  const next = async (): Promise<IteratorResult<Delivery, undefined>> => {
    try {
      return await step()
    } catch (error) {
      finish()
      if (error instanceof FailureError) throw new StoreError(error.failure)
      throw error
    }
  }

  // Two `next` at once take turns, or both would deliver the same event.
  let turn: Promise<unknown> = Promise.resolve()
  return {
    next: () => {
      const taken = turn.then(next, next)
      turn = taken
      return taken
    },
    return: async () => finish(),
  }
}
