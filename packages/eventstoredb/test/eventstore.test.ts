/**
 * The adapter's promises over `@eventstore/db-client`, in a process that loads no other client.
 */
import { eventStoreClient } from '../src/eventstore.ts'
import { promises } from './promises/promises.ts'

promises(
  '@eventstore/db-client',
  (hosts, query = 'tls=false') => eventStoreClient(`esdb://${hosts}?${query}`),
  true,
)
