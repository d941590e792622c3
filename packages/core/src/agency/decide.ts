/**
 * The rules of the register: R26 (an agency ends with successors), R25 (who stands above whom), R28,
 * and the order of things.
 *
 * Read from the top: the first switch says what may be asked when; each answer stands below. What
 * happened while the agency existed may be recorded after it ended.
 */
import { addDays, type Command, dueDate, type WorkingCalendar } from '@kiemtra/kernel'
import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import { levelOf, standsAbove } from '../vocabulary/agency-kind.ts'
import { accept, reject } from '../vocabulary/decision.ts'
import { notSigned } from '../vocabulary/official-document.ts'
import { type Occurrence, occurred, recordedOn } from '../vocabulary/occurrence.ts'
import type { AgencyCommand } from './commands.ts'
import type { AgencyEvent } from './events.ts'
import type { AgencyFacts } from './needs.ts'
import type { AgencyRejection } from './rejections.ts'
import { type AgencyState, existsOn, type RegisteredAgency } from './state.ts'

type Decision = Either<AgencyRejection, ReadonlyArray<AgencyEvent>>
type DataOf<Type extends AgencyCommand['type']> = Extract<AgencyCommand, { type: Type }>['data']

/** The rules of the register, with the calendar that due dates are computed by. */
export const decideWith =
  (calendar: WorkingCalendar) =>
  (command: Command<AgencyCommand>, state: AgencyState, facts: AgencyFacts): Decision => {
    const { agencyId, happenedOn } = command.data
    const when = occurred(happenedOn, command.meta)
    if (isLeft(when)) return when

    if (command.type === 'RegisterAgency') {
      return state.status === 'unregistered'
        ? register(command.data, when.right, facts)
        : reject({ _tag: 'AgencyAlreadyRegistered', rule: 'lifecycle', agencyId })
    }
    if (state.status === 'unregistered') {
      return reject({ _tag: 'AgencyNotRegistered', rule: 'lifecycle', agencyId })
    }
    const unsigned =
      'document' in command.data ? notSigned(command.data.document, happenedOn) : undefined
    if (unsigned !== undefined) return reject(unsigned)
    if (command.type === 'NameTaker') return nameTaker(command.data, when.right, state)
    if (state.status === 'dissolved') {
      const { effectiveOn } = state
      if (happenedOn >= effectiveOn || command.type === 'DissolveAgency') {
        return reject({ _tag: 'AgencyIsDissolved', rule: 'R26', agencyId, effectiveOn })
      }
    }

    switch (command.type) {
      case 'RenameAgency':
        return accept({ type: 'AgencyRenamed', data: { ...command.data, ...when.right } })
      case 'ChangeSuperior':
        return changeSuperior(command.data, when.right, state, facts)
      case 'AppointHead':
        return appointHead(command.data, when.right, state)
      case 'VacateHead':
        return vacateHead(command.data, when.right, state)
      case 'RecordIndexResult':
        return recordIndexResult(command.data, when.right, state)
      case 'DissolveAgency':
        return dissolve(command.data, when.right, facts, calendar)
    }
  }

const register = (
  data: DataOf<'RegisterAgency'>,
  when: Occurrence,
  facts: AgencyFacts,
): Decision => {
  const level = levelOf(data.kind)
  if (data.superiorId !== undefined) {
    const refusal = superiorRefused(data.superiorId, level, when, facts)
    if (refusal !== undefined) return reject(refusal)
  }
  return accept({ type: 'AgencyRegistered', data: { ...data, ...when, level } })
}

const changeSuperior = (
  data: DataOf<'ChangeSuperior'>,
  when: Occurrence,
  state: RegisteredAgency,
  facts: AgencyFacts,
): Decision => {
  const refusal = superiorRefused(data.superiorId, state.level, when, facts)
  if (refusal !== undefined) return reject(refusal)
  return accept({ type: 'SuperiorChanged', data: { ...data, ...when } })
}

/** R25: a superior is in force and stands above. */
const superiorRefused = (
  superiorId: RegisteredAgency['agencyId'],
  level: RegisteredAgency['level'],
  when: Occurrence,
  facts: AgencyFacts,
): AgencyRejection | undefined => {
  const superior = facts[superiorId]
  if (
    superior === undefined ||
    superior.status === 'unregistered' ||
    !existsOn(superior, when.happenedOn)
  ) {
    return { _tag: 'AgencyNotInForce', rule: 'R26', agencyId: superiorId }
  }
  return standsAbove(superior.level, level)
    ? undefined
    : { _tag: 'SuperiorNotAbove', rule: 'R25', superiorId, superiorLevel: superior.level, level }
}

