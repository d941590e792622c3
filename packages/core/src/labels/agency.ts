/**
 * What the register's commands, events, statuses and rejections are called.
 */
import type { AgencyCommand } from '../agency/commands.ts'
import type { AgencyEvent } from '../agency/events.ts'
import type { AgencyRejection } from '../agency/rejections.ts'
import type { AgencyState } from '../agency/state.ts'
import { agencyLevels } from '../vocabulary/agency-kind.ts'
import type { AggregateLabels, Label } from '../vocabulary/label.ts'
import { dayVi, documentNotSigned, notYetHappened } from './shared.ts'

const rejection = (no: AgencyRejection): Label => {
  switch (no._tag) {
    case 'AgencyAlreadyRegistered':
      return {
        vi: `Cơ quan ${no.agencyId} đã có trong danh mục; hãy cập nhật thông tin thay vì đăng ký lại.`,
        en: `Agency ${no.agencyId} is already in the register; change its entry instead.`,
      }
    case 'AgencyNotRegistered':
      return {
        vi: `Cơ quan ${no.agencyId} chưa có trong danh mục; hãy đăng ký cơ quan này trước.`,
        en: `Agency ${no.agencyId} is not in the register; register it first.`,
      }
    case 'AgencyIsDissolved':
      return {
        vi: `Cơ quan ${no.agencyId} đã kết thúc hoạt động từ ngày ${dayVi(no.effectiveOn)}; hãy ghi cho cơ quan kế thừa.`,
        en: `Agency ${no.agencyId} ended on ${no.effectiveOn}; record it for its successor.`,
      }
    case 'AgencyNotDissolved':
      return {
        vi: `Cơ quan ${no.agencyId} vẫn đang hoạt động; chỉ chỉ định cơ quan tiếp nhận sau khi giải thể.`,
        en: `Agency ${no.agencyId} has not been dissolved; a taker is named after that.`,
      }
    case 'AgencyNotInForce':
      return {
        vi: `Cơ quan ${no.agencyId} không hoạt động vào ngày này; hãy chọn cơ quan khác hoặc cơ quan kế thừa.`,
        en: `Agency ${no.agencyId} is not in force on that day; choose another, or its successor.`,
      }
    case 'SuperiorNotAbove':
      return {
        vi: `Cấp trên ${no.superiorId} (${agencyLevels[no.superiorLevel].vi}) không cao hơn ${agencyLevels[no.level].vi}; hãy chọn cơ quan cấp cao hơn.`,
        en: `Superior ${no.superiorId} (${agencyLevels[no.superiorLevel].en}) does not stand above ${agencyLevels[no.level].en}; choose one of a higher level.`,
      }
    case 'NoHeadPost':
      return {
        vi: `${no.postId} không phải là chức danh người đứng đầu của ${no.agencyId}; hãy chọn đúng chức danh.`,
        en: `${no.postId} is no post of a head at ${no.agencyId}; choose the post that is.`,
      }
    case 'HeadInOffice':
      return {
        vi: `${no.agencyId} đã có người đứng đầu từ ngày ${dayVi(no.since)}; hãy ghi việc thôi giữ chức trước.`,
        en: `${no.agencyId} has had a head since ${no.since}; record the end of that tenure first.`,
      }
    case 'NoHeadInOffice':
      return {
        vi: `${no.agencyId} hiện không có người đứng đầu; hãy ghi việc bổ nhiệm trước.`,
        en: `${no.agencyId} has no head in office; record the appointment first.`,
      }
    case 'TenureOutOfOrder':
      return {
        vi: `Thời gian giữ chức tại ${no.agencyId} bị chồng lấn; hãy chọn từ ngày ${dayVi(no.earliest)} trở đi.`,
        en: `The tenures at ${no.agencyId} would overlap; choose ${no.earliest} or a later day.`,
      }
    case 'IndexYearRecorded':
      return {
        vi: `Chỉ số năm ${String(no.year)} của ${no.agencyId} đã được ghi; hãy kiểm tra lại năm.`,
        en: `The index of ${String(no.year)} is recorded for ${no.agencyId}; check the year.`,
      }
    case 'OwnSuccessor':
      return {
        vi: `Cơ quan ${no.agencyId} không thể kế thừa chính mình; hãy chọn cơ quan khác.`,
        en: `Agency ${no.agencyId} can't succeed itself; name another agency.`,
      }
    case 'DissolvedBeforeSigned':
      return {
        vi: `Văn bản ký ngày ${dayVi(no.signedOn)}, sau ngày kết thúc ${dayVi(no.effectiveOn)}; hãy kiểm tra lại hai ngày này.`,
        en: `The document was signed on ${no.signedOn}, after the end on ${no.effectiveOn}; check both dates.`,
      }
    case 'OutsideCalendar':
      return {
        vi: `Thời hạn nằm ngoài lịch làm việc (${dayVi(no.from)} đến ${dayVi(no.to)}); hãy cập nhật lịch làm việc.`,
        en: `The due date lies outside the working calendar (${no.from} to ${no.to}); extend the calendar.`,
      }
    case 'TakerNotSuccessor':
      return {
        vi: `${no.takerId} không phải là cơ quan kế thừa; hãy chọn trong số các cơ quan kế thừa.`,
        en: `${no.takerId} is not one of the successors; name one of them.`,
      }
    case 'TakerAlreadyNamed':
      return {
        vi: `${no.takerId} đã được chỉ định tiếp nhận; không cần chỉ định nữa.`,
        en: `${no.takerId} already takes over; nothing is left to name.`,
      }
    case 'DocumentNotSigned':
      return documentNotSigned(no)
    case 'NotYetHappened':
      return notYetHappened(no)
  }
}

