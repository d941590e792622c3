/**
 * What the commands and events of calendars of visits, their windows' statuses, refusals and
 * rejections are called.
 */
import { jurisdictionGaps } from '../vocabulary/jurisdiction.ts'
import type { AggregateLabels, Label } from '../vocabulary/label.ts'
import { reformAreas } from '../vocabulary/reform-area.ts'
import type { VisitsCommand } from '../visits/commands.ts'
import type { VisitsEvent } from '../visits/events.ts'
import type { VisitsRejection } from '../visits/rejections.ts'
import type { Conflict, RefusalReason } from '../visits/shapes.ts'
import type { WindowStatus } from '../visits/state.ts'
import { dayVi, notYetHappened } from './shared.ts'

// ----------------------------------------------------------------- refusal

const conflict = ({ planId, windowId, period, sharedAreas }: Conflict): Label => ({
  vi: `${planId} (${windowId}, ${dayVi(period.from)} đến ${dayVi(period.to)}: ${sharedAreas.map((area) => reformAreas[area].vi).join(', ')})`,
  en: `${planId} (${windowId}, ${period.from} to ${period.to}: ${sharedAreas.map((area) => reformAreas[area].en).join(', ')})`,
})

/** One sentence on why days are refused, and what to do next. */
export const refusalReasonLabel = (why: RefusalReason): Label => {
  switch (why._tag) {
    case 'Overlap': {
      const conflicts = why.conflicts.map(conflict)
      return {
        vi: `Chồng chéo với ${conflicts.map(({ vi }) => vi).join('; ')}; hãy chọn ngày khác, kết hợp các cuộc kiểm tra hoặc thống nhất với cơ quan chủ trì.`,
        en: `It overlaps with ${conflicts.map(({ en }) => en).join('; ')}; choose other days, combine the inspections, or agree with the lead agency.`,
      }
    }
    case 'DaysOnSite':
      return {
        vi: `Cuộc kiểm tra sẽ kéo dài ${String(why.days)} ngày làm việc tại cơ quan, trong khi ${why.planId} cho phép tối đa ${String(why.max.value)}; hãy rút ngắn.`,
        en: `The visit would take ${String(why.days)} working days on site, and ${why.planId} allows ${String(why.max.value)}; shorten it.`,
      }
    case 'ConcurrentWindows':
      return {
        vi: `Ngày ${dayVi(why.on)} sẽ có ${String(why.windows)} cuộc kiểm tra tại cơ quan, trong khi ${why.planId} cho phép tối đa ${String(why.max.value)}; hãy chọn ngày khác hoặc kết hợp.`,
        en: `On ${why.on} there would be ${String(why.windows)} visits at the agency, and ${why.planId} allows ${String(why.max.value)}; choose another day, or combine.`,
      }
    case 'DaysPerQuarter':
      return {
        vi: `Quý ${String(why.quarter)}/${String(why.year)} sẽ có ${String(why.days)} ngày kiểm tra tại cơ quan, trong khi ${why.planId} cho phép tối đa ${String(why.max.value)}; hãy rút ngắn, kết hợp hoặc chuyển sang quý khác.`,
        en: `Quarter ${String(why.quarter)} of ${String(why.year)} would have ${String(why.days)} days of visits at the agency, and ${why.planId} allows ${String(why.max.value)}; shorten it, combine, or take another quarter.`,
      }
    case 'Withheld':
      return {
        vi: 'Không thể bố trí lịch này; hãy chọn ngày khác.',
        en: "These days can't be given; choose others.",
      }
  }
}

/** A sentence, and one more for each reason. */
const because = (said: Label, reasons: ReadonlyArray<RefusalReason>): Label => {
  const labels = [said, ...reasons.map(refusalReasonLabel)]
  return {
    vi: labels.map(({ vi }) => vi).join(' '),
    en: labels.map(({ en }) => en).join(' '),
  }
}

// --------------------------------------------------------------- rejection

