/**
 * What may be asked of an initiative.
 */
import { CivilDate, command, commandCodec } from '@kiemtra/kernel'
import * as t from 'io-ts'
import { checked } from '../vocabulary/checked.ts'
import { distinctBy, someOf } from '../vocabulary/collections.ts'
import { AgencyId, InitiativeId } from '../vocabulary/ids.ts'
import { OfficialDocument } from '../vocabulary/official-document.ts'
import { RemarkText, Text } from '../vocabulary/text.ts'
import { assessment, initiative, PilotOutcome, Replicating, ReplicationResult } from './shapes.ts'

const about = { initiativeId: InitiativeId, happenedOn: CivilDate } as const

/** Records an initiative, experience or model, with where it was found. */
export const RecordInitiative = t.strict({ ...about, ...initiative })

/** Another agency says what it is worth; others may do so, too. */
export const AssessInitiative = t.strict({ ...about, ...assessment })

/** Recognises it; whose document says so is the authority (R24). */
export const RecogniseInitiative = t.strict({ ...about, document: OfficialDocument })

/** Doesn't recognise it; that is the end of it. */
export const DeclineInitiative = t.strict({ ...about, declinedBy: AgencyId, reason: RemarkText })

/** Tries it out at some agencies from a first to a last day, under an agency that leads. */
export const StartPilot = t.strict({
  ...about,
  agencies: someOf(AgencyId),
  from: CivilDate,
  until: CivilDate,
  lead: AgencyId,
})

/** An agency that didn't take part says how the pilot came out. */
export const EvaluatePilot = t.strict({
  ...about,
  evaluatedBy: AgencyId,
  outcome: PilotOutcome,
  summary: RemarkText,
})

/** Lets it be replicated without a pilot, by a document with the reason (R24). */
export const WaivePilot = t.strict({ ...about, document: OfficialDocument, reason: RemarkText })

const replicating = distinctBy(Replicating, ({ agencyId }) => agencyId)

/** Has agencies take it over, each by a due date; more may follow by another document. */
export const StartReplication = t.strict({
  ...about,
  document: OfficialDocument,
  agencies: checked(replicating, (list) => list.length > 0, 'one or more agencies'),
})

/** What became of it at one agency. */
export const ConfirmReplication = t.strict({
  ...about,
  agencyId: AgencyId,
  result: ReplicationResult,
  evidence: someOf(Text),
})

/** What is open at an agency that has ended goes to the one that takes over (R26). */
export const TransferReplication = t.strict({ ...about, agencyId: AgencyId, toId: AgencyId })

/** Codec of every command to an initiative. */
export const InitiativeCommand = commandCodec(
  command('RecordInitiative', RecordInitiative),
  command('AssessInitiative', AssessInitiative),
  command('RecogniseInitiative', RecogniseInitiative),
  command('DeclineInitiative', DeclineInitiative),
  command('StartPilot', StartPilot),
  command('EvaluatePilot', EvaluatePilot),
  command('WaivePilot', WaivePilot),
  command('StartReplication', StartReplication),
  command('ConfirmReplication', ConfirmReplication),
  command('TransferReplication', TransferReplication),
)

/** A command to an initiative. */
export type InitiativeCommand = t.TypeOf<typeof InitiativeCommand>
