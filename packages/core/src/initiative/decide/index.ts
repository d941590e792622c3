/**
 * The rules of initiatives: R24 (recognised after an assessment, replicated after a pilot or a
 * waiver, followed agency by agency), R25, R26, R28, and the order of things.
 *
 * Read from the top: what begins one, what ends one, what needs an assessment; then step by step.
 */
import type { Command } from '@kiemtra/kernel'
import { reject } from '../../vocabulary/decision.ts'
import type { InitiativeCommand } from '../commands.ts'
import type { InitiativeFacts } from '../needs.ts'
import type { InitiativeState } from '../state.ts'
import { evaluatePilot, startPilot, waivePilot } from './pilot.ts'
import { assess, decline, recognise, record } from './recognition.ts'
import { confirmReplication, startReplication, transferReplication } from './replication.ts'
import type { Decision } from './types.ts'

export const decide = (
  command: Command<InitiativeCommand>,
  state: InitiativeState,
  facts: InitiativeFacts,
): Decision => {
  const { initiativeId, happenedOn } = command.data
  if (command.type === 'RecordInitiative') {
    return state.status === 'none'
      ? record(command, facts)
      : reject({ _tag: 'InitiativeAlreadyRecorded', rule: 'lifecycle', initiativeId })
  }
  if (state.status === 'none') {
    return reject({ _tag: 'InitiativeNotRecorded', rule: 'lifecycle', initiativeId })
  }
  if (state.status === 'declined') {
    return reject({ _tag: 'InitiativeIsDeclined', rule: 'lifecycle', initiativeId })
  }
  const { since: earliest } = state
  if (!isAnswer(command) && happenedOn < earliest) {
    return reject({ _tag: 'InitiativeOutOfOrder', rule: 'lifecycle', initiativeId, earliest })
  }
  if (command.type === 'AssessInitiative') return assess(command, state, facts)
  if (state.status === 'recorded') {
    return reject({ _tag: 'NotAssessed', rule: 'R24', initiativeId })
  }
  switch (command.type) {
    case 'RecogniseInitiative':
      return recognise(command, state, facts)
    case 'DeclineInitiative':
      return decline(command, state, facts)
    case 'StartPilot':
      return startPilot(command, state, facts)
    case 'EvaluatePilot':
      return evaluatePilot(command, state, facts)
    case 'WaivePilot':
      return waivePilot(command, state, facts)
    case 'StartReplication':
      return startReplication(command, state, facts)
    case 'ConfirmReplication':
      return confirmReplication(command, state, facts)
    case 'TransferReplication':
      return transferReplication(command, state, facts)
  }
}

/** What agencies answer, and where it goes, waits for no step of the others. */
const isAnswer = ({ type }: InitiativeCommand): boolean =>
  type === 'ConfirmReplication' || type === 'TransferReplication'
