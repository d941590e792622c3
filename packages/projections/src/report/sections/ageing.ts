/**
 * The report's remedies: how many are open, how old what is late is, what was verified (R21, R22). Of
 * conclusions that aren't published nothing is counted.
 */
import { daysBetween, isCivilDate } from '@kiemtra/kernel'
import type { RemediationRow } from '../../remediation-tracker.ts'
import type { Section } from '../model.ts'
import { type ReportRows, toldOf } from '../rows.ts'

const isOpen = ({ status }: RemediationRow): boolean => status === 'open' || status === 'claimed'

/** Days past the due date; 0 or less: not late. */
const daysLate = ({ dueOn }: RemediationRow, asOf: string): number =>
  isCivilDate(dueOn) && isCivilDate(asOf) ? daysBetween(dueOn, asOf) : 0

const buckets = [
  { name: { vi: 'Trong hạn', en: 'Not due yet' }, from: -Infinity, to: 0 },
  { name: { vi: 'Quá hạn đến 30 ngày', en: 'Late by 30 days or less' }, from: 1, to: 30 },
  { name: { vi: 'Quá hạn 31–90 ngày', en: 'Late by 31 to 90 days' }, from: 31, to: 90 },
  { name: { vi: 'Quá hạn trên 90 ngày', en: 'Late by more than 90 days' }, from: 91, to: Infinity },
] as const

/** Remedies by age. */
export const ageing = (rows: ReportRows): Section => {
  const all = rows.remediations.filter(
    ({ inspectionId, status }) => status !== 'annulled' && toldOf(rows, inspectionId),
  )
  const open = all.filter(isOpen)
  const verified = all.filter(({ status }) => status === 'verified').length
  const counts = buckets.map(
    ({ from, to }) =>
      open.filter((row) => {
        const late = daysLate(row, rows.asOf)
        return late >= from && late <= to
      }).length,
  )
  const pursued = (step: RemediationRow['pursuit']): number =>
    open.filter(({ pursuit }) => pursuit === step).length
  return {
    id: 'remedies',
    title: { vi: 'Khắc phục tồn tại', en: 'Remedies' },
    sentences: [
      {
        vi: `${String(all.length)} yêu cầu khắc phục: ${String(verified)} đã được xác nhận, ${String(open.length)} chưa hoàn thành.`,
        en: `${String(all.length)} demands: ${String(verified)} verified, ${String(open.length)} still open.`,
      },
    ],
    chart: {
      kind: 'stacked',
      title: { vi: 'Yêu cầu chưa hoàn thành theo thời gian', en: 'Open demands by age' },
      categories: open.length === 0 ? [] : buckets.map(({ name }) => name),
      series: [{ name: { vi: 'Yêu cầu', en: 'Demands' }, values: open.length === 0 ? [] : counts }],
    },
    tables: [
      {
        caption: { vi: 'Yêu cầu chưa hoàn thành', en: 'Open demands' },
        heads: [
          { vi: 'Tình trạng', en: 'Age' },
          { vi: 'Số lượng', en: 'Demands' },
        ],
        rows: buckets.map(({ name }, n) => [name, counts[n] ?? 0]),
      },
      {
        caption: { vi: 'Đôn đốc', en: 'Pursuit' },
        heads: [
          { vi: 'Bước', en: 'Step' },
          { vi: 'Số lượng', en: 'Demands' },
        ],
        rows: [
          [{ vi: 'Đã đôn đốc', en: 'Urged' }, pursued('urged')],
          [{ vi: 'Đã báo cáo cấp trên', en: 'Reported to the superior' }, pursued('escalated')],
          [{ vi: 'Chờ phúc tra', en: 'Follow-up owed' }, pursued('owed')],
          [{ vi: 'Đã đưa vào phúc tra', en: 'Follow-up taken up' }, pursued('taken')],
        ],
      },
    ],
  }
}
