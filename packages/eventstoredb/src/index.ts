/**
 * @kiemtra/eventstoredb: the event store over EventStoreDB and KurrentDB.
 */
export type {
  AppendCall,
  Appended,
  CallOptions,
  Credentials,
  EventStoreDBClient,
  IncomingEvent,
  IncomingPosition,
  LogPosition,
  OpenRead,
  OpenSubscription,
  OutgoingData,
  OutgoingEvent,
  Resolved,
} from './client.ts'
export { ID_NAMESPACE } from './event.ts'
export * from './event-store.ts'
export type { SubscriptionNotice } from './notice.ts'
export type { StreamState } from './operator.ts'
export type { EventStoreDBOptions } from './options.ts'
