/**
 * A history run: what each command found, was told, and left behind.
 */
import type { Command, Message, Tagged } from '@kiemtra/kernel'
import { printedInline } from '../value/diff.ts'
import { type Bag, equals, isBag } from '../value/equals.ts'
import { copied } from '../value/frozen.ts'
import { type Step, type StepOutcome, UnknownReference, type World } from './world.ts'

/** What happened at one step. */
export interface Happened<C extends Message, E extends Message, S, R extends Tagged, F> {
  readonly command: Command<C>
  readonly id: string
  readonly before: S
  readonly facts: F | undefined
  readonly outcome: StepOutcome<E, R>
  readonly after: S
}

/** What was thrown where nothing may throw. */
export interface Thrown {
  readonly by: 'idOf' | 'needs' | 'decide' | 'evolve'
  readonly at: number
  readonly error: unknown
}

/** A history run to its end, or to the first throw. */
export interface Trace<C extends Message, E extends Message, S, R extends Tagged, F> {
  readonly world: World<C, E, S, R, F>
  readonly happened: ReadonlyArray<Happened<C, E, S, R, F>>
  readonly thrown: Thrown | undefined
}

let runs = 0

/**
 * The same command under an id that no one has seen: who remembers ids by themselves shows it. And
 * a copy, as the one that was drawn belongs to other histories, too: who writes into it writes here.
 */
const unheard = <C extends Message>(drawn: Command<C>, run: string): Command<C> => {
  const command = copied(drawn)
  const { meta } = command
  return { ...command, meta: { ...meta, commandId: `${meta.commandId}-${run}` } }
}

/** Runs the steps in a fresh world. */
export const traceOf = <C extends Message, E extends Message, S, R extends Tagged, F>(
  world: World<C, E, S, R, F>,
  steps: ReadonlyArray<Step<C>>,
): Trace<C, E, S, R, F> => {
  const { aggregate } = world
  const happened: Happened<C, E, S, R, F>[] = []
  runs += 1
  const run = runs.toString(36)
  let by: Thrown['by'] = 'idOf'
  let at = 0
  try {
    for (; at < steps.length; at++) {
      const step = steps[at]
      if (step === undefined) continue
      const command = unheard(step.command, run)
      by = 'idOf'
      const id = aggregate.idOf(command)
      const before = world.stateOf(id)
      by = 'needs'
      const facts = world.factsOf(step, before)
      if (facts instanceof UnknownReference) {
        happened.push({ command, id, before, facts: undefined, outcome: facts, after: before })
        continue
      }
      by = 'decide'
      const outcome = aggregate.decide(command, before, facts)
      if (!isAnswer(outcome)) throw new NoAnswer(printedInline(outcome))
      let after = before
      if (outcome._tag === 'Right') {
        by = 'evolve'
        const events = outcome.right
        for (let i = 0; i < events.length; i++) {
          const event = events[i]
          if (event !== undefined) after = aggregate.evolve(after, event)
        }
        if (events.length > 0) world.put(id, after)
      }
      happened.push({ command, id, before, facts, outcome, after })
    }
  } catch (error) {
    return { world, happened, thrown: { by, at, error } }
  }
  return { world, happened, thrown: undefined }
}

/** What decide has answered is neither events nor a rejection. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer'
}

/** Asked of what a type says it is: who tries broken aggregates meets other answers, too. */
const isAnswer = (outcome: unknown): boolean =>
  isBag(outcome) &&
  (outcome['_tag'] === 'Left' || (outcome['_tag'] === 'Right' && Array.isArray(outcome['right'])))

// ------------------------------------------------------------------- print

/** What came of a command, on one line; of an event's data, what the command didn't say already. */
const outcomeText = (outcome: StepOutcome<Message, Tagged>, command: Command<Message>): string => {
  if (outcome._tag === 'Right') {
    const said = isBag(command.data) ? command.data : {}
    const events = outcome.right.map(
      ({ type, data }) => `${type} ${printedInline(news(data, said))}`,
    )
    return events.length === 0 ? 'nothing' : events.join(', ')
  }
  return outcome._tag === 'Left'
    ? `refused: ${printedInline(outcome.left)}`
    : `not asked: ${outcome.name} leads to no stream of ${outcome.category}`
}

const news = (data: unknown, said: Bag): unknown =>
  isBag(data) && !Array.isArray(data)
    ? Object.fromEntries(Object.entries(data).filter(([key, value]) => !equals(value, said[key])))
    : data

const thrownLine = ({ by, error }: Thrown): string =>
  error instanceof NoAnswer
    ? `${by} answered ${error.message}`
    : `${by} threw ${error instanceof Error ? String(error) : printedInline(error)}`

/** A command on one line: what it asks, who asks, and when it is recorded. */
const commandText = ({ type, data, meta }: Command<Message>): string =>
  `${type} ${printedInline(data)} (${meta.actor.kind}, ${meta.recordedAt})`

/** A history as a numbered list: command, then what came of it. */
export const historyText = <C extends Message, E extends Message, S, R extends Tagged, F>(
  steps: ReadonlyArray<Step<C>>,
  { happened, thrown }: Trace<C, E, S, R, F>,
): ReadonlyArray<string> =>
  steps.flatMap((step, i) => {
    const outcome = happened[i]?.outcome
    const came =
      outcome !== undefined
        ? outcomeText(outcome, step.command)
        : thrown?.at === i
          ? thrownLine(thrown)
          : undefined
    return came === undefined ? [] : [`${i + 1}. ${commandText(step.command)} -> ${came}`]
  })
