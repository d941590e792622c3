/**
 * auditTrail: who did what, when, on what. One row per recorded event, refusals included.
 *
 * For auditors only: it names secret visits before they open. Persons appear as opaque ids.
 */
import { actingAgency, Agency, Plan, Visits } from '@kiemtra/core'
import {
  type Actor,
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
  /** Id of what the event is about: the agency, the plan, the calendar of visits. */
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
})
/** One recorded event: who, when, what, on what. */
export type AuditRow = t.TypeOf<typeof AuditRow>

// --------------------------------------------------------------- behaviour

const happenedIn = (data: unknown): string | null => {
  if (typeof data !== 'object' || data === null) return null
  if ('happenedOn' in data && typeof data.happenedOn === 'string') return data.happenedOn
  if ('happenedAt' in data && typeof data.happenedAt === 'string') return data.happenedAt
  return null
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

/** The same for every type of event. */
const onAny: Handler<AuditRow, Message> = {
  keys: ({ id }) => [id],
  apply: (_, { id, stream, revision, event, meta }) => {
    const name = parseStream(stream)
    return {
      eventId: id,
      category: name?.category ?? '',
      objectId: name?.id ?? stream,
      revision,
      eventType: event.type,
      recordedAt: meta.recordedAt,
      happened: happenedIn(event.data),
      actorKind: meta.actor.kind,
      actor: nameOf(meta.actor),
      agencyId: actingAgency(meta.actor) ?? null,
      commandId: meta.commandId,
      correlationId: meta.correlationId,
      causationId: meta.causationId ?? null,
    }
  },
}

const sources = [
  Agency,
  Plan,
  Visits,
  refusalsOf(Agency),
  refusalsOf(Plan),
  refusalsOf(Visits),
] as const

/** The read model of everything that was recorded. */
export const auditTrail = projection<AuditRow>()({
  name: 'auditTrail',
  version: 1,
  from: sources,
  audience: 'auditor',
  row: AuditRow,
  indexes: ['objectId', 'eventType', 'actor'],
  on: Object.fromEntries(
    sources.flatMap((source) => source.event.types).map((type) => [type, onAny]),
  ),
})
