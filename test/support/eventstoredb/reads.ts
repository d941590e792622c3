/**
 * The stand-in's read calls: a stream or the whole log, forwards or backwards, once or for good.
 */
import { randomUUID } from 'node:crypto'
import type { handleServerStreamingCall, ServerWritableStream } from '@grpc/grpc-js'
import streamsMessages from '@eventstore/db-client/generated/streams_pb.js'
import type {
  ReadReq as ReadReqType,
  ReadResp as ReadRespType,
} from '@eventstore/db-client/generated/streams_pb.js'
import { streamOf } from './appends.ts'
import type { Sprung } from './faults.ts'
import type { Entry } from './log.ts'
import {
  caughtUp,
  checkpoint,
  confirmation,
  fellBehind,
  eventResponse,
  grpcError,
  streamDeleted,
  streamNotFound,
} from './messages.ts'
import type { Servant } from './servant.ts'

const { ReadReq } = streamsMessages
const BACKWARDS = ReadReq.Options.ReadDirection.BACKWARDS

type Call = ServerWritableStream<ReadReqType, ReadRespType>
type Options = ReadReqType.Options

export const readCall =
  (servant: Servant): handleServerStreamingCall<ReadReqType, ReadRespType> =>
  (call) => {
    const options = call.request.getOptions()
    if (options === undefined) return void call.end()
    call.on('error', () => undefined)
    const kind = options.hasSubscription() ? 'subscribe' : options.hasAll() ? 'readAll' : 'read'
    const sprung = servant.faults.meet(kind)
    const closed = servant.faults.opened(kind === 'subscribe' ? 'subscribe' : 'read')
    const sending = sender(call, servant, sprung)
    sending.onEnd(closed)
    const refused = servant.refuse(call.metadata)
    if (refused !== undefined) return sending.fail(refused)
    const answering =
      kind === 'subscribe'
        ? subscribe(servant, options, sending)
        : send(
            sending,
            kind === 'read'
              ? streamEntries(servant, options, sending)
              : logEntries(servant, options),
            servant,
          )
    void answering.finally(closed)
  }

// ------------------------------------------------------------------ sending

interface Sending {
  /** Waits until there is room; false when nobody listens any more. */
  readonly write: (response: ReadRespType) => Promise<boolean>
  readonly writeEvent: (entry: Entry, withPosition?: boolean) => Promise<boolean>
  readonly end: () => void
  readonly fail: (error: Error) => void
  readonly isOver: () => boolean
  readonly onEnd: (listener: () => void) => void
}

const sender = (call: Call, servant: Servant, sprung: Sprung | undefined): Sending => {
  const listeners: (() => void)[] = []
  let over = false
  let eventsSent = 0
  const finish = (): void => {
    over = true
    for (const listener of listeners.splice(0)) listener()
  }
  call.on('cancelled', finish)
  call.on('close', finish)

  /** True when the fault has struck, and nothing more is to be sent. */
  const strikes = async (): Promise<boolean> => {
    if (sprung === undefined || eventsSent < sprung.afterEvents) return false
    const { act } = sprung
    if (act.do === 'hang up') servant.hangUp()
    if (act.do === 'error') call.emit('error', grpcError(act.code, act.details, act.trailers))
    if (act.do === 'end') call.end()
    if (act.do === 'silence') await new Promise<void>((resolve) => listeners.push(resolve))
    finish()
    return true
  }

  const write = async (response: ReadRespType): Promise<boolean> => {
    if (over || (await strikes())) return false
    if (call.write(response)) return !over
    await new Promise<void>((resolve) => {
      call.once('drain', resolve)
      listeners.push(resolve)
    })
    return !over
  }

  return {
    write,
    writeEvent: async (entry, withPosition) => {
      const written = await write(eventResponse(entry, withPosition))
      eventsSent += 1
      return written && !(sprung?.afterEvents === eventsSent && (await strikes()))
    },
    end: () => {
      if (!over) call.end()
      finish()
    },
    fail: (error) => {
      call.emit('error', error)
      finish()
    },
    isOver: () => over,
    onEnd: (listener) => void listeners.push(listener),
  }
}

const send = async (
  sending: Sending,
  entries: ReadonlyArray<Entry> | undefined,
  { options }: Servant,
): Promise<void> => {
  if (entries === undefined) return
  for (const entry of entries) {
    if (!(await sending.writeEvent(entry, options.positionOnRead))) return
  }
  // A fault that waits for no event strikes an empty answer too.
  sending.end()
}

