/**
 * The report's findings, by area and severity: of published conclusions in force only, so that the
 * report may be published, too (R17, R18).
 */
import { reformAreas, severities } from '@kiemtra/core'
import type { ShownFinding } from '../../outcome-memory.ts'
import type { Section } from '../model.ts'
import type { ReportRows } from '../rows.ts'

const areas = Object.entries(reformAreas)
const grades = Object.entries(severities)

const isWrong = ({ kind }: ShownFinding): boolean => kind === 'shortcoming' || kind === 'violation'

/** What was found. */
export const findings = ({ published }: ReportRows): Section => {
  const inForce = published.filter(({ revokedOn }) => revokedOn === null)
  const all = inForce.flatMap((conclusion) => conclusion.findings)
  const wrong = all.filter(isWrong)
  const count = (area: string, severity: string): number =>
    wrong.filter((one) => one.area === area && one.severity === severity).length
  const found = areas.filter(([area]) => wrong.some((one) => one.area === area))
  const achievements = all.filter(({ kind }) => kind === 'achievement').length
  const initiatives = all.filter(({ kind }) => kind === 'initiative').length
  return {
    id: 'findings',
    title: { vi: 'Tồn tại, vi phạm theo lĩnh vực', en: 'Findings by area and severity' },
    sentences: [
      {
        vi: `${String(inForce.length)} thông báo kết luận đã công bố còn hiệu lực, nêu ${String(wrong.length)} tồn tại, vi phạm, ${String(achievements)} kết quả đạt được và ${String(initiatives)} sáng kiến.`,
        en: `${String(inForce.length)} published conclusions in force name ${String(wrong.length)} shortcomings and violations, ${String(achievements)} achievements and ${String(initiatives)} initiatives.`,
      },
    ],
    chart: {
      kind: 'stacked',
      title: {
        vi: 'Tồn tại, vi phạm theo lĩnh vực và mức độ',
        en: 'Findings by area and severity',
      },
      categories: found.map(([, label]) => label),
      series: grades.map(([severity, name]) => ({
        name,
        values: found.map(([area]) => count(area, severity)),
      })),
    },
    tables: [
      {
        caption: { vi: 'Theo lĩnh vực và mức độ', en: 'By area and severity' },
        heads: [{ vi: 'Lĩnh vực', en: 'Area' }, ...grades.map(([, label]) => label)],
        rows: found.map(([area, label]) => [
          label,
          ...grades.map(([severity]) => count(area, severity)),
        ]),
      },
    ],
  }
}
