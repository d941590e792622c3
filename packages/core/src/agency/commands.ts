/**
 * What may be asked of the register of agencies.
 */
import { CivilDate, command, commandCodec } from '@kiemtra/kernel'
import * as t from 'io-ts'
import { AgencyKind } from '../vocabulary/agency-kind.ts'
import { distinct, distinctBy, someOf } from '../vocabulary/collections.ts'
import { AgencyId, FieldId, PersonId, PostId, ShortcomingId } from '../vocabulary/ids.ts'
import { Count, Score, Year } from '../vocabulary/number.ts'
import { OfficialDocument } from '../vocabulary/official-document.ts'
import { DurationParameter } from '../vocabulary/parameter.ts'
import { Post } from '../vocabulary/post.ts'
import { ReformArea } from '../vocabulary/reform-area.ts'
import { Text } from '../vocabulary/text.ts'

/** An agency's names; the abbreviation is the one in document numbers. */
export const AgencyNames = t.exact(
  t.intersection([t.type({ vi: Text, en: Text }), t.partial({ abbreviation: Text })]),
)

/** A shortcoming that the index names: later an obligation, if it is taken up. */
export const IndexShortcoming = t.strict({
  shortcomingId: ShortcomingId,
  area: ReformArea,
  condition: Text,
})

const about = { agencyId: AgencyId, happenedOn: CivilDate } as const

/** Enters an agency into the register. A superior, where there is one, is registered before it. */
export const RegisterAgency = t.exact(
  t.intersection([
    t.type({
      ...about,
      kind: AgencyKind,
      names: AgencyNames,
      fields: distinct(FieldId),
      posts: distinctBy(Post, (post) => post.postId),
    }),
    /** `establishedOn`: the first day on which it exists; absent where it was there before the register. */
    t.partial({ superiorId: AgencyId, establishedOn: CivilDate }),
  ]),
)

/** Changes an agency's names. */
export const RenameAgency = t.strict({ ...about, names: AgencyNames, document: OfficialDocument })

/** Puts an agency under another superior. */
export const ChangeSuperior = t.strict({
  ...about,
  superiorId: AgencyId,
  document: OfficialDocument,
})

/** Appoints the head, acting or not, from a day that may lie ahead. */
export const AppointHead = t.strict({
  ...about,
  postId: PostId,
  personId: PersonId,
  acting: t.boolean,
  from: CivilDate,
})

/** Ends the head's time in office; `until` is the last day. */
export const VacateHead = t.strict({ ...about, until: CivilDate })

/** Records a yearly reform index, as published. What wasn't published stays absent. */
export const RecordIndexResult = t.exact(
  t.intersection([
    t.type({
      ...about,
      year: Year,
      source: Text,
      shortcomings: distinctBy(IndexShortcoming, (named) => named.shortcomingId),
    }),
    t.partial({ score: Score, rank: Count }),
  ]),
)

/** Ends an agency. Its obligations go to the successors. */
export const DissolveAgency = t.strict({
  ...about,
  /** First day on which the agency is no more. */
  effectiveOn: CivilDate,
  successors: someOf(AgencyId),
  document: OfficialDocument,
  /** How long the successors have to name a taker, if they are several. */
  takerDue: DurationParameter,
})

/** Names the successor that takes over what the agency left. */
export const NameTaker = t.strict({ ...about, takerId: AgencyId, document: OfficialDocument })

/** Codec of every command to an agency. */
export const AgencyCommand = commandCodec(
  command('RegisterAgency', RegisterAgency),
  command('RenameAgency', RenameAgency),
  command('ChangeSuperior', ChangeSuperior),
  command('AppointHead', AppointHead),
  command('VacateHead', VacateHead),
  command('RecordIndexResult', RecordIndexResult),
  command('DissolveAgency', DissolveAgency),
  command('NameTaker', NameTaker),
)

/** A command to an agency. */
export type AgencyCommand = t.TypeOf<typeof AgencyCommand>
