/**
 * `simulate`: a whole system on simulated stores under one seed, with faults, then healed.
 *
 * Senders, command handlers, projectors and policy runners are processes that die, sleep and are taken
 * over; stores refuse and lose answers; subscriptions break off and deliver twice; clocks jump. After
 * some hundred steps nothing goes wrong any more, and then it must come to rest, and the log, the
 * answers, the read models and the policies' deeds must agree. The same seed gives the same run, to
 * the byte. A refuted run is made smaller: fewer steps, fewer kinds of faults, the same seed.
 */
import { parseStream } from '@kiemtra/kernel'
import { drawnSeed } from '../law/property-law.ts'
import { countsOf } from '../law/tally.ts'
import { type Counts, type LawReport, type Report, verdictOf } from '../report/report.ts'
import { accountOf, shortened } from './account.ts'
import { allFaultKinds, type FaultKind, faultKinds } from './faults.ts'
import { judged, lawsFor, type SimulationLaw } from './judge.ts'
import { type FinishedRun, runOnce, type RunPlan } from './run.ts'
import { smaller } from './smaller.ts'
import type { SimulatedSystem } from './system.ts'

// ------------------------------------------------------------------- model

/** What to simulate, and how. */
export interface SimulateOptions extends SimulatedSystem {
  /** Of the first run; the next ones follow it. By default drawn. */
  readonly seed?: number
  /** Runs, each under a seed of its own; 1 by default. */
  readonly runs?: number
  /** Steps of a run before it is healed; 400 by default. */
  readonly steps?: number
  /** Kinds of faults that never happen. */
  readonly without?: ReadonlyArray<FaultKind>
  /** Whether a refuted run is made smaller, which takes some dozens of runs; by default it is. */
  readonly shrink?: boolean
  /** The one line that replays a run, for the report. */
  readonly replay?: (seed: number) => string
  /** Told of every run. */
  readonly onRun?: (seed: number) => void
}

/** A {@link Report} that also says what was done to the system. */
export interface SimulationReport extends Report {
  /** Steps of all runs. */
  readonly steps: number
  /** Faults by their kinds. */
  readonly faults: Counts
  /** What was reached besides event types. */
  readonly reached: Counts
  /** Commands that led to events, by their types. */
  readonly commands: Counts
  /** Events by their categories: which aggregates have said anything. */
  readonly categories: Counts
  /** Events that policies have led to, by the policies' names: which of them have done anything. */
  readonly policies: Counts
  /** What happened in the last run, step by step: the refuted one's, if there is one. */
  readonly trace: ReadonlyArray<string>
}

const DEFAULT_STEPS = 400

// --------------------------------------------------------------- behaviour

/**
 * Simulates a system; see the module. Ends at the first run that refutes a law.
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
 * const counts = projection<{ readonly count: number }>()({
 *   name: 'counts',
 *   version: 1,
 *   from: [Counter],
 *   audience: 'public',
 *   row: t.strict({ count: t.number }),
 *   indexes: ['count'],
 *   on: {
 *     Counted: { keys: ({ stream }) => [stream], apply: (row) => ({ count: (row?.count ?? 0) + 1 }) },
 *   },
 * })
 * const commands = fc.record({
 *   type: fc.constant('Count' as const),
 *   data: fc.record({ counterId: fc.constantFrom('a', 'b', 'c') }),
 * })
 * const report = await simulate({
 *   seed: 2023,
 *   runs: 20,
 *   senders: [commandsTo(Counter, commands)],
 *   projections: [counts],
 *   rules: {
 *     'no counter passes three': (log) =>
 *       ['a', 'b', 'c'].every((id) => {
 *         const own = log.filter(({ stream }) => stream === `kiemtra.counter-${id}`)
 *         return own.filter(({ type }) => type === 'Counted').length <= 3
 *       }),
 *   },
 * })
 * report.verdict // => 'proven'
 */
export const simulate = async (options: SimulateOptions): Promise<SimulationReport> => {
  const { seed = drawnSeed(), runs = 1, steps = DEFAULT_STEPS, without = [] } = options
  const laws = lawsFor(options)
  const score = new Score(laws)
  for (let i = 0; i < runs; i++) {
    options.onRun?.(seed + i)
    const plan: RunPlan = { seed: seed + i, steps, leftOut: new Set(without) }
    const run = await runOnce(options, plan)
    const broken = await score.judge(run)
    if (broken === undefined) continue
    const { law, complaint } = broken
    const least =
      options.shrink === false ? { plan, run, complaint } : await smaller(options, plan, run, law)
    return score.report(options, seed, i + 1, least.run, {
      law,
      message: least.complaint,
      plan: least.plan,
    })
  }
  return score.report(options, seed, runs, undefined, undefined)
}

interface Broken {
  readonly law: SimulationLaw
  readonly message: string
  readonly plan: RunPlan
}

interface BrokenBy {
  readonly law: SimulationLaw
  readonly complaint: string
}

