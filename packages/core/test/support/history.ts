/**
 * Histories for laws about a whole log: commands that come one after the other to an aggregate's
 * streams, among facts that stay the same for a history; what was decided, in its order.
 */
import {
  type Aggregate,
  type Command,
  type EventCodec,
  foldEvents,
  type Message,
  type Need,
  positionOf,
  type Tagged,
} from '@kiemtra/kernel'
import type { FactPool } from '@kiemtra/testing'
import { isLeft, isRight } from 'fp-ts/lib/Either.js'

/** One event, and what was asked where, among which facts. */
interface Happened<C, E, S, F> {
  readonly command: C
  readonly event: E
  readonly before: S
  readonly facts: F
}

export const historyOf = <C extends Message, E extends Message, S, R extends Tagged, F>(
  aggregate: Aggregate<string, C, E, S, R, F>,
  facts: ReadonlyArray<FactPool>,
  commands: ReadonlyArray<Command<C>>,
  seed: number,
  start: ReadonlyMap<string, S> = new Map(),
): ReadonlyArray<Happened<Command<C>, E, S, F>> => {
  const happened: Array<Happened<Command<C>, E, S, F>> = []
  const states = new Map(start)
  for (const command of commands) {
    const id = aggregate.idOf(command)
    const before = states.get(id) ?? aggregate.initialState
    const needs = aggregate.needs(command, before)
    const given: Record<string, unknown> = {}
    for (const name in needs) {
      const need: Need<unknown> | { readonly of: { readonly category: string }; id: string } =
        needs[name]
      const pool = facts.find(({ category }) => category === need.of.category)
      const states = pool?.states ?? []
      given[name] = pool?.stateOf?.(need.id) ?? states[(seed + need.id.length) % states.length]
    }
    // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- filled name by name from the needs, whose type says so
    const known = given as F
    const decided = aggregate.decide(command, before, known)
    if (!isRight(decided)) continue
    for (const event of decided.right) happened.push({ command, event, before, facts: known })
    states.set(id, foldEvents(aggregate, decided.right, before))
  }
  return happened
}

/** The same commands in the order of the days that they are about. */
export const inOrder = <C extends { readonly data: { readonly happenedOn: string } }>(
  commands: ReadonlyArray<C>,
): ReadonlyArray<C> =>
  [...commands].sort((a, b) =>
    a.data.happenedOn < b.data.happenedOn ? -1 : a.data.happenedOn > b.data.happenedOn ? 1 : 0,
  )

/** An event as decided, from one that is written plainly. */
export const readEvent =
  <E extends Message>({ event }: { readonly event: EventCodec<E> }) =>
  ({ type, data }: { readonly type: string; readonly data: unknown }): E => {
    const decoded = event.decode({
      id: 'e',
      stream: 'kiemtra.sample-1',
      revision: 0,
      position: positionOf('0'),
      type,
      data,
      meta: {
        schemaVersion: 1,
        commandId: 'c',
        index: 0,
        count: 1,
        actor: { kind: 'import', source: 'sample' },
        recordedAt: '2023-01-01T00:00:00.000Z',
        correlationId: 'c',
        reads: [],
      },
    })
    if (isLeft(decoded)) throw new Error(`no event: ${type}`)
    return decoded.right
  }
