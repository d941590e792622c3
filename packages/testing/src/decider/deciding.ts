/**
 * The laws of deciding: pure, idempotent, and right by what its user says of every state.
 */
import type { Command, Message, Needs, Tagged } from '@kiemtra/kernel'
import type { StepOutcome } from '../history/world.ts'
import { printedInline } from '../value/diff.ts'
import { elsewhen } from '../value/elsewhen.ts'
import { equals } from '../value/equals.ts'
import { copied, frozen, turned } from '../value/frozen.ts'
import type { Complaint } from '../law/property-law.ts'
import type { Tally } from '../law/tally.ts'
import { askedIn, type DeciderLaw, type Subject } from './law.ts'
import { changed, thrownText } from './saying.ts'
import { isAsFolded, writingIn } from './writing.ts'

type Law<C extends Message, E extends Message, S, R extends Tagged, F> = DeciderLaw<C, E, S, R, F>

/** L3: the same question, the same answer; and what comes in, or went out, is left alone. */
export const decidePure = <C extends Message, E extends Message, S, R extends Tagged, F>(): Law<
  C,
  E,
  S,
  R,
  F
> => ({
  law: 'L3',
  statement: 'decide and needs answer the same on the same inputs, and never change an input',
  asked: 'seldom',
  away: true,
  check: standsByAll,
})

/** Whether the same is decided about each command again, and whether answers stay as they were given. */
const standsByAll = <C extends Message, E extends Message, S, R extends Tagged, F>(
  subject: Subject<C, E, S, R, F>,
  tally: Tally,
): Complaint => {
  const { aggregate, freezer, trace } = subject
  for (const [i, one] of askedIn(subject)) {
    const { facts, outcome } = one
    if (facts === undefined) continue
    if (outcome._tag === 'Right') for (const { type } of outcome.right) tally.saw(type)
    else tally.saw()
    const kept = [frozen(one.command), freezer.of(one.before), freezer.ofRecord(facts)] as const
    const said = askedAgain(subject, { ...one, facts, kept }, i + 1)
    if (typeof said === 'string') return said
    const known = knownAgain(subject, { ...one, facts, kept }, i + 1)
    if (known !== undefined) return known
    // What marks a state once was there before it could be copied.
    const writing = isAsFolded(subject, i) ? undefined : writingIn(subject)
    if (writing?.by === 'decide') return writing.complaint
    const answer = copied(said.answer)
    subject.later(() => {
      if (!equals(said.answer, answer)) {
        return changed(`decide changed its answer to command ${i + 1}`, answer, said.answer)
      }
      const again = aggregate.decide(...kept)
      return equals(again, answer)
        ? undefined
        : changed(`decide answered command ${i + 1} differently later`, answer, again)
    })
    const other = trace.happened[i === 0 ? 1 : i - 1]
    if (other?.facts === undefined) continue
    aggregate.decide(other.command, other.before, other.facts)
    if (equals(said.answer, answer)) continue
    const message = `asked about command ${i === 0 ? 2 : i}, decide changed its answer to command ${i + 1}`
    return changed(message, answer, said.answer)
  }
  return undefined
}

/** What is asked again. */
interface Question<C extends Message, E extends Message, S, R extends Tagged, F> {
  readonly command: Command<C>
  readonly id: string
  readonly before: S
  readonly after: S
  readonly facts: F
  /** What is asked, frozen. */
  readonly kept: readonly [Command<C>, S, F]
  readonly outcome: StepOutcome<E, R>
}

/** An answer that holds: the last one; or what is wrong. */
const askedAgain = <C extends Message, E extends Message, S, R extends Tagged, F>(
  { aggregate, freezer }: Subject<C, E, S, R, F>,
  { command, id, before, facts, kept: question, outcome }: Question<C, E, S, R, F>,
  at: number,
): string | { readonly answer: unknown } => {
  const other = turned(command)
  const asks: ReadonlyArray<readonly [string, () => unknown]> = [
    ['at another time', () => elsewhen(() => aggregate.decide(...question))],
    // Where a command comes from, nobody promises an order of keys.
    ['with its keys in another order', () => aggregate.decide(other, question[1], question[2])],
    // A handler asks again about the same objects, when another writer was faster.
    ['the third time', () => aggregate.decide(command, before, facts)],
    ['the time after', () => aggregate.decide(command, before, facts)],
  ]
  let answer: unknown
  try {
    const sent = [question[0], other, command].map((one) => aggregate.idOf(one))
    const astray = sent.find((stream) => stream !== id)
    if (astray !== undefined) return `idOf sent command ${at} to ${id}, and then to ${astray}`
    const needs = aggregate.needs(command, before)
    const needed = elsewhen(() => aggregate.needs(question[0], question[1]))
    if (!isSameNeed(needs, needed)) {
      return changed(`needs answered command ${at} differently`, named(needs), named(needed))
    }
    for (const [when, ask] of asks) {
      answer = ask()
      if (!equals(answer, outcome)) {
        return changed(`decide answered command ${at} differently ${when}`, outcome, answer)
      }
    }
  } catch (error) {
    return `on frozen inputs, command ${at} threw ${thrownText(error)}`
  }
  const isIntact = equals([command, before], [question[0], question[1]])
  if (isIntact && freezer.isIntact(facts, question[2])) return { answer }
  return changed(`decide changed an input of command ${at}`, question, [command, before, facts])
}

