/**
 * A row of planProgress: a plan, what it planned, and what has been carried out of it.
 */
import { AgencyLevel, Mode, Notice, PlanKind, ReformArea } from '@kiemtra/core'
import * as t from 'io-ts'

const optional = <A>(codec: t.Type<A, unknown>) => t.union([codec, t.null])
const text: t.Type<string, unknown> = t.string
const number: t.Type<number, unknown> = t.number

/** A target as the read model shows it; `month` is `YYYY-MM`, of the window's first day. */
export const PlannedTarget = t.strict({
  targetId: t.string,
  subjectId: t.string,
  level: AgencyLevel,
  mode: Mode,
  /** Areas of its scope. */
  areas: t.readonlyArray(ReformArea),
  from: t.string,
  to: t.string,
  month: t.string,
})
export type PlannedTarget = t.TypeOf<typeof PlannedTarget>

/** What a district has itself inspected of the agencies right below it, as of a day (R29). */
export const OwnInspectingCount = t.strict({
  divisions: t.number,
  divisionsInspected: t.number,
  communes: t.number,
  communesInspected: t.number,
})
export type OwnInspectingCount = t.TypeOf<typeof OwnInspectingCount>

/** A district's own inspecting, as of its last inspection under the plan. */
export const DistrictInspecting = t.strict({
  subjectId: t.string,
  inspectionId: t.string,
  asOf: t.string,
  ...OwnInspectingCount.type.props,
})
export type DistrictInspecting = t.TypeOf<typeof DistrictInspecting>

/** An inspection that has opened; not one before, be it announced or not. */
export const OpenedInspection = t.strict({
  inspectionId: t.string,
  /** `null` for an unannounced one: it carries out no target. */
  targetId: optional(text),
  /** As of the opening, whoever succeeds to it later. */
  subjectId: t.string,
  level: AgencyLevel,
  mode: Mode,
  notice: Notice,
  /** Areas of its scope. */
  areas: t.readonlyArray(ReformArea),
  openedOn: t.string,
  status: t.keyof({ open: null, concluded: null, revoked: null, cancelled: null }),
  concludedOn: optional(text),
  /** `null` until it is answered, and for who has no own inspecting. */
  ownInspecting: optional<OwnInspectingCount>(OwnInspectingCount),
})
export type OpenedInspection = t.TypeOf<typeof OpenedInspection>

/** How many targets a level has in a month. */
export const PlannedCount = t.strict({ level: AgencyLevel, month: t.string, targets: t.number })
export type PlannedCount = t.TypeOf<typeof PlannedCount>

/** What was done at a level in a month: visits that opened in it, inspections concluded in it. */
export const CarriedOutCount = t.strict({
  level: AgencyLevel,
  month: t.string,
  visits: t.number,
  unannounced: t.number,
  concluded: t.number,
})
export type CarriedOutCount = t.TypeOf<typeof CarriedOutCount>

/** An area that no inspection under the plan has examined at a level, and how many targets would. */
export const AreaGap = t.strict({ level: AgencyLevel, area: ReformArea, targets: t.number })
export type AreaGap = t.TypeOf<typeof AreaGap>

/** What a plan was closed with: targets by whether a conclusion had reached them, obligations still owed (R1). */
export const PlanClosing = t.strict({
  reached: t.readonlyArray(t.string),
  notReached: t.readonlyArray(t.strict({ targetId: t.string, reason: t.string })),
  owed: t.readonlyArray(t.string),
})
export type PlanClosing = t.TypeOf<typeof PlanClosing>

/** Codec of {@link PlanProgressRow}. */
export const PlanProgressRow = t.strict({
  planId: t.string,
  kind: PlanKind,
  year: t.number,
  nameVi: t.string,
  issuerId: t.string,
  leadAgencyId: t.string,
  status: t.keyof({ draft: null, issued: null, revoked: null, closed: null }),
  documentNumber: optional(text),
  issuedOn: optional(text),
  endedOn: optional(text),
  /** `null` until it is closed, and for a revoked one; what comes in later changes nothing of it. */
  closing: optional<PlanClosing>(PlanClosing),
  /** Areas that the plan inspects. */
  areas: t.readonlyArray(ReformArea),
  /** Goals of the plan's terms, as shares from 0 to 1. */
  coverageGoal: optional(number),
  unannouncedShareGoal: optional(number),
  targetCount: t.number,
  /** Agencies with at least one target. */
  subjectCount: t.number,
  /** Targets with an inspection that has opened. */
  targetsVisited: t.number,
  /** Agencies with a target that were visited, with notice or without, under this plan. */
  subjectsVisited: t.number,
  /** `subjectsVisited` of `subjectCount`; `null` without targets. */
  coverage: optional(number),
  /** Visits that have opened; combined inspections, sharing one window, are one visit. */
  visitCount: t.number,
  /** Those of them without an announced inspection. */
  unannouncedCount: t.number,
  /** `unannouncedCount` of `visitCount`; `null` before the first visit. */
  unannouncedShare: optional(number),
  /** Inspections with a conclusion in force: each its own, combined or not. */
  concludedCount: t.number,
  /**
   * In the order of level and area: the plan's areas that no inspection held under it has had in its
   * scope, at each level that it has targets at or has visited.
   */
  neverInspected: t.readonlyArray(AreaGap),
  /** Of districts inspected under the plan, in the order of ids. */
  districtsInspecting: t.readonlyArray(DistrictInspecting),
  /** Share of these districts' divisions that they have inspected themselves; `null` without any. */
  ownDivisionCoverage: optional(number),
  /** The same of their communes. */
  ownCommuneCoverage: optional(number),
  /** In the order of level and month; only where there are targets. */
  planned: t.readonlyArray(PlannedCount),
  /** In the order of level and month; only where something was done. */
  carriedOut: t.readonlyArray(CarriedOutCount),
  /** In the order in which they were added. */
  targets: t.readonlyArray(PlannedTarget),
  /** In the order of their openings. */
  inspections: t.readonlyArray(OpenedInspection),
  /** Inspections of this plan that share a window: the groups, each in the order of ids. */
  combined: t.readonlyArray(t.readonlyArray(t.string)),
})
/** A plan, and how far it is. */
export type PlanProgressRow = t.TypeOf<typeof PlanProgressRow>
