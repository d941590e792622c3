/**
 * What a policy sends: understood by its target, told apart, on behalf of somebody.
 */
import {
  decoderOf,
  isInstant,
  type Message,
  type Reaction,
  type SealedAggregate,
} from '@kiemtra/kernel'
import { isLeft } from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import type { Complaint } from '../law/property-law.ts'
import type { Tally } from '../law/tally.ts'
import { printedInline } from '../value/diff.ts'
import { equals } from '../value/equals.ts'
import { throughJson } from '../value/json.ts'
import type { Habits } from './habits.ts'
import { type Asked, reactionsTo, turnsOf } from './turns.ts'

/** What is sent is understood where it goes, and can be told apart; `habits` learns what was done. */
export const sendsWell =
  (targets: ReadonlyArray<SealedAggregate>, habits: Habits) =>
  <S>(asked: Asked<S>, tally: Tally): Complaint => {
    for (const turn of turnsOf(asked, asked.log)) {
      tally.saw(turn.recorded.event.type)
      const all = reactionsTo(asked, turn)
      habits.learn(turn, all)
      for (const reactions of all) {
        const complaint = undeclared(asked.policy, reactions) ?? badReaction(reactions, targets)
        if (complaint !== undefined) return complaint
      }
    }
    return undefined
  }

const undeclared = (
  { sends }: { readonly sends?: ReadonlyArray<string> },
  reactions: ReadonlyArray<Reaction>,
): Complaint => {
  const sent = reactions.find(
    (one) => one._tag === 'Send' && sends !== undefined && !sends.includes(one.to),
  )
  return sent?._tag === 'Send'
    ? `it sends to ${sent.to}, and doesn't say so in \`sends\``
    : undefined
}

const badReaction = (
  reactions: ReadonlyArray<Reaction>,
  targets: ReadonlyArray<SealedAggregate>,
): Complaint => {
  const identities = new Set<string>()
  const instants = new Map<string, string>()
  for (const reaction of reactions) {
    if (reaction._tag === 'At') {
      const { timer, instant } = reaction
      if (!isInstant(instant)) return `timer ${timer} is set to ${instant}, which is no instant`
      const other = instants.get(timer) ?? instant
      if (other !== instant) {
        return `one reaction sets timer ${timer} to ${other}, and then to ${instant}`
      }
      instants.set(timer, instant)
    }
    if (reaction._tag !== 'Send') continue
    const { to, command, discriminator, onBehalfOf } = reaction
    if (onBehalfOf === '') return `it sends ${command.type} to ${to} on behalf of nobody`
    if (!equals(throughJson(command), command)) {
      return `JSON can't hold what it sends to ${to}: ${command.type} ${printedInline(command.data)}`
    }
    const target = targets.find(({ category }) => category === to)
    if (targets.length > 0 && target === undefined) return `${to} is none of the targets`
    // Without its aggregate nobody knows the stream: only what is the same throughout is then the same.
    const stream =
      target === undefined
        ? JSON.stringify(command.data)
        : target.open((aggregate) => streamIn(aggregate, command))
    if (stream === undefined) {
      return `${to} does not understand ${command.type} ${printedInline(command.data)}`
    }
    const identity = JSON.stringify([to, stream, command.type, discriminator])
    if (identities.has(identity)) {
      return `two commands of one reaction have the same identity: ${command.type} to ${to}, discriminator '${discriminator}'`
    }
    identities.add(identity)
  }
  return undefined
}

/** The id of the stream that a command is for; `undefined` where the aggregate can't read it. */
const streamIn = <C extends Message>(
  aggregate: { readonly command: t.Type<C, unknown>; readonly idOf: (command: C) => string },
  command: unknown,
): string | undefined => {
  const decoded = decoderOf(aggregate.command)(command)
  return isLeft(decoded) ? undefined : aggregate.idOf(decoded.right)
}
