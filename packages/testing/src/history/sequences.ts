/**
 * Histories at random: commands one after the other, chosen with regard to the state they meet.
 *
 * At most steps commands are tried until one is accepted, so that histories get somewhere; at the
 * others the first one is taken, whatever comes of it. The first is drawn afresh, the others come
 * from a pool drawn beforehand, as drawing costs ten times as much as deciding. Half of the
 * histories go without some types of command, so that rare turns get their turn. A failing history
 * shrinks by leaving out commands and by shrinking each; it stays a list of commands that anyone can
 * read and run. Rejected: fast-check's model-based commands, which can't draw a command from the state
 * it will meet, and weights learned while running, which make a failure hard to repeat.
 */
import type { Aggregate, Command, Message, Tagged } from '@kiemtra/kernel'
import fc from 'fast-check'
import { leavingOut } from '../arbitrary/lists.ts'
import { frozen } from '../value/frozen.ts'
import { commandsOf, type CommandSource } from './commands.ts'
import { type Echo, echoOf, Said, senderOf, type SendTo } from './redirected.ts'
import { historyText, type Trace, traceOf, Tracing } from './trace.ts'
import { hashOf, type Step, type World, type WorldOptions, worlds } from './world.ts'

// ------------------------------------------------------------------- model

/** Commands to happen one after the other; prints as a numbered list with what comes of each. */
export interface History<C extends Message> {
  readonly steps: ReadonlyArray<Step<C>>
  /** Decides what the facts of other categories are. */
  readonly worldSeed: number
  readonly [fc.toStringMethod]: () => string
}

/** What sequences are made of. */
export interface SequenceOptions<C extends Message, E extends Message>
  extends CommandSource<C>, WorldOptions<C, E> {
  /** At most so many commands; 16 by default. */
  readonly maxLength?: number
}

// ------------------------------------------------------------ constructors

const DEFAULT_LENGTH = 16

/**
 * Histories of any aggregate, valid and invalid commands mixed.
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
 * fc.assert(fc.property(commandSequences(Counter), ({ steps }) => steps.length <= 16))
 */
export const commandSequences = <C extends Message, E extends Message, S, R extends Tagged, F>(
  aggregate: Aggregate<string, C, E, S, R, F>,
  options: SequenceOptions<NoInfer<C>, NoInfer<E>> = {},
): fc.Arbitrary<History<C>> => tracedSequences(aggregate, options)

/** The same, for who wants to know what came of the commands. */
export const tracedSequences = <C extends Message, E extends Message, S, R extends Tagged, F>(
  aggregate: Aggregate<string, C, E, S, R, F>,
  options: SequenceOptions<NoInfer<C>, NoInfer<E>>,
): Sequences<C, E, S, R, F> =>
  new Sequences(
    aggregate,
    worlds(aggregate, options),
    commandsOf(aggregate, options),
    options.maxLength ?? DEFAULT_LENGTH,
  )

// --------------------------------------------------------------- behaviour

/** How many commands are tried at most for one that is accepted. */
const TRIES = 12
/** In a hundred steps: how many take a command however it is answered. */
const ANY_PERCENT = 25
/** In a hundred steps: how many find that other streams have changed. */
const SHIFT_PERCENT = 10
/** In a hundred draws: how many go to the stream that the history began with. */
const HOME_PERCENT = 70
/** Commands drawn beforehand, by a seed that is always the same. */
const POOL_SIZE = 1024
const POOL_SEED = 61
const MAX_SEED = 0x3fffffff

/** A command as it was drawn, and what was then made of it. */
interface Pick<C extends Message> {
  readonly value: fc.Value<Command<C>>
  /** Sent to the stream that the history begins with, wherever it was going. */
  readonly sentHome: boolean
  /** Its own command id, where the same draw may come more than once. */
  readonly commandId: string | undefined
  /** Says which properties are as they were said last; 0: none. */
  readonly echo: number
  readonly shift: number
}

class Drawn<C extends Message> {
  readonly picks: ReadonlyArray<Pick<C>>

  constructor(picks: ReadonlyArray<Pick<C>>) {
    this.picks = picks
  }
}

