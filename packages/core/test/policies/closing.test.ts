/** Closing of a plan (R1): what hasn't opened is called off, what has opened finishes. */
import { describe, expect, it } from 'vitest'
import {
  after,
  asks,
  attaches,
  ends,
  eventsIn,
  expectOk,
  notifies,
  opens,
  orders,
  proposes,
  typesIn,
  at,
  world,
} from './support.ts'

const last = async (made: Awaited<ReturnType<typeof after>>, id: string) =>
  (await typesIn(made.ports, `inspection-${id}`)).at(-1)

describe('closing', () => {
  it.each(['ClosePlan', 'RevokePlan'] as const)(
    'R1: %s calls off what hasn’t opened, and gives its days back',
    async (type) => {
      const made = await after(
        proposes('i-1', '2023-04-11', '2023-04-12'),
        proposes('i-2', '2023-04-18', '2023-04-19', 'p62'),
        ends(type, '2023-04-03'),
      )
      expect(await last(made, 'i-1')).toBe('InspectionCancelled')
      expect(await last(made, 'i-2')).toBe('InspectionScheduled')
      expect((await typesIn(made.ports, 'visits-dong-da')).at(-1)).toBe('WindowReleased')
      const [cancelled] = (await eventsIn(made.ports, 'inspection-i-1')).slice(-1)
      expect(cancelled?.data).toMatchObject({ happenedOn: '2023-04-03' })
      expect(cancelled?.meta.actor).toEqual({
        kind: 'policy',
        name: 'closing',
        onBehalfOf: 'so-noi-vu',
      })
    },
  )

  it('R1, R9: an order is called off for who ordered, and stays secret', async () => {
    const made = await after(
      orders('i-1', '2023-04-11', '2023-04-12'),
      ends('ClosePlan', '2023-04-03'),
    )
    const [cancelled] = (await eventsIn(made.ports, 'inspection-i-1')).slice(-1)
    expect(cancelled).toMatchObject({
      type: 'InspectionCancelled',
      meta: { actor: { onBehalfOf: 'ubnd-thanh-pho' } },
    })
  })

  it('R1: what has opened finishes; what was called off before is left alone', async () => {
    const made = await after(
      proposes('i-1', '2023-04-11', '2023-04-13'),
      proposes('i-2', '2023-04-24', '2023-04-25'),
      notifies('i-1', '2023-03-20'),
      opens('i-1', '2023-04-11'),
      asks('CancelInspection', 'i-2', '2023-04-11', { reason: 'Synthetic' }),
      ends('ClosePlan', '2023-04-12'),
      attaches('i-1', '2023-04-13', 'e-1'),
    )
    expect(await last(made, 'i-1')).toBe('EvidenceAttached')
    expect(
      (await typesIn(made.ports, 'inspection-i-2')).filter((type) => type !== 'CommandRefused'),
    ).toEqual(['InspectionProposed', 'InspectionScheduled', 'InspectionCancelled'])
    expect(await typesIn(made.ports, 'inspection-i-2')).not.toContain('CommandRefused')
  })

  it('R1: an opening that crosses with the end of the plan stands', async () => {
    const made = world(
      (await after(proposes('i-1', '2023-04-11', '2023-04-13'), notifies('i-1', '2023-03-20')))
        .ports,
    )
    await expectOk(made, ends('ClosePlan', '2023-04-12'))
    // It had opened the day before; that is recorded after the plan's end.
    await expectOk(made, { ...opens('i-1', '2023-04-11'), at: at('2023-04-12', 10) })
    await made.settle()
    expect((await typesIn(made.ports, 'inspection-i-1')).slice(-2)).toEqual([
      'InspectionOpened',
      'CommandRefused',
    ])
  })

  it('R1: a proposal that was recorded late, after the end, is called off', async () => {
    const made = await after(ends('ClosePlan', '2023-04-03'), {
      ...proposes('i-1', '2023-04-11', '2023-04-12'),
      at: at('2023-04-04'),
    })
    const events = await eventsIn(made.ports, 'inspection-i-1')
    expect(events.find(({ type }) => type === 'InspectionCancelled')).toMatchObject({
      data: { happenedOn: '2023-04-04' },
    })
  })
})
