/**
 * Senders: where the commands of a simulation come from.
 */
import type { Aggregate, CommandMeta, Message, StoredEvent, Tagged } from '@kiemtra/kernel'
import type { CommandHandler } from '@kiemtra/runtime'
import fc from 'fast-check'
import { type Answer, answerOf, streamOfCommand } from './answers.ts'
import { defaultMeta, type TestCommand } from '../message.ts'
import type { Random } from './random.ts'

/** What a sender may look at when it thinks of a command. */
export interface Moment {
  /** What has happened so far, in order. */
  readonly log: ReadonlyArray<StoredEvent>
  /** By the clock of the simulation, which may be wrong. */
  readonly now: string
  /** A whole number from 0 to below the bound. */
  readonly below: (bound: number) => number
}

/** A command on its way, of whatever aggregate. */
export interface Outgoing {
  readonly type: string
  /** Hands it to a handler. */
  readonly send: (
    handle: CommandHandler,
    meta: Partial<CommandMeta>,
  ) => Promise<{ readonly stream: string; readonly answer: Answer }>
}

/** A source of commands to one aggregate. */
export interface SimulatedSender {
  readonly category: string
  /** Sent before anything goes wrong, in this order. */
  readonly first: ReadonlyArray<Outgoing>
  /** Begins a run: what it thinks of next, or nothing. */
  readonly begin: (random: Random) => (moment: Moment) => Outgoing | undefined
}

/** Commands to draw for one run of a simulation. */
const DRAWN = 48

/**
 * A sender of commands to an aggregate: drawn from an arbitrary, or thought of with regard to what
 * has happened. Command ids are the simulation's; instants, too, unless a command's meta says one.
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
 * const counts = fc.record({
 *   type: fc.constant('Count' as const),
 *   data: fc.record({ counterId: fc.constantFrom('a', 'b') }),
 * })
 * commandsTo(Counter, counts).category // => 'counter'
 */
export const commandsTo = <C extends Message, E extends Message, S, R extends Tagged, F>(
  aggregate: Aggregate<string, C, E, S, R, F>,
  commands:
    | fc.Arbitrary<TestCommand<NoInfer<C>>>
    | ((moment: Moment) => TestCommand<NoInfer<C>> | undefined),
  { first = [] }: { readonly first?: ReadonlyArray<TestCommand<NoInfer<C>>> } = {},
): SimulatedSender => {
  const outgoing = (given: TestCommand<C>): Outgoing => {
    const { type, data, meta }: Message & { readonly meta?: Partial<CommandMeta> } = given
    return {
      type,
      send: async (handle, more) => {
        const command = { type, data, meta: { ...defaultMeta, ...more, ...meta, ...idOf(more) } }
        const answered = await handle.untyped(aggregate, command)()
        return {
          stream: streamOfCommand(aggregate, command),
          answer: answerOf(aggregate, answered),
        }
      },
    }
  }
  return {
    category: aggregate.category,
    first: first.map(outgoing),
    begin: (random) => {
      if (typeof commands === 'function') {
        return (moment) => {
          const command = commands(moment)
          return command === undefined ? undefined : outgoing(command)
        }
      }
      const seed = random.below(0x7fffffff)
      const drawn = fc.sample(commands, { seed, numRuns: DRAWN })
      let next = 0
      return () => {
        const command = drawn[next]
        next += 1
        return command === undefined ? undefined : outgoing(command)
      }
    },
  }
}

/** The simulation's own command id, whatever the command says. */
const idOf = ({ commandId }: Partial<CommandMeta>): Partial<CommandMeta> =>
  commandId === undefined ? {} : { commandId }
