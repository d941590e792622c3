/**
 * The gates of R20 and R29: tasks are judged by their own streams as they stood on the day of the
 * opening, a district by what it has itself inspected. Each rule on both sides of its boundary.
 */
import type { Plain } from '@kiemtra/kernel'
import {
  sampleAgencyEvents,
  sampleDissolution,
  sampleOwnInspecting,
  sampleOwnTask,
  sampleTask,
  sampleTaskAssigned,
  sampleTaskCompleted,
  sampleTaskState,
} from '@kiemtra/core/testing'
import { describe, expect, it } from 'vitest'
import { type AssignmentEvent, taskDoneLateBy, taskStandingOn } from '../../src/assignment/index.ts'
import {
  answered,
  assessment,
  day,
  document,
  evidence,
  minutes,
  noticed,
  opened,
  proposal,
  proposed,
  scheduled,
  type Story,
} from './support.ts'

type Log = ReadonlyArray<Plain<AssignmentEvent>>

const own = { ...sampleOwnTask, dueOn: '2023-04-10' }
const log = (changes: Partial<typeof own> = {}): Log => [sampleTaskAssigned({ ...own, ...changes })]
const done = (on: string): Log => [...log(), sampleTaskCompleted(own, on)]
const recorded = { ownInspecting: sampleOwnInspecting() }

/** A story in which these tasks have these streams. */
const with_ = (tasks: Readonly<Record<string, Log>>, from: Story = opened()): Story =>
  from.where({ tasks })
const listing = (tasks: Readonly<Record<string, Log>>, from?: Story) =>
  with_(tasks, from).asks('ListTasks', '2023-04-11', { tasks: Object.keys(tasks) }).events[0]?.data
const judging = (tasks: Readonly<Record<string, Log>>, when = '2023-04-11') =>
  with_(tasks)
    .does('ListTasks', '2023-04-11', { tasks: Object.keys(tasks) })
    .asks('AssessContent', when, assessment()).events[0]?.data

describe('R20: the list of tasks', () => {
  it('R20: has what the scope asks for, the subject’s on the day of the opening', () => {
    const listed = { taskId: 't-2', content: 'own-reform-plan', area: 'procedures' }
    expect(listing({ 't-2': log() })).toMatchObject({
      asOf: '2023-04-11',
      subjectId: 'dong-da',
      tasks: [listed],
    })
    expect(listing({})).toMatchObject({ tasks: [] })
    for (const changes of [
      { area: 'institutions' },
      { assigneeId: 'hoan-kiem', assignerId: 'hoan-kiem' },
      { happenedOn: '2023-04-12', dueOn: '2023-04-30' },
    ] as const) {
      expect(listing({ 't-2': log(changes) })).toMatchObject({ tasks: [] })
    }
    expect(listing({ 't-1': [sampleTaskAssigned(sampleTask)] })).toMatchObject({ tasks: [] })
    expect(listing({ 't-2': log({ happenedOn: '2023-04-11' }) })).toMatchObject({ tasks: [listed] })
  })

  it('R20, R26: after a handover, has what was the subject’s on the day of the opening', () => {
    const subject = [
      ...sampleAgencyEvents('dong-da'),
      sampleDissolution('dong-da', 'hoan-kiem', '2023-04-12'),
    ]
    const moved = (happenedOn: string): Log => [
      ...log(),
      {
        type: 'TaskTransferred',
        data: {
          ...{ taskId: 't-2', assignerId: 'dong-da', fromId: 'dong-da', assigneeId: 'hoan-kiem' },
          ...{ happenedOn, recordedLateDays: 0 },
        },
      },
    ]
    const theirs = log({ assigneeId: 'hoan-kiem', assignerId: 'hoan-kiem' })
    const story = opened()
      .where({ subject })
      .does('HandOverInspection', '2023-04-12', {
        to: { kind: 'successor', subjectId: 'hoan-kiem' },
        reason: 'Synthetic',
      })
    expect(story.state).toMatchObject({ subjectId: 'hoan-kiem', openedAt: 'dong-da' })
    // Moved after the opening, it is judged; the successor's own tasks, and what moved before, aren't.
    const asOf = { asOf: '2023-04-11', subjectId: 'dong-da' }
    const data = (tasks: Log) =>
      with_({ 't-2': tasks }, story).asks('ListTasks', '2023-04-12', { tasks: ['t-2'] }).events[0]
        ?.data
    expect(data(moved('2023-04-12'))).toMatchObject({ ...asOf, tasks: [{ taskId: 't-2' }] })
    expect(data(moved('2023-04-11'))).toMatchObject({ ...asOf, tasks: [] })
    expect(data(theirs)).toMatchObject({ ...asOf, tasks: [] })
  })

  it('R20: leaves out what was done before the period examined', () => {
    const old = { ...own, happenedOn: '2021-06-01', dueOn: '2021-12-01' }
    const doneOn = (on: string): Log => [sampleTaskAssigned(old), sampleTaskCompleted(old, on)]
    // Examined from 1 January 2022 on.
    expect(listing({ 't-2': doneOn('2021-12-31') })).toMatchObject({ tasks: [] })
    expect(listing({ 't-2': doneOn('2022-01-01') })).toMatchObject({ tasks: [{ taskId: 't-2' }] })
  })

  it('R20: is answered again only when it is another', () => {
    const listed = with_({ 't-2': log() }).does('ListTasks', '2023-04-11', { tasks: ['t-2'] })
    listed.asks('ListTasks', '2023-04-11', { tasks: ['t-2'] }).rejected('AlreadyDone')
    expect(listed.asks('ListTasks', '2023-04-11', { tasks: [] }).events).toHaveLength(1)
    const none = opened().does('ListTasks', '2023-04-11', { tasks: [] })
    none.asks('ListTasks', '2023-04-11', { tasks: [] }).rejected('AlreadyDone')
  })

  it('R20: a later list has what it changes assessed anew, and nothing else', () => {
    const story = with_({ 't-2': log() }, answered())
      .does('AssessContent', '2023-04-11', assessment())
      .does('AssessContent', '2023-04-11', assessment('prior-shortcomings'))
      .does('ListTasks', '2023-04-11', { tasks: ['t-2'] })
    expect(story.state).toMatchObject({ assessed: new Set(['prior-shortcomings/procedures']) })
  })
})