/** What all runs have come to so far. */
class Score {
  private readonly laws: ReadonlyArray<SimulationLaw>
  private readonly checks = new Map<SimulationLaw, number>()
  private readonly judgedIn = new Map<SimulationLaw, number>()
  private readonly faults = new Map<string, number>()
  private readonly reached = new Map<string, number>()
  private readonly types = new Map<string, number>()
  private readonly commands = new Map<string, number>()
  private readonly categories = new Map<string, number>()
  private readonly policies = new Map<string, number>()
  private steps = 0
  private last: FinishedRun | undefined

  constructor(laws: ReadonlyArray<SimulationLaw>) {
    this.laws = laws
  }

  /** Judges a run; the first law that it breaks. */
  async judge(run: FinishedRun): Promise<BrokenBy | undefined> {
    const { world } = run
    this.last = run
    this.steps += world.scheduler.step
    for (const [kind, count] of world.faults.counts) add(this.faults, kind, count)
    this.count(run)
    this.countLog(run)
    for (const law of this.laws) {
      const { checks, complaint } = await judged(law, run)
      add(this.checks, law, checks)
      if (checks > 0) add(this.judgedIn, law, 1)
      if (complaint !== undefined) return { law, complaint }
    }
    return undefined
  }

  private count({ world }: FinishedRun): void {
    const { reached } = this
    for (const { answer } of world.handlings) {
      if (answer === undefined) add(reached, 'unanswered', 1)
      else if (answer._tag === 'accepted' && answer.repeated) add(reached, 'repeated', 1)
      else add(reached, answer._tag, 1)
    }
    const conflicts = world.sightings.calls.filter(({ answer }) => answer._tag === 'conflict')
    add(reached, 'conflicts', conflicts.length)
    add(reached, 'commits', world.commits)
    add(reached, 'rebuilds', world.rebuilds)
    add(reached, 'releases', world.releases)
    add(reached, 'fenced', world.trace.filter((line) => line.includes(': Fenced')).length)
  }

  private countLog({ world, log }: FinishedRun): void {
    const fromClients = new Set<string>()
    for (const { isOfClient, commandId, commandType, answer } of world.handlings) {
      // A client may say that it is a policy.
      if (isOfClient) fromClients.add(commandId)
      const isNew = answer?._tag === 'accepted' && !answer.repeated && answer.events.length > 0
      if (isNew) add(this.commands, commandType, 1)
    }
    for (const { type, stream, meta } of log) {
      add(this.types, type, 1)
      add(this.categories, parseStream(stream)?.category ?? stream, 1)
      const { actor, commandId } = meta
      if (actor.kind === 'policy' && !fromClients.has(commandId)) add(this.policies, actor.name, 1)
    }
  }

  report(
    { replay = (seed) => `simulate({ seed: ${seed} })`, without = [] }: SimulateOptions,
    seed: number,
    runs: number,
    least: FinishedRun | undefined,
    broken: Broken | undefined,
  ): SimulationReport {
    const trace = (least ?? this.last)?.world.trace ?? []
    const account =
      least === undefined || broken === undefined ? [] : accountOf(least, broken.message)
    const laws = this.laws.map((law) => this.lawReport(law, seed, account, broken, replay))
    // Of a search that has ended early, it says nothing.
    const isWhole = broken === undefined
    const quiet = allFaultKinds.filter(
      (kind) => isWhole && !this.faults.has(kind) && !without.includes(kind),
    )
    return {
      subject: 'simulation',
      verdict: verdictOf(laws),
      seed,
      runs,
      laws,
      eventTypesReached: countsOf(this.types),
      transitionsReached: {},
      notes: [
        ...quiet.map((kind) => `never happened: ${kind} (${faultKinds[kind]})`),
        ...without.map((kind) => `left out: ${kind} (${faultKinds[kind]})`),
      ],
      steps: this.steps,
      faults: countsOf(this.faults),
      reached: countsOf(this.reached),
      commands: countsOf(this.commands),
      categories: countsOf(this.categories),
      policies: countsOf(this.policies),
      trace,
    }
  }

  private lawReport(
    law: SimulationLaw,
    seed: number,
    account: ReadonlyArray<string>,
    broken: Broken | undefined,
    replay: (seed: number) => string,
  ): LawReport {
    const checks = this.checks.get(law) ?? 0
    const base = {
      law: law.law,
      statement: law.statement,
      runs: this.judgedIn.get(law) ?? 0,
      checks,
      seed,
      eventTypesReached: {},
    }
    if (broken?.law === law) {
      const { message, plan } = broken
      const history = [`replay: ${replay(plan.seed)}`, ...account]
      const counterexample = { message: shortened(message), history }
      return { ...base, verdict: 'refuted', missed: [], counterexample }
    }
    const why = broken === undefined ? 'nothing was ever compared' : 'another was refuted first'
    const missed = checks === 0 ? [why] : []
    if (law.law === 'settles') {
      if (this.faults.size === 0) missed.push('never met a fault')
      if (!this.reached.has('accepted')) missed.push('never met a command that was accepted')
    }
    return { ...base, verdict: missed.length === 0 ? 'proven' : 'unproven', missed }
  }
}

const add = <K>(counts: Map<K, number>, key: K, count: number): void => {
  if (count > 0) counts.set(key, (counts.get(key) ?? 0) + count)
}
