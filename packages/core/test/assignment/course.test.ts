/**
 * The course of a task after its assignment: each rule on both sides of its boundary.
 */
import type { Actor } from '@kiemtra/kernel'
import { sampleAgencies, sampleOwnTask } from '@kiemtra/core/testing'
import { beforeEach, describe, expect, it } from 'vitest'
import { Agency } from '../../src/agency/index.ts'
import { Assignment } from '../../src/assignment/index.ts'
import { accepted, officialOf, rejected, sent } from '../support/sent.ts'
import { Desk, order } from './support.ts'

let desk: Desk
beforeEach(() => {
  desk = new Desk()
  accepted(desk.assign({ followedUpBy: 'so-noi-vu' }), 'TaskAssigned')
})

const mark = (on: string) => desk.ask('MarkTaskOverdue', on, {})
const urge = (on: string) => desk.ask('UrgeTask', on, { document: order() })
const take = (on: string) => desk.ask('AcceptTask', on, {})

describe('the order of things', () => {
  it('lifecycle: what is not said to be done is neither taken nor returned', () => {
    rejected(take('2023-03-01'), { _tag: 'TaskNotCompleted', rule: 'lifecycle' })
    rejected(desk.giveBack('2023-03-01'), { _tag: 'TaskNotCompleted', rule: 'lifecycle' })
    accepted(desk.complete('2023-03-01'), 'TaskCompleted')
    accepted(desk.giveBack('2023-03-02'), 'TaskReturned')
    rejected(take('2023-03-02'), { _tag: 'TaskNotCompleted', rule: 'lifecycle' })
  })

  it('lifecycle: what is said to be done waits for the assigner', () => {
    accepted(desk.complete('2023-03-01'), 'TaskCompleted')
    const waits = { _tag: 'TaskAwaitsAcceptance', rule: 'lifecycle' } as const
    rejected(desk.complete('2023-03-02'), waits)
    rejected(desk.ask('ReportTaskProgress', '2023-03-02', { text: 'Synthetic' }), waits)
    rejected(desk.move('2023-03-02', '2023-04-30'), waits)
    rejected(mark('2023-04-01'), waits)
    rejected(desk.cancel('2023-03-02'), waits)
    accepted(take('2023-03-02'), 'TaskAccepted')
  })

  it('lifecycle: a task that was accepted or cancelled is over', () => {
    const over = { _tag: 'TaskIsOver', rule: 'lifecycle' } as const
    accepted(desk.complete('2023-03-01'), 'TaskCompleted')
    accepted(take('2023-03-01'), 'TaskAccepted')
    rejected(desk.giveBack('2023-03-02'), over)
    rejected(take('2023-03-02'), over)
    const other = new Desk()
    accepted(other.assign(), 'TaskAssigned')
    accepted(other.cancel('2023-03-01'), 'TaskCancelled')
    rejected(other.complete('2023-03-02'), over)
    rejected(other.cancel('2023-03-02'), over)
  })

  it('lifecycle: turns stand in order, the same day included', () => {
    const out = { _tag: 'TaskOutOfOrder', rule: 'lifecycle' } as const
    rejected(desk.complete('2023-01-09'), { ...out, earliest: '2023-01-10' })
    accepted(desk.complete('2023-03-01'), 'TaskCompleted')
    rejected(take('2023-02-28'), { ...out, earliest: '2023-03-01' })
    rejected(desk.giveBack('2023-02-28'), { ...out, earliest: '2023-03-01' })
    accepted(desk.giveBack('2023-03-01'), 'TaskReturned')
    rejected(desk.complete('2023-02-28'), { ...out, earliest: '2023-03-01' })
    rejected(desk.cancel('2023-02-28'), { ...out, earliest: '2023-03-01' })
    accepted(desk.complete('2023-03-01'), 'TaskCompleted')
  })

  it('R28: nothing is recorded before it happened; late is marked', () => {
    rejected(desk.complete('2023-03-01', { recordedAt: '2023-02-28T16:59:59.999Z' }), {
      _tag: 'NotYetHappened',
      rule: 'R28',
    })
    const [event] = accepted(
      desk.complete('2023-03-01', { recordedAt: '2023-03-04T01:00:00.000Z' }),
      'TaskCompleted',
    )
    expect(event?.data).toMatchObject({ recordedLateDays: 3, late: false })
  })

  it.each([
    ['ReportTaskProgress', { text: 'Synthetic' }],
    ['AcceptTask', {}],
    ['ReturnTask', { reason: 'Synthetic' }],
    ['MoveTaskDue', { dueOn: '2023-04-30', document: order(), reason: 'Synthetic' }],
    ['MarkTaskOverdue', {}],
    ['UrgeTask', { document: order() }],
    ['CancelTask', { document: order(), reason: 'Synthetic' }],
    ['TransferTask', { toId: 'hoan-kiem' }],
  ] as const)('R28: %s is no exception', (type, data) => {
    if (type === 'AcceptTask' || type === 'ReturnTask') desk.complete('2023-01-11')
    const meta = { recordedAt: '2023-02-01T01:00:00.000Z' }
    const command = sent(type, { taskId: 't-1', happenedOn: '2023-02-02', ...data }, meta)
    rejected(desk.world.handle(Assignment, command), { _tag: 'NotYetHappened', rule: 'R28' })
  })
})