describe('R20: tasks are judged', () => {
  it('R20: once they are listed; prior shortcomings wait for nothing', () => {
    opened().asks('AssessContent', '2023-04-11', assessment()).rejected('TasksUnanswered')
    const prior = assessment('prior-shortcomings')
    const [event] = opened().asks('AssessContent', '2023-04-11', prior).events
    expect(event?.data).not.toHaveProperty('tasks')
  })

  it.each([
    ['late', log(), { done: 0, doneLate: 0, late: 1, notDue: 0 }],
    ['not-due', log({ dueOn: '2023-04-11' }), { done: 0, doneLate: 0, late: 0, notDue: 1 }],
    ['done', done('2023-04-10'), { done: 1, doneLate: 0, late: 0, notDue: 0 }],
    ['done', done('2023-04-11'), { done: 1, doneLate: 1, late: 0, notDue: 0 }],
    ['late', done('2023-04-12'), { done: 0, doneLate: 0, late: 1, notDue: 0 }],
  ] as const)('R20: as they stood on the day of the opening: %s', (standing, events, counts) => {
    expect(judging({ 't-2': events }, '2023-04-12')).toMatchObject({
      tasks: { asOf: '2023-04-11', ...counts, standings: [{ taskId: 't-2', standing }] },
    })
  })

  it('R20: an assessment equals the standings of what was known when it was made', () => {
    for (const events of [log(), done('2023-04-10'), done('2023-04-11'), done('2023-04-12')]) {
      const state = sampleTaskState(...events)
      const asOf = day('2023-04-11')
      expect(judging({ 't-2': events }, '2023-04-12')).toMatchObject({
        tasks: {
          standings: [{ taskId: 't-2', standing: taskStandingOn(state, asOf) }],
          doneLate: taskDoneLateBy(state, asOf) ? 1 : 0,
        },
      })
    }
  })

  it('R20: what happens after the day of the opening changes nothing that was assessed', () => {
    const transferred: Plain<AssignmentEvent> = {
      type: 'TaskTransferred',
      data: {
        taskId: own.taskId,
        assignerId: own.assignerId,
        ...{ fromId: 'dong-da', assigneeId: 'hoan-kiem' },
        ...{ happenedOn: '2023-04-12', recordedLateDays: 0 },
      },
    }
    const cancelled: Plain<AssignmentEvent> = {
      type: 'TaskCancelled',
      data: {
        taskId: own.taskId,
        assignerId: own.assignerId,
        assigneeId: own.assigneeId,
        ...{ happenedOn: '2023-04-12', recordedLateDays: 0 },
        ...{ document: sampleOwnTask.basis.document, reason: 'Synthetic' },
      },
    }
    const story = with_({ 't-2': log() }, answered()).does('ListTasks', '2023-04-11', {
      tasks: ['t-2'],
    })
    const assessed = story.does('AssessContent', '2023-04-12', assessment())
    const judged = { tasks: { late: 1, standings: [{ taskId: 't-2', standing: 'late' }] } }
    for (const later of [sampleTaskCompleted(own, '2023-04-12'), transferred, cancelled]) {
      const after = with_({ 't-2': [...log(), later] }, assessed)
      // What was assessed stands in the inspection's own stream, whatever its facts say now.
      expect(after.state).toEqual(assessed.state)
      // And assessed again, after it was recorded, it comes out the same.
      const [again] = after.asks('AssessContent', '2023-04-12', assessment()).events
      expect(again?.data).toMatchObject(judged)
      after.asks('ListTasks', '2023-04-12', { tasks: ['t-2'] }).rejected('AlreadyDone')
    }
    // On the day itself it is another matter, once it is known.
    const sameDay = with_({ 't-2': done('2023-04-11') }, assessed)
    const [again] = sameDay.asks('AssessContent', '2023-04-12', assessment()).events
    expect(again?.data).toMatchObject({ tasks: { late: 0, done: 1 } })
  })

  it('R20: in their own content and area only', () => {
    const story = with_({ 't-2': log() }, answered()).does('ListTasks', '2023-04-11', {
      tasks: ['t-2'],
    })
    const elsewhere = assessment('own-reform-plan', 'digital-government')
    expect(story.asks('AssessContent', '2023-04-11', elsewhere).events[0]?.data).toMatchObject({
      tasks: { late: 0, standings: [] },
    })
  })
})

