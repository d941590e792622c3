/**
 * R9 as non-interference: up to the opening of a secret visit, the rows that others may see are those
 * of the log without it and all that it caused.
 */
import { openVisitsCommands, secretVisitsCommands, visitsMetas } from '@kiemtra/core/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { auditTrail } from '../src/index.ts'
import { annualReport } from '../src/report.ts'
import {
  type City,
  city,
  inspection,
  openReadModels,
  plan,
  project,
  rowsIn,
  type Step,
  visitsStep,
} from './support/city.ts'
import {
  announced,
  cancel,
  combine,
  concluded,
  confirm,
  demand,
  fieldwork,
  notify,
  open,
  release,
  reserve,
  reveal,
  secret,
  type Visit,
} from './support/course.ts'
import { reportRowsOf } from './support/report.ts'
import { importResult, refuseSchedule, reschedule } from './support/whole-life.ts'

/** What others than auditors may see: of all read models, and the report. */
const openRows = async (of: City): Promise<unknown> => {
  const store = await project(of.events, openReadModels)
  const rows: Record<string, unknown> = {}
  for (const readModel of openReadModels) rows[readModel.name] = await rowsIn(store, readModel)
  const report = annualReport(await reportRowsOf(of, 'p61-2023', '2023-12-31'))
  return { ...rows, report: report.data }
}

// ------------------------------------------------------------------- lanes

/** Steps that keep their order among each other; those of a secret lane must leave no trace. */
interface Lane {
  readonly isSecret: boolean
  readonly steps: ReadonlyArray<Step>
}

const recorded = (step: Step): Step => ({ ...step, meta: { ...step.meta, onRefusal: 'record' } })

/** The beginning of a course, as far as chance will have it. */
const beginningOf = (steps: ReadonlyArray<Step>): fc.Arbitrary<ReadonlyArray<Step>> =>
  fc.nat({ max: steps.length }).map((length) => steps.slice(0, length))

const calendarOf = (isSecret: boolean): fc.Arbitrary<Lane> =>
  fc
    .array(fc.tuple(isSecret ? secretVisitsCommands : openVisitsCommands, visitsMetas), {
      minLength: 4,
      maxLength: 10,
    })
    .map((drawn) => ({
      isSecret,
      steps: drawn.map(([command, meta], n) => {
        const step = visitsStep({ ...command, meta })
        return n % 3 === 0 ? recorded(step) : step
      }),
    }))

const openCourse = (visit: Visit): fc.Arbitrary<Lane> =>
  beginningOf([
    ...announced(visit),
    ...fieldwork(visit, ['f1', 'shortcoming', 'minor']),
    ...concluded(visit, [demand('d1', 'f1')]),
  ]).map((steps) => ({ isSecret: false, steps }))

/** Everything that may be said of an unannounced visit before it opens. */
const secretCourse = (visit: Visit): fc.Arbitrary<Lane> => {
  const { inspectionId } = visit
  const days = { from: '2023-06-19', to: '2023-06-20' }
  const moved = { ...visit, ...days }
  const course = secret(visit)
  const refused = [
    ...course.slice(0, 1),
    refuseSchedule(visit, { from: '2023-06-05', to: '2023-06-06' }),
    inspection('DeferInspection', {
      inspectionId,
      happenedOn: '2023-05-09',
      latestOn: '2023-06-30',
      reason: 'Lịch bận',
    }),
    reschedule(visit, days),
    reserve(moved, 'unannounced'),
    confirm(moved),
  ]
  const rest = [
    recorded(notify(visit)),
    importResult(visit, '7/BC-STP', '2023-05-12'),
    inspection('HandOverInspection', {
      inspectionId,
      happenedOn: '2023-05-13',
      to: { kind: 'delegation', delegationId: 'doan-p61-2' },
      reason: 'Phân công lại',
    }),
    cancel(visit),
    release(visit),
  ]
  return fc
    .constantFrom(course, refused)
    .chain((beginning) => beginningOf([...beginning, ...rest]))
    .map((steps) => ({ isSecret: true, steps }))
}

/** Two open visits that are combined, and perhaps parted again. */
const openCombination: fc.Arbitrary<Lane> = fc.boolean().map((parted) => {
  const days = { from: '2023-07-05', to: '2023-07-06' }
  const one: Visit = { inspectionId: 'i3', subjectId: 'dong-da', ...days }
  const other: Visit = { ...one, inspectionId: 'i4', slotId: 'doan-2' }
  const both = [reserve(one), reserve(other), combine(one, other)]
  return { isSecret: false, steps: parted ? [...both, release(other)] : both }
})

