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
  open,
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

  it('is covered by visits to its targets; one elsewhere is a visit and no more', async () => {
    const elsewhere = unannounced({ inspectionId: 's2', subjectId: 'thanh-tra-thanh-pho' })
    expect(await row2024(...past, ...elsewhere, ...issued2024)).toMatchObject({
      lastYearSubjectsVisited: 2,
      lastYearCoverage: 2 / 3,
      lastYearVisitCount: 3,
      lastYearUnannouncedCount: 2,
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

  describe('has changed after its close', () => {
    const at = (step: Step, recordedAt: string): Step => ({ ...step, meta: { recordedAt } })
    /** Closed at two instants, corrected at others: on which day it says that it has changed. */
    const changedOn = async (closed: readonly [string, string], ...changed: string[]) => {
      const closes = closed2023.map((step, n) => at(step, closed[n] ?? ''))
      const changes = [revoke(dongDa), open(later)].map((step, n) => at(step, changed[n] ?? ''))
      const steps = [...visited, ...prepared, ...closes, ...issued2024]
      return (await row2024(...steps, ...changes.slice(0, changed.length)))?.lastYearChangedOn
    }
    const later: Visit = {
      inspectionId: 'i2',
      subjectId: 'hoan-kiem',
      from: '2023-07-03',
      to: '2023-07-04',
    }
    const prepared = announced(later).slice(0, -1)
    const NOON = '2023-12-01T05:00:00.000Z'

    it('if that was recorded after the last close, not with it', async () => {
      expect(await changedOn([NOON, NOON], NOON)).toBeNull()
      expect(await changedOn([NOON, NOON], '2023-12-01T05:00:00.001Z')).toBe('2023-12-01')
      expect(await changedOn([NOON, '2023-12-01T06:00:00.000Z'], '2023-12-01T05:30:00.000Z')).toBe(
        null,
      )
      expect(await changedOn(['2023-12-01T06:00:00.000Z', NOON], '2023-12-01T05:30:00.000Z')).toBe(
        null,
      )
    })

    it('by time, not by how an instant is spelt', async () => {
      const [second, half] = ['2023-12-01T05:00:00Z', '2023-12-01T05:00:00.500Z']
      expect(await changedOn([second, second], half)).toBe('2023-12-01')
      expect(await changedOn([second, half], '2023-12-01T05:00:00.250Z')).toBeNull()
      expect(await changedOn([half, half], second)).toBeNull()
    })

    it('on the last day of all, wherever it stands in the log', async () => {
      const [first, last] = ['2023-12-05T05:00:00.000Z', '2023-12-08T05:00:00.000Z']
      expect(await changedOn([NOON, NOON], first, last)).toBe('2023-12-08')
      expect(await changedOn([NOON, NOON], last, first)).toBe('2023-12-08')
      // 17:00 UTC is midnight in Hanoi.
      expect(await changedOn([NOON, NOON], '2023-12-05T16:59:59.999Z')).toBe('2023-12-05')
      expect(await changedOn([NOON, NOON], '2023-12-05T17:00:00.000Z')).toBe('2023-12-06')
    })

    it('by whatever changes its figures: an opening, a cancellation, an own inspecting, a conclusion', async () => {
      const [before, after] = ['2023-12-01T06:00:00.000Z', '2023-12-09T05:00:00.000Z']
      const lastOf = async (step: Step, ...then: ReadonlyArray<Step>) => {
        const closes = closed2023.map((one) => at(one, before))
        const row = await row2024(...then, ...closes, ...issued2024, at(step, after))
        return row?.lastYearChangedOn
      }
      const opened = announced(dongDa)
      const own = (step: Step): boolean => step.type === 'RecordOwnInspecting'
      const work = fieldwork(dongDa)
      const drafted = [...opened, ...work, ...concluded(dongDa).slice(0, 2)]
      const [issued] = concluded(dongDa).slice(2)
      const changes: ReadonlyArray<readonly [Step | undefined, ReadonlyArray<Step>]> = [
        [open(dongDa), opened.slice(0, -1)],
        [cancel(dongDa, '2023-06-07'), opened],
        [work.find(own), opened],
        [issued, drafted],
        [revoke(dongDa), visited],
      ]
      for (const [step, then] of changes) {
        expect(step).toBeDefined()
        if (step !== undefined) expect(await lastOf(step, ...then), step.type).toBe('2023-12-09')
      }
      // A draft is no figure of the comparison.
      const [draft = issued] = concluded(dongDa)
      if (draft !== undefined) expect(await lastOf(draft, ...opened, ...work)).toBeNull()
    })

    it('never while one of its plans is open', async () => {
      const [one] = closed2023
      const change = at(revoke(dongDa), '2024-02-01T17:30:00.000Z')
      expect(await row2024(...visited, one, ...issued2024, change)).toMatchObject({
        lastYear: 'open',
        lastYearChangedOn: null,
      })
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
