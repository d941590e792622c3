/**
 * Budget: command handling in memory, against a hand-written loop that does the same.
 *
 * The loop is what one would write without a library, on a `Map` and straight through: it checks the
 * command field by field, finds repeats, decides, checks what was decided, computes the same event
 * ids (uuid v5), keeps a frozen JSON-safe copy under the expected revision, and gives the events
 * back. It has no port: it neither reads nor appends through a promise, so what the handler pays for
 * working on any store is in the ratio. Ids and copies are made by the same functions on both sides.
 */
import {
  type Command,
  type CommandMeta,
  type EventMeta,
  isCivilDate,
  isId,
  isInstant,
} from '@kiemtra/kernel'
import { commandHandler, eventIdOf, inMemoryEventStore, jsonCopy } from '@kiemtra/runtime'
import { Account, type AccountCommand, deposit } from './account.ts'
import { type Budget, duration } from './budget.ts'
import { compare, type Side } from './measure.ts'

const STREAM_LENGTHS = [1, 10] as const

const commandsFor = (operations: number, length: number) => {
  const commands = []
  for (let i = 0; i < operations; i++) {
    commands.push(deposit(`a-${Math.floor(i / length)}`, i % length))
  }
  return commands
}

const handled =
  (length: number): Side =>
  async (operations) => {
    const commands = commandsFor(operations, length)
    const handle = commandHandler({ events: inMemoryEventStore() })
    return async () => {
      for (const command of commands) {
        const answer = await handle(Account, command)()
        if (answer._tag === 'Left') throw new Error(answer.left._tag)
      }
    }
  }

const byHand =
  (length: number): Side =>
  async (operations) => {
    const commands = commandsFor(operations, length)
    const handle = handWritten()
    return async () => {
      for (const command of commands) await handle(command)
    }
  }

// ------------------------------------------------------- the hand-written loop

interface Stored {
  readonly id: string
  readonly stream: string
  readonly revision: number
  readonly position: string
  readonly type: string
  readonly data: unknown
  readonly meta: unknown
}

const handWritten = () => {
  const log: Stored[] = []
  const streams = new Map<string, Stored[]>()
  const cache = new Map<string, { state: typeof Account.initialState; seen: Set<string> }>()

  return async (given: unknown) => {
    if (!isCommand(given)) throw new Error('malformed')
    const { data, meta } = given
    const { commandId, actor, recordedAt } = meta
    const stream = `kiemtra.account-${data.accountId}`
    const entry = cache.get(stream) ?? { state: Account.initialState, seen: new Set() }
    if (entry.seen.has(commandId)) throw new Error('repeated')
    const expected = (streams.get(stream)?.length ?? 0) - 1
    const decision = Account.decide(given, entry.state, {})
    if (decision._tag === 'Left') throw new Error('rejected')
    const decided = decision.right
    const fresh: Stored[] = []
    let { state } = entry
    for (const [index, event] of decided.entries()) {
      if (!isEvent(event)) throw new Error('decide made what is no event')
      const eventMeta: EventMeta = {
        schemaVersion: 1,
        commandId,
        index,
        count: decided.length,
        actor,
        recordedAt,
        correlationId: meta.correlationId ?? commandId,
        reads: [],
      }
      fresh.push(
        Object.freeze({
          id: eventIdOf(stream, commandId, index),
          stream,
          revision: expected + 1 + index,
          position: String(log.length + index).padStart(16, '0'),
          type: event.type,
          data: jsonCopy(event.data, 'data'),
          meta: jsonCopy(eventMeta, 'meta'),
        }),
      )
      state = Account.evolve(state, event)
    }
    const standing = streams.get(stream) ?? []
    if (standing.length !== expected + 1) throw new Error('conflict')
    for (const event of fresh) {
      standing.push(event)
      log.push(event)
    }
    if (expected === -1) streams.set(stream, standing)
    entry.state = state
    entry.seen.add(commandId)
    cache.set(stream, entry)
    return { events: fresh, state, revision: expected + fresh.length }
  }
}

const isBag = (u: unknown): u is Record<string, unknown> => typeof u === 'object' && u !== null

const isChange = (u: unknown): boolean =>
  isBag(u) &&
  typeof u['accountId'] === 'string' &&
  isId(u['accountId']) &&
  typeof u['amount'] === 'number' &&
  Number.isSafeInteger(u['amount']) &&
  u['amount'] > 0 &&
  typeof u['happenedOn'] === 'string' &&
  isCivilDate(u['happenedOn']) &&
  Object.keys(u).length === 3

const isMeta = (u: unknown): u is CommandMeta =>
  isBag(u) &&
  typeof u['commandId'] === 'string' &&
  isId(u['commandId']) &&
  typeof u['recordedAt'] === 'string' &&
  isInstant(u['recordedAt']) &&
  isOfficial(u['actor']) &&
  Object.keys(u).length === 3

const isOfficial = (u: unknown): boolean =>
  isBag(u) &&
  u['kind'] === 'official' &&
  typeof u['personId'] === 'string' &&
  typeof u['agencyId'] === 'string' &&
  typeof u['post'] === 'string' &&
  Object.keys(u).length === 4

const isCommand = (u: unknown): u is Command<AccountCommand> =>
  isBag(u) &&
  (u['type'] === 'Deposit' || u['type'] === 'Withdraw') &&
  isChange(u['data']) &&
  isMeta(u['meta'])

const isEvent = ({ type, data }: { readonly type: string; readonly data: unknown }): boolean =>
  (type === 'Deposited' || type === 'Withdrawn') && isChange(data)

// ------------------------------------------------------------------ the budget

/** Command handling in memory. */
export const commandHandling: Budget = {
  name: 'command handling',
  what: 'commands in memory, against a hand-written loop that does the same',
  atLeast: 0.8,
  unit: 'times',
  measure: async (effort) => {
    const notes: string[] = []
    let value = Number.POSITIVE_INFINITY
    for (const length of STREAM_LENGTHS) {
      const found = await compare(
        { ours: handled(length), baseline: byHand(length), operations: 5_000 },
        effort,
      )
      value = Math.min(value, found.ratio)
      const times = `${duration(found.oursNs)}, by hand ${duration(found.baselineNs)}`
      notes.push(`${length} a stream: ${found.ratio.toFixed(2)} (${times})`)
    }
    return { value, notes }
  },
}
