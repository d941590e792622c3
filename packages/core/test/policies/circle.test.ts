/** The whole circle: inspections, calendars of visits and delegations, with every policy between. */
import { describe, expect, it } from 'vitest'
import { inspectionFold, visitsFold } from '../../src/index.ts'
import { sampleTarget } from '../../src/testing/plan.ts'
import {
  acts,
  after,
  asks,
  at,
  attaches,
  byHand,
  combines,
  eventsIn,
  expectOk,
  notifies,
  opens,
  orders,
  proposes,
  stateOf,
  typesIn,
  type World,
  world,
} from './support.ts'

const of = (type: string, events: ReadonlyArray<{ type: string; data: unknown }>) =>
  events.filter((one) => one.type === type).map(({ data }) => data)

describe('scheduling', () => {
  it('policy: proposed → reserved → confirmed', async () => {
    const { ports } = await after(proposes('i-1', '2023-04-11', '2023-04-12'))
    expect(await typesIn(ports, 'inspection-i-1')).toEqual([
      'InspectionProposed',
      'InspectionScheduled',
    ])
    const [reserved] = await eventsIn(ports, 'visits-dong-da')
    const [proposed, scheduled] = await eventsIn(ports, 'inspection-i-1')
    expect(reserved?.data).toMatchObject({
      secret: false,
      claim: { windowId: proposed?.id, inspectionId: 'i-1', slotId: 'doan-1', keptBy: 'so-noi-vu' },
    })
    expect(reserved?.meta).toMatchObject({
      actor: { kind: 'policy', name: 'scheduling', onBehalfOf: 'so-noi-vu' },
      causationId: proposed?.id,
      correlationId: proposed?.meta.correlationId,
    })
    expect(scheduled?.data).toMatchObject({ windowId: proposed?.id })
  })

  it('R7: overlapping → refused → another date → confirmed, under the same id', async () => {
    const { ports } = await after(
      proposes('i-1', '2023-04-11', '2023-04-12'),
      proposes('i-2', '2023-04-12', '2023-04-13', 'p62'),
      asks('RescheduleInspection', 'i-2', '2023-03-16', {
        window: { from: '2023-04-13', to: '2023-04-14' },
        reason: 'Synthetic',
      }),
    )
    const events = await eventsIn(ports, 'inspection-i-2')
    expect(events.map(({ type }) => type)).toEqual([
      'InspectionProposed',
      'ScheduleRefused',
      'RescheduleProposed',
      'InspectionScheduled',
    ])
    expect(of('ScheduleRefused', events)).toMatchObject([{ reason: 'overlap' }])
    expect(of('InspectionScheduled', events)).toMatchObject([{ windowId: events[0]?.id }])
    expect(await typesIn(ports, 'visits-dong-da')).toEqual([
      'WindowReserved',
      'WindowRefused',
      'WindowReserved',
    ])
  })

  it('R8: over a cap → refused, and told by which kind of rule', async () => {
    const { ports } = await after(proposes('i-1', '2023-04-03', '2023-04-11'))
    const events = await eventsIn(ports, 'inspection-i-1')
    expect(of('ScheduleRefused', events)).toMatchObject([{ reason: 'caps' }])
  })

  it('policy: another date moves what is held; a refused move leaves it held', async () => {
    const moves = (day: string, from: string, to: string) =>
      asks('RescheduleInspection', 'i-1', day, { window: { from, to }, reason: 'Synthetic' })
    const { ports } = await after(
      proposes('i-2', '2023-04-20', '2023-04-21', 'p62'),
      proposes('i-1', '2023-04-11', '2023-04-12'),
      moves('2023-03-16', '2023-04-20', '2023-04-21'),
      moves('2023-03-17', '2023-04-17', '2023-04-18'),
      moves('2023-03-18', '2023-04-17', '2023-04-18'),
    )
    expect(await typesIn(ports, 'inspection-i-1')).toEqual([
      'InspectionProposed',
      'InspectionScheduled',
      'RescheduleProposed',
      'ScheduleRefused',
      'RescheduleProposed',
      'InspectionScheduled',
      'RescheduleProposed',
      'InspectionScheduled',
    ])
    expect((await typesIn(ports, 'visits-dong-da')).slice(2)).toEqual([
      'WindowMoveRefused',
      'WindowMoved',
      // Days that it has already: the calendar says so, and that is a yes.
      'CommandRefused',
    ])
  })

  it('policy: a rejected reservation comes back, and the inspection is told', async () => {
    const made = await after()
    await made.does(proposes('i-1', '2023-04-08', '2023-04-09'))
    await made.settle()
    const { ports } = made
    expect(await typesIn(ports, 'visits-dong-da')).toEqual(['CommandRefused'])
    expect(of('ScheduleRefused', await eventsIn(ports, 'inspection-i-1'))).toMatchObject([
      { reason: 'other' },
    ])
  })

  it('policy: what is deferred or cancelled gives its window back, and asks anew under a new id', async () => {
    const { ports } = await after(
      proposes('i-1', '2023-04-11', '2023-04-12'),
      asks('DeferInspection', 'i-1', '2023-03-16', { latestOn: '2023-06-30', reason: 'Synthetic' }),
      asks('RescheduleInspection', 'i-1', '2023-03-17', {
        window: { from: '2023-04-17', to: '2023-04-18' },
        reason: 'Synthetic',
      }),
      asks('CancelInspection', 'i-1', '2023-03-18', { reason: 'Synthetic' }),
    )
    const events = await eventsIn(ports, 'visits-dong-da')
    expect(events.map(({ type }) => type)).toEqual([
      'WindowReserved',
      'WindowReleased',
      'WindowReserved',
      'WindowReleased',
    ])
    expect(of('WindowReleased', events)).toMatchObject([
      { reason: 'deferred' },
      { reason: 'cancelled' },
    ])
    const ids = of('WindowReserved', events).map((data) =>
      JSON.stringify(Reflect.get(Object(data), 'claim')),
    )
    expect(new Set(ids).size).toBe(2)
  })

  it('R9: an order reserves in secret, for whoever ordered; its refusal says nothing', async () => {
    const { ports } = await after(
      orders('i-1', '2023-04-11', '2023-04-12'),
      orders('i-2', '2023-04-11', '2023-04-12', 'p62'),
    )
    const [reserved, refused] = await eventsIn(ports, 'visits-dong-da')
    expect(reserved?.data).toMatchObject({ secret: true, claim: { keptBy: 'ubnd-thanh-pho' } })
    expect(refused?.data).toMatchObject({ secret: true, reasons: [{ _tag: 'Withheld' }] })
    expect(of('ScheduleRefused', await eventsIn(ports, 'inspection-i-2'))).toMatchObject([
      { reason: 'withheld' },
    ])
    const [, told] = await eventsIn(ports, 'inspection-i-2')
    expect(told?.meta.actor).toMatchObject({ onBehalfOf: 'ubnd-thanh-pho' })
  })

  it('R9: of an order nothing is told, whatever stands in its way', async () => {
    const { ports } = await after(
      proposes('i-1', '2023-04-11', '2023-04-12'),
      orders('i-2', '2023-04-11', '2023-04-12', 'p62'),
      orders('i-3', '2023-04-03', '2023-04-11'),
    )
    for (const id of ['i-2', 'i-3']) {
      expect(of('ScheduleRefused', await eventsIn(ports, `inspection-${id}`))).toMatchObject([
        { reason: 'withheld' },
      ])
    }
  })

  it('policy: what was given back by hand is asked for anew, under another id', async () => {
    const made = await after(proposes('i-1', '2023-04-11', '2023-04-12'))
    const [proposed] = await eventsIn(made.ports, 'inspection-i-1')
    const release = { windowId: proposed?.id, reason: 'yielded' }
    await expectOk(made, byHand('ReleaseWindow', '2023-03-16', release))
    await expectOk(
      made,
      asks('RescheduleInspection', 'i-1', '2023-03-17', {
        window: { from: '2023-04-17', to: '2023-04-18' },
        reason: 'Synthetic',
      }),
    )
    await made.settle()
    expect(await typesIn(made.ports, 'visits-dong-da')).toEqual([
      'WindowReserved',
      'WindowReleased',
      'CommandRefused',
      'WindowReserved',
    ])
    const [, again] = of('InspectionScheduled', await eventsIn(made.ports, 'inspection-i-1'))
    const [, , refused] = await eventsIn(made.ports, 'visits-dong-da')
    expect(again).toMatchObject({ windowId: refused?.id, window: { from: '2023-04-17' } })
  })

  it('policy: what was given back by hand and is cancelled then leads to nothing more', async () => {
    const made = await after(proposes('i-1', '2023-04-11', '2023-04-12'))
    const [proposed] = await eventsIn(made.ports, 'inspection-i-1')
    const release = { windowId: proposed?.id, reason: 'yielded' }
    await expectOk(made, byHand('ReleaseWindow', '2023-03-16', release))
    await expectOk(made, asks('CancelInspection', 'i-1', '2023-03-17', { reason: 'Synthetic' }))
    await made.settle()
    expect(await typesIn(made.ports, 'visits-dong-da')).toEqual([
      'WindowReserved',
      'WindowReleased',
      'CommandRefused',
    ])
  })

  it('policy: what was refused has nothing to give back', async () => {
    const { ports } = await after(
      proposes('i-1', '2023-04-03', '2023-04-11'),
      asks('CancelInspection', 'i-1', '2023-03-16', { reason: 'Synthetic' }),
    )
    expect(await typesIn(ports, 'visits-dong-da')).toEqual(['WindowRefused'])
  })

  it('policy: an inspection that joins another’s window is told its days', async () => {
    const made = await after(
      proposes('i-1', '2023-04-11', '2023-04-12'),
      proposes('i-2', '2023-04-12', '2023-04-13', 'p62'),
    )
    const [one] = await eventsIn(made.ports, 'inspection-i-1')
    const [two] = await eventsIn(made.ports, 'inspection-i-2')
    const combine = {
      agencyId: 'dong-da',
      happenedOn: '2023-03-16',
      windowId: one?.id,
      withWindowIds: [two?.id],
      reason: 'Synthetic',
    }
    expect(
      await made.does({
        of: 'visits',
        type: 'CombineInspections',
        data: combine,
        at: at('2023-03-16'),
      }),
    ).toBe('ok')
    await made.settle()
    expect(of('InspectionScheduled', await eventsIn(made.ports, 'inspection-i-2'))).toMatchObject([
      { window: { from: '2023-04-11', to: '2023-04-12' } },
    ])
  })

  it('policy: two dates asked for before the calendar answered: the later one holds', async () => {
    const made = world((await after()).ports)
    await made.does(proposes('i-1', '2023-04-11', '2023-04-12'))
    await made.does(
      asks('RescheduleInspection', 'i-1', '2023-03-16', {
        window: { from: '2023-04-17', to: '2023-04-18' },
        reason: 'Synthetic',
      }),
    )
    await made.settle()
    const state = await stateOf(made.ports, inspectionFold, 'i-1')
    expect(state).toMatchObject({ schedule: { kind: 'confirmed' }, window: { from: '2023-04-17' } })
    const visits = await stateOf(made.ports, visitsFold, 'dong-da')
    expect(visits.windows.map(({ days }) => days.period)).toEqual([
      { from: '2023-04-17', to: '2023-04-18' },
    ])
  })
})

