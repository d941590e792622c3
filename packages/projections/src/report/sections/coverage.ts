/** The report's coverage: what was planned, what was visited, by month and by level. */
import { agencyLevels, type Label, reformAreas } from '@kiemtra/core'
import type { Cell, Section } from '../model.ts'
import type { ReportRows } from '../rows.ts'
import { monthOf, percent, same, say } from '../words.ts'

const sum = (numbers: ReadonlyArray<number>): number => numbers.reduce((all, one) => all + one, 0)

/** Terms that are there, with their labels, in the order in which people name them, not of their codes. */
const inOrder = (
  terms: Readonly<Record<string, Label>>,
  there: ReadonlyArray<string>,
): ReadonlyArray<readonly [string, Label]> =>
  Object.entries(terms).filter(([term]) => there.includes(term))

/** Targets and visits. */
export const coverage = ({ plan }: ReportRows): Section => {
  const months = [
    ...new Set([...plan.planned, ...plan.carriedOut].map(({ month }) => month)),
  ].sort()
  const targets = (month: string): number =>
    sum(plan.planned.filter((cell) => cell.month === month).map((cell) => cell.targets))
  const done = (month: string, what: 'visits' | 'unannounced' | 'concluded'): number =>
    sum(plan.carriedOut.filter((cell) => cell.month === month).map((cell) => cell[what]))
  const columns = [
    { name: { vi: 'Mục tiêu', en: 'Targets' }, of: targets },
    { name: { vi: 'Cuộc kiểm tra', en: 'Visits' }, of: (month: string) => done(month, 'visits') },
    {
      name: { vi: 'Đột xuất', en: 'Unannounced' },
      of: (month: string) => done(month, 'unannounced'),
    },
    {
      name: { vi: 'Kết luận', en: 'Conclusions' },
      of: (month: string) => done(month, 'concluded'),
    },
  ] as const
  const share = plan.coverage === null ? undefined : percent(plan.coverage)
  const goal = plan.coverageGoal === null ? undefined : percent(plan.coverageGoal)
  return {
    id: 'coverage',
    title: { vi: 'Mức độ bao phủ', en: 'Coverage' },
    sentences: [
      say(
        (of) =>
          `Kế hoạch có ${String(plan.targetCount)} mục tiêu tại ${String(plan.subjectCount)} cơ quan; đã kiểm tra ${String(plan.targetsVisited)} mục tiêu, ${String(plan.subjectsVisited)} cơ quan${share === undefined ? '' : ` (${of(share)})`}.`,
        (of) =>
          `The plan has ${String(plan.targetCount)} targets at ${String(plan.subjectCount)} agencies; ${String(plan.targetsVisited)} targets were carried out, ${String(plan.subjectsVisited)} agencies visited${share === undefined ? '' : ` (${of(share)})`}.`,
      ),
      ...(goal === undefined || plan.coverage === null || plan.coverageGoal === null
        ? []
        : [
            plan.coverage >= plan.coverageGoal
              ? say(
                  (of) => `Đạt chỉ tiêu bao phủ ${of(goal)}.`,
                  (of) => `The goal of ${of(goal)} is met.`,
                )
              : say(
                  (of) => `Chưa đạt chỉ tiêu bao phủ ${of(goal)}.`,
                  (of) => `The goal of ${of(goal)} is not met.`,
                ),
          ]),
    ],
    chart: {
      kind: 'beside',
      title: { vi: 'Mục tiêu và kết quả theo tháng', en: 'Targets and results by month' },
      categories: months.map(monthOf),
      series: columns.map(({ name, of }) => ({ name, values: months.map(of) })),
    },
    tables: [
      {
        caption: { vi: 'Theo tháng', en: 'By month' },
        heads: [{ vi: 'Tháng', en: 'Month' }, ...columns.map(({ name }) => name)],
        rows: months.map((month) => [monthOf(month), ...columns.map(({ of }) => of(month))]),
      },
      byLevel(plan),
      neverInspected(plan),
    ],
  }
}

const byLevel = (plan: ReportRows['plan']): Section['tables'][number] => {
  const levels = inOrder(
    agencyLevels,
    [...plan.planned, ...plan.carriedOut].map(({ level }) => level),
  )
  const visited = (level: string): number =>
    new Set(
      plan.inspections
        .filter((one) => one.level === level && one.status !== 'cancelled')
        .map(({ subjectId }) => subjectId),
    ).size
  const planned = (level: string): number =>
    new Set(
      plan.targets.filter((target) => target.level === level).map(({ subjectId }) => subjectId),
    ).size
  return {
    caption: { vi: 'Theo cấp', en: 'By level' },
    heads: [
      { vi: 'Cấp', en: 'Level' },
      { vi: 'Cơ quan trong kế hoạch', en: 'Agencies planned' },
      { vi: 'Cơ quan đã kiểm tra', en: 'Agencies visited' },
    ],
    rows: levels.map(([level, label]) => [label, planned(level), visited(level)]),
  }
}

/** Areas of the plan that nobody has examined at a level: where the report has nothing to say of. */
const neverInspected = ({
  neverInspected: gaps,
}: ReportRows['plan']): Section['tables'][number] => {
  const levels = inOrder(
    agencyLevels,
    gaps.map(({ level }) => level),
  )
  const areas = inOrder(
    reformAreas,
    gaps.map(({ area }) => area),
  )
  const cell = (area: string, level: string): Cell => {
    const gap = gaps.find((one) => one.area === area && one.level === level)
    return gap?.targets ?? same('–')
  }
  return {
    caption: {
      vi: 'Lĩnh vực chưa được kiểm tra theo cấp (số mục tiêu trong kế hoạch; –: đã kiểm tra)',
      en: 'Areas never inspected, by level (targets planned; –: inspected)',
    },
    heads: [{ vi: 'Lĩnh vực', en: 'Area' }, ...levels.map(([, label]) => label)],
    rows: areas.map(([area, label]) => [label, ...levels.map(([level]) => cell(area, level))]),
  }
}
