/**
 * What the example says, in both languages.
 */

import type { PlanClosing, PlanProgressRow } from '@kiemtra/projections'
import type { Deviation } from './deviations.ts'

/** How obligations stand; what is escalated is overdue, too. */
export interface Remedied {
  readonly opened: number
  readonly verified: number
  readonly late: number
  readonly escalated: number
  readonly owed: number
}

export interface Texts {
  readonly progress: string
  readonly targetsOf: (plan: string) => string
  readonly level: string
  readonly total: string
  readonly refused: string
  readonly on: string
  readonly subject: string
  readonly plan: string
  readonly rule: string
  readonly reason: string
  readonly nothingRefused: string
  readonly carriedOut: (row: PlanProgressRow) => string
  readonly closed: (on: string, closing: PlanClosing) => string
  readonly otherwise: string
  readonly deviations: Readonly<Record<Deviation, string>>
  readonly agreed: (combined: number, waived: number) => string
  readonly remedied: (counts: Remedied) => string
  readonly ran: (commands: number, events: number) => string
  readonly ranAgain: (commands: number) => string
  readonly database: (path: string) => string
  readonly readModels: (place: string) => string
  readonly report: (path: string) => string
}

export const texts: Readonly<Record<'vi' | 'en', Texts>> = {
  vi: {
    progress: 'Các bước của năm 2023',
    targetsOf: (plan) => `Đối tượng kiểm tra theo cấp và tháng: ${plan}`,
    level: 'Cấp',
    total: 'Cộng',
    refused: 'Bị từ chối',
    on: 'Ngày',
    subject: 'Đối tượng',
    plan: 'Kế hoạch',
    rule: 'Quy tắc',
    reason: 'Lý do',
    nothingRefused: 'Không có yêu cầu nào bị từ chối.',
    carriedOut: (row) =>
      `Đã kiểm tra ${row.targetsVisited}/${row.targetCount} đối tượng, ${row.visitCount} cuộc, trong đó ${row.unannouncedCount} cuộc đột xuất; ${row.concludedCount} kết luận còn hiệu lực.`,
    closed: (on, { reached, notReached, owed }) =>
      `Kết thúc kế hoạch ngày ${on}: ${reached.length} đối tượng đã có kết luận, ${notReached.length} chưa; ${owed.length} nghĩa vụ khắc phục còn lại.`,
    otherwise: 'Khác với dự kiến',
    deviations: {
      scheduleRefused: 'Lịch ban đầu bị từ chối',
      selfReportLate: 'Báo cáo tự kiểm tra nộp muộn',
      insteadOfHead: 'Cấp phó dẫn đầu thay Trưởng đoàn',
      reservation: 'Biên bản ký có bảo lưu',
      refused: 'Từ chối ký biên bản, có người làm chứng',
      explanationAccepted: 'Giải trình được chấp nhận',
      explanationRejected: 'Giải trình không được chấp nhận',
      conclusionLate: 'Kết luận muộn',
      corrected: 'Kết luận được đính chính',
      reviewed: 'Được xem xét lại theo đề nghị',
      revoked: 'Kết luận bị thu hồi',
    },
    agreed: (combined, waived) => `Kết hợp ${combined} lần; thỏa thuận chồng chéo ${waived} lần.`,
    remedied: ({ opened, verified, late, escalated, owed }) =>
      `Nghĩa vụ khắc phục: ${opened}; đã xác minh xong ${verified}, quá hạn ${late}, báo cáo cấp trên ${escalated}, chờ phúc tra ${owed}.`,
    ran: (commands, events) => `${commands} lệnh đã xử lý, ${events} sự kiện đã ghi.`,
    ranAgain: (commands) =>
      `${commands} lệnh đều đã được xử lý từ trước: 0 sự kiện được ghi, không có gì thay đổi.`,
    database: (path) => `Cơ sở dữ liệu: ${path}`,
    readModels: (place) => `Mô hình đọc: ${place}`,
    report: (path) => `Báo cáo: ${path}`,
  },
  en: {
    progress: 'Steps of the year 2023',
    targetsOf: (plan) => `Targets by level and month: ${plan}`,
    level: 'Level',
    total: 'Total',
    refused: 'Refused',
    on: 'On',
    subject: 'Subject',
    plan: 'Plan',
    rule: 'Rule',
    reason: 'Reason',
    nothingRefused: 'Nothing was refused.',
    carriedOut: (row) =>
      `${row.targetsVisited} of ${row.targetCount} targets visited, ${row.visitCount} visits, ${row.unannouncedCount} of them unannounced; ${row.concludedCount} conclusions in force.`,
    closed: (on, { reached, notReached, owed }) =>
      `Closed on ${on}: ${reached.length} targets reached by a conclusion in force, ${notReached.length} not; ${owed.length} obligations still owed.`,
    otherwise: 'Otherwise than planned',
    deviations: {
      scheduleRefused: 'The first schedule was refused',
      selfReportLate: "The subject's own report came late",
      insteadOfHead: 'A deputy led instead of the head',
      reservation: 'Minutes signed with reservation',
      refused: 'Minutes refused, before a witness',
      explanationAccepted: 'An explanation was accepted',
      explanationRejected: 'An explanation was rejected',
      conclusionLate: 'The conclusion came late',
      corrected: 'The conclusion was corrected',
      reviewed: 'Reviewed at the request of the subject',
      revoked: 'The conclusion was revoked',
    },
    agreed: (combined, waived) => `Combinations: ${combined}; overlaps agreed to: ${waived}.`,
    remedied: ({ opened, verified, late, escalated, owed }) =>
      `Obligations to remedy: ${opened}; verified ${verified}, overdue ${late}, escalated ${escalated}, follow-ups owed ${owed}.`,
    ran: (commands, events) => `${commands} commands handled, ${events} events recorded.`,
    ranAgain: (commands) =>
      `All ${commands} commands had been handled before: 0 events recorded, nothing changed.`,
    database: (path) => `Database: ${path}`,
    readModels: (place) => `Read models: ${place}`,
    report: (path) => `Report: ${path}`,
  },
}