describe('R25: who says what', () => {
  it('R25: the assignee says how far it has come', () => {
    for (const agencyId of ['ubnd-thanh-pho', 'so-noi-vu', 'hoan-kiem']) {
      const actor = officialOf(agencyId)
      const no = { _tag: 'NotTheAssignee', rule: 'R25', assigneeId: 'dong-da' } as const
      rejected(desk.ask('ReportTaskProgress', '2023-02-01', { text: 'Synthetic' }, { actor }), no)
      rejected(desk.complete('2023-02-01', { actor }), no)
    }
    const actor = officialOf('dong-da')
    const [event] = accepted(
      desk.ask('ReportTaskProgress', '2023-02-01', { text: 'Một nửa', share: 0.5 }, { actor }),
      'TaskProgressReported',
    )
    expect(event?.data).toEqual({
      taskId: 't-1',
      assignerId: 'ubnd-thanh-pho',
      assigneeId: 'dong-da',
      happenedOn: '2023-02-01',
      recordedLateDays: 333,
      text: 'Một nửa',
      share: 0.5,
    })
    accepted(desk.complete('2023-02-01', { actor }), 'TaskCompleted')
  })

  it('R25: the assigner’s side says the rest: the assigner, or who follows it up', () => {
    const no = { _tag: 'NotTheAssigner', rule: 'R25', assignerId: 'ubnd-thanh-pho' } as const
    for (const agencyId of ['dong-da', 'so-tu-phap']) {
      const actor = officialOf(agencyId)
      rejected(desk.move('2023-02-01', '2023-04-30', { actor }), no)
      rejected(desk.ask('MarkTaskOverdue', '2023-04-01', {}, { actor }), no)
      rejected(desk.ask('UrgeTask', '2023-04-01', { document: order() }, { actor }), no)
      rejected(desk.cancel('2023-02-01', { actor }), no)
    }
    accepted(desk.complete('2023-02-01'), 'TaskCompleted')
    for (const agencyId of ['dong-da', 'so-tu-phap']) {
      const actor = officialOf(agencyId)
      rejected(desk.giveBack('2023-02-01', { actor }), no)
      rejected(desk.ask('AcceptTask', '2023-02-01', {}, { actor }), no)
    }
    accepted(desk.giveBack('2023-02-01', { actor: officialOf('so-noi-vu') }), 'TaskReturned')
    accepted(desk.cancel('2023-02-02', { actor: officialOf('ubnd-thanh-pho') }), 'TaskCancelled')
  })

  it('R25: a follower that is itself the assignee doesn’t judge its own work', () => {
    const own = new Desk()
    accepted(own.assign({ followedUpBy: 'dong-da' }), 'TaskAssigned')
    accepted(own.complete('2023-02-01'), 'TaskCompleted')
    const actor = officialOf('dong-da')
    rejected(own.ask('AcceptTask', '2023-02-02', {}, { actor }), {
      _tag: 'NotTheAssigner',
      rule: 'R25',
    })
  })

  it('R25: what an agency asks of itself, it takes itself', () => {
    const own = new Desk()
    accepted(own.assign({ ...sampleOwnTask, taskId: 't-1' }), 'TaskAssigned')
    accepted(own.complete('2023-02-01'), 'TaskCompleted')
    accepted(
      own.ask('AcceptTask', '2023-02-02', {}, { actor: officialOf('dong-da') }),
      'TaskAccepted',
    )
  })

  it('R25: due dates are moved, and tasks called off, by the assigner’s document', () => {
    const document = order({ issuer: 'so-noi-vu' })
    const no = { _tag: 'NotTheAssignersDocument', rule: 'R25' } as const
    const changes = { dueOn: '2023-04-30', document, reason: 'Synthetic' }
    rejected(desk.ask('MoveTaskDue', '2023-02-01', changes), no)
    rejected(desk.ask('CancelTask', '2023-02-01', { document, reason: 'Synthetic' }), no)
  })

  it('R28: a document is signed on the day of the act at the latest', () => {
    const document = order({ signedOn: '2023-04-02' })
    const no = { _tag: 'DocumentNotSigned', rule: 'R28' } as const
    const changes = { dueOn: '2023-04-30', document, reason: 'Synthetic' }
    rejected(desk.ask('MoveTaskDue', '2023-03-31', changes), no)
    rejected(desk.ask('CancelTask', '2023-04-01', { document, reason: 'Synthetic' }), no)
    accepted(mark('2023-04-01'), 'TaskOverdue')
    rejected(desk.ask('UrgeTask', '2023-04-01', { document }), no)
    accepted(desk.ask('UrgeTask', '2023-04-02', { document }), 'TaskUrged')
  })
})

