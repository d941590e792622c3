/**
 * accountabilityLedger: each matter, and what came of it (R23, R26).
 */
import { describe, expect, it } from 'vitest'
import { accountabilityLedger } from '../src/index.ts'
import { agency, city, rowsOf } from './support/city.ts'
import { allObligations } from './support/obligations.ts'

const head = agency('AppointHead', {
  agencyId: 'dong-da',
  happenedOn: '2023-01-03',
  postId: 'head',
  personId: 'dd-1',
  acting: false,
  from: '2023-01-03',
})

const rows = async () => rowsOf(await city(head, ...allObligations), accountabilityLedger)

describe('a matter', () => {
  it('R23: says whose it is, who decides, and how it was decided', async () => {
    expect((await rows())['m1']).toEqual({
      matterId: 'm1',
      agencyId: 'dong-da',
      about: 'post',
      postId: 'head',
      headId: 'dd-1',
      source: 'escalation',
      sourceId: 'o1',
      conditionOn: '2023-05-04',
      competentId: 'ubnd-thanh-pho',
      openedOn: '2023-07-05',
      status: 'decided',
      explanationDueOn: '2023-07-13',
      explainedOn: '2023-07-10',
      explainedLate: false,
      decidedOn: '2023-07-20',
      outcome: 'apology',
      explained: true,
      decisionNumber: '91/TB-UBND',
      apologisedOn: '2023-07-25',
      withdrawnOn: null,
    })
  })

  it('lifecycle: is withdrawn; R26: goes on with who took over', async () => {
    const { m2, m3 } = await rows()
    expect(m2).toMatchObject({
      about: 'organisation',
      status: 'withdrawn',
      withdrawnOn: '2023-07-21',
    })
    expect(m3).toMatchObject({ agencyId: 'dong-da', status: 'open', headId: null })
  })

  it('R23: keeps no text in which a person may be named', async () => {
    expect(JSON.stringify(await rows())).not.toMatch(/Giải trình|Xin lỗi|Để quá hạn/)
  })
})
