/** deadlines: each duty while it waits, and no longer (R10, R14, R17, R20, R22, R23, R24, R26). */
import { describe, expect, it } from 'vitest'
import { deadlines } from '../src/index.ts'
import { city, document, inspection, rowsOf, type Step } from './support/city.ts'
import {
  announced,
  cancel,
  circulate,
  conclude,
  confirm,
  fieldwork,
  notify,
  propose,
  publish,
  reserve,
  revoke,
  secret,
  type Visit,
  waive,
} from './support/course.ts'
import { allObligations, wholeObligation } from './support/obligations.ts'
import { wholeInitiative, wholeTask } from './support/tasks.ts'
import { selfReport } from './support/whole-life.ts'

const visit: Visit = { inspectionId: 'i1', subjectId: 'dong-da' }

/** Keys of what is due, with of whom and by when. */
const dueAfter = async (...steps: ReadonlyArray<Step>) => {
  const rows = await rowsOf(await city(...steps), deadlines)
  return Object.fromEntries(
    Object.entries(rows).map(([key, { agencyId, dueOn }]) => [key, `${agencyId} ${dueOn}`]),
  )
}

describe('an inspection', () => {
  const notified = [propose(visit), reserve(visit), confirm(visit), notify(visit)]
  const closed = [...announced(visit), ...fieldwork(visit, ['f1', 'achievement', 'minor'])]
  const drafted = [...closed, circulate(visit)]
  const issued = [...drafted, waive(visit), conclude(visit)]

  it('R10: asks its subject for a report, until it comes', async () => {
    expect(await dueAfter(...notified.slice(0, 3))).toEqual({})
    expect(await dueAfter(...notified)).toEqual({ 'self-report.i1': 'dong-da 2023-05-24' })
    expect(await dueAfter(...notified, selfReport(visit))).toEqual({})
    expect(await dueAfter(...notified, cancel(visit))).toEqual({})
  })

  it('R14, R17: then an explanation, a conclusion, its publication, and replies', async () => {
    expect(await dueAfter(...closed)).toMatchObject({ 'conclusion.i1': 'so-noi-vu 2023-06-26' })
    expect(await dueAfter(...drafted)).toMatchObject({ 'explanation.i1': 'dong-da 2023-07-17' })
    expect(await dueAfter(...drafted, waive(visit))).not.toHaveProperty('explanation.i1')
    const reply = { 'reply.i1.rec-1': 'ubnd-thanh-pho 2023-08-31' }
    expect(await dueAfter(...issued)).toEqual({
      'publication.i1': 'so-noi-vu 2023-07-23',
      ...reply,
    })
    expect(await dueAfter(...issued, publish(visit))).toEqual(reply)
    const answered = inspection('RecordReply', {
      inspectionId: 'i1',
      happenedOn: '2023-08-01',
      recommendationId: 'rec-1',
      document: document('88/UBND-NC', 'ubnd-thanh-pho', '2023-08-01'),
      text: 'Trả lời',
    })
    expect(await dueAfter(...issued, publish(visit), answered)).toEqual({})
    expect(await dueAfter(...issued, revoke(visit))).toEqual({})
  })

  it('R9: asks nothing of anybody while it is secret', async () => {
    expect(await dueAfter(...secret(visit))).toEqual({})
  })
})

describe('an obligation', () => {
  /** What is due after each step. */
  const following = async (steps: ReadonlyArray<Step>, key: string) => {
    const seen: (string | undefined)[] = []
    for (let n = 1; n <= steps.length; n++) seen.push((await dueAfter(...steps.slice(0, n)))[key])
    return steps.map(({ type }, n) => [type, seen[n]])
  }
  const asChanged = (told: ReadonlyArray<ReadonlyArray<string | undefined>>) =>
    told.filter(([, due], n) => n === 0 || told[n - 1]?.[1] !== due)

  it('R22: waits for its holder until it says that it is done, and again if it is not', async () => {
    expect(asChanged(await following(wholeObligation, 'remediation.o1'))).toEqual([
      ['OpenRemediation', 'dong-da 2023-03-31'],
      ['GrantExtension', 'dong-da 2023-04-28'],
      ['ClaimCompletion', undefined],
      ['RejectCompletion', 'dong-da 2023-04-28'],
      ['ClaimCompletion', undefined],
      ['ReopenRemediation', 'dong-da 2023-12-01'],
    ])
  })

  it('R20: so does a task', async () => {
    expect(asChanged(await following(wholeTask, 'task.t1'))).toEqual([
      ['AssignTask', 'dong-da 2023-03-31'],
      ['MoveTaskDue', 'dong-da 2023-04-28'],
      ['CompleteTask', undefined],
      ['ReturnTask', 'dong-da 2023-04-28'],
      ['CompleteTask', undefined],
    ])
  })

  it('R24: a replication waits for each agency on its own', async () => {
    const due = await dueAfter(...wholeInitiative)
    expect(due).toEqual({
      'replication.k1.hoan-kiem': 'hoan-kiem 2023-10-31',
      'replication.k1.so-noi-vu': 'so-noi-vu 2023-10-31',
    })
  })

  it('R26: goes on with who took over; R23: a decided matter waits for nobody', async () => {
    expect(await dueAfter(...allObligations)).toEqual({
      'remediation.o1': 'dong-da 2023-12-01',
      'remediation.o3': 'dong-da 2023-03-31',
      'task.t3': 'dong-da 2024-06-30',
      'replication.k3.dong-da': 'dong-da 2024-03-31',
      'replication.k1.so-noi-vu': 'so-noi-vu 2023-10-31',
    })
  })
})