describe('R20: due dates', () => {
  it('R20: are moved until their day is over, not after', () => {
    rejected(desk.move('2023-04-01', '2023-04-30'), {
      _tag: 'TaskDueHasPassed',
      rule: 'R20',
      dueOn: '2023-03-31',
    })
    const [event] = accepted(desk.move('2023-03-31', '2023-04-30'), 'TaskDueMoved')
    expect(event?.data).toMatchObject({ dueOn: '2023-04-30', dueBefore: '2023-03-31' })
  })

  it('R20: are moved to another day, that has not passed', () => {
    rejected(desk.move('2023-03-01', '2023-03-31'), {
      _tag: 'TaskDueUnchanged',
      rule: 'lifecycle',
    })
    rejected(desk.move('2023-03-01', '2023-02-28'), {
      _tag: 'TaskDueTooEarly',
      rule: 'lifecycle',
      earliest: '2023-03-01',
    })
    accepted(desk.move('2023-03-01', '2023-03-01'), 'TaskDueMoved')
  })

  it('R20: are moved in order', () => {
    accepted(desk.move('2023-03-02', '2023-04-30'), 'TaskDueMoved')
    rejected(desk.move('2023-03-01', '2023-05-31'), {
      _tag: 'TaskOutOfOrder',
      rule: 'lifecycle',
      earliest: '2023-03-02',
    })
    accepted(desk.move('2023-03-02', '2023-05-31'), 'TaskDueMoved')
  })

  it('R20: a mark that a move recorded late contradicts falls away; one that it doesn’t stays', () => {
    accepted(mark('2023-04-10'), 'TaskOverdue')
    accepted(desk.move('2023-03-31', '2023-04-09'), 'TaskDueMoved')
    expect(desk.state.status).toBe('overdue')
    accepted(desk.move('2023-03-31', '2023-04-10'), 'TaskDueMoved')
    expect(desk.state.status).toBe('open')
  })
})

