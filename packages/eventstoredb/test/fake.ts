/**
 * A client in a few lines, for what no server can be made to do: answers of the wrong kind.
 */
import type { Appended, EventStoreDBClient, OpenRead, Resolved } from '../src/index.ts'

/** A read of some events, or of a failure. */
export const readOf = (...events: ReadonlyArray<Resolved | Error>): OpenRead => ({
  [Symbol.asyncIterator]: async function* () {
    for (const event of events) {
      if (event instanceof Error) throw event
      yield event
    }
  },
})

/** An error as the clients make them. */
export const clientError = (fields: object, message = ''): Error =>
  Object.assign(new Error(message), fields)

const unused = (): never => {
  throw new Error('not expected here')
}

/** A client that can do what is given. */
export const fakeClient = (parts: Partial<EventStoreDBClient>): EventStoreDBClient => ({
  appendToStream: unused,
  readStream: unused,
  readAll: unused,
  subscribeToAll: unused,
  deleteStream: unused,
  tombstoneStream: unused,
  dispose: async () => undefined,
  ...parts,
})

/** A client whose appends are answered in turn. */
export const answering = (
  ...answers: ReadonlyArray<Appended | Error>
): { readonly client: EventStoreDBClient; readonly sent: () => number } => {
  let sent = 0
  const appendToStream = async (): Promise<Appended> => {
    const answer = answers[sent]
    sent += 1
    if (answer === undefined || answer instanceof Error)
      throw answer ?? new Error('asked too often')
    return answer
  }
  return { client: fakeClient({ appendToStream }), sent: () => sent }
}
