/** Succession of windows (R26): an inspection that has opened goes on in the calendar of who takes over. */
import { describe, expect, it } from 'vitest'
import { visitsFold } from '../../src/index.ts'
import { sampleEstablishment } from '../../src/testing/delegation.ts'
import { sampleConclusionEvents } from '../../src/testing/obligations-sample.ts'
import { adds, dissolves, goesOn, handsOver, names, pursued } from './obligations.ts'
import {
  after,
  asks,
  at,
  byHand,
  combines,
  eventsIn,
  expectOk,
  type Input,
  notifies,
  opens,
  orders,
  proposes,
  recordedAs,
  stateOf,
  type Told,
  typesIn,
  type World,
} from './support.ts'

const underWay = [
  proposes('i-1', '2023-04-11', '2023-04-13'),
  notifies('i-1', '2023-03-20'),
  opens('i-1', '2023-04-11'),
]

/** The district ends on a Wednesday, in the middle of the visit. */
const merges = dissolves('dong-da', '2023-04-12', '2023-04-12', 'hoan-kiem')

const lived = async (...told: ReadonlyArray<Told>): Promise<World> => {
  const made = await pursued()
  for (const one of told) {
    await expectOk(made, typeof one === 'function' ? await one(made) : one)
    await made.settle()
  }
  return made
}

/** The days of the windows that stand in a calendar, and whose they are. */
const standingIn = async ({ ports }: World, agencyId: string) =>
  (await stateOf(ports, visitsFold, agencyId)).windows.map(({ days, claims, secret }) => ({
    from: days.period.from,
    to: days.period.to,
    of: claims.map(({ inspectionId }) => inspectionId),
    secret,
  }))

const told = async ({ ports }: World, type: string, inspectionId = 'i-1') =>
  (await eventsIn(ports, `inspection-${inspectionId}`))
    .filter((event) => event.type === type)
    .map(({ data }) => data)

const extendsTo = (until: string, day: string): Input =>
  asks('RequestExtension', 'i-1', day, { until, ground: 'complexity', reason: 'Synthetic' })

const resumes = (from: string, to: string, day: string): Input =>
  asks('RequestResumption', 'i-1', day, { window: { from, to } })

/** Another plan's delegation is at the taker's, too. */
const inTheWay = (from: string, to: string): ReadonlyArray<Input> => [
  adds('t2', 'hoan-kiem', '2023-03-14', { planId: 'p62-2023' }),
  asks('ProposeInspection', 'i-9', '2023-03-15', {
    ...proposes('i-9', from, to, 'p62').data,
    subjectId: 'hoan-kiem',
    targetId: 't2',
  }),
]

const paused = asks('PauseInspection', 'i-1', '2023-04-11', { reason: 'Synthetic' })

/** Fieldwork that was over on the first day. */
const closes = async (made: World): Promise<void> => {
  const [closed] = sampleConclusionEvents.filter(({ type }) => type === 'FieldworkClosed')
  const data = { ...closed?.data, inspectionId: 'i-1', happenedAt: at('2023-04-11', 11) }
  await recordedAs(made, 'inspection-i-1', [{ type: 'FieldworkClosed', data }])
  await made.settle()
}

const open = (from: string, to: string, ...of: ReadonlyArray<string>) => ({
  from,
  to,
  of,
  secret: false,
})

