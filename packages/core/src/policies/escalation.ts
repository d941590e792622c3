/**
 * Escalation: what isn't done in time is marked, the agency is urged, its superior told, and a
 * follow-up inspection asked for, in that order (R22); a task is marked, and its assignee urged.
 *
 * A policy has no clock. The day on which a step becomes possible comes from the stream, as a timer;
 * when it fires, the stream's state says whether the step is still to be taken. A step is a timer's or
 * an event's, never both: marking and telling the superior wait for a day, urging and asking for the
 * follow-up come from the step before. Marking is automatic; the rest are official acts, which the
 * policy does on behalf of the plan's lead agency under the plan's standing order, and for a task by
 * the document that it rests on.
 *
 * An instance is a stream, and hears of no other: the order of streams can't matter.
 */
import {
  addDays,
  type CivilDate,
  civilDateOf,
  type CommandRefused,
  instantOfMillis,
  isInstant,
  policy,
  type Reaction,
  type Recorded,
  refusalsOf,
  startOfDayMillis,
  type Trigger,
} from '@kiemtra/kernel'
import { evolve as evolveTask } from '../assignment/evolve.ts'
import { Assignment, type AssignmentEvent, type AssignmentState } from '../assignment/index.ts'
import { initialState as unassigned } from '../assignment/state.ts'
import { evolve as evolveRemediation } from '../remediation/evolve.ts'
import {
  type Obligation,
  Remediation,
  type RemediationEvent,
  type RemediationState,
} from '../remediation/index.ts'
import { initialState as unopened } from '../remediation/state.ts'
import type { OfficialDocument } from '../vocabulary/official-document.ts'
import {
  noWants,
  refusedIn,
  sent,
  type Want,
  wantAssignment,
  wantedOn,
  wantRemediation,
  type Wants,
  wants,
} from './wants.ts'

// ------------------------------------------------------------------- model

/** What this policy knows of a stream: of a remediation or of a task. */
export interface EscalationState extends Wants {
  readonly remediation: RemediationState
  readonly task: AssignmentState
  /** The document that a task rests on: what its assignee is urged by. */
  readonly basis: OfficialDocument | undefined
}

const initialState: EscalationState = {
  remediation: unopened,
  task: unassigned,
  basis: undefined,
  ...noWants,
}

type Heard = RemediationEvent | AssignmentEvent | CommandRefused

/** The step that waits for a day. */
interface Step {
  readonly from: CivilDate
  readonly want: (on: CivilDate) => Want
}

const TIMER = 'next step'

// -------------------------------------------------------------------- steps

/** What is to be done next, and from which day on; `undefined`: nothing that waits for a day. */
const nextStep = ({ remediation, task }: EscalationState): Step | undefined => {
  if (remediation.status === 'open' || remediation.status === 'claimed') {
    const { remediationId, leadAgencyId, planId, pursuit, lastDay, escalateFrom } = remediation
    // What was claimed in time isn't overdue, as long as nobody says that it isn't done.
    const inTime = remediation.status === 'claimed' && !remediation.claimedLate
    if (pursuit === 'none' && !inTime) {
      return {
        from: addDays(lastDay, 1),
        want: (happenedOn) =>
          wantRemediation(
            remediationId,
            { type: 'MarkOverdue', data: { remediationId, happenedOn } },
            leadAgencyId,
          ),
      }
    }
    if (pursuit === 'urged' && escalateFrom !== undefined && remediation.status === 'open') {
      const basis = { kind: 'standing-order', planId } as const
      return {
        from: escalateFrom,
        want: (happenedOn) =>
          wantRemediation(
            remediationId,
            { type: 'Escalate', data: { remediationId, happenedOn, basis } },
            leadAgencyId,
          ),
      }
    }
  }
  if (task.status === 'open') {
    const { taskId, assignerId, dueOn } = task
    return {
      from: addDays(dueOn, 1),
      want: (happenedOn) =>
        wantAssignment(
          taskId,
          { type: 'MarkTaskOverdue', data: { taskId, happenedOn } },
          assignerId,
        ),
    }
  }
  return undefined
}

