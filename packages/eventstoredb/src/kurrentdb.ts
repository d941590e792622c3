/**
 * A client of `@kurrent/kurrentdb-client` from a connection string, for {@link eventStoreDB}.
 */
import { KurrentDBClient } from '@kurrent/kurrentdb-client'
import type { EventStoreDBClient as Client } from './client.ts'
import { withRenewedReads } from './renewed-reads.ts'

/**
 * Connects, when first used, to what the string names: `kurrentdb://host:2113?tls=false`,
 * `kurrentdb+discover://user:password@cluster.example:2113`, `kurrentdb://a:2113,b:2113,c:2113`.
 * Throws at a string that isn't one. On a cluster take this and not the client by itself, whose reads
 * don't survive the loss of their node.
 */
export const kurrentClient = (connectionString: string): Client => {
  const connect = (): KurrentDBClient => KurrentDBClient.connectionString(connectionString)
  return withRenewedReads(connect(), connect)
}
