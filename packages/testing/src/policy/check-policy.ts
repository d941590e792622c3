/**
 * `checkPolicy`: a policy reacts to what happened, and to nothing else.
 *
 * A runner sends, then moves its checkpoint, so after a crash it sends again; that is harmless only if
 * the policy wants the same again, and if what it sends can be told apart. Both are checked here.
 */
import { type AnyPolicy, type SealedAggregate, type StoredEvent } from '@kiemtra/kernel'
import type fc from 'fast-check'
import type { ArbitraryOptions } from '../arbitrary/of-codec.ts'
import * as laws from '../law/catalogue.ts'
import { type Complaint, drawnSeed, notAsked, ready, reportOn } from '../law/property-law.ts'
import { Tally } from '../law/tally.ts'
import { drawnLogs, type Log, logText, withFreshIds, withKeysTurned } from '../log/logs.ts'
import type { LawReport, Report } from '../report/report.ts'
import { diff } from '../value/diff.ts'
import { equals } from '../value/equals.ts'
import { elsewhen, elsewhere } from '../value/elsewhen.ts'
import { copied } from '../value/frozen.ts'
import { throughJson } from '../value/json.ts'
import { standByAll } from '../law/asked-again.ts'
import { type Question, questioned } from './questions.ts'
import { Habits } from './habits.ts'
import { sendsWell } from './sends.ts'
import { type Asked, type Check, reactionsTo, type Turn, turnsOf } from './turns.ts'
import { wellFormed } from './well-formed.ts'

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
  const habits = new Habits(policy)
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
    [laws.distinctSends, laws.distinctSends.statement, sendsWell(targets, habits)],
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
        const fails = isFailing({ policy, log: withFreshIds(copied(given)) })
        return fails ? undefined : check(asked, tally)
      },
      show: logText,
      required,
    })
    const report = ask({ seed, numRuns: runs })
    reports.push(law === laws.distinctSends ? shortOf(report, habits.missed()) : report)
  }
  const notes = [
    ...habits.notes(),
    ...(targets.length === 0 ? ['no targets were given: what it sends was not decoded'] : []),
    ...unreachable.map((type) => `${type} is said to be out of reach, and was not asked for`),
  ]
  return reportOn(`policy ${policy.name}`, { seed, numRuns: runs }, reports, notes)
}

// --------------------------------------------------------------- behaviour

/** A report that also says what its law never met; a refuted one has met enough. */
const shortOf = (report: LawReport, missed: ReadonlyArray<string>): LawReport =>
  report.verdict === 'refuted' || missed.length === 0
    ? report
    : { ...report, verdict: 'unproven', missed: [...report.missed, ...missed] }

const isThrowing = (run: () => unknown): boolean => {
  try {
    run()
    return false
  } catch {
    return true
  }
}

const isTotal = <S>({ policy, log }: Asked<S>, tally: Tally): Complaint => {
  const asked = { policy: wellFormed(policy), log }
  for (const turn of turnsOf(asked, log)) {
    reactionsTo(asked, turn)
    tally.saw(turn.recorded.event.type)
  }
  return undefined
}

const isFailing = <S>(asked: Asked<S>): boolean => isThrowing(() => isTotal(asked, new Tally()))

/** Asked again after everything else, in reverse and at another time. */
const isPure = <S>({ policy, log }: Asked<S>, tally: Tally): Complaint => {
  const questions: Question[] = []
  const asked = { policy: questioned(policy, questions), log }
  for (const turn of turnsOf(asked, log)) {
    tally.saw(turn.recorded.event.type)
    reactionsTo(asked, turn)
  }
  const complaint = standByAll(questions.map((question) => [question.name, question.asked]))
  if (complaint !== undefined) return complaint
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
  const replayed = elsewhere(() => elsewhen(() => turnsIfAny(asked, asked.log.map(reread))))
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
