/**
 * Responsibility: the address of a shortcoming, as of the day of the condition (R15).
 */
import { CivilDate } from '@kiemtra/kernel'
import * as t from 'io-ts'
import { AgencyId, PersonId, PostId } from './ids.ts'
import type { Labels } from './label.ts'
import { ReformArea } from './reform-area.ts'
import { Text } from './text.ts'

/** Labels of the head's share. */
export const headShares = {
  direct: { vi: 'Trách nhiệm trực tiếp', en: 'Directly responsible' },
  leadership: { vi: 'Trách nhiệm lãnh đạo, chỉ đạo', en: 'Responsible as a leader' },
  none: { vi: 'Không có trách nhiệm', en: 'Not responsible' },
} as const satisfies Labels<string>

/** The head's share in a shortcoming. */
export type HeadShare = keyof typeof headShares

/** Codec of {@link HeadShare}. */
export const HeadShare: t.Type<HeadShare, unknown> = t.keyof(headShares, "head's share")

const responsibilityClaim = t.type({
  agencyId: AgencyId,
  /** The post directly responsible, and the field in which it is. */
  postId: PostId,
  field: ReformArea,
  headShare: HeadShare,
  headShareReason: Text,
  /** The day of the condition: who was head then answers, not who is today. */
  conditionOn: CivilDate,
})

/** What the delegation says of the responsibility. */
export const ResponsibilityClaim = t.exact(responsibilityClaim)
export type ResponsibilityClaim = t.TypeOf<typeof ResponsibilityClaim>

/** The responsibility as it stands in a finding; the head of that day is read from the register. */
export const Responsibility = t.exact(
  t.intersection([
    responsibilityClaim,
    t.partial({
      head: t.strict({ postId: PostId, personId: PersonId, acting: t.boolean }),
    }),
  ]),
)
export type Responsibility = t.TypeOf<typeof Responsibility>
