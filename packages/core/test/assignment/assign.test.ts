/**
 * The assignment of tasks: each rule on both sides of its boundary.
 */
import { sampleOwnTask, sampleTask, sampleTaskDocument } from '@kiemtra/core/testing'
import { beforeEach, describe, expect, it } from 'vitest'
import { Agency } from '../../src/agency/index.ts'
import { accepted, officialOf, rejected, sent } from '../support/sent.ts'
import { Desk } from './support.ts'

let desk: Desk
beforeEach(() => {
  desk = new Desk()
})

const from = (issuer: string) => ({
  assignerId: issuer,
  basis: { kind: 'plan' as const, document: { ...sampleTaskDocument, issuer } },
})

describe('the order of things', () => {
  it('lifecycle: a task is assigned once', () => {
    const [event] = accepted(desk.assign(), 'TaskAssigned')
    expect(event?.data).toEqual({ ...sampleTask, through: [], recordedLateDays: 355 })
    rejected(desk.assign(), { _tag: 'TaskAlreadyAssigned', rule: 'lifecycle', taskId: 't-1' })
    accepted(desk.assign({ taskId: 't-9' }), 'TaskAssigned')
  })

  it('lifecycle: nothing is asked of a task that was never assigned', () => {
    rejected(desk.complete('2023-02-01'), { _tag: 'TaskNotAssigned', rule: 'lifecycle' })
  })

  it('lifecycle: a task is due on the day of its assignment at the earliest', () => {
    rejected(desk.assign({ dueOn: '2023-01-09' }), {
      _tag: 'TaskDueTooEarly',
      rule: 'lifecycle',
      earliest: '2023-01-10',
    })
    accepted(desk.assign({ dueOn: '2023-01-10' }), 'TaskAssigned')
  })

  it('R28: it is assigned when the document is signed, not before', () => {
    rejected(desk.assign({ happenedOn: '2023-01-09' }), {
      _tag: 'DocumentNotSigned',
      rule: 'R28',
      signedOn: '2023-01-10',
    })
    rejected(desk.assign({}, { recordedAt: '2023-01-09T16:59:59.999Z' }), {
      _tag: 'NotYetHappened',
      rule: 'R28',
    })
    const [event] = accepted(
      desk.assign({}, { recordedAt: '2023-01-09T17:00:00.000Z' }),
      'TaskAssigned',
    )
    expect(event?.data).toMatchObject({ recordedLateDays: 0 })
  })
})

describe('R25: who asks whom', () => {
  it.each(['so-noi-vu', 'cuc-thue-thanh-pho', 'phuong-lang-ha', 'tram-y-te-lang-ha'] as const)(
    'R25: the city asks %s, wherever it stands',
    (assigneeId) => {
      const { responsiblePostId: _post, ...task } = sampleTask
      accepted(desk.assign({ ...task, assigneeId }), 'TaskAssigned')
    },
  )

  it('R25: a superior asks whom it stands above, no other', () => {
    accepted(desk.assign({ ...from('dong-da'), assigneeId: 'phuong-lang-ha' }), 'TaskAssigned')
    for (const assigneeId of ['phuong-hang-bac', 'hoan-kiem', 'so-noi-vu']) {
      rejected(desk.assign({ ...from('dong-da'), taskId: 't-3', assigneeId }), {
        _tag: 'AssignerNotAbove',
        rule: 'R25',
        assignerId: 'dong-da',
        assigneeId,
      })
    }
  })

  it('R25: a line of superiors is shown link by link', () => {
    const task = { ...from('dong-da'), assigneeId: 'tram-y-te-lang-ha' }
    rejected(desk.assign(task), { _tag: 'AssignerNotAbove', rule: 'R25' })
    rejected(desk.assign({ ...task, through: ['phuong-hang-bac'] }), {
      _tag: 'AssignerNotAbove',
      rule: 'R25',
    })
    const [event] = accepted(desk.assign({ ...task, through: ['phuong-lang-ha'] }), 'TaskAssigned')
    expect(event?.data).toMatchObject({ through: ['phuong-lang-ha'] })
  })

  it('R25: by its own document, and by its own official', () => {
    rejected(
      desk.assign({
        basis: { kind: 'plan', document: { ...sampleTaskDocument, issuer: 'so-noi-vu' } },
      }),
      { _tag: 'NotTheAssignersDocument', rule: 'R25', assignerId: 'ubnd-thanh-pho' },
    )
    for (const agencyId of ['so-noi-vu', 'dong-da']) {
      rejected(desk.assign({}, { actor: officialOf(agencyId) }), {
        _tag: 'NotTheAssigner',
        rule: 'R25',
        assignerId: 'ubnd-thanh-pho',
      })
    }
    accepted(desk.assign({}, { actor: officialOf('ubnd-thanh-pho') }), 'TaskAssigned')
  })
})

