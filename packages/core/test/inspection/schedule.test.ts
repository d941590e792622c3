/**
 * From the proposal to the opening: window (R7), hours and days (R8), no notice (R9), notice (R10),
 * who opens (R5, R6), whom (R26).
 */
import {
  officialFrom,
  sampleAgencyEvents,
  sampleCombination,
  sampleDissolution,
  sampleReservation,
} from '@kiemtra/core/testing'
import type { Actor } from '@kiemtra/kernel'
import { describe, expect, it } from 'vitest'
import {
  document,
  notice,
  noticed,
  opened,
  ordered,
  proposed,
  scheduled,
  Story,
  team,
  w1,
} from './support.ts'

const window = { from: '2023-04-11', to: '2023-04-12' }
const confirm = { windowId: 'w1', window }
const on = (happenedOn: string) => ({ happenedOn, recordedLateDays: 0 })
const leads = { leaderId: 'nv-1' }
const beginnings: ReadonlyArray<readonly [string, Story]> = [
  ['announced', proposed()],
  ['unannounced', ordered()],
  ['a team’s', proposed({ inspectors: team })],
]

describe('R7: the window', () => {
  it.each(beginnings)(
    'R7: stands in the calendar of visits, for this inspection (%s)',
    (_, story) => {
      expect(story.asks('ConfirmSchedule', '2023-03-21', confirm).events).toHaveLength(1)
      const nothing = story.where({ visits: [] })
      nothing.asks('ConfirmSchedule', '2023-03-21', confirm).rejected('WindowNotReserved')
      const anothers = story.where({
        visits: [sampleReservation(w1('2023-04-11', '2023-04-12', 'i2'))],
      })
      anothers.asks('ConfirmSchedule', '2023-03-21', confirm).rejected('WindowNotReserved')
      story
        .asks('ConfirmSchedule', '2023-03-21', { ...confirm, windowId: 'w2' })
        .rejected('WindowNotReserved')
      story
        .asks('ConfirmSchedule', '2023-03-21', {
          windowId: 'w1',
          window: { ...window, to: '2023-04-13' },
        })
        .rejected('WindowNotReserved')
    },
  )

  it('R7: an answer to an earlier question does not confirm another date', () => {
    const moved = proposed().does('RescheduleInspection', '2023-03-20', {
      window: { from: '2023-04-18', to: '2023-04-19' },
      reason: 'Synthetic',
    })
    moved.asks('ConfirmSchedule', '2023-03-21', confirm).rejected('WindowNotReserved')
    moved.asks('RefuseSchedule', '2023-03-21', { window, reason: 'caps' }).rejected('NothingAsked')
    const days = { from: '2023-04-18', to: '2023-04-19' }
    expect(
      moved.asks('RefuseSchedule', '2023-03-21', { window: days, reason: 'caps' }).events,
    ).toHaveLength(1)
    for (const other of [
      { ...days, to: '2023-04-20' },
      { ...days, from: '2023-04-17' },
    ]) {
      moved
        .asks('RefuseSchedule', '2023-03-21', { window: other, reason: 'caps' })
        .rejected('NothingAsked')
    }
  })

  it('R7: combined, it takes the days that it shares', () => {
    const mine = w1('2023-04-11', '2023-04-12')
    const shared = w1('2023-04-18', '2023-04-19', 'i2', 'w2')
    const story = proposed().where({
      visits: [sampleReservation(shared), sampleCombination(shared, mine)],
    })
    const days = { from: '2023-04-18', to: '2023-04-19' }
    expect(
      story.asks('ConfirmSchedule', '2023-03-21', { windowId: 'w1', window: days }).state,
    ).toMatchObject({
      window: days,
      schedule: { kind: 'confirmed' },
    })
    story.asks('ConfirmSchedule', '2023-03-21', confirm).rejected('WindowNotReserved')
  })

  describe('told again', () => {
    const days = { from: '2023-04-18', to: '2023-04-19' }
    const elsewhere = { visits: [sampleReservation(w1(days.from, days.to))] }
    const longer = { ...window, to: '2023-04-13' }
    const prolonged = { visits: [sampleReservation(w1(longer.from, longer.to))] }

    it.each([
      ['before its opening', scheduled(proposed()), '2023-03-21'],
      ['in fieldwork', opened(), '2023-04-11'],
    ] as const)('R7: moved by another, it takes the days that it has now, %s', (_, story, day) => {
      const moved = story.where(elsewhere)
      const told = { windowId: 'w1', window: days }
      const after = moved.asks('ConfirmSchedule', day, told)
      expect(after.state).toMatchObject({ window: days })
      // The calendar's word is not the sender's: other days, or none, are refused.
      story.asks('ConfirmSchedule', day, told).rejected('WindowNotReserved')
      moved
        .asks('ConfirmSchedule', day, { windowId: 'w1', window: longer })
        .rejected('WindowNotReserved')
      moved
        .does('ConfirmSchedule', day, told)
        .asks('ConfirmSchedule', day, told)
        .rejected('NothingAsked')
      story.asks('ConfirmSchedule', day, confirm).rejected('NothingAsked')
    })

    it.each([
      ['before its opening', scheduled(proposed()), '2023-03-21'],
      ['in fieldwork', opened(), '2023-04-11'],
    ] as const)('R7: under another id only when its own stands no more, %s', (_, story, day) => {
      const told = { windowId: 'w9', window: days }
      const another = sampleReservation(w1(days.from, days.to, 'i1', 'w9'))
      const own = sampleReservation(w1('2023-04-11', '2023-04-12'))
      story
        .where({ visits: [own, another] })
        .asks('ConfirmSchedule', day, told)
        .rejected('NothingAsked')
      expect(
        story.where({ visits: [another] }).asks('ConfirmSchedule', day, told).events,
      ).toMatchObject([{ type: 'InspectionScheduled', data: told }])
    })

    it('R10: on another first day the notice starts again; with more days it stands', () => {
      const moved = noticed().where(elsewhere)
      expect(
        moved.asks('ConfirmSchedule', '2023-03-23', { windowId: 'w1', window: days }).state,
      ).toMatchObject({ noticeSent: undefined })
      expect(
        noticed()
          .where(prolonged)
          .asks('ConfirmSchedule', '2023-03-23', { windowId: 'w1', window: longer }).state,
      ).toMatchObject({ noticeSent: { openNotBefore: '2023-03-29' } })
    })

    it('R8: what was asked for in fieldwork waits for its own answer', () => {
      const asked = opened().does('RequestExtension', '2023-04-11', {
        until: '2023-04-14',
        ground: 'complexity',
        reason: 'Synthetic',
      })
      expect(
        asked
          .where(prolonged)
          .asks('ConfirmSchedule', '2023-04-11', { windowId: 'w1', window: longer }).state,
      ).toMatchObject({ window: longer, extensionAsked: '2023-04-14' })
    })
  })

  it.each(beginnings)(
    'R7: refused, it waits for another date; asked once, answered once (%s)',
    (_, story) => {
      const refused = story.does('RefuseSchedule', '2023-03-21', { window, reason: 'withheld' })
      expect(refused.state).toMatchObject({ schedule: { kind: 'refused' } })
      refused
        .asks('RefuseSchedule', '2023-03-21', { window, reason: 'other' })
        .rejected('NothingAsked')
      scheduled(story).asks('ConfirmSchedule', '2023-03-21', confirm).rejected('NothingAsked')
      scheduled(story)
        .asks('RefuseSchedule', '2023-03-21', { window, reason: 'caps' })
        .rejected('NothingAsked')
      const again = refused.does('RescheduleInspection', '2023-03-22', {
        window,
        reason: 'Synthetic',
      })
      expect(
        scheduled(again.does('RefuseSchedule', '2023-03-22', { window, reason: 'caps' })).state,
      ).toMatchObject({ schedule: { kind: 'confirmed' } })
    },
  )

  it('R7: neither notice nor opening goes before it', () => {
    proposed().asks('SendNotice', '2023-03-22', notice).rejected('WindowNotReserved')
    ordered().asks('OpenInspection', '2023-04-11', leads).rejected('WindowNotReserved')
    const refused = proposed().does('RefuseSchedule', '2023-03-21', { window, reason: 'caps' })
    refused.asks('SendNotice', '2023-03-22', notice).rejected('WindowNotReserved')
  })
})

