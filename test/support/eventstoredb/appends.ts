/**
 * The stand-in's append calls: one per append, and the shared batch stream with the faults it brings.
 */
import type {
  handleClientStreamingCall,
  handleBidiStreamingCall,
  handleUnaryCall,
  ServerDuplexStream,
} from '@grpc/grpc-js'
import type {
  AppendReq,
  AppendResp,
  BatchAppendReq,
  BatchAppendResp,
  DeleteReq,
  DeleteResp,
  TombstoneReq,
  TombstoneResp,
} from '@eventstore/db-client/generated/streams_pb.js'
import type { Expected, Offered, Outcome } from './log.ts'
import {
  appendResponse,
  batchResponse,
  deleteResponse,
  grpcError,
  notUuid,
  streamDeleted,
  tombstoneResponse,
  tooLarge,
} from './messages.ts'
import type { Servant } from './servant.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

interface Proposal {
  getId(): { getString(): string } | undefined
  getMetadataMap(): { get(key: string): string | undefined }
  getCustomMetadata_asU8(): Uint8Array
  getData_asU8(): Uint8Array
}

const offered = (proposal: Proposal): Offered => ({
  id: (proposal.getId()?.getString() ?? '').toLowerCase(),
  type: proposal.getMetadataMap().get('type') ?? '',
  isJson: proposal.getMetadataMap().get('content-type') === 'application/json',
  metadata: proposal.getCustomMetadata_asU8(),
  data: proposal.getData_asU8(),
})

interface ExpectationOptions {
  hasAny(): boolean
  hasNoStream(): boolean
  hasStreamExists?(): boolean
}

const expectedOf = (options: ExpectationOptions | undefined, revision: string): Expected => {
  if (options?.hasNoStream() === true) return 'none'
  if (options?.hasAny() === true) return 'any'
  if (options?.hasStreamExists?.() === true) return 'exists'
  return Number(revision)
}

interface Named {
  getStreamIdentifier(): { getStreamName_asU8(): Uint8Array } | undefined
}

