/**
 * `checkPolicy`: a policy reacts to what happened, and to nothing else.
 *
 * A runner sends, then moves its checkpoint, so after a crash it sends again; that is harmless only if
 * the policy wants the same again, and if what it sends can be told apart. Both are checked here.
 */
import {
  type AnyPolicy,
  isInstant,
  type Message,
  policyStory,
  type PolicyTurn,
  type Reaction,
  type SealedAggregate,
  type StoredEvent,
  type Trigger,
} from '@kiemtra/kernel'
import type fc from 'fast-check'
import type { ArbitraryOptions } from '../arbitrary/of-codec.ts'
import { type Complaint, drawnSeed, ready, reportOn } from '../law/property-law.ts'
import type { Tally } from '../law/tally.ts'
import { drawnLogs, type Log, logText } from '../log/logs.ts'
import type { LawId, Report } from '../report/report.ts'
import { diff, printedInline } from '../value/diff.ts'
import { equals } from '../value/equals.ts'
import { frozen } from '../value/frozen.ts'
import { throughJson } from '../value/json.ts'
import { heardBy } from '../log/listen.ts'

/** How a policy is checked. */
export interface PolicyOptions extends ArbitraryOptions {
  /** Logs to react to; by default any events of its sources, in any order. */
  readonly logs?: fc.Arbitrary<Log>
  /** The aggregates that its commands are for: each command must decode at its target. */
  readonly targets?: ReadonlyArray<SealedAggregate>
  /** Event types that these logs don't hold; named in the report. */
  readonly unreachable?: ReadonlyArray<string>
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
  const logs = options.logs ?? drawnLogs(policy.from, options)
  const types = policy.from.flatMap(({ event }) => event.types)
  const required = [...new Set(types)].filter((type) => !unreachable.includes(type))
  const checks: ReadonlyArray<readonly [LawId, string, Check<S>]> = [
    ['total', 'key, links, evolve and react take every event and timer', isTotal],
    [
      'L3',
      'key, links, evolve and react answer the same on the same inputs, and change none',
      isPure,
    ],
    ['L4', 'what it knows is the fold of the stored log from the start', isReplayed],
    ['sends', 'what it sends decodes at its target, and can be told apart', sendsWell(targets)],
  ]
  const laws = checks.map(([law, statement, check]) =>
    ready<Log>({
      law,
      statement,
      values: logs,
      check: (log, tally) => {
        if (law === 'total' || law === 'L4') return check({ policy, log }, tally)
        // What throws is the matter of one law.
        const throws = isThrowing(() => isTotal({ policy, log }, tally))
        return throws ? undefined : check({ policy, log }, tally)
      },
      show: logText,
      required,
    })({ seed, numRuns: runs }),
  )
  const notes = [
    ...(targets.length === 0 ? ['no targets were given: what it sends was not decoded'] : []),
    ...unreachable.map((type) => `${type} is said to be out of reach, and was not asked for`),
  ]
  return reportOn(`policy ${policy.name}`, { seed, numRuns: runs }, laws, notes)
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

/** What a turn leads to: its event, then the timers that it set, and one that nobody did. */
const triggersOf = <S>(
  { policy }: Asked<S>,
  { after, recorded }: Turn<S>,
): ReadonlyArray<Trigger<Message>> => {
  const first: Trigger<Message> = { _tag: 'Event', recorded }
  const timers = policy
    .react(after, first)
    .flatMap((reaction): ReadonlyArray<Trigger<Message>> =>
      reaction._tag === 'At'
        ? [{ _tag: 'Timer', timer: reaction.timer, instant: reaction.instant }]
        : [],
    )
  const stray = {
    _tag: 'Timer',
    timer: 'nobody-set-this',
    instant: recorded.meta.recordedAt,
  } as const
  return [first, ...timers, stray]
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
    for (const trigger of triggersOf(asked, turn)) asked.policy.react(turn.after, trigger)
    tally.saw(turn.recorded.event.type)
  }
  return undefined
}

