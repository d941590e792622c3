/**
 * What has happened to an agency.
 */
import { CivilDate, event, eventCodec, type EventOfCodec } from '@kiemtra/kernel'
import * as t from 'io-ts'
import { AgencyKind, AgencyLevel } from '../vocabulary/agency-kind.ts'
import { AgencyId, FieldId, PersonId, PostId } from '../vocabulary/ids.ts'
import { Count, Score, Year } from '../vocabulary/number.ts'
import { occurrence } from '../vocabulary/occurrence.ts'
import { OfficialDocument } from '../vocabulary/official-document.ts'
import { DurationParameter } from '../vocabulary/parameter.ts'
import { Post } from '../vocabulary/post.ts'
import { Text } from '../vocabulary/text.ts'
import { AgencyNames, IndexShortcoming } from './commands.ts'

const about = { agencyId: AgencyId, ...occurrence } as const

/** An agency entered the register; `level` is frozen from its kind. */
export const AgencyRegistered = t.exact(
  t.intersection([
    t.type({
      ...about,
      kind: AgencyKind,
      level: AgencyLevel,
      names: AgencyNames,
      fields: t.readonlyArray(FieldId),
      posts: t.readonlyArray(Post),
    }),
    t.partial({ superiorId: AgencyId, establishedOn: CivilDate }),
  ]),
)

/** An agency has other names, by a document. */
export const AgencyRenamed = t.strict({ ...about, names: AgencyNames, document: OfficialDocument })

/** An agency stands under another one, by a document. */
export const SuperiorChanged = t.strict({
  ...about,
  superiorId: AgencyId,
  document: OfficialDocument,
})

/** A head was appointed from a day on; an acting head in office then leaves the day before. */
export const HeadAppointed = t.strict({
  ...about,
  postId: PostId,
  personId: PersonId,
  acting: t.boolean,
  from: CivilDate,
})

/** The head in office leaves; `until` is the last day. */
export const HeadVacated = t.strict({ ...about, until: CivilDate })

/** An agency's result in a year's reform index, with the shortcomings it named. */
export const IndexResultRecorded = t.exact(
  t.intersection([
    t.type({
      ...about,
      year: Year,
      source: Text,
      shortcomings: t.readonlyArray(IndexShortcoming),
    }),
    t.partial({ score: Score, rank: Count }),
  ]),
)

/** An agency ended. With one successor that is the taker; with several one is named by `takerDueOn`. */
export const AgencyDissolved = t.exact(
  t.intersection([
    t.type({
      ...about,
      effectiveOn: CivilDate,
      successors: t.readonlyArray(AgencyId),
      document: OfficialDocument,
    }),
    t.partial({
      takerDueOn: t.strict({
        date: CivilDate,
        parameter: DurationParameter,
        calendarVersion: t.string,
      }),
    }),
  ]),
)

/** The taker was named; late if after its due date. */
export const TakerNamed = t.strict({
  ...about,
  takerId: AgencyId,
  document: OfficialDocument,
  late: t.boolean,
})

/** Codec of every event of an agency. */
export const AgencyEvents = eventCodec(
  event('AgencyRegistered', AgencyRegistered),
  event('AgencyRenamed', AgencyRenamed),
  event('SuperiorChanged', SuperiorChanged),
  event('HeadAppointed', HeadAppointed),
  event('HeadVacated', HeadVacated),
  event('IndexResultRecorded', IndexResultRecorded),
  event('AgencyDissolved', AgencyDissolved),
  event('TakerNamed', TakerNamed),
)

/** An event of an agency. */
export type AgencyEvent = EventOfCodec<typeof AgencyEvents>