const draws: fc.Arbitrary<Lane> = fc.subarray(['lot-1', 'lot-2']).map((lots) => ({
  isSecret: true,
  steps: lots.map((drawId) =>
    plan('DrawSubjects', {
      planId: 'p61-2023',
      happenedOn: '2023-02-01',
      drawId,
      slotId: 'doan-1',
      seed: '20230201',
      seedBasis: 'Synthetic',
      pool: [{ subjectId: 'dong-da' }, { subjectId: 'hoan-kiem' }],
      count: 1,
    }),
  ),
}))

const lanes = fc.tuple(
  calendarOf(false),
  calendarOf(true),
  openCourse({ inspectionId: 'i1', subjectId: 'hoan-kiem' }),
  openCourse({ inspectionId: 'i2', subjectId: 'dong-da' }),
  // The same days at the same agencies, and days of the random calendar.
  secretCourse({ inspectionId: 'si-a', subjectId: 'hoan-kiem' }),
  secretCourse({
    inspectionId: 'si-b',
    subjectId: 'dong-da',
    from: '2023-06-26',
    to: '2023-06-27',
  }),
  openCombination,
  draws,
)

interface Told {
  readonly isSecret: boolean
  readonly step: Step
}

/** The lanes in one log, turn by turn as the turns say; then what is left, lane by lane. */
const merged = (all: ReadonlyArray<Lane>, turns: ReadonlyArray<number>): ReadonlyArray<Told> => {
  const left = all.map(({ isSecret, steps }) => steps.map((step): Told => ({ isSecret, step })))
  const told: Told[] = []
  for (const turn of turns) {
    const waiting = left.filter((lane) => lane.length > 0)
    const next = waiting[turn % Math.max(1, waiting.length)]?.shift()
    if (next !== undefined) told.push(next)
  }
  return [...told, ...left.flat()]
}

const histories = fc
  .tuple(lanes, fc.array(fc.nat({ max: 1000 }), { minLength: 40, maxLength: 40 }))
  .map(([all, turns]) => merged(all, turns))

const after = async (steps: ReadonlyArray<Told>): Promise<City> => {
  const ready = await city()
  for (const { step } of steps) await ready.ask(step)
  return ready
}

// -------------------------------------------------------------------- laws

describe('R9: a secret visit ahead', () => {
  it('shows in no row but the auditors’', async () => {
    const secretTypes = new Set<string>()
    const openTypes = new Set<string>()
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const withSecrets = await after(history)
        const without = await after(history.filter(({ isSecret }) => !isSecret))
        expect(await openRows(withSecrets)).toEqual(await openRows(without))

        const [all, some] = [await withSecrets.log(), await without.log()]
        const trail = await rowsIn(await project(withSecrets.events, [auditTrail]), auditTrail)
        expect(Object.keys(trail)).toHaveLength(all.length)
        const count = (type: string, log: typeof all) =>
          log.filter((event) => event.type === type).length
        for (const { type } of some) openTypes.add(type)
        for (const type of new Set(all.map((one) => one.type))) {
          if (count(type, all) > count(type, some)) secretTypes.add(type)
        }
      }),
      { numRuns: 40 },
    )
    // Otherwise the law would have been about nothing. Moves are rarer, and have examples of their own.
    expect([...secretTypes]).toEqual(
      expect.arrayContaining([
        'CommandRefused',
        'InspectionCancelled',
        'InspectionDeferred',
        'InspectionHandedOver',
        'InspectionScheduled',
        'PriorShortcomingsRequired',
        'RescheduleProposed',
        'ResultImported',
        'ScheduleRefused',
        'SubjectsDrawn',
        'UnannouncedOrdered',
        'WindowRefused',
        'WindowReleased',
        'WindowReserved',
      ]),
    )
    expect([...openTypes]).toEqual(
      expect.arrayContaining(['ConclusionIssued', 'InspectionsCombined', 'FindingRaised']),
    )
  })

  it('shows from its opening on', async () => {
    const visit: Visit = { inspectionId: 'si-a', subjectId: 'hoan-kiem' }
    const ahead = await city(...secret(visit))
    const nothing = await openRows(await city())
    expect(await openRows(ahead)).toEqual(nothing)
    await ahead.go(open(visit), reveal(visit))
    expect(await openRows(ahead)).toMatchObject({
      planProgress: { 'p61-2023': { visitCount: 1, unannouncedCount: 1 } },
      visitCalendar: { 'hoan-kiem.w-si-a': { notice: 'unannounced' } },
      inspectionRegister: { 'si-a': { status: 'fieldwork' } },
    })
  })

  it('stays secret where its window can’t be revealed', async () => {
    const visit: Visit = { inspectionId: 'si-a', subjectId: 'hoan-kiem', slotId: 'doan-2' }
    const rival = reserve({ inspectionId: 'i1', subjectId: 'hoan-kiem' })
    const givenWay = await city(...secret(visit), rival)
    expect(await givenWay.ask(reveal(visit))).toEqual(['WindowMoveRefused'])
    expect(await openRows(givenWay)).toEqual(await openRows(await city(rival)))
  })
})