describe('R20, R29: fieldwork closes when both were answered and looked at', () => {
  const close = (story: Story) =>
    story
      .does('AttachEvidence', '2023-04-11', evidence())
      .does('AssessContent', '2023-04-11', assessment('prior-shortcomings'))
      .does('RequirePriorShortcomings', '2023-04-11', { obligations: [] })
      .does('SignMinutes', '2023-04-11', minutes)
      .asks('CloseFieldwork', '2023-04-12', { memberId: 'tp-1' })
  const steering = assessment('own-reform-plan', 'steering')

  it('R20: the tasks were listed, and each was judged', () => {
    const story = opened().does('RecordOwnInspecting', '2023-04-11', recorded)
    close(story).rejected('TasksUnanswered')
    const none = story.does('ListTasks', '2023-04-11', { tasks: [] })
    const steered = none.does('AssessContent', '2023-04-11', steering)
    expect(close(steered).events).toHaveLength(1)
    const one = with_({ 't-2': log() }, steered).does('ListTasks', '2023-04-11', { tasks: ['t-2'] })
    close(one).rejected('TasksNotJudged', { content: 'own-reform-plan', area: 'procedures' })
    expect(close(one.does('AssessContent', '2023-04-11', assessment())).events).toHaveLength(1)
    const imported = one.does('ImportResult', '2023-04-11', {
      source: document('thanh-tra-thanh-pho', '5/TB-TTTP', '2023-03-01'),
      contents: ['own-reform-plan'],
      areas: ['procedures'],
      summary: 'Synthetic',
      resultOn: '2023-03-01',
    })
    expect(close(imported).events).toHaveLength(1)
  })

  it('R20: a scope without tasks waits for no list', () => {
    const narrow = noticed(
      scheduled(proposed({ scope: { ...proposal.scope, contents: ['prior-shortcomings'] } })),
    )
      .does('OpenInspection', '2023-04-11', { leaderId: 'nv-1' })
      .does('RecordOwnInspecting', '2023-04-11', recorded)
      .does('AssessContent', '2023-04-11', assessment('prior-shortcomings', 'steering'))
    expect(close(narrow).events).toHaveLength(1)
  })

  it('R29: a district’s own inspecting was answered, and its steering assessed by it', () => {
    const listed = opened().does('ListTasks', '2023-04-11', { tasks: [] })
    const looked = listed.does('AssessContent', '2023-04-11', assessment())
    close(looked).rejected('OwnInspectingUnanswered')
    looked.asks('AssessContent', '2023-04-11', steering).rejected('OwnInspectingUnanswered')
    const answer = looked.does('RecordOwnInspecting', '2023-04-11', recorded)
    close(answer).rejected('OwnInspectingNotAssessed')
    const [event] = answer.asks('AssessContent', '2023-04-11', steering).events
    expect(event?.data).toMatchObject(recorded)
    const assessed = answer.does('AssessContent', '2023-04-11', steering)
    expect(close(assessed).events).toHaveLength(1)
    const later = assessed.does('RecordOwnInspecting', '2023-04-12', {
      ownInspecting: sampleOwnInspecting(0),
    })
    close(later).rejected('OwnInspectingNotAssessed')
    later
      .asks('RecordOwnInspecting', '2023-04-12', { ownInspecting: sampleOwnInspecting(0) })
      .rejected('AlreadyDone')
  })
})
