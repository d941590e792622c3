/**
 * A log in memory, and what a handler does with a command, without a store: decode, ask needs, fold
 * facts, decide, encode, keep. Pure enough for laws by the thousand.
 */
import {
  type Aggregate,
  type Command,
  CommandMeta,
  type Fold,
  foldOf,
  foldStored,
  type Message,
  type Need,
  positionOf,
  type StoredEvent,
  type Tagged,
} from '@kiemtra/kernel'
import { isLeft } from 'fp-ts/lib/Either.js'

/** What a command comes to. */
export type Answer<E, R> =
  | { readonly is: 'accepted'; readonly events: ReadonlyArray<E> }
  | { readonly is: 'rejected'; readonly rejection: R }
  | { readonly is: 'malformed' }
  | { readonly is: 'unknown'; readonly reference: string }

/** Any aggregate of the domain. */
export type Anyone<C extends Message, E extends Message, S, R extends Tagged, F> = Aggregate<
  string,
  C,
  E,
  S,
  R,
  F
>

export class World {
  private readonly streams = new Map<string, Array<StoredEvent>>()

  /** A world with the same past and a future of its own. */
  copy(): World {
    const twin = new World()
    for (const [stream, events] of this.streams) twin.streams.set(stream, [...events])
    return twin
  }

  /** Handles a command, and keeps its events as a store would: through JSON. */
  handle<C extends Message, E extends Message, S, R extends Tagged, F>(
    of: Anyone<C, E, S, R, F>,
    sent: { readonly type: string; readonly data: unknown; readonly meta: unknown },
  ): Answer<E, R> {
    const decoded = of.command.decode({ type: sent.type, data: sent.data })
    const meta = CommandMeta.decode(sent.meta)
    if (isLeft(decoded) || isLeft(meta)) return { is: 'malformed' }
    const command: Command<C> = { ...decoded.right, meta: meta.right }
    const id = of.idOf(decoded.right)
    const state = this.stateOf(foldOf(of), id)
    const needs = of.needs(decoded.right, state)
    const facts: Record<string, unknown> = {}
    for (const name in needs) {
      const need: Need<F[typeof name & keyof F]> = needs[name]
      if (this.eventsOf(need.of.category, need.id).length === 0 && need.absent !== 'initial') {
        return { is: 'unknown', reference: `${need.of.category}-${need.id}` }
      }
      facts[name] = this.stateOf(need.of, need.id)
    }
    // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- filled name by name from the needs, whose type says so
    const decision = of.decide(command, state, facts as F)
    if (isLeft(decision)) return { is: 'rejected', rejection: decision.left }
    for (const event of decision.right) this.append(of, id, event, command)
    return { is: 'accepted', events: decision.right }
  }

  stateOf<S>(fold: Fold<S>, id: string): S {
    const folded = foldStored(fold, this.eventsOf(fold.category, id))
    if (isLeft(folded)) throw new Error(JSON.stringify(folded.left))
    return folded.right
  }

  eventsOf(category: string, id: string): Array<StoredEvent> {
    return this.streams.get(`${category}-${id}`) ?? []
  }

  private append<E extends Message>(
    of: {
      readonly category: string
      readonly event: Anyone<Message, E, never, Tagged, never>['event']
    },
    id: string,
    event: E,
    { meta }: { readonly meta: CommandMeta },
  ): void {
    const stream = `${of.category}-${id}`
    const events = this.eventsOf(of.category, id)
    const { type, schemaVersion, data } = of.event.encode(event)
    const stored: unknown = JSON.parse(JSON.stringify(data))
    events.push({
      id: `${stream}/${String(events.length)}`,
      stream,
      revision: events.length,
      position: positionOf(String(events.length)),
      type,
      data: stored,
      meta: {
        schemaVersion,
        commandId: meta.commandId,
        index: 0,
        count: 1,
        actor: meta.actor,
        recordedAt: meta.recordedAt,
        correlationId: meta.commandId,
        reads: [],
      },
    })
    this.streams.set(stream, events)
  }
}
