/**
 * agencyRegister: the agencies, their names, superiors and heads, as the register has them. One row
 * per agency.
 *
 * Rows of other read models hold ids, since names and heads change; this is what they are joined
 * with. Who is head is the register's last word: an appointment that lies ahead shows from when it is
 * recorded, with the day from which it counts. Persons are opaque ids.
 */
import { Agency, type AgencyEvent, AgencyKind, AgencyLevel } from '@kiemtra/core'
import { type Handler, projection } from '@kiemtra/kernel'
import * as t from 'io-ts'
import { changing } from './changing.ts'

// ------------------------------------------------------------------- model

const optionalText = t.union([t.string, t.null])

/** Codec of {@link AgencyRow}. */
export const AgencyRow = t.strict({
  agencyId: t.string,
  kind: AgencyKind,
  level: AgencyLevel,
  nameVi: t.string,
  nameEn: t.string,
  abbreviation: optionalText,
  superiorId: optionalText,
  /** The post of the head in office; `null`: vacant. */
  headPostId: optionalText,
  headId: optionalText,
  headActing: t.union([t.boolean, t.null]),
  headSince: optionalText,
  /** First day on which it is no more. */
  dissolvedOn: optionalText,
  successors: t.readonlyArray(t.string),
  /** Who takes over what it left; `null` until that is clear. */
  takerId: optionalText,
  takerDueOn: optionalText,
})
/** An agency, as the register has it. */
export type AgencyRow = t.TypeOf<typeof AgencyRow>

// --------------------------------------------------------------- behaviour

type On<Type extends AgencyEvent['type']> = Extract<AgencyEvent, { type: Type }>

const onRow = changing<AgencyRow, AgencyEvent>(({ data }) => data.agencyId)

const VACANT = { headPostId: null, headId: null, headActing: null, headSince: null } as const

const registered: Handler<AgencyRow, On<'AgencyRegistered'>> = {
  keys: ({ event }) => [event.data.agencyId],
  apply: (_, { event: { data } }) => ({
    agencyId: data.agencyId,
    kind: data.kind,
    level: data.level,
    ...named(data),
    superiorId: data.superiorId ?? null,
    ...VACANT,
    dissolvedOn: null,
    successors: [],
    takerId: null,
    takerDueOn: null,
  }),
}

const named = ({ names }: On<'AgencyRegistered' | 'AgencyRenamed'>['data']) => ({
  nameVi: names.vi,
  nameEn: names.en,
  abbreviation: names.abbreviation ?? null,
})

/** The read model of the register of agencies. */
export const agencyRegister = projection<AgencyRow>()({
  name: 'agencyRegister',
  version: 1,
  from: [Agency],
  audience: 'public',
  row: AgencyRow,
  indexes: ['level', 'superiorId'],
  on: {
    AgencyRegistered: registered,
    AgencyRenamed: onRow<On<'AgencyRenamed'>>(named),
    SuperiorChanged: onRow<On<'SuperiorChanged'>>(({ superiorId }) => ({ superiorId })),
    HeadAppointed: onRow<On<'HeadAppointed'>>((data) => ({
      headPostId: data.postId,
      headId: data.personId,
      headActing: data.acting,
      headSince: data.from,
    })),
    HeadVacated: onRow<On<'HeadVacated'>>(() => VACANT),
    AgencyDissolved: onRow<On<'AgencyDissolved'>>(({ effectiveOn, successors, takerDueOn }) => ({
      ...VACANT,
      dissolvedOn: effectiveOn,
      successors,
      takerId: successors.length === 1 ? (successors[0] ?? null) : null,
      takerDueOn: takerDueOn?.date ?? null,
    })),
    TakerNamed: onRow<On<'TakerNamed'>>(({ takerId }) => ({ takerId, takerDueOn: null })),
  },
})
