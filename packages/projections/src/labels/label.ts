/**
 * What a read model's columns are called, and the columns that mean the same wherever they are.
 */
import type { Label, Labels } from '@kiemtra/core'

/**
 * What people call a read model and its columns. A column without a label, or a label of a column
 * that is gone, doesn't compile. A share is from 0 to 1, a day is `YYYY-MM-DD`.
 */
export interface ReadModelLabels<Row extends object> {
  /** The read model. */
  readonly name: Label
  /** What one row is about. */
  readonly row: Label
  /** The columns whose values, joined by dots, are a row's key or what it begins with. */
  readonly key: ReadonlyArray<keyof Row & string>
  readonly columns: Labels<keyof Row & string>
}

/** A label, in one line. */
export const say = (vi: string, en: string): Label => ({ vi, en })

/** Columns that mean the same in several read models. */
export const common = {
  planId: say('Mã kế hoạch', 'Plan id'),
  subjectId: say('Đối tượng kiểm tra (mã cơ quan)', 'Subject (agency id)'),
  inspectionId: say('Mã cuộc kiểm tra', 'Inspection id'),
  delegationId: say('Mã Đoàn kiểm tra', 'Delegation id'),
  agencyId: say('Mã cơ quan', 'Agency id'),
  area: say('Lĩnh vực cải cách hành chính', 'Area of reform'),
  areas: say('Các lĩnh vực cải cách hành chính được kiểm tra', 'Areas of reform inspected'),
  contents: say('Các nội dung kiểm tra', 'Contents inspected'),
  mode: say('Hình thức kiểm tra', 'Way of inspecting'),
  notice: say('Có thông báo trước hay đột xuất', 'Announced or unannounced'),
  severity: say('Mức độ', 'Severity'),
  status: say('Tình trạng', 'Status'),
  dueOn: say('Thời hạn', 'Due on'),
} as const
