/** The report's comparison with the year before: coverage, unannounced visits, conclusions. */
import type { Label } from '@kiemtra/core'
import type { PlanComparisonRow } from '../../plan-comparison/row.ts'
import type { Cell, Section } from '../model.ts'
import type { ReportRows } from '../rows.ts'
import { day, percent, points, same, say, signed } from '../words.ts'

const NONE = same('–')
const shareOf = (value: number | null): Label => (value === null ? NONE : percent(value))
const countOf = (value: number | null): Cell => value ?? NONE

/** This year beside the last. */
export const lastYear = ({ plan, years }: ReportRows): Section => ({
  id: 'last-year',
  title: { vi: 'So với năm trước', en: 'Beside last year' },
  sentences:
    years === undefined || years.lastYear === 'none'
      ? [without(plan.year)]
      : [standing(years), ...caveats(years)],
  tables: years === undefined || years.lastYear === 'none' ? [] : [figures(years)],
})

const without = (year: number): Label => ({
  vi: `Không có kế hoạch năm ${String(year - 1)} cùng loại của cơ quan ban hành để so sánh.`,
  en: `The issuer had no plan of this kind for ${String(year - 1)} to compare with.`,
})

/** A share within a sentence, where a dash would say nothing. */
const saidOf = (share: number | null, none: Label): Label =>
  share === null ? none : percent(share)

const standing = (years: PlanComparisonRow): Label => {
  const noTarget = { vi: 'không có mục tiêu', en: 'no target' }
  const noVisit = { vi: 'không có cuộc kiểm tra', en: 'no visit' }
  const now = saidOf(years.coverage, noTarget)
  const before = saidOf(years.lastYearCoverage, noTarget)
  const here = saidOf(years.unannouncedShare, noVisit)
  const there = saidOf(years.lastYearUnannouncedShare, noVisit)
  return say(
    (of) =>
      `Mức bao phủ: ${of(now)}, năm trước ${of(before)}. Kiểm tra đột xuất: ${of(here)}, năm trước ${of(there)}.`,
    (of) =>
      `Coverage: ${of(now)}, last year ${of(before)}. Unannounced visits: ${of(here)}, last year ${of(there)}.`,
  )
}

/** What a reader must know to read the figures right. */
const caveats = (years: PlanComparisonRow): ReadonlyArray<Label> => [
  ...(years.lastYear === 'open'
    ? [
        {
          vi: 'Kế hoạch năm trước chưa kết thúc: số liệu năm trước còn có thể thay đổi.',
          en: "Last year's plan is still open: its figures may still change.",
        },
      ]
    : []),
  ...(years.lastYearChangedOn === null
    ? []
    : [
        say(
          (of) =>
            `Số liệu năm trước đã thay đổi sau khi kết thúc kế hoạch, lần cuối ngày ${of(day(years.lastYearChangedOn ?? ''))}.`,
          (of) =>
            `Last year's figures have changed after its plan was closed, last on ${of(day(years.lastYearChangedOn ?? ''))}.`,
        ),
      ]),
  ...(years.planIds.length > 1 || years.lastYearPlanIds.length > 1
    ? [
        {
          vi: `Tính chung các kế hoạch cùng loại của cơ quan ban hành: ${String(years.planIds.length)} kế hoạch năm nay, ${String(years.lastYearPlanIds.length)} kế hoạch năm trước.`,
          en: `The issuer's plans of this kind count together: ${String(years.planIds.length)} this year, ${String(years.lastYearPlanIds.length)} last year.`,
        },
      ]
    : []),
]

const figures = (years: PlanComparisonRow): Section['tables'][number] => ({
  caption: { vi: 'Năm nay và năm trước', en: 'This year and last' },
  heads: [
    { vi: 'Số liệu', en: 'Figure' },
    same(String(years.year)),
    same(String(years.year - 1)),
    { vi: 'Thay đổi', en: 'Change' },
  ],
  rows: [
    [
      { vi: 'Mức bao phủ', en: 'Coverage' },
      shareOf(years.coverage),
      shareOf(years.lastYearCoverage),
      years.coverageChange === null ? NONE : points(years.coverageChange),
    ],
    [
      { vi: 'Tỷ lệ đột xuất', en: 'Unannounced share' },
      shareOf(years.unannouncedShare),
      shareOf(years.lastYearUnannouncedShare),
      years.unannouncedShareChange === null ? NONE : points(years.unannouncedShareChange),
    ],
    counted(
      { vi: 'Cơ quan trong kế hoạch', en: 'Agencies planned' },
      years.subjectCount,
      years.lastYearSubjectCount,
    ),
    counted({ vi: 'Cuộc kiểm tra', en: 'Visits' }, years.visitCount, years.lastYearVisitCount),
    counted(
      { vi: 'Kết luận', en: 'Conclusions' },
      years.concludedCount,
      years.lastYearConcludedCount,
    ),
  ],
})

const counted = (name: Label, now: number, before: number | null): readonly [Label, ...Cell[]] => [
  name,
  now,
  countOf(before),
  before === null ? NONE : same(signed(now - before)),
]
