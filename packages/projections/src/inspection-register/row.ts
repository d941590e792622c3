/**
 * A row of inspectionRegister: an inspection, from its proposal or its opening to what follows its
 * conclusion. What hasn't happened is `null`.
 */
import {
  AgencyLevel,
  FindingKind,
  Ground,
  Mode,
  Notice,
  PlanContent,
  ReformArea,
  Severity,
} from '@kiemtra/core'
import * as t from 'io-ts'

const optionalText = t.union([t.string, t.null])
const optionalFlag = t.union([t.boolean, t.null])

/** A finding, as far as it is counted. */
export const CountedFinding = t.strict({
  findingId: t.string,
  kind: FindingKind,
  severity: Severity,
  withdrawn: t.boolean,
})
export type CountedFinding = t.TypeOf<typeof CountedFinding>

/** How many findings of a kind and a severity stand. */
export const FindingCount = t.strict({ kind: FindingKind, severity: Severity, findings: t.number })
export type FindingCount = t.TypeOf<typeof FindingCount>

/** An explanation: late or not, and how it was answered. */
export const ExplanationState = t.strict({
  explanationId: t.string,
  late: t.boolean,
  answer: t.keyof({ none: null, accepted: null, rejected: null }),
})

/** A recommendation, and whether it was answered, and late. */
export const RecommendationState = t.strict({
  recommendationId: t.string,
  kind: t.string,
  addresseeId: t.string,
  replyDueOn: t.string,
  answeredOn: optionalText,
  answeredLate: optionalFlag,
})

/** What a district has itself inspected, as of the opening (R29); agencies right below it. */
export const OwnInspectingState = t.strict({
  divisions: t.number,
  divisionsInspected: t.number,
  communes: t.number,
  communesInspected: t.number,
})
export type OwnInspectingState = t.TypeOf<typeof OwnInspectingState>

/** Codec of {@link InspectionRow}. */
export const InspectionRow = t.strict({
  inspectionId: t.string,
  planId: t.string,
  /** `null` for an unannounced one: it carries out no target. */
  targetId: optionalText,
  subjectId: t.string,
  subjectLevel: AgencyLevel,
  delegationId: t.string,
  /** `null`: the whole delegation. */
  teamId: optionalText,
  concludedBy: t.string,
  mode: Mode,
  ground: Ground,
  notice: Notice,
  /** Who ordered an unannounced one: an agency, the delegation's head, or a draw. */
  orderedBy: optionalText,
  contents: t.readonlyArray(PlanContent),
  areas: t.readonlyArray(ReformArea),
  thematic: t.boolean,
  /** When it was proposed or ordered. */
  setOn: t.string,
  status: t.keyof({
    preparing: null,
    fieldwork: null,
    closed: null,
    drafted: null,
    concluded: null,
    revoked: null,
    cancelled: null,
  }),
  /** Where its window stands with the calendar of visits. */
  schedule: t.keyof({ asked: null, confirmed: null, refused: null, deferred: null }),
  scheduleRefusedFor: optionalText,
  windowId: optionalText,
  windowFrom: t.string,
  windowTo: t.string,
  /** By when it must be held, once it was put off. */
  latestOn: optionalText,
  noticeSentOn: optionalText,
  openNotBefore: optionalText,
  selfReportDueOn: optionalText,
  selfReportOn: optionalText,
  selfReportLate: optionalFlag,
  /** How many prior shortcomings it must look at (R19); `null` until that is answered. */
  priorShortcomings: t.union([t.number, t.null]),
  /** How many tasks it judges as of its opening (R20); `null` until that is answered. */
  listedTasks: t.union([t.number, t.null]),
  /** `null` until it is answered, and for who has no own inspecting. */
  ownInspecting: t.union([OwnInspectingState, t.null]),
  openedOn: optionalText,
  leaderId: optionalText,
  insteadOfHead: optionalFlag,
  /** Since when it is paused. */
  pausedOn: optionalText,
  /** The days on which it asks to resume. */
  resumptionAskedFrom: optionalText,
  resumptionAskedTo: optionalText,
  /** Why it was last told that it can't resume so; `null` once it asks again. */
  resumptionRefusedFor: optionalText,
  extensionAskedUntil: optionalText,
  extensionRefusedFor: optionalText,
  minutesOn: optionalText,
  minutes: t.union([t.keyof({ signed: null, reservation: null, refused: null }), t.null]),
  closedOn: optionalText,
  conclusionDueOn: optionalText,
  /** When the draft was last circulated, and until when the subject may explain itself. */
  draftedOn: optionalText,
  explainUntil: optionalText,
  explanationWaived: t.boolean,
  explanations: t.readonlyArray(ExplanationState),
  concludedOn: optionalText,
  conclusionNumber: optionalText,
  conclusionLate: optionalFlag,
  publicationDueOn: optionalText,
  publishedOn: optionalText,
  publicationLate: optionalFlag,
  /** Numbers of the documents that corrected it, in their order. */
  corrections: t.readonlyArray(t.string),
  review: t.keyof({
    none: null,
    requested: null,
    upheld: null,
    'to-correct': null,
    'to-revoke': null,
  }),
  revokedOn: optionalText,
  cancelledOn: optionalText,
  /** Findings that stand. */
  findingCount: t.number,
  /** In the order of kind and severity; only where there are some. */
  findingCounts: t.readonlyArray(FindingCount),
  /** All, withdrawn ones included, in the order in which they were raised. */
  findings: t.readonlyArray(CountedFinding),
  demandCount: t.number,
  recommendations: t.readonlyArray(RecommendationState),
  /** Members who differ (R16). */
  dissents: t.readonlyArray(t.string),
  /** Acts that wait to be ratified (R5, R6). */
  flaggedActs: t.readonlyArray(t.string),
  /** Other delegations' results that it took over: numbers of their documents. */
  importedResults: t.readonlyArray(t.string),
})
/** An inspection, and how it stands. */
export type InspectionRow = t.TypeOf<typeof InspectionRow>
