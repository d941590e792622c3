/**
 * agencyRegister: what other rows are joined with: names, superiors, heads, successors (R26).
 */
import { describe, expect, it } from 'vitest'
import { agencyRegister } from '../src/index.ts'
import { agency, city, document, rowsOf, type Step } from './support/city.ts'

const rowsAfter = async (...steps: ReadonlyArray<Step>) =>
  rowsOf(await city(...steps), agencyRegister)

const appoint = (personId: string, acting: boolean, from: string): Step =>
  agency('AppointHead', {
    agencyId: 'dong-da',
    happenedOn: from,
    postId: 'head',
    personId,
    acting,
    from,
  })

describe('an agency', () => {
  it('lifecycle: is as it was registered, every one of them', async () => {
    const rows = await rowsAfter()
    expect(Object.keys(rows).length).toBeGreaterThan(10)
    expect(rows['dong-da']).toMatchObject({
      agencyId: 'dong-da',
      kind: 'district-committee',
      level: 'district',
      superiorId: 'ubnd-thanh-pho',
      headId: null,
      dissolvedOn: null,
    })
  })

  it('lifecycle: has one head at a time, who they are and since when', async () => {
    expect((await rowsAfter(appoint('dd-1', true, '2023-02-01')))['dong-da']).toMatchObject({
      headPostId: 'head',
      headId: 'dd-1',
      headActing: true,
      headSince: '2023-02-01',
    })
    const replaced = [appoint('dd-1', true, '2023-02-01'), appoint('dd-2', false, '2023-03-01')]
    expect((await rowsAfter(...replaced))['dong-da']).toMatchObject({
      headId: 'dd-2',
      headActing: false,
      headSince: '2023-03-01',
    })
    const vacated = agency('VacateHead', {
      agencyId: 'dong-da',
      happenedOn: '2023-04-01',
      until: '2023-04-01',
    })
    expect((await rowsAfter(...replaced, vacated))['dong-da']).toMatchObject({
      headPostId: null,
      headId: null,
      headActing: null,
      headSince: null,
    })
  })

  it('lifecycle: is renamed, and put under another superior', async () => {
    const renamed = agency('RenameAgency', {
      agencyId: 'so-tu-phap',
      happenedOn: '2023-02-01',
      names: { vi: 'Sở Tư pháp và Nội vụ', en: 'Justice and Home Affairs' },
      document: document('3/QĐ-UBND', 'ubnd-thanh-pho', '2023-02-01'),
    })
    const moved = agency('ChangeSuperior', {
      agencyId: 'phuong-lang-ha',
      happenedOn: '2023-02-01',
      superiorId: 'hoan-kiem',
      document: document('4/QĐ-UBND', 'ubnd-thanh-pho', '2023-02-01'),
    })
    const rows = await rowsAfter(renamed, moved)
    expect(rows['so-tu-phap']).toMatchObject({ nameEn: 'Justice and Home Affairs' })
    expect(rows['phuong-lang-ha']).toMatchObject({ superiorId: 'hoan-kiem' })
  })

  it('R26: ends with a taker, at once or named by a due date', async () => {
    const ended = (successors: ReadonlyArray<string>) =>
      agency('DissolveAgency', {
        agencyId: 'dong-da',
        happenedOn: '2023-06-05',
        effectiveOn: '2023-07-01',
        successors: [...successors],
        document: document('70/NQ-HDND', 'ubnd-thanh-pho', '2023-06-05'),
        takerDue: { value: { unit: 'days', amount: 30 }, basis: 'Synthetic' },
      })
    const before = appoint('dd-1', false, '2023-02-01')
    expect((await rowsAfter(before, ended(['hoan-kiem'])))['dong-da']).toMatchObject({
      dissolvedOn: '2023-07-01',
      successors: ['hoan-kiem'],
      takerId: 'hoan-kiem',
      takerDueOn: null,
      headId: null,
    })
    const two = [ended(['hoan-kiem', 'so-noi-vu'])]
    expect((await rowsAfter(...two))['dong-da']).toMatchObject({
      takerId: null,
      takerDueOn: '2023-07-31',
    })
    const named = agency('NameTaker', {
      agencyId: 'dong-da',
      happenedOn: '2023-07-10',
      takerId: 'so-noi-vu',
      document: document('71/QĐ-UBND', 'ubnd-thanh-pho', '2023-07-10'),
    })
    expect((await rowsAfter(...two, named))['dong-da']).toMatchObject({
      takerId: 'so-noi-vu',
      takerDueOn: null,
    })
  })
})