/** One head at a time; an acting one gives way to the one appointed for good. */
const appointHead = (
  data: DataOf<'AppointHead'>,
  when: Occurrence,
  state: Exclude<AgencyState, { status: 'unregistered' }>,
): Decision => {
  const { agencyId, postId, from } = data
  if (!state.posts.some((post) => post.postId === postId && post.rank === 'head')) {
    return reject({ _tag: 'NoHeadPost', rule: 'lifecycle', agencyId, postId })
  }
  if (state.status === 'dissolved' && from >= state.effectiveOn) {
    const { effectiveOn } = state
    return reject({ _tag: 'AgencyIsDissolved', rule: 'R26', agencyId, effectiveOn })
  }
  const last = state.heads.at(-1)
  if (last !== undefined) {
    const earliest = addDays(last.until ?? last.from, 1)
    if (from < earliest) {
      return reject({ _tag: 'TenureOutOfOrder', rule: 'lifecycle', agencyId, earliest })
    }
    if (last.until === undefined && !(last.acting && !data.acting)) {
      return reject({ _tag: 'HeadInOffice', rule: 'lifecycle', agencyId, since: last.from })
    }
  }
  return accept({ type: 'HeadAppointed', data: { ...data, ...when } })
}

const vacateHead = (
  data: DataOf<'VacateHead'>,
  when: Occurrence,
  state: RegisteredAgency,
): Decision => {
  const { agencyId, until } = data
  const last = state.heads.at(-1)
  if (last === undefined || last.until !== undefined) {
    return reject({ _tag: 'NoHeadInOffice', rule: 'lifecycle', agencyId })
  }
  if (until < last.from) {
    return reject({ _tag: 'TenureOutOfOrder', rule: 'lifecycle', agencyId, earliest: last.from })
  }
  return accept({ type: 'HeadVacated', data: { ...data, ...when } })
}

const recordIndexResult = (
  data: DataOf<'RecordIndexResult'>,
  when: Occurrence,
  state: RegisteredAgency,
): Decision => {
  const { agencyId, year } = data
  return state.indexYears.includes(year)
    ? reject({ _tag: 'IndexYearRecorded', rule: 'lifecycle', agencyId, year })
    : accept({ type: 'IndexResultRecorded', data: { ...data, ...when } })
}

/** R26: it ends with successors that are there to succeed it. */
const dissolve = (
  data: DataOf<'DissolveAgency'>,
  when: Occurrence,
  facts: AgencyFacts,
  calendar: WorkingCalendar,
): Decision => {
  const { agencyId, effectiveOn, successors, document, takerDue } = data
  if (effectiveOn < document.signedOn) {
    const { signedOn } = document
    return reject({ _tag: 'DissolvedBeforeSigned', rule: 'R26', signedOn, effectiveOn })
  }
  for (const successor of successors) {
    if (successor === agencyId) return reject({ _tag: 'OwnSuccessor', rule: 'R26', agencyId })
    const fact = facts[successor]
    if (fact === undefined || !existsOn(fact, effectiveOn)) {
      return reject({ _tag: 'AgencyNotInForce', rule: 'R26', agencyId: successor })
    }
  }
  const ended = { agencyId, ...when, effectiveOn, successors, document }
  if (successors.length === 1) return accept({ type: 'AgencyDissolved', data: ended })

  const due = dueDate(calendar, effectiveOn, takerDue.value)
  if (isLeft(due)) {
    const { from, to } = due.left
    return reject({ _tag: 'OutsideCalendar', rule: 'R26', from, to })
  }
  const takerDueOn = { date: due.right, parameter: takerDue, calendarVersion: calendar.version }
  return accept({ type: 'AgencyDissolved', data: { ...ended, takerDueOn } })
}

/** R26: the taker is one of several successors, named once; late is late, not refused. */
const nameTaker = (
  data: DataOf<'NameTaker'>,
  when: Occurrence,
  state: Exclude<AgencyState, { status: 'unregistered' }>,
): Decision => {
  const { agencyId, takerId } = data
  if (state.status !== 'dissolved') {
    return reject({ _tag: 'AgencyNotDissolved', rule: 'R26', agencyId })
  }
  if (state.takerId !== undefined) {
    return reject({ _tag: 'TakerAlreadyNamed', rule: 'R26', takerId: state.takerId })
  }
  if (!state.successors.includes(takerId)) {
    return reject({ _tag: 'TakerNotSuccessor', rule: 'R26', takerId })
  }
  const late = state.takerDueOn !== undefined && recordedOn(when) > state.takerDueOn
  return accept({ type: 'TakerNamed', data: { ...data, ...when, late } })
}
