/**
 * R7 and R8 told a second time, as slowly and plainly as can be: by walking every day.
 *
 * It takes what stands, and what was agreed, from the events; it shares no code with the aggregate.
 */
import { addDays, type CivilDate, isWorkingDay, vietnamCalendar } from '@kiemtra/kernel'
import type { Claim, VisitsEvent } from '../../src/visits/index.ts'

/** One claim that stands; those of one `shared` number share a window. */
export interface Held {
  readonly claim: Claim
  readonly from: CivilDate
  readonly to: CivilDate
  readonly secret: boolean
  readonly shared: number
}

type Waiver = Extract<VisitsEvent, { type: 'OverlapWaived' }>['data']

export interface Ledger {
  readonly held: ReadonlyArray<Held>
  readonly waivers: ReadonlyArray<Waiver>
}

export const ledgerOf = (events: ReadonlyArray<VisitsEvent>): Ledger => {
  let held: ReadonlyArray<Held> = []
  const waivers: Waiver[] = []
  let windows = 0
  for (const event of events) {
    if (event.type === 'WindowReserved') {
      const { claim, days, secret } = event.data
      held = [...held, { claim, ...days.period, secret, shared: windows++ }]
    } else if (event.type === 'WindowMoved') {
      const { members, days, secret } = event.data
      held = held.map((one) =>
        members.some(({ windowId }) => windowId === one.claim.windowId)
          ? { ...one, ...days.period, secret }
          : one,
      )
    } else if (event.type === 'WindowReleased') {
      held = held.filter(({ claim }) => claim.windowId !== event.data.windowId)
    } else if (event.type === 'InspectionsCombined') {
      const { windowId, joined } = event.data
      const ids = joined.map((claim) => claim.windowId)
      const host = held.find(({ claim }) => claim.windowId === windowId)
      held = held.filter(({ claim }) => !ids.includes(claim.windowId))
      if (host !== undefined) held = [...held, ...joined.map((claim) => ({ ...host, claim }))]
    } else if (event.type === 'OverlapWaived') {
      waivers.push(event.data)
    }
  }
  return { held, waivers }
}

const daysFrom = (from: CivilDate, to: CivilDate): ReadonlyArray<CivilDate> => {
  const days: CivilDate[] = []
  for (let on = from; on <= to; on = addDays(on, 1)) days.push(on)
  return days
}

const works = (on: CivilDate): boolean => {
  const answer = isWorkingDay(vietnamCalendar, on)
  return answer._tag === 'Right' && answer.right
}

/** Pairs of claims that R7 forbids to stand together. */
export const doubled = (
  held: ReadonlyArray<Held>,
  waivers: ReadonlyArray<Waiver>,
): ReadonlyArray<string> =>
  held.flatMap((a, i) =>
    held.slice(i + 1).flatMap((b) => {
      if (a.shared === b.shared) return []
      if (`${a.claim.planId} ${a.claim.slotId}` === `${b.claim.planId} ${b.claim.slotId}`) return []
      if (!a.claim.areas.some((area) => b.claim.areas.includes(area))) return []
      const common = daysFrom(a.from, a.to).filter((on) => b.from <= on && on <= b.to)
      const agreed = (side: string): boolean =>
        waivers.some(
          ({ planId, otherPlanId, period, agreedFor }) =>
            [planId, otherPlanId].sort().join() ===
              [a.claim.planId, b.claim.planId].sort().join() &&
            agreedFor.some((plan) => plan === side) &&
            common.every((on) => period.from <= on && on <= period.to),
        )
      if (common.length === 0 || (agreed(a.claim.planId) && agreed(b.claim.planId))) return []
      return [`${a.claim.windowId} and ${b.claim.windowId}`]
    }),
  )

/** Claims whose caps R8 says are broken. */
export const overCap = (held: ReadonlyArray<Held>): ReadonlyArray<string> => {
  const onSite = held.filter(({ claim }) => claim.mode === 'on-site')
  const windowsOn = (on: CivilDate): number =>
    works(on)
      ? new Set(onSite.filter(({ from, to }) => from <= on && on <= to).map(({ shared }) => shared))
          .size
      : 0
  const quarterOf = (on: CivilDate): string =>
    `${on.slice(0, 4)} ${String(Math.floor((Number(on.slice(5, 7)) - 1) / 3))}`
  const year = daysFrom(...spanOf(onSite))
  return onSite.flatMap(({ claim, from, to }) => {
    const own = daysFrom(from, to).filter(works)
    const sameVisit = onSite.filter((one) => one.claim.inspectionId === claim.inspectionId)
    const visit = new Set(sameVisit.flatMap((one) => daysFrom(one.from, one.to).filter(works)))
    const inQuarter = (quarter: string): number =>
      year.filter((on) => quarterOf(on) === quarter).reduce((sum, on) => sum + windowsOn(on), 0)
    const { caps, windowId } = claim
    return [
      ...(visit.size > caps.daysOnSiteMax.value ? [`${windowId} days on site`] : []),
      ...(own.some((on) => windowsOn(on) > caps.concurrentWindowsMax.value)
        ? [`${windowId} concurrent`]
        : []),
      ...(own.some((on) => inQuarter(quarterOf(on)) > caps.visitDaysPerQuarterMax.value)
        ? [`${windowId} quarter`]
        : []),
    ]
  })
}

const spanOf = (held: ReadonlyArray<Held>): [CivilDate, CivilDate] => {
  const [first] = held
  if (first === undefined) return [addDays(today, 1), today]
  return [
    held.reduce((least, { from }) => (from < least ? from : least), first.from),
    held.reduce((most, { to }) => (to > most ? to : most), first.to),
  ]
}

const today = addDays(vietnamCalendar.from, 1)
