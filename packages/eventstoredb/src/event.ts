/**
 * Events, between the port and the server.
 *
 * `meta` stands in the event's metadata, with correlation and causation under the names that
 * EventStoreDB reserves for them, so that its `$by_correlation_id` projection finds them. The
 * server takes nothing but UUIDs as ids, in lower case: any other id is kept in the metadata, and
 * the server gets the UUID v5 computed from it, the same at every attempt. What JSON can't hold is
 * refused before a client sees it: one that meets it in mid-call hangs, or ends the process.
 */
import { hash } from 'node:crypto'
import type { EventMeta, StoredEvent } from '@kiemtra/kernel'
import { type AppendFailure, type EventToAppend, jsonCopy } from '@kiemtra/runtime'
import type { IncomingEvent, OutgoingData, OutgoingEvent } from './client.ts'
import { FailureError } from './failure.ts'
import { positionAt } from './position.ts'

/** Events that are ready to be sent, as often as it takes. */
export interface Prepared {
  readonly events: OutgoingEvent[]
  /** As the server counts: data, metadata, and the type in UTF-16. */
  readonly bytes: number
}

/** Checks and freezes events; throws a `TypeError` at what isn't JSON, and at none, which the server takes for a success. */
export const prepare = (events: ReadonlyArray<EventToAppend>): Prepared => {
  if (events.length === 0) throw new TypeError('an append of no events')
  const outgoing: OutgoingEvent[] = []
  let bytes = 0
  for (const { id, type, data, meta } of events) {
    const frozen = jsonCopy(data, 'data')
    const metadata = Buffer.from(JSON.stringify(metadataOf(id, meta)), 'utf8')
    bytes += Buffer.byteLength(JSON.stringify(frozen)) + metadata.length + type.length * 2
    outgoing.push({
      id: uuidOf(id),
      type,
      contentType: 'application/json',
      // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- any JSON value is serialised as it is; only the clients' types are narrower
      data: frozen as OutgoingData,
      // A plain Uint8Array: the clients ask for the constructor by name.
      metadata: new Uint8Array(metadata),
    })
  }
  return { events: outgoing, bytes }
}

/** The event as the port hands it out; throws a {@link FailureError} at one that no adapter wrote. */
export const storedEvent = (event: IncomingEvent): StoredEvent => {
  const { streamId, type, data } = event
  const revision = Number(event.revision)
  const { id, meta } = metaOf(event.metadata) ?? {}
  if (!event.isJson || meta === undefined) {
    throw new FailureError(
      foreign(`event ${revision} of ${streamId}, which has no kiemtra metadata`),
    )
  }
  const position = positionAt(event.position) ?? withoutPosition()
  return { id: id ?? event.id, stream: streamId, revision, position, type, data, meta }
}

const foreign = (found: string): AppendFailure => ({
  _tag: 'Incompatible',
  found,
  wanted: 'events appended through @kiemtra/eventstoredb',
})

/** Refuses an event of which the server doesn't say where it stands. */
export const withoutPosition = (): never => {
  throw new FailureError({
    _tag: 'Incompatible',
    found: 'a server that reads events without their positions',
    wanted: 'EventStoreDB 22.6 or later, or KurrentDB',
  })
}

// ---------------------------------------------------------------------- ids

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Where an id that is no UUID stands in the metadata. */
const ID_KEY = 'kiemtra.id'

/** The uuid namespace of ids that are none; published, so that others can compute them. */
export const ID_NAMESPACE = 'b0c4f9f6-3f2e-4f0a-9d5b-6f7f8e0f2a51'

const uuidOf = (id: string): string => (UUID.test(id) ? id : uuidV5(id))

/** RFC 9562, 5.5. Here and not from a library: a dozen lines against a dependency for a rare case. */
const uuidV5 = (name: string): string => {
  const space = Buffer.from(ID_NAMESPACE.replaceAll('-', ''), 'hex')
  const digest = hash('sha1', Buffer.concat([space, Buffer.from(name, 'utf8')]), 'buffer')
  digest.writeUInt8((digest.readUInt8(6) & 0x0f) | 0x50, 6)
  digest.writeUInt8((digest.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = digest.toString('hex', 0, 16)
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-')
}

// ----------------------------------------------------------------- metadata

const metadataOf = (id: string, meta: EventMeta): object => {
  const { correlationId, causationId, ...rest } = meta
  return {
    ...objectOf(jsonCopy(rest, 'meta')),
    $correlationId: jsonCopy(correlationId, 'meta.correlationId'),
    ...(causationId === undefined
      ? {}
      : { $causationId: jsonCopy(causationId, 'meta.causationId') }),
    ...(UUID.test(id) ? {} : { [ID_KEY]: id }),
  }
}

const objectOf = (value: unknown): object =>
  typeof value === 'object' && value !== null ? value : {}

const metaOf = (
  metadata: unknown,
): { readonly id: string | undefined; readonly meta: EventMeta } | undefined => {
  if (typeof metadata !== 'object' || metadata === null || !('$correlationId' in metadata)) {
    return undefined
  }
  const {
    $correlationId,
    $causationId,
    [ID_KEY]: id,
    ...rest
  }: Record<string, unknown> = { ...metadata }
  if (typeof rest['commandId'] !== 'string' || typeof rest['recordedAt'] !== 'string')
    return undefined
  const meta = {
    ...rest,
    correlationId: $correlationId,
    ...($causationId === undefined ? {} : { causationId: $causationId }),
  }
  return {
    id: typeof id === 'string' ? id : undefined,
    // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- appended through the port as an EventMeta; the marks of that are checked above
    meta: meta as EventMeta,
  }
}
