/**
 * What people see: the log as it stands, folded, and what would come of a command now.
 *
 * Whoever sends a command in life has looked first, mostly. What they see may be gone by the time it
 * arrives; the aggregate decides then.
 */
import {
  type Aggregate,
  type CivilDate,
  civilDateOf,
  type CommandMeta,
  type Fold,
  foldOf,
  foldStored,
  isInstant,
  type Message,
  type Need,
  type Needs,
  parseStream,
  type StoredEvent,
  streamOf,
  type Tagged,
} from '@kiemtra/kernel'
import { isLeft } from 'fp-ts/lib/Either.js'

const NAMESPACE = 'kiemtra'

/** A command as it is thought of. */
export interface Thought extends Message {
  readonly meta: CommandMeta
}

/** See the module. */
export class Sight {
  private readonly streams = new Map<string, StoredEvent[]>()
  private readonly states = new Map<string, unknown>()
  private seen = 0
  private readonly log: ReadonlyArray<StoredEvent>

  constructor(log: ReadonlyArray<StoredEvent>) {
    this.log = log
  }

  /** Looks again, where the log has gone on. */
  look(): this {
    if (this.seen === this.log.length) return this
    this.seen = this.log.length
    this.streams.clear()
    this.states.clear()
    for (const event of this.log) {
      const known = this.streams.get(event.stream)
      if (known === undefined) this.streams.set(event.stream, [event])
      else known.push(event)
    }
    return this
  }

  /** Ids of the streams of a category, the oldest first. */
  idsOf(category: string): ReadonlyArray<string> {
    const ids: string[] = []
    for (const stream of this.streams.keys()) {
      const name = parseStream(stream)
      if (name?.category === category) ids.push(name.id)
    }
    return ids
  }

  eventsOf(category: string, id: string): ReadonlyArray<StoredEvent> {
    return this.streams.get(streamOf(NAMESPACE, category, id)) ?? []
  }

  stateOf<S>(of: Fold<S>, id: string): S {
    const stream = streamOf(NAMESPACE, of.category, id)
    const known = this.states.get(stream)
    // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- a stream's state is kept by the fold of its category only
    if (known !== undefined) return known as S
    const folded = foldStored(of, this.streams.get(stream) ?? [])
    const state = isLeft(folded) ? of.initialState : folded.right
    this.states.set(stream, state)
    return state
  }

  /** The latest day that people have recorded in a stream; policies go by another clock. */
  lastDay(category: string, id: string): CivilDate | undefined {
    let last: CivilDate | undefined
    for (const { meta } of this.eventsOf(category, id)) {
      if (meta.actor.kind === 'policy' || !isInstant(meta.recordedAt)) continue
      const day = civilDateOf(meta.recordedAt)
      if (last === undefined || day > last) last = day
    }
    return last
  }

  /** The events that a command would lead to now; `undefined`: it would be refused. */
  eventsFrom<C extends Message, E extends Message, S, R extends Tagged, F>(
    aggregate: Aggregate<string, C, E, S, R, F>,
    { type, data, meta }: Thought,
  ): ReadonlyArray<E> | undefined {
    const decoded = aggregate.command.decode({ type, data })
    if (isLeft(decoded)) return undefined
    const command = { ...decoded.right, meta }
    const state = this.stateOf(foldOf(aggregate), aggregate.idOf(command))
    const facts = this.factsFor(aggregate.needs(command, state))
    if (facts === undefined) return undefined
    const decided = aggregate.decide(command, state, facts)
    return isLeft(decided) ? undefined : decided.right
  }

  /** What is needed, as it stands; `undefined` where a stream isn't there that must be. */
  private factsFor<F>(needs: Needs<F>): F | undefined {
    const facts: Partial<F> = {}
    for (const name in needs) {
      const need: Need<F[typeof name]> = needs[name]
      const isThere = this.eventsOf(need.of.category, need.id).length > 0
      if (!isThere && need.absent !== 'initial') return undefined
      facts[name] = this.stateOf(need.of, need.id)
    }
    // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- the loop has set every name that the needs have
    return facts as F
  }
}

const sights = new WeakMap<ReadonlyArray<StoredEvent>, Sight>()

/** What is seen of a log; one a run. */
export const sightOf = (log: ReadonlyArray<StoredEvent>): Sight => {
  const known = sights.get(log)
  if (known !== undefined) return known.look()
  const sight = new Sight(log)
  sights.set(log, sight)
  return sight.look()
}
