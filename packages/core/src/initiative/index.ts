/**
 * Initiatives, experience and models that inspections find or agencies bring: assessed, recognised,
 * tried out and replicated (R24).
 */
import { aggregate } from '@kiemtra/kernel'
import { InitiativeCommand } from './commands.ts'
import { decide } from './decide/index.ts'
import { InitiativeEvents } from './events.ts'
import { evolve } from './evolve.ts'
import { type InitiativeFacts, needs } from './needs.ts'
import { InitiativeRejection } from './rejections.ts'
import { initialState, type InitiativeState } from './state.ts'

/** The aggregate of initiatives. */
export const Initiative = aggregate<InitiativeState, InitiativeRejection, InitiativeFacts>()({
  category: 'initiative',
  idOf: (command: InitiativeCommand) => command.data.initiativeId,
  command: InitiativeCommand,
  event: InitiativeEvents,
  rejection: InitiativeRejection,
  initialState,
  needs,
  decide,
  evolve,
})

export * from './commands.ts'
export * from './events.ts'
export { initiativeFold, type InitiativeFacts } from './needs.ts'
export { InitiativeRejection } from './rejections.ts'
export {
  InitiativeKind,
  initiativeKinds,
  InitiativeSource,
  PilotOutcome,
  pilotOutcomes,
  Replicating,
  ReplicationResult,
  replicationResults,
} from './shapes.ts'
export {
  type AssessedInitiative,
  type InitiativeState,
  openReplications,
  type Pilot,
  type RecognisedInitiative,
  type RecordedInitiative,
  type ReplicatedInitiative,
  type Replication,
} from './state.ts'
