/**
 * A small program over the adapter, run by the tests in a process of its own: it has to end by itself.
 */
import { eventStoreDB } from '../src/index.ts'
import { meta } from './meta.ts'

const [, , name = '', hosts = '', what] = process.argv

const connect = async () =>
  name === '@eventstore/db-client'
    ? (await import('../src/eventstore.ts')).eventStoreClient(`esdb://${hosts}?tls=false`)
    : (await import('../src/kurrentdb.ts')).kurrentClient(`kurrentdb://${hosts}?tls=false`)

const store = eventStoreDB({ client: await connect() })
if (what !== 'nothing') {
  const stream = 'program.note-1'
  const event = { id: crypto.randomUUID(), type: 'Noted', data: {}, meta }
  await store.append(stream, 'no-stream', [event])()
  for await (const { revision } of store.read(stream)) if (revision === 0) break
}
const deliveries = store.subscribe({ namespace: 'program', from: 'start' })[Symbol.asyncIterator]()
if (what === 'waits') {
  await deliveries.next()
  void deliveries.next()
}
await store.close()
process.stdout.write('closed\n')
