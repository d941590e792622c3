/**
 * What commands and events of a task have in common.
 */
import { CivilDate } from '@kiemtra/kernel'
import * as t from 'io-ts'
import { AgencyId, PostId } from '../vocabulary/ids.ts'
import { OfficialDocument } from '../vocabulary/official-document.ts'
import { ReformArea } from '../vocabulary/reform-area.ts'
import { TaskBasisKind, TaskContent } from '../vocabulary/task.ts'
import { Text } from '../vocabulary/text.ts'

/** What a task stands on: the assigner's document. */
export const TaskBasis = t.strict({ kind: TaskBasisKind, document: OfficialDocument })
export type TaskBasis = t.TypeOf<typeof TaskBasis>

/** What a task is: who asks whom for what, by when, and how it is seen to be done. */
export const task = {
  content: TaskContent,
  area: ReformArea,
  basis: TaskBasis,
  assignerId: AgencyId,
  assigneeId: AgencyId,
  text: Text,
  acceptance: Text,
  dueOn: CivilDate,
} as const

/**
 * Who answers for it in the assignee, and who follows it up and speaks for the assigner ("giao … theo
 * dõi, đôn đốc"), where the document names them.
 */
export const named = { responsiblePostId: PostId, followedUpBy: AgencyId } as const
