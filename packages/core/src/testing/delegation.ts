/**
 * A delegation for tests: like Plan 61's, in small; and commands to it at random.
 */
import {
  addDays,
  type CivilDate,
  civilDate,
  type Command,
  type CommandMeta,
  type PlainCommand,
} from '@kiemtra/kernel'
import fc from 'fast-check'
import type { DelegationCommand } from '../delegation/commands.ts'
import type { HeadSeat, MemberSeat, Seat } from '../delegation/shapes.ts'
import { type AppointedRole, type TeamGround, teamGrounds } from '../vocabulary/delegation-role.ts'
import {
  AgencyId,
  DelegationId,
  InspectionId,
  PersonId,
  PlanId,
  PostId,
  SlotId,
  TeamId,
} from '../vocabulary/ids.ts'
import { generalInterests, type Interest, subjectInterests } from '../vocabulary/interest.ts'
import type { OfficialDocument } from '../vocabulary/official-document.ts'
import { planContentLists, poolOf, reformAreaLists, termOf } from './pools.ts'

// ------------------------------------------------------------------ sample

/**
 * The decision on the sample plan's delegation: a deputy director of Home Affairs heads it, with a
 * standing deputy from there, a deputy from the Inspectorate, a secretary and a member from Justice.
 */
export const sampleEstablishment: Extract<
  PlainCommand<DelegationCommand>,
  { type: 'EstablishDelegation' }
>['data'] = {
  delegationId: 'doan-p61',
  happenedOn: '2023-03-10',
  planId: 'p61-2023',
  slotId: 'doan-1',
  document: {
    number: '745/QĐ-SNV',
    kind: 'decision',
    issuer: 'so-noi-vu',
    signedOn: '2023-03-10',
  },
  until: '2023-12-29',
  members: [
    { role: 'head', personId: 'nv-1', agencyId: 'so-noi-vu', postId: 'deputy' },
    { role: 'standing-deputy', personId: 'nv-2', agencyId: 'so-noi-vu' },
    { role: 'deputy', personId: 'tt-1', agencyId: 'thanh-tra-thanh-pho' },
    { role: 'secretary', personId: 'nv-3', agencyId: 'so-noi-vu' },
    { role: 'member', personId: 'tp-1', agencyId: 'so-tu-phap' },
  ],
}

/** The command that establishes the delegation `doan-p61` under `samplePlan`, on 10 March 2023. */
export const sampleDelegation: ReadonlyArray<PlainCommand<DelegationCommand>> = [
  {
    type: 'EstablishDelegation',
    data: sampleEstablishment,
    meta: {
      commandId: 'establish-doan-p61',
      actor: { kind: 'import', source: 'sample' },
      recordedAt: '2023-03-10T08:00:00.000Z',
    },
  },
]

// ------------------------------------------------------------------- pools

const delegations = poolOf(DelegationId, 'doan-p61')
const persons = poolOf(PersonId, 'nv-1', 'nv-2', 'nv-3', 'tp-1', 'tp-2', 'tt-1', 'tt-2', 'hk-1')
const teams = poolOf(TeamId, 'to-1', 'to-2', 'to-3')
const subjects = poolOf(AgencyId, 'dong-da', 'hoan-kiem', 'so-tu-phap', 'so-noi-vu')

/** Where the people of the pool work: by the first letters of their ids. */
const homes: Readonly<Record<string, fc.Arbitrary<AgencyId>>> = {
  nv: poolOf(AgencyId, 'so-noi-vu'),
  tp: poolOf(AgencyId, 'so-tu-phap'),
  tt: poolOf(AgencyId, 'thanh-tra-thanh-pho'),
  hk: poolOf(AgencyId, 'hoan-kiem'),
}
const homeOf = (personId: PersonId): fc.Arbitrary<AgencyId> =>
  homes[personId.slice(0, 2)] ?? subjects

const appointedRoles = fc.constantFrom<AppointedRole>(
  'standing-deputy',
  'deputy',
  'secretary',
  'member',
)

