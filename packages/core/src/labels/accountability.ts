/**
 * What the commands, events, statuses and rejections of a matter of responsibility are called.
 */
import type { AccountabilityCommand } from '../accountability/commands.ts'
import type { AccountabilityEvent } from '../accountability/events.ts'
import type { AccountabilityRejection } from '../accountability/rejections.ts'
import { matterOutcomes } from '../accountability/shapes.ts'
import type { AccountabilityState } from '../accountability/state.ts'
import type { AggregateLabels, Label } from '../vocabulary/label.ts'
import {
  dayVi,
  documentNotSigned,
  notWhoTransfers,
  notYetHappened,
  outsideCalendar,
} from './shared.ts'

const rejection = (no: AccountabilityRejection): Label => {
  switch (no._tag) {
    case 'MatterAlreadyOpened':
      return {
        vi: `Vụ việc ${no.matterId} đã được mở; hãy tiếp tục vụ việc đó.`,
        en: `Matter ${no.matterId} is open already; go on with that one.`,
      }
    case 'MatterNotOpened':
      return {
        vi: `Chưa có vụ việc ${no.matterId}; hãy mở vụ việc trước.`,
        en: `There is no matter ${no.matterId}; open it first.`,
      }
    case 'MatterIsOver':
      return {
        vi: `Vụ việc ${no.matterId} đã được quyết định hoặc rút lại; nếu có tình tiết mới, hãy mở vụ việc khác.`,
        en: `Matter ${no.matterId} was decided or withdrawn; if there is something new, open another.`,
      }
    case 'ExplanationAlreadyRequested':
      return {
        vi: `Đã yêu cầu giải trình trong vụ việc ${no.matterId}; hãy chờ trả lời hoặc hết thời hạn.`,
        en: `An explanation was requested in ${no.matterId}; wait for it, or for the end of its time.`,
      }
    case 'NoExplanationRequested':
      return {
        vi: `Vụ việc ${no.matterId} không có yêu cầu giải trình nào đang chờ trả lời; hãy liên hệ cấp có thẩm quyền.`,
        en: `No request for an explanation is open in ${no.matterId}; turn to the competent authority.`,
      }
    case 'ApologyNotDecided':
      return {
        vi: `Vụ việc ${no.matterId} không có quyết định xin lỗi; hãy chờ quyết định của cấp có thẩm quyền.`,
        en: `No apology was decided in ${no.matterId}; wait for the competent authority to decide.`,
      }
    case 'ApologyAlreadyRecorded':
      return {
        vi: `Việc xin lỗi trong vụ việc ${no.matterId} đã được ghi nhận; không cần ghi lại.`,
        en: `The apology in ${no.matterId} is on record; nothing is left to record.`,
      }
    case 'BeforeTheActBefore':
      return {
        vi: `Ngày này trước bước liền trước của vụ việc ${no.matterId}; hãy chọn từ ngày ${dayVi(no.earliest)} trở đi.`,
        en: `That lies before the act before in ${no.matterId}; choose ${no.earliest} or a later day.`,
      }
    case 'OutsideCalendar':
      return outsideCalendar(no)
    case 'NotYetHappened':
      return notYetHappened(no)
    case 'NotWhoTransfers':
      return notWhoTransfers(no)
    case 'DocumentNotSigned':
      return documentNotSigned(no)
    case 'ConclusionNotThere':
      return {
        vi: `Cuộc kiểm tra ${no.inspectionId} chưa có hoặc không còn kết luận; chỉ xem xét trách nhiệm trên cơ sở kết luận.`,
        en: `Inspection ${no.inspectionId} has no conclusion, or none any more; responsibility is asked about on its ground only.`,
      }
    case 'NoHandlingRecommended':
      return {
        vi: `Kiến nghị ${no.recommendationId} của cuộc kiểm tra ${no.inspectionId} không phải kiến nghị xem xét trách nhiệm; hãy chọn kiến nghị khác.`,
        en: `Recommendation ${no.recommendationId} of ${no.inspectionId} is none on responsibility; choose one that is.`,
      }
    case 'NothingToAnswerFor':
      return {
        vi: `Không xem xét trách nhiệm theo phát hiện ${no.findingId} của cuộc kiểm tra ${no.inspectionId}; hãy chọn một tồn tại hoặc vi phạm trong kết luận.`,
        en: `Finding ${no.findingId} of ${no.inspectionId} raises no matter; choose a shortcoming or violation of the conclusion.`,
      }
    case 'RemedyNotEscalated':
      return {
        vi: `Yêu cầu khắc phục ${no.remediationId} chưa được báo cáo cấp trên; hãy đôn đốc và báo cáo trước.`,
        en: `Remediation ${no.remediationId} was not escalated; urge and escalate it first.`,
      }
    case 'AgencyDoesNotAnswer':
      return {
        vi: `${no.agencyId} không phải cơ quan chịu trách nhiệm về việc này; hãy chọn đúng cơ quan được nêu.`,
        en: `${no.agencyId} is not the agency that answers for this; choose the one that is named.`,
      }
    case 'PostDoesNotExist':
      return {
        vi: `${no.agencyId} không có vị trí ${no.postId}; hãy chọn vị trí có trong danh mục.`,
        en: `${no.agencyId} has no post ${no.postId}; choose one of the register.`,
      }
    case 'SourceStillThere':
      return {
        vi: `Căn cứ của vụ việc ${no.matterId} vẫn còn hoặc đã có quyết định; hãy rút lại bằng văn bản của cấp có thẩm quyền.`,
        en: `What raised ${no.matterId} still stands, or it was decided; withdraw it by a document of the competent authority.`,
      }
    case 'NoCompetentAuthority':
      return {
        vi: `Không xác định được cấp có thẩm quyền đối với ${no.agencyId}; hãy ghi cấp trên của cơ quan này vào danh mục.`,
        en: `No authority stands above ${no.agencyId} to decide; record its superior in the register.`,
      }
    case 'NotWhoRaisesIt':
      return {
        vi: `Chỉ các cơ quan sau được mở vụ việc hoặc ghi nhận căn cứ mở không còn: ${no.agencies.join(', ')}; hãy đề nghị một trong các cơ quan đó.`,
        en: `Only these may raise the matter, or say that its ground is gone: ${no.agencies.join(', ')}; ask one of them.`,
      }
    case 'NotTheCompetentAuthority':
      return {
        vi: `Chỉ ${no.competentId} quyết định, bằng văn bản của mình; hãy chuyển vụ việc cho cơ quan này.`,
        en: `Only ${no.competentId} decides, by a document of its own; refer the matter to it.`,
      }
    case 'NotWhoAnswers':
      return {
        vi: `Chỉ ${no.agencyId} hoặc người giữ vị trí vào ngày xảy ra được giải trình; hãy chuyển cho họ.`,
        en: `Only ${no.agencyId}, or who held the post that day, answers here; leave it to them.`,
      }
    case 'NoTimeToExplain':
      return {
        vi: `Thời hạn giải trình ${dayVi(no.until)} không đủ; hãy cho ít nhất đến ngày sau ngày yêu cầu.`,
        en: `Due on ${no.until}, there is no time to explain; give at least until the day after the request.`,
      }
    case 'ExplanationNotRequested':
      return {
        vi: `Chưa yêu cầu giải trình trong vụ việc ${no.matterId}; hãy yêu cầu giải trình trước khi quyết định.`,
        en: `Nobody has been asked to explain in ${no.matterId}; request an explanation before deciding.`,
      }
    case 'ExplanationTimeOpen':
      return {
        vi: `Thời hạn giải trình còn đến hết ngày ${dayVi(no.until)}; hãy chờ giải trình hoặc quyết định sau ngày đó.`,
        en: `There is time to explain until the end of ${no.until}; wait for the explanation, or decide after that day.`,
      }
    case 'OutcomeForPersonsOnly':
      return {
        vi: `“${matterOutcomes[no.outcome].vi}” chỉ áp dụng với cá nhân; hãy chọn kết quả khác hoặc mở vụ việc về vị trí cụ thể.`,
        en: `"${matterOutcomes[no.outcome].en}" is for persons only; choose another outcome, or open a matter about a post.`,
      }
    case 'NeitherTookOver':
      return {
        vi: `${no.toId} không tiếp nhận cơ quan nào của vụ việc này; hãy ghi việc giải thể hoặc chỉ định tiếp nhận trước.`,
        en: `${no.toId} took over none of the agencies of this matter; record the dissolution, or name the taker, first.`,
      }
  }
}

