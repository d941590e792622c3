/** Succession of targets (R26): what plans have at an agency that ends goes to who takes over. */
import { describe, expect, it } from 'vitest'
import { planFold } from '../../src/index.ts'
import { sampleDraft, sampleTarget } from '../../src/testing/plan.ts'
import {
  adds,
  dissolves,
  document,
  goesOn,
  names,
  pursued,
  reaches,
  untilThe,
} from './obligations.ts'
import { at, ends, eventsIn, type Input, stateOf, type World } from './support.ts'

/** Where the targets of a plan are. */
const subjectsIn = async ({ ports }: World, planId = 'p61-2023') => {
  const plan = await stateOf(ports, planFold, planId)
  return plan.status === 'undrafted'
    ? {}
    : Object.fromEntries([...plan.targets].map(([id, { subjectId }]) => [id, subjectId]))
}

const movesIn = async ({ ports }: World, planId = 'p61-2023') =>
  (await eventsIn(ports, `plan-${planId}`)).filter(({ type }) => type === 'TargetTransferred')

const refusedIn = async ({ ports }: World, planId = 'p61-2023') =>
  (await eventsIn(ports, `plan-${planId}`)).filter(({ type }) => type === 'CommandRefused')

describe('succession of targets', () => {
  it('R26: a single successor gets the targets of every plan on the day of the end, and not before', async () => {
    const made = await pursued(
      adds('t2', 'so-tu-phap', '2023-04-03'),
      dissolves('dong-da', '2023-05-03', '2023-06-01', 'hoan-kiem'),
    )
    await untilThe(made, '2023-05-31')
    expect(await movesIn(made)).toEqual([])
    await untilThe(made, '2023-06-01')
    expect(await movesIn(made)).toMatchObject([
      {
        data: {
          targetId: 't1',
          fromId: 'dong-da',
          subjectId: 'hoan-kiem',
          happenedOn: '2023-06-01',
        },
        meta: { actor: { kind: 'policy', name: 'targetSuccession', onBehalfOf: 'hoan-kiem' } },
      },
    ])
    expect(await subjectsIn(made)).toEqual({ t1: 'hoan-kiem', t2: 'so-tu-phap' })
    expect(await subjectsIn(made, 'p62-2023')).toEqual({ t1: 'hoan-kiem' })
  })

  it('R26: several targets of one plan move with one end', async () => {
    const made = await pursued(
      adds('t2', 'dong-da', '2023-04-03'),
      dissolves('dong-da', '2023-05-03', '2023-05-03', 'hoan-kiem'),
    )
    expect(await subjectsIn(made)).toEqual({ t1: 'hoan-kiem', t2: 'hoan-kiem' })
    expect((await movesIn(made)).map(({ data }) => data)).toMatchObject([
      { targetId: 't1', happenedOn: '2023-05-03' },
      { targetId: 't2', happenedOn: '2023-05-03' },
    ])
  })

  it('R26: several successors: it waits for the taker, who may be named late', async () => {
    const made = await pursued(
      dissolves('dong-da', '2023-05-03', '2023-05-03', 'hoan-kiem', 'so-tu-phap'),
    )
    await untilThe(made, '2023-07-03')
    expect(await movesIn(made)).toEqual([])
    await goesOn(made, names('dong-da', 'so-tu-phap', '2023-07-04'))
    expect(await movesIn(made)).toMatchObject([
      { data: { subjectId: 'so-tu-phap', happenedOn: '2023-07-04' } },
    ])
  })

  it('R26: a taker that is named before the end gets them at the end', async () => {
    const made = await pursued(
      dissolves('dong-da', '2023-05-03', '2023-06-01', 'hoan-kiem', 'so-tu-phap'),
      names('dong-da', 'so-tu-phap', '2023-05-04'),
    )
    expect(await movesIn(made)).toEqual([])
    await untilThe(made, '2023-06-05')
    expect(await movesIn(made)).toMatchObject([
      { data: { subjectId: 'so-tu-phap', happenedOn: '2023-06-01' } },
    ])
  })

  it('R26: who took over may end, too', async () => {
    const made = await pursued(
      dissolves('hoan-kiem', '2023-05-02', '2023-05-04', 'so-tu-phap'),
      dissolves('dong-da', '2023-05-03', '2023-05-03', 'hoan-kiem'),
    )
    await untilThe(made, '2023-05-04')
    expect((await movesIn(made)).map(({ data }) => data)).toMatchObject([
      { fromId: 'dong-da', subjectId: 'hoan-kiem', happenedOn: '2023-05-03' },
      { fromId: 'hoan-kiem', subjectId: 'so-tu-phap', happenedOn: '2023-05-04' },
    ])
  })

  it('R26: what was reached stays, until its conclusion is revoked', async () => {
    const made = await pursued(
      reaches('reached', '2023-04-28'),
      dissolves('dong-da', '2023-05-03', '2023-05-03', 'hoan-kiem'),
    )
    expect(await subjectsIn(made)).toEqual({ t1: 'dong-da' })
    expect(await refusedIn(made)).toEqual([])
    await goesOn(made, reaches('revoked', '2023-05-12'))
    expect(await movesIn(made)).toMatchObject([
      { data: { subjectId: 'hoan-kiem', happenedOn: '2023-05-12' } },
    ])
  })

  it('R1: a plan that is issued after the end has its targets with the taker', async () => {
    const about = { planId: 'p63-2023' }
    const input = (type: string, data: object, day: string): Input => ({
      of: 'plan',
      type,
      data: { ...data, ...about, happenedOn: day },
      at: at(day),
    })
    const made = await pursued(
      input('DraftPlan', sampleDraft, '2023-04-03'),
      input('AddTarget', { target: sampleTarget }, '2023-04-03'),
      dissolves('dong-da', '2023-05-03', '2023-05-03', 'hoan-kiem'),
    )
    expect(await subjectsIn(made, 'p63-2023')).toEqual({ t1: 'dong-da' })
    const issue = { document: document('ubnd-thanh-pho', '2023-05-05') }
    await goesOn(made, input('IssuePlan', issue, '2023-05-05'))
    expect(await movesIn(made, 'p63-2023')).toMatchObject([
      { data: { subjectId: 'hoan-kiem', happenedOn: '2023-05-05' } },
    ])
  })

  it('R1: a plan that has ended keeps its targets where they were', async () => {
    const made = await pursued(
      ends('ClosePlan', '2023-05-02'),
      dissolves('dong-da', '2023-05-03', '2023-05-03', 'hoan-kiem'),
    )
    expect(await subjectsIn(made)).toEqual({ t1: 'dong-da' })
    expect(await subjectsIn(made, 'p62-2023')).toEqual({ t1: 'hoan-kiem' })
    expect(await refusedIn(made)).toEqual([])
  })

  it('R25: a taker that the issuer may not inspect is refused, and the target waits', async () => {
    const made = await pursued(dissolves('dong-da', '2023-05-03', '2023-05-03', 'ubnd-thanh-pho'))
    expect(await subjectsIn(made)).toEqual({ t1: 'dong-da' })
    expect(await refusedIn(made)).toMatchObject([
      { data: { rejection: { _tag: 'OutsideJurisdiction', because: 'not-below' } } },
    ])
  })

  it('R26: what an event has asked for after the end, the day of the end doesn’t ask for again', async () => {
    const made = await pursued(
      reaches('reached', '2023-04-28'),
      dissolves('dong-da', '2023-05-03', '2023-06-01', 'ubnd-thanh-pho'),
      // Nobody was there on the day of the end: this comes first.
      reaches('revoked', '2023-06-02'),
    )
    expect(await refusedIn(made)).toHaveLength(1)
    expect(await refusedIn(made, 'p62-2023')).toHaveLength(1)
  })

  it('R25: what was refused is asked for once, whatever else ends or comes into the plan', async () => {
    const made = await pursued(dissolves('dong-da', '2023-05-03', '2023-05-03', 'ubnd-thanh-pho'))
    expect(await refusedIn(made)).toHaveLength(1)
    await goesOn(
      made,
      adds('t2', 'so-tu-phap', '2023-05-04'),
      dissolves('so-tu-phap', '2023-05-05', '2023-05-05', 'hoan-kiem'),
    )
    expect(await refusedIn(made)).toHaveLength(1)
    expect(await subjectsIn(made)).toEqual({ t1: 'dong-da', t2: 'hoan-kiem' })
  })

  it('R26: a target that comes when the end is known but ahead moves on its day', async () => {
    const made = await pursued(
      dissolves('dong-da', '2023-05-03', '2023-06-01', 'hoan-kiem'),
      adds('t2', 'dong-da', '2023-05-04'),
    )
    expect(await movesIn(made)).toEqual([])
    expect(await refusedIn(made)).toEqual([])
    await untilThe(made, '2023-06-01')
    expect((await movesIn(made)).map(({ data }) => data)).toMatchObject([
      { targetId: 't1', happenedOn: '2023-06-01' },
      { targetId: 't2', happenedOn: '2023-06-01' },
    ])
  })

  it('R26: where two agencies end, the targets of each move on its own day', async () => {
    const made = await pursued(
      adds('t2', 'so-tu-phap', '2023-04-03'),
      dissolves('dong-da', '2023-05-03', '2023-06-01', 'hoan-kiem'),
      dissolves('so-tu-phap', '2023-05-03', '2023-06-05', 'hoan-kiem'),
    )
    await untilThe(made, '2023-06-01')
    expect((await movesIn(made)).map(({ data }) => data)).toMatchObject([{ targetId: 't1' }])
    await untilThe(made, '2023-06-05')
    expect((await movesIn(made)).map(({ data }) => data)).toMatchObject([
      { targetId: 't1', happenedOn: '2023-06-01' },
      { targetId: 't2', happenedOn: '2023-06-05' },
    ])
    expect(await refusedIn(made)).toEqual([])
  })

  it('R25: the way from the taker to the issuer is read in the register', async () => {
    const made = await pursued(
      adds('t2', 'phong-tu-phap-dong-da', '2023-04-03', { through: ['dong-da'] }),
      dissolves('phong-tu-phap-dong-da', '2023-05-03', '2023-05-03', 'tram-y-te-lang-ha'),
    )
    expect(await movesIn(made)).toMatchObject([
      {
        data: {
          targetId: 't2',
          subjectId: 'tram-y-te-lang-ha',
          through: ['phuong-lang-ha', 'dong-da'],
        },
      },
    ])
  })
})
