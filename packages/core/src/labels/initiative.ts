/**
 * What the commands, events, statuses and rejections of initiatives are called.
 */
import type { InitiativeCommand } from '../initiative/commands.ts'
import type { InitiativeEvent } from '../initiative/events.ts'
import type { InitiativeRejection } from '../initiative/rejections.ts'
import type { InitiativeState } from '../initiative/state.ts'
import type { AggregateLabels, Label } from '../vocabulary/label.ts'
import { dayVi, documentNotSigned, notWhoTransfers, notYetHappened } from './shared.ts'

const rejection = (no: InitiativeRejection): Label => {
  switch (no._tag) {
    case 'InitiativeAlreadyRecorded':
      return {
        vi: `Sáng kiến ${no.initiativeId} đã được ghi nhận; hãy dùng mã khác.`,
        en: `Initiative ${no.initiativeId} is recorded already; use another id.`,
      }
    case 'InitiativeNotRecorded':
      return {
        vi: `Sáng kiến ${no.initiativeId} chưa được ghi nhận; hãy ghi nhận trước.`,
        en: `Initiative ${no.initiativeId} has not been recorded; record it first.`,
      }
    case 'InitiativeIsDeclined':
      return {
        vi: `Sáng kiến ${no.initiativeId} không được công nhận; nếu đã hoàn thiện, hãy ghi nhận thành sáng kiến mới.`,
        en: `Initiative ${no.initiativeId} was declined; if it has been improved, record it as a new one.`,
      }
    case 'InitiativeAlreadyRecognised':
      return {
        vi: `Sáng kiến ${no.initiativeId} đã được công nhận; hãy thí điểm hoặc nhân rộng.`,
        en: `Initiative ${no.initiativeId} is recognised already; go on to its pilot or replication.`,
      }
    case 'InitiativeOutOfOrder':
      return {
        vi: `Đã ghi nhận bước sau của sáng kiến ${no.initiativeId}; hãy chọn từ ngày ${dayVi(no.earliest)} trở đi.`,
        en: `A later step of initiative ${no.initiativeId} is recorded; choose ${no.earliest} or a later day.`,
      }
    case 'PilotDatesOutOfOrder':
      return {
        vi: `Thời gian thí điểm không đúng thứ tự; hãy chọn từ ngày ${dayVi(no.earliest)} trở đi.`,
        en: `The days of the pilot are out of order; choose ${no.earliest} or later days.`,
      }
    case 'PilotUnderWay':
      return {
        vi: `Đang thí điểm đến ngày ${dayVi(no.until)}; hãy đánh giá kết quả thí điểm trước.`,
        en: `A pilot runs until ${no.until}; evaluate it first.`,
      }
    case 'NoPilotUnderWay':
      return {
        vi: `Sáng kiến ${no.initiativeId} không có thí điểm nào chờ đánh giá; hãy bắt đầu thí điểm trước.`,
        en: `No pilot of initiative ${no.initiativeId} waits for an evaluation; start one first.`,
      }
    case 'PilotWaivedAlready':
      return {
        vi: `Sáng kiến ${no.initiativeId} đã được miễn thí điểm; hãy tổ chức nhân rộng.`,
        en: `The pilot of initiative ${no.initiativeId} is waived already; go on to replicate it.`,
      }
    case 'AssessedByItAlready':
      return {
        vi: `${no.agencyId} đã đánh giá sáng kiến này; nếu cần, hãy đề nghị cơ quan khác đánh giá.`,
        en: `${no.agencyId} has assessed it already; ask another agency for a further opinion.`,
      }
    case 'ReplicationDueTooEarly':
      return {
        vi: `Thời hạn của ${no.agencyId} không thể trước ngày ${dayVi(no.earliest)}; hãy chọn ngày muộn hơn.`,
        en: `${no.agencyId} can't be due before ${no.earliest}; choose a later day.`,
      }
    case 'ReplicatingAlready':
      return {
        vi: `${no.agencyId} đã áp dụng hoặc đã được giao nhân rộng; hãy bỏ cơ quan này khỏi danh sách.`,
        en: `${no.agencyId} has it, or has been asked for it, already; leave it out.`,
      }
    case 'NothingToReplicate':
      return {
        vi: `${no.agencyId} không có việc nhân rộng nào đang chờ; hãy kiểm tra lại cơ quan.`,
        en: `Nothing is asked of ${no.agencyId} that it has not answered; check the agency.`,
      }
    case 'FindingNotConcluded':
      return {
        vi: `Cuộc kiểm tra ${no.inspectionId} chưa có kết luận còn hiệu lực về phát hiện ${no.findingId}; hãy chờ kết luận.`,
        en: `Inspection ${no.inspectionId} has no conclusion in force on finding ${no.findingId}; wait for one.`,
      }
    case 'NotAnInitiative':
      return {
        vi: `Phát hiện ${no.findingId} của cuộc kiểm tra ${no.inspectionId} không phải là ưu điểm hay sáng kiến, hoặc đã bị rút; hãy chọn phát hiện khác.`,
        en: `Finding ${no.findingId} of inspection ${no.inspectionId} is no achievement or initiative, or was withdrawn; choose another.`,
      }
    case 'FoundElsewhere':
      return {
        vi: `Phát hiện ${no.findingId} của cuộc kiểm tra ${no.inspectionId} không thuộc ${no.agencyId}; hãy ghi đối tượng kiểm tra hoặc đơn vị trực thuộc của đối tượng.`,
        en: `Finding ${no.findingId} of inspection ${no.inspectionId} was not made at ${no.agencyId}; name the subject, or an agency right below it.`,
      }
    case 'AssessedByItsOrigin':
      return {
        vi: `${no.originId} không tự đánh giá sáng kiến của mình; hãy đề nghị cơ quan khác đánh giá.`,
        en: `${no.originId} does not assess what it has thought of itself; ask another agency.`,
      }
    case 'NotAssessed':
      return {
        vi: `Sáng kiến ${no.initiativeId} chưa được đánh giá; hãy đề nghị cơ quan khác đánh giá trước.`,
        en: `Initiative ${no.initiativeId} has not been assessed; have another agency assess it first.`,
      }
    case 'NotRecognised':
      return {
        vi: `Sáng kiến ${no.initiativeId} chưa được công nhận; hãy trình công nhận trước khi nhân rộng.`,
        en: `Initiative ${no.initiativeId} is not recognised; have it recognised before it is replicated.`,
      }
    case 'PilotNotPassed':
      return {
        vi: `Sáng kiến ${no.initiativeId} chưa thí điểm thành công và chưa được miễn thí điểm; hãy thí điểm trước khi nhân rộng.`,
        en: `Initiative ${no.initiativeId} has neither passed a pilot nor been excused from one; try it out before it is replicated.`,
      }
    case 'PilotNotOver':
      return {
        vi: `Thí điểm kéo dài đến ngày ${dayVi(no.until)}; hãy kết luận thành công từ ngày đó.`,
        en: `The pilot runs until ${no.until}; it succeeds on that day at the earliest.`,
      }
    case 'PilotNotCarriedThrough':
      return {
        vi: `Không cơ quan thí điểm nào còn hoạt động đến ngày ${dayVi(no.until)}; hãy kết luận khác hoặc thí điểm lại.`,
        en: `No agency of the pilot was there until ${no.until}; conclude otherwise, or try it again.`,
      }
    case 'EvaluatedByItsOwn':
      return {
        vi: `${no.agencyId} là nơi đề xuất, nơi thí điểm hoặc nơi tiếp nhận; hãy để cơ quan khác đánh giá thí điểm.`,
        en: `${no.agencyId} thought of it, tried it out, or took over from who did; have another agency evaluate.`,
      }
    case 'PilotHasFailed':
      return {
        vi: `Thí điểm sáng kiến ${no.initiativeId} không thành công nên không được miễn; hãy thí điểm lại.`,
        en: `The pilot of initiative ${no.initiativeId} failed, and is not waived after that; try it again.`,
      }
    case 'NotEntitled':
      return {
        vi: `Bước này thuộc về ${no.agencies.join(', ')}; hãy đề nghị cơ quan đó thực hiện.`,
        en: `This step belongs to ${no.agencies.join(', ')}; ask that agency.`,
      }
    case 'NoSayInIt':
      return {
        vi: `${no.agencyId} không có thẩm quyền đối với sáng kiến này; hãy đề nghị ${['Thành phố', ...no.agencies].join(', ')}.`,
        en: `${no.agencyId} has no say in this initiative; ask one of these: ${['the city', ...no.agencies].join(', ')}.`,
      }
    case 'NotAboveTheAgency':
      return {
        vi: `${no.orderedBy} không phải là cấp trên của ${no.agencyId}; hãy để Thành phố hoặc cấp trên trực tiếp giao nhân rộng.`,
        en: `${no.orderedBy} does not stand above ${no.agencyId}; have the city or its superior order it.`,
      }
    case 'AgencyNotInForce':
      return {
        vi: `Cơ quan ${no.agencyId} không hoạt động vào ngày này; hãy chọn cơ quan kế thừa hoặc kiểm tra lại ngày.`,
        en: `Agency ${no.agencyId} is not there on that day; choose its successor, or check the date.`,
      }
    case 'NotTheTaker':
      return {
        vi: `${no.toId} không tiếp nhận từ ${no.agencyId}; hãy kiểm tra cơ quan tiếp nhận trong danh bạ.`,
        en: `${no.toId} does not take over from ${no.agencyId}; see the register for the agency that does.`,
      }
    case 'NotWhoTransfers':
      return notWhoTransfers(no)
    case 'DocumentNotSigned':
      return documentNotSigned(no)
    case 'NotYetHappened':
      return notYetHappened(no)
  }
}

