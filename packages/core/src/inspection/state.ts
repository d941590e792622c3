/**
 * What is known of an inspection, by the phase of its life.
 *
 * none → preparing → fieldwork → closed → drafted → concluded; aside: cancelled, revoked. What a
 * phase hasn't got yet can't be asked for in it: there are no findings before the opening, no
 * demands before the conclusion.
 */
import type { CivilDate } from '@kiemtra/kernel'
import type { AgencyLevel } from '../vocabulary/agency-kind.ts'
import type { Demand, Recommendation } from '../vocabulary/demand.ts'
import type { Severity } from '../vocabulary/finding.ts'
import type {
  ActId,
  AgencyId,
  DelegationId,
  DemandId,
  EvidenceId,
  ExplanationId,
  FindingId,
  InspectionId,
  PersonId,
  PlanId,
  RecommendationId,
  TargetId,
  WindowId,
} from '../vocabulary/ids.ts'
import type { Mode } from '../vocabulary/mode.ts'
import type { Ground, Notice } from '../vocabulary/notice.ts'
import type { OwnInspecting } from '../vocabulary/own-inspecting.ts'
import type { PlanContent } from '../vocabulary/plan-content.ts'
import type { PlanParameters } from '../vocabulary/plan-terms.ts'
import type { ReformArea } from '../vocabulary/reform-area.ts'
import type { Responsibility } from '../vocabulary/responsibility.ts'
import type { Period, Scope } from '../vocabulary/scope.ts'
import type { PriorShortcoming } from './commands/preparation.ts'
import type { FindingStatement, Inspectors, ListedTask } from './shapes.ts'
import type * as t from 'io-ts'

// --------------------------------------------------------- in every phase

/** The notice that was sent (R10). */
export interface SentNotice {
  readonly openNotBefore: CivilDate
  readonly selfReportDueOn: CivilDate
}

/** What an inspection is set to be, with what it froze of its plan and subject. */
export interface Course {
  readonly inspectionId: InspectionId
  readonly planId: PlanId
  readonly targetId: TargetId | undefined
  readonly subjectId: AgencyId
  readonly subjectLevel: AgencyLevel
  readonly delegationId: DelegationId
  readonly inspectors: Inspectors
  readonly scope: Scope
  readonly mode: Mode
  readonly ground: Ground
  readonly notice: Notice
  readonly window: Period
  readonly parameters: PlanParameters
  readonly planIssuerId: AgencyId
  readonly leadAgencyId: AgencyId
  readonly concludedBy: AgencyId
  /** The agency that ordered an unannounced inspection, if one did (R9). */
  readonly orderedBy: AgencyId | undefined
  /** The day on which the present phase began; its acts don't lie before it. */
  readonly since: CivilDate
  /** Which prior shortcomings to look at (R19); `undefined` until answered, "none" is an answer. */
  readonly prior: ReadonlyArray<t.TypeOf<typeof PriorShortcoming>> | undefined
  /** Acts that were flagged and neither ratified nor withdrawn. */
  readonly flagged: ReadonlySet<ActId>
  readonly noticeSent: SentNotice | undefined
  readonly selfReported: boolean
  /** Contents and areas that another delegation's results cover. */
  readonly imported: ReadonlyArray<{
    readonly contents: ReadonlyArray<PlanContent>
    readonly areas: ReadonlyArray<ReformArea>
  }>
}

// -------------------------------------------------------------- by phases

/** Where the window stands with the calendar of visits. */
export type Schedule =
  | { readonly kind: 'asked' }
  | { readonly kind: 'confirmed'; readonly windowId: WindowId }
  | { readonly kind: 'refused' }
  | { readonly kind: 'deferred' }

export interface Preparing extends Course {
  readonly status: 'preparing'
  readonly schedule: Schedule
  /** By when it must be held, once it was put off. */
  readonly latestOn: CivilDate | undefined
}

/** A finding as it stands. */
export interface Finding {
  readonly findingId: FindingId
  readonly raisedBy: PersonId
  /** Who last said what it says: raised or amended it (R13). */
  readonly statedBy: PersonId
  readonly statement: FindingStatement
  readonly severity: Severity
  readonly responsibility: Responsibility | undefined
  readonly reviewed: boolean
  readonly withdrawn: boolean
  /** In the draft as it stands now; an amendment that made it graver takes it out again (R13). */
  readonly circulated: boolean
  /** As what it is now: of another kind, it is another matter to refer (R18). */
  readonly referred: boolean
}