/** Labels of agencies. */
export const agencyLabels: AggregateLabels<
  AgencyCommand,
  AgencyEvent,
  AgencyState,
  AgencyRejection
> = {
  commands: {
    RegisterAgency: { vi: 'Đăng ký cơ quan', en: 'Register agency' },
    RenameAgency: { vi: 'Đổi tên cơ quan', en: 'Rename agency' },
    ChangeSuperior: { vi: 'Thay đổi cơ quan cấp trên', en: 'Change superior' },
    AppointHead: { vi: 'Bổ nhiệm người đứng đầu', en: 'Appoint head' },
    VacateHead: { vi: 'Ghi việc thôi giữ chức người đứng đầu', en: 'Vacate head' },
    RecordIndexResult: { vi: 'Ghi kết quả chỉ số cải cách hành chính', en: 'Record index result' },
    DissolveAgency: { vi: 'Giải thể, sáp nhập cơ quan', en: 'Dissolve agency' },
    NameTaker: { vi: 'Chỉ định cơ quan tiếp nhận', en: 'Name taker' },
  },
  events: {
    AgencyRegistered: { vi: 'Đã đăng ký cơ quan', en: 'Agency registered' },
    AgencyRenamed: { vi: 'Đã đổi tên cơ quan', en: 'Agency renamed' },
    SuperiorChanged: { vi: 'Đã thay đổi cơ quan cấp trên', en: 'Superior changed' },
    HeadAppointed: { vi: 'Đã bổ nhiệm người đứng đầu', en: 'Head appointed' },
    HeadVacated: { vi: 'Người đứng đầu đã thôi giữ chức', en: 'Head vacated' },
    IndexResultRecorded: { vi: 'Đã ghi chỉ số cải cách hành chính', en: 'Index result recorded' },
    AgencyDissolved: { vi: 'Đã giải thể, sáp nhập cơ quan', en: 'Agency dissolved' },
    TakerNamed: { vi: 'Đã chỉ định cơ quan tiếp nhận', en: 'Taker named' },
  },
  statuses: {
    unregistered: { vi: 'Chưa đăng ký', en: 'Not registered' },
    active: { vi: 'Đang hoạt động', en: 'Active' },
    dissolved: { vi: 'Đã kết thúc hoạt động', en: 'Dissolved' },
  },
  rejection,
}
