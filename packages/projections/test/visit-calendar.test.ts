import { describe, expect, it } from 'vitest'
import { visitCalendar } from '../src/index.ts'
import { city, rowsOf, type Step, visits } from './support/city.ts'
import { combine, release, reserve, reveal, type Visit } from './support/course.ts'

const a: Visit = { inspectionId: 'a', subjectId: 'dong-da' }
const b: Visit = { inspectionId: 'b', subjectId: 'dong-da', slotId: 'doan-2' }
const later = { from: '2023-06-12', to: '2023-06-13' }
const c: Visit = { inspectionId: 'c', subjectId: 'dong-da', slotId: 'doan-2', ...later }

const rowsAfter = async (...steps: ReadonlyArray<Step>) =>
  rowsOf(await city(...steps), visitCalendar)
const shared = async (...steps: ReadonlyArray<Step>) =>
  Object.fromEntries(
    Object.values(await rowsAfter(...steps)).map((row) => [row.windowId, row.sharedWith]),
  )

const move = (visit: Visit, to: { readonly from: string; readonly to: string }): Step =>
  visits('MoveWindow', {
    agencyId: visit.subjectId,
    happenedOn: '2023-05-10',
    windowId: `w-${visit.inspectionId}`,
    to,
  })

describe('windows', () => {
  it('a reservation has a row, by agency and window', async () => {
    expect(await rowsAfter(reserve(a))).toEqual({
      'dong-da.w-a': {
        agencyId: 'dong-da',
        windowId: 'w-a',
        planId: 'p61-2023',
        inspectionId: 'a',
        slotId: 'doan-1',
        mode: 'on-site',
        notice: 'announced',
        areas: ['procedures'],
        from: '2023-06-05',
        to: '2023-06-06',
        workingDays: 2,
        status: 'reserved',
        sharedWith: [],
        refusedFor: [],
      },
    })
  })

  it('R7: a refused one says by which rule, and has no days', async () => {
    const rows = await rowsAfter(reserve(a), reserve(b))
    expect(rows['dong-da.w-b']).toMatchObject({
      status: 'refused',
      from: '2023-06-05',
      workingDays: 0,
      refusedFor: [{ tag: 'Overlap', rule: 'R7' }],
    })
    expect(rows['dong-da.w-a']).toMatchObject({ status: 'reserved' })
  })

  it('asked for again with success, it is reserved, and its refusal forgotten', async () => {
    const again = reserve({ ...b, ...later })
    expect((await rowsAfter(reserve(a), reserve(b), again))['dong-da.w-b']).toMatchObject({
      status: 'reserved',
      from: '2023-06-12',
      refusedFor: [],
    })
  })

  it('a move changes the days; one refused leaves them, and says why until the next succeeds', async () => {
    const moved = [reserve(a), reserve(c), move(c, { from: '2023-06-14', to: '2023-06-16' })]
    expect((await rowsAfter(...moved))['dong-da.w-c']).toMatchObject({
      from: '2023-06-14',
      to: '2023-06-16',
      workingDays: 3,
    })
    const refused = [...moved, move(c, { from: '2023-06-06', to: '2023-06-07' })]
    expect((await rowsAfter(...refused))['dong-da.w-c']).toMatchObject({
      from: '2023-06-14',
      status: 'reserved',
      refusedFor: [{ tag: 'Overlap', rule: 'R7' }],
    })
    expect((await rowsAfter(...refused, move(c, later)))['dong-da.w-c']).toMatchObject({
      from: '2023-06-12',
      refusedFor: [],
    })
  })

  it('one given back stays, as released', async () => {
    expect(await rowsAfter(reserve(a), release(a))).toMatchObject({
      'dong-da.w-a': { status: 'released', from: '2023-06-05' },
    })
  })

  it('an overlap that plans agree to is no window', async () => {
    const waived = visits('WaiveOverlap', {
      agencyId: 'dong-da',
      happenedOn: '2023-05-01',
      planId: 'p61-2023',
      otherPlanId: 'cong-vu-2023',
      period: { from: '2023-06-01', to: '2023-06-30' },
      reason: 'Synthetic',
    })
    expect(await rowsAfter(reserve(a), waived)).toEqual(await rowsAfter(reserve(a)))
  })

  it('the same window id at two agencies makes two rows', async () => {
    const there = { ...a, subjectId: 'hoan-kiem' }
    expect(Object.keys(await rowsAfter(reserve(a), reserve(there))).sort()).toEqual([
      'dong-da.w-a',
      'hoan-kiem.w-a',
    ])
  })
})

