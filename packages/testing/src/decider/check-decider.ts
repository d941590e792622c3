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
import { historyText, type Trace } from '../history/trace.ts'
import { type Counterexample, type LawReport, type Report, verdictOf } from '../report/report.ts'
import type { Law, LawId } from '../law/catalogue.ts'
import { isAsked, laws } from '../law/catalogue.ts'
import { drawnSeed, MEMORY } from '../law/property-law.ts'
import { countsOf, Tally } from '../law/tally.ts'
import { elsewhere } from '../value/elsewhen.ts'
import { type Freezer, freezer } from '../value/frozen.ts'
import { restoring } from '../value/restored.ts'
import { type AskAgain, Later } from './later.ts'
import type { DeciderLaw, Subject } from './law.ts'
import { decidedRoundTrips, rejectionSilent } from './answers.ts'
import { commandIdempotence, decidePure, type Invariant, invariantsHold } from './deciding.ts'
import { foldIsAction } from './folding.ts'
import { replayEquivalence, snapshotEquivalence } from './keeping.ts'
import { ask, shortest } from './shortest.ts'
import { Strangers } from './strangers.ts'
import { decideTotal, evolveTotal } from './totality.ts'
import { Situations } from './situations.ts'
import { rooted } from './wakes.ts'
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

/** A law in the middle of a check. */
interface Checked<C extends Message, E extends Message, S, R extends Tagged, F> {
  readonly law: DeciderLaw<C, E, S, R, F>
  readonly tally: Tally
  broken: Counterexample | undefined
}

/** Laws that have something to complain about, and what. */
type Complaints<C extends Message, E extends Message, S, R extends Tagged, F> = ReadonlyArray<
  readonly [Checked<C, E, S, R, F>, string]
>

/** Of so many histories all with a dear question ask it again later, then one in so many, and all with news. */
const EARLY_RUNS = 1024
const KEPT_EVERY = 64

