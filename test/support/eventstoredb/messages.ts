/**
 * The wire's messages, built with the service stubs that npm ships.
 */
import { Metadata, type ServiceError, status } from '@grpc/grpc-js'
import sharedMessages from '@eventstore/db-client/generated/shared_pb.js'
import statusMessages from '@eventstore/db-client/generated/status_pb.js'
import streamsMessages from '@eventstore/db-client/generated/streams_pb.js'
import type {
  AppendResp as AppendRespType,
  BatchAppendResp as BatchAppendRespType,
  ReadResp as ReadRespType,
} from '@eventstore/db-client/generated/streams_pb.js'
import type { UUID as UUIDType } from '@eventstore/db-client/generated/shared_pb.js'
import type { Entry, Expected, Outcome } from './log.ts'

const { AppendResp, BatchAppendResp, ReadResp, DeleteResp, TombstoneResp } = streamsMessages
const { Empty, StreamIdentifier, UUID, AllStreamPosition, WrongExpectedVersion } = sharedMessages

// ------------------------------------------------------------------- errors

/** A gRPC error, with the trailers that the clients look into. */
export const grpcError = (
  code: number,
  details: string,
  trailers: Readonly<Record<string, string>> = {},
): ServiceError => {
  const metadata = new Metadata()
  for (const [key, value] of Object.entries(trailers)) metadata.set(key, value)
  return Object.assign(new Error(details), { code: statusOf(code), details, metadata })
}

const statusByCode = new Map<number, status>()
for (const value of Object.values(status)) {
  if (typeof value !== 'string') statusByCode.set(value, value)
}

const statusOf = (code: number): status => statusByCode.get(code) ?? status.UNKNOWN

export const notLeader = (port: number): ServiceError =>
  grpcError(status.NOT_FOUND, 'Leader info available', {
    exception: 'not-leader',
    'leader-endpoint-host': '127.0.0.1',
    'leader-endpoint-port': String(port),
  })

export const notReady = (): ServiceError => grpcError(status.UNAVAILABLE, 'Server Is Not Ready')

export const accessDenied = (): ServiceError =>
  grpcError(status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' })

export const streamDeleted = (stream: string): ServiceError =>
  grpcError(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': stream,
  })

