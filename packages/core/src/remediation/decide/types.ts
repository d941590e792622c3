/**
 * The types that the rules of a remediation share, and who may act on one.
 */
import type { Actor, CivilDate, Command, WorkingCalendar } from '@kiemtra/kernel'
import type { Either } from 'fp-ts/lib/Either.js'
import type { AgencyState } from '../../agency/state.ts'
import { actsFor } from '../../vocabulary/actor.ts'
import type { AgencyId, PostId } from '../../vocabulary/ids.ts'
import type { Occurrence } from '../../vocabulary/occurrence.ts'
import type { OfficialDocument } from '../../vocabulary/official-document.ts'
import type { RemediationCommand } from '../commands.ts'
import type { RemediationEvent } from '../events.ts'
import type { RemediationFacts } from '../needs.ts'
import type { RemediationRejection } from '../rejections.ts'
import type { Obligation } from '../state.ts'

/** Yes with events, or no with a reason. */
export type Decision = Either<RemediationRejection, ReadonlyArray<RemediationEvent>>

/** A reason to say no, or none. */
export type Refusal = RemediationRejection | undefined

/** One type of command, with its meta. */
export type Asked<Type extends RemediationCommand['type']> = Command<
  Extract<RemediationCommand, { readonly type: Type }>
>

/** What a decision may look at besides command and state. */
export interface Context {
  readonly when: Occurrence
  readonly facts: RemediationFacts
  readonly calendar: WorkingCalendar
}

// --------------------------------------------------------------- who acts

/** Whether an agency holds it now or has held it: such a one doesn't judge its own remedy (R21). */
export const hasHeld = ({ holders }: Obligation, agencyId: AgencyId): boolean =>
  holders.some(({ is }) => is === agencyId)

/** Who pursues it: who leads the plan, issued it, or concluded; also where it came to hold it itself. */
export const pursuers = ({
  leadAgencyId,
  planIssuerId,
  verifierId,
}: Pick<Obligation, 'leadAgencyId' | 'planIssuerId' | 'verifierId'>): ReadonlyArray<AgencyId> => [
  ...new Set([leadAgencyId, planIssuerId, verifierId]),
]

/** Who may give time, approve or change it: the same, without those that have held it. */
export const judges = (state: Obligation): ReadonlyArray<AgencyId> =>
  pursuers(state).filter((agencyId) => !hasHeld(state, agencyId))

/** R21: acts for one of some agencies. */
export const authorityRefused = (actor: Actor, agencies: ReadonlyArray<AgencyId>): Refusal =>
  actsFor(actor, ...agencies) ? undefined : { _tag: 'NoAuthorityOverRemedy', rule: 'R21', agencies }

/** R21: acts for one that may judge, by a document of one. */
export const judgementRefused = (
  state: Obligation,
  actor: Actor,
  { issuer }: OfficialDocument,
): Refusal => {
  const agencies = judges(state)
  return agencies.includes(issuer)
    ? authorityRefused(actor, agencies)
    : { _tag: 'NoAuthorityOverRemedy', rule: 'R21', agencies }
}

/** Only who holds it plans, reports and claims. */
export const holderRefused = ({ subjectId }: Obligation, actor: Actor): Refusal =>
  actsFor(actor, subjectId) ? undefined : { _tag: 'NotTheHolder', rule: 'R21', subjectId }

/** R16: one post, and one that the agency has. */
export const postRefused = (
  agency: AgencyState | undefined,
  agencyId: AgencyId,
  postId: PostId,
): Refusal =>
  agency !== undefined &&
  agency.status !== 'unregistered' &&
  agency.posts.some((post) => post.postId === postId)
    ? undefined
    : { _tag: 'PostNotInAgency', rule: 'R16', agencyId, postId }

/** R16: due after the act that says so. */
export const dueRefused = (dueOn: CivilDate, { happenedOn: earliest }: Occurrence): Refusal =>
  dueOn > earliest ? undefined : { _tag: 'DueBeforeItBegins', rule: 'R16', dueOn, earliest }
