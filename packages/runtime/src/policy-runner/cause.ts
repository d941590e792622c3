/**
 * Causes: what a policy reacts to, and what its commands inherit from it.
 *
 * A command's id derives from its cause, so sending it again is harmless: the handler gives the
 * first answer again, in any process and however long ago.
 */
import type { Actor, CommandMeta, Message, Recorded } from '@kiemtra/kernel'
import { commandIdOf } from '../identity.ts'
import type { PolicyTimer } from '../ports/policy-store.ts'

/** An event or a timer, as its commands and timers need it. */
export interface Cause {
  readonly key: string
  /** What tells it apart from every other cause of its policy. */
  readonly id: ReadonlyArray<string>
  readonly origin: PolicyTimer['setBy']
  /** An instant before which nothing that it leads to is recorded, whatever the clock says. */
  readonly from: string
}

/** An event as a cause. */
export const ofEvent = (key: string, { id, meta }: Recorded<Message>, policy: string): Cause => ({
  key,
  id: [id],
  origin: {
    eventId: id,
    correlationId: meta.correlationId,
    onBehalfOf: principalOf(meta.actor) ?? policy,
    recordedAt: meta.recordedAt,
  },
  from: meta.recordedAt,
})

/**
 * A timer as a cause; its commands are caused by the event that set it. One that had begun to fire may
 * go on under a clock that was set back: it was due all the same, and not before its instant.
 */
export const ofTimer = ({ key, timer, instant, setBy }: PolicyTimer): Cause => ({
  key,
  // Set again for the same instant by another event, it is another cause: else its command would be
  // taken for a repeat of the first, and an obligation that is long past its day be lost.
  id: ['timer', key, timer, instant, setBy.eventId],
  origin: setBy,
  from: later(instant, setBy.recordedAt),
})

const later = (one: string, other: string): string =>
  Date.parse(one) < Date.parse(other) ? other : one

/** For whom an actor acts; operators and imports act for no agency, and the policy then for itself. */
const principalOf = (actor: Actor): string | undefined => {
  switch (actor.kind) {
    case 'official':
      return actor.agencyId
    case 'policy':
      return actor.onBehalfOf
    case 'operator':
    case 'import':
      return undefined
  }
}

/** What makes a command one and the same, however often it is sent. */
export interface Sent {
  readonly policy: string
  readonly cause: Cause
  readonly commandType: string
  readonly stream: string
  readonly discriminator: string
}

/** The id of a policy's command. */
export const sentId = ({ policy, cause, commandType, stream, discriminator }: Sent): string =>
  commandIdOf('policy', policy, ...cause.id, commandType, stream, discriminator)

/** The meta of a policy's command. It is never recorded before what caused it, whatever the clock says. */
export const sentMeta = (
  commandId: string,
  { policy, cause: { origin, from } }: Sent,
  onBehalfOf: string | undefined,
  now: string,
): CommandMeta => ({
  commandId,
  actor: { kind: 'policy', name: policy, onBehalfOf: onBehalfOf ?? origin.onBehalfOf },
  recordedAt: later(now, from),
  correlationId: origin.correlationId,
  causationId: origin.eventId,
  onRefusal: 'record',
})
