/**
 * The adapter's promises over `@kurrent/kurrentdb-client`, in a process that loads no other client.
 */
import { kurrentClient } from '../src/kurrentdb.ts'
import { promises } from './promises/promises.ts'

promises(
  '@kurrent/kurrentdb-client',
  (hosts, query = 'tls=false') => kurrentClient(`kurrentdb://${hosts}?${query}`),
  false,
)
