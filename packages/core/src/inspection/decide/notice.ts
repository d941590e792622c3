/**
 * The notice (R10), and the self-report that it asks for. None of it for an unannounced visit (R9).
 */
import type { CivilDate } from '@kiemtra/kernel'
import { isLeft } from 'fp-ts/lib/Either.js'
import { accept, reject } from '../../vocabulary/decision.ts'
import { occurred, recordedOn } from '../../vocabulary/occurrence.ts'
import { notSigned } from '../../vocabulary/official-document.ts'
import type { Course, Preparing } from '../state.ts'
import { planRefused } from './schedule.ts'
import { type Asked, type Context, type Decision, dueAfter, type Refusal } from './types.ts'

/** R10: what follows from the notice is counted from the day on which it was recorded. */
export const sendNotice = (
  { data, meta }: Asked<'SendNotice'>,
  state: Preparing,
  { facts, calendar }: Context,
): Decision => {
  const { inspectionId } = state
  const when = occurred(data.happenedOn, meta)
  if (isLeft(when)) return when
  if (state.notice === 'unannounced') {
    return reject({ _tag: 'UnannouncedHasNoNotice', rule: 'R9', inspectionId })
  }
  if (state.schedule.kind !== 'confirmed') {
    return reject({ _tag: 'WindowNotReserved', rule: 'R7', inspectionId })
  }
  if (state.noticeSent !== undefined) {
    return reject({ _tag: 'AlreadyDone', rule: 'lifecycle', inspectionId })
  }
  const refusal =
    planRefused(state, facts, data.happenedOn) ?? notSigned(data.document, data.happenedOn)
  if (refusal !== undefined) return reject(refusal)
  const sentOn = recordedOn(when.right)
  const lead = dueAfter(sentOn, state.parameters.noticeLead, calendar)
  if (isLeft(lead)) return lead
  const selfReport = dueAfter(sentOn, state.parameters.selfReportDue, calendar)
  if (isLeft(selfReport)) return selfReport
  return accept({
    type: 'NoticeSent',
    data: { ...data, ...when.right, lead: lead.right, selfReport: selfReport.right },
  })
}

/** R10: a late report is taken and marked; the visit doesn't wait for it. */
export const submitSelfReport = (
  { data, meta }: Asked<'SubmitSelfReport'>,
  state: Course,
): Decision => {
  const { inspectionId, noticeSent, selfReported } = state
  const when = occurred(data.happenedOn, meta)
  if (isLeft(when)) return when
  if (noticeSent === undefined) {
    return reject({ _tag: 'NoticeNotSent', rule: 'R10', inspectionId })
  }
  if (selfReported) return reject({ _tag: 'AlreadyDone', rule: 'lifecycle', inspectionId })
  const late = recordedOn(when.right) > noticeSent.selfReportDueOn
  return accept({ type: 'SelfReportSubmitted', data: { ...data, ...when.right, late } })
}

/** R10: announced, it opens at least so many working days after the notice. */
export const noticeRefused = (
  { inspectionId, notice, noticeSent }: Course,
  on: CivilDate,
): Refusal => {
  if (notice === 'unannounced') return undefined
  if (noticeSent === undefined) return { _tag: 'NoticeNotSent', rule: 'R10', inspectionId }
  const { openNotBefore } = noticeSent
  return on < openNotBefore ? { _tag: 'NoticeTooShort', rule: 'R10', openNotBefore } : undefined
}
