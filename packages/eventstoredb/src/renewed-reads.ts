/**
 * Reads that survive their node.
 *
 * `@kurrent/kurrentdb-client` 1.3.1 reads through a connection of its own that never looks for another
 * node: once the leader it was on is gone, each read fails until that very node is back, while appends
 * and subscriptions go on elsewhere. Nothing in the client makes it look again, so after a failed read
 * the next one goes through a new client.
 */
import type { EventStoreDBClient, OpenRead } from './client.ts'

type Reader = Pick<EventStoreDBClient, 'readStream' | 'readAll'>

/** The client, whose reads go through another one whenever the last one's node is gone. */
export const withRenewedReads = (
  client: EventStoreDBClient,
  renew: () => Reader,
): EventStoreDBClient => {
  let reader: Reader = {
    readStream: client.readStream.bind(client),
    readAll: client.readAll.bind(client),
  }

  const renewing = (open: (reader: Reader) => OpenRead): OpenRead => ({
    [Symbol.asyncIterator]: () => {
      const used = reader
      const events = open(used)[Symbol.asyncIterator]()
      return {
        next: async () => {
          try {
            return await events.next()
          } catch (error) {
            // Of the reads that fail together, one renews.
            if (reader === used && isUnavailable(error)) reader = renew()
            throw error
          }
        },
      }
    },
  })

  return Object.assign(client, {
    readStream: (...args: Parameters<Reader['readStream']>) =>
      renewing((through) => through.readStream(...args)),
    readAll: (...args: Parameters<Reader['readAll']>) =>
      renewing((through) => through.readAll(...args)),
  })
}

const isUnavailable = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && Reflect.get(error, 'type') === 'unavailable'
