/**
 * A reading of the server that goes on where it broke off, and leaves no call open.
 *
 * A passing failure, and a server that falls silent, open the read again after the last event taken,
 * for as long as patience lasts. However the reading ends (the end, an early exit, a failure, an
 * abort, the store's close), the client's call is ended: the clients themselves leave it open when a
 * loop is left early, and the server holds it. One client can cancel a call; the other can't at all,
 * so calls ask for a page at a time, at first a small one, and what is left of a page is read to its
 * end for nobody. A hand-made iterator, as a generator that waits can't be returned from, and a race
 * of promises per event would pile up on the long-lived one.
 */
import { type AppendFailure, StoreError } from '@kiemtra/runtime'
import type { IncomingEvent, OpenRead, Resolved } from './client.ts'
import type { Connection } from './connection.ts'
import { drain } from './drain.ts'
import { type Trouble, troubleOf, unavailable } from './failure.ts'
import { patience } from './patience.ts'

/** What to read, and what to make of it. */
export interface Reading<A> {
  readonly stream: string
  readonly operation: string
  /** Opens a read of at most so many after what was taken; `undefined` when nothing is left to read. */
  readonly open: (most: number) => OpenRead | undefined
  /** Takes an event, and remembers where it stood; `undefined` leaves it out. */
  readonly take: (event: IncomingEvent) => A | undefined
  readonly signals: ReadonlyArray<AbortSignal | undefined>
  /** Default: the store's. */
  readonly retryForMs?: number
  /** How many the first call asks for. Default: all of a client that can cancel, 64 of one that can't. */
  readonly firstPage?: number
}

const FIRST_PAGE = 64
const LARGEST_PAGE = 4_096
const PAGE_GROWTH = 4
const ALL = Number.MAX_SAFE_INTEGER

const DONE: IteratorReturnResult<undefined> = { done: true, value: undefined }

/** The end of a wait that no answer ended. */
type Interrupted = 'stopped' | 'silent'

/** Reads; see the module. */
export const reading = <A>(
  { settings, closing, learned }: Connection,
  { stream, operation, open, take, signals, retryForMs, firstPage }: Reading<A>,
): AsyncIterator<A, undefined> => {
  const stops = [...signals, closing]
  const patient = patience(settings, stops, retryForMs)
  const silenceMs = settings.deadlineMs * 2
  let read: OpenRead | undefined
  let events: AsyncIterator<Resolved> | undefined
  let silence: NodeJS.Timeout | undefined
  let interrupt: ((by: Interrupted) => void) | undefined
  let page = firstPage ?? (learned.cancels ? ALL : FIRST_PAGE)
  let leftOfPage = page
  let ended = false
  let failing = false

  const stop = (): void => interrupt?.('stopped')

  const start = (): AsyncIterator<Resolved> | undefined => {
    read = open(page)
    leftOfPage = page
    if (read === undefined) return undefined
    learned.cancels = read.cancel !== undefined
    read.on?.('unpipe', drain)
    if (silence === undefined) {
      for (const signal of stops) signal?.addEventListener('abort', stop)
      silence = setTimeout(() => interrupt?.('silent'), silenceMs).unref()
    }
    return read[Symbol.asyncIterator]()
  }

  const hangUp = (): void => {
    const [openRead, openEvents] = [read, events]
    read = undefined
    events = undefined
    if (openRead?.cancel === undefined) return void readOut(openEvents)
    // A call that can't even be cancelled has failed already.
    void openEvents?.return?.().catch(() => undefined)
    void openRead.cancel().catch(() => undefined)
  }

  const finish = (): IteratorReturnResult<undefined> => {
    ended = true
    clearTimeout(silence)
    for (const signal of stops) signal?.removeEventListener('abort', stop)
    hangUp()
    return DONE
  }

  const fail = (failure: AppendFailure): never => {
    finish()
    throw new StoreError(failure)
  }

  const answer = (
    pending: Promise<IteratorResult<Resolved>>,
  ): Promise<IteratorResult<Resolved> | Interrupted> => {
    silence?.refresh()
    return new Promise((resolve, reject) => {
      interrupt = resolve
      pending.then(resolve, reject)
    })
  }

  /** True when the reading goes on. */
  const goesOnAfter = async (trouble: Trouble): Promise<boolean> => {
    hangUp()
    failing = true
    switch (trouble._tag) {
      case 'Passing':
        if (await patient.retry(trouble)) return true
        return fail(unavailable(stopReason(signals, closing) ?? trouble.reason))
      case 'Lasting':
        return fail(trouble.failure)
      default:
        return false
    }
  }

  const next = async (): Promise<IteratorResult<A, undefined>> => {
    while (!ended) {
      const stopped = stopReason(signals, closing)
      if (stopped !== undefined) fail(unavailable(stopped))
      try {
        events ??= start()
        if (events === undefined) return finish()
        const step = await answer(events.next())
        if (step === 'stopped') continue
        if (step === 'silent') throw SILENT
        if (step.done === true) {
          if (leftOfPage > 0) return finish()
          events = undefined
          page = Math.min(page * PAGE_GROWTH, LARGEST_PAGE)
          continue
        }
        leftOfPage -= 1
        if (failing) patient.renew()
        failing = false
        const value = step.value.event === undefined ? undefined : take(step.value.event)
        if (value !== undefined) return { done: false, value }
      } catch (error) {
        if (error instanceof StoreError) throw error
        if (!(await goesOnAfter(troubleOf(error, stream, operation)))) return finish()
      }
    }
    return DONE
  }

  return {
    next,
    return: async () => {
      const done = finish()
      stop()
      return done
    },
  }
}

/** Reads a page to its end, which is the only way to end a call of a client that can't cancel one. */
const readOut = async (events: AsyncIterator<Resolved> | undefined): Promise<void> => {
  try {
    while (events !== undefined && (await events.next()).done !== true);
  } catch {
    // It has ended.
  }
}

/** A server that keeps the connection and says nothing. */
const SILENT = Object.assign(new Error('no answer in time'), { type: 'deadline-exceeded' })

/** Why a call must stop, if it must. */
const stopReason = (
  signals: ReadonlyArray<AbortSignal | undefined>,
  closing: AbortSignal,
): string | undefined => {
  if (closing.aborted) return 'closed'
  return signals.some((signal) => signal?.aborted === true) ? 'aborted' : undefined
}