/** Histories of an aggregate, and their traces. */
export class Sequences<
  C extends Message,
  E extends Message,
  S,
  R extends Tagged,
  F,
> extends fc.Arbitrary<History<C>> {
  private readonly world: (seed: number) => World<C, E, S, R, F>
  private readonly commands: fc.Arbitrary<Command<C>>
  private readonly maxLength: number
  private readonly idOf: (command: C) => string
  private readonly sendTo: SendTo<C>
  private readonly echo: Echo<C>
  private pool: ReadonlyArray<fc.Value<Command<C>>> | undefined
  /** What happened while the last history was drawn: who asks for it asks before the next. */
  private drawn: readonly [History<C>, Trace<C, E, S, R, F>] | undefined

  constructor(
    aggregate: Aggregate<string, C, E, S, R, F>,
    world: (seed: number) => World<C, E, S, R, F>,
    commands: fc.Arbitrary<Command<C>>,
    maxLength: number,
  ) {
    super()
    this.world = world
    this.commands = commands
    this.maxLength = maxLength
    this.idOf = idReader(aggregate)
    this.sendTo = senderOf(aggregate.command, this.idOf)
    this.echo = echoOf(aggregate.command, this.idOf)
  }

  override generate(mrng: fc.Random, bias: number | undefined): fc.Value<History<C>> {
    const length = mrng.nextInt(1, this.maxLength)
    const worldSeed = mrng.nextInt(0, MAX_SEED)
    // Half of the seeds leave some types out; which ones, the seed says.
    const without = worldSeed % 2 === 0 ? worldSeed : undefined
    const tracing = new Tracing(this.world(worldSeed))
    const picks: Pick<C>[] = []
    const steps: Step<C>[] = []
    const said = new Said()
    let home: string | undefined
    for (let i = 0; i < length; i++) {
      const shift = mrng.nextInt(0, 99) < SHIFT_PERCENT ? mrng.nextInt(1, MAX_SEED) : 0
      const tries = mrng.nextInt(0, 99) < ANY_PERCENT ? 1 : TRIES
      for (let tried = 1; ; tried++) {
        const sentHome = mrng.nextInt(0, 99) < HOME_PERCENT
        const isFresh = tried === 1
        const value = isFresh ? kept(this.commands.generate(mrng, bias)) : this.pooled(mrng)
        if (tried < tries && without !== undefined && isLeftOut(value.value.type, without)) continue
        const commandId = isFresh ? undefined : `command-${i}`
        const echo = echoAt(i * TRIES + tried, worldSeed)
        const pick = { value, sentHome, shift, commandId, echo }
        const step = { command: this.commandOf(pick, home, said), shift }
        if (!tracing.try(step, tried >= tries)) continue
        home ??= this.idOf(step.command)
        said.hear(step.command)
        picks.push(pick)
        steps.push(step)
        break
      }
    }
    const history = this.historyOf(picks, steps, worldSeed)
    this.drawn = [history.value, tracing]
    return history
  }

  /** What comes of a history: as it was drawn, when asked for the first time, then run anew. */
  traceOf(history: History<C>): Trace<C, E, S, R, F> {
    const { drawn } = this
    this.drawn = undefined
    return drawn?.[0] === history ? drawn[1] : traceOf(this.world(history.worldSeed), history.steps)
  }

  /** One of the commands drawn beforehand. */
  private pooled(mrng: fc.Random): fc.Value<Command<C>> {
    this.pool ??= valuesOf(this.commands).map(kept)
    const value = this.pool[mrng.nextInt(0, this.pool.length - 1)]
    return value ?? kept(this.commands.generate(mrng, undefined))
  }

  private commandOf(pick: Pick<C>, home: string | undefined, said: Said): Command<C> {
    const { value } = pick.value
    const echoed = pick.echo === 0 ? value : this.echo(value, said, pick.echo)
    const command = pick.sentHome ? this.sendTo(echoed, home) : echoed
    return pick.commandId === undefined
      ? command
      : { ...command, meta: { ...command.meta, commandId: pick.commandId } }
  }

  override canShrinkWithoutContext(_: unknown): _ is History<C> {
    return false
  }

  override shrink(history: History<C>, context: unknown): fc.Stream<fc.Value<History<C>>> {
    return isDrawn<C>(context)
      ? fc.stream(this.smaller(history.worldSeed, context.picks))
      : fc.Stream.nil()
  }

  /** Fewer commands first: without the later half, the earlier one, and so on down to each alone. */
  private *smaller(
    seed: number,
    picks: ReadonlyArray<Pick<C>>,
  ): IterableIterator<fc.Value<History<C>>> {
    for (const fewer of leavingOut(picks)) yield this.history(fewer, seed)
    for (const [i, pick] of picks.entries()) {
      if (pick.shift !== 0) yield this.history(picks.with(i, { ...pick, shift: 0 }), seed)
      if (pick.echo !== 0) yield this.history(picks.with(i, { ...pick, echo: 0 }), seed)
      if (!pick.sentHome) yield this.history(picks.with(i, { ...pick, sentHome: true }), seed)
      for (const value of this.commands.shrink(pick.value.value, pick.value.context)) {
        yield this.history(picks.with(i, { ...pick, value: kept(value) }), seed)
      }
    }
  }

  /** The history of some picks; home is where the first one goes, so that they move together. */
  private history(picks: ReadonlyArray<Pick<C>>, worldSeed: number): fc.Value<History<C>> {
    const said = new Said()
    let home: string | undefined
    const steps = picks.map((pick): Step<C> => {
      const command = this.commandOf(pick, home, said)
      said.hear(command)
      home ??= this.idOf(command)
      return { command, shift: pick.shift }
    })
    return this.historyOf(picks, steps, worldSeed)
  }

  private historyOf(
    picks: ReadonlyArray<Pick<C>>,
    steps: ReadonlyArray<Step<C>>,
    worldSeed: number,
  ): fc.Value<History<C>> {
    const { world } = this
    const text = (): string => historyText(steps, traceOf(world(worldSeed), steps)).join('\n')
    return new fc.Value({ steps, worldSeed, [fc.toStringMethod]: text }, new Drawn(picks))
  }
}

