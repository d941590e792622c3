/**
 * The types that an initiative's rules decide with, and the checks that all steps share.
 */
import type { Actor, CivilDate, Command } from '@kiemtra/kernel'
import type { Either } from 'fp-ts/lib/Either.js'
import { existsOn } from '../../agency/state.ts'
import { actsFor } from '../../vocabulary/actor.ts'
import type { AgencyId } from '../../vocabulary/ids.ts'
import type { Occurrence } from '../../vocabulary/occurrence.ts'
import type { InitiativeCommand } from '../commands.ts'
import type { InitiativeEvent } from '../events.ts'
import { agencyIn, type InitiativeFacts } from '../needs.ts'
import type { InitiativeRejection } from '../rejections.ts'
import type { InitiativeState, RecordedInitiative } from '../state.ts'

/** Yes with events, or no with a reason. */
export type Decision = Either<InitiativeRejection, ReadonlyArray<InitiativeEvent>>

/** A reason to say no, or none. */
export type Refusal = InitiativeRejection | undefined

/** One type of command, with its meta. */
export type Asked<Type extends InitiativeCommand['type']> = Command<
  Extract<InitiativeCommand, { readonly type: Type }>
>

/** An initiative that somebody else has looked at, and that wasn't declined. */
export type Looked = Extract<
  InitiativeState,
  { readonly status: 'assessed' | 'recognised' | 'replicating' | 'replicated' }
>

/** What every event of an initiative says. */
export const aboutInitiative = (
  { initiativeId, originId }: RecordedInitiative,
  when: Occurrence,
): Pick<RecordedInitiative, 'initiativeId' | 'originId'> & Occurrence => ({
  initiativeId,
  originId,
  ...when,
})

/** R24: who acts is of an agency that the step belongs to. */
export const actorRefused = (actor: Actor, ...agencies: ReadonlyArray<AgencyId>): Refusal =>
  actsFor(actor, ...agencies)
    ? undefined
    : { _tag: 'NotEntitled', rule: 'R24', agencies: [...new Set(agencies)] }

/** R26: every agency is there on the day. */
export const forceRefused = (
  facts: InitiativeFacts,
  on: CivilDate,
  ...agencies: ReadonlyArray<AgencyId>
): Refusal => {
  const agencyId = agencies.find((id) => !existsOn(agencyIn(facts, id), on))
  return agencyId === undefined ? undefined : { _tag: 'AgencyNotInForce', rule: 'R26', agencyId }
}

/** Whether an agency is the city's committee, which stands above all. */
export const isCity = (facts: InitiativeFacts, agencyId: AgencyId): boolean => {
  const agency = agencyIn(facts, agencyId)
  return agency.status !== 'unregistered' && agency.kind === 'city-committee'
}

/** R24: agencies, and who takes over from them: a merger makes nobody a judge of its own work. */
export const withTakers = (
  facts: InitiativeFacts,
  ...agencies: ReadonlyArray<AgencyId>
): ReadonlyArray<AgencyId> =>
  agencies.flatMap((id) => {
    const agency = agencyIn(facts, id)
    return agency.status === 'dissolved' && agency.takerId !== undefined
      ? [id, agency.takerId]
      : [id]
  })