describe('R22: overdue, then urged', () => {
  it('R22: marked the day after it was due at the earliest, once', () => {
    rejected(mark('2023-03-31'), { _tag: 'TaskNotOverdue', rule: 'R22', dueOn: '2023-03-31' })
    const [event] = accepted(mark('2023-04-01'), 'TaskOverdue')
    expect(event?.data).toMatchObject({ dueOn: '2023-03-31', assigneeId: 'dong-da' })
    rejected(mark('2023-04-02'), { _tag: 'TaskAlreadyOverdue', rule: 'lifecycle' })
  })

  it('R22: urged after it was marked, as often as it takes', () => {
    rejected(urge('2023-04-05'), { _tag: 'OverdueNotMarked', rule: 'R22' })
    accepted(mark('2023-04-05'), 'TaskOverdue')
    rejected(urge('2023-04-04'), {
      _tag: 'TaskOutOfOrder',
      rule: 'lifecycle',
      earliest: '2023-04-05',
    })
    accepted(urge('2023-04-05'), 'TaskUrged')
    accepted(urge('2023-04-09'), 'TaskUrged')
    rejected(urge('2023-04-08'), {
      _tag: 'TaskOutOfOrder',
      rule: 'lifecycle',
      earliest: '2023-04-09',
    })
  })

  it('R22: what was returned after its due date is marked anew', () => {
    accepted(mark('2023-04-01'), 'TaskOverdue')
    accepted(desk.complete('2023-04-10'), 'TaskCompleted')
    accepted(desk.giveBack('2023-04-12'), 'TaskReturned')
    rejected(urge('2023-04-13'), { _tag: 'OverdueNotMarked', rule: 'R22' })
    rejected(mark('2023-04-11'), {
      _tag: 'TaskOutOfOrder',
      rule: 'lifecycle',
      earliest: '2023-04-12',
    })
    accepted(mark('2023-04-12'), 'TaskOverdue')
  })

  it('R22: it may still be done, and by a record that comes late in time', () => {
    accepted(mark('2023-04-01'), 'TaskOverdue')
    const [event] = accepted(desk.complete('2023-03-31'), 'TaskCompleted')
    expect(event?.data).toMatchObject({ late: false, dueOn: '2023-03-31' })
  })

  it('R22: done the day after it was due is done late', () => {
    const [event] = accepted(desk.complete('2023-04-01'), 'TaskCompleted')
    expect(event?.data).toMatchObject({ late: true, dueOn: '2023-03-31' })
  })
})

