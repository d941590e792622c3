/**
 * Tasks for tests: one of a district's, and commands to tasks at random.
 */
import { addDays, civilDate, type Command, type Plain, type PlainCommand } from '@kiemtra/kernel'
import fc from 'fast-check'
import type { AssignmentCommand } from '../assignment/commands.ts'
import { type AssignmentEvent, assignmentFold, type AssignmentState } from '../assignment/index.ts'
import { AgencyId, ObligationId } from '../vocabulary/ids.ts'
import type { OfficialDocument } from '../vocabulary/official-document.ts'
import { reformAreas } from '../vocabulary/reform-area.ts'
import { type TaskContent, taskContents } from '../vocabulary/task.ts'
import { foldPlain } from './inspection-sample.ts'
import { ofType, poolOf, postIds, termOf } from './pools.ts'

type Ask = PlainCommand<AssignmentCommand>
type DataOf<Type extends Ask['type']> = Extract<Ask, { type: Type }>['data']

// ------------------------------------------------------------------ sample

/** The city's reform plan of the year, which assigns tasks. */
export const sampleTaskDocument = {
  number: '14/KH-UBND',
  kind: 'plan',
  issuer: 'ubnd-thanh-pho',
  signedOn: '2023-01-10',
} as const

/** A task that the city's reform plan assigns to a district, due on 31 March 2023. */
export const sampleTask: DataOf<'AssignTask'> = {
  taskId: 't-1',
  happenedOn: '2023-01-10',
  content: 'city-reform-plan',
  area: 'procedures',
  basis: { kind: 'plan', document: sampleTaskDocument },
  assignerId: 'ubnd-thanh-pho',
  assigneeId: 'dong-da',
  text: 'Số hóa hồ sơ, kết quả giải quyết thủ tục hành chính',
  acceptance: '100% hồ sơ tiếp nhận trong quý được số hóa',
  dueOn: '2023-03-31',
  responsiblePostId: 'deputy',
}

/** The same district's own task, by its own plan. */
export const sampleOwnTask: DataOf<'AssignTask'> = {
  ...sampleTask,
  taskId: 't-2',
  content: 'own-reform-plan',
  basis: {
    kind: 'own-plan',
    document: { ...sampleTaskDocument, number: '22/KH-UBND', issuer: 'dong-da' },
  },
  assignerId: 'dong-da',
}

/** The event that a sample task begins with. */
export const sampleTaskAssigned = ({
  through = [],
  ...task
}: DataOf<'AssignTask'> = sampleOwnTask): Plain<AssignmentEvent> => ({
  type: 'TaskAssigned',
  data: { ...task, through, recordedLateDays: 0 },
})

/** The event that a task was completed on a day. */
export const sampleTaskCompleted = (
  { taskId, assignerId, assigneeId, dueOn }: DataOf<'AssignTask'>,
  happenedOn: string,
): Plain<AssignmentEvent> => ({
  type: 'TaskCompleted',
  data: {
    taskId,
    assignerId,
    assigneeId,
    dueOn,
    happenedOn,
    recordedLateDays: 0,
    late: dueOn < happenedOn,
    result: 'Synthetic',
  },
})

/** The state of a task after plain events. */
export const sampleTaskState = (
  ...events: ReadonlyArray<Plain<AssignmentEvent>>
): AssignmentState => foldPlain(assignmentFold, events)

// ------------------------------------------------------------- arbitraries

const taskIds = poolOf(ObligationId, 't-1', 't-2')
const assignees = poolOf(AgencyId, 'dong-da', 'dong-da', 'dong-da', 'phuong-lang-ha')
const days = fc
  .oneof(fc.integer({ min: 0, max: 120 }), fc.integer({ min: 70, max: 100 }))
  .map((day) => addDays(civilDate(2023, 1, 1), day))
const about = { taskId: taskIds, happenedOn: days } as const

const documentOf = (issuer: AgencyId): OfficialDocument => ({
  number: '14/KH-UBND',
  kind: 'plan',
  issuer,
  signedOn: civilDate(2023, 1, 1),
})

const city = poolOf(AgencyId, 'ubnd-thanh-pho')
const document = poolOf(AgencyId, 'ubnd-thanh-pho', 'ubnd-thanh-pho', 'dong-da').map(documentOf)

/** What fits together as city, superior and own tasks have it, and, one time in ten, what doesn't. */
const assignments = fc
  .record({
    content: termOf<TaskContent>(taskContents),
    assigneeId: assignees,
    other: fc.oneof({ weight: 9, arbitrary: city }, { weight: 1, arbitrary: assignees }),
  })
  .chain(({ content, assigneeId, other }) => {
    const isOwn = content === 'own-reform-plan'
    const assignerId = isOwn ? assigneeId : other
    return fc.record(
      {
        ...about,
        content: fc.constant(content),
        area: termOf(reformAreas),
        basis: fc.constant({
          kind: isOwn ? ('own-plan' as const) : ('plan' as const),
          document: documentOf(assignerId),
        }),
        assignerId: fc.constant(assignerId),
        assigneeId: fc.constant(assigneeId),
        text: fc.constant('Synthetic'),
        acceptance: fc.constant('Synthetic'),
        dueOn: days,
        responsiblePostId: postIds,
        followedUpBy: poolOf(AgencyId, 'so-noi-vu', 'dong-da'),
      },
      {
        requiredKeys: [
          'taskId',
          'happenedOn',
          'content',
          'area',
          'basis',
          'assignerId',
          'assigneeId',
          'text',
          'acceptance',
          'dueOn',
        ],
      },
    )
  })

const remark = fc.constant('Synthetic')

/** Commands to two tasks at random, on days around their due dates; some are refused, many are not. */
export const assignmentCommands: fc.Arbitrary<Command<AssignmentCommand>> = fc.oneof(
  ofType('AssignTask', assignments),
  ofType(
    'ReportTaskProgress',
    fc.record(
      { ...about, text: remark, share: fc.constantFrom(0, 0.4, 1) },
      { requiredKeys: ['taskId', 'happenedOn', 'text'] },
    ),
  ),
  { weight: 2, arbitrary: ofType('CompleteTask', fc.record({ ...about, result: remark })) },
  ofType('AcceptTask', fc.record({ ...about })),
  { weight: 2, arbitrary: ofType('ReturnTask', fc.record({ ...about, reason: remark })) },
  ofType('MoveTaskDue', fc.record({ ...about, dueOn: days, document, reason: remark })),
  ofType('MarkTaskOverdue', fc.record({ ...about })),
  ofType('UrgeTask', fc.record({ ...about, document })),
  ofType('CancelTask', fc.record({ ...about, document, reason: remark })),
  ofType('TransferTask', fc.record({ ...about, toId: poolOf(AgencyId, 'hoan-kiem') })),
)
