/**
 * Commands to draw from: the aggregate's codec, or arbitraries of one's own.
 */
import {
  type Actor,
  type Command,
  type CommandMeta,
  instantOfMillis,
  type Message,
} from '@kiemtra/kernel'
import { isLeft } from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import type * as t from 'io-ts'
import { arbitraryOf, type ArbitraryOptions } from '../arbitrary/of-codec.ts'
import { fail } from '../failure.ts'
import { commandReader, problemsText, type TestCommand } from '../message.ts'
import { printed } from '../value/diff.ts'

/** Where commands come from. */
export interface CommandSource<C extends Message> extends ArbitraryOptions {
  /** Commands of one's own, realistic ones; by default drawn from the aggregate's codec. */
  readonly commands?: fc.Arbitrary<TestCommand<C>>
  /** Metas of commands that are drawn from the codec; by default of every kind of actor. */
  readonly metas?: fc.Arbitrary<CommandMeta>
}

/** One of every kind. */
export const actors: ReadonlyArray<Actor> = [
  { kind: 'operator', personId: 'person-1', reason: 'drawn' },
  { kind: 'official', personId: 'person-2', agencyId: 'agency-1', post: 'head' },
  { kind: 'policy', name: 'policy-1', onBehalfOf: 'agency-1' },
  { kind: 'import', source: 'drawn' },
]

const FIRST_MS = Date.UTC(2023, 0, 1)
const DAYS = 730
const DAY_MS = 86_400_000

/** Milliseconds since midnight: none, as often as any. */
export const timesOfDay = fc.oneof({ withCrossShrink: true }, fc.constant(0), fc.nat(DAY_MS - 1))

/** Metas by every kind of actor, recorded on some day of 2023 or 2024, every other at some hour. */
const drawnMetas: fc.Arbitrary<CommandMeta> = fc
  .tuple(
    fc.nat(0x7fffffff),
    fc.constantFrom(...actors),
    fc.integer({ min: 0, max: DAYS }),
    timesOfDay,
  )
  .map(([n, actor, day, ms]) => ({
    commandId: `command-${n.toString(36)}`,
    actor,
    recordedAt: instantOfMillis(FIRST_MS + day * DAY_MS + ms),
  }))

/** Decoded commands of an aggregate. */
export const commandsOf = <C extends Message>(
  aggregate: { readonly command: t.Type<C, unknown>; readonly idOf: (command: C) => string },
  { commands, metas = drawnMetas, overrides = [] }: CommandSource<C>,
): fc.Arbitrary<Command<C>> => {
  if (commands === undefined) {
    return fc
      .tuple(arbitraryOf(aggregate.command, { overrides }), metas)
      .map(([command, meta]) => ({ ...command, meta }))
  }
  const readCommand = commandReader(aggregate)
  const decoded = (given: TestCommand<C>): Command<C> => {
    const read = readCommand(given)
    return isLeft(read)
      ? fail(
          `a command was drawn that does not decode: ${problemsText(read.left)}\n${printed(given)}`,
        )
      : read.right.command
  }
  return commands.map(decoded)
}
