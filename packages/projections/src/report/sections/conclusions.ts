/** The report's conclusions: how many there are, how many came late, what waits (R17). */
import type { Section } from '../model.ts'
import type { ReportRows } from '../rows.ts'

/** Conclusions and their days. */
export const conclusions = ({ inspections, asOf }: ReportRows): Section => {
  const issued = inspections.filter(({ concludedOn }) => concludedOn !== null)
  const waiting = inspections.filter(
    ({ status, conclusionDueOn }) =>
      (status === 'closed' || status === 'drafted') &&
      conclusionDueOn !== null &&
      conclusionDueOn < asOf,
  )
  const count = (is: (row: ReportRows['inspections'][number]) => boolean): number =>
    issued.filter(is).length
  return {
    id: 'conclusions',
    title: { vi: 'Thông báo kết luận', en: 'Conclusions' },
    sentences: [
      {
        vi: `Đã ban hành ${String(issued.length)} thông báo kết luận; ${String(waiting.length)} cuộc kiểm tra quá hạn kết luận.`,
        en: `${String(issued.length)} conclusions were issued; ${String(waiting.length)} are overdue.`,
      },
    ],
    tables: [
      {
        caption: { vi: 'Tình hình ban hành', en: 'How they stand' },
        heads: [
          { vi: 'Tình trạng', en: 'State' },
          { vi: 'Số lượng', en: 'Conclusions' },
        ],
        rows: [
          [
            { vi: 'Ban hành đúng hạn', en: 'Issued in time' },
            count(({ conclusionLate }) => conclusionLate === false),
          ],
          [
            { vi: 'Ban hành muộn', en: 'Issued late' },
            count(({ conclusionLate }) => conclusionLate === true),
          ],
          [{ vi: 'Đã công bố', en: 'Published' }, count(({ publishedOn }) => publishedOn !== null)],
          [
            { vi: 'Công bố muộn', en: 'Published late' },
            count(({ publicationLate }) => publicationLate === true),
          ],
          [
            { vi: 'Đã đính chính', en: 'Corrected' },
            count(({ corrections }) => corrections.length > 0),
          ],
          [{ vi: 'Đã thu hồi', en: 'Revoked' }, count(({ revokedOn }) => revokedOn !== null)],
          [{ vi: 'Quá hạn chưa ban hành', en: 'Overdue' }, waiting.length],
        ],
      },
    ],
  }
}
