/**
 * `checkPolicy`: a policy reacts to what happened, and to nothing else.
 *
 * A runner sends, then moves its checkpoint, so after a crash it sends again; that is harmless only if
 * the policy wants the same again, and if what it sends can be told apart. Both are checked here.
 */
import {
  type AnyPolicy,
  decoderOf,
  isInstant,
  type Message,
  policyStory,
  type PolicyTurn,
  type Reaction,
  type SealedAggregate,
  type StoredEvent,
} from '@kiemtra/kernel'
import { isLeft } from 'fp-ts/lib/Either.js'
import type fc from 'fast-check'
import type * as t from 'io-ts'
import type { ArbitraryOptions } from '../arbitrary/of-codec.ts'
import * as laws from '../law/catalogue.ts'
import { type Complaint, drawnSeed, notAsked, ready, reportOn } from '../law/property-law.ts'
import type { Tally } from '../law/tally.ts'
import { drawnLogs, type Log, logText, withFreshIds, withKeysTurned } from '../log/logs.ts'
import type { LawReport, Report } from '../report/report.ts'
import { diff, printedInline } from '../value/diff.ts'
import { equals } from '../value/equals.ts'
import { elsewhen } from '../value/elsewhen.ts'
import { copied } from '../value/frozen.ts'
import { throughJson } from '../value/json.ts'
import { heardBy } from '../log/listen.ts'
import { type Question, questioned } from './questions.ts'

/** How a policy is checked. */
export interface PolicyOptions extends ArbitraryOptions {
  /** Logs to react to; by default any events of its sources, in any order. */
  readonly logs?: fc.Arbitrary<Log>
  /** The aggregates that its commands are for: each command must decode at its target. */
  readonly targets?: ReadonlyArray<SealedAggregate>
  /** Event types that these logs don't hold; named in the report. */
  readonly unreachable?: ReadonlyArray<string>
  /** Laws to ask about; by default all that concern policies. */
  readonly only?: ReadonlyArray<laws.Law>
  /** Logs for each law; 300 by default. */
  readonly runs?: number
  readonly seed?: number
}

const DEFAULT_RUNS = 300

/**
 * Checks the laws of a policy: total, pure (L3), a fold of the log (L4), and sending what can be told
 * apart and is understood.
 *
 * @example
 * const Counter = aggregate<number, { readonly _tag: 'Full' }>()({
 *   category: 'counter',
 *   idOf: ({ data }) => data.counterId,
 *   command: commandCodec(command('Count', t.strict({ counterId: id('counter') }))),
 *   event: eventCodec(event('Counted', t.strict({}))),
 *   initialState: 0,
 *   needs: () => ({}),
 *   decide: (_, count) =>
 *     count < 3 ? E.right([{ type: 'Counted' as const, data: {} }]) : E.left({ _tag: 'Full' }),
 *   evolve: (count) => count + 1,
 * })
 * // When a counter is full, the next one begins.
 * const relay = policy<number>()({
 *   name: 'relay',
 *   from: [Counter],
 *   key: ({ stream }) => stream,
 *   initialState: 0,
 *   evolve: (count) => count + 1,
 *   react: (count) =>
 *     count < 3
 *       ? []
 *       : [
 *           {
 *             _tag: 'Send',
 *             to: 'counter',
 *             command: { type: 'Count', data: { counterId: 'next' } },
 *             discriminator: '',
 *           },
 *         ],
 * })
 * checkPolicy(relay, { logs: logsOf(Counter), targets: [seal(Counter)] }).verdict // => 'proven'
 */
export const checkPolicy = <S>(policy: AnyPolicy<S>, options: PolicyOptions = {}): Report => {
  const { runs = DEFAULT_RUNS, seed = drawnSeed(), targets = [], unreachable = [] } = options
  const { only } = options
  const logs = options.logs ?? drawnLogs(policy.from, options)
  const types = policy.from.flatMap(({ event }) => event.types)
  const required = [...new Set(types)].filter((type) => !unreachable.includes(type))
  const checks: ReadonlyArray<readonly [laws.Law, string, Check<S>]> = [
    [laws.totality, 'key, links, evolve and react take every event and timer', isTotal],
    [
      laws.decidePure,
      'key, links, evolve and react answer the same again, and change no input',
      isPure,
    ],
    [
      laws.replayEquivalence,
      'what it knows is the fold of the stored log from the start',
      isReplayed,
    ],
    [laws.distinctSends, laws.distinctSends.statement, sendsWell(targets)],
  ]
  const reports: LawReport[] = []
  for (const [law, statement, check] of checks) {
    if (!laws.isAsked(law, only)) continue
    const impure = reports.find((one) => one.law === 'L3' && one.verdict === 'refuted')
    if (law === laws.replayEquivalence && impure !== undefined) {
      reports.push(notAsked({ law: law.id, statement }, impure, seed))
      continue
    }
    const ask = ready<Log>({
      law: law.id,
      statement,
      values: logs,
      check: (given, tally) => {
        // Copied, and under ids that no one has seen: what is changed or remembered stays with this law.
        const asked = { policy, log: withFreshIds(copied(given)) }
        if (law === laws.totality || law === laws.replayEquivalence) return check(asked, tally)
        // What throws is the matter of one law.
        const throws = isThrowing(() =>
          isTotal({ policy, log: withFreshIds(copied(given)) }, tally),
        )
        return throws ? undefined : check(asked, tally)
      },
      show: logText,
      required,
    })
    reports.push(ask({ seed, numRuns: runs }))
  }
  const notes = [
    ...(targets.length === 0 ? ['no targets were given: what it sends was not decoded'] : []),
    ...unreachable.map((type) => `${type} is said to be out of reach, and was not asked for`),
  ]
  return reportOn(`policy ${policy.name}`, { seed, numRuns: runs }, reports, notes)
}

