/** planComparison: an issuer's year beside the year before. The city's plans of 2023 are last year's. */
import { checkProjection } from '@kiemtra/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planComparison } from '../src/index.ts'
import { type City, city, document, plan, rowsOf, type Step } from './support/city.ts'
import {
  announced,
  cancel,
  concluded,
  fieldwork,
  revoke,
  secret,
  unannounced,
  type Visit,
} from './support/course.ts'
import { closed2023, nextPlan } from './support/years.ts'

const rows = async (of: City) => rowsOf(of, planComparison)
const row2024 = async (...steps: ReadonlyArray<Step>) =>
  (await rows(await city(...steps)))['ubnd-thanh-pho.reform.2024']

const dongDa: Visit = { inspectionId: 'i1', subjectId: 'dong-da' }
const surprise: Visit = { inspectionId: 's1', subjectId: 'hoan-kiem' }

const issued2024 = nextPlan()
const drafted2024 = issued2024.slice(0, 2)

const revokePlan = (planId: string): Step =>
  plan('RevokePlan', {
    planId,
    happenedOn: '2023-12-01',
    document: document('99/QĐ-UBND', 'ubnd-thanh-pho', '2023-12-01'),
    reason: 'Thu hồi',
  })
const visited = [...announced(dongDa), ...fieldwork(dongDa), ...concluded(dongDa)]
/** Two of three agencies visited in 2023, one of them unannounced. */
const past = [...visited, ...unannounced(surprise)]

describe('the year before', () => {
  it('is what the same issuer planned of the same kind; plans of a year count together', async () => {
    expect(await row2024(...past, ...issued2024)).toMatchObject({
      planIds: ['p61-2024'],
      subjectCount: 1,
      coverage: 0,
      visitCount: 0,
      unannouncedShare: null,
      lastYearPlanIds: ['cong-vu-2023', 'p61-2023'],
      // Dong Da stands in both: three agencies, not four.
      lastYearSubjectCount: 3,
      lastYearSubjectsVisited: 2,
      lastYearCoverage: 2 / 3,
      lastYearVisitCount: 2,
      lastYearUnannouncedCount: 1,
      lastYearUnannouncedShare: 0.5,
      lastYearConcludedCount: 1,
      coverageChange: 0 - 2 / 3,
      unannouncedShareChange: null,
    })
  })

  it('is nobody else’s, no other kind’s and no other year’s', async () => {
    const all = await rows(await city(...issued2024))
    expect(Object.keys(all).sort()).toEqual([
      'so-tu-phap.reform.2023',
      'so-tu-phap.reform.2024',
      'ubnd-thanh-pho.reform.2023',
      'ubnd-thanh-pho.reform.2024',
      'ubnd-thanh-pho.reform.2025',
    ])
    const other = (await rows(await city(...nextPlan(2024, 'civil-duty'))))[
      'ubnd-thanh-pho.civil-duty.2024'
    ]
    expect(other).toMatchObject({ planIds: ['p61-2024'], lastYear: 'none' })
    const skipped = (await rows(await city(...nextPlan(2025))))['ubnd-thanh-pho.reform.2025']
    expect(skipped).toMatchObject({ planIds: ['p61-2024'], lastYear: 'none' })
  })

  it('where there is none, its figures are null and nothing has changed', async () => {
    expect((await rows(await city(...past)))['ubnd-thanh-pho.reform.2023']).toMatchObject({
      coverage: 2 / 3,
      unannouncedShare: 0.5,
      lastYear: 'none',
      lastYearPlanIds: [],
      lastYearSubjectCount: null,
      lastYearCoverage: null,
      lastYearVisitCount: null,
      coverageChange: null,
      unannouncedShareChange: null,
      lastYearChangedOn: null,
    })
  })

  it('a draft is no measure yet, a revoked plan none any more', async () => {
    expect(await row2024(...drafted2024)).toMatchObject({ planIds: [], subjectCount: 0 })
    const withdrawn = [revokePlan('cong-vu-2023'), revokePlan('p61-2023')]
    expect(await row2024(...withdrawn, ...issued2024)).toMatchObject({
      lastYear: 'none',
      lastYearCoverage: null,
    })
    expect(await row2024(...withdrawn.slice(0, 1), ...issued2024)).toMatchObject({
      lastYear: 'open',
      lastYearPlanIds: ['p61-2023'],
    })
  })

  it('is open until its last plan is closed', async () => {
    const [one] = closed2023
    expect(await row2024(...visited, one, ...issued2024)).toMatchObject({ lastYear: 'open' })
    expect(await row2024(...visited, ...closed2023, ...issued2024)).toMatchObject({
      lastYear: 'closed',
      lastYearChangedOn: null,
      lastYearConcludedCount: 1,
    })
  })

  it('corrected late, counts as it is now, and says since when', async () => {
    const late = { ...revoke(dongDa), meta: { recordedAt: '2024-02-01T17:30:00.000Z' } }
    expect(await row2024(...visited, ...closed2023, ...issued2024, late)).toMatchObject({
      lastYear: 'closed',
      lastYearConcludedCount: 0,
      lastYearChangedOn: '2024-02-02',
    })
  })
})

describe('R9: a secret visit', () => {
  it('shows from its opening on, in both years’ rows', async () => {
    expect(await rows(await city(...secret(surprise)))).toEqual(await rows(await city()))
    const off = [...secret(surprise), cancel(surprise)]
    expect(await rows(await city(...off))).toEqual(await rows(await city()))
    const opened = await rows(await city(...unannounced(surprise)))
    expect(opened).toMatchObject({
      'ubnd-thanh-pho.reform.2023': { unannouncedCount: 1 },
      'ubnd-thanh-pho.reform.2024': { lastYearUnannouncedCount: 1 },
    })
  })
})

it('keeps its laws where the year after was planned before the year was over', async () => {
  const log = await (await city(...issued2024, ...past, closed2023[0])).log()
  const logs = fc.constant(null).map(() => log)
  const unreachable = Object.keys(planComparison.on).filter(
    (type) => !log.some((event) => event.type === type),
  )
  const { laws } = await checkProjection(planComparison, { logs, unreachable, runs: 6 })
  expect(laws.filter(({ verdict }) => verdict !== 'proven')).toEqual([])
})
