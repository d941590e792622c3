/**
 * Tasks: what a programme, plan, conclusion or direction charges an agency with, or its own plan (R20).
 */
import * as t from 'io-ts'
import type { Labels } from './label.ts'
import { type PlanContent, planContents } from './plan-content.ts'

const {
  'city-directions': directions,
  'city-reform-plan': cityPlan,
  'own-reform-plan': ownPlan,
} = planContents

/** Labels of the contents of a plan that are about tasks. */
export const taskContents = {
  'city-directions': directions,
  'city-reform-plan': cityPlan,
  'own-reform-plan': ownPlan,
} as const satisfies Labels<string>

/** A content of a plan that is about tasks: all but prior shortcomings. */
export type TaskContent = keyof typeof taskContents

/** Codec of {@link TaskContent}. */
export const TaskContent: t.Type<TaskContent, unknown> = t.keyof(taskContents, 'content of tasks')

/** Whether a content of a plan is about tasks. */
export const isTaskContent = (content: PlanContent): content is TaskContent =>
  content !== 'prior-shortcomings'

/** Labels of what tasks are assigned by. */
export const taskBases = {
  programme: { vi: 'Chương trình', en: 'Programme' },
  plan: { vi: 'Kế hoạch', en: 'Plan' },
  conclusion: { vi: 'Kết luận', en: 'Conclusion' },
  direction: { vi: 'Chỉ đạo', en: 'Direction' },
  'own-plan': {
    vi: 'Kế hoạch cải cách hành chính của cơ quan',
    en: "The agency's own reform plan",
  },
} as const satisfies Labels<string>

/** What a task is assigned by. */
export type TaskBasisKind = keyof typeof taskBases

/** Codec of {@link TaskBasisKind}. */
export const TaskBasisKind: t.Type<TaskBasisKind, unknown> = t.keyof(taskBases, 'basis of a task')

/** Labels of how a task stands on a date; `none` where there is no such task on it. */
export const taskStandings = {
  done: { vi: 'Đã hoàn thành', en: 'Done' },
  late: { vi: 'Quá hạn chưa hoàn thành', en: 'Late' },
  'not-due': { vi: 'Chưa đến hạn', en: 'Not due' },
  none: { vi: 'Không có nhiệm vụ', en: 'No task' },
} as const satisfies Labels<string>

/** How a task stands on a date (R20). */
export type TaskStanding = keyof typeof taskStandings

/** Codec of {@link TaskStanding}. */
export const TaskStanding: t.Type<TaskStanding, unknown> = t.keyof(
  taskStandings,
  'standing of a task',
)
