/**
 * What may be asked in a matter of responsibility.
 */
import { CivilDate, command, commandCodec } from '@kiemtra/kernel'
import * as t from 'io-ts'
import { AgencyId, MatterId } from '../vocabulary/ids.ts'
import { OfficialDocument } from '../vocabulary/official-document.ts'
import { DurationParameter } from '../vocabulary/parameter.ts'
import { RemarkText } from '../vocabulary/text.ts'
import { MatterClaim, MatterOutcome, MatterSource, WithdrawalBasis } from './shapes.ts'

const about = { matterId: MatterId, happenedOn: CivilDate } as const

/** Asks whose responsibility it is. The delegation recommends; it doesn't decide (R23). */
export const OpenMatter = t.strict({ ...about, about: MatterClaim, source: MatterSource })

/** The competent authority asks for a written explanation. */
export const RequestExplanation = t.strict({
  ...about,
  document: OfficialDocument,
  due: DurationParameter,
})

/** The organisation, or who held the post, explains. */
export const GiveExplanation = t.strict({ ...about, text: RemarkText })

/** The competent authority decides, after the chance to explain (R23). */
export const DecideMatter = t.strict({
  ...about,
  outcome: MatterOutcome,
  document: OfficialDocument,
  reason: RemarkText,
})

/** The apology that was decided was made. */
export const RecordApology = t.strict({ ...about, document: OfficialDocument, text: RemarkText })

/** Ends a matter without a decision, or takes a decision back by a document. */
export const WithdrawMatter = t.strict({ ...about, by: WithdrawalBasis })

/** Moves it to who took over the agency, or the competent authority, that has ended (R26). */
export const TransferMatter = t.strict({ ...about, toId: AgencyId })

/** Codec of every command to a matter. */
export const AccountabilityCommand = commandCodec(
  command('OpenMatter', OpenMatter),
  command('RequestExplanation', RequestExplanation),
  command('GiveExplanation', GiveExplanation),
  command('DecideMatter', DecideMatter),
  command('RecordApology', RecordApology),
  command('WithdrawMatter', WithdrawMatter),
  command('TransferMatter', TransferMatter),
)

/** A command to a matter. */
export type AccountabilityCommand = t.TypeOf<typeof AccountabilityCommand>
