/** Which tasks an inspection is told of, through all that may happen to a task (R20). */
import { describe, expect, it } from 'vitest'
import { standingTasks } from '../../src/index.ts'
import { ledToBy, refusedUntil, type Told } from './hearing.ts'

const about = (type: string, taskId: string, assigneeId = 'dong-da'): Told => ({
  in: `assignment-${taskId}`,
  type,
  data: { taskId, assigneeId },
})

const begins = (order?: object): Told => ({
  in: 'inspection-i-1',
  type: order === undefined ? 'InspectionProposed' : 'UnannouncedOrdered',
  data: { inspectionId: 'i-1', subjectId: 'dong-da', leadAgencyId: 'so-noi-vu', order },
})

const opens: Told = {
  in: 'inspection-i-1',
  type: 'InspectionOpened',
  data: { inspectionId: 'i-1' },
  on: '2023-04-11',
}

const listed = (
  tasks: ReadonlyArray<string>,
  onBehalfOf = 'so-noi-vu',
  happenedOn = '2023-04-11',
) => [
  {
    _tag: 'Send',
    to: 'inspection',
    command: { type: 'ListTasks', data: { inspectionId: 'i-1', happenedOn, tasks } },
    discriminator: '',
    onBehalfOf,
  },
]

describe('standingTasks', () => {
  it('R20: all tasks that it has; what was called off is none of them', () => {
    expect(
      ledToBy(
        standingTasks,
        about('TaskAssigned', 't-1'),
        about('TaskAssigned', 't-2'),
        about('TaskAssigned', 't-3', 'hoan-kiem'),
        about('TaskAssigned', 't-4'),
        about('TaskCancelled', 't-2'),
        begins(),
        opens,
      ),
    ).toEqual(listed(['t-1', 't-4']))
  })

  it('R20, R26: what it took over is its own, once, also when it comes back', () => {
    expect(
      ledToBy(
        standingTasks,
        about('TaskAssigned', 't-1'),
        about('TaskAssigned', 't-2', 'hoan-kiem'),
        about('TaskTransferred', 't-2'),
        about('TaskTransferred', 't-1'),
        begins(),
        opens,
      ),
    ).toEqual(listed(['t-1', 't-2']))
  })

  it('R20: for an order, too, on behalf of who ordered', () => {
    const order = { by: 'agency', agencyId: 'ubnd-thanh-pho' }
    expect(ledToBy(standingTasks, begins(order), opens)).toEqual(listed([], 'ubnd-thanh-pho'))
    expect(ledToBy(standingTasks, begins({ by: 'draw' }), opens)).toEqual(listed([]))
  })

  it('R20: an answer that came too late for its day is given once more', () => {
    const refused = refusedUntil('2023-04-12', 'inspection-i-1', 'ListTasks', 'standingTasks', 2)
    expect(ledToBy(standingTasks, about('TaskAssigned', 't-1'), begins(), opens, refused)).toEqual(
      listed(['t-1'], 'so-noi-vu', '2023-04-12'),
    )
  })
})
