/**
 * What an inspection must know of others. (cited, unless said otherwise)
 *
 * The plan until it opens, the delegation always, the subject's register and
 * calendar of visits; for a finding, the register of the agency that answers (frozen, R15); for
 * demands, the subject's posts (frozen, R16).
 */
import { foldOf, type Need, type Needs } from '@kiemtra/kernel'
import { agencyFold } from '../agency/needs.ts'
import type { AgencyState } from '../agency/state.ts'
import { assignmentFold } from '../assignment/needs.ts'
import type { AssignmentState } from '../assignment/state.ts'
import { delegationFold } from '../delegation/needs.ts'
import type { DelegationState } from '../delegation/state.ts'
import { planFold } from '../plan/needs.ts'
import type { PlanState } from '../plan/state.ts'
import { visitsFold } from '../visits/needs.ts'
import type { VisitsState } from '../visits/state.ts'
import type { AgencyId, DelegationId, ObligationId, PlanId } from '../vocabulary/ids.ts'
import type { InspectionCommand } from './commands/index.ts'
import { InspectionEvents } from './events/index.ts'
import { evolve } from './evolve/index.ts'
import { initialState, type InspectionState, listedIn } from './state.ts'

/** The fold of an inspection's stream, for other aggregates' needs. */
export const inspectionFold = foldOf({
  category: 'inspection',
  event: InspectionEvents,
  initialState,
  evolve,
})

/** The facts of an inspection's decisions; which are there depends on the command. */
export interface InspectionFacts {
  readonly plan?: PlanState
  readonly delegation?: DelegationState
  /** The delegation that an inspection is handed over to. */
  readonly taker?: DelegationState
  readonly subject?: AgencyState
  readonly visits?: VisitsState
  /** The agency that a finding names as responsible. */
  readonly responsible?: AgencyState
  /** A task that the command names, or that is judged in what it assesses (R20). */
  readonly [task: `task ${string}`]: AssignmentState
  /** An agency between an untargeted subject and the plan's issuer (R25). */
  readonly [line: `line ${string}`]: AgencyState
}

const plan = (id: PlanId) => ({ plan: { of: planFold, id } })
const delegation = (id: DelegationId) => ({ delegation: { of: delegationFold, id } })
const subject = (id: AgencyId) => ({ subject: { of: agencyFold, id } })
const visits = (id: AgencyId) => ({ visits: { of: visitsFold, id, absent: 'initial' } as const })

const tasks = (ids: ReadonlyArray<ObligationId>): Needs<InspectionFacts> => {
  const needed: Record<`task ${string}`, Need<AssignmentState>> = {}
  for (const id of ids) needed[`task ${id}`] = { of: assignmentFold, id }
  return needed
}

/** What a command refers to. */
export const needs = (
  command: InspectionCommand,
  state: InspectionState,
): Needs<InspectionFacts> => {
  switch (command.type) {
    case 'ProposeInspection':
    case 'OrderUnannounced': {
      const { data } = command
      const line = 'through' in data ? (data.through ?? []) : []
      return {
        ...plan(data.planId),
        ...delegation(data.delegationId),
        ...subject(data.subjectId),
        ...Object.fromEntries(line.map((id) => [`line ${id}`, { of: agencyFold, id }])),
      }
    }
    default:
      // Whose business it is, its delegation says, too (R5, R6, R9).
      return state.status === 'none'
        ? {}
        : { ...delegation(state.delegationId), ...underWay(command, state) }
  }
}

const underWay = (
  command: InspectionCommand,
  course: Exclude<InspectionState, { readonly status: 'none' }>,
): Needs<InspectionFacts> => {
  switch (command.type) {
    case 'IssueConclusion':
    case 'CorrectConclusion':
      return subject(course.subjectId)
    case 'ConfirmSchedule':
    case 'ResumeInspection':
    case 'ExtendFieldwork':
      return visits(course.subjectId)
    case 'RescheduleInspection':
    case 'SendNotice':
      return plan(course.planId)
    case 'OpenInspection':
      return {
        ...plan(course.planId),
        ...subject(course.subjectId),
        ...visits(course.subjectId),
      }
    case 'HandOverInspection':
      return command.data.to.kind === 'delegation'
        ? { taker: { of: delegationFold, id: command.data.to.delegationId } }
        : subject(course.subjectId)
    case 'RaiseFinding':
    case 'AmendFinding': {
      const { responsibility } = command.data.statement
      return responsibility === undefined
        ? {}
        : { responsible: { of: agencyFold, id: responsibility.agencyId } }
    }
    case 'ListTasks':
      return tasks(command.data.tasks)
    case 'AssessContent': {
      const { content, area } = command.data
      const listed = 'tasks' in course ? listedIn(course, content, area) : []
      return tasks(listed.map(({ taskId }) => taskId))
    }
    default:
      return {}
  }
}