/** What the step before leads to at once. */
const atOnce = ({ remediation, basis }: EscalationState, event: Heard): ReadonlyArray<Want> => {
  switch (event.type) {
    // Nobody is urged while what it claims waits to be examined: if that is rejected, then it is.
    case 'RemediationOverdue':
    case 'CompletionRejected':
      return remediation.status === 'open' && remediation.pursuit === 'overdue'
        ? [urged(remediation, event.data.happenedOn)]
        : []
    case 'RemediationEscalated': {
      if (remediation.status === 'none') return []
      const { remediationId, leadAgencyId } = remediation
      const data = { remediationId, happenedOn: event.data.happenedOn }
      return [wantRemediation(remediationId, { type: 'RequestFollowUp', data }, leadAgencyId)]
    }
    case 'TaskOverdue': {
      const { taskId, assignerId, happenedOn } = event.data
      if (basis === undefined) return []
      const data = { taskId, happenedOn, document: basis }
      return [wantAssignment(taskId, { type: 'UrgeTask', data }, assignerId)]
    }
    default:
      return []
  }
}

const urged = ({ remediationId, planId, leadAgencyId }: Obligation, happenedOn: string): Want => {
  const basis = { kind: 'standing-order', planId } as const
  const data = { remediationId, happenedOn, basis }
  return wantRemediation(remediationId, { type: 'Urge', data }, leadAgencyId)
}

// ------------------------------------------------------------------- evolve

const evolve = (state: EscalationState, recorded: Recorded<Heard>): EscalationState => {
  const { event } = recorded
  if (event.type === 'CommandRefused') return refusedIn(state, recorded, event)
  const known = isTasks(event)
    ? {
        ...state,
        task: evolveTask(state.task, event),
        basis: event.type === 'TaskAssigned' ? event.data.basis.document : state.basis,
      }
    : { ...state, remediation: evolveRemediation(state.remediation, event) }
  return wants(known, recorded, atOnce(known, event))
}

const isTasks = (event: RemediationEvent | AssignmentEvent): event is AssignmentEvent =>
  'taskId' in event.data

// -------------------------------------------------------------------- react

const react = (state: EscalationState, on: Trigger<Heard>): ReadonlyArray<Reaction> => {
  const step = nextStep(state)
  if (on._tag === 'Timer') {
    // What has happened since it was set may have made it pointless, or put it off.
    const day = isInstant(on.instant) ? civilDateOf(on.instant) : undefined
    return step === undefined || day === undefined || day < step.from ? [] : [sent(step.want(day))]
  }
  // A refusal changes nothing that a step waits for: a timer for it would ask the same again, for ever.
  return on.recorded.event.type === 'CommandRefused'
    ? wantedOn(state, on)
    : [...wantedOn(state, on), timerFor(step, on.recorded)]
}

/** On the first day of the step, or, where that is past, on the day of what led to it. */
const timerFor = (step: Step | undefined, { meta }: Recorded<Heard>): Reaction => {
  if (step === undefined || !isInstant(meta.recordedAt))
    return { _tag: 'CancelTimer', timer: TIMER }
  const today = civilDateOf(meta.recordedAt)
  const day = step.from > today ? step.from : today
  return { _tag: 'At', timer: TIMER, instant: instantOfMillis(startOfDayMillis(day)) }
}

/** Overdue → urged → escalated → a follow-up asked for. */
export const escalation = policy<EscalationState>()({
  name: 'escalation',
  from: [Remediation, Assignment, refusalsOf(Remediation), refusalsOf(Assignment)],
  sends: ['remediation', 'assignment'],
  key: ({ stream }) => stream,
  initialState,
  evolve,
  react,
})