// ------------------------------------------------------------------ reading

/** What a read of a stream answers; `undefined` when that was said already. */
const streamEntries = (
  { log }: Servant,
  options: Options,
  sending: Sending,
): ReadonlyArray<Entry> | undefined => {
  const asked = options.getStream()
  const stream = streamOf(asked)
  if (log.isTombstoned(stream)) {
    sending.fail(streamDeleted(stream))
    return undefined
  }
  const visible = log.visible(stream)
  if (visible === undefined) {
    void sending.write(streamNotFound(stream)).then((written) => {
      if (written) sending.end()
    })
    return undefined
  }
  const backwards = options.getReadDirection() === BACKWARDS
  const from =
    asked?.hasRevision() === true
      ? Number(asked.getRevision())
      : asked?.hasEnd() === true
        ? Number.MAX_SAFE_INTEGER
        : 0
  const matching = backwards
    ? visible.filter(({ revision }) => revision <= from).reverse()
    : visible.filter(({ revision }) => revision >= from)
  return matching.slice(0, Number(options.getCount()))
}

const logEntries = ({ log }: Servant, options: Options): ReadonlyArray<Entry> => {
  const asked = options.getAll()
  const at = Number(asked?.getPosition()?.getCommitPosition() ?? 0)
  const count = Number(options.getCount())
  if (options.getReadDirection() === BACKWARDS) {
    const before = asked?.hasEnd() === true ? Number.POSITIVE_INFINITY : at
    return log.entries
      .filter(({ position }) => position < before)
      .reverse()
      .slice(0, count)
  }
  if (asked?.hasEnd() === true) return []
  return log.entries.filter(({ position }) => position >= at).slice(0, count)
}

// -------------------------------------------------------------- subscribing

const DEFAULT_WINDOW = 32

/** Follows `$all` through a prefix filter on stream names. */
const subscribe = async (servant: Servant, options: Options, sending: Sending): Promise<void> => {
  const { log } = servant
  const filter = options.getFilter()
  const prefixes = filter?.getStreamIdentifier()?.getPrefixList() ?? ['']
  const window = filter?.hasMax() === true ? filter.getMax() : DEFAULT_WINDOW
  const interval = window * (filter?.getCheckpointintervalmultiplier() ?? 1)
  const matches = ({ stream }: Entry): boolean =>
    servant.options.ignoresFilter === true || prefixes.some((prefix) => stream.startsWith(prefix))

  const asked = options.getAll()
  let at =
    asked?.hasEnd() === true ? log.entries.length : indexAfter(log.entries, asked?.getPosition())
  if (asked?.hasPosition() === true && servant.options.skipsOnResume === true) {
    at = afterFirstMatch(log.entries, Number(asked.getPosition()?.getCommitPosition()), matches)
  }
  let considered = 0
  if (!(await sending.write(confirmation(randomUUID())))) return
  if (servant.options.fellBehind === true && !(await sending.write(fellBehind()))) return
  for (let announced = false; ;) {
    for (let entry = log.entries[at]; entry !== undefined; entry = log.entries[at]) {
      at += 1
      considered += 1
      if (matches(entry) && !(await sending.writeEvent(entry))) return
      if (considered % interval === 0 && !(await sending.write(checkpoint(entry.position)))) return
    }
    if (!announced && servant.options.caughtUp !== false) {
      announced = true
      if (!(await sending.write(caughtUp()))) return
      continue
    }
    await nextWrite(servant, sending)
    if (sending.isOver()) return
  }
}

const indexAfter = (
  entries: ReadonlyArray<Entry>,
  position: { getCommitPosition(): string } | undefined,
): number => {
  if (position === undefined) return 0
  const after = Number(position.getCommitPosition())
  const index = entries.findIndex((entry) => entry.position > after)
  return index === -1 ? entries.length : index
}

const afterFirstMatch = (
  entries: ReadonlyArray<Entry>,
  from: number,
  matches: (entry: Entry) => boolean,
): number => {
  const first = entries.findIndex((entry) => entry.position >= from && matches(entry))
  return first === -1 ? entries.length : first + 1
}

const nextWrite = ({ log }: Servant, sending: Sending): Promise<void> =>
  new Promise((resolve) => {
    const cancel = log.onWrite(() => {
      cancel()
      resolve()
    })
    sending.onEnd(() => {
      cancel()
      resolve()
    })
  })