/** The stream that a message names. */
export const streamOf = (named: Named | undefined): string =>
  Buffer.from(named?.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString('utf8')

// ---------------------------------------------------------------- one a call

export const appendCall =
  (servant: Servant): handleClientStreamingCall<AppendReq, AppendResp> =>
  (call, callback) => {
    const messages: AppendReq[] = []
    call.on('data', (message: AppendReq) => messages.push(message))
    call.on('error', () => undefined)
    call.on('end', () => {
      // A cancelled call ends like one that is complete; the real server writes nothing of it.
      if (call.cancelled) return
      const { faults, log } = servant
      const sprung = faults.meet('append')
      const refused = servant.refuse(call.metadata)
      if (refused !== undefined) return callback(refused)
      const [header, ...proposals] = messages
      const options = header?.getOptions()
      const stream = streamOf(options)
      const expected = expectedOf(options, options?.getRevision() ?? '')
      const events: Offered[] = []
      for (const message of proposals) {
        const proposal = message.getProposedMessage()
        if (proposal !== undefined) events.push(offered(proposal))
      }
      if (events.some(({ id }) => !UUID.test(id))) return callback(notUuid())
      const done = faults.appendBegins()
      const answer = (): void => {
        done()
        const act = sprung?.act
        if (act === undefined || act.do === 'end')
          return reply(log.append(stream, expected, events))
        if (act.commit === true) log.append(stream, expected, events)
        if (act.do === 'error') return callback(grpcError(act.code, act.details, act.trailers))
        if (act.do === 'hang up') servant.hangUp()
      }
      const reply = (outcome: Outcome): void => {
        if (outcome._tag === 'Deleted') return callback(streamDeleted(stream))
        if (outcome._tag === 'TooLarge') return callback(tooLarge(log.maxAppendBytes))
        callback(null, appendResponse(outcome, expected))
      }
      if (servant.appendDelayMs() === 0) answer()
      else setTimeout(answer, servant.appendDelayMs())
    })
  }

// ------------------------------------------------------------- many a stream

interface Pending {
  readonly stream: string
  readonly expected: Expected
  readonly events: Offered[]
}

export const batchAppendCall =
  (servant: Servant): handleBidiStreamingCall<BatchAppendReq, BatchAppendResp> =>
  (call) => {
    const closed = servant.faults.opened('batch')
    const pending = new Map<string, Pending>()
    call.on('error', () => undefined)
    call.on('cancelled', closed)
    call.on('close', closed)
    call.on('end', () => call.end())
    call.on('data', (message: BatchAppendReq) => {
      const id = message.getCorrelationId()?.getString() ?? ''
      const options = message.getOptions()
      if (options !== undefined) {
        const expected = expectedOf(options, options.getStreamPosition())
        pending.set(id, { stream: streamOf(options), expected, events: [] })
      }
      const append = pending.get(id)
      if (append === undefined) return
      append.events.push(...message.getProposedMessagesList().map(offered))
      if (!message.getIsFinal()) return
      pending.delete(id)
      batchAnswer(servant, call, { ...append, correlationId: message.getCorrelationId() })
    })
  }

const batchAnswer = (
  servant: Servant,
  call: ServerDuplexStream<BatchAppendReq, BatchAppendResp>,
  append: Pending & { readonly correlationId: ReturnType<BatchAppendReq['getCorrelationId']> },
): void => {
  const { faults, log } = servant
  const act = faults.meet('batch')?.act
  const { stream, expected, events } = append
  const refused = servant.refuse(call.metadata)
  if (refused !== undefined) return void call.emit('error', refused)
  if (act === undefined) {
    call.write(batchResponse(append, log.append(stream, expected, events)))
    return
  }
  if (act.do === 'end') return void call.end()
  if (act.commit === true) log.append(stream, expected, events)
  if (act.do === 'hang up') servant.hangUp()
  if (act.do !== 'error') return
  // A status without a code of its own travels as an answer, and not as the stream's end.
  if (act.code === 0) call.write(batchResponse(append, { _tag: 'Status', message: act.details }))
  else call.emit('error', grpcError(act.code, act.details, act.trailers))
}

// ---------------------------------------------------------------- deletions

interface Deletion {
  readonly kind: 'softDelete' | 'tombstone'
  readonly stream: string
  readonly expected: Expected
}

const remove = (
  { log, faults, hangUp, refuse }: Servant,
  metadata: Parameters<Servant['refuse']>[0],
  { kind, stream, expected }: Deletion,
  answer: (error: ReturnType<typeof grpcError> | null, position: number) => void,
): void => {
  const act = faults.meet('delete')?.act
  const refused = refuse(metadata)
  if (refused !== undefined) return answer(refused, 0)
  if (log.isTombstoned(stream)) return answer(streamDeleted(stream), 0)
  const last = log.lastRevision(stream)
  if (typeof expected === 'number' && expected !== last) {
    return answer(
      grpcError(9, 'Wrong expected version', {
        exception: 'wrong-expected-version',
        'stream-name': stream,
        'expected-version': String(expected),
        'actual-version': String(last),
      }),
      0,
    )
  }
  const position = act === undefined || ('commit' in act && act.commit) ? log[kind](stream) : 0
  if (act === undefined) return answer(null, position)
  if (act.do === 'error') return answer(grpcError(act.code, act.details, act.trailers), 0)
  if (act.do === 'hang up') hangUp()
}

export const deleteCall =
  (servant: Servant): handleUnaryCall<DeleteReq, DeleteResp> =>
  (call, callback) => {
    const options = call.request.getOptions()
    const expected = expectedOf(options, options?.getRevision() ?? '')
    remove(
      servant,
      call.metadata,
      { kind: 'softDelete', stream: streamOf(options), expected },
      (error, at) => (error === null ? callback(null, deleteResponse(at)) : callback(error)),
    )
  }

export const tombstoneCall =
  (servant: Servant): handleUnaryCall<TombstoneReq, TombstoneResp> =>
  (call, callback) => {
    const options = call.request.getOptions()
    const expected = expectedOf(options, options?.getRevision() ?? '')
    remove(
      servant,
      call.metadata,
      { kind: 'tombstone', stream: streamOf(options), expected },
      (error, at) => (error === null ? callback(null, tombstoneResponse(at)) : callback(error)),
    )
  }
