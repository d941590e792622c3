/**
 * Scope: what an inspection looks at, and at which period.
 */
import { CivilDate, type Plain } from '@kiemtra/kernel'
import * as t from 'io-ts'
import { checked } from './checked.ts'
import { someOf } from './collections.ts'
import { PlanContent } from './plan-content.ts'
import { ReformArea } from './reform-area.ts'

/** A span of days, both ends included. */
export interface Period {
  readonly from: CivilDate
  readonly to: CivilDate
}

/** Codec of {@link Period}; its ends stand in order. */
export const Period: t.Type<Period, unknown> = checked(
  t.strict({ from: CivilDate, to: CivilDate }),
  ({ from, to }) => from <= to,
  'period from … to …, in order',
)

/** Whether two periods share a day. */
export const overlaps = (a: Period, b: Period): boolean => a.from <= b.to && b.from <= a.to

/** Whether two periods are the same days. */
export const samePeriod = (a: PlainPeriod, b: PlainPeriod): boolean =>
  a.from === b.from && a.to === b.to

/** A period as it comes from outside, or goes there. */
type PlainPeriod = Plain<Period>

/** What an inspection looks at. */
export interface Scope {
  readonly contents: ReadonlyArray<PlanContent>
  readonly areas: ReadonlyArray<ReformArea>
  /** The period examined, not the days of the visit. */
  readonly examined: Period
  /** Thematic: on the named areas in depth, rather than all of them. */
  readonly thematic: boolean
}

/** Codec of {@link Scope}. */
export const Scope: t.Type<Scope, unknown> = t.strict({
  contents: someOf(PlanContent),
  areas: someOf(ReformArea),
  examined: Period,
  thematic: t.boolean,
})