describe('succession of windows', () => {
  it('R26: the days that are left are claimed of the taker, and those that were used stay', async () => {
    const made = await lived(...underWay, merges)
    expect(await standingIn(made, 'hoan-kiem')).toEqual([open('2023-04-12', '2023-04-13', 'i-1')])
    expect(await standingIn(made, 'dong-da')).toEqual([open('2023-04-11', '2023-04-11', 'i-1')])
    expect((await told(made, 'InspectionScheduled')).at(-1)).toMatchObject({
      window: { from: '2023-04-12', to: '2023-04-13' },
    })
    const [reserved] = await eventsIn(made.ports, 'visits-hoan-kiem')
    expect(reserved).toMatchObject({
      data: { succeeds: 'dong-da' },
      meta: { actor: { kind: 'policy', name: 'windows', onBehalfOf: 'so-noi-vu' } },
    })
  })

  it('R8: more days are asked of the taker’s calendar', async () => {
    const made = await lived(...underWay, merges, extendsTo('2023-04-14', '2023-04-13'))
    expect(await told(made, 'FieldworkExtended')).toMatchObject([
      { window: { from: '2023-04-12', to: '2023-04-14' } },
    ])
    expect(await standingIn(made, 'hoan-kiem')).toEqual([open('2023-04-12', '2023-04-14', 'i-1')])
  })

  it('R26: handed over on its first day, it has nothing to be told', async () => {
    const made = await lived(
      ...underWay,
      dissolves('dong-da', '2023-04-11', '2023-04-11', 'hoan-kiem'),
    )
    expect(await standingIn(made, 'hoan-kiem')).toEqual([open('2023-04-11', '2023-04-13', 'i-1')])
    expect(await told(made, 'InspectionScheduled')).toHaveLength(1)
    expect(await typesIn(made.ports, 'inspection-i-1')).not.toContain('CommandRefused')
  })

  it('R7: where another delegation is in the way, the handover is flagged', async () => {
    const made = await lived(...inTheWay('2023-04-13', '2023-04-13'), ...underWay, merges)
    const handed = (await eventsIn(made.ports, 'inspection-i-1')).find(
      ({ type }) => type === 'InspectionHandedOver',
    )
    expect(await told(made, 'ActFlagged')).toMatchObject([{ actId: handed?.id, reason: 'window' }])
    expect(await standingIn(made, 'hoan-kiem')).toEqual([open('2023-04-13', '2023-04-13', 'i-9')])
    // On both sides of the boundary: the day after is free.
    const free = await lived(...inTheWay('2023-04-14', '2023-04-14'), ...underWay, merges)
    expect(await told(free, 'ActFlagged')).toEqual([])
  })

  it('R26: a taker that is named after the last day has nothing to be asked for', async () => {
    const made = await lived(
      ...underWay,
      dissolves('dong-da', '2023-04-12', '2023-04-12', 'hoan-kiem', 'so-tu-phap'),
      names('dong-da', 'hoan-kiem', '2023-04-14'),
    )
    expect((await told(made, 'InspectionHandedOver')).length).toBe(1)
    expect(await standingIn(made, 'hoan-kiem')).toEqual([])
    expect(await eventsIn(made.ports, 'visits-hoan-kiem')).toEqual([])
    expect(await told(made, 'ActFlagged')).toEqual([])
  })

  it('R26: a paused visit asks once it is to go on', async () => {
    const made = await lived(...underWay, paused, merges)
    expect(await eventsIn(made.ports, 'visits-hoan-kiem')).toEqual([])
    await goesOn(made, resumes('2023-04-18', '2023-04-19', '2023-04-14'))
    expect(await told(made, 'InspectionResumed')).toMatchObject([
      { window: { from: '2023-04-18', to: '2023-04-19' } },
    ])
    expect(await standingIn(made, 'hoan-kiem')).toEqual([open('2023-04-18', '2023-04-19', 'i-1')])
    await goesOn(made, extendsTo('2023-04-20', '2023-04-19'))
    expect(await standingIn(made, 'hoan-kiem')).toEqual([open('2023-04-18', '2023-04-20', 'i-1')])
    const again = asks('PauseInspection', 'i-1', '2023-04-19', { reason: 'Synthetic' })
    await goesOn(made, again, resumes('2023-04-24', '2023-04-25', '2023-04-20'))
    expect(await told(made, 'InspectionResumed')).toHaveLength(2)
    expect(await standingIn(made, 'hoan-kiem')).toEqual([open('2023-04-24', '2023-04-25', 'i-1')])
  })

  it('R7: its resumption is refused where the taker’s calendar says no, and told why', async () => {
    const made = await lived(
      ...inTheWay('2023-04-19', '2023-04-19'),
      ...underWay,
      paused,
      merges,
      resumes('2023-04-18', '2023-04-19', '2023-04-14'),
      resumes('2023-04-15', '2023-04-16', '2023-04-14'),
      resumes('2023-04-18', '2023-04-18', '2023-04-14'),
    )
    expect(await told(made, 'ResumptionRefused')).toMatchObject([
      { window: { from: '2023-04-18', to: '2023-04-19' }, reason: 'overlap' },
      // A Saturday and a Sunday.
      { window: { from: '2023-04-15', to: '2023-04-16' }, reason: 'other' },
    ])
    expect(await told(made, 'InspectionResumed')).toMatchObject([{ window: { to: '2023-04-18' } }])
  })

  it('R26: called off before it could go on there, it has nothing to give back there', async () => {
    const made = await lived(
      ...underWay,
      paused,
      merges,
      resumes('2023-04-15', '2023-04-16', '2023-04-14'),
      asks('CancelInspection', 'i-1', '2023-04-14', { reason: 'Synthetic' }),
    )
    const answers = (await eventsIn(made.ports, 'visits-hoan-kiem')).map(({ data }) => data)
    expect(answers).toMatchObject([{ commandType: 'SucceedWindow' }])
  })

  it('R26: when its fieldwork is closed, its days are past', async () => {
    const made = await lived(...underWay)
    await closes(made)
    await goesOn(made, merges)
    expect(await told(made, 'InspectionHandedOver')).toHaveLength(1)
    expect(await eventsIn(made.ports, 'visits-hoan-kiem')).toEqual([])
  })

  it('R8: its days over before anybody took it over, what it didn’t use goes back where they stand', async () => {
    const made = await lived(
      ...underWay,
      dissolves('dong-da', '2023-04-13', '2023-04-13', 'hoan-kiem', 'so-tu-phap'),
      names('dong-da', 'hoan-kiem', '2023-04-14'),
    )
    expect(await standingIn(made, 'dong-da')).toEqual([open('2023-04-11', '2023-04-13', 'i-1')])
    await closes(made)
    expect(await standingIn(made, 'dong-da')).toEqual([open('2023-04-11', '2023-04-11', 'i-1')])
    expect(await eventsIn(made.ports, 'visits-hoan-kiem')).toEqual([])
  })

  it('R26: days that were moved on lie before it whole', async () => {
    const moved = async ({ ports }: World): Promise<Input> =>
      byHand('MoveWindow', '2023-04-11', {
        windowId: (await eventsIn(ports, 'inspection-i-1'))[0]?.id,
        to: { from: '2023-04-18', to: '2023-04-19' },
      })
    const made = await lived(...underWay, moved, merges)
    expect(await standingIn(made, 'hoan-kiem')).toEqual([open('2023-04-18', '2023-04-19', 'i-1')])
    expect(await typesIn(made.ports, 'inspection-i-1')).not.toContain('CommandRefused')
  })

  it('R26: what the old calendar doesn’t take back is no reason to flag anything', async () => {
    const made = await lived(
      ...underWay,
      dissolves('dong-da', '2023-04-12', '2023-04-12', 'hoan-kiem', 'so-tu-phap'),
      // The day before was neither's: the old calendar can't hold it any more.
      names('dong-da', 'hoan-kiem', '2023-04-13'),
    )
    expect(await standingIn(made, 'hoan-kiem')).toEqual([open('2023-04-13', '2023-04-13', 'i-1')])
    expect(await typesIn(made.ports, 'visits-dong-da')).toContain('CommandRefused')
    expect(await told(made, 'ActFlagged')).toEqual([])
  })

  it('R8: days that are asked for before the calendar has answered begin at the taker’s', async () => {
    const made = await after(...underWay, merges)
    await expectOk(made, handsOver('i-1', '2023-04-12'))
    await expectOk(made, extendsTo('2023-04-14', '2023-04-12'))
    await made.settle()
    expect(await told(made, 'FieldworkExtended')).toMatchObject([
      { window: { from: '2023-04-12', to: '2023-04-14' } },
    ])
  })

  it('R26: days that somebody has claimed by hand are as good', async () => {
    const made = await after(...underWay, merges)
    const windowId = (await eventsIn(made.ports, 'inspection-i-1'))[0]?.id
    await expectOk(made, handsOver('i-1', '2023-04-12'))
    const period = { from: '2023-04-12', to: '2023-04-13' }
    const data = { agencyId: 'hoan-kiem', windowId, fromId: 'dong-da', period }
    await expectOk(made, byHand('SucceedWindow', '2023-04-12', data))
    await made.settle()
    expect((await told(made, 'InspectionScheduled')).at(-1)).toMatchObject({ window: period })
    expect(await told(made, 'ActFlagged')).toEqual([])
  })

  it('R9: a visit that could not be revealed is revealed at the taker’s', async () => {
    const made = await after(orders('i-1', '2023-04-11', '2023-04-13'))
    await expectOk(made, opens('i-1', '2023-04-11'))
    // Before the calendar hears of the opening, an open window comes into its way.
    await expectOk(
      made,
      byHand('ReserveWindow', '2023-04-11', {
        windowId: 'w-9',
        planId: 'p62-2023',
        slotId: 'doan-1',
        inspectionId: 'i-9',
        areas: ['procedures'],
        mode: 'on-site',
        notice: 'announced',
        period: { from: '2023-04-12', to: '2023-04-12' },
      }),
    )
    await made.settle()
    expect(await standingIn(made, 'dong-da')).toMatchObject([
      { of: ['i-1'], secret: true },
      { of: ['i-9'], secret: false },
    ])
    for (const input of [merges, handsOver('i-1', '2023-04-12')]) {
      await expectOk(made, input)
      await made.settle()
    }
    expect(await standingIn(made, 'hoan-kiem')).toEqual([open('2023-04-12', '2023-04-13', 'i-1')])
  })

  it('R7: visits that shared a window share it again', async () => {
    const made = await lived(
      proposes('i-1', '2023-04-11', '2023-04-13'),
      proposes('i-2', '2023-04-12', '2023-04-13', 'p62'),
      combines('2023-03-16', 'i-1', 'i-2'),
      notifies('i-1', '2023-03-20'),
      notifies('i-2', '2023-03-20'),
      opens('i-1', '2023-04-11'),
      opens('i-2', '2023-04-11'),
      merges,
    )
    const [window] = await standingIn(made, 'hoan-kiem')
    expect(window).toMatchObject({ from: '2023-04-12', to: '2023-04-13' })
    expect([...(window?.of ?? [])].sort()).toEqual(['i-1', 'i-2'])
    // The old calendar's days are both's, and neither gives them back.
    expect(await standingIn(made, 'dong-da')).toEqual([
      open('2023-04-11', '2023-04-13', 'i-1', 'i-2'),
    ])
    for (const id of ['i-1', 'i-2']) {
      expect((await told(made, 'InspectionScheduled', id)).at(-1)).toMatchObject({
        window: { from: '2023-04-12', to: '2023-04-13' },
      })
      expect(await told(made, 'ActFlagged', id)).toEqual([])
      expect(await typesIn(made.ports, `inspection-${id}`)).not.toContain('CommandRefused')
    }
  })

  it('R7: who shared a window goes on with the other, or is told that the days are others', async () => {
    const both = ['i-1', 'i-2']
    const goOn = (id: string, from: string, to: string): Input =>
      asks('RequestResumption', id, '2023-04-14', { window: { from, to } })
    const shared = async (from: string, to: string): Promise<World> =>
      lived(
        proposes('i-1', '2023-04-11', '2023-04-13'),
        proposes('i-2', '2023-04-12', '2023-04-13', 'p62'),
        combines('2023-03-16', 'i-1', 'i-2'),
        ...both.map((id) => notifies(id, '2023-03-20')),
        ...both.map((id) => opens(id, '2023-04-11')),
        ...both.map((id) => asks('PauseInspection', id, '2023-04-11', { reason: 'Synthetic' })),
        dissolves('dong-da', '2023-04-12', '2023-04-12', 'hoan-kiem', 'so-tu-phap'),
        names('dong-da', 'hoan-kiem', '2023-04-14'),
        goOn('i-1', '2023-04-18', '2023-04-19'),
        goOn('i-2', from, to),
      )
    const made = await shared('2023-04-18', '2023-04-19')
    expect(await told(made, 'InspectionResumed', 'i-2')).toMatchObject([
      { window: { from: '2023-04-18', to: '2023-04-19' } },
    ])
    expect(await standingIn(made, 'hoan-kiem')).toEqual([
      open('2023-04-18', '2023-04-19', 'i-1', 'i-2'),
    ])
    for (const [from, to] of [
      ['2023-04-18', '2023-04-20'],
      ['2023-04-19', '2023-04-19'],
    ] as const) {
      const other = await shared(from, to)
      expect(await told(other, 'InspectionResumed', 'i-2')).toEqual([])
      expect(await told(other, 'ResumptionRefused', 'i-2')).toMatchObject([
        { window: { from, to }, reason: 'other' },
      ])
    }
  })

  it('R6: handed over to another delegation, it keeps its days where they are', async () => {
    const made = await lived(
      {
        of: 'delegation',
        type: 'EstablishDelegation',
        data: { ...sampleEstablishment, delegationId: 'doan-p61b' },
        at: at('2023-03-10'),
      },
      ...underWay,
      asks('HandOverInspection', 'i-1', '2023-04-11', {
        to: { kind: 'delegation', delegationId: 'doan-p61b' },
        reason: 'Synthetic',
      }),
      paused,
    )
    expect(await standingIn(made, 'dong-da')).toEqual([open('2023-04-11', '2023-04-11', 'i-1')])
  })

  it('R9: an unannounced visit that has opened moves openly; one that hasn’t leaves no trace', async () => {
    const made = await lived(
      orders('i-1', '2023-04-11', '2023-04-13'),
      opens('i-1', '2023-04-11'),
      orders('i-2', '2023-04-18', '2023-04-19', 'p62'),
      merges,
    )
    expect(await standingIn(made, 'hoan-kiem')).toEqual([open('2023-04-12', '2023-04-13', 'i-1')])
    expect(await typesIn(made.ports, 'inspection-i-2')).toContain('InspectionCancelled')
    const secrets = await eventsIn(made.ports, 'visits-hoan-kiem')
    expect(JSON.stringify(secrets)).not.toContain('i-2')
  })

  it('R26: who took over may end, too', async () => {
    const made = await lived(
      ...underWay,
      merges,
      dissolves('hoan-kiem', '2023-04-13', '2023-04-13', 'so-tu-phap'),
    )
    expect(await standingIn(made, 'so-tu-phap')).toEqual([open('2023-04-13', '2023-04-13', 'i-1')])
    expect(await standingIn(made, 'hoan-kiem')).toEqual([open('2023-04-12', '2023-04-12', 'i-1')])
  })
})
