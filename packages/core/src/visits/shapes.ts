/**
 * What commands, events and state of a calendar of visits have in common.
 */
import { CivilDate } from '@kiemtra/kernel'
import * as t from 'io-ts'
import { someOf } from '../vocabulary/collections.ts'
import { AgencyId, InspectionId, PlanId, SlotId, WindowId } from '../vocabulary/ids.ts'
import { Mode } from '../vocabulary/mode.ts'
import { Notice } from '../vocabulary/notice.ts'
import { Count, Year } from '../vocabulary/number.ts'
import { CountParameter } from '../vocabulary/parameter.ts'
import { ReformArea } from '../vocabulary/reform-area.ts'
import { Period } from '../vocabulary/scope.ts'

// ------------------------------------------------------------------- claim

/** What is asked for with a window: for which inspection, by which delegation, into what, how. */
export const request = {
  windowId: WindowId,
  planId: PlanId,
  /** The delegation, as the plan's terms provide for it: it may not be established yet. */
  slotId: SlotId,
  inspectionId: InspectionId,
  areas: someOf(ReformArea),
  mode: Mode,
  /** An unannounced visit's window is secret until it is moved `openly`. */
  notice: Notice,
} as const

/** The caps of a plan (R8), as they stood when the window was asked for. */
export const Caps = t.strict({
  daysOnSiteMax: CountParameter,
  concurrentWindowsMax: CountParameter,
  visitDaysPerQuarterMax: CountParameter,
})
export type Caps = t.TypeOf<typeof Caps>

/** An inspection's claim to a window, with what was read of its plan and frozen (R8). */
export const Claim = t.strict({
  ...request,
  caps: Caps,
  /** Who asked; the plan's lead agency where no agency did. A secret window is theirs alone to touch. */
  keptBy: AgencyId,
})
export type Claim = t.TypeOf<typeof Claim>

/** The ids of a claim, for whoever follows it. */
export const Member = t.strict({ windowId: WindowId, planId: PlanId, inspectionId: InspectionId })
export type Member = t.TypeOf<typeof Member>

/** The days of a window; working days are computed once, when the window is placed. */
export const VisitDays = t.strict({
  period: Period,
  /** In order; one at least. */
  workingDays: t.readonlyArray(CivilDate),
  calendarVersion: t.string,
})
export type VisitDays = t.TypeOf<typeof VisitDays>

// ----------------------------------------------------------------- refusal

/** A window of another delegation in the way (R7). */
export const Conflict = t.strict({
  windowId: WindowId,
  planId: PlanId,
  slotId: SlotId,
  inspectionId: InspectionId,
  period: Period,
  sharedAreas: t.readonlyArray(ReformArea),
})
export type Conflict = t.TypeOf<typeof Conflict>

/** Overlapping windows of other delegations that go into the same areas. */
const Overlap = t.strict({
  _tag: t.literal('Overlap'),
  rule: t.literal('R7'),
  conflicts: t.readonlyArray(Conflict),
})

const cap = { rule: t.literal('R8'), planId: PlanId, max: CountParameter } as const

/** More days on site for one inspection than a plan allows. */
const DaysOnSite = t.strict({ _tag: t.literal('DaysOnSite'), ...cap, days: Count })

/** More windows on one day than a plan allows; `on` is the first such day. */
const ConcurrentWindows = t.strict({
  _tag: t.literal('ConcurrentWindows'),
  ...cap,
  on: CivilDate,
  windows: Count,
  /** The windows already there on that day. */
  windowIds: t.readonlyArray(WindowId),
})

/** More working days of visits in a quarter than a plan allows. */
const DaysPerQuarter = t.strict({
  _tag: t.literal('DaysPerQuarter'),
  ...cap,
  year: Year,
  quarter: Count,
  days: Count,
  /** The windows already there in that quarter. */
  windowIds: t.readonlyArray(WindowId),
})

/** A secret conflict: nothing is said of it, not even by which rule. Stands alone. */
const Withheld = t.strict({ _tag: t.literal('Withheld') })

/** Why a claim on days is refused; a cap (`planId`, `max`) is the asking plan's or that of one there. */
export const RefusalReason = t.union([
  Overlap,
  DaysOnSite,
  ConcurrentWindows,
  DaysPerQuarter,
  Withheld,
])
export type RefusalReason = t.TypeOf<typeof RefusalReason>

// ----------------------------------------------------------------- release

/** Why a window is given back. */
export const releaseReasons = {
  cancelled: { vi: 'Cuộc kiểm tra bị hủy', en: 'The inspection was cancelled' },
  deferred: { vi: 'Cuộc kiểm tra được hoãn', en: 'The inspection was deferred' },
  interrupted: { vi: 'Cuộc kiểm tra tạm dừng', en: 'The inspection was paused' },
  yielded: { vi: 'Nhường lịch cho cuộc kiểm tra khác', en: 'It gave way to another visit' },
  succession: {
    vi: 'Cơ quan được kiểm tra đã sáp nhập, giải thể',
    en: 'The subject was dissolved or merged',
  },
} as const

/** Why a window is given back. */
export type ReleaseReason = keyof typeof releaseReasons

/** Codec of {@link ReleaseReason}. */
export const ReleaseReason: t.Type<ReleaseReason, unknown> = t.keyof(
  releaseReasons,
  'reason of a release',
)
