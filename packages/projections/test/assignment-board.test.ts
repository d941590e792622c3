/** assignmentBoard: each task as it stands, through its whole life (R20, R22, R26). */
import { describe, expect, it } from 'vitest'
import { assignmentBoard, type TaskRow } from '../src/index.ts'
import { assignment, city, document, rowsOf, type Step } from './support/city.ts'
import { allObligations } from './support/obligations.ts'
import { assigned, ofTask, wholeTask } from './support/tasks.ts'

const rowsAfter = async (...steps: ReadonlyArray<Step>) =>
  rowsOf(await city(...steps), assignmentBoard)

describe('a task', () => {
  it('lifecycle: is assigned with all that is known of it', async () => {
    expect(await rowsAfter(assigned('t1', 'dong-da'))).toEqual({
      t1: {
        taskId: 't1',
        content: 'city-reform-plan',
        area: 'procedures',
        basis: 'plan',
        documentNumber: '40/KH-UBND',
        assignerId: 'ubnd-thanh-pho',
        assigneeId: 'dong-da',
        followedUpBy: 'so-noi-vu',
        responsiblePostId: 'deputy',
        text: 'Số hóa hồ sơ, kết quả giải quyết thủ tục hành chính',
        acceptance: '100% hồ sơ được số hóa',
        assignedOn: '2023-01-15',
        dueOn: '2023-03-31',
        status: 'open',
        share: null,
        completedOn: null,
        completedLate: null,
        overdueOn: null,
        urgedOn: null,
        returns: 0,
        cancelledOn: null,
        formerAssignees: [],
      },
    })
  })

  it('R22: shows each step, and what the step leaves behind', async () => {
    const seen: unknown[] = []
    for (let n = 1; n <= wholeTask.length; n++) {
      const row: TaskRow | undefined = (await rowsAfter(...wholeTask.slice(0, n)))['t1']
      const { status, share, dueOn, overdueOn, urgedOn, completedLate, returns } = row ?? {}
      seen.push([status, share, dueOn, overdueOn, urgedOn, completedLate, returns])
    }
    expect(seen).toEqual([
      ['open', null, '2023-03-31', null, null, null, 0],
      ['open', 0.25, '2023-03-31', null, null, null, 0],
      ['open', 0.25, '2023-04-28', null, null, null, 0],
      ['overdue', 0.25, '2023-04-28', '2023-05-04', null, null, 0],
      ['overdue', 0.25, '2023-04-28', '2023-05-04', '2023-05-05', null, 0],
      ['completed', 0.25, '2023-04-28', null, null, true, 0],
      ['open', 0.25, '2023-04-28', null, null, null, 1],
      ['completed', 0.25, '2023-04-28', null, null, true, 1],
      ['accepted', 0.25, '2023-04-28', null, null, true, 1],
    ])
  })

  it('R20: a due date moved in time, though recorded later, lifts a mark that it contradicts', async () => {
    const marked = [
      assigned('t1', 'dong-da'),
      assignment('MarkTaskOverdue', ofTask('t1', '2023-04-03')),
    ]
    const moved = (dueOn: string): Step => ({
      ...assignment('MoveTaskDue', {
        ...ofTask('t1', '2023-03-30'),
        dueOn,
        document: document('41/UBND-NC', 'ubnd-thanh-pho', '2023-03-30'),
        reason: 'Điều chỉnh',
      }),
      meta: { recordedAt: '2023-04-10T02:00:00.000Z' },
    })
    const rows = async (dueOn: string) => (await rowsAfter(...marked, moved(dueOn)))['t1']
    expect(await rows('2023-04-03')).toMatchObject({ status: 'open', overdueOn: null })
    expect(await rows('2023-04-02')).toMatchObject({ status: 'overdue', overdueOn: '2023-04-03' })
  })

  it('R26: is called off, or goes on with who took over', async () => {
    const rows = await rowsAfter(...allObligations)
    expect(rows['t2']).toMatchObject({ status: 'cancelled', cancelledOn: '2023-06-01' })
    expect(rows['t3']).toMatchObject({
      assigneeId: 'dong-da',
      formerAssignees: ['hoan-kiem'],
      responsiblePostId: null,
    })
  })
})