describe('R8: the opening', () => {
  const ready: ReadonlyArray<readonly [string, Story]> = [
    ['announced', noticed()],
    ['unannounced', scheduled(ordered())],
  ]
  it.each(ready)('R8: lies within the window (%s)', (_, story) => {
    story.asks('OpenInspection', '2023-04-10', leads).rejected('OutsideWindow')
    expect(story.asks('OpenInspection', '2023-04-11', leads).events).toHaveLength(1)
    expect(story.asks('OpenInspection', '2023-04-12', leads).events).toHaveLength(1)
    story.asks('OpenInspection', '2023-04-13', leads).rejected('OutsideWindow')
  })

  it.each(ready)('R7: lies within days that the calendar holds still (%s)', (_, story) => {
    const held = (from: string, to: string, inspectionId?: string) =>
      story
        .where({ visits: [sampleReservation(w1(from, to, inspectionId))] })
        .asks('OpenInspection', '2023-04-12', leads)
    expect(held('2023-04-12', '2023-04-13').events).toHaveLength(1)
    expect(held('2023-04-11', '2023-04-12').events).toHaveLength(1)
    held('2023-04-13', '2023-04-14').rejected('WindowNotReserved')
    held('2023-04-10', '2023-04-11').rejected('WindowNotReserved')
    held('2023-04-11', '2023-04-12', 'i2').rejected('WindowNotReserved')
    story
      .where({ visits: [] })
      .asks('OpenInspection', '2023-04-12', leads)
      .rejected('WindowNotReserved')
  })

  it('R7: lies within days that it shares with another', () => {
    const shared = w1('2023-04-18', '2023-04-19', 'i2', 'w2')
    const days = { from: '2023-04-18', to: '2023-04-19' }
    const story = proposed()
      .where({
        visits: [
          sampleReservation(shared),
          sampleCombination(shared, w1('2023-04-11', '2023-04-12')),
        ],
      })
      .does('ConfirmSchedule', '2023-03-21', { windowId: 'w1', window: days })
      .does('SendNotice', '2023-03-22', notice)
    expect(story.asks('OpenInspection', '2023-04-18', leads).events).toHaveLength(1)
    story
      .where({ visits: [sampleReservation(shared)] })
      .asks('OpenInspection', '2023-04-18', leads)
      .rejected('WindowNotReserved')
  })

  it('R7, R9: a secret window that has given way holds no day', () => {
    const secretly = sampleReservation(w1('2023-04-11', '2023-04-12'))
    const another = sampleReservation(w1('2023-04-12', '2023-04-13', 'i2', 'w2'))
    if (secretly.type !== 'WindowReserved' || another.type !== 'WindowReserved') throw new Error()
    const visits = [
      { ...secretly, data: { ...secretly.data, secret: true } },
      {
        ...another,
        data: { ...another.data, claim: { ...another.data.claim, planId: 'p62-2023' } },
      },
    ]
    const story = scheduled(ordered())
    story
      .where({ visits })
      .asks('OpenInspection', '2023-04-11', leads)
      .rejected('WindowNotReserved')
    expect(
      story.where({ visits: visits.slice(0, 1) }).asks('OpenInspection', '2023-04-11', leads)
        .events,
    ).toHaveLength(1)
  })

  it.each(ready)('R8: keeps office hours, or says why not (%s)', (_, story) => {
    const at = (time: string, data = leads) =>
      story.asks('OpenInspection', `2023-04-11T${time}Z`, data)
    at('00:59:00.000').rejected('OutsideOfficeHours')
    expect(at('01:00:00.000').events).toHaveLength(1)
    expect(at('09:59:00.000').events).toHaveLength(1)
    at('10:00:00.000').rejected('OutsideOfficeHours')
    const reason = { ...leads, outsideHoursReason: 'Tiếp dân buổi tối' }
    expect(at('10:00:00.000', reason).events).toHaveLength(1)
  })

  it.each([
    ['2023-04-22', 'a Saturday'],
    ['2023-05-01', 'a holiday'],
  ])('R8: keeps to working days, or says why not (%s, %s)', (free) => {
    const days = { from: '2023-04-20', to: '2023-05-05' }
    const story = ordered({ window: days })
      .where({ visits: [sampleReservation(w1(days.from, days.to))] })
      .does('ConfirmSchedule', '2023-03-21', { windowId: 'w1', window: days })
    story.asks('OpenInspection', free, leads).rejected('OutsideOfficeHours')
    expect(story.asks('OpenInspection', '2023-05-04', leads).events).toHaveLength(1)
    expect(
      story.asks('OpenInspection', free, { ...leads, outsideHoursReason: 'Trực lễ' }).events,
    ).toHaveLength(1)
  })

  it.each(['report', 'digital'] as const)(
    'R8: a desk review (%s) obstructs nobody at any hour',
    (mode) => {
      const story = scheduled(ordered({ mode }))
      expect(story.asks('OpenInspection', '2023-04-11T13:00:00.000Z', leads).events).toHaveLength(1)
    },
  )
})

