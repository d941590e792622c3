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

let asked = 0

/**
 * The same command under an id that no one has seen: who remembers ids by themselves shows it. And
 * a copy, as the one that was drawn belongs to other histories, too: who writes into it writes here.
 */
const unheard = <C extends Message>(drawn: Command<C>): Command<C> => {
  const command = copied(drawn)
  const { meta } = command
  asked += 1
  return { ...command, meta: { ...meta, commandId: `${meta.commandId}-${asked.toString(36)}` } }
}

/** What is in the middle of being asked, for who catches what it throws. */
interface Asking {
  by: Thrown['by']
}

/** Lets one command happen in a world; throws where what it asks throws. */
const happening = <C extends Message, E extends Message, S, R extends Tagged, F>(
  world: World<C, E, S, R, F>,
  step: Step<C>,
  asking: Asking,
): Happened<C, E, S, R, F> => {
  const { aggregate } = world
  const command = unheard(step.command)
  asking.by = 'idOf'
  const id = aggregate.idOf(command)
  const before = world.stateOf(id)
  asking.by = 'needs'
  const facts = world.factsOf(step, before)
  if (facts instanceof UnknownReference) {
    return { command, id, before, facts: undefined, outcome: facts, after: before }
  }
  asking.by = 'decide'
  const outcome = aggregate.decide(command, before, facts)
  if (!isAnswer(outcome)) throw new NoAnswer(printedInline(outcome))
  let after = before
  if (outcome._tag === 'Right' && outcome.right.length > 0) {
    asking.by = 'evolve'
    const events = outcome.right
    for (let i = 0; i < events.length; i++) {
      const event = events[i]
      if (event !== undefined) after = aggregate.evolve(after, event)
    }
    world.put(id, after)
  }
  return { command, id, before, facts, outcome, after }
}

/** A trace that grows, command by command, until something throws. */
export class Tracing<C extends Message, E extends Message, S, R extends Tagged, F> implements Trace<
  C,
  E,
  S,
  R,
  F
> {
  readonly world: World<C, E, S, R, F>
  readonly happened: Happened<C, E, S, R, F>[] = []
  thrown: Thrown | undefined
  private readonly asking: Asking = { by: 'idOf' }

  constructor(world: World<C, E, S, R, F>) {
    this.world = world
  }

  /** Lets a command happen; keeps what came of it if it led to something, or anyway. */
  try(step: Step<C>, anyway: boolean): boolean {
    try {
      const one = happening(this.world, step, this.asking)
      const isAccepted = one.outcome._tag === 'Right' && one.outcome.right.length > 0
      if (!isAccepted && !anyway) return false
      if (this.thrown === undefined) this.happened.push(one)
    } catch (error) {
      this.thrown ??= { by: this.asking.by, at: this.happened.length, error }
    }
    return true
  }
}

/** Runs the steps in a fresh world. */
export const traceOf = <C extends Message, E extends Message, S, R extends Tagged, F>(
  world: World<C, E, S, R, F>,
  steps: ReadonlyArray<Step<C>>,
): Trace<C, E, S, R, F> => {
  const tracing = new Tracing(world)
  for (const step of steps) {
    tracing.try(step, true)
    if (tracing.thrown !== undefined) break
  }
  return tracing
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
    const events = outcome.right.map(({ type, data }) => {
      const left = news(data, said)
      return equals(left, {}) ? type : `${type} ${printedInline(left)}`
    })
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
