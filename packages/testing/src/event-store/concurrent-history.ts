/**
 * Concurrent histories: whether some order explains what several clients have seen of a store.
 *
 * Clients append and read at the same time; each call is recorded with the ticks at which it was
 * made and answered. Afterwards the log is read. A stream's state is its length: an append takes it
 * from one length to the next, a read and a conflict see one length. So every call has its place on
 * the line of lengths, and an order exists just when no call that was answered before another was
 * made lies after it on that line (linearizability, stream by stream). Across streams, positions
 * must agree with the same order. Rejected: a search over orders, as porcupine does it; with the log
 * at hand there is nothing left to search.
 */
import type { ExpectedRevision } from '@kiemtra/runtime'

// ------------------------------------------------------------------- model

/** What a call was told. `unknown`: no answer, so it may have happened at any time, or never. */
export type CallAnswer =
  | { readonly _tag: 'written'; readonly revision: number; readonly position: string }
  | { readonly _tag: 'conflict'; readonly actual: ExpectedRevision }
  | { readonly _tag: 'seen'; readonly ids: ReadonlyArray<string> }
  | { readonly _tag: 'unknown' }

/** One call of one client. */
export interface RecordedCall {
  readonly client: string
  readonly stream: string
  readonly call:
    | {
        readonly _tag: 'append'
        readonly expected: ExpectedRevision
        readonly ids: ReadonlyArray<string>
      }
    | { readonly _tag: 'read' }
  readonly answer: CallAnswer
  /** Ticks of one clock that all clients share: when it was made, and when it was answered. */
  readonly from: number
  readonly to: number
}

/** The log, as it is read in the end. */
export interface LoggedEvent {
  readonly id: string
  readonly stream: string
  readonly revision: number
  readonly position: string
}

/** What no order explains. */
export interface Unexplained {
  readonly stream: string
  readonly message: string
  readonly calls: ReadonlyArray<RecordedCall>
}

/** A call and its place: the stream's length before and after it. */
interface Placed {
  readonly call: RecordedCall
  readonly before: number
  readonly after: number
  /** Where the events stand that it wrote. */
  readonly positions: readonly [first: string, last: string] | undefined
}

// --------------------------------------------------------------- behaviour

/**
 * What no order explains; empty: some order explains everything that was seen.
 *
 * @example
 * const call: RecordedCall = {
 *   client: 'a',
 *   stream: 's',
 *   call: { _tag: 'append', expected: 'no-stream', ids: ['e-1'] },
 *   answer: { _tag: 'written', revision: 0, position: '1' },
 *   from: 1,
 *   to: 2,
 * }
 * unexplained([call], [{ id: 'e-1', stream: 's', revision: 0, position: '1' }]) // => []
 * // Told that it was written, and the log doesn't hold it.
 * unexplained([call], []).length // => 1
 */
export const unexplained = (
  calls: ReadonlyArray<RecordedCall>,
  log: ReadonlyArray<LoggedEvent>,
): ReadonlyArray<Unexplained> => {
  const found: Unexplained[] = [...logOutOfOrder(log)]
  const streams = new Map<string, LoggedEvent[]>()
  for (const event of log) streams.set(event.stream, [...(streams.get(event.stream) ?? []), event])
  const placed: Placed[] = []
  for (const call of calls) {
    const place = placeOf(call, streams.get(call.stream) ?? [])
    if (typeof place === 'string')
      found.push({ stream: call.stream, message: place, calls: [call] })
    else if (place !== undefined) placed.push(place)
  }
  for (const earlier of placed) {
    for (const later of placed) {
      const message = earlier.call.to < later.call.from ? contradiction(earlier, later) : undefined
      if (message === undefined) continue
      found.push({ stream: later.call.stream, message, calls: [earlier.call, later.call] })
    }
  }
  return found
}

