/**
 * The rules of an inspection: what begins it, who may ask anything of it, and on which day.
 *
 * What may be asked in which phase of its life stands beside, and the rules in the phase's file.
 */
import { type CivilDate, civilDateOf, type WorkingCalendar } from '@kiemtra/kernel'
import { actsFor } from '../../vocabulary/actor.ts'
import { reject } from '../../vocabulary/decision.ts'
import type { InspectionFacts } from '../needs.ts'
import { type InspectionState, isSecretInspection } from '../state.ts'
import { orderUnannounced, propose } from './begin.ts'
import { isInvolved } from './mandate.ts'
import { type Begun, inPhase } from './phases.ts'
import type { Asked, Context, Decision } from './types.ts'

/** The rules of inspections, with the calendar that due dates and working days are computed by. */
export const decideWith =
  (calendar: WorkingCalendar) =>
  (command: Asked, state: InspectionState, facts: InspectionFacts): Decision => {
    const { inspectionId } = command.data
    const context: Context = { facts, calendar }
    if (command.type === 'ProposeInspection' || command.type === 'OrderUnannounced') {
      if (state.status !== 'none') {
        return reject({ _tag: 'InspectionAlreadyBegun', rule: 'lifecycle', inspectionId })
      }
      return command.type === 'ProposeInspection'
        ? propose(command, context)
        : orderUnannounced(command, context)
    }
    const involved = state.status !== 'none' && isInvolved(state, facts, command.meta.actor)
    if (state.status === 'none' || (!involved && isSecretInspection(state))) {
      return reject({ _tag: 'InspectionNotBegun', rule: 'lifecycle', inspectionId })
    }
    if (!involved && !isForOthers(command, state)) {
      return reject({ _tag: 'NotInvolved', rule: 'R6', inspectionId })
    }
    if (!isToldAnyTime(command) && dayOf(command) < state.since) {
      const { since: earliest } = state
      return reject({ _tag: 'OutOfOrder', rule: 'lifecycle', inspectionId, earliest })
    }
    return (
      inPhase(command, state, context) ??
      reject({
        _tag: 'NotInThisPhase',
        rule: 'lifecycle',
        inspectionId,
        phase: state.status,
      })
    )
  }

const dayOf = ({ data }: Asked): CivilDate =>
  'happenedOn' in data ? data.happenedOn : civilDateOf(data.happenedAt)

/** What the subject does for itself, and the answer of whom a recommendation is addressed to. */
const isForOthers = ({ type, meta }: Asked, { subjectId }: Begun): boolean => {
  switch (type) {
    case 'SubmitSelfReport':
    case 'SubmitExplanation':
    case 'WaiveExplanation':
    case 'RequestReview':
      return actsFor(meta.actor, subjectId)
    default:
      return type === 'RecordReply'
  }
}

/** What is no step of a phase, and may be told of when the inspection has gone on. */
const isToldAnyTime = ({ type }: Asked): boolean =>
  type === 'SubmitSelfReport' ||
  type === 'RequirePriorShortcomings' ||
  type === 'CancelInspection' ||
  type === 'HandOverInspection' ||
  type === 'ReferViolation' ||
  type === 'RecordDissent' ||
  type === 'ImportResult' ||
  type === 'FlagAct' ||
  type === 'RatifyAct'
