/** deadlines: each duty while it waits, and no longer (R10, R14, R17, R20, R22, R23, R24, R26). */
import { Delegation } from '@kiemtra/core'
import { recorded } from '@kiemtra/kernel'
import { describe, expect, it } from 'vitest'
import { deadlines } from '../src/index.ts'
import {
  changed,
  city,
  document,
  inspection,
  project,
  rowsIn,
  rowsOf,
  type Step,
} from './support/city.ts'
import {
  announced,
  cancel,
  circulate,
  conclude,
  confirm,
  fieldwork,
  noPrior,
  notify,
  open,
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
import { rosterLife } from './support/roster.ts'
import { reschedule, refuseSchedule, selfReport } from './support/whole-life.ts'

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

  const defer = inspection('DeferInspection', {
    inspectionId: 'i1',
    happenedOn: '2023-05-11',
    latestOn: '2023-07-31',
    reason: 'Lịch bận',
  })
  const days = { from: '2023-06-19', to: '2023-06-20' }

  it('R1, R10: put off, waits to be held, and asks for no report until a new notice', async () => {
    const visitDue = { 'visit.i1': 'so-noi-vu 2023-07-31' }
    const put = [...notified, defer]
    expect(await dueAfter(...put)).toEqual(visitDue)
    const moved = { ...visit, ...days }
    const again = [
      changed(reschedule(moved, days), { happenedOn: '2023-05-12' }),
      changed(reserve(moved), { windowId: 'w-2' }),
      changed(confirm(moved), { windowId: 'w-2', happenedOn: '2023-05-12' }),
      notify(moved, '2023-05-15'),
    ]
    expect(await dueAfter(...put, ...again)).toEqual({
      ...visitDue,
      'self-report.i1': 'dong-da 2023-05-29',
    })
    expect(await dueAfter(...put, ...again, noPrior(moved), open(moved))).not.toHaveProperty(
      'visit.i1',
    )
    expect(await dueAfter(...put, cancel(visit, '2023-05-15'))).toEqual({})
  })

  it('R10: a new date takes the notice back, and what it asked for', async () => {
    const moved = changed(reschedule(visit, days), { happenedOn: '2023-05-12' })
    expect(await dueAfter(...notified, moved)).toEqual({})
  })

  it('R9: put off in secret, it isn’t due for anybody to see', async () => {
    const course = [
      ...secret(visit).slice(0, 1),
      refuseSchedule(visit, { from: '2023-06-05', to: '2023-06-06' }),
      defer,
    ]
    expect(await dueAfter(...course)).toEqual({})
  })

  it('R9: asks nothing of anybody while it is secret', async () => {
    expect(await dueAfter(...secret(visit))).toEqual({})
  })
})

/** What is due after each step. */
const following = async (steps: ReadonlyArray<Step>, key: string) => {
  const seen: (string | undefined)[] = []
  for (let n = 1; n <= steps.length; n++) seen.push((await dueAfter(...steps.slice(0, n)))[key])
  return steps.map(({ type }, n) => [type, seen[n]])
}
const asChanged = (told: ReadonlyArray<ReadonlyArray<string | undefined>>) =>
  told.filter(([, due], n) => n === 0 || told[n - 1]?.[1] !== due)

describe('a delegation', () => {
  const key = 'vacancy.doan-cv.so-noi-vu'

  it('R5: waits for a required agency until somebody of it may act, on every subject', async () => {
    expect(asChanged(await following(rosterLife, key))).toEqual([
      ['EstablishDelegation', undefined],
      ['RecuseMember', 'so-noi-vu 2023-03-21'],
      ['AppointMember', undefined],
      ['RecuseMember', 'so-noi-vu 2023-04-10'],
      // Nobody on any subject is another gap, with a date of its own.
      ['RecuseMember', 'so-noi-vu 2023-04-17'],
      ['ReplaceMember', undefined],
      ['RecuseMember', 'so-noi-vu 2023-04-24'],
      ['ReplaceHead', undefined],
      ['RecuseMember', 'so-noi-vu 2023-04-26'],
      ['ReconstituteDelegation', undefined],
      ['RecuseMember', 'so-noi-vu 2023-05-11'],
      ['DissolveDelegation', undefined],
    ])
  })

  it('R5: waits until the first of several gaps of an agency is to be filled', async () => {
    const untilApril = rosterLife.slice(0, 4)
    const first = rosterLife.slice(4, 7)
    const later = first.map((step) =>
      changed(step, { subjectId: 'so-tu-phap', happenedOn: '2023-04-04' }),
    )
    const steps = [...untilApril, ...first, ...later]
    expect(await dueAfter(...steps)).toMatchObject({ [key]: 'so-noi-vu 2023-04-10' })
  })

  it('R5: names neither subject nor person in a row, and keeps no remark in the links', async () => {
    const steps = rosterLife.slice(0, 3)
    const ready = await city(...steps)
    const store = await project(ready.events, [deadlines])
    const rows = await rowsIn(store, deadlines)
    expect(JSON.stringify(rows)).not.toMatch(/dong-da|cv-/)
    const links = (await ready.log()).flatMap((stored) => {
      const decoded = Delegation.event.decode(stored)
      if (!stored.stream.includes('delegation') || decoded._tag === 'Left') return []
      return [deadlines.links?.(recorded(stored, decoded.right))]
    })
    expect(JSON.stringify(links)).toContain('cv-2')
    expect(JSON.stringify(links)).not.toContain('Lý do riêng')
  })
})

describe('an obligation', () => {
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
