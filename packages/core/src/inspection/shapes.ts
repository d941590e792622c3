/**
 * What commands and events of an inspection have in common.
 */
import { CivilDate } from '@kiemtra/kernel'
import * as t from 'io-ts'
import { someOf } from '../vocabulary/collections.ts'
import { FindingKind, Severity } from '../vocabulary/finding.ts'
import {
  AgencyId,
  DelegationId,
  DrawId,
  EvidenceId,
  ObligationId,
  PersonId,
  PlanId,
  TargetId,
  TeamId,
} from '../vocabulary/ids.ts'
import type { Labels } from '../vocabulary/label.ts'
import { Mark } from '../vocabulary/mark.ts'
import { Mode } from '../vocabulary/mode.ts'
import { Ground } from '../vocabulary/notice.ts'
import { Count } from '../vocabulary/number.ts'
import { OfficialDocument } from '../vocabulary/official-document.ts'
import { PlanContent } from '../vocabulary/plan-content.ts'
import { ReformArea } from '../vocabulary/reform-area.ts'
import { Responsibility, ResponsibilityClaim } from '../vocabulary/responsibility.ts'
import { Sample } from '../vocabulary/sample.ts'
import { Period, Scope } from '../vocabulary/scope.ts'
import { TaskContent, TaskStanding } from '../vocabulary/task.ts'
import { RemarkText, Text } from '../vocabulary/text.ts'

// ----------------------------------------------------------------- setting

/** The whole delegation, or one of its teams; a team with the reason (R3). */
export const Inspectors = t.union([
  t.strict({ by: t.literal('whole') }),
  t.strict({ by: t.literal('team'), teamId: TeamId, reason: Text }),
])
export type Inspectors = t.TypeOf<typeof Inspectors>

/** What an inspection is set to be: by whom, of whom, of what, when and how. */
export const setting = {
  planId: PlanId,
  subjectId: AgencyId,
  delegationId: DelegationId,
  inspectors: Inspectors,
  scope: Scope,
  mode: Mode,
  ground: Ground,
  window: Period,
} as const

/** Who ordered an unannounced inspection (R9). */
export const UnannouncedOrder = t.union([
  t.strict({ by: t.literal('agency'), agencyId: AgencyId, document: OfficialDocument }),
  t.strict({ by: t.literal('delegation-head'), personId: PersonId }),
  t.strict({ by: t.literal('draw'), drawId: DrawId }),
])
export type UnannouncedOrder = t.TypeOf<typeof UnannouncedOrder>

/** Codec of the target that an inspection carries out, where there is one. */
export const carriesOut = { targetId: TargetId } as const

// ---------------------------------------------------------------- findings

/** Why an on-the-spot correction needs no demand: it was made and seen. */
const correction = { correctedOnSpot: t.boolean } as const

/** What is found, as the delegation states it (R11, R12, R15). */
const findingBody = t.type({
  kind: FindingKind,
  area: ReformArea,
  content: PlanContent,
  severity: Severity,
  criterion: Text,
  condition: RemarkText,
  conditionOn: CivilDate,
  evidence: someOf(EvidenceId),
  ...correction,
})
const findingExtras = t.partial({
  cause: RemarkText,
  effect: RemarkText,
  sample: Sample,
  responsibility: ResponsibilityClaim,
  /** The prior shortcoming that is still there: the finding is a repeat (R19). */
  repeats: ObligationId,
})

/** Codec of a finding's statement. */
export const FindingStatement = t.exact(t.intersection([findingBody, findingExtras]))
export type FindingStatement = t.TypeOf<typeof FindingStatement>

/** A finding as it stands: its severity after repetition (R19), who answers, with the head of that day (R15). */
export const StandingFinding = t.exact(
  t.intersection([
    t.type({ statement: FindingStatement, severity: Severity }),
    t.partial({ responsibility: Responsibility }),
  ]),
)
export type StandingFinding = t.TypeOf<typeof StandingFinding>

// -------------------------------------------------------------------- tasks

/** A task that the inspection judges, as its own stream has it (R20). */
export const ListedTask = t.strict({ taskId: ObligationId, content: TaskContent, area: ReformArea })
export type ListedTask = t.TypeOf<typeof ListedTask>

// -------------------------------------------------------------- assessment

/**
 * How the listed tasks of one content in one area stood on the inspection's date (R20), as far as was
 * known when they were assessed; `doneLate` are those of the done that were done after their due date.
 */
export const JudgedTasks = t.strict({
  asOf: CivilDate,
  done: Count,
  doneLate: Count,
  late: Count,
  notDue: Count,
  standings: t.readonlyArray(t.strict({ taskId: ObligationId, standing: TaskStanding })),
})
export type JudgedTasks = t.TypeOf<typeof JudgedTasks>

/** The assessment of one content in one area. */
export const assessment = {
  content: PlanContent,
  area: ReformArea,
  progress: Mark,
  effectiveness: Mark,
  quality: Mark,
  guidance: Text,
} as const

// ------------------------------------------------------------------- flags

/** Labels of what an act relied on that had changed when it was recorded. */
export const flagReasons = {
  roster: { vi: 'Thành viên không còn thẩm quyền', en: 'Member without mandate' },
  term: { vi: 'Đoàn kiểm tra hết hiệu lực', en: 'Delegation not in force' },
  plan: { vi: 'Kế hoạch hết hiệu lực', en: 'Plan not in force' },
  window: { vi: 'Lịch kiểm tra không còn hiệu lực', en: 'Days not held' },
} as const satisfies Labels<string>
export type FlagReason = keyof typeof flagReasons
export const FlagReason: t.Type<FlagReason, unknown> = t.keyof(flagReasons, 'reason of a flag')

// -------------------------------------------------------------------- time

/** Labels of why the calendar of visits refused days, as an inspection is told. */
export const daysRefusals = {
  overlap: { vi: 'Trùng với cuộc kiểm tra khác', en: 'Overlaps another inspection' },
  caps: { vi: 'Vượt giới hạn số ngày, số đoàn kiểm tra', en: 'Over a cap on visits' },
  /** Where the reason would tell of what is not to be told (R9). */
  withheld: { vi: 'Không nêu lý do', en: 'Reason withheld' },
  other: { vi: 'Lý do khác', en: 'Other reason' },
} as const satisfies Labels<string>
export type DaysRefusal = keyof typeof daysRefusals
export const DaysRefusal: t.Type<DaysRefusal, unknown> = t.keyof(daysRefusals, 'refusal of days')

/** Labels of why fieldwork may be extended. */
export const extensionGrounds = {
  complexity: { vi: 'Nội dung phức tạp', en: 'Complex matter' },
  expertise: { vi: 'Cần ý kiến chuyên môn', en: 'Expert opinion needed' },
  'non-cooperation': { vi: 'Đối tượng không hợp tác', en: 'Subject does not cooperate' },
  'force-majeure': { vi: 'Bất khả kháng', en: 'Force majeure' },
} as const satisfies Labels<string>
export type ExtensionGround = keyof typeof extensionGrounds
export const ExtensionGround: t.Type<ExtensionGround, unknown> = t.keyof(
  extensionGrounds,
  'ground of an extension',
)
