/**
 * auditTrail: who did what, when, on what. One row per recorded event, refusals included.
 *
 * For auditors only: alone among the read models it names secret visits before they open. Persons
 * appear as opaque ids; free text, in which they may be named, doesn't.
 */
import { actingAgency, domain } from '@kiemtra/core'
import {
  type Actor,
  type EventSource,
  type Handler,
  type Message,
  parseStream,
  projection,
  refusalsOf,
} from '@kiemtra/kernel'
import * as t from 'io-ts'

// ------------------------------------------------------------------- model

/** Codec of {@link AuditRow}. */
export const AuditRow = t.strict({
  eventId: t.string,
  category: t.string,
  /** Id of what the event is about: the agency, the plan, the inspection, the calendar of visits. */
  objectId: t.string,
  revision: t.number,
  eventType: t.string,
  /** When it was recorded, and when it happened: a day, or an instant. */
  recordedAt: t.string,
  happened: t.union([t.string, t.null]),
  actorKind: t.string,
  /** The person's id, the policy's name, or the source of an import. */
  actor: t.string,
  /** On whose behalf. */
  agencyId: t.union([t.string, t.null]),
  commandId: t.string,
  correlationId: t.string,
  causationId: t.union([t.string, t.null]),
  /** Of a recorded refusal: the command's type, the rejection's tag, and the rule, where it names one. */
  refusedCommand: t.union([t.string, t.null]),
  rejection: t.union([t.string, t.null]),
  rule: t.union([t.string, t.null]),
})
/** One recorded event: who, when, what, on what. */
export type AuditRow = t.TypeOf<typeof AuditRow>

// --------------------------------------------------------------- behaviour

/** A property of unknown data, if it is a text. */
const textIn = (data: unknown, property: string): string | null => {
  if (typeof data !== 'object' || data === null) return null
  const value: unknown = Reflect.get(data, property)
  return typeof value === 'string' ? value : null
}

const nameOf = (actor: Actor): string => {
  switch (actor.kind) {
    case 'official':
    case 'operator':
      return actor.personId
    case 'policy':
      return actor.name
    case 'import':
      return actor.source
  }
}

const rejectionIn = (data: unknown): unknown =>
  typeof data === 'object' && data !== null ? Reflect.get(data, 'rejection') : undefined

/** The same for every type of event. */
const onAny: Handler<AuditRow, Message> = {
  keys: ({ id }) => [id],
  apply: (_, { id, stream, revision, event, meta }) => {
    const name = parseStream(stream)
    const rejection = rejectionIn(event.data)
    return {
      eventId: id,
      category: name?.category ?? '',
      objectId: name?.id ?? stream,
      revision,
      eventType: event.type,
      recordedAt: meta.recordedAt,
      happened: textIn(event.data, 'happenedOn') ?? textIn(event.data, 'happenedAt'),
      actorKind: meta.actor.kind,
      actor: nameOf(meta.actor),
      agencyId: actingAgency(meta.actor) ?? null,
      commandId: meta.commandId,
      correlationId: meta.correlationId,
      causationId: meta.causationId ?? null,
      refusedCommand: textIn(event.data, 'commandType'),
      rejection: textIn(rejection, '_tag'),
      rule: textIn(rejection, 'rule'),
    }
  },
}

const sources = domain.flatMap(({ aggregate: sealed }) =>
  sealed.open((aggregate): ReadonlyArray<EventSource> => [aggregate, refusalsOf(aggregate)]),
)

/** The read model of everything that was recorded. */
export const auditTrail = projection<AuditRow>()({
  name: 'auditTrail',
  version: 1,
  from: sources,
  audience: 'auditor',
  row: AuditRow,
  indexes: ['objectId', 'eventType', 'actor', 'rule'],
  on: Object.fromEntries(
    sources.flatMap((source) => source.event.types).map((type) => [type, onAny]),
  ),
})