/**
 * A value that nobody can write into: it is drawn for one history, and stands in others. An evolve
 * that writes into a list that came from a command would write into all of them.
 */
const kept = <A>(drawn: fc.Value<A>): fc.Value<A> =>
  new fc.Value(frozen(drawn.value), drawn.context)

/** Values as an arbitrary draws them, with what it takes to shrink them. */
const valuesOf = <A>(arbitrary: fc.Arbitrary<A>): ReadonlyArray<fc.Value<A>> => {
  const values: fc.Value<A>[] = []
  fc.sample(new Keeping(arbitrary, values), { numRuns: POOL_SIZE, seed: POOL_SEED })
  return values
}

/** Keeps every value that is drawn through it. */
class Keeping<A> extends fc.Arbitrary<A> {
  private readonly inner: fc.Arbitrary<A>
  private readonly kept: fc.Value<A>[]

  constructor(inner: fc.Arbitrary<A>, kept: fc.Value<A>[]) {
    super()
    this.inner = inner
    this.kept = kept
  }

  override generate(mrng: fc.Random, bias: number | undefined): fc.Value<A> {
    const value = this.inner.generate(mrng, bias)
    this.kept.push(value)
    return value
  }

  override canShrinkWithoutContext(_: unknown): _ is A {
    return false
  }

  override shrink(value: A, context: unknown): fc.Stream<fc.Value<A>> {
    return this.inner.shrink(value, context)
  }
}

/** `idOf`, or no id where it throws. */
const idReader =
  <C extends Message>({ idOf }: { readonly idOf: (command: C) => string }) =>
  (command: C): string => {
    try {
      return idOf(command)
    } catch {
      return ''
    }
  }

const isDrawn = <C extends Message>(context: unknown): context is Drawn<C> =>
  context instanceof Drawn

/** In a hundred draws: how many say something again; drawn from no chance of its own. */
const ECHO_PERCENT = 25
const echoAt = (place: number, worldSeed: number): number => {
  const hash = hashOf(`echo ${place}`, worldSeed)
  return hash % 100 < ECHO_PERCENT ? hash : 0
}

const isLeftOut = (type: string, without: number): boolean => hashOf(type, without) % 4 === 0