/** What names an event's instances, if it names others when asked again. */
const movingName = <S>(
  policy: AnyPolicy<S>,
  { key, recorded, remembered }: Turn<S>,
): string | undefined => {
  const [once, twice] = [policy.key(recorded, remembered), policy.key(recorded, remembered)]
  // Of an answer it says nothing, and is not asked to: the story knows whose it is.
  if (once !== twice || (once !== undefined && once !== key)) return 'key'
  const others = (): unknown => policy.alsoKnownTo?.(recorded, remembered)
  if (!equals(others(), others())) return 'alsoKnownTo'
  return equals(policy.links?.(recorded), policy.links?.(recorded)) ? undefined : 'links'
}

const isPure = <S>(asked: Asked<S>, tally: Tally): Complaint => {
  const { policy } = asked
  for (const turn of turnsOf(asked, asked.log)) {
    const [recorded, before, after] = [
      frozen(turn.recorded),
      frozen(turn.before),
      frozen(turn.after),
    ]
    tally.saw(recorded.event.type)
    const moving = movingName(policy, turn)
    if (moving !== undefined) return `${moving} answered differently the second time`
    if (!equals(policy.evolve(before, recorded), after)) {
      return `evolve answered differently the second time, at ${recorded.event.type}`
    }
    for (const trigger of triggersOf(asked, { ...turn, after, recorded })) {
      const [once, twice] = [
        policy.react(after, frozen(trigger)),
        policy.react(after, frozen(trigger)),
      ]
      if (!equals(once, twice))
        return `react answered differently the second time\n${diff(once, twice)}`
    }
  }
  return undefined
}

const isReplayed = <S>(asked: Asked<S>, tally: Tally): Complaint => {
  const log = withFreshIds(asked.log)
  const live = turnsIfAny(asked, log)
  const replayed = turnsIfAny(asked, log.map(reread))
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

let nonce = 0

/** Ids that no one has seen: a policy that remembers ids outside its state would pass unnoticed. */
const withFreshIds = (log: Log): Log => {
  nonce += 1
  const ids = new Set(log.map(({ id }) => id))
  const fresh = (id: string): string => (ids.has(id) ? `${id}-${nonce}` : id)
  return log.map((stored) => {
    const { causationId } = stored.meta
    const meta = {
      ...stored.meta,
      ...(causationId === undefined ? {} : { causationId: fresh(causationId) }),
    }
    return { ...stored, id: fresh(stored.id), meta }
  })
}

/** The same event from the store once more: equal, and not the same object. */
const reread = (stored: StoredEvent): StoredEvent => ({ ...stored, data: throughJson(stored.data) })

const sendsWell =
  (targets: ReadonlyArray<SealedAggregate>) =>
  <S>(asked: Asked<S>, tally: Tally): Complaint => {
    for (const turn of turnsOf(asked, asked.log)) {
      tally.saw(turn.recorded.event.type)
      for (const trigger of triggersOf(asked, turn)) {
        const complaint = badReaction(asked.policy.react(turn.after, trigger), targets)
        if (complaint !== undefined) return complaint
      }
    }
    return undefined
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
    const target = targets.find(({ category }) => category === to)
    const stream =
      target === undefined ? '' : target.open((aggregate) => streamIn(aggregate, command))
    if (stream === undefined) {
      return `${to} does not understand ${command.type} ${printedInline(command.data)}`
    }
    if (targets.length > 0 && target === undefined) return `${to} is none of the targets`
    const identity = JSON.stringify([to, stream, command.type, discriminator])
    if (identities.has(identity)) {
      return `two commands of one reaction have the same identity: ${command.type} to ${to}, discriminator ${discriminator}`
    }
    identities.add(identity)
  }
  return undefined
}

/** The id of the stream that a command is for; `undefined` where the aggregate can't read it. */
const streamIn = <C>(
  aggregate: {
    readonly command: { readonly is: (u: unknown) => u is C }
    readonly idOf: (command: C) => string
  },
  command: unknown,
): string | undefined => (aggregate.command.is(command) ? aggregate.idOf(command) : undefined)