/** What fieldwork has brought; kept from the opening on. */
export interface Work extends Course {
  /** The inspection's date: tasks are judged as they stood on it (R20). */
  readonly openedOn: CivilDate
  /** Whose tasks are judged: the subject of that day, though a successor may have followed (R26). */
  readonly openedAt: AgencyId
  /** The window that its days are held under, as it was last told. */
  readonly windowId: WindowId | undefined
  /** Which tasks to judge (R20); `undefined` until answered, "none" is an answer. */
  readonly tasks: ReadonlyArray<ListedTask> | undefined
  /** What the district has itself inspected (R29); `undefined` until answered. */
  readonly ownInspecting: OwnInspecting | undefined
  readonly leaderId: PersonId
  readonly evidence: ReadonlySet<EvidenceId>
  /** `content/area` pairs that were assessed. */
  readonly assessed: ReadonlySet<string>
  readonly findings: ReadonlyMap<FindingId, Finding>
  readonly minutesSigned: boolean
  readonly dissents: ReadonlySet<PersonId>
}

export interface Fieldwork extends Work {
  readonly status: 'fieldwork'
  /** Since when it is paused, and the window that was asked for to resume. */
  readonly paused:
    { readonly since: CivilDate; readonly resumption: Period | undefined } | undefined
  readonly extensionAsked: CivilDate | undefined
}

export interface Closed extends Work {
  readonly status: 'closed'
  readonly conclusionDueOn: CivilDate
}

/** An explanation, and whether it was answered. */
export interface Explanation {
  readonly findings: ReadonlyArray<FindingId>
  readonly late: boolean
  readonly decided: boolean
}

export interface Drafted extends Work {
  readonly status: 'drafted'
  readonly conclusionDueOn: CivilDate
  readonly explainUntil: CivilDate
  readonly waived: boolean
  readonly explanations: ReadonlyMap<ExplanationId, Explanation>
}

export interface Concluded extends Work {
  readonly status: 'concluded'
  /** The numbers of its documents, the conclusion's and those of its corrections (R17). */
  readonly documents: ReadonlySet<string>
  readonly publicationDueOn: CivilDate
  readonly publishedOn: CivilDate | undefined
  readonly demands: ReadonlyMap<DemandId, Demand>
  /** Annulled demands; their ids are not used again, for each has its remediation. */
  readonly annulled: ReadonlySet<DemandId>
  readonly recommendations: ReadonlyMap<RecommendationId, Recommendation>
  readonly answered: ReadonlySet<RecommendationId>
  readonly review: 'none' | 'requested' | 'upheld' | 'to-correct' | 'to-revoke'
  readonly explanations: ReadonlyMap<ExplanationId, Explanation>
}

export interface Revoked extends Work {
  readonly status: 'revoked'
}

/** Called off; findings, if it had opened, keep their duty to be referred (R18). */
export interface Cancelled extends Course {
  readonly status: 'cancelled'
  readonly opened: boolean
  readonly findings: ReadonlyMap<FindingId, Finding>
}

/** The states of an inspection. */
export type InspectionState =
  | { readonly status: 'none' }
  | Preparing
  | Fieldwork
  | Closed
  | Drafted
  | Concluded
  | Revoked
  | Cancelled

export const initialState: InspectionState = { status: 'none' }

// ----------------------------------------------------------------- queries

/** Whether nobody outside may know of it (R9): ordered unannounced and not opened, cancelled or not. */
export const isSecretInspection = (state: InspectionState): boolean =>
  state.status !== 'none' &&
  state.notice === 'unannounced' &&
  (state.status === 'preparing' || (state.status === 'cancelled' && !state.opened))

/** What the conclusion answers: the scope's contents, and prior shortcomings if there are any (R19). */
export const contentsOf = ({ scope, prior }: Course): ReadonlyArray<PlanContent> =>
  prior === undefined || prior.length === 0 || scope.contents.includes('prior-shortcomings')
    ? scope.contents
    : [...scope.contents, 'prior-shortcomings']

/** The tasks to judge in one content and area (R20). */
export const listedIn = (
  { tasks = [] }: Pick<Work, 'tasks'>,
  content: PlanContent,
  area: ReformArea,
): ReadonlyArray<ListedTask> =>
  tasks.filter((task) => task.content === content && task.area === area)

/** Whether a content is looked at in an area: by the scope (R11), or because it must be (R19, R29). */
export const isInScope = (course: Course, content: PlanContent, area: ReformArea): boolean => {
  const { scope, prior, subjectLevel } = course
  return (
    (scope.contents.includes(content) && scope.areas.includes(area)) ||
    (content === 'prior-shortcomings' && prior?.some((one) => one.area === area) === true) ||
    // Whatever its theme: how a district steers is looked at, by what it has itself inspected.
    (area === 'steering' && subjectLevel === 'district' && contentsOf(course).includes(content))
  )
}

/** Whether a content was looked at: assessed, found something in, or covered by another's result. */
export const isExamined = ({ assessed, findings, imported }: Work, content: PlanContent): boolean =>
  [...assessed].some((pair) => pair.startsWith(`${content}/`)) ||
  [...findings.values()].some(({ statement }) => statement.content === content) ||
  imported.some(({ contents }) => contents.includes(content))