const rejection = (no: VisitsRejection): Label => {
  switch (no._tag) {
    case 'NotYetHappened':
      return notYetHappened(no)
    case 'PlanNotInForce':
      return {
        vi: `Kế hoạch ${no.planId} không có hiệu lực vào ngày này; hãy dùng kế hoạch đang có hiệu lực.`,
        en: `Plan ${no.planId} is not in force on that day; act under a plan that is.`,
      }
    case 'WindowOutsideYear':
      return {
        vi: `Kế hoạch ${no.planId} chỉ dành cho năm ${String(no.year)}; hãy chọn ngày trong năm này.`,
        en: `Plan ${no.planId} is for ${String(no.year)}; choose days in that year.`,
      }
    case 'AreasOutsideTerms':
      return {
        vi: `Kế hoạch ${no.planId} không kiểm tra lĩnh vực ${no.areas.map((area) => reformAreas[area].vi).join(', ')}; hãy bỏ các lĩnh vực này.`,
        en: `Plan ${no.planId} does not inspect ${no.areas.map((area) => reformAreas[area].en).join(', ')}; leave these areas out.`,
      }
    case 'SlotNotInTerms':
      return {
        vi: `Kế hoạch ${no.planId} không có đoàn kiểm tra ${no.slotId}; hãy chọn đoàn có trong kế hoạch.`,
        en: `Plan ${no.planId} provides for no delegation ${no.slotId}; choose one that it has.`,
      }
    case 'SubjectNotTargeted':
      return {
        vi: `Kế hoạch ${no.planId} không giao đoàn ${no.slotId} kiểm tra ${no.agencyId}; hãy bổ sung kế hoạch trước.`,
        en: `Plan ${no.planId} doesn't have delegation ${no.slotId} inspect ${no.agencyId}; amend the plan first.`,
      }
    case 'OutsideJurisdiction':
      return {
        vi: `${no.agencyId} nằm ngoài thẩm quyền của kế hoạch ${no.planId}: ${jurisdictionGaps[no.because].vi}; hãy chọn kế hoạch khác hoặc chỉ ra tuyến trực thuộc.`,
        en: `${no.agencyId} lies outside the jurisdiction of plan ${no.planId}: ${jurisdictionGaps[no.because].en}; choose another plan, or show the line of superiors.`,
      }
    case 'SubjectNotInForce':
      return {
        vi: `${no.agencyId} không còn hoạt động vào ngày ${dayVi(no.on)}; hãy kiểm tra cơ quan kế thừa hoặc chọn ngày sớm hơn.`,
        en: `${no.agencyId} is not there on ${no.on}; visit its successor, or choose earlier days.`,
      }
    case 'NotTheTaker':
      return {
        vi: `Theo danh bạ, ${no.toId} không phải là cơ quan tiếp nhận của ${no.agencyId}; hãy chọn cơ quan tiếp nhận hoặc chờ phân công.`,
        en: `By the register ${no.toId} has not taken over from ${no.agencyId}; name the taker, or wait until one is named.`,
      }
    case 'DaysBeforeTheEnd':
      return {
        vi: `${no.agencyId} hoạt động đến trước ngày ${dayVi(no.effectiveOn)}; hãy chỉ chuyển các ngày từ ngày này.`,
        en: `${no.agencyId} was there until ${no.effectiveOn}; ask for days from that day on.`,
      }
    case 'NoWorkingDay':
      return {
        vi: `Từ ${dayVi(no.period.from)} đến ${dayVi(no.period.to)} không có ngày làm việc; hãy chọn ngày khác.`,
        en: `There is no working day from ${no.period.from} to ${no.period.to}; choose other days.`,
      }
    case 'OutsideCalendar':
      return {
        vi: `Lịch làm việc chỉ có từ ${dayVi(no.from)} đến ${dayVi(no.to)}; hãy chọn ngày khác hoặc cập nhật lịch làm việc.`,
        en: `The working calendar runs from ${no.from} to ${no.to}; choose other days, or extend it.`,
      }
    case 'WindowAlreadyReserved':
      return {
        vi: `Lịch ${no.windowId} đã được đặt; nếu cần ngày khác, hãy chuyển lịch.`,
        en: `Window ${no.windowId} is reserved already; for other days, move it.`,
      }
    case 'WindowAlreadyReleased':
      return {
        vi: `Lịch ${no.windowId} đã được trả; hãy đặt lịch mới với mã khác.`,
        en: `Window ${no.windowId} has been given back; reserve a new one under another id.`,
      }
    case 'WindowNotFound':
      return {
        vi: `Không có lịch ${no.windowId}; hãy kiểm tra lại mã lịch.`,
        en: `There is no window ${no.windowId}; check its id.`,
      }
    case 'NothingToMove':
      return {
        vi: `Lịch ${no.windowId} đã đúng vào những ngày này; không cần chuyển.`,
        en: `Window ${no.windowId} has these days already; there is nothing to move.`,
      }
    case 'WindowAlreadyCombined':
      return {
        vi: `${no.windowId} đã dùng chung lịch này; không cần kết hợp nữa.`,
        en: `${no.windowId} shares this window already; nothing is left to combine.`,
      }
    case 'SecretNotCombined':
      return {
        vi: `${no.windowId} là cuộc kiểm tra đột xuất chưa công khai; chỉ kết hợp sau khi công bố.`,
        en: `${no.windowId} is an unannounced visit that has not opened; combine it after that.`,
      }
    case 'CombinationOverlaps':
      return because(
        {
          vi: 'Kết hợp vào lịch này sẽ chồng chéo với đoàn khác; hãy chọn lịch khác để kết hợp.',
          en: 'Combined into this window they would overlap with another delegation; combine into another.',
        },
        no.reasons,
      )
    case 'CombinationOverCaps':
      return because(
        {
          vi: 'Kết hợp vào lịch này sẽ vượt mức cho phép; hãy chọn lịch khác để kết hợp.',
          en: 'Combined into this window they would exceed what a plan allows; combine into another.',
        },
        no.reasons,
      )
    case 'NotEntitledToCombine':
      return {
        vi: `Chỉ ${no.entitledId} được quyết định kết hợp cuộc kiểm tra của kế hoạch ${no.planId}; hãy đề nghị cơ quan này.`,
        en: `Only ${no.entitledId} may combine inspections of plan ${no.planId}; ask that agency.`,
      }
    case 'NotEntitledToWaive':
      return {
        vi: `Chỉ ${no.entitledIds.join(', ')} được thống nhất việc trùng lịch; hãy đề nghị các cơ quan này.`,
        en: `Only ${no.entitledIds.join(', ')} may agree to the overlap; ask them.`,
      }
    case 'NotSpeakingForPlans':
      return {
        vi: `Kế hoạch ${no.planId} và ${no.otherPlanId} do ${no.entitledIds.join(', ')} đại diện; hãy nêu đúng các cơ quan này.`,
        en: `For plans ${no.planId} and ${no.otherPlanId} speak ${no.entitledIds.join(', ')}; name these agencies.`,
      }
    case 'NotCommonSuperior':
      return no.superiorIds.length === 0
        ? {
            vi: 'Hai cơ quan không có cùng cấp trên trực tiếp; mỗi bên cần tự thống nhất.',
            en: 'The two agencies share no direct superior; each side must agree for itself.',
          }
        : {
            vi: `Chỉ cấp trên chung ${no.superiorIds.join(', ')} được quyết định; hãy trình cơ quan này.`,
            en: `Only their common superior ${no.superiorIds.join(', ')} may decide; refer it there.`,
          }
  }
}

