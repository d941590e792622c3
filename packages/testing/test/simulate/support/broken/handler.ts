/**
 * Broken command handlers.
 */
import { type CommandHandler, commandHandler, type EventStore } from '@kiemtra/runtime'
import { isLeft } from 'fp-ts/lib/Either.js'
import { type Broken, mapped, type Twins } from './wrap.ts'

/** A handler of commands whose types nobody knows. */
export const untypedOnly = (untyped: CommandHandler['untyped']): CommandHandler =>
  Object.assign(untyped, { untyped })

/** Knows no command again. */
const withoutMemory: Broken = {
  commandHandler: (config) => {
    const { events } = config
    const read: EventStore['read'] = (stream, options) =>
      mapped(events.read(stream, options), (stored) => [
        { ...stored, meta: { ...stored.meta, commandId: `was-${stored.meta.commandId}` } },
      ])
    return commandHandler({ ...config, events: { ...events, read } })
  },
}

/** A command whose meta says something else. */
export const withMeta = (command: unknown, more: object): unknown => {
  if (typeof command !== 'object' || command === null || !('meta' in command)) return command
  const { meta } = command
  return { ...command, meta: { ...(typeof meta === 'object' ? meta : {}), ...more } }
}

/** After a failure it sends the command under a new id. */
const newIds: Broken = {
  commandHandler: (config) => {
    const handle = commandHandler({ ...config, attempts: 1 })
    let retries = 0
    return untypedOnly((aggregate, command, options) => async () => {
      const answer = await handle.untyped(aggregate, command, options)()
      if (!isLeft(answer) || answer.left._tag !== 'Store') return answer
      retries += 1
      const again = withMeta(command, { commandId: `retry-${retries}` })
      return handle.untyped(aggregate, again, options)()
    })
  },
}

/** Takes an append without an answer for done. */
const optimistic: Broken = {
  commandHandler: (config) => {
    const handle = commandHandler({ ...config, attempts: 1 })
    return untypedOnly((aggregate, command, options) => async () => {
      const answer = await handle.untyped(aggregate, command, options)()
      return isLeft(answer) &&
        answer.left._tag === 'Store' &&
        answer.left.failure._tag === 'OutcomeUnknown'
        ? handle.untyped(aggregate, command, { ...options, dryRun: true })()
        : answer
    })
  },
}

/** Appends what it decided, though the stream has gone on. */
const overwriting: Broken = {
  commandHandler: (config) => {
    const { events } = config
    const append: EventStore['append'] = (stream, expected, batch, options) => async () => {
      const answer = await events.append(stream, expected, batch, options)()
      return isLeft(answer) && answer.left._tag === 'Conflict'
        ? events.append(stream, answer.left.actual, batch, options)()
        : answer
    }
    return commandHandler({ ...config, events: { ...events, append } })
  },
}

/** See the module. */
export const handlerTwins: Twins = {
  'a handler without repeat detection': () => withoutMemory,
  'a handler that retries under new ids': () => newIds,
  'a handler that takes silence for a yes': () => optimistic,
  'a handler that overwrites conflicts': () => overwriting,
}
