/**
 * `checkDecider`: the laws of one aggregate, on histories drawn at random.
 *
 * Every law is asked about histories that the aggregate itself could have: commands that decode, in
 * streams that its own events have brought about. A law that held but never met an event type that
 * the aggregate writes is "unproven", with the types that are missing. A broken one comes with the
 * shortest history found that breaks it.
 */
import type { Aggregate, Message, Tagged } from '@kiemtra/kernel'
import fc from 'fast-check'
import { type History, type SequenceOptions, tracedSequences } from '../history/sequences.ts'
import { historyText } from '../history/trace.ts'
import { type Counterexample, type LawReport, type Report, verdictOf } from '../report/report.ts'
import type { Law, LawId } from '../law/catalogue.ts'
import { isAsked, laws } from '../law/catalogue.ts'
import { drawnSeed, MEMORY, notAsked } from '../law/property-law.ts'
import { countsOf, Tally } from '../law/tally.ts'
import { freezer } from '../value/frozen.ts'
import { restoring } from '../value/restored.ts'
import type { DeciderLaw, Subject } from './law.ts'
import { decidedRoundTrips, REFUSING_CHANGES, rejectionSilent } from './answers.ts'
import { commandIdempotence, decidePure, type Invariant, invariantsHold } from './deciding.ts'
import { EVOLVE_CHANGES, foldIsAction, replayEquivalence, snapshotEquivalence } from './folding.ts'
import { ask, shortest } from './shortest.ts'
import { Strangers } from './strangers.ts'
import { decideTotal, evolveTotal } from './totality.ts'
import { Transitions } from './transitions.ts'
import { writtenTypes } from './written-types.ts'

// ------------------------------------------------------------------- model

/** How an aggregate is checked. */
export interface DeciderOptions<C extends Message, E extends Message, S> extends SequenceOptions<
  C,
  E
> {
  /** Histories drawn; 1,000 by default. */
  readonly runs?: number
  /** Repeats a check; drawn by default, and always reported. */
  readonly seed?: number
  /** What must hold of every state, by name (L12). */
  readonly invariants?: Readonly<Record<string, Invariant<S>>>
  /** Commands that mean the same again as often as they come: exceptions to L10, by type. */
  readonly repeatable?: ReadonlyArray<C['type']>
  /** Event types that these commands can't lead to; named in the report. */
  readonly unreachable?: ReadonlyArray<E['type']>
  /** Laws to ask about; by default all that concern deciders. */
  readonly only?: ReadonlyArray<Law>
  /** The name of a state, for transitions; by default its `status`, `_tag` or `kind`. */
  readonly stateName?: (state: S) => string
}

const DEFAULT_RUNS = 1000

// --------------------------------------------------------------- behaviour

/**
 * Checks the laws of an aggregate.
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
 * const report = checkDecider(Counter, { repeatable: ['Count'] })
 * report.verdict // => 'proven'
 */
export const checkDecider = <C extends Message, E extends Message, S, R extends Tagged, F>(
  aggregate: Aggregate<string, C, E, S, R, F>,
  options: DeciderOptions<NoInfer<C>, NoInfer<E>, NoInfer<S>> = {},
): Report => {
  const { runs = DEFAULT_RUNS, seed = drawnSeed(), repeatable = [], unreachable = [] } = options
  const checked = lawsOf(aggregate, options).filter(({ law }) => isAskedById(law, options.only))
  const histories = tracedSequences(aggregate, options)
  const strangers = new Strangers(aggregate.event, options)
  const transitions = new Transitions(options.stateName)
  const kept = freezer()
  // One initial state serves all histories: what is written into it stays with one of them.
  const restore = restoring(aggregate.initialState)
  const subjectOf = (history: History<C>, events: ReadonlyArray<E>): Subject<C, E, S, R, F> => {
    restore()
    return { aggregate, trace: histories.traceOf(history), strangers: events, freezer: kept }
  }
  // At once: what keeps a memory may show it now, and no more at the end.
  const smallest = (
    law: DeciderLaw<C, E, S, R, F>,
    history: History<C>,
    { trace }: Subject<C, E, S, R, F>,
    complaint: string,
  ): Counterexample =>
    shortest(law, histories, (one) => subjectOf(one, strangers.all), { seed, numRuns: runs }) ?? {
      message: `${complaint}\n${MEMORY}`,
      history: historyText(history.steps, trace),
    }

  const tallies = checked.map(() => new Tally())
  const broken = new Map<number, Counterexample>()
  let run = 0
  const drawing = fc.check(
    fc.property(histories, (history) => {
      const subject = subjectOf(history, strangers.one(run))
      const fresh = transitions.add(subject.trace)
      for (const { outcome } of subject.trace.happened) {
        if (outcome._tag === 'Right') for (const event of outcome.right) strangers.meet(event)
      }
      for (const [i, law] of checked.entries()) {
        const tally = tallies[i]
        // A history that got somewhere new is worth every law's time.
        if (tally === undefined || broken.has(i)) continue
        if (!fresh && run % spacing(law.every, run) !== 0) continue
        tally.runs += 1
        const complaint = ask(law, subject, tally)
        if (complaint !== undefined) broken.set(i, smallest(law, history, subject, complaint))
      }
      run += 1
    }),
    { seed, numRuns: runs },
  )
  restore()
  // No law throws here: what did is an arbitrary that drew what it should not.
  if (drawing.failed) throw drawing.errorInstance

  const required = writtenTypes(aggregate.event).filter((type) => !unreachable.includes(type))
  const reports = checked.map((law, i): LawReport => {
    const tally = tallies[i] ?? new Tally()
    const base = {
      law: law.law,
      statement: law.statement,
      runs: tally.runs,
      checks: tally.checks,
      seed,
      eventTypesReached: countsOf(tally.reached),
    }
    const counterexample = broken.get(i)
    if (counterexample !== undefined) {
      return { ...base, verdict: 'refuted', missed: [], counterexample }
    }
    const missed = missedBy(law, tally, required)
    return { ...base, verdict: missed.length === 0 ? 'proven' : 'unproven', missed }
  })
  const found = rooted(reports)
  return {
    subject: `decider ${aggregate.category}`,
    verdict: verdictOf(found),
    seed,
    runs,
    laws: found,
    eventTypesReached: countsOf(transitions.events),
    transitionsReached: countsOf(transitions.reached),
    notes: [
      ...repeatable.map((type) => `${type} may be repeated: an exception to L10`),
      ...unreachable.map((type) => `${type} is said to be out of reach, and was not asked for`),
      ...transitions.notes(),
    ],
  }
}