/** Positions and revisions both grow along the log, without gaps in a stream, and no event is twice. */
const logOutOfOrder = (log: ReadonlyArray<LoggedEvent>): ReadonlyArray<Unexplained> => {
  const found: Unexplained[] = []
  const next = new Map<string, number>()
  const ids = new Set<string>()
  let last = ''
  for (const { id, stream, revision, position } of log) {
    const wanted = next.get(stream) ?? 0
    const wrong =
      position <= last
        ? `position ${position} comes after ${last}`
        : revision !== wanted
          ? `revision ${revision} comes where ${wanted} should`
          : ids.has(id)
            ? `event ${id} is in the log twice`
            : undefined
    if (wrong !== undefined) found.push({ stream, message: `the log: ${wrong}`, calls: [] })
    next.set(stream, revision + 1)
    ids.add(id)
    last = position
  }
  return found
}

/** Where a call lies, why it can't lie anywhere, or `undefined` where it says nothing. */
const placeOf = (
  call: RecordedCall,
  events: ReadonlyArray<LoggedEvent>,
): Placed | string | undefined => {
  const { answer } = call
  switch (answer._tag) {
    case 'seen':
      return answer.ids.every((id, i) => events[i]?.id === id)
        ? seenAt(call, answer.ids.length)
        : 'a read saw what is no beginning of the stream'
    case 'conflict':
      return placeOfConflict(call, answer.actual, events.length)
    case 'written':
    case 'unknown':
      return placeOfAppend(call, events)
  }
}

const seenAt = (call: RecordedCall, length: number): Placed => ({
  call,
  before: length,
  after: length,
  positions: undefined,
})

const lengthOf = (revision: ExpectedRevision): number =>
  revision === 'no-stream' ? 0 : revision + 1

const placeOfConflict = (
  call: RecordedCall,
  actual: ExpectedRevision,
  length: number,
): Placed | string => {
  const stood = lengthOf(actual)
  if (call.call._tag === 'append' && lengthOf(call.call.expected) === stood) {
    return `a conflict over ${actual}, which is what was expected`
  }
  return stood > length
    ? `a conflict with revision ${actual}, which the stream never reached`
    : seenAt(call, stood)
}

const placeOfAppend = (
  call: RecordedCall,
  events: ReadonlyArray<LoggedEvent>,
): Placed | string | undefined => {
  const { answer, call: made } = call
  if (made._tag !== 'append') return undefined
  const before = lengthOf(made.expected)
  const found = events.slice(before, before + made.ids.length)
  const isThere = made.ids.every((id, i) => found[i]?.id === id)
  if (answer._tag === 'unknown') {
    const traces = events.filter(({ id }) => made.ids.includes(id)).length
    if (traces === 0) return undefined
    if (!isThere) return 'an append without an answer was written in part, or elsewhere'
  }
  const [first, last] = [found[0], found.at(-1)]
  if (!isThere || first === undefined || last === undefined) {
    return 'an append was acknowledged, and its events are not where they should be'
  }
  if (answer._tag === 'written') {
    if (answer.revision !== last.revision || answer.position !== last.position) {
      return `an append was told ${answer.revision} at ${answer.position}, and stands elsewhere`
    }
  }
  // Without an answer it may have happened as late as one likes, but not before it was made.
  const open = answer._tag === 'unknown' ? { ...call, to: Number.POSITIVE_INFINITY } : call
  return {
    call: open,
    before,
    after: before + made.ids.length,
    positions: [first.position, last.position],
  }
}

/** Why a call that was answered before another was made can't come before it. */
const contradiction = (earlier: Placed, later: Placed): string | undefined => {
  if (earlier.call.stream === later.call.stream && earlier.after > later.before) {
    return `a call saw ${later.before} events after another had seen or made ${earlier.after}`
  }
  if (earlier.positions === undefined || later.positions === undefined) return undefined
  return earlier.positions[1] >= later.positions[0]
    ? `an append stands at ${later.positions[0]}, before one that was answered earlier`
    : undefined
}