/** Labels of matters of responsibility. */
export const accountabilityLabels: AggregateLabels<
  AccountabilityCommand,
  AccountabilityEvent,
  AccountabilityState,
  AccountabilityRejection
> = {
  commands: {
    OpenMatter: { vi: 'Mở vụ việc xem xét trách nhiệm', en: 'Open matter of responsibility' },
    RequestExplanation: {
      vi: 'Yêu cầu giải trình bằng văn bản',
      en: 'Request written explanation',
    },
    GiveExplanation: { vi: 'Gửi giải trình bằng văn bản', en: 'Give written explanation' },
    DecideMatter: { vi: 'Quyết định về trách nhiệm', en: 'Decide on responsibility' },
    RecordApology: { vi: 'Ghi việc xin lỗi', en: 'Record apology' },
    WithdrawMatter: { vi: 'Rút vụ việc', en: 'Withdraw matter' },
    TransferMatter: { vi: 'Chuyển giao vụ việc', en: 'Transfer matter' },
  },
  events: {
    MatterOpened: {
      vi: 'Đã mở vụ việc xem xét trách nhiệm',
      en: 'Matter of responsibility opened',
    },
    WrittenExplanationRequested: {
      vi: 'Đã yêu cầu giải trình bằng văn bản',
      en: 'Written explanation requested',
    },
    WrittenExplanationGiven: {
      vi: 'Đã gửi giải trình bằng văn bản',
      en: 'Written explanation given',
    },
    MatterDecided: { vi: 'Đã quyết định về trách nhiệm', en: 'Responsibility decided on' },
    ApologyRecorded: { vi: 'Đã xin lỗi', en: 'Apology recorded' },
    MatterWithdrawn: { vi: 'Đã rút vụ việc', en: 'Matter withdrawn' },
    MatterTransferred: { vi: 'Đã chuyển giao vụ việc', en: 'Matter transferred' },
  },
  statuses: {
    none: { vi: 'Chưa có vụ việc', en: 'Not opened' },
    open: { vi: 'Mới mở', en: 'Opened' },
    asked: { vi: 'Chờ giải trình', en: 'Explanation awaited' },
    explained: { vi: 'Đã giải trình', en: 'Explained' },
    decided: { vi: 'Đã quyết định', en: 'Decided' },
    withdrawn: { vi: 'Đã rút', en: 'Withdrawn' },
  },
  rejection,
}
