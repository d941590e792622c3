/**
 * The fold from the opening to the draft.
 */
import { civilDateOf } from '@kiemtra/kernel'
import type { InspectionEvent } from '../events/index.ts'
import type { ListedTask } from '../shapes.ts'
import type { Closed, Fieldwork, InspectionState, Work } from '../state.ts'
import { evolveFindings } from './findings.ts'

/** What members may add from the opening until the conclusion. */
export const evolveWork = <S extends Work>(state: S, event: InspectionEvent): S => {
  switch (event.type) {
    case 'EvidenceAttached':
      return { ...state, evidence: new Set([...state.evidence, event.data.evidence.evidenceId]) }
    case 'ContentAssessed': {
      const { content, area } = event.data
      return { ...state, assessed: new Set([...state.assessed, `${content}/${area}`]) }
    }
    case 'MinutesSigned':
      return { ...state, minutesSigned: true }
    case 'SelfReportSubmitted':
      return { ...state, selfReported: true }
    case 'DissentRecorded':
      return { ...state, dissents: new Set([...state.dissents, event.data.memberId]) }
    default: {
      const findings = evolveFindings(state.findings, event)
      return findings === state.findings
        ? state
        : { ...state, findings, flagged: stillFlagged(state, findings) }
    }
  }
}

/** What is withdrawn needs no ratification any more (R5); the act's id is the finding's. */
const stillFlagged = ({ flagged }: Work, findings: Work['findings']): Work['flagged'] => {
  const gone = [...findings.values()].flatMap(({ withdrawn, findingId }) =>
    withdrawn ? [String(findingId)] : [],
  )
  return gone.length === 0 ? flagged : new Set([...flagged].filter((act) => !gone.includes(act)))
}

/** A later list replaces the one before; where it differs, what was assessed is assessed anew (R20). */
const listed = (state: Fieldwork, tasks: ReadonlyArray<ListedTask>): Fieldwork => {
  const before = new Map((state.tasks ?? []).map((task) => [task.taskId, task]))
  const changed = new Map(before)
  for (const task of tasks) {
    if (before.has(task.taskId)) changed.delete(task.taskId)
    else changed.set(task.taskId, task)
  }
  const pairs = new Set([...changed.values()].map(({ content, area }) => `${content}/${area}`))
  const assessed = new Set([...state.assessed].filter((pair) => !pairs.has(pair)))
  return { ...state, tasks, assessed }
}

export const evolveFieldwork = (state: Fieldwork, event: InspectionEvent): InspectionState => {
  switch (event.type) {
    case 'TasksListed':
      return listed(state, event.data.tasks)
    case 'OwnInspectingRecorded': {
      const { ownInspecting } = event.data
      // What was assessed with another answer as its evidence is assessed anew (R29).
      const assessed = [...state.assessed].filter((pair) => !pair.endsWith('/steering'))
      return { ...state, ownInspecting, assessed: new Set(assessed) }
    }
    case 'InspectionScheduled': {
      const { windowId, window } = event.data
      return { ...state, windowId, window }
    }
    case 'InspectionPaused':
      return { ...state, paused: { since: event.data.happenedOn, resumption: undefined } }
    case 'ResumptionRequested':
      return state.paused === undefined
        ? state
        : { ...state, paused: { ...state.paused, resumption: event.data.window } }
    case 'ResumptionRefused':
      return state.paused === undefined
        ? state
        : { ...state, paused: { ...state.paused, resumption: undefined } }
    case 'InspectionResumed':
      return { ...state, paused: undefined, window: event.data.window }
    case 'ExtensionRequested':
      return { ...state, extensionAsked: event.data.until }
    case 'FieldworkExtended':
      return { ...state, extensionAsked: undefined, window: event.data.window }
    case 'ExtensionRefused':
      return { ...state, extensionAsked: undefined }
    case 'FieldworkClosed': {
      const { paused: _paused, extensionAsked: _asked, ...work } = state
      return {
        ...work,
        status: 'closed',
        since: civilDateOf(event.data.happenedAt),
        conclusionDueOn: event.data.conclusion.date,
      }
    }
    case 'InspectionCancelled':
      return { ...state, status: 'cancelled', since: event.data.happenedOn, opened: true }
    default:
      return evolveWork(state, event)
  }
}

export const evolveClosed = (state: Closed, event: InspectionEvent): InspectionState => {
  if (event.type !== 'DraftCirculated') return evolveWork(state, event)
  return {
    ...evolveWork(state, event),
    status: 'drafted',
    since: event.data.happenedOn,
    explainUntil: event.data.explanations.date,
    waived: false,
    explanations: new Map(),
  }
}
