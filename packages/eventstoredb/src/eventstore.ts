/**
 * A client of `@eventstore/db-client` from a connection string, for {@link eventStoreDB}.
 */
import { EventStoreDBClient } from '@eventstore/db-client'
import type { EventStoreDBClient as Client } from './client.ts'

/**
 * Connects, when first used, to what the string names: `esdb://host:2113?tls=false`,
 * `esdb+discover://user:password@cluster.example:2113`, `esdb://a:2113,b:2113,c:2113`.
 * Throws at a string that isn't one.
 */
export const eventStoreClient = (connectionString: string): Client =>
  EventStoreDBClient.connectionString(connectionString)