/**
 * Where evolve writes into what it is given, or decide isn't pure, others break in its wake: they say
 * so, and no more. What is only seen once is the wake of such a memory, too.
 */
const rooted = (reports: ReadonlyArray<LawReport>): ReadonlyArray<LawReport> => {
  const brokenBy = (law: LawId): LawReport | undefined =>
    reports.find((one) => one.law === law && one.verdict === 'refuted')
  const writes = brokenBy('L2')?.counterexample?.message.startsWith(EVOLVE_CHANGES) === true
  const root = writes ? brokenBy('L2') : brokenBy('L3')
  if (root === undefined) return reports
  const wake: ReadonlyArray<LawId> = writes ? WAKE_OF_WRITING : ['L2', 'L4']
  return reports.map((one) => {
    if (one === root || one.counterexample === undefined) return one
    const { message } = one.counterexample
    const isWake =
      wake.includes(one.law) || message.endsWith(MEMORY) || message.startsWith(REFUSING_CHANGES)
    return isWake ? notAsked({ law: one.law, statement: one.statement }, root, one.seed) : one
  })
}

/** What an evolve that writes into states or events may break: all that asks what is in them. */
const WAKE_OF_WRITING: ReadonlyArray<LawId> = ['L3', 'L4', 'L5', 'L9', 'L10', 'L11', 'L12']

const DENSE_RUNS = 256
const SPARSER = 4

/** The dear laws see their share of the first runs, and a smaller one of long checks. */
const spacing = (every: number, run: number): number =>
  every === 1 || run < DENSE_RUNS ? every : every * SPARSER

const isAskedById = (id: LawId, only: ReadonlyArray<Law> | undefined): boolean =>
  laws.some((law) => law.id === id && isAsked(law, only))

const lawsOf = <C extends Message, E extends Message, S, R extends Tagged, F>(
  aggregate: Aggregate<string, C, E, S, R, F>,
  { invariants, repeatable = [] }: DeciderOptions<C, E, S>,
): ReadonlyArray<DeciderLaw<C, E, S, R, F>> => [
  decideTotal<C, E, S, R, F>(),
  evolveTotal<C, E, S, R, F>(),
  foldIsAction<C, E, S, R, F>(),
  decidePure<C, E, S, R, F>(),
  replayEquivalence<C, E, S, R, F>(),
  decidedRoundTrips<C, E, S, R, F>(),
  ...(aggregate.snapshot === undefined
    ? []
    : [snapshotEquivalence<C, E, S, R, F>(aggregate.snapshot)]),
  commandIdempotence<C, E, S, R, F>(repeatable),
  rejectionSilent<C, E, S, R, F>(),
  ...(invariants === undefined ? [] : [invariantsHold<C, E, S, R, F>(invariants)]),
]

const missedBy = <C extends Message, E extends Message, S, R extends Tagged, F>(
  law: DeciderLaw<C, E, S, R, F>,
  tally: Tally,
  required: ReadonlyArray<string>,
): ReadonlyArray<string> => {
  if (law.missed !== undefined) return law.missed(tally)
  return required.filter((type) => !tally.reached.has(type)).map((type) => `never met ${type}`)
}
