/**
 * MoveWindow and ReleaseWindow: what becomes of a window that stands.
 *
 * A move is checked like a reservation, without itself; not by R1, for an opened inspection finishes
 * under a plan that has ended since. To the days that it holds already, it is answered so: whoever
 * asked, often a policy, waits for a word. Rejected: `WindowMoved` to the same days, an event in which
 * nothing has happened, again at every repeat.
 */
import type { Actor, CommandMeta, WorkingCalendar } from '@kiemtra/kernel'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { accept, reject } from '../../vocabulary/decision.ts'
import type { WindowId } from '../../vocabulary/ids.ts'
import type { Occurrence } from '../../vocabulary/occurrence.ts'
import { samePeriod } from '../../vocabulary/scope.ts'
import { agencyIn, type VisitsFacts } from '../needs.ts'
import type { VisitsRejection } from '../rejections.ts'
import type { Claim } from '../shapes.ts'
import { holds, membersOf, releasedClaim, type VisitsState, type Window } from '../state.ts'
import { daysOf, subjectRefused } from './days.ts'
import { reasonsAgainst, windowsInForce } from './room.ts'
import type { DataOf, Decision } from './types.ts'

/** A claim, and the window in which it stands. */
export interface Standing {
  readonly window: Window
  readonly claim: Claim
}

/** The claim of an id, for someone who may know of it. */
export const standing = (
  state: VisitsState,
  windowId: WindowId,
  actor: Actor,
): Either<VisitsRejection, Standing> => {
  for (const window of state.windows) {
    const claim = window.claims.find((one) => one.windowId === windowId)
    if (claim === undefined) continue
    if (window.secret && !mayKnow(claim, actor)) break
    return right({ window, claim })
  }
  const released = releasedClaim(state, windowId)
  if (released !== undefined && (!released.secret || mayKnow(released.claim, actor))) {
    return left({ _tag: 'WindowAlreadyReleased', rule: 'lifecycle', windowId })
  }
  return left({ _tag: 'WindowNotFound', rule: 'lifecycle', windowId })
}

/** R9: of other agencies' officials none may; policies speak to none but whom they act for. */
export const mayKnow = ({ keptBy }: Claim, actor: Actor): boolean =>
  actor.kind !== 'official' || actor.agencyId === keptBy

/** Other days for a window, and all that share it. */
export const move = (
  data: DataOf<'MoveWindow'>,
  when: Occurrence,
  meta: CommandMeta,
  state: VisitsState,
  facts: VisitsFacts,
  calendar: WorkingCalendar,
): Decision => {
  const { agencyId, windowId, to, openly = false } = data
  const found = standing(state, windowId, meta.actor)
  if (isLeft(found)) return found
  const { window } = found.right
  const from = window.days.period
  const revealed = window.secret && openly
  const stays = samePeriod(to, from)
  if (stays && !revealed && windowsInForce(state).includes(window)) {
    return reject({ _tag: 'NothingToMove', rule: 'lifecycle', windowId })
  }
  const refusal = subjectRefused(agencyId, agencyIn(facts, agencyId), to)
  if (refusal !== undefined) return reject(refusal)
  const days = stays ? right(window.days) : daysOf(to, calendar)
  if (isLeft(days)) return days
  const secret = window.secret && !openly
  const others = state.windows.filter((other) => !holds(other, windowId))
  const placed = { days: days.right, claims: window.claims, secret }
  const reasons = reasonsAgainst(placed, others, state.agreements)
  const about = { agencyId, ...when, windowId, members: membersOf(window.claims), from }
  return reasons.length === 0
    ? accept({ type: 'WindowMoved', data: { ...about, secret, days: days.right, revealed } })
    : // Refused, it stays as secret as it was.
      accept({ type: 'WindowMoveRefused', data: { ...about, secret: window.secret, to, reasons } })
}

/** A window given back; others that share it keep it. */
export const release = (
  { agencyId, windowId, reason }: DataOf<'ReleaseWindow'>,
  when: Occurrence,
  meta: CommandMeta,
  state: VisitsState,
): Decision => {
  const found = standing(state, windowId, meta.actor)
  if (isLeft(found)) return found
  const { window, claim } = found.right
  const { planId, inspectionId } = claim
  const { secret, days } = window
  return accept({
    type: 'WindowReleased',
    data: {
      agencyId,
      ...when,
      secret,
      windowId,
      planId,
      inspectionId,
      period: days.period,
      reason,
    },
  })
}
