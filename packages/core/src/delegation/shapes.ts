/**
 * What commands and events of a delegation have in common.
 */
import { CivilDate } from '@kiemtra/kernel'
import * as t from 'io-ts'
import { distinct, someOf } from '../vocabulary/collections.ts'
import { AppointedRole } from '../vocabulary/delegation-role.ts'
import {
  AgencyId,
  DelegationId,
  InspectionId,
  PersonId,
  PostId,
  TeamId,
} from '../vocabulary/ids.ts'
import { DurationParameter } from '../vocabulary/parameter.ts'
import { PlanContent } from '../vocabulary/plan-content.ts'
import { ReformArea } from '../vocabulary/reform-area.ts'
import { Text } from '../vocabulary/text.ts'

// ----------------------------------------------------------------- members

/** The head: a leader of the agency that heads, by the post held there (R2). */
export const HeadSeat = t.strict({
  role: t.literal('head'),
  personId: PersonId,
  agencyId: AgencyId,
  postId: PostId,
})
export type HeadSeat = t.TypeOf<typeof HeadSeat>

/** Anyone else, with the home agency. */
export const MemberSeat = t.strict({
  role: AppointedRole,
  personId: PersonId,
  agencyId: AgencyId,
})
export type MemberSeat = t.TypeOf<typeof MemberSeat>

/** Someone in a delegation. */
export const Seat = t.union([HeadSeat, MemberSeat])
export type Seat = t.TypeOf<typeof Seat>

// --------------------------------------------------------------- vacancies

/**
 * A required agency that has nobody who may act: nowhere, or not on one subject (R5). It is to be
 * filled by `due`, which is absent only where the working calendar doesn't reach that far: a recusal
 * never fails, for that reason either.
 */
export const Vacancy = t.exact(
  t.intersection([
    t.type({ agencyId: AgencyId, since: CivilDate }),
    t.partial({
      subjectId: AgencyId,
      due: t.strict({ date: CivilDate, parameter: DurationParameter, calendarVersion: t.string }),
    }),
  ]),
)
export type Vacancy = t.TypeOf<typeof Vacancy>

// -------------------------------------------------------------------- work

/** Who is given work: one member, or a team. */
export const Assignee = t.union([
  t.strict({ kind: t.literal('member'), personId: PersonId }),
  t.strict({ kind: t.literal('team'), teamId: TeamId }),
])
export type Assignee = t.TypeOf<typeof Assignee>

/**
 * What an assignee looks at. It names no agency: that would tell of a secret visit to everyone who
 * may read the delegation's stream.
 */
export const Work = t.strict({
  assignee: Assignee,
  contents: someOf(PlanContent),
  areas: someOf(ReformArea),
  task: Text,
})
export type Work = t.TypeOf<typeof Work>

// ---------------------------------------------------------------- handover

/** Who takes over: an agency (the concluding one, an archive), or another delegation. */
export const Receiver = t.union([
  t.strict({ kind: t.literal('agency'), agencyId: AgencyId }),
  t.strict({ kind: t.literal('delegation'), delegationId: DelegationId }),
])
export type Receiver = t.TypeOf<typeof Receiver>

/** What one receiver takes over: unfinished inspections, and documents by their reference. */
export const Handover = t.strict({
  to: Receiver,
  inspections: distinct(InspectionId),
  documents: distinct(Text),
})
export type Handover = t.TypeOf<typeof Handover>