describe('R9: unannounced', () => {
  it('R9: has no notice, and no report of its subject before it opens', () => {
    const secret = scheduled(ordered())
    secret.asks('SendNotice', '2023-03-22', notice).rejected('UnannouncedHasNoNotice')
    ordered().asks('SendNotice', '2023-03-22', notice).rejected('UnannouncedHasNoNotice')
    secret
      .asks('SubmitSelfReport', '2023-03-23', { reference: '12/BC', attachments: [] })
      .rejected('NoticeNotSent')
    expect(secret.asks('OpenInspection', '2023-04-11', leads).events).toHaveLength(1)
  })

  it('R9: to whom it is none of their business, it is not there; called off, neither', () => {
    const publish = (story: Story, actor: Actor) =>
      story.asks('PublishConclusion', '2023-04-11', { channel: 'Cổng' }, { actor })
    const reason = 'Synthetic'
    for (const story of [ordered(), ordered().does('CancelInspection', '2023-03-21', { reason })]) {
      for (const outsider of [
        officialFrom('dong-da', 'dd-1'),
        officialFrom('so-tu-phap', 'tp-9'),
      ]) {
        publish(story, outsider).rejected('InspectionNotBegun')
        story
          .asks('CancelInspection', '2023-03-22', { reason }, { actor: outsider })
          .rejected('InspectionNotBegun')
        publish(new Story(), outsider).rejected('InspectionNotBegun')
        publish(proposed(), outsider).rejected('NotInvolved')
        publish(
          scheduled(ordered()).does('OpenInspection', '2023-04-11', leads),
          outsider,
        ).rejected('NotInvolved')
      }
      for (const insider of [
        officialFrom('so-tu-phap', 'tp-1'),
        officialFrom('so-noi-vu', 'nv-8'),
        officialFrom('ubnd-thanh-pho', 'ct-1'),
        { kind: 'operator', personId: 'op', reason } as const,
        { kind: 'policy', name: 'windows', onBehalfOf: 'dong-da' } as const,
      ]) {
        publish(story, insider).rejected('NotInThisPhase')
      }
    }
  })
})

