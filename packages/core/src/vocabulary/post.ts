/**
 * Posts: who answers for what in an agency. A post outlives the persons in it.
 */
import * as t from 'io-ts'
import { distinct } from './collections.ts'
import { PostId } from './ids.ts'
import type { Labels } from './label.ts'
import { ReformArea } from './reform-area.ts'
import { Text } from './text.ts'

/** Labels of the ranks. */
export const postRanks = {
  head: { vi: 'Người đứng đầu', en: 'Head' },
  deputy: { vi: 'Cấp phó của người đứng đầu', en: 'Deputy head' },
  'unit-head': { vi: 'Trưởng đơn vị trực thuộc', en: 'Head of a subordinate unit' },
  officer: { vi: 'Công chức, viên chức', en: 'Officer' },
} as const satisfies Labels<string>

/** The rank of a post. */
export type PostRank = keyof typeof postRanks

/** Codec of {@link PostRank}. */
export const PostRank: t.Type<PostRank, unknown> = t.keyof(postRanks, 'rank of a post')

/** A post, and the areas it is in charge of. */
export interface Post {
  readonly postId: PostId
  readonly titleVi: string
  readonly rank: PostRank
  readonly inChargeOf: ReadonlyArray<ReformArea>
}

/** Codec of {@link Post}. */
export const Post: t.Type<Post, unknown> = t.strict({
  postId: PostId,
  titleVi: Text,
  rank: PostRank,
  inChargeOf: distinct(ReformArea),
})
