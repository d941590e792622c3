/**
 * Steps: one command each, with the place in the data that it comes from.
 *
 * The command's id derives from the command itself, so running again repeats it instead of doing it
 * twice. Its time comes from the data, too: the same data gives the same rows, to the byte.
 */
import type { Actor, Aggregate, Message, Plain, Tagged } from '@kiemtra/kernel'
import { commandIdOf, type CommandFailure, type CommandHandler } from '@kiemtra/runtime'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { Origin } from './data-files.ts'

/** What came of a step. */
export interface Outcome {
  /** Events as recorded, now or when it was first run. */
  readonly events: ReadonlyArray<{ readonly type: string; readonly data: unknown }>
  readonly repeated: boolean
}

/** One command on its way. */
export interface Step {
  readonly origin: Origin
  /** Id of the stream that the command is for. */
  readonly objectId: string
  readonly commandType: string
  readonly commandId: string
  readonly recordedAt: string
  readonly send: (handle: CommandHandler) => Promise<Either<CommandFailure<Tagged>, Outcome>>
}

const IMPORT: Actor = { kind: 'import', source: 'hanoi-2023' }

/** A step whose command is checked when it is sent: one that comes out of the data as it is. */
export const rawStep = <C extends Message, E extends Message, S, R extends Tagged, F>(
  aggregate: Aggregate<string, C, E, S, R, F>,
  origin: Origin,
  recordedAt: string,
  objectId: string,
  command: Message,
  actor: Actor = IMPORT,
): Step => {
  const commandId = commandIdOf('hanoi-2023', recordedAt, JSON.stringify(command))
  return {
    origin,
    objectId,
    commandType: command.type,
    commandId,
    recordedAt,
    send: async (handle) => {
      const meta = { commandId, actor, recordedAt, onRefusal: 'record' } as const
      const answer = await handle.untyped(aggregate, { ...command, meta })()
      if (isLeft(answer)) return left(answer.left)
      const { events, repeated } = answer.right
      return right({ events: events.map((recorded) => recorded.event), repeated })
    },
  }
}

/** A step that sends a command to an aggregate, recorded in the morning of a day in Vietnam. */
export const step = <C extends Message, E extends Message, S, R extends Tagged, F>(
  aggregate: Aggregate<string, C, E, S, R, F>,
  origin: Origin,
  recordedOn: string,
  objectId: string,
  command: Plain<C>,
  actor?: Actor,
): Step => rawStep(aggregate, origin, morningOf(recordedOn), objectId, command, actor)

/** Eight in the morning in Vietnam. */
export const morningOf = (day: string): string => `${day}T01:00:00.000Z`

/** Half past four in the afternoon in Vietnam. */
export const eveningOf = (day: string): string => `${day}T09:30:00.000Z`