describe('R10: notice', () => {
  it('R10: opens five working days after the notice, not four', () => {
    // Noticed on Wednesday 5 April: the fifth working day is Wednesday the 12th.
    const sentOn = scheduled(proposed()).does('SendNotice', '2023-04-05', notice)
    sentOn.asks('OpenInspection', '2023-04-11', leads).rejected('NoticeTooShort', {
      openNotBefore: '2023-04-12',
    })
    expect(sentOn.asks('OpenInspection', '2023-04-12', leads).events).toHaveLength(1)
    scheduled(proposed()).asks('OpenInspection', '2023-04-12', leads).rejected('NoticeNotSent')
  })

  it('R10: counts from the day of the record, not from the day that is claimed', () => {
    const late = scheduled(proposed()).does('SendNotice', '2023-03-22', notice, {
      recordedOn: '2023-04-05',
    })
    late.asks('OpenInspection', '2023-04-11', leads).rejected('NoticeTooShort')
    expect(late.asks('OpenInspection', '2023-04-12', leads).events).toHaveLength(1)
  })

  it('R10: counts past holidays', () => {
    // From Wednesday 26 April: 27, 28, then 29 April to 3 May are free, 4, 5, 8 May.
    const days = { from: '2023-05-04', to: '2023-05-09' }
    const story = proposed({ window: days })
      .where({ visits: [sampleReservation(w1(days.from, days.to))] })
      .does('ConfirmSchedule', '2023-03-21', { windowId: 'w1', window: days })
      .does('SendNotice', '2023-04-26', notice)
    story.asks('OpenInspection', '2023-05-05', leads).rejected('NoticeTooShort', {
      openNotBefore: '2023-05-08',
    })
    expect(story.asks('OpenInspection', '2023-05-08', leads).events).toHaveLength(1)
  })

  it('R10: keeps with each due date what it was computed by', () => {
    const [sent] = scheduled(proposed()).asks('SendNotice', '2023-03-22', notice).events
    expect(sent?.data).toMatchObject({
      lead: { date: '2023-03-29', parameter: { value: { amount: 5, unit: 'workingDays' } } },
      selfReport: { date: '2023-04-05', parameter: { value: { amount: 10, unit: 'workingDays' } } },
    })
  })

  it('R10: is sent once; a new date starts it again', () => {
    const story = noticed()
    story.asks('SendNotice', '2023-03-23', notice).rejected('AlreadyDone')
    const to = { from: '2023-04-13', to: '2023-04-14' }
    const moved = story
      .does('RescheduleInspection', '2023-03-24', { window: to, reason: 'Synthetic' })
      .where({ visits: [sampleReservation(w1(to.from, to.to))] })
      .does('ConfirmSchedule', '2023-03-24', { windowId: 'w1', window: to })
    moved.asks('OpenInspection', '2023-04-13', leads).rejected('NoticeNotSent')
    const again = moved.does('SendNotice', '2023-04-07', notice)
    again.asks('OpenInspection', '2023-04-13', leads).rejected('NoticeTooShort')
    expect(again.asks('OpenInspection', '2023-04-14', leads).events).toHaveLength(1)
  })

  it('R10: a late report of the subject is taken, marked, and waited for by nobody', () => {
    const report = { reference: '12/BC-UBND', attachments: [] }
    const lateOf = (story: Story, day: string, recordedOn = day) =>
      story.asks('SubmitSelfReport', day, report, { recordedOn }).events[0]?.data
    expect(lateOf(noticed(), '2023-04-05')).toMatchObject({ late: false })
    expect(lateOf(noticed(), '2023-04-05', '2023-04-06')).toMatchObject({ late: true })
    expect(lateOf(opened(), '2023-04-12')).toMatchObject({ late: true })
    proposed().asks('SubmitSelfReport', '2023-03-22', report).rejected('NoticeNotSent')
    noticed()
      .does('SubmitSelfReport', '2023-04-05', report)
      .asks('SubmitSelfReport', '2023-04-05', report)
      .rejected('AlreadyDone')
  })

  it('R28: the notice is signed when it goes out', () => {
    const signedOn = (day: string) => ({
      ...notice,
      document: document('so-noi-vu', '31/TB-SNV', day),
    })
    const story = scheduled(proposed())
    story.asks('SendNotice', '2023-03-22', signedOn('2023-03-23')).rejected('DocumentNotSigned')
    expect(story.asks('SendNotice', '2023-03-22', signedOn('2023-03-22')).events).toHaveLength(1)
  })
})