const memberSeats: fc.Arbitrary<MemberSeat> = persons.chain((personId) =>
  fc.record({ role: appointedRoles, personId: fc.constant(personId), agencyId: homeOf(personId) }),
)

const headSeats: fc.Arbitrary<HeadSeat> = poolOf(PersonId, 'nv-1', 'nv-2', 'nv-3', 'tp-1').chain(
  (personId) =>
    fc.record({
      role: fc.constant('head'),
      personId: fc.constant(personId),
      agencyId: homeOf(personId),
      postId: poolOf(PostId, 'deputy'),
    }),
)

const isSeated = ({ personId }: Seat, seats: ReadonlyArray<Seat>): boolean =>
  seats.some((seat) => seat.personId === personId)

/** Rosters with a head, and mostly with everyone that the terms require. */
const rosters: fc.Arbitrary<ReadonlyArray<Seat>> = fc
  .tuple(
    headSeats,
    fc.array(memberSeats, { maxLength: 4 }),
    poolOf(PersonId, 'tp-1', 'tp-2').chain(seatOf),
    poolOf(PersonId, 'tt-1', 'tt-2').chain(seatOf),
  )
  .map(([head, more, ...required]) => {
    const seats: Array<Seat> = [head]
    for (const seat of [...required, ...more]) if (!isSeated(seat, seats)) seats.push(seat)
    return seats
  })

function seatOf(personId: PersonId): fc.Arbitrary<MemberSeat> {
  return fc.record({
    role: appointedRoles,
    personId: fc.constant(personId),
    agencyId: homeOf(personId),
  })
}

const interests: fc.Arbitrary<Interest> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ category: termOf(subjectInterests), subjectId: subjects }),
  },
  { weight: 1, arbitrary: fc.record({ category: termOf(generalInterests) }) },
)

const issuers = fc.oneof(
  { weight: 9, arbitrary: poolOf(AgencyId, 'so-noi-vu') },
  { weight: 1, arbitrary: subjects },
)

const documentsOn = (signedOn: CivilDate): fc.Arbitrary<OfficialDocument> =>
  fc.record({
    number: fc.constantFrom('745/QĐ-SNV', '801/QĐ-SNV', '812/QĐ-SNV'),
    kind: fc.constant('decision'),
    issuer: issuers,
    signedOn: fc.constant(signedOn),
  })

const text = fc.constant('Synthetic')

// ---------------------------------------------------------------- commands

