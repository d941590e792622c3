/**
 * What commands and events of an initiative have in common.
 */
import { CivilDate } from '@kiemtra/kernel'
import * as t from 'io-ts'
import { AgencyId, FindingId, InspectionId } from '../vocabulary/ids.ts'
import type { Labels } from '../vocabulary/label.ts'
import { Mark } from '../vocabulary/mark.ts'
import { OfficialDocument } from '../vocabulary/official-document.ts'
import { ReformArea } from '../vocabulary/reform-area.ts'
import { RemarkText, Text } from '../vocabulary/text.ts'

// ------------------------------------------------------------------- terms

/** Labels of the kinds of initiative ("sáng kiến, kinh nghiệm, mô hình"). */
export const initiativeKinds = {
  initiative: { vi: 'Sáng kiến', en: 'Initiative' },
  experience: { vi: 'Kinh nghiệm', en: 'Experience' },
  model: { vi: 'Mô hình', en: 'Model' },
} as const satisfies Labels<string>

/** What kind of initiative it is. */
export type InitiativeKind = keyof typeof initiativeKinds

/** Codec of {@link InitiativeKind}. */
export const InitiativeKind: t.Type<InitiativeKind, unknown> = t.keyof(
  initiativeKinds,
  'kind of initiative',
)

/** Labels of how a pilot came out. */
export const pilotOutcomes = {
  successful: { vi: 'Thành công', en: 'Successful' },
  unsuccessful: { vi: 'Không thành công', en: 'Unsuccessful' },
  inconclusive: { vi: 'Chưa đủ căn cứ kết luận', en: 'Inconclusive' },
} as const satisfies Labels<string>

/** How a pilot came out. */
export type PilotOutcome = keyof typeof pilotOutcomes

/** Codec of {@link PilotOutcome}. */
export const PilotOutcome: t.Type<PilotOutcome, unknown> = t.keyof(
  pilotOutcomes,
  'outcome of a pilot',
)

/** Labels of what became of a replication at one agency. */
export const replicationResults = {
  applied: { vi: 'Đã áp dụng', en: 'Applied' },
  adapted: { vi: 'Áp dụng có điều chỉnh', en: 'Applied with changes' },
  unsuited: { vi: 'Không phù hợp, không áp dụng', en: 'Unsuited, not applied' },
} as const satisfies Labels<string>

/** What became of a replication at one agency; that it doesn't suit is an answer, too. */
export type ReplicationResult = keyof typeof replicationResults

/** Codec of {@link ReplicationResult}. */
export const ReplicationResult: t.Type<ReplicationResult, unknown> = t.keyof(
  replicationResults,
  'result of a replication',
)

// ------------------------------------------------------------------- parts

/** Where it was found: by an inspection, by the agency itself, or by a contest. */
export const InitiativeSource = t.union([
  t.strict({ kind: t.literal('finding'), inspectionId: InspectionId, findingId: FindingId }),
  t.strict({ kind: t.literal('agency') }),
  t.strict({ kind: t.literal('contest'), document: OfficialDocument }),
])
export type InitiativeSource = t.TypeOf<typeof InitiativeSource>

/** What an initiative is. `area` is how the catalogue files it, not what the finding said. */
export const initiative = {
  agencyId: AgencyId,
  kind: InitiativeKind,
  area: ReformArea,
  title: Text,
  description: RemarkText,
  source: InitiativeSource,
} as const

/** An assessment by another agency than the one it comes from. */
export const assessment = {
  assessedBy: AgencyId,
  novelty: Mark,
  effectiveness: Mark,
  applicability: Mark,
  opinion: RemarkText,
  recommended: t.boolean,
} as const

/** An agency that is to take it over, and by when. */
export const Replicating = t.strict({ agencyId: AgencyId, dueOn: CivilDate })
export type Replicating = t.TypeOf<typeof Replicating>