/** Labels of calendars of visits; the statuses are those of a window. */
export const visitsLabels: AggregateLabels<
  VisitsCommand,
  VisitsEvent,
  { readonly status: WindowStatus },
  VisitsRejection
> = {
  commands: {
    ReserveWindow: { vi: 'Đặt lịch kiểm tra', en: 'Reserve window' },
    MoveWindow: { vi: 'Chuyển lịch kiểm tra', en: 'Move window' },
    ReleaseWindow: { vi: 'Trả lịch kiểm tra', en: 'Release window' },
    SucceedWindow: { vi: 'Chuyển lịch sang cơ quan kế thừa', en: 'Succeed window' },
    WaiveOverlap: { vi: 'Thống nhất việc trùng lịch', en: 'Waive overlap' },
    CombineInspections: { vi: 'Kết hợp các cuộc kiểm tra', en: 'Combine inspections' },
  },
  events: {
    WindowReserved: { vi: 'Đã đặt lịch kiểm tra', en: 'Window reserved' },
    WindowRefused: { vi: 'Lịch kiểm tra không được chấp nhận', en: 'Window refused' },
    WindowMoved: { vi: 'Đã chuyển lịch kiểm tra', en: 'Window moved' },
    WindowMoveRefused: { vi: 'Việc chuyển lịch không được chấp nhận', en: 'Window move refused' },
    WindowReleased: { vi: 'Đã trả lịch kiểm tra', en: 'Window released' },
    OverlapWaived: { vi: 'Đã thống nhất việc trùng lịch', en: 'Overlap waived' },
    InspectionsCombined: { vi: 'Đã kết hợp các cuộc kiểm tra', en: 'Inspections combined' },
  },
  statuses: {
    standing: { vi: 'Đã đặt lịch', en: 'Reserved' },
    refused: { vi: 'Không được chấp nhận', en: 'Refused' },
    released: { vi: 'Đã trả lịch', en: 'Given back' },
  },
  rejection,
}
