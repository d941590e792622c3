/**
 * How a task stood on a date (R20), and what may change it afterwards.
 */
import { addDays, type CivilDate, civilDate } from '@kiemtra/kernel'
import {
  assignmentCommands,
  sampleAgencies,
  sampleOwnTask,
  sampleTask,
} from '@kiemtra/core/testing'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { Agency } from '../../src/agency/index.ts'
import {
  Assignment,
  assignmentFold,
  taskAssigneeOn,
  taskDoneLateBy,
  taskDueAsOf,
  taskStandingOn,
} from '../../src/assignment/index.ts'
import { accepted, sent } from '../support/sent.ts'
import { World } from '../support/world.ts'
import { day, Desk } from './support.ts'

let desk: Desk
beforeEach(() => {
  desk = new Desk()
  accepted(desk.assign(), 'TaskAssigned')
})

const stands = (on: string) => taskStandingOn(desk.state, day(on))

describe('R20: the standing of a task', () => {
  it('R20: is none before it was assigned, or where there is none', () => {
    expect(stands('2023-01-09')).toBe('none')
    expect(stands('2023-01-10')).toBe('not-due')
    expect(taskStandingOn(Assignment.initialState, day('2023-01-10'))).toBe('none')
  })

  it('R20: is in time on its due date, and late the day after', () => {
    expect(stands('2023-03-31')).toBe('not-due')
    expect(stands('2023-04-01')).toBe('late')
  })

  it('R20: is done from the day of its completion on, in time or late', () => {
    desk.complete('2023-04-05')
    expect(stands('2023-04-04')).toBe('late')
    expect(stands('2023-04-05')).toBe('done')
    expect(taskDoneLateBy(desk.state, day('2023-04-05'))).toBe(true)
    expect(taskDoneLateBy(desk.state, day('2023-04-04'))).toBe(false)
    const prompt = new Desk()
    prompt.assign()
    prompt.complete('2023-03-31')
    expect(taskDoneLateBy(prompt.state, day('2023-04-05'))).toBe(false)
    expect(taskDoneLateBy(Assignment.initialState, day('2023-04-05'))).toBe(false)
  })

  it('R20: is open again from the day of its return on', () => {
    desk.complete('2023-03-20')
    desk.giveBack('2023-03-25')
    expect(stands('2023-03-24')).toBe('done')
    expect(stands('2023-03-25')).toBe('not-due')
    expect(stands('2023-04-01')).toBe('late')
    desk.complete('2023-04-10')
    desk.ask('AcceptTask', '2023-04-12', {})
    expect(stands('2023-03-24')).toBe('done')
    expect(stands('2023-04-09')).toBe('late')
    expect(stands('2023-04-12')).toBe('done')
    // The first completion was in time, the one that holds was not.
    expect(taskDoneLateBy(desk.state, day('2023-03-24'))).toBe(false)
    expect(taskDoneLateBy(desk.state, day('2023-04-12'))).toBe(true)
  })

  it('R20: is by the due date of that day', () => {
    desk.move('2023-03-20', '2023-04-30')
    expect(stands('2023-04-01')).toBe('not-due')
    expect(stands('2023-05-01')).toBe('late')
    expect(taskDueAsOf(desk.state, day('2023-03-19'))).toBe('2023-03-31')
    expect(taskDueAsOf(desk.state, day('2023-03-20'))).toBe('2023-04-30')
    expect(taskDueAsOf(desk.state, day('2023-01-09'))).toBeUndefined()
  })

  it('R20: is late for the day on which a due date had passed that was brought forward', () => {
    desk.move('2023-02-10', '2023-02-15')
    expect(stands('2023-02-15')).toBe('not-due')
    expect(stands('2023-02-16')).toBe('late')
  })

  it('R20: is none from the day on which it was called off, and as it was before', () => {
    desk.cancel('2023-04-10')
    expect(stands('2023-04-09')).toBe('late')
    expect(stands('2023-04-10')).toBe('none')
  })

  it('R26: is the same wherever the task has gone; whose it was is asked of the day', () => {
    desk.dissolve('dong-da', 'hoan-kiem', '2023-03-01')
    desk.ask('TransferTask', '2023-03-05', { toId: 'hoan-kiem' })
    expect(stands('2023-03-04')).toBe('not-due')
    expect(stands('2023-04-01')).toBe('late')
    expect(taskAssigneeOn(desk.state, day('2023-03-04'))).toBe('dong-da')
    expect(taskAssigneeOn(desk.state, day('2023-03-05'))).toBe('hoan-kiem')
    expect(taskAssigneeOn(desk.state, day('2023-01-09'))).toBeUndefined()
  })
})

// -------------------------------------------------------------------- laws

const FIRST = civilDate(2022, 12, 28)
const dates: ReadonlyArray<CivilDate> = Array.from({ length: 130 }, (_, i) => addDays(FIRST, i))

/** How it stood, told a second time and another way: from the log alone, without the state. */
const told = (
  log: ReadonlyArray<{ readonly type: string; readonly data: unknown }>,
  on: CivilDate,
): string => {
  let dueOn = ''
  let standing = 'none'
  let isOff = false
  for (const { type, data } of log) {
    if (typeof data !== 'object' || data === null || !('happenedOn' in data)) throw new Error(type)
    if (typeof data.happenedOn !== 'string') throw new Error(type)
    if (data.happenedOn > on) continue
    if (type === 'TaskAssigned') standing = 'open'
    if (type === 'TaskCompleted') standing = 'done'
    if (type === 'TaskReturned') standing = 'open'
    if (type === 'TaskCancelled') isOff = true
    const moves = type === 'TaskAssigned' || type === 'TaskDueMoved'
    if (moves && 'dueOn' in data && typeof data.dueOn === 'string') dueOn = data.dueOn
  }
  if (isOff) return 'none'
  if (standing !== 'open') return standing
  return dueOn < on ? 'late' : 'not-due'
}

describe('laws of standings', () => {
  it('R20: what happens after a date never changes how a task stood on it; a late record may', () => {
    let events = 0
    let changes = 0
    const reached = new Map<string, number>()
    fc.assert(
      fc.property(
        fc.array(assignmentCommands, { minLength: 40, maxLength: 120, size: 'max' }),
        (commands) => {
          const world = new World()
          for (const command of sampleAgencies) world.handle(Agency, command)
          // Begun, or most commands would meet no task.
          for (const task of [sampleTask, sampleOwnTask]) {
            world.handle(Assignment, sent('AssignTask', task))
          }
          for (const command of commands) {
            const id = command.data.taskId
            const before = world.stateOf(assignmentFold, id)
            const answer = world.handle(Assignment, command)
            if (answer.is !== 'accepted') continue
            const after = world.stateOf(assignmentFold, id)
            const log = world.eventsOf('assignment', id)
            events += answer.events.length
            for (const { type } of answer.events) reached.set(type, (reached.get(type) ?? 0) + 1)
            const { happenedOn } = command.data
            for (const on of dates) {
              const stood = taskStandingOn(after, on)
              expect(stood).toBe(told(log, on))
              if (stood === taskStandingOn(before, on)) continue
              changes += 1
              expect(on >= happenedOn).toBe(true)
            }
          }
        },
      ),
      { numRuns: 90, seed: 61 },
    )
    expect(events).toBeGreaterThan(400)
    expect(changes).toBeGreaterThan(1000)
    for (const type of ['TaskCompleted', 'TaskReturned', 'TaskDueMoved', 'TaskCancelled']) {
      expect(reached.get(type) ?? 0, type).toBeGreaterThan(5)
    }
  })
})
