/** The report's share of unannounced visits, against the plan's goal ("tăng cường kiểm tra đột xuất"). */
import type { Section } from '../model.ts'
import type { ReportRows } from '../rows.ts'
import { percent, same, say } from '../words.ts'

/** Visits with notice and without. */
export const notice = ({ plan }: ReportRows): Section => {
  const { visitCount, unannouncedCount, unannouncedShare, unannouncedShareGoal } = plan
  const none = same('–')
  const share = unannouncedShare === null ? none : percent(unannouncedShare)
  const goal = unannouncedShareGoal === null ? none : percent(unannouncedShareGoal)
  return {
    id: 'unannounced',
    title: { vi: 'Kiểm tra đột xuất', en: 'Unannounced visits' },
    sentences: [
      say(
        (of) =>
          `${String(unannouncedCount)} trên ${String(visitCount)} cuộc kiểm tra là đột xuất (${of(share)}; chỉ tiêu ${of(goal)}).`,
        (of) =>
          `${String(unannouncedCount)} of ${String(visitCount)} visits were unannounced (${of(share)}; goal ${of(goal)}).`,
      ),
    ],
    tables: [
      {
        caption: { vi: 'Báo trước và đột xuất', en: 'Announced and unannounced' },
        heads: [
          { vi: 'Hình thức', en: 'Notice' },
          { vi: 'Cuộc kiểm tra', en: 'Visits' },
        ],
        rows: [
          [{ vi: 'Báo trước', en: 'Announced' }, visitCount - unannouncedCount],
          [{ vi: 'Đột xuất', en: 'Unannounced' }, unannouncedCount],
        ],
      },
    ],
  }
}