/** Whose question was kept for later. Not with what happened, of which there is much, and which can happen again. */
interface Asked<C extends Message, E extends Message, S, R extends Tagged, F> {
  readonly one: Checked<C, E, S, R, F>
  readonly history: History<C>
}

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
  const checked = lawsOf(aggregate, options)
    .filter(({ law }) => isAskedById(law, options.only))
    .map((law): Checked<C, E, S, R, F> => ({ law, tally: new Tally(), broken: undefined }))
  const histories = tracedSequences(aggregate, options)
  const strangers = new Strangers(aggregate.event, options)
  const situations = new Situations(options.stateName)
  const kept = freezer()
  // One initial state serves all histories: what is written into it stays with one of them.
  const restore = restoring(aggregate.initialState)
  /** A history with all its commands; what they found is asked for at once, before others spoil it. */
  const subjectOf = (
    history: History<C>,
    events: ReadonlyArray<E>,
    known: Freezer,
  ): Subject<C, E, S, R, F> => {
    restore()
    const trace = histories.traceOf(history)
    const all = [...trace.happened.keys()]
    return {
      aggregate,
      trace,
      asked: all,
      isNews: true,
      strangers: events,
      freezer: known,
      later: () => undefined,
    }
  }
  // At once: what keeps a memory may show it now, and no more at the end.
  const smallest = (
    law: DeciderLaw<C, E, S, R, F>,
    history: History<C>,
    complaint: string,
    traceOf: () => Trace<C, E, S, R, F>,
  ): Counterexample =>
    shortest(law, histories, (one) => subjectOf(one, strangers.all, freezer()), {
      seed,
      numRuns: runs,
    }) ?? {
      message: `${complaint}\n${MEMORY}`,
      history: historyText(history.steps, traceOf()),
    }

  const asked = (often: DeciderLaw<C, E, S, R, F>['asked'], isAway: boolean) =>
    checked.filter(({ law }) => law.asked === often && (law.away === true) === isAway)
  const [always, often] = [asked('always', false), asked('often', false)]
  const [seldom, away] = [asked('seldom', false), asked('seldom', true)]
  const complaints = (
    some: ReadonlyArray<Checked<C, E, S, R, F>>,
    subject: Subject<C, E, S, R, F>,
  ): Complaints<C, E, S, R, F> =>
    some.flatMap((one) => {
      if (one.broken !== undefined) return []
      const complaint = ask(one.law, subject, one.tally)
      return complaint === undefined ? [] : [[one, complaint] as const]
    })
  const [later, atEnd] = [new Later<Asked<C, E, S, R, F>>(), new Later<Asked<C, E, S, R, F>>()]
  const askLater = (questions: Later<Asked<C, E, S, R, F>>): void => {
    restore()
    for (const [{ one, history }, complaint] of questions.ask()) {
      one.broken ??= smallest(one.law, history, complaint, () => histories.traceOf(history))
    }
  }
  /** Keeps what its laws want to be asked again. */
  const keeping = (
    history: History<C>,
    subject: Subject<C, E, S, R, F>,
    some: ReadonlyArray<Checked<C, E, S, R, F>>,
    questions: Later<Asked<C, E, S, R, F>>,
  ): Complaints<C, E, S, R, F> =>
    some.flatMap((one) => {
      const keep = (again: AskAgain): void => {
        questions.keep({ one, history }, again)
      }
      return complaints([one], { ...subject, later: keep })
    })
  let run = 0
  const drawing = fc.check(
    fc.property(histories, (history) => {
      const subject = subjectOf(history, strangers.one(run), kept)
      const { trace } = subject
      const worth = situations.meet(trace)
      for (const { outcome } of trace.happened) {
        if (outcome._tag === 'Right') for (const event of outcome.right) strangers.meet(event)
      }
      const found = [...complaints(always, subject)]
      // What threw has come to no end: it is among no commands to choose from.
      if (worth.often.length > 0 || trace.thrown !== undefined) {
        found.push(...complaints(often, { ...subject, asked: worth.often }))
      }
      if (worth.seldom.length > 0) {
        const some = { ...subject, asked: worth.seldom, isNews: worth.isNews }
        const isKept = worth.isNews || run < EARLY_RUNS || run % KEPT_EVERY === 0
        // The way there and back takes longer than the laws: others are asked there later. What is
        // news is asked again when all is over: who has changed for good by then is found out.
        const askAway = (): Complaints<C, E, S, R, F> =>
          isKept
            ? keeping(history, some, away, worth.isNews ? atEnd : later)
            : complaints(away, some)
        found.push(...(worth.isNews ? elsewhere(askAway) : askAway()))
        found.push(...complaints(seldom, some))
      }
      for (const [one, complaint] of found) {
        one.broken = smallest(one.law, history, complaint, () => trace)
      }
      if (later.isFull) askLater(later)
      run += 1
    }),
    { seed, numRuns: runs },
  )
  askLater(later)
  askLater(atEnd)
  restore()
  // No law throws here: what did is an arbitrary that drew what it should not.
  if (drawing.failed) throw drawing.errorInstance

  const required = writtenTypes(aggregate.event).filter((type) => !unreachable.includes(type))
  const reports = checked.map(({ law, tally, broken }): LawReport => {
    const base = {
      law: law.law,
      statement: law.statement,
      runs: tally.runs,
      checks: tally.checks,
      seed,
      eventTypesReached: countsOf(tally.reached),
    }
    if (broken !== undefined) {
      return { ...base, verdict: 'refuted', missed: [], counterexample: broken }
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
    eventTypesReached: countsOf(situations.events()),
    transitionsReached: countsOf(situations.transitions()),
    notes: [
      ...repeatable.map((type) => `${type} may be repeated: an exception to L10`),
      ...unreachable.map((type) => `${type} is said to be out of reach, and was not asked for`),
      ...situations.notes(),
    ],
  }
}

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
