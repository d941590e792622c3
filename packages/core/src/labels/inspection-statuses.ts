/**
 * What the phases of an inspection are called.
 */
import type { InspectionState } from '../inspection/state.ts'
import type { Labels } from '../vocabulary/label.ts'

/** Labels of the statuses. */
export const inspectionStatuses = {
  none: { vi: 'Chưa có', en: 'Not begun' },
  preparing: { vi: 'Chuẩn bị', en: 'Preparing' },
  fieldwork: { vi: 'Đang kiểm tra', en: 'Fieldwork' },
  closed: { vi: 'Đã kết thúc kiểm tra tại cơ quan', en: 'Fieldwork closed' },
  drafted: { vi: 'Đã gửi dự thảo kết luận', en: 'Draft circulated' },
  concluded: { vi: 'Đã có thông báo kết luận', en: 'Concluded' },
  revoked: { vi: 'Đã thu hồi kết luận', en: 'Conclusion revoked' },
  cancelled: { vi: 'Đã hủy', en: 'Cancelled' },
} as const satisfies Labels<InspectionState['status']>

/** Whether a text is the name of a status. */
export const isInspectionStatus = (text: string): text is InspectionState['status'] =>
  Object.hasOwn(inspectionStatuses, text)
