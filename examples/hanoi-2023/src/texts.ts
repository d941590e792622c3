/**
 * What the example says, in both languages.
 */

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
  readonly agreed: (combined: number, waived: number) => string
  readonly ran: (commands: number, events: number) => string
  readonly ranAgain: (commands: number) => string
  readonly database: (path: string) => string
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
    agreed: (combined, waived) => `Kết hợp ${combined} lần; thỏa thuận chồng chéo ${waived} lần.`,
    ran: (commands, events) => `${commands} lệnh đã xử lý, ${events} sự kiện đã ghi.`,
    ranAgain: (commands) =>
      `${commands} lệnh đều đã được xử lý từ trước: 0 sự kiện được ghi, không có gì thay đổi.`,
    database: (path) => `Cơ sở dữ liệu: ${path}`,
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
    agreed: (combined, waived) => `Combined ${combined} times; overlaps agreed to ${waived} times.`,
    ran: (commands, events) => `${commands} commands handled, ${events} events recorded.`,
    ranAgain: (commands) =>
      `All ${commands} commands had been handled before: 0 events recorded, nothing changed.`,
    database: (path) => `Database: ${path}`,
  },
}
