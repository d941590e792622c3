/**
 * What has happened to a delegation.
 *
 * Events after which a required agency has nobody who may act say so themselves: `vacancies` are the
 * ones that this event opens, each with its due date.
 */
import { CivilDate, event, eventCodec, type EventOfCodec } from '@kiemtra/kernel'
import * as t from 'io-ts'
import { TeamGround } from '../vocabulary/delegation-role.ts'
import { AgencyId, DelegationId, PersonId, PlanId, SlotId, TeamId } from '../vocabulary/ids.ts'
import { Interest } from '../vocabulary/interest.ts'
import { occurrence } from '../vocabulary/occurrence.ts'
import { OfficialDocument } from '../vocabulary/official-document.ts'
import { DurationParameter } from '../vocabulary/parameter.ts'
import { PlanContent } from '../vocabulary/plan-content.ts'
import { DelegationTerms } from '../vocabulary/plan-terms.ts'
import { ReformArea } from '../vocabulary/reform-area.ts'
import { RemarkText, Text } from '../vocabulary/text.ts'
import { Handover, HeadSeat, MemberSeat, Seat, Vacancy, Work } from './shapes.ts'

const about = { delegationId: DelegationId, ...occurrence } as const
const opens = { vacancies: t.readonlyArray(Vacancy) } as const

/** What was read of the plan and is frozen until a new decision (R2). */
export const FrozenTerms = t.strict({
  terms: DelegationTerms,
  contents: t.readonlyArray(PlanContent),
  areas: t.readonlyArray(ReformArea),
  vacancyDue: DurationParameter,
})
export type FrozenTerms = t.TypeOf<typeof FrozenTerms>

const decided = {
  ...about,
  planId: PlanId,
  slotId: SlotId,
  document: OfficialDocument,
  until: CivilDate,
  members: t.readonlyArray(Seat),
  frozen: FrozenTerms,
} as const

/** A delegation was set up; it works from `happenedOn` until the last day of its term. */
export const DelegationEstablished = t.strict(decided)

/** A member serves from `happenedOn`, or serves in another role from then. */
export const MemberAppointed = t.strict({
  ...about,
  ...opens,
  document: OfficialDocument,
  member: MemberSeat,
})

/** The leaver served until the day before. */
export const MemberReplaced = t.strict({
  ...about,
  ...opens,
  document: OfficialDocument,
  leaverId: PersonId,
  member: MemberSeat,
  reason: RemarkText,
})

/** The former head served until the day before. */
export const HeadReplaced = t.strict({
  ...about,
  ...opens,
  document: OfficialDocument,
  leaverId: PersonId,
  head: HeadSeat,
  reason: RemarkText,
})

/** An interest was declared, and excludes from `happenedOn` on as its category says (R5). */
export const InterestDeclared = t.strict({
  ...about,
  ...opens,
  personId: PersonId,
  interest: Interest,
})

/** A member stepped aside: on one subject, or on all. */
export const MemberRecused = t.exact(
  t.intersection([
    t.type({ ...about, ...opens, personId: PersonId, reason: RemarkText }),
    t.partial({ subjectId: AgencyId }),
  ]),
)

/** A team within a delegation. */
export const TeamFormed = t.strict({
  ...about,
  teamId: TeamId,
  leaderId: PersonId,
  members: t.readonlyArray(PersonId),
  grounds: t.readonlyArray(TeamGround),
  reason: Text,
})

/** A team is no more; its members stay in the delegation. */
export const TeamDisbanded = t.strict({ ...about, teamId: TeamId })

/** An agency is asked to take part, with the reason. */
export const AgencyInvited = t.strict({ ...about, agencyId: AgencyId, reason: Text })

/** Work within a delegation is given to someone. */
export const WorkAllocated = t.strict({ ...about, work: Work })

/** A delegation goes on for longer, by a document. */
export const TermExtended = t.strict({
  ...about,
  document: OfficialDocument,
  until: CivilDate,
  reason: Text,
})

/** A new decision replaced the old: new members, no teams; who was invited and excluded stays so. */
export const DelegationReconstituted = t.strict({ ...decided, ...opens, reason: RemarkText })

/** The delegation ended; from `happenedOn` on it acts no more. */
export const DelegationDissolved = t.strict({
  ...about,
  document: OfficialDocument,
  handovers: t.readonlyArray(Handover),
})

/** Codec of every event of a delegation. */
export const DelegationEvents = eventCodec(
  event('DelegationEstablished', DelegationEstablished),
  event('MemberAppointed', MemberAppointed),
  event('MemberReplaced', MemberReplaced),
  event('HeadReplaced', HeadReplaced),
  event('InterestDeclared', InterestDeclared),
  event('MemberRecused', MemberRecused),
  event('TeamFormed', TeamFormed),
  event('TeamDisbanded', TeamDisbanded),
  event('AgencyInvited', AgencyInvited),
  event('WorkAllocated', WorkAllocated),
  event('TermExtended', TermExtended),
  event('DelegationReconstituted', DelegationReconstituted),
  event('DelegationDissolved', DelegationDissolved),
)

/** An event of a delegation. */
export type DelegationEvent = EventOfCodec<typeof DelegationEvents>