/**
 * Whether a command that led to something is known again, by its id or by itself: where its events have
 * happened, one that says the same under another id is answered alike.
 */
const knownAgain = <C extends Message, E extends Message, S, R extends Tagged, F>(
  { aggregate, isNews }: Subject<C, E, S, R, F>,
  { command, after, facts, outcome }: Question<C, E, S, R, F>,
  at: number,
): Complaint => {
  if (!isNews || outcome._tag !== 'Right' || outcome.right.length === 0) return undefined
  const meta = { ...command.meta, commandId: `${command.meta.commandId}-again` }
  try {
    const again = aggregate.decide(command, after, facts)
    // Mostly it is refused, which is what it should be.
    if (again._tag === 'Left' || again.right.length === 0) return undefined
    const other = aggregate.decide({ ...copied(command), meta }, after, facts)
    if (other._tag === 'Right' && equals(typesOf(other.right), typesOf(again.right))) {
      return undefined
    }
    const message = `decide knows command ${at} again: after its events, it answers one like it differently`
    return changed(message, other, again)
  } catch {
    // That it threw is for another law to report.
    return undefined
  }
}

const typesOf = (events: ReadonlyArray<Message>): ReadonlyArray<string> =>
  events.map(({ type }) => type)

/** Whether the same is needed: by name, from the same streams. Not by its fold, which may be made anew. */
const isSameNeed = <F>(needs: Needs<F>, others: Needs<F>): boolean => {
  let names = 0
  for (const name in needs) {
    if (!Object.hasOwn(others, name)) return false
    const [one, other] = [needs[name], others[name]]
    if (one.of.category !== other.of.category || one.id !== other.id) return false
    if (one.absent !== other.absent || !equals(one.asOf, other.asOf)) return false
    names += 1
  }
  return names === Object.keys(others).length
}

/** The same, for a reader. */
const named = <F>(needs: Needs<F>): ReadonlyMap<string, unknown> => {
  const all = new Map<string, unknown>()
  for (const name in needs) {
    const { of, id, asOf, absent } = needs[name]
    all.set(name, { category: of.category, id, asOf, absent })
  }
  return all
}

/** L10: the same command again, after its events, does nothing more. */
export const commandIdempotence = <C extends Message, E extends Message, S, R extends Tagged, F>(
  repeatable: ReadonlyArray<string>,
): Law<C, E, S, R, F> => ({
  law: 'L10',
  statement: 'the same command decided again after its events is refused, or leads to nothing',
  asked: 'often',
  check: (subject, tally) => {
    const { aggregate } = subject
    for (const [i, { command, facts, outcome, after }] of askedIn(subject)) {
      if (facts === undefined || outcome._tag !== 'Right' || outcome.right.length === 0) continue
      for (const { type } of outcome.right) tally.saw(type)
      if (repeatable.includes(command.type)) continue
      const again = aggregate.decide(command, after, facts)
      if (again._tag === 'Right' && again.right.length > 0) {
        const events = again.right.map(({ type }) => type).join(', ')
        return `command ${i + 1} (${command.type}) decided again led to ${events}; a command that may be repeated is listed in \`repeatable\``
      }
    }
    return undefined
  },
})

// ---------------------------------------------------------------- invariants

/** What a user says of every state; `true`, or what is wrong with it. */
export type Invariant<S> = (state: S) => boolean | string

/** L12: the user's invariants hold after every prefix, not just at the end. */
export const invariantsHold = <C extends Message, E extends Message, S, R extends Tagged, F>(
  invariants: Readonly<Record<string, Invariant<S>>>,
): Law<C, E, S, R, F> => ({
  law: 'L12',
  statement: `after every event: ${Object.keys(invariants).join('; ')}`,
  asked: 'always',
  check: ({ aggregate, trace }, tally) => {
    for (const [i, { before, outcome }] of trace.happened.entries()) {
      if (outcome._tag !== 'Right') continue
      let state = before
      for (const event of outcome.right) {
        state = aggregate.evolve(state, event)
        tally.saw(event.type)
        for (const name of Object.keys(invariants)) {
          const holds = invariants[name]?.(state) ?? true
          if (holds === true) continue
          const why = holds === false ? name : `${name} (${holds})`
          return `after command ${i + 1} and its ${event.type} it does not hold: ${why}\n${printedInline(state)}`
        }
      }
    }
    return undefined
  },
})