// --------------------------------------------------------------- behaviour

interface Asked<S> {
  readonly policy: AnyPolicy<S>
  readonly log: Log
}

type Check<S> = (asked: Asked<S>, tally: Tally) => Complaint

type Turn<S> = PolicyTurn<S>

const turnsOf = <S>({ policy }: Asked<S>, log: Log): ReadonlyArray<Turn<S>> => {
  const story = policyStory(policy)
  const turns: Turn<S>[] = []
  for (const recorded of heardBy(policy.from, log)) {
    const turn = story.hear(recorded)
    if (turn !== undefined) turns.push(turn)
  }
  return turns
}

/** What a turn leads to: by its event, by the timers that it set, and by one that nobody did. */
const reactionsTo = <S>(
  { policy }: Asked<S>,
  { after, recorded, reactions }: Turn<S>,
): ReadonlyArray<ReadonlyArray<Reaction>> => {
  const ring = (timer: string, instant: string): ReadonlyArray<Reaction> =>
    policy.react(after, { _tag: 'Timer', timer, instant })
  const rung = reactions.flatMap((reaction) =>
    reaction._tag === 'At' ? [ring(reaction.timer, reaction.instant)] : [],
  )
  return [reactions, ...rung, ring('nobody-set-this', recorded.meta.recordedAt)]
}

const isThrowing = (run: () => unknown): boolean => {
  try {
    run()
    return false
  } catch {
    return true
  }
}

const isTotal = <S>(asked: Asked<S>, tally: Tally): Complaint => {
  for (const turn of turnsOf(asked, asked.log)) {
    reactionsTo(asked, turn)
    tally.saw(turn.recorded.event.type)
  }
  return undefined
}

/** Asked again after everything else, in reverse and at another time. */
const isPure = <S>({ policy, log }: Asked<S>, tally: Tally): Complaint => {
  const questions: Question[] = []
  const asked = { policy: questioned(policy, questions), log }
  for (const turn of turnsOf(asked, log)) {
    tally.saw(turn.recorded.event.type)
    reactionsTo(asked, turn)
  }
  for (const { name, asked: question } of questions.toReversed()) {
    const complaint = question.standsBy(name)
    if (complaint !== undefined) return complaint
  }
  const plain = { policy, log }
  const turned = turnsOf(plain, withKeysTurned(log))
  for (const [i, turn] of turnsOf(plain, log).entries()) {
    const other = turned[i]
    const given = reactionsTo(plain, turn)
    const otherwise = other === undefined ? undefined : reactionsTo(plain, other)
    if (!equals(given, otherwise)) {
      return `with the keys of events in another order, it reacts differently\n${diff(given, otherwise)}`
    }
  }
  return undefined
}

const isReplayed = <S>(asked: Asked<S>, tally: Tally): Complaint => {
  const live = turnsIfAny(asked, asked.log)
  const replayed = elsewhen(() => turnsIfAny(asked, asked.log.map(reread)))
  for (const [i, turn] of live.entries()) {
    tally.saw(turn.recorded.event.type)
    const again = replayed[i]
    if (!equals(turn.after, again?.after)) {
      return `replayed, it knows something else\n${diff(turn.after, again?.after)}`
    }
  }
  return undefined
}

/** The turns of a log; none where something throws, which is the matter of another law. */
const turnsIfAny = <S>(asked: Asked<S>, log: Log): ReadonlyArray<Turn<S>> => {
  let turns: ReadonlyArray<Turn<S>> = []
  return isThrowing(() => (turns = turnsOf(asked, log))) ? [] : turns
}

/** The same event from the store once more: equal, and not the same object. */
const reread = (stored: StoredEvent): StoredEvent => ({ ...stored, data: throughJson(stored.data) })

const sendsWell =
  (targets: ReadonlyArray<SealedAggregate>) =>
  <S>(asked: Asked<S>, tally: Tally): Complaint => {
    for (const turn of turnsOf(asked, asked.log)) {
      tally.saw(turn.recorded.event.type)
      for (const reactions of reactionsTo(asked, turn)) {
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
  for (const reaction of reactions) {
    if (reaction._tag === 'At' && !isInstant(reaction.instant)) {
      return `timer ${reaction.timer} is set to ${reaction.instant}, which is no instant`
    }
    if (reaction._tag !== 'Send') continue
    const { to, command, discriminator } = reaction
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
