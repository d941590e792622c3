/**
 * The life of a delegation in steps: who must be represented is missing, and is sent, again and again.
 */
import { delegation, document, type Step } from './city.ts'

const of = (happenedOn: string) => ({ delegationId: 'doan-cv', happenedOn })
const decision = (number: number, signedOn: string) =>
  document(`${String(number)}/QĐ-SNV`, 'so-noi-vu', signedOn)

const head = (personId: string) => ({
  role: 'head' as const,
  personId,
  agencyId: 'so-noi-vu',
  postId: 'deputy',
})
const member = (personId: string) => ({
  role: 'member' as const,
  personId,
  agencyId: 'so-noi-vu',
})

const recuse = (personId: string, day: string, subjectId?: string): Step =>
  delegation('RecuseMember', {
    ...of(day),
    personId,
    reason: 'Lý do riêng',
    ...(subjectId === undefined ? {} : { subjectId }),
  })

/** Each step of a delegation of the Department of Home Affairs, which alone must be represented. */
export const rosterLife: ReadonlyArray<Step> = [
  delegation('EstablishDelegation', {
    ...of('2023-03-10'),
    planId: 'cong-vu-2023',
    slotId: 'doan-1',
    document: decision(801, '2023-03-10'),
    until: '2023-12-29',
    members: [head('cv-1'), { ...member('cv-2'), role: 'secretary' }],
  }),
  delegation('DeclareInterest', {
    ...of('2023-03-13'),
    personId: 'cv-1',
    interest: { category: 'holds-capital', subjectId: 'dong-da' },
  }),
  // Nobody of it may act on one subject; a newcomer may.
  recuse('cv-2', '2023-03-14', 'dong-da'),
  delegation('AppointMember', {
    ...of('2023-03-20'),
    document: decision(802, '2023-03-20'),
    member: member('cv-3'),
  }),
  // Nor on another, nor, some days later, on any.
  ...['cv-1', 'cv-2', 'cv-3'].map((personId) => recuse(personId, '2023-04-03', 'hoan-kiem')),
  ...['cv-1', 'cv-2', 'cv-3'].map((personId) => recuse(personId, '2023-04-10')),
  delegation('ReplaceMember', {
    ...of('2023-04-12'),
    document: decision(803, '2023-04-12'),
    leaverId: 'cv-3',
    member: member('cv-4'),
    reason: 'Chuyển công tác',
  }),
  recuse('cv-4', '2023-04-17'),
  delegation('ReplaceHead', {
    ...of('2023-04-18'),
    document: decision(804, '2023-04-18'),
    head: head('cv-5'),
    reason: 'Chuyển công tác',
  }),
  recuse('cv-5', '2023-04-19'),
  delegation('ReconstituteDelegation', {
    ...of('2023-04-24'),
    document: decision(805, '2023-04-24'),
    until: '2023-12-29',
    members: [head('cv-6'), { ...member('cv-7'), role: 'secretary' }],
    reason: 'Kiện toàn',
  }),
  ...['cv-6', 'cv-7'].map((personId) => recuse(personId, '2023-05-04')),
  delegation('DissolveDelegation', {
    ...of('2023-05-08'),
    document: decision(806, '2023-05-08'),
    handovers: [
      { to: { kind: 'agency', agencyId: 'so-noi-vu' }, inspections: [], documents: ['Hồ sơ'] },
    ],
  }),
]
