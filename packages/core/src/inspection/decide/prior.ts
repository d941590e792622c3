/**
 * Prior shortcomings (R19): which to look at is answered once, and gates the close of fieldwork.
 */
import { isLeft } from 'fp-ts/lib/Either.js'
import { accept, reject } from '../../vocabulary/decision.ts'
import { occurred } from '../../vocabulary/occurrence.ts'
import type { Course, Work } from '../state.ts'
import type { Asked, Decision, Refusal } from './types.ts'

/** R19: answered once; that there are none is an answer. */
export const requirePriorShortcomings = (
  { data, meta }: Asked<'RequirePriorShortcomings'>,
  { inspectionId, prior }: Course,
): Decision => {
  const when = occurred(data.happenedOn, meta)
  if (isLeft(when)) return when
  if (prior !== undefined) {
    return reject({ _tag: 'AlreadyDone', rule: 'lifecycle', inspectionId })
  }
  return accept({ type: 'PriorShortcomingsRequired', data: { ...data, ...when.right } })
}

/** R19: it was answered which prior shortcomings to look at, and each was looked at. */
export const priorRefused = ({
  inspectionId,
  prior,
  assessed,
  findings,
  imported,
}: Work): Refusal => {
  if (prior === undefined) {
    return { _tag: 'PriorShortcomingsUnanswered', rule: 'R19', inspectionId }
  }
  const repeated = new Set(
    [...findings.values()].map(({ withdrawn, statement }) =>
      withdrawn ? undefined : statement.repeats,
    ),
  )
  const open = prior.filter(
    ({ obligationId, area }) =>
      !repeated.has(obligationId) &&
      !assessed.has(`prior-shortcomings/${area}`) &&
      !imported.some(
        ({ contents, areas }) => contents.includes('prior-shortcomings') && areas.includes(area),
      ),
  )
  return open.length === 0
    ? undefined
    : {
        _tag: 'PriorShortcomingsOpen',
        rule: 'R19',
        obligations: open.map(({ obligationId }) => obligationId),
      }
}
