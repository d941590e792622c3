/**
 * R5: interests and recusals. They never fail for what they leave behind; said twice, they change
 * nothing.
 */
import type { Actor, WorkingCalendar } from '@kiemtra/kernel'
import type { Either } from 'fp-ts/lib/Either.js'
import { accept, reject } from '../../vocabulary/decision.ts'
import type { PersonId } from '../../vocabulary/ids.ts'
import type { Occurrence } from '../../vocabulary/occurrence.ts'
import type { DelegationCommand } from '../commands.ts'
import type { DelegationEvent } from '../events.ts'
import type { DelegationRejection } from '../rejections.ts'
import type { DelegationState, Exclusion } from '../state.ts'
import { maySpeakOf } from './authority.ts'
import { vacanciesOpenedBy } from './vacancies.ts'

type Decision = Either<DelegationRejection, ReadonlyArray<DelegationEvent>>
type DataOf<Type extends DelegationCommand['type']> = Extract<
  DelegationCommand,
  { type: Type }
>['data']
type Known = Exclude<DelegationState, { status: 'unestablished' }>

export const declareInterest = (
  data: DataOf<'DeclareInterest'>,
  when: Occurrence,
  actor: Actor,
  state: Known,
  calendar: WorkingCalendar,
): Decision => {
  const { personId, interest, happenedOn } = data
  const refusal = refused(personId, actor, state, when)
  if (refusal !== undefined) return reject(refusal)
  const subjectId = 'subjectId' in interest ? interest.subjectId : undefined
  if (isKnown(state, { personId, subjectId, reason: interest.category, from: happenedOn })) {
    return accept()
  }
  const said = { ...data, ...when }
  const vacancies = vacanciesOpenedBy(
    { type: 'InterestDeclared', data: { ...said, vacancies: [] } },
    state,
    calendar,
  )
  return accept({ type: 'InterestDeclared', data: { ...said, vacancies } })
}

export const recuseMember = (
  data: DataOf<'RecuseMember'>,
  when: Occurrence,
  actor: Actor,
  state: Known,
  calendar: WorkingCalendar,
): Decision => {
  const { personId, subjectId, happenedOn } = data
  const refusal = refused(personId, actor, state, when)
  if (refusal !== undefined) return reject(refusal)
  if (isKnown(state, { personId, subjectId, reason: 'recused', from: happenedOn })) return accept()
  const said = { ...data, ...when }
  const vacancies = vacanciesOpenedBy(
    { type: 'MemberRecused', data: { ...said, vacancies: [] } },
    state,
    calendar,
  )
  return accept({ type: 'MemberRecused', data: { ...said, vacancies } })
}

/** It is about someone who serves or has served, and is said by somebody concerned. */
const refused = (
  personId: PersonId,
  actor: Actor,
  state: Known,
  { happenedOn }: Occurrence,
): DelegationRejection | undefined => {
  if (!state.services.some((service) => service.personId === personId)) {
    return { _tag: 'NotAMember', rule: 'lifecycle', personId }
  }
  return maySpeakOf(personId, actor, state, happenedOn)
    ? undefined
    : { _tag: 'NotConcerned', rule: 'R5', delegationId: state.delegationId }
}

/** The same is known from that day, or from an earlier one. */
const isKnown = (
  { exclusions }: Known,
  { personId, subjectId, reason, from }: Exclusion,
): boolean =>
  exclusions.some(
    (known) =>
      known.personId === personId &&
      known.subjectId === subjectId &&
      known.reason === reason &&
      known.from <= from,
  )