export const tooLarge = (limit: number): ServiceError =>
  grpcError(status.INVALID_ARGUMENT, `Maximum Append Size of ${limit} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(limit),
  })

export const notUuid = (): ServiceError =>
  grpcError(status.UNKNOWN, 'Exception was thrown by handler. FormatException')

// ------------------------------------------------------------------ appends

/** The unary path's answer. */
export const appendResponse = (outcome: Outcome, expected: Expected): AppendRespType => {
  const response = new AppendResp()
  if (outcome._tag === 'Written') {
    const success = new AppendResp.Success().setCurrentRevision(String(outcome.revision))
    if (outcome.position === undefined) success.setNoPosition(new Empty())
    else {
      success.setPosition(
        new AppendResp.Position()
          .setCommitPosition(String(outcome.position))
          .setPreparePosition(String(outcome.position)),
      )
    }
    return response.setSuccess(success)
  }
  const actual = outcome._tag === 'Conflict' ? outcome.actual : -1
  const conflict = new AppendResp.WrongExpectedVersion()
  if (actual === -1) conflict.setCurrentNoStream(new Empty())
  else conflict.setCurrentRevision(String(actual))
  if (expected === 'any') conflict.setExpectedAny(new Empty())
  else if (expected === 'none') conflict.setExpectedNoStream(new Empty())
  else if (expected === 'exists') conflict.setExpectedStreamExists(new Empty())
  else conflict.setExpectedRevision(String(expected))
  return response.setWrongExpectedVersion(conflict)
}

/** The batch path's answer. Its errors are `google.rpc.Status`, with an `Any` of a few known types. */
export const batchResponse = (
  request: { readonly correlationId: UUIDType | undefined; readonly stream: string },
  outcome: Outcome | { readonly _tag: 'Status'; readonly message: string },
): BatchAppendRespType => {
  const identifier = new StreamIdentifier().setStreamName(Buffer.from(request.stream))
  const response = new BatchAppendResp()
    .setCorrelationId(request.correlationId)
    .setStreamIdentifier(identifier)
  if (outcome._tag === 'Written') {
    const success = new BatchAppendResp.Success().setCurrentRevision(String(outcome.revision))
    const { position = 0 } = outcome
    return response.setSuccess(
      success.setPosition(
        new AllStreamPosition()
          .setCommitPosition(String(position))
          .setPreparePosition(String(position)),
      ),
    )
  }
  if (outcome._tag === 'Conflict') {
    const details = new WrongExpectedVersion()
    if (outcome.actual !== -1) details.setCurrentStreamRevision(String(outcome.actual))
    return response.setError(
      rpcStatus('conflict', 'event_store.client.WrongExpectedVersion', details.serializeBinary()),
    )
  }
  const message = outcome._tag === 'Status' ? outcome.message : outcome._tag
  return response.setError(rpcStatus(message, 'google.protobuf.Empty', new Uint8Array()))
}

/** `google.rpc.Status` by its wire format: the stubs don't export `Any`. */
const rpcStatus = (message: string, type: string, value: Uint8Array) => {
  const details = Buffer.concat([
    field(1, Buffer.from(`type.googleapis.com/${type}`)),
    field(2, Buffer.from(value)),
  ])
  return statusMessages.Status.deserializeBinary(
    Buffer.concat([Buffer.from([8, 2]), field(2, Buffer.from(message)), field(3, details)]),
  )
}

const field = (number: number, value: Buffer): Buffer =>
  Buffer.concat([Buffer.from([(number << 3) | 2]), varint(value.length), value])

const varint = (n: number): Buffer =>
  n < 128 ? Buffer.from([n]) : Buffer.concat([Buffer.from([(n & 127) | 128]), varint(n >>> 7)])

// -------------------------------------------------------------------- reads

const TICKS_PER_MS = 10_000n
/** What a server that leaves positions out sends instead. */
const NO_POSITION = String(2n ** 64n - 1n)

/** An event that is read. */
export const eventResponse = (entry: Entry, withPosition = true): ReadRespType => {
  const recorded = new ReadResp.ReadEvent.RecordedEvent()
    .setId(new UUID().setString(entry.id))
    .setStreamIdentifier(new StreamIdentifier().setStreamName(Buffer.from(entry.stream)))
    .setStreamRevision(String(entry.revision))
    .setCommitPosition(withPosition ? String(entry.position) : NO_POSITION)
    .setPreparePosition(withPosition ? String(entry.position) : NO_POSITION)
    .setCustomMetadata(entry.metadata)
    .setData(entry.data)
  recorded
    .getMetadataMap()
    .set('type', entry.type)
    .set('content-type', entry.isJson ? 'application/json' : 'application/octet-stream')
    .set('created', String(BigInt(entry.createdMs) * TICKS_PER_MS))
  return new ReadResp().setEvent(
    new ReadResp.ReadEvent().setEvent(recorded).setCommitPosition(String(entry.position)),
  )
}

export const streamNotFound = (stream: string): ReadRespType =>
  new ReadResp().setStreamNotFound(
    new ReadResp.StreamNotFound().setStreamIdentifier(
      new StreamIdentifier().setStreamName(Buffer.from(stream)),
    ),
  )

export const confirmation = (id: string): ReadRespType =>
  new ReadResp().setConfirmation(new ReadResp.SubscriptionConfirmation().setSubscriptionId(id))

export const caughtUp = (): ReadRespType => new ReadResp().setCaughtUp(new ReadResp.CaughtUp())

export const fellBehind = (): ReadRespType =>
  new ReadResp().setFellBehind(new ReadResp.FellBehind())

export const checkpoint = (position: number): ReadRespType =>
  new ReadResp().setCheckpoint(
    new ReadResp.Checkpoint()
      .setCommitPosition(String(position))
      .setPreparePosition(String(position)),
  )

// ---------------------------------------------------------------- deletions

export const deleteResponse = (position: number) =>
  new DeleteResp().setPosition(
    new DeleteResp.Position()
      .setCommitPosition(String(position))
      .setPreparePosition(String(position)),
  )

export const tombstoneResponse = (position: number) =>
  new TombstoneResp().setPosition(
    new TombstoneResp.Position()
      .setCommitPosition(String(position))
      .setPreparePosition(String(position)),
  )