describe('R7: combined windows', () => {
  it('share the host’s days, also one that had been refused', async () => {
    const rows = await rowsAfter(reserve(a), reserve(b), combine(a, b))
    expect(rows).toMatchObject({
      'dong-da.w-a': { sharedWith: ['w-b'], status: 'reserved' },
      'dong-da.w-b': { sharedWith: ['w-a'], status: 'reserved', workingDays: 2, refusedFor: [] },
    })
  })

  const three = [reserve(a), reserve(b), reserve(c), combine(a, b, c)]

  it('name each other in the order of their ids, whoever hosts', async () => {
    expect(await shared(reserve(a), reserve(b), reserve(c), combine(c, b, a))).toEqual({
      'w-a': ['w-b', 'w-c'],
      'w-b': ['w-a', 'w-c'],
      'w-c': ['w-a', 'w-b'],
    })
  })

  it('move together', async () => {
    const rows = await rowsAfter(...three, move(b, { from: '2023-06-15', to: '2023-06-15' }))
    expect(Object.values(rows).map(({ from, to, workingDays }) => [from, to, workingDays])).toEqual(
      Array.from({ length: 3 }, () => ['2023-06-15', '2023-06-15', 1]),
    )
    expect(rows['dong-da.w-c']).toMatchObject({ sharedWith: ['w-a', 'w-b'] })
  })

  it('are told together why they can’t move', async () => {
    const blocker: Visit = { ...a, inspectionId: 'd', from: '2023-06-20', to: '2023-06-20' }
    const refused = move(a, { from: '2023-06-20', to: '2023-06-21' })
    const rows = await rowsAfter(reserve(blocker), ...three, refused)
    for (const key of ['dong-da.w-a', 'dong-da.w-b', 'dong-da.w-c']) {
      expect(rows[key]).toMatchObject({ from: '2023-06-05', refusedFor: [{ tag: 'Overlap' }] })
    }
    expect(rows['dong-da.w-d']).toMatchObject({ refusedFor: [] })
  })

  it('one given back, the others share with each other only', async () => {
    expect(await shared(...three)).toEqual({
      'w-a': ['w-b', 'w-c'],
      'w-b': ['w-a', 'w-c'],
      'w-c': ['w-a', 'w-b'],
    })
    expect(await shared(...three, release(b))).toEqual({
      'w-a': ['w-c'],
      'w-b': [],
      'w-c': ['w-a'],
    })
    expect(await shared(...three, release(b), release(a))).toEqual({
      'w-a': [],
      'w-b': [],
      'w-c': [],
    })
  })

  it('one that joins another window leaves those it shared with', async () => {
    const d: Visit = {
      inspectionId: 'd',
      subjectId: 'dong-da',
      from: '2023-06-19',
      to: '2023-06-20',
    }
    const joined = [...three, reserve(d), combine(d, b)]
    expect(await shared(...joined)).toEqual({
      'w-a': ['w-c'],
      'w-b': ['w-d'],
      'w-c': ['w-a'],
      'w-d': ['w-b'],
    })
    expect((await rowsAfter(...joined))['dong-da.w-b']).toMatchObject({ from: '2023-06-19' })
    expect(await shared(...joined, release(b))).toMatchObject({ 'w-a': ['w-c'], 'w-d': [] })
  })
})

describe('R9: secret windows', () => {
  const secret = reserve(c, 'unannounced')

  it('have no row: reserved, moved, refused, given back', async () => {
    const without = await rowsAfter(reserve(a))
    expect(await rowsAfter(reserve(a), secret)).toEqual(without)
    expect(
      await rowsAfter(reserve(a), secret, move(c, { from: '2023-06-14', to: '2023-06-15' })),
    ).toEqual(without)
    expect(
      await rowsAfter(reserve(a), secret, move(c, { from: '2023-06-05', to: '2023-06-06' })),
    ).toEqual(without)
    expect(await rowsAfter(reserve(a), secret, release(c))).toEqual(without)
    expect(await rowsAfter(reserve(a), reserve(b, 'unannounced'))).toEqual(without)
  })

  it('show from the move that reveals them, with what was asked for', async () => {
    expect((await rowsAfter(secret, reveal(c)))['dong-da.w-c']).toEqual({
      agencyId: 'dong-da',
      windowId: 'w-c',
      planId: 'p61-2023',
      inspectionId: 'c',
      slotId: 'doan-2',
      mode: 'on-site',
      notice: 'unannounced',
      areas: ['procedures'],
      from: '2023-06-12',
      to: '2023-06-13',
      workingDays: 2,
      status: 'reserved',
      sharedWith: [],
      refusedFor: [],
    })
  })

  it('once revealed, are windows like others', async () => {
    const open = [secret, reveal(c)]
    expect(await shared(...open, reserve(a), combine(c, a))).toEqual({
      'w-a': ['w-c'],
      'w-c': ['w-a'],
    })
    expect((await rowsAfter(...open, release(c)))['dong-da.w-c']).toMatchObject({
      status: 'released',
    })
  })
})
