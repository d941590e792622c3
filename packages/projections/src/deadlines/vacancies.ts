/**
 * deadlines of delegations: a required agency that nobody represents is to send somebody (R5).
 *
 * Which vacancies are open, the domain's own fold says: no rule is written twice. So the delegation's
 * events wait in the links, without the remarks on persons in them. A row names no subject: who is
 * excluded from one subject may be told of a visit that others mustn't know of.
 */
import { Delegation, type DelegationEvent, vacanciesOf } from '@kiemtra/core'
import type { Recorded, Remembered } from '@kiemtra/kernel'
import * as E from 'fp-ts/lib/Either.js'
import * as J from 'fp-ts/lib/Json.js'
import * as t from 'io-ts'
import type { Heard } from '../heard.ts'
import { type Change, changing } from './row.ts'

type On<Type extends DelegationEvent['type']> = Extract<DelegationEvent, { type: Type }>

// ------------------------------------------------------------------ memory

const HEARD = 'heard '
const UNSAID = '-'

const Kept = t.type({ type: t.string, schemaVersion: t.number, data: t.UnknownRecord })

const kept = (event: DelegationEvent): string => {
  const { type, schemaVersion, data } = Delegation.event.encode(event)
  const said = t.UnknownRecord.is(data) ? data : {}
  return JSON.stringify({
    type,
    schemaVersion,
    data: 'reason' in said ? { ...said, reason: UNSAID } : said,
  })
}

/** What to remember of a delegation: what happened to it. */
export const rememberRoster = ({ event, revision }: Recorded<Heard>): Remembered | undefined => {
  switch (event.type) {
    case 'DelegationEstablished':
    case 'MemberAppointed':
    case 'MemberReplaced':
    case 'HeadReplaced':
    case 'InterestDeclared':
    case 'MemberRecused':
    case 'DelegationReconstituted':
    case 'DelegationDissolved':
      return { [`${HEARD}${String(revision).padStart(8, '0')}`]: kept(event) }
    default:
      return undefined
  }
}

type Roster = Parameters<typeof vacanciesOf>[0]

/** What has happened to the delegation, as far as it was kept. */
const told = (memory: Remembered, recorded: Recorded<DelegationEvent>) =>
  Object.keys(memory)
    .filter((name) => name.startsWith(HEARD))
    .sort()
    .flatMap((name): ReadonlyArray<DelegationEvent> => {
      const read = J.parse(memory[name] ?? '')
      if (E.isLeft(read) || !Kept.is(read.right)) return []
      const { type, schemaVersion, data } = read.right
      const meta = { ...recorded.meta, schemaVersion }
      const decoded = Delegation.event.decode({ ...recorded, type, data, meta })
      return E.isLeft(decoded) ? [] : [decoded.right]
    })

// ---------------------------------------------------------------- handlers

/** For each agency that was ever missing: by when the first of its open vacancies is to be filled. */
const asLeft = (recorded: Recorded<DelegationEvent>, memory: Remembered): ReadonlyArray<Change> => {
  const events = told(memory, recorded)
  const agencies = new Set(
    events.flatMap(({ data }) =>
      'vacancies' in data ? data.vacancies.map(({ agencyId }) => agencyId) : [],
    ),
  )
  const roster = events.reduce<Roster>(Delegation.evolve, Delegation.initialState)
  return [...agencies].map((agencyId) => {
    const dates = vacanciesOf(roster)
      .filter((vacancy) => vacancy.agencyId === agencyId)
      .flatMap(({ due }) => due?.date ?? [])
      .sort()
    const [dueOn] = dates
    return {
      kind: 'vacancy',
      objectId: recorded.event.data.delegationId,
      part: agencyId,
      due: dueOn === undefined ? undefined : { agencyId, dueOn },
    }
  })
}

const roster = <Type extends DelegationEvent['type']>() =>
  changing<On<Type>>((_, memory, recorded) => asLeft(recorded, memory))

/** Events that open and fill vacancies. */
export const onVacancies = {
  MemberAppointed: roster<'MemberAppointed'>(),
  MemberReplaced: roster<'MemberReplaced'>(),
  HeadReplaced: roster<'HeadReplaced'>(),
  InterestDeclared: roster<'InterestDeclared'>(),
  MemberRecused: roster<'MemberRecused'>(),
  DelegationReconstituted: roster<'DelegationReconstituted'>(),
  DelegationDissolved: roster<'DelegationDissolved'>(),
} as const
