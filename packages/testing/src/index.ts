/**
 * @kiemtra/testing: given/when/then, arbitraries, laws and store contracts for event-sourced code.
 */
export type * from './given/decision.ts'
export { stateAfter } from './given/fold.ts'
export * from './given/given.ts'
export { defaultMeta, type TestCommand } from './message.ts'
export { arbitraryOf, type ArbitraryOptions } from './arbitrary/of-codec.ts'
export { type Override, override } from './arbitrary/override.ts'
export { UnsupportedCodec } from './arbitrary/unsupported.ts'
export { type CommandSource } from './history/commands.ts'
export { commandSequences, type History, type SequenceOptions } from './history/sequences.ts'
export { type FactPool, factsFrom, type Step, type WorldOptions } from './history/world.ts'
export { checkDecider, type DeciderOptions } from './decider/check-decider.ts'
export type { Invariant } from './decider/deciding.ts'
export {
  batchInvariance,
  checkpointMonotone,
  type CheckName,
  commandIdempotence,
  crashEquivalence,
  decidePure,
  distinctSends,
  evolveTotal,
  foldIsAction,
  invariantsHold,
  keptApart,
  type Law,
  type LawId,
  laws,
  nonInterference,
  nothingPassedOver,
  onceWithCheckpoint,
  oneWriter,
  portContract,
  privateFailures,
  queriesInOrder,
  readYourWrite,
  rebuildEquivalence,
  redeliveryIdempotence,
  rejectionSilent,
  replayEquivalence,
  roundTrip,
  safeRetry,
  skipsRecorded,
  snapshotEquivalence,
  streamCommutativity,
  streamOrder,
  strictKeys,
  totality,
  uniqueNames,
  upcastCommutes,
  upcastPathIndependent,
  upcastTotal,
} from './law/catalogue.ts'
export * from './report/report.ts'
export type {
  Case,
  CaseOutcome,
  Contract,
  RegisterGroup,
  RegisterTest,
  Runner,
} from './contract/contract.ts'
export {
  type CallAnswer,
  type LoggedEvent,
  type RecordedCall,
  type Unexplained,
  unexplained,
} from './event-store/concurrent-history.ts'
export { eventStoreContract } from './event-store/contract.ts'
export type {
  EventStorage,
  EventStoreCapabilities,
  EventStoreFaults,
} from './event-store/storage.ts'
export { type FaultyEventStore, faultyEventStore } from './event-store/faulty.ts'
export { readModelStoreContract } from './read-model-store/contract.ts'
export type {
  ReadModelFaults,
  ReadModelStorage,
  ReadModelStoreCapabilities,
} from './read-model-store/storage.ts'
export { checkEventCodec, type CodecOptions } from './codec/check-event-codec.ts'
export { checkUpcasts, type UpcastOptions, type View } from './codec/check-upcasts.ts'
export type { GoldenEvent } from './codec/stored-events.ts'
export { checkEventStore, checkReadModelStore } from './contract/check-contract.ts'
export { type Log, logsOf, mergedLogs } from './log/logs.ts'
export { checkPolicy, type PolicyOptions } from './policy/check-policy.ts'
export type { MakeProjector } from './projection/bench.ts'
export { checkProjection, type ProjectionOptions } from './projection/check-projection.ts'
export { checkSecrecy, type LogPair, type SecrecyOptions } from './secrecy/check-secrecy.ts'
export { type FaultKind, faultKinds } from './simulate/faults.ts'
export { commandsTo, type Moment, type Outgoing, type SimulatedSender } from './simulate/senders.ts'
export { simulate, type SimulateOptions, type SimulationReport } from './simulate/simulate.ts'
export type { Point, RunEnd, Shown, SimulatedParts, SimulatedSystem } from './simulate/system.ts'
