/**
 * SucceedWindow: a window of an agency that has ended, in the calendar of who took over (R26).
 *
 * Decided like a move: not by R1, R2 or R25, for the window stood; by R7 and R8 among the windows that
 * stand here, the days from the end on. Agreements to overlap were made about the old subject, and
 * don't come along. Windows that were shared there are shared here, by the first of them that came.
 */
import type { CommandMeta, WorkingCalendar } from '@kiemtra/kernel'
import { isLeft } from 'fp-ts/lib/Either.js'
import { takerOf } from '../../agency/state.ts'
import { accept, reject } from '../../vocabulary/decision.ts'
import type { Occurrence } from '../../vocabulary/occurrence.ts'
import { agencyIn, calendarIn, type VisitsFacts } from '../needs.ts'
import type { Claim } from '../shapes.ts'
import {
  holds,
  membersOf,
  releasedClaim,
  type VisitsState,
  type Window,
  windowOf,
} from '../state.ts'
import { daysOf, subjectRefused } from './days.ts'
import { reasonsAgainst } from './room.ts'
import { standing } from './standing.ts'
import type { DataOf, Decision } from './types.ts'

const SHARED = 'Cùng chuyển sang cơ quan kế thừa / They came to the successor together'

export const succeed = (
  { agencyId, windowId, fromId, period, openly = false }: DataOf<'SucceedWindow'>,
  when: Occurrence,
  meta: CommandMeta,
  state: VisitsState,
  facts: VisitsFacts,
  calendar: WorkingCalendar,
): Decision => {
  const from = agencyIn(facts, fromId)
  if (from.status !== 'dissolved' || takerOf(from, when.happenedOn) !== agencyId) {
    return reject({ _tag: 'NotTheTaker', rule: 'R26', agencyId: fromId, toId: agencyId })
  }
  const { effectiveOn } = from
  if (period.from < effectiveOn) {
    return reject({ _tag: 'DaysBeforeTheEnd', rule: 'R26', agencyId: fromId, effectiveOn })
  }
  const found = standing(calendarIn(facts, fromId), windowId, meta.actor)
  if (isLeft(found)) return found
  const { window: old, claim } = found.right
  if (windowOf(state, windowId) !== undefined) {
    return reject({ _tag: 'WindowAlreadyReserved', rule: 'lifecycle', windowId })
  }
  if (releasedClaim(state, windowId) !== undefined) {
    return reject({ _tag: 'WindowAlreadyReleased', rule: 'lifecycle', windowId })
  }

  const host = state.windows.find((one) => sharedWith(old, one))
  const to = host?.days.period ?? period
  const refusal = subjectRefused(agencyId, agencyIn(facts, agencyId), to)
  if (refusal !== undefined) return reject(refusal)
  const about = { agencyId, ...when }
  const came = { ...about, claim, succeeds: fromId }
  // Refused, it stays as secret as it was.
  const refused = { ...came, secret: old.secret }
  if (host !== undefined) {
    const { days } = host
    const claims = [...host.claims, claim]
    const others = state.windows.filter((other) => other !== host)
    const reasons = reasonsAgainst({ days, claims, secret: false }, others, state.agreements)
    return reasons.length === 0
      ? accept({ type: 'InspectionsCombined', data: { ...about, ...joining(host, claim) } })
      : accept({ type: 'WindowRefused', data: { ...refused, period: to, reasons } })
  }

  const days = daysOf(period, calendar)
  if (isLeft(days)) return days
  const secret = old.secret && !openly
  const placed = { days: days.right, claims: [claim], secret }
  const reasons = reasonsAgainst(placed, state.windows, state.agreements)
  return reasons.length === 0
    ? accept({ type: 'WindowReserved', data: { ...came, secret, days: days.right } })
    : accept({ type: 'WindowRefused', data: { ...refused, period, reasons } })
}

/** Whether a window here holds a claim that stood in the old one. */
const sharedWith = (old: Window, { claims }: Window): boolean =>
  claims.some(({ windowId }) => holds(old, windowId))

const joining = ({ claims: [first], days, claims }: Window, claim: Claim) => ({
  windowId: first?.windowId ?? claim.windowId,
  joined: [claim],
  members: membersOf([...claims, claim]),
  days,
  reason: SHARED,
})
