/**
 * What may be asked of a delegation.
 */
import { CivilDate, command, commandCodec } from '@kiemtra/kernel'
import * as t from 'io-ts'
import { distinctBy, someOf } from '../vocabulary/collections.ts'
import { TeamGround } from '../vocabulary/delegation-role.ts'
import { AgencyId, DelegationId, PersonId, PlanId, SlotId, TeamId } from '../vocabulary/ids.ts'
import { Interest } from '../vocabulary/interest.ts'
import { OfficialDocument } from '../vocabulary/official-document.ts'
import { RemarkText, Text } from '../vocabulary/text.ts'
import { Handover, HeadSeat, MemberSeat, type Receiver, Seat, Work } from './shapes.ts'

const about = { delegationId: DelegationId, happenedOn: CivilDate } as const

/** What a decision that sets up a delegation says; `until` is the last day of its term. */
const decided = {
  ...about,
  document: OfficialDocument,
  until: CivilDate,
  members: distinctBy(Seat, (seat) => seat.personId),
} as const

/** Sets up one of the delegations that the plan provides for (R1, R2). */
export const EstablishDelegation = t.strict({ ...decided, planId: PlanId, slotId: SlotId })

/** Appoints a member, or gives a serving one another role. */
export const AppointMember = t.strict({ ...about, document: OfficialDocument, member: MemberSeat })

/** Puts another in a member's place, in the team too. */
export const ReplaceMember = t.strict({
  ...about,
  document: OfficialDocument,
  leaverId: PersonId,
  member: MemberSeat,
  reason: RemarkText,
})

/** Puts another in the head's place: someone new, or a member. The former head leaves. */
export const ReplaceHead = t.strict({
  ...about,
  document: OfficialDocument,
  head: HeadSeat,
  reason: RemarkText,
})

/** Declares an interest: its category and the agency, never the relative (R5). */
export const DeclareInterest = t.strict({ ...about, personId: PersonId, interest: Interest })

/** A member steps aside: on one subject, or, where none is named, on all (R5). */
export const RecuseMember = t.exact(
  t.intersection([
    t.type({ ...about, personId: PersonId, reason: RemarkText }),
    t.partial({ subjectId: AgencyId }),
  ]),
)

/** Forms a team, as content, subject or time ask (R3). */
export const FormTeam = t.strict({
  ...about,
  teamId: TeamId,
  leaderId: PersonId,
  members: someOf(PersonId),
  grounds: someOf(TeamGround),
  reason: Text,
})

/** Ends a team; its members work with the whole again. */
export const DisbandTeam = t.strict({ ...about, teamId: TeamId })

/** The head invites a further agency (R4). */
export const InviteAgency = t.strict({ ...about, agencyId: AgencyId, reason: Text })

/** Gives a member or a team its part of the work. */
export const AllocateWork = t.strict({ ...about, work: Work })

/** Puts off the last day of the term, before it has passed (R6). */
export const ExtendTerm = t.strict({
  ...about,
  document: OfficialDocument,
  until: CivilDate,
  reason: Text,
})

/** A new decision replaces the old, under the plan's terms as they are now (R2). */
export const ReconstituteDelegation = t.strict({ ...decided, reason: RemarkText })

const receiverKey = (to: Receiver): string =>
  to.kind === 'agency' ? `agency ${to.agencyId}` : `delegation ${to.delegationId}`

/** Ends the delegation and hands over what it leaves (R6). */
export const DissolveDelegation = t.strict({
  ...about,
  document: OfficialDocument,
  handovers: distinctBy(Handover, ({ to }) => receiverKey(to)),
})

/** Codec of every command to a delegation. */
export const DelegationCommand = commandCodec(
  command('EstablishDelegation', EstablishDelegation),
  command('AppointMember', AppointMember),
  command('ReplaceMember', ReplaceMember),
  command('ReplaceHead', ReplaceHead),
  command('DeclareInterest', DeclareInterest),
  command('RecuseMember', RecuseMember),
  command('FormTeam', FormTeam),
  command('DisbandTeam', DisbandTeam),
  command('InviteAgency', InviteAgency),
  command('AllocateWork', AllocateWork),
  command('ExtendTerm', ExtendTerm),
  command('ReconstituteDelegation', ReconstituteDelegation),
  command('DissolveDelegation', DissolveDelegation),
)

/** A command to a delegation. */
export type DelegationCommand = t.TypeOf<typeof DelegationCommand>