/** Labels of initiatives. */
export const initiativeLabels: AggregateLabels<
  InitiativeCommand,
  InitiativeEvent,
  InitiativeState,
  InitiativeRejection
> = {
  commands: {
    RecordInitiative: { vi: 'Ghi nhận sáng kiến, mô hình', en: 'Record initiative' },
    AssessInitiative: { vi: 'Đánh giá sáng kiến', en: 'Assess initiative' },
    RecogniseInitiative: { vi: 'Công nhận sáng kiến', en: 'Recognise initiative' },
    DeclineInitiative: { vi: 'Không công nhận sáng kiến', en: 'Decline initiative' },
    StartPilot: { vi: 'Bắt đầu thí điểm', en: 'Start pilot' },
    EvaluatePilot: { vi: 'Đánh giá thí điểm', en: 'Evaluate pilot' },
    WaivePilot: { vi: 'Miễn thí điểm', en: 'Waive pilot' },
    StartReplication: { vi: 'Tổ chức nhân rộng', en: 'Start replication' },
    ConfirmReplication: { vi: 'Xác nhận kết quả nhân rộng', en: 'Confirm replication' },
    TransferReplication: { vi: 'Chuyển giao việc nhân rộng', en: 'Transfer replication' },
  },
  events: {
    InitiativeRecorded: { vi: 'Đã ghi nhận sáng kiến, mô hình', en: 'Initiative recorded' },
    InitiativeAssessed: { vi: 'Đã đánh giá sáng kiến', en: 'Initiative assessed' },
    InitiativeRecognised: { vi: 'Đã công nhận sáng kiến', en: 'Initiative recognised' },
    InitiativeDeclined: { vi: 'Sáng kiến không được công nhận', en: 'Initiative declined' },
    PilotStarted: { vi: 'Đã bắt đầu thí điểm', en: 'Pilot started' },
    PilotEvaluated: { vi: 'Đã đánh giá thí điểm', en: 'Pilot evaluated' },
    PilotWaived: { vi: 'Đã miễn thí điểm', en: 'Pilot waived' },
    ReplicationStarted: { vi: 'Đã tổ chức nhân rộng', en: 'Replication started' },
    ReplicationConfirmed: { vi: 'Đã xác nhận kết quả nhân rộng', en: 'Replication confirmed' },
    ReplicationTransferred: { vi: 'Đã chuyển giao việc nhân rộng', en: 'Replication transferred' },
  },
  statuses: {
    none: { vi: 'Chưa ghi nhận', en: 'Not recorded' },
    recorded: { vi: 'Đã ghi nhận', en: 'Recorded' },
    assessed: { vi: 'Đã đánh giá', en: 'Assessed' },
    declined: { vi: 'Không được công nhận', en: 'Declined' },
    recognised: { vi: 'Đã công nhận', en: 'Recognised' },
    replicating: { vi: 'Đang nhân rộng', en: 'Being replicated' },
    replicated: { vi: 'Đã nhân rộng', en: 'Replicated' },
  },
  rejection,
}
