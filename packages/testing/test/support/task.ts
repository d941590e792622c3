/**
 * An aggregate whose data is nested: lists and objects that pass from command to event to state, so
 * that who writes into one of them writes into all.
 */
import {
  type Aggregate,
  aggregate,
  command,
  commandCodec,
  event,
  eventCodec,
  id,
} from '@kiemtra/kernel'
import { left, right } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

const TaskId = id('task')
const Weight = t.refinement(t.number, (n) => Number.isInteger(n) && n >= 1 && n <= 20, 'weight')

const TaskCommand = commandCodec(
  command(
    'Draft',
    t.strict({
      taskId: TaskId,
      tags: t.array(t.string),
      owner: t.strict({ name: t.string, rank: t.number }),
    }),
  ),
  command('Assign', t.strict({ taskId: TaskId, to: TaskId, weight: Weight })),
  command('Finish', t.strict({ taskId: TaskId })),
)
export type TaskCommand = t.TypeOf<typeof TaskCommand>

export type TaskEvent =
  | {
      readonly type: 'Drafted'
      readonly data: { readonly tags: ReadonlyArray<string>; readonly rank: number }
    }
  | { readonly type: 'Assigned'; readonly data: { readonly to: string; readonly weight: number } }
  | { readonly type: 'Finished'; readonly data: { readonly count: number } }

export type TaskState =
  | { readonly status: 'none' }
  | {
      readonly status: 'draft' | 'done'
      readonly tags: ReadonlyArray<string>
      readonly to: ReadonlyArray<string>
      readonly sum: number
    }

export interface TaskRejection {
  readonly _tag: 'AlreadyDrafted' | 'NotThere' | 'Done' | 'AlreadyAssigned' | 'Odd'
}

/** A sound one: a task is drafted, assigned to some, and finished. */
export const Task: Aggregate<'task', TaskCommand, TaskEvent, TaskState, TaskRejection> = aggregate<
  TaskState,
  TaskRejection
>()({
  category: 'task',
  idOf: (c) => c.data.taskId,
  command: TaskCommand,
  event: eventCodec(
    event('Drafted', t.strict({ tags: t.readonlyArray(t.string), rank: t.number })),
    event('Assigned', t.strict({ to: t.string, weight: t.number })),
    event('Finished', t.strict({ count: t.number })),
  ),
  initialState: { status: 'none' },
  needs: () => ({}),
  decide: ({ type, data }, state) => {
    if (type === 'Draft') {
      return state.status === 'none'
        ? right([{ type: 'Drafted', data: { tags: data.tags, rank: data.owner.rank } }])
        : left({ _tag: 'AlreadyDrafted' })
    }
    if (state.status === 'none') return left({ _tag: 'NotThere' })
    if (state.status === 'done') return left({ _tag: 'Done' })
    if (type === 'Finish') return right([{ type: 'Finished', data: { count: state.to.length } }])
    return state.to.includes(data.to)
      ? left({ _tag: 'AlreadyAssigned' })
      : right([{ type: 'Assigned', data: { to: data.to, weight: data.weight } }])
  },
  evolve: (state, { type, data }) => {
    if (type === 'Drafted') {
      return state.status === 'none' ? { status: 'draft', tags: data.tags, to: [], sum: 0 } : state
    }
    if (state.status !== 'draft') return state
    return type === 'Assigned'
      ? { ...state, to: [...state.to, data.to], sum: state.sum + data.weight }
      : { ...state, status: 'done' }
  },
})
