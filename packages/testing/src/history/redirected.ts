/**
 * Commands drawn apart, made to meet: sent to the stream that a history is about, and saying again
 * what was said before.
 *
 * A code that has to be repeated, or a sum that has to be paid in full, is never drawn twice by chance.
 */
import { type Command, decoderOf, type Message } from '@kiemtra/kernel'
import { isLeft } from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import { isBag } from '../value/equals.ts'
import { hashOf } from './world.ts'

/** Sends a command to another stream of its aggregate, if it can be. */
export type SendTo<C extends Message> = (command: Command<C>, id: string | undefined) => Command<C>

/**
 * Commands drawn apart go to many streams, and none gets far. The property of the data that holds
 * the stream's id is found, and overwritten; a command whose id is put together from several, or
 * that its codec then refuses, goes where it was going.
 */
export const senderOf = <C extends Message>(
  codec: t.Type<C, unknown>,
  idOf: (command: C) => string,
): SendTo<C> => {
  const decode = decoderOf(codec)
  return (command, id) => {
    const { type, data, meta }: Command<Message> = command
    if (id === undefined || !isBag(data)) return command
    const own = idOf(command)
    if (own === id) return command
    const name = Object.keys(data).find((key) => data[key] === own)
    if (name === undefined) return command
    const sent = decode({ type, data: { ...data, [name]: id } })
    return isLeft(sent) || idOf(sent.right) !== id ? command : { ...sent.right, meta }
  }
}

/** The texts and numbers that commands have said last, by the name of the property. */
export class Said {
  private readonly last = new Map<string, string | number>()

  /** Remembers what a command says. */
  hear({ data }: Command<Message>): void {
    if (!isBag(data)) return
    for (const [name, value] of Object.entries(data)) {
      if (typeof value === 'string' || typeof value === 'number') this.last.set(name, value)
    }
  }

  /** Data with some of its properties as they were said last; which ones, the seed says. */
  again(data: Readonly<Record<string, unknown>>, own: string, seed: number): object | undefined {
    let changed: Record<string, unknown> | undefined
    for (const [name, value] of Object.entries(data)) {
      const before = this.last.get(name)
      if (before === undefined || before === value || typeof before !== typeof value) continue
      // Where a command goes is another matter.
      if (value === own || hashOf(name, seed) % 2 === 0) continue
      changed ??= { ...data }
      changed[name] = before
    }
    return changed
  }
}

/** Makes a command say again some of what was said, if its codec has it. */
export type Echo<C extends Message> = (command: Command<C>, said: Said, seed: number) => Command<C>

/** Echoes for an aggregate's commands. */
export const echoOf = <C extends Message>(
  codec: t.Type<C, unknown>,
  idOf: (command: C) => string,
): Echo<C> => {
  const decode = decoderOf(codec)
  return (command, said, seed) => {
    const { type, data, meta }: Command<Message> = command
    if (!isBag(data)) return command
    const changed = said.again(data, idOf(command), seed)
    if (changed === undefined) return command
    const echoed = decode({ type, data: changed })
    return isLeft(echoed) ? command : { ...echoed.right, meta }
  }
}