describe('R26: agencies end', () => {
  const transfer = (on: string, toId = 'hoan-kiem') => desk.ask('TransferTask', on, { toId })

  it('R26: a task goes to the taker, from the day of the end on', () => {
    rejected(transfer('2023-03-01'), {
      _tag: 'NotTheTaker',
      rule: 'R26',
      assigneeId: 'dong-da',
      toId: 'hoan-kiem',
    })
    desk.dissolve('dong-da', 'hoan-kiem', '2023-03-01')
    rejected(transfer('2023-02-28'), { _tag: 'NotTheTaker', rule: 'R26' })
    rejected(transfer('2023-03-01', 'so-tu-phap'), { _tag: 'NotTheTaker', rule: 'R26' })
    const [event] = accepted(transfer('2023-03-01'), 'TaskTransferred')
    expect(event?.data).toMatchObject({ fromId: 'dong-da', assigneeId: 'hoan-kiem' })
    expect(desk.state).toMatchObject({ assigneeId: 'hoan-kiem', responsiblePostId: undefined })
    rejected(transfer('2023-03-02'), { _tag: 'NotTheTaker', rule: 'R26' })
  })

  it('R26: the assigner’s side says so, or who had it, or who takes it; nobody else', () => {
    const says = (actor: Actor) => {
      const ended = new Desk()
      accepted(ended.assign({ followedUpBy: 'so-noi-vu' }), 'TaskAssigned')
      ended.dissolve('dong-da', 'hoan-kiem', '2023-03-01')
      return ended.ask('TransferTask', '2023-03-01', { toId: 'hoan-kiem' }, { actor })
    }
    const no = {
      _tag: 'NotWhoTransfers',
      rule: 'R26',
      agencies: ['ubnd-thanh-pho', 'so-noi-vu', 'dong-da', 'hoan-kiem'],
    } as const
    rejected(says(officialOf('so-tu-phap')), no)
    rejected(says({ kind: 'policy', name: 'succession', onBehalfOf: 'so-tu-phap' }), no)
    for (const actor of [
      ...['ubnd-thanh-pho', 'so-noi-vu', 'dong-da', 'hoan-kiem'].map(officialOf),
      { kind: 'policy', name: 'succession', onBehalfOf: 'hoan-kiem' } as const,
    ]) {
      accepted(says(actor), 'TaskTransferred')
    }
  })

  it('R26: of an assigner that has ended, its taker says so, from that day on', () => {
    desk.dissolve('dong-da', 'hoan-kiem', '2023-03-01')
    desk.dissolve('ubnd-thanh-pho', 'so-tu-phap', '2023-03-05')
    const says = (on: string) =>
      desk.ask('TransferTask', on, { toId: 'hoan-kiem' }, { actor: officialOf('so-tu-phap') })
    rejected(says('2023-03-04'), { _tag: 'NotWhoTransfers', rule: 'R26' })
    accepted(says('2023-03-05'), 'TaskTransferred')
  })

  it('R26: it goes on to the taker of the taker, not before it came', () => {
    desk.dissolve('dong-da', 'hoan-kiem', '2023-03-01')
    desk.dissolve('hoan-kiem', 'so-tu-phap', '2023-03-10')
    accepted(transfer('2023-03-20'), 'TaskTransferred')
    rejected(transfer('2023-03-19', 'so-tu-phap'), {
      _tag: 'TaskOutOfOrder',
      rule: 'lifecycle',
      earliest: '2023-03-20',
    })
    accepted(transfer('2023-03-20', 'so-tu-phap'), 'TaskTransferred')
  })

  it('R26: an agency that has ended does nothing more; what it did before may be recorded', () => {
    desk.dissolve('dong-da', 'hoan-kiem', '2023-03-01')
    rejected(desk.complete('2023-03-01'), {
      _tag: 'AgencyNotInForce',
      rule: 'R26',
      agencyId: 'dong-da',
    })
    rejected(desk.ask('ReportTaskProgress', '2023-03-01', { text: 'Synthetic' }), {
      _tag: 'AgencyNotInForce',
      rule: 'R26',
    })
    accepted(
      desk.ask('ReportTaskProgress', '2023-02-28', { text: 'Synthetic' }),
      'TaskProgressReported',
    )
    accepted(desk.complete('2023-02-28'), 'TaskCompleted')
  })

  it('R26: after the transfer the taker records what was done, also before it came', () => {
    desk.dissolve('dong-da', 'hoan-kiem', '2023-03-01')
    accepted(transfer('2023-03-05'), 'TaskTransferred')
    rejected(desk.complete('2023-02-28', { actor: officialOf('dong-da') }), {
      _tag: 'NotTheAssignee',
      rule: 'R25',
      assigneeId: 'hoan-kiem',
    })
    accepted(desk.complete('2023-02-28', { actor: officialOf('hoan-kiem') }), 'TaskCompleted')
  })

  it('R26: a taker that is newer than what was done records it all the same', () => {
    const [sample] = sampleAgencies
    const isNew = {
      agencyId: 'new-district',
      happenedOn: '2023-02-20',
      establishedOn: '2023-03-01',
    }
    accepted(
      desk.world.handle(Agency, sent('RegisterAgency', { ...sample?.data, ...isNew })),
      'AgencyRegistered',
    )
    desk.dissolve('dong-da', 'new-district', '2023-03-01')
    accepted(transfer('2023-03-01', 'new-district'), 'TaskTransferred')
    accepted(
      desk.ask('ReportTaskProgress', '2023-02-27', { text: 'Synthetic' }),
      'TaskProgressReported',
    )
    const [event] = accepted(desk.complete('2023-02-28'), 'TaskCompleted')
    expect(event?.data).toMatchObject({ assigneeId: 'new-district', happenedOn: '2023-02-28' })
  })

  it('R26: a completed task goes, too, and is judged where it went', () => {
    accepted(desk.complete('2023-02-01'), 'TaskCompleted')
    desk.dissolve('dong-da', 'hoan-kiem', '2023-03-01')
    accepted(transfer('2023-03-01'), 'TaskTransferred')
    expect(desk.state.status).toBe('completed')
    accepted(take('2023-03-02'), 'TaskAccepted')
  })

  it('R26: who takes over from the assigner speaks for it, from the day of the end on', () => {
    const below = new Desk()
    const document = order({ issuer: 'dong-da', number: '9/KH-UBND' })
    accepted(
      below.assign({
        assignerId: 'dong-da',
        assigneeId: 'phuong-lang-ha',
        basis: { kind: 'plan', document },
      }),
      'TaskAssigned',
    )
    below.dissolve('dong-da', 'hoan-kiem', '2023-03-01')
    const actor = officialOf('hoan-kiem')
    const theirs = order({ issuer: 'hoan-kiem', number: '10/UBND' })
    const changes = { dueOn: '2023-04-30', document: theirs, reason: 'Synthetic' }
    rejected(below.ask('MoveTaskDue', '2023-02-28', changes, { actor }), {
      _tag: 'NotTheAssigner',
      rule: 'R25',
    })
    accepted(below.ask('MoveTaskDue', '2023-03-01', changes, { actor }), 'TaskDueMoved')
  })
})
