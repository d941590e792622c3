/**
 * Sentences for the rejections that every aggregate may give, and dates as Vietnamese texts write
 * them.
 */
import type { Label } from '../vocabulary/label.ts'
import type { OutsideCalendar } from '../vocabulary/due.ts'
import type { NotYetHappened } from '../vocabulary/occurrence.ts'
import type { DocumentNotSigned } from '../vocabulary/official-document.ts'
import type { NotWhoTransfers } from '../vocabulary/transfer.ts'

/** A civil date as Vietnamese texts write it: `31/03/2023`. */
export const dayVi = (date: string): string => {
  const [year = '', month = '', day = ''] = date.split('-')
  return `${day}/${month}/${year}`
}

/** R28: what hasn't happened yet. */
export const notYetHappened = ({ happenedOn }: NotYetHappened): Label => ({
  vi: `Sự việc ngày ${dayVi(happenedOn)} chưa xảy ra vào thời điểm ghi; hãy kiểm tra lại ngày.`,
  en: `What is dated ${happenedOn} had not happened when it was recorded; check the date.`,
})

/** R28: a document that was signed after the act that cites it. */
export const documentNotSigned = ({ signedOn, happenedOn }: DocumentNotSigned): Label => ({
  vi: `Văn bản ký ngày ${dayVi(signedOn)}, sau ngày thực hiện ${dayVi(happenedOn)}; hãy kiểm tra lại hai ngày này.`,
  en: `The document was signed on ${signedOn}, after the act on ${happenedOn}; check both dates.`,
})

/** R26: who asks has nothing to do with what passes on. */
export const notWhoTransfers = ({ agencies }: NotWhoTransfers): Label => ({
  vi: `Chỉ ${agencies.join(', ')} được ghi nhận việc chuyển giao này; hãy đề nghị một trong các cơ quan đó.`,
  en: `Only ${agencies.join(', ')} may say that this has passed on; ask one of them.`,
})

/** A due date that the working calendar doesn't reach. */
export const outsideCalendar = ({ from, to }: OutsideCalendar): Label => ({
  vi: `Lịch làm việc chỉ có từ ${dayVi(from)} đến ${dayVi(to)}; hãy cập nhật lịch làm việc.`,
  en: `The working calendar covers ${from} to ${to} only; have it extended.`,
})