describe('R20: a task of the own plan', () => {
  it('R20: is the agency’s to itself, by that plan', () => {
    accepted(desk.assign(sampleOwnTask), 'TaskAssigned')
  })

  it.each([
    [
      'from another',
      { assignerId: 'ubnd-thanh-pho', basis: { kind: 'own-plan', document: sampleTaskDocument } },
    ],
    ['by another basis', { basis: { ...sampleOwnTask.basis, kind: 'plan' } }],
    ['of another content', { content: 'city-reform-plan' }],
  ] as const)('R20: is none that is %s', (_, changes) => {
    rejected(desk.assign({ ...sampleOwnTask, ...changes }), { _tag: 'NotAnOwnPlan', rule: 'R20' })
  })

  it.each([
    ['to oneself', { assignerId: 'dong-da', basis: { ...sampleOwnTask.basis, kind: 'plan' } }],
    ['by an own plan', { basis: { kind: 'own-plan', document: sampleTaskDocument } }],
    ['of that content', { content: 'own-reform-plan' }],
  ] as const)('R20: and no other task is %s', (_, changes) => {
    rejected(desk.assign(changes), { _tag: 'NotAnOwnPlan', rule: 'R20' })
  })
})

describe('R15, R26: the agencies', () => {
  it('R15: a post that answers for it is one of the assignee’s', () => {
    rejected(desk.assign({ responsiblePostId: 'clerk' }), {
      _tag: 'NoSuchTaskPost',
      rule: 'R15',
      agencyId: 'dong-da',
      postId: 'clerk',
    })
    accepted(desk.assign({ responsiblePostId: 'head' }), 'TaskAssigned')
  })

  it.each([
    ['assignee', 'dong-da', sampleTask],
    ['assigner', 'dong-da', { ...from('dong-da'), assigneeId: 'phuong-lang-ha' }],
    ['follower', 'so-noi-vu', { followedUpBy: 'so-noi-vu' }],
  ] as const)('R26: the %s is there on the day', (_, agencyId, changes) => {
    const successor = agencyId === 'so-noi-vu' ? 'so-tu-phap' : 'hoan-kiem'
    desk.dissolve(agencyId, successor, '2023-01-11')
    accepted(desk.assign(changes), 'TaskAssigned')
    const late = new Desk()
    late.dissolve(agencyId, successor, '2023-01-10')
    rejected(late.assign(changes), { _tag: 'AgencyNotInForce', rule: 'R26', agencyId })
  })

  it('R26: a line of superiors is in force, too', () => {
    accepted(
      desk.world.handle(
        Agency,
        sent('DissolveAgency', {
          agencyId: 'phuong-lang-ha',
          happenedOn: '2023-01-02',
          effectiveOn: '2023-01-10',
          successors: ['phuong-hang-bac'],
          document: { ...sampleTaskDocument, signedOn: '2023-01-02' },
          takerDue: { value: { amount: 5, unit: 'workingDays' }, basis: 'Synthetic' },
        }),
      ),
      'AgencyDissolved',
    )
    const task = {
      ...from('dong-da'),
      assigneeId: 'tram-y-te-lang-ha',
      through: ['phuong-lang-ha'],
    }
    rejected(desk.assign(task), { _tag: 'AssignerNotAbove', rule: 'R25' })
  })

  it('R26: an agency that is not in the register is an unknown reference', () => {
    expect(desk.assign({ assigneeId: 'nowhere' })).toEqual({
      is: 'unknown',
      reference: 'agency-nowhere',
    })
  })
})
