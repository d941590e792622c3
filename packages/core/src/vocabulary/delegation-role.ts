/**
 * Roles in a delegation. The head is one, and is replaced rather than appointed.
 */
import * as t from 'io-ts'
import type { Labels } from './label.ts'

/** Labels of the roles, in the order in which they stand in a decision. */
export const delegationRoles = {
  head: { vi: 'Trưởng đoàn', en: 'Head' },
  'standing-deputy': { vi: 'Phó Trưởng đoàn thường trực', en: 'Standing deputy head' },
  deputy: { vi: 'Phó Trưởng đoàn', en: 'Deputy head' },
  secretary: { vi: 'Thư ký', en: 'Secretary' },
  member: { vi: 'Thành viên', en: 'Member' },
} as const satisfies Labels<string>

/** A role in a delegation. */
export type DelegationRole = keyof typeof delegationRoles

/** Codec of {@link DelegationRole}. */
export const DelegationRole: t.Type<DelegationRole, unknown> = t.keyof(
  delegationRoles,
  'role in a delegation',
)

/** A role that is given by appointment: any but the head's. */
export type AppointedRole = Exclude<DelegationRole, 'head'>

/** Codec of {@link AppointedRole}. */
export const AppointedRole: t.Type<AppointedRole, unknown> = t.keyof(
  { 'standing-deputy': null, deputy: null, secretary: null, member: null },
  'role other than head',
)

/** Who leads: the head, and those who lead in the head's stead (R5). */
export const isLeader = (role: DelegationRole): boolean =>
  role === 'head' || role === 'standing-deputy' || role === 'deputy'

/** Labels of why a delegation splits into teams (R3: "as content, subject and time ask"). */
export const teamGrounds = {
  content: { vi: 'Theo nội dung kiểm tra', en: 'What is inspected' },
  subject: { vi: 'Theo đối tượng kiểm tra', en: 'Who is inspected' },
  time: { vi: 'Theo thời gian kiểm tra', en: 'When it is inspected' },
} as const satisfies Labels<string>

/** Why a delegation splits into teams. */
export type TeamGround = keyof typeof teamGrounds

/** Codec of {@link TeamGround}. */
export const TeamGround: t.Type<TeamGround, unknown> = t.keyof(teamGrounds, 'ground of a team')