/** What may be asked of the delegation `doan-p61` on a day, mostly with sense. */
export const delegationCommandsOn = (on: CivilDate): fc.Arbitrary<DelegationCommand> => {
  const about = { delegationId: delegations, happenedOn: fc.constant(on) }
  const document = documentsOn(on)
  const until = fc.integer({ min: 0, max: 40 }).map((days) => addDays(on, days))
  const ask = <const Type extends DelegationCommand['type'], Data>(
    weight: number,
    type: Type,
    data: fc.Arbitrary<Data>,
  ) => ({ weight, arbitrary: fc.record({ type: fc.constant(type), data }) })
  return fc.oneof(
    ask(
      1,
      'EstablishDelegation',
      fc.record({
        ...about,
        document,
        until,
        members: rosters,
        planId: poolOf(PlanId, 'p61-2023'),
        slotId: poolOf(SlotId, 'doan-1'),
      }),
    ),
    ask(4, 'AppointMember', fc.record({ ...about, document, member: memberSeats })),
    ask(
      4,
      'ReplaceMember',
      fc.record({ ...about, document, leaverId: persons, member: memberSeats, reason: text }),
    ),
    ask(4, 'ReplaceHead', fc.record({ ...about, document, head: headSeats, reason: text })),
    ask(3, 'DeclareInterest', fc.record({ ...about, personId: persons, interest: interests })),
    ask(
      3,
      'RecuseMember',
      fc.oneof(
        {
          weight: 3,
          arbitrary: fc.record({ ...about, personId: persons, reason: text, subjectId: subjects }),
        },
        { weight: 1, arbitrary: fc.record({ ...about, personId: persons, reason: text }) },
      ),
    ),
    ask(
      5,
      'FormTeam',
      fc.uniqueArray(persons, { minLength: 1, maxLength: 3 }).chain((members) =>
        fc.record({
          ...about,
          teamId: teams,
          leaderId: fc.constantFrom(...members),
          members: fc.constant(members),
          grounds: fc.uniqueArray(termOf<TeamGround>(teamGrounds), { minLength: 1 }),
          reason: text,
        }),
      ),
    ),
    ask(2, 'DisbandTeam', fc.record({ ...about, teamId: teams })),
    ask(
      2,
      'InviteAgency',
      fc.record({ ...about, agencyId: poolOf(AgencyId, 'hoan-kiem', 'so-tu-phap'), reason: text }),
    ),
    ask(
      2,
      'AllocateWork',
      fc.record({
        ...about,
        work: fc.record({
          assignee: fc.oneof(
            fc.record({ kind: fc.constant('member'), personId: persons }),
            fc.record({ kind: fc.constant('team'), teamId: teams }),
          ),
          contents: planContentLists,
          areas: reformAreaLists,
          task: text,
        }),
      }),
    ),
    ask(2, 'ExtendTerm', fc.record({ ...about, document, until, reason: text })),
    ask(
      2,
      'ReconstituteDelegation',
      fc.record({ ...about, document, until, members: rosters, reason: text }),
    ),
    ask(
      1,
      'DissolveDelegation',
      fc.record({
        ...about,
        document,
        handovers: fc
          .tuple(
            poolOf(AgencyId, 'so-noi-vu'),
            fc.uniqueArray(poolOf(InspectionId, 'i1', 'i2'), { maxLength: 2 }),
          )
          .map(([agencyId, inspections]) => [
            { to: { kind: 'agency' as const, agencyId }, inspections, documents: [] },
          ]),
      }),
    ),
  )
}

/** Who acts: an import, the agency that establishes, a member or a stranger. */
export const delegationMetas: fc.Arbitrary<CommandMeta> = fc.record({
  commandId: fc.uuid(),
  actor: fc.oneof(
    { weight: 8, arbitrary: fc.constant({ kind: 'import' as const, source: 'synthetic' }) },
    {
      weight: 2,
      arbitrary: persons.chain((personId) =>
        fc.record({
          kind: fc.constant('official'),
          personId: fc.constant(personId),
          agencyId: homeOf(personId),
          post: fc.constant('deputy'),
        }),
      ),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('policy'),
        name: fc.constant('mandate'),
        onBehalfOf: issuers,
      }),
    },
  ),
  recordedAt: fc.constant('2023-12-31T08:00:00.000Z'),
})

const START = civilDate(2023, 3, 10)

const sentOn = (days: number): fc.Arbitrary<Command<DelegationCommand>> =>
  fc
    .tuple(delegationCommandsOn(addDays(START, days)), delegationMetas)
    .map(([command, meta]) => ({ ...command, meta }))

/** Commands to the delegation `doan-p61` on days from 10 March 2023 on. */
export const delegationCommands: fc.Arbitrary<Command<DelegationCommand>> = fc
  .integer({ min: 0, max: 60 })
  .chain(sentOn)

/**
 * Commands for after `sampleDelegation`, in the order of their days; a few are told of late, and so
 * stand out of order.
 */
export const delegationHistories: fc.Arbitrary<ReadonlyArray<Command<DelegationCommand>>> = fc
  .array(fc.tuple(fc.constantFrom(0, 0, 1, 1, 2, 3), fc.nat({ max: 20 })), {
    minLength: 1,
    maxLength: 30,
  })
  .chain((steps) => {
    let days = 0
    const commands = steps.map(([step, late]) => {
      days += step
      return sentOn(late === 20 ? Math.max(0, days - 3) : days)
    })
    return fc.tuple(...commands)
  })
