/**
 * Offers: moves that are put together only when they are taken. A history chooses among some sixty at
 * each step and takes one, so the list is the same each time, and only what is taken looks around.
 */
import { type CivilDate, civilDate } from '@kiemtra/kernel'
import type { Finding, InspectionState } from '../../inspection/state.ts'
import type { Period } from '../../vocabulary/scope.ts'
import {
  type Ask,
  type DataOf,
  type InspectionMove,
  sampleInspectionId,
  sampleMeta,
} from './sample.ts'

/** Where an inspection stands on a day; what moves look at. */
export class Here {
  readonly state: InspectionState
  readonly today: CivilDate
  private listed: ReadonlyArray<Finding> | undefined

  constructor(state: InspectionState, today: CivilDate) {
    this.state = state
    this.today = today
  }

  /** Its findings, withdrawn ones too. */
  get found(): ReadonlyArray<Finding> {
    this.listed ??= 'findings' in this.state ? [...this.state.findings.values()] : []
    return this.listed
  }

  /** Its days at the subject, or today. */
  get window(): Period {
    return 'window' in this.state ? this.state.window : { from: this.today, to: this.today }
  }
}

/** A command that may be asked, not yet put together. */
export interface InspectionOffer {
  readonly type: Ask['type']
  readonly move: (here: Here) => InspectionMove
  /** Whether it would change nothing, or have things done again. */
  readonly isSaid: ((here: Here) => boolean) | undefined
}

/** The data of a type, without what all have. */
type Asked<Type extends Ask['type']> = Omit<
  DataOf<Type>,
  'inspectionId' | 'happenedOn' | 'happenedAt'
>

/** Offers a command of a type, on a day or today, by an import; called twice, so that the type says what the data are. */
export const ask = <const Type extends Ask['type']>(
  type: Type,
  {
    day = ({ today }) => today,
    isSaid,
  }: {
    readonly day?: (here: Here) => CivilDate
    readonly isSaid?: (here: Here) => boolean
  } = {},
) => {
  const offer = (data: (here: Here) => Asked<Type>): InspectionOffer => ({
    type,
    isSaid,
    move: (here) => moveOf(type, data(here), day(here)),
  })
  return offer
}

/** Commands that say a day and commands that say an hour. */
const moveOf = (type: Ask['type'], data: object, day: CivilDate): InspectionMove => {
  const time = AT_AN_HOUR.has(type) ? { happenedAt: nine(day) } : { happenedOn: day }
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- put together from parts that `ask` has checked
  const asked = { type, data: { inspectionId: sampleInspectionId, ...time, ...data } } as Ask
  return { ...asked, meta: sampleMeta(day) }
}

const AT_AN_HOUR: ReadonlySet<string> = new Set([
  'OpenInspection',
  'AttachEvidence',
  'AssessContent',
  'RaiseFinding',
  'AmendFinding',
  'WithdrawFinding',
  'ReviewFinding',
  'SignMinutes',
  'CloseFieldwork',
])

/** Nine in the morning of a day, in Vietnam. */
export const nine = (day: CivilDate): string => `${day}T02:00:00.000Z`

/** The last of some days, and not before the sample begins. */
export const later = (...days: ReadonlyArray<CivilDate | undefined>): CivilDate =>
  days.reduce<CivilDate>((last, day) => (day !== undefined && day > last ? day : last), FIRST)
const FIRST = civilDate(2023, 3, 13)
