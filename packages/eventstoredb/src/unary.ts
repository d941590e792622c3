/**
 * Keeps appends off the clients' batch path.
 *
 * Both clients send appends over one shared duplex stream where the server offers it, and that path
 * has faults that no caller can repair: one client's broken stream fails the appends of all clients
 * in the process, an unanswered append is pending for ever, a stream that the server ends leaves its
 * appends pending, one failed discovery fails every later append, a conflict comes back with a
 * wrong revision, "not ready" comes back unrecognisable. The path of one call per append has none.
 *
 * A client takes that path when a call carries credentials, or when it believes that the server has
 * no batch append. So the adapter appends through a view of the client that believes so: an object
 * whose prototype is the client, with `supports` answering no, and with exceptions switched on.
 * Nothing changes for whoever else uses the client. Rejected: dummy credentials (a secure server
 * refuses them; users of certificates have none) and patching the client itself (it isn't ours).
 */
import type { EventStoreDBClient } from './client.ts'

/** The client, for appending only. */
export const unaryAppends = (
  client: EventStoreDBClient,
): Pick<EventStoreDBClient, 'appendToStream'> => {
  // Inherits all that a client appends with. `#private` fields would refuse to be read through it,
  // so what appending reads of them is answered here.
  const view: unknown = Object.create(client, {
    supports: { value: () => Promise.resolve(false) },
    throwOnAppendFailure: { value: true },
    credentialsProvider: { get: (): unknown => Reflect.get(client, 'credentialsProvider') },
  })
  return { appendToStream: client.appendToStream.bind(view) }
}