describe('who opens, whom, when', () => {
  const recused = (personId: string) =>
    ({
      type: 'MemberRecused',
      data: {
        ...on('2023-03-30'),
        delegationId: 'doan-p61',
        personId,
        subjectId: 'dong-da',
        reason: 'Synthetic',
        vacancies: [],
      },
    }) as const

  it('R5: the head leads; excluded from this subject, the next leader does', () => {
    const story = noticed()
    story.asks('OpenInspection', '2023-04-11', { leaderId: 'nv-2' }).rejected('NotTheLeader')
    expect(story.asks('OpenInspection', '2023-04-11', leads).events[0]?.data).toMatchObject({
      insteadOfHead: false,
    })
    const without = story.after({ delegation: [recused('nv-1')] })
    without.asks('OpenInspection', '2023-04-11', leads).rejected('NotTheLeader')
    const [event] = without.asks('OpenInspection', '2023-04-11', { leaderId: 'nv-2' }).events
    expect(event?.data).toMatchObject({ insteadOfHead: true })
  })

  it('R5: a team’s leader leads, then the leaders of the delegation', () => {
    const story = noticed(scheduled(proposed({ inspectors: team })))
    story.asks('OpenInspection', '2023-04-11', leads).rejected('NotTheLeader')
    // Its own leader stands in for nobody.
    expect(
      story.asks('OpenInspection', '2023-04-11', { leaderId: 'tp-1' }).events[0]?.data,
    ).toMatchObject({ insteadOfHead: false })
    const without = story.after({ delegation: [recused('tp-1')] })
    without.asks('OpenInspection', '2023-04-11', { leaderId: 'tp-1' }).rejected('NotTheLeader')
    expect(without.asks('OpenInspection', '2023-04-11', leads).events).toHaveLength(1)
  })

  it('R6: the delegation is in force on the day of the opening', () => {
    const dissolvedOn = (day: string) =>
      noticed().after({
        delegation: [
          {
            type: 'DelegationDissolved',
            data: {
              ...on(day),
              delegationId: 'doan-p61',
              document: document('so-noi-vu', '9/QĐ-SNV', day),
              handovers: [],
            },
          },
        ],
      })
    dissolvedOn('2023-04-11')
      .asks('OpenInspection', '2023-04-11', leads)
      .rejected('DelegationNotInForce')
    expect(
      dissolvedOn('2023-04-12').asks('OpenInspection', '2023-04-11', leads).events,
    ).toHaveLength(1)
  })

  it('R1: the plan is in force on the day of the opening', () => {
    const revokedOn = (day: string) =>
      noticed().after({
        plan: [
          {
            type: 'PlanRevoked',
            data: {
              ...on(day),
              planId: 'p61-2023',
              document: document('ubnd-thanh-pho', '80/QĐ-UBND', day),
              reason: 'Synthetic',
            },
          },
        ],
      })
    revokedOn('2023-04-11').asks('OpenInspection', '2023-04-11', leads).rejected('PlanNotInForce')
    expect(revokedOn('2023-04-12').asks('OpenInspection', '2023-04-11', leads).events).toHaveLength(
      1,
    )
  })

  it('R26: the subject is there on the day of the opening', () => {
    const endingOn = (day: string) =>
      noticed().where({
        subject: [...sampleAgencyEvents('dong-da'), sampleDissolution('dong-da', 'hoan-kiem', day)],
      })
    endingOn('2023-04-11').asks('OpenInspection', '2023-04-11', leads).rejected('SubjectNotInForce')
    expect(endingOn('2023-04-12').asks('OpenInspection', '2023-04-11', leads).events).toHaveLength(
      1,
    )
  })

  it('lifecycle: does not open before it was ordered', () => {
    const days = { from: '2023-03-15', to: '2023-03-21' }
    const story = ordered({ window: days })
      .where({ visits: [sampleReservation(w1(days.from, days.to))] })
      .does('ConfirmSchedule', '2023-03-20', { windowId: 'w1', window: days })
    story
      .asks('OpenInspection', '2023-03-17', leads)
      .rejected('OutOfOrder', { earliest: '2023-03-20' })
    expect(story.asks('OpenInspection', '2023-03-20', leads).events).toHaveLength(1)
  })
})