const underWay = [
  proposes('i-1', '2023-04-11', '2023-04-13'),
  notifies('i-1', '2023-03-20'),
  opens('i-1', '2023-04-11'),
]
const periodOf = async (made: Awaited<ReturnType<typeof after>>) =>
  (await stateOf(made.ports, visitsFold, 'dong-da')).windows.map(({ days }) => days.period)

describe('windows', () => {
  it('R8: an extension is granted after the calendar said yes', async () => {
    const made = await after(
      ...underWay,
      asks('RequestExtension', 'i-1', '2023-04-12', {
        until: '2023-04-14',
        ground: 'complexity',
        reason: 'Synthetic',
      }),
    )
    expect(of('FieldworkExtended', await eventsIn(made.ports, 'inspection-i-1'))).toMatchObject([
      { window: { from: '2023-04-11', to: '2023-04-14' } },
    ])
    expect(await periodOf(made)).toEqual([{ from: '2023-04-11', to: '2023-04-14' }])
  })

  it('R7, R8: an extension is refused where the calendar says no, and told why', async () => {
    const extends_ = (until: string) =>
      asks('RequestExtension', 'i-1', '2023-04-12', {
        until,
        ground: 'complexity',
        reason: 'Synthetic',
      })
    const made = await after(
      proposes('i-2', '2023-04-17', '2023-04-18', 'p62'),
      ...underWay,
      extends_('2023-04-17'),
      extends_('2023-04-27'),
      extends_('2031-04-27'),
    )
    expect(of('ExtensionRefused', await eventsIn(made.ports, 'inspection-i-1'))).toMatchObject([
      { until: '2023-04-17', reason: 'overlap' },
      { until: '2023-04-27', reason: 'overlap' },
      { until: '2031-04-27', reason: 'other' },
    ])
    expect((await periodOf(made))[1]).toEqual({ from: '2023-04-11', to: '2023-04-13' })
  })

  it('R8: a pause gives days back; a resumption asks for others', async () => {
    const paused = [
      ...underWay,
      asks('PauseInspection', 'i-1', '2023-04-12', { reason: 'Synthetic' }),
    ]
    expect(await periodOf(await after(...paused))).toEqual([
      { from: '2023-04-11', to: '2023-04-12' },
    ])
    const made = await after(
      ...paused,
      asks('RequestResumption', 'i-1', '2023-04-14', {
        window: { from: '2023-04-18', to: '2023-04-19' },
      }),
    )
    expect((await typesIn(made.ports, 'inspection-i-1')).slice(-2)).toEqual([
      'ResumptionRequested',
      'InspectionResumed',
    ])
    expect(await periodOf(made)).toEqual([{ from: '2023-04-18', to: '2023-04-19' }])
  })

  it('R8: a refused resumption is told, leaves it paused, and other days may be asked for', async () => {
    const asked = (from: string, to: string) =>
      asks('RequestResumption', 'i-1', '2023-04-14', { window: { from, to } })
    const made = await after(
      proposes('i-2', '2023-04-17', '2023-04-18', 'p62'),
      ...underWay,
      asks('PauseInspection', 'i-1', '2023-04-12', { reason: 'Synthetic' }),
      asked('2023-04-18', '2023-04-19'),
    )
    expect(await stateOf(made.ports, inspectionFold, 'i-1')).toMatchObject({
      paused: { since: '2023-04-12', resumption: undefined },
    })
    await expectOk(made, asked('2031-04-18', '2031-04-19'))
    await made.settle()
    expect(of('ResumptionRefused', await eventsIn(made.ports, 'inspection-i-1'))).toMatchObject([
      { window: { from: '2023-04-18', to: '2023-04-19' }, reason: 'overlap' },
      { window: { from: '2031-04-18', to: '2031-04-19' }, reason: 'other' },
    ])
    expect(await made.does(asked('2023-04-19', '2023-04-20'))).toBe('ok')
    await made.settle()
    expect(await stateOf(made.ports, inspectionFold, 'i-1')).toMatchObject({ paused: undefined })
  })

  it('R9: an unannounced visit is revealed when it opens, and not before', async () => {
    const ordered = await after(orders('i-1', '2023-04-11', '2023-04-12'))
    expect((await stateOf(ordered.ports, visitsFold, 'dong-da')).windows).toMatchObject([
      { secret: true },
    ])
    const made = await after(orders('i-1', '2023-04-11', '2023-04-12'), opens('i-1', '2023-04-11'))
    const events = await eventsIn(made.ports, 'visits-dong-da')
    expect(of('WindowMoved', events)).toMatchObject([{ secret: false, revealed: true }])
  })

  it('R8: what it asked for last is answered: an earlier no doesn’t refuse it', async () => {
    const made = world(
      (await after(proposes('i-2', '2023-04-17', '2023-04-18', 'p62'), ...underWay)).ports,
    )
    const extends_ = (until: string) =>
      asks('RequestExtension', 'i-1', '2023-04-12', {
        until,
        ground: 'complexity',
        reason: 'Synthetic',
      })
    await expectOk(made, extends_('2023-04-17'))
    await expectOk(made, extends_('2023-04-14'))
    await made.settle()
    expect((await typesIn(made.ports, 'inspection-i-1')).slice(-2)).toEqual([
      'CommandRefused',
      'FieldworkExtended',
    ])
    expect(await stateOf(made.ports, inspectionFold, 'i-1')).toMatchObject({
      window: { from: '2023-04-11', to: '2023-04-14' },
      extensionAsked: undefined,
    })
  })

  it('R8: to resume in the days that it has is granted', async () => {
    const made = await after(
      ...underWay,
      asks('PauseInspection', 'i-1', '2023-04-13', { reason: 'Synthetic' }),
      asks('RequestResumption', 'i-1', '2023-04-13', {
        window: { from: '2023-04-11', to: '2023-04-13' },
      }),
    )
    expect((await typesIn(made.ports, 'inspection-i-1')).at(-1)).toBe('InspectionResumed')
    expect((await typesIn(made.ports, 'visits-dong-da')).at(-1)).toBe('CommandRefused')
  })

  it('R7, R9: a visit that opened while an open window came into its way is flagged', async () => {
    const made = world((await after(orders('i-1', '2023-04-11', '2023-04-12'))).ports)
    await expectOk(made, opens('i-1', '2023-04-11'))
    await expectOk(made, {
      ...byHand('ReserveWindow', '2023-03-16', {
        windowId: 'w-9',
        planId: 'p62-2023',
        slotId: 'doan-1',
        inspectionId: 'i-9',
        areas: sampleTarget.scope.areas,
        mode: 'on-site',
        notice: 'announced',
        period: { from: '2023-04-12', to: '2023-04-13' },
      }),
    })
    await made.settle()
    const events = await eventsIn(made.ports, 'inspection-i-1')
    const opening = events.find(({ type }) => type === 'InspectionOpened')
    expect(of('ActFlagged', events)).toMatchObject([{ actId: opening?.id, reason: 'window' }])
    expect((await stateOf(made.ports, visitsFold, 'dong-da')).windows[0]).toMatchObject({
      secret: true,
    })
  })

  it('R7, R9: a visit whose window has given way doesn’t open', async () => {
    const made = await after(
      orders('i-1', '2023-04-11', '2023-04-12'),
      proposes('i-2', '2023-04-12', '2023-04-13', 'p62'),
    )
    expect(await made.does(opens('i-1', '2023-04-11'))).toBe('WindowNotReserved')
  })

  const cancels = (day: string) => asks('CancelInspection', 'i-1', day, { reason: 'Synthetic' })
  const pauses = (day: string) => asks('PauseInspection', 'i-1', day, { reason: 'Synthetic' })

  it('R8: the first day was used, whether it is paused or cancelled on it', async () => {
    for (const ends of [pauses, cancels]) {
      expect(await periodOf(await after(...underWay, ends('2023-04-11')))).toEqual([
        { from: '2023-04-11', to: '2023-04-11' },
      ])
    }
  })

  it('R8: paused before the days that it was moved on to, it has used none, and asks for nothing', async () => {
    const made = await after(...underWay, async ({ ports }) =>
      byHand('MoveWindow', '2023-04-11', {
        windowId: (await eventsIn(ports, 'inspection-i-1'))[0]?.id,
        to: { from: '2023-04-18', to: '2023-04-19' },
      }),
    )
    await expectOk(made, pauses('2023-04-17'))
    await made.settle()
    expect(await typesIn(made.ports, 'visits-dong-da')).toEqual(['WindowReserved', 'WindowMoved'])
    expect(await periodOf(made)).toEqual([{ from: '2023-04-18', to: '2023-04-19' }])
  })

  it('R8: on the last day there is nothing to give back, and nothing is asked', async () => {
    for (const ends of [pauses, cancels]) {
      const made = await after(...underWay, ends('2023-04-13'))
      expect(await typesIn(made.ports, 'visits-dong-da')).toEqual(['WindowReserved'])
    }
  })

  it('R8: of days that it resumed on, or had more of, it gives back what it hasn’t used', async () => {
    const resumed = await after(
      ...underWay,
      pauses('2023-04-12'),
      asks('RequestResumption', 'i-1', '2023-04-14', {
        window: { from: '2023-04-18', to: '2023-04-19' },
      }),
      cancels('2023-04-18'),
    )
    expect(await periodOf(resumed)).toEqual([{ from: '2023-04-18', to: '2023-04-18' }])
    const extended = await after(
      ...underWay,
      asks('RequestExtension', 'i-1', '2023-04-12', {
        until: '2023-04-14',
        ground: 'complexity',
        reason: 'Synthetic',
      }),
      cancels('2023-04-14'),
    )
    expect(await periodOf(extended)).toEqual([{ from: '2023-04-11', to: '2023-04-14' }])
  })

  it('R8: fieldwork that closes early gives the days after it back', async () => {
    const by = { memberId: 'tp-1' }
    const { contents, areas } = sampleTarget.scope
    const steering = [contents[0], 'steering'] as const
    const made = await after(
      ...underWay,
      asks('RequirePriorShortcomings', 'i-1', '2023-04-12', { obligations: [] }),
      asks('ListTasks', 'i-1', '2023-04-12', { tasks: [] }),
      asks('RecordOwnInspecting', 'i-1', '2023-04-12', {
        ownInspecting: {
          plans: [],
          inspections: [],
          divisions: { agencies: 12, inspected: 0 },
          communes: { agencies: 21, inspected: 0 },
        },
      }),
      ...[...contents.map((content) => [content, areas[0]] as const), steering].map(
        ([content, area]) =>
          acts('AssessContent', 'i-1', '2023-04-12', {
            ...by,
            content,
            area,
            progress: 'good',
            effectiveness: 'good',
            quality: 'good',
            guidance: 'Synthetic',
          }),
      ),
      acts('SignMinutes', 'i-1', '2023-04-12', {
        ...by,
        reference: 'Synthetic',
        subject: { kind: 'signed' },
      }),
      acts('CloseFieldwork', 'i-1', '2023-04-12', by),
    )
    expect(await periodOf(made)).toEqual([{ from: '2023-04-11', to: '2023-04-12' }])
  })

  it('policy: days that can’t be given back stay held, and that is remembered', async () => {
    // Opened on a Saturday: a window of that day alone has no working day.
    for (const ends of [pauses, cancels]) {
      const made = await after(
        proposes('i-1', '2023-04-08', '2023-04-12'),
        notifies('i-1', '2023-03-20'),
        acts('OpenInspection', 'i-1', '2023-04-08', {
          leaderId: 'nv-1',
          outsideHoursReason: 'Synthetic',
        }),
        ends('2023-04-08'),
      )
      expect(await periodOf(made)).toEqual([{ from: '2023-04-08', to: '2023-04-12' }])
      expect(await typesIn(made.ports, 'visits-dong-da')).toEqual([
        'WindowReserved',
        'CommandRefused',
      ])
    }
  })

  it('policy: an opened inspection that is cancelled keeps the days it used', async () => {
    const made = await after(
      ...underWay,
      asks('CancelInspection', 'i-1', '2023-04-12', { reason: 'Synthetic' }),
    )
    expect(await periodOf(made)).toEqual([{ from: '2023-04-11', to: '2023-04-12' }])
  })

  it('policy: an opened inspection that is cancelled for a day before its window gives all of it back', async () => {
    const made = await after(
      ...underWay,
      asks('CancelInspection', 'i-1', '2023-04-10', { reason: 'Synthetic' }),
    )
    expect(await periodOf(made)).toEqual([])
  })

  it('policy: a pause that crosses with an extension gives back the days of both', async () => {
    const made = world((await after(...underWay)).ports)
    const asked = { until: '2023-04-14', ground: 'complexity', reason: 'Synthetic' }
    await expectOk(made, asks('RequestExtension', 'i-1', '2023-04-13', asked))
    await expectOk(made, asks('PauseInspection', 'i-1', '2023-04-13', { reason: 'Synthetic' }))
    await made.settle()
    expect(await periodOf(made)).toEqual([{ from: '2023-04-11', to: '2023-04-13' }])
  })

  it('policy: what was asked for while it paused goes back when it is cancelled', async () => {
    const made = world(
      (
        await after(
          ...underWay,
          asks('PauseInspection', 'i-1', '2023-04-12', { reason: 'Synthetic' }),
        )
      ).ports,
    )
    const window = { from: '2023-04-18', to: '2023-04-19' }
    await expectOk(made, asks('RequestResumption', 'i-1', '2023-04-14', { window }))
    await expectOk(made, asks('CancelInspection', 'i-1', '2023-04-14', { reason: 'Synthetic' }))
    await made.settle()
    expect(await periodOf(made)).toEqual([{ from: '2023-04-11', to: '2023-04-12' }])
  })

  it('R7: of a shared window nothing is given back, neither by its host nor by who joined', async () => {
    for (const ending of ['i-1', 'i-2']) {
      const made = await after(
        proposes('i-1', '2023-04-11', '2023-04-13'),
        proposes('i-2', '2023-04-12', '2023-04-13', 'p62'),
      )
      const [host] = await eventsIn(made.ports, 'inspection-i-1')
      const [joining] = await eventsIn(made.ports, 'inspection-i-2')
      const combine = { windowId: host?.id, withWindowIds: [joining?.id], reason: 'Synthetic' }
      await expectOk(made, byHand('CombineInspections', '2023-03-16', combine))
      await made.settle()
      await expectOk(made, notifies(ending, '2023-03-20'))
      await expectOk(made, opens(ending, '2023-04-11'))
      await expectOk(made, asks('PauseInspection', ending, '2023-04-12', { reason: 'Synthetic' }))
      await made.settle()
      expect(await periodOf(made)).toEqual([{ from: '2023-04-11', to: '2023-04-13' }])
    }
  })

  describe('a window that is shared', () => {
    const sharing = [
      proposes('i-1', '2023-04-11', '2023-04-13'),
      proposes('i-2', '2023-04-12', '2023-04-13', 'p62'),
      combines('2023-03-16', 'i-1', 'i-2'),
    ]
    const to = (from: string, until: string) => ({
      window: { from, to: until },
      reason: 'Synthetic',
    })
    const daysOf = async (made: World, id: string) => {
      const state = await stateOf(made.ports, inspectionFold, id)
      return 'window' in state ? state.window : undefined
    }

    it.each(['i-1', 'i-2'])(
      'R7: moves with all who share it: host and who joined hear of the new days (%s asks)',
      async (asking) => {
        const made = await after(
          ...sharing,
          asks('RescheduleInspection', asking, '2023-03-17', to('2023-04-18', '2023-04-19')),
        )
        const days = { from: '2023-04-18', to: '2023-04-19' }
        for (const id of ['i-1', 'i-2']) {
          expect(await daysOf(made, id)).toEqual(days)
          expect(await stateOf(made.ports, inspectionFold, id)).toMatchObject({
            schedule: { kind: 'confirmed' },
          })
          expect(
            of('InspectionScheduled', await eventsIn(made.ports, `inspection-${id}`)),
          ).toHaveLength(2)
        }
        expect(await typesIn(made.ports, 'inspection-i-1')).not.toContain('CommandRefused')
        expect(await typesIn(made.ports, 'inspection-i-2')).not.toContain('CommandRefused')
      },
    )

    it('R7: one that gave up days of its own to join is told those that it shares', async () => {
      const made = await after(
        proposes('i-1', '2023-04-11', '2023-04-13'),
        proposes('i-3', '2023-04-20', '2023-04-21'),
        combines('2023-03-16', 'i-1', 'i-3'),
      )
      expect(await daysOf(made, 'i-3')).toEqual({ from: '2023-04-11', to: '2023-04-13' })
    })

    it('R8: an extension of one is the other’s, too, in fieldwork or on the way', async () => {
      const made = await after(
        ...sharing,
        proposes('i-3', '2023-04-20', '2023-04-21'),
        combines('2023-03-17', 'i-1', 'i-3'),
        notifies('i-1', '2023-03-20'),
        notifies('i-2', '2023-03-20'),
        opens('i-1', '2023-04-11'),
        opens('i-2', '2023-04-11'),
        asks('RequestExtension', 'i-2', '2023-04-12', {
          until: '2023-04-14',
          ground: 'complexity',
          reason: 'Synthetic',
        }),
      )
      for (const id of ['i-1', 'i-2', 'i-3']) {
        expect(await daysOf(made, id)).toEqual({ from: '2023-04-11', to: '2023-04-14' })
      }
      expect((await typesIn(made.ports, 'inspection-i-2')).at(-1)).toBe('FieldworkExtended')
      expect((await typesIn(made.ports, 'inspection-i-1')).at(-1)).toBe('InspectionScheduled')
      expect(await made.does(attaches('i-1', '2023-04-14', 'e-1'))).toBe('ok')
    })

    it('R7: moved by hand, nobody has asked, and all are told; so is one that has its own', async () => {
      const made = await after(...sharing)
      const [host] = await eventsIn(made.ports, 'inspection-i-1')
      const days = { from: '2023-04-18', to: '2023-04-19' }
      await expectOk(made, byHand('MoveWindow', '2023-03-20', { windowId: host?.id, to: days }))
      await made.settle()
      expect([await daysOf(made, 'i-1'), await daysOf(made, 'i-2')]).toEqual([days, days])
      const alone = await after(proposes('i-1', '2023-04-11', '2023-04-13'))
      const [only] = await eventsIn(alone.ports, 'inspection-i-1')
      await expectOk(alone, byHand('MoveWindow', '2023-03-20', { windowId: only?.id, to: days }))
      await alone.settle()
      expect(await daysOf(alone, 'i-1')).toEqual(days)
    })
  })

  it('policy: goes on where the inspection went on while the policy was behind', async () => {
    const { ports } = await after(...underWay)
    const made = world(ports)
    await made.does(
      asks('RequestExtension', 'i-1', '2023-04-12', {
        until: '2023-04-14',
        ground: 'complexity',
        reason: 'Synthetic',
      }),
    )
    expect(await made.does(attaches('i-1', '2023-04-13', 'e-1'))).toBe('ok')
    await made.settle()
    expect((await typesIn(ports, 'inspection-i-1')).at(-1)).toBe('FieldworkExtended')
  })
})
