/**
 * The rules of a remediation, by its status.
 *
 * Read from the top: what begins it, what may come after it was verified, then what may be asked
 * while it stands. The rules themselves are in the files beside this one.
 */
import type { CivilDate, Command, WorkingCalendar } from '@kiemtra/kernel'
import { isLeft } from 'fp-ts/lib/Either.js'
import { reject } from '../../vocabulary/decision.ts'
import { occurred } from '../../vocabulary/occurrence.ts'
import type { RemediationCommand } from '../commands.ts'
import type { RemediationFacts } from '../needs.ts'
import type { RemediationState, Standing } from '../state.ts'
import { amend, annul, grantExtension, reopen, transfer } from './change.ts'
import { open } from './open.ts'
import { escalate, markOverdue, requestFollowUp, urge } from './pursue.ts'
import { answerPlan, claim, reportProgress, submitPlan } from './remedy.ts'
import type { Context, Decision } from './types.ts'
import { examine } from './verify.ts'

type Asked = Command<RemediationCommand>

/** The rules of remediations, with the calendar that due dates are computed by. */
export const decideWith =
  (calendar: WorkingCalendar) =>
  (command: Asked, state: RemediationState, facts: RemediationFacts): Decision => {
    const { remediationId, happenedOn } = command.data
    const when = occurred(happenedOn, command.meta)
    if (isLeft(when)) return when
    const context: Context = { when: when.right, facts, calendar }
    if (command.type === 'OpenRemediation') {
      return state.status === 'none'
        ? open(command, context)
        : reject({ _tag: 'RemediationAlreadyOpened', rule: 'lifecycle', remediationId })
    }
    if (state.status === 'none') {
      return reject({ _tag: 'RemediationNotOpened', rule: 'lifecycle', remediationId })
    }
    const isOver = state.status === 'verified' || state.status === 'annulled'
    if (command.type === 'ReopenRemediation' ? state.status !== 'verified' : isOver) {
      // A revocation reaches what is verified, too: there was nothing to remedy (R17).
      if (command.type !== 'AnnulRemediation' || state.status !== 'verified') {
        return reject(
          isOver
            ? { _tag: 'RemediationIsClosed', rule: 'lifecycle', remediationId }
            : { _tag: 'RemediationNotVerified', rule: 'lifecycle', remediationId },
        )
      }
    }
    const earliest = earliestFor(command, state)
    if (happenedOn < earliest) {
      return reject({ _tag: 'BeforeTheStepBefore', rule: 'lifecycle', remediationId, earliest })
    }
    if (command.type === 'ReopenRemediation') return reopen(command, state, context)
    if (command.type === 'AnnulRemediation') return annul(command, state, context)
    return state.status === 'open' || state.status === 'claimed'
      ? whileStanding(command, state, context)
      : reject({ _tag: 'RemediationIsClosed', rule: 'lifecycle', remediationId })
  }

/** Steps don't lie before the step before; what is told beside them, not before the opening. */
const earliestFor = (
  { type }: Asked,
  { since, spans, dues, holders }: Exclude<RemediationState, { readonly status: 'none' }>,
): CivilDate => {
  switch (type) {
    case 'SubmitRemediationPlan':
    case 'ReportProgress':
      return spans.at(-1)?.from ?? since
    // A due date that counts from a day isn't overtaken by one of an earlier day; nor is a holder.
    case 'GrantExtension':
    case 'AmendDemand':
      return dues.at(-1)?.from ?? since
    case 'TransferRemediation': {
      const { from = since } = holders.at(-1) ?? {}
      return from > since ? from : since
    }
    default:
      return since
  }
}

const whileStanding = (
  command: Exclude<
    Asked,
    { readonly type: 'OpenRemediation' | 'ReopenRemediation' | 'AnnulRemediation' }
  >,
  state: Standing,
  context: Context,
): Decision => {
  switch (command.type) {
    case 'SubmitRemediationPlan':
      return submitPlan(command, state, context)
    case 'ApproveRemediationPlan':
    case 'ReturnRemediationPlan':
      return answerPlan(command, state, context)
    case 'ReportProgress':
      return reportProgress(command, state, context)
    case 'ClaimCompletion':
      return claim(command, state, context)
    case 'VerifyCompletion':
    case 'RejectCompletion':
      return examine(command, state, context)
    case 'GrantExtension':
      return grantExtension(command, state, context)
    case 'MarkOverdue':
      return markOverdue(command, state, context)
    case 'Urge':
      return urge(command, state, context)
    case 'Escalate':
      return escalate(command, state, context)
    case 'RequestFollowUp':
      return requestFollowUp(command, state, context)
    case 'AmendDemand':
      return amend(command, state, context)
    case 'TransferRemediation':
      return transfer(command, state, context)
  }
}