describe('put off, called off, handed over', () => {
  const reason = 'Synthetic'
  const to = (from: string) => ({ window: { from, to: from }, reason })

  it('R1: put off, it is held by the latest date, however often it moves', () => {
    const story = noticed().does('DeferInspection', '2023-03-23', {
      latestOn: '2023-05-10',
      reason,
    })
    story.asks('OpenInspection', '2023-04-11', leads).rejected('WindowNotReserved')
    story.asks('ConfirmSchedule', '2023-03-23', confirm).rejected('NothingAsked')
    story.asks('RescheduleInspection', '2023-03-24', to('2023-05-11')).rejected('DeferredTooLong')
    const moved = story.does('RescheduleInspection', '2023-03-24', to('2023-05-10'))
    moved.asks('RescheduleInspection', '2023-03-25', to('2023-05-11')).rejected('DeferredTooLong')
    story
      .asks('DeferInspection', '2023-03-24', { latestOn: '2023-06-10', reason })
      .rejected('AlreadyDone')
    moved.asks('SendNotice', '2023-03-25', notice).rejected('WindowNotReserved')
    const again = moved.does('DeferInspection', '2023-03-25', { latestOn: '2023-06-10', reason })
    expect(again.asks('RescheduleInspection', '2023-03-26', to('2023-06-10')).events).toHaveLength(
      1,
    )
  })

  it('lifecycle: puts off to a later day', () => {
    noticed()
      .asks('DeferInspection', '2023-03-23', { latestOn: '2023-03-23', reason })
      .rejected('DeferredIntoThePast')
    expect(
      noticed().asks('DeferInspection', '2023-03-23', { latestOn: '2023-03-24', reason }).events,
    ).toHaveLength(1)
  })

  it.each(beginnings)('R9: called off, nothing comes after it (%s)', (_, story) => {
    const off = story.does('CancelInspection', '2023-03-24', { reason })
    expect(off.state).toMatchObject({ status: 'cancelled', opened: false })
    off
      .asks('ConfirmSchedule', '2023-03-24', confirm)
      .rejected('NotInThisPhase', { phase: 'cancelled' })
    off.asks('CancelInspection', '2023-03-24', { reason }).rejected('NotInThisPhase')
    off
      .asks('ReferViolation', '2023-03-24', {
        findings: ['f1'],
        to: 'Cơ quan điều tra',
        document: document('so-noi-vu', '7/CV-SNV', '2023-03-24'),
      })
      .rejected('NothingToRefer')
  })

  it('R1, R26: what ends an unopened one alone leaves an opened one be', () => {
    const alone = { reason, onlyUnopened: true } as const
    expect(noticed().asks('CancelInspection', '2023-04-11', alone).events).toHaveLength(1)
    opened()
      .asks('CancelInspection', '2023-04-11', alone)
      .rejected('NotInThisPhase', { phase: 'fieldwork' })
    expect(opened().asks('CancelInspection', '2023-04-11', { reason }).events).toHaveLength(1)
  })

  it('R26: unopened, it is not handed to a successor', () => {
    const merged = noticed().where({
      subject: [
        ...sampleAgencyEvents('dong-da'),
        sampleDissolution('dong-da', 'hoan-kiem', '2023-03-24'),
      ],
    })
    merged
      .asks('HandOverInspection', '2023-03-25', {
        to: { kind: 'successor', subjectId: 'hoan-kiem' },
        reason,
      })
      .rejected('NotASuccessor')
  })
})
