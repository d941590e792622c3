/**
 * What a delegation's commands, events, statuses and rejections are called.
 */
import type { DelegationCommand } from '../delegation/commands.ts'
import type { DelegationEvent } from '../delegation/events.ts'
import type { ExclusionReason } from '../delegation/queries.ts'
import type { DelegationRejection } from '../delegation/rejections.ts'
import type { DelegationState } from '../delegation/state.ts'
import { interestCategories } from '../vocabulary/interest.ts'
import type { AggregateLabels, Label, Labels } from '../vocabulary/label.ts'
import { dayVi, documentNotSigned, notYetHappened } from './shared.ts'

/** Labels of why somebody may not act on a subject (R5). */
export const exclusionReasons: Labels<ExclusionReason> = {
  'not-a-member': { vi: 'Không phải thành viên Đoàn', en: 'Not a member of the delegation' },
  'home-agency': { vi: 'Đối tượng là cơ quan công tác', en: 'The subject is the home agency' },
  recused: { vi: 'Đã rút khỏi việc kiểm tra', en: 'Recused' },
  ...interestCategories,
}

const rejection = (no: DelegationRejection): Label => {
  switch (no._tag) {
    case 'DelegationAlreadyEstablished':
      return {
        vi: `Đoàn kiểm tra ${no.delegationId} đã được thành lập; hãy kiện toàn Đoàn hoặc dùng mã khác.`,
        en: `Delegation ${no.delegationId} is already established; reconstitute it, or use another id.`,
      }
    case 'DelegationNotEstablished':
      return {
        vi: `Đoàn kiểm tra ${no.delegationId} chưa được thành lập; hãy ra quyết định thành lập trước.`,
        en: `Delegation ${no.delegationId} has not been established; establish it first.`,
      }
    case 'ChangeOutOfOrder':
      return {
        vi: `Đoàn kiểm tra ${no.delegationId} đã có thay đổi sau ngày này; hãy chọn từ ngày ${dayVi(no.earliest)} trở đi.`,
        en: `Delegation ${no.delegationId} has changed since that day; choose ${no.earliest} or a later day.`,
      }
    case 'SameDecision':
      return {
        vi: `Đoàn kiểm tra ${no.delegationId} đang hoạt động theo chính quyết định này; hãy viện dẫn quyết định mới.`,
        en: `Delegation ${no.delegationId} already works under this decision; cite the new one.`,
      }
    case 'NotAMember':
      return {
        vi: `${no.personId} không phải là thành viên Đoàn vào ngày này; hãy bổ sung vào Đoàn trước.`,
        en: `${no.personId} is no member on that day; appoint that person first.`,
      }
    case 'AlreadyAMember':
      return {
        vi: `${no.personId} đã ở trong Đoàn với vai trò này; hãy chọn người hoặc vai trò khác.`,
        en: `${no.personId} already has that place; choose another person or role.`,
      }
    case 'HomeAgencyDiffers':
      return {
        vi: `${no.personId} đang là đại diện của ${no.agencyId}; hãy kiểm tra lại cơ quan công tác.`,
        en: `${no.personId} serves as a member from ${no.agencyId}; check the home agency.`,
      }
    case 'PlanNotInForce':
      return {
        vi: `Kế hoạch ${no.planId} chưa hoặc không còn hiệu lực vào ngày này; hãy ban hành kế hoạch hoặc chọn kế hoạch khác.`,
        en: `Plan ${no.planId} is not in force on that day; issue it, or choose another.`,
      }
    case 'WorkOutsidePlan':
      return {
        vi: `Nội dung hoặc lĩnh vực được giao nằm ngoài kế hoạch ${no.planId}; hãy chọn trong phạm vi kế hoạch.`,
        en: `Plan ${no.planId} does not inspect all of that; choose contents and areas that it does.`,
      }
    case 'SlotNotInTerms':
      return {
        vi: `Kế hoạch ${no.planId} không có Đoàn ${no.slotId}; hãy chọn Đoàn có trong kế hoạch hoặc sửa đổi kế hoạch.`,
        en: `Plan ${no.planId} provides for no delegation ${no.slotId}; choose one of its own, or amend it.`,
      }
    case 'NotTheEstablishingAgency':
      return {
        vi: `Việc này do ${no.establishedBy} quyết định bằng văn bản của mình; hãy gửi cơ quan đó.`,
        en: `This is for ${no.establishedBy} to decide, by a document of its own; send it there.`,
      }
    case 'NotOneHead':
      return {
        vi: `Đoàn phải có đúng một Trưởng đoàn, danh sách có ${no.heads}; hãy sửa lại danh sách.`,
        en: `A delegation has one head, the list has ${no.heads}; correct the list.`,
      }
    case 'HeadFromOtherAgency':
      return {
        vi: `Trưởng đoàn phải là lãnh đạo ${no.headedFrom}; hãy chọn người của cơ quan này.`,
        en: `The head comes from ${no.headedFrom}; choose one of its leaders.`,
      }
    case 'HeadNotALeader':
      return {
        vi: `Chức danh ${no.postId} tại ${no.agencyId} không phải lãnh đạo, hoặc do người khác giữ; hãy chọn cấp trưởng hoặc cấp phó của cơ quan.`,
        en: `Post ${no.postId} at ${no.agencyId} is no leader's, or is another's; choose its head or a deputy.`,
      }
    case 'IsTheHead':
      return {
        vi: `${no.personId} là Trưởng đoàn; hãy dùng thủ tục thay Trưởng đoàn.`,
        en: `${no.personId} is the head; replace the head instead.`,
      }
    case 'AgencyNotAdmitted':
      return {
        vi: `${no.agencyId} không thuộc thành phần Đoàn; Trưởng đoàn có thể mời cơ quan này trước.`,
        en: `${no.agencyId} is neither required nor invited; the head may invite it first.`,
      }
    case 'AgencyUnrepresented':
      return {
        vi: `${no.agencyId} phải có đại diện trong Đoàn; hãy cử người của cơ quan này.`,
        en: `${no.agencyId} must be represented; name a member from it who may act.`,
      }
    case 'AgencyNotInForce':
      return {
        vi: `Cơ quan ${no.agencyId} không hoạt động vào ngày này; hãy chọn cơ quan khác hoặc cơ quan kế thừa.`,
        en: `Agency ${no.agencyId} is not in force on that day; choose another, or its successor.`,
      }
    case 'TeamsNotProvided':
      return {
        vi: `Kế hoạch không cho phép Đoàn ${no.delegationId} chia tổ; Đoàn làm việc chung hoặc đề nghị sửa đổi kế hoạch.`,
        en: `The plan lets delegation ${no.delegationId} form no teams; work as a whole, or have the plan amended.`,
      }
    case 'TeamIdTaken':
      return {
        vi: `Mã tổ ${no.teamId} đã được dùng; hãy dùng mã khác.`,
        en: `Team id ${no.teamId} has been used; use another.`,
      }
    case 'NoSuchTeam':
      return {
        vi: `Không có tổ ${no.teamId} vào ngày này; hãy chọn tổ khác hoặc thành lập tổ trước.`,
        en: `There is no team ${no.teamId} on that day; choose another, or form it first.`,
      }
    case 'LeaderNotInTeam':
      return {
        vi: `Tổ trưởng của tổ ${no.teamId} phải là thành viên của tổ; hãy bổ sung hoặc chọn người trong tổ.`,
        en: `The leader of team ${no.teamId} is one of its members; add that person, or choose another.`,
      }
    case 'AlreadyInTeam':
      return {
        vi: `${no.personId} đang ở tổ ${no.teamId}; hãy giải thể tổ đó hoặc chọn người khác.`,
        en: `${no.personId} serves in team ${no.teamId}; disband it, or choose another person.`,
      }
    case 'TeamWithoutLeader':
      return {
        vi: `Tổ ${no.teamId} sẽ không còn tổ trưởng; hãy giải thể tổ này trước khi thay Trưởng đoàn.`,
        en: `Team ${no.teamId} would have no leader; disband it before the head is replaced.`,
      }
    case 'NotOfTheLeaders':
      return {
        vi: `Chỉ lãnh đạo Đoàn ${no.delegationId} hoặc cơ quan thành lập Đoàn được phân công; hãy đề nghị Trưởng đoàn.`,
        en: `The leaders of delegation ${no.delegationId} or the agency that established it do this; ask the head.`,
      }
    case 'NotTheHead':
      return {
        vi: `Chỉ Trưởng đoàn ${no.delegationId} được mời thêm cơ quan; hãy đề nghị Trưởng đoàn.`,
        en: `Only the head of delegation ${no.delegationId} invites further agencies; ask the head.`,
      }
    case 'InvitationsNotProvided':
      return {
        vi: `Kế hoạch không cho phép Đoàn ${no.delegationId} mời thêm cơ quan; hãy đề nghị sửa đổi kế hoạch.`,
        en: `The plan lets delegation ${no.delegationId} invite nobody; have the plan amended.`,
      }
    case 'AgencyAlreadyAdmitted':
      return {
        vi: `${no.agencyId} đã thuộc thành phần Đoàn; hãy cử người của cơ quan này.`,
        en: `${no.agencyId} is already required or invited; appoint a member from it.`,
      }
    case 'NotConcerned':
      return {
        vi: `Chỉ người đó, lãnh đạo Đoàn ${no.delegationId} hoặc cơ quan thành lập Đoàn được kê khai; hãy đề nghị một trong số họ.`,
        en: `Only that member, the leaders of delegation ${no.delegationId} or the agency that established it say this; ask one of them.`,
      }
    case 'MemberExcluded':
      return {
        vi: `${no.personId} không được tham gia kiểm tra; hãy chọn người khác.`,
        en: `${no.personId} may not act; choose another member.`,
      }
    case 'DelegationNotInForce':
      return {
        vi: `Thời hạn của Đoàn ${no.delegationId} đã hết ngày ${dayVi(no.until)}; hãy ra quyết định kiện toàn hoặc giải thể.`,
        en: `The term of delegation ${no.delegationId} ended on ${no.until}; reconstitute or dissolve it.`,
      }
    case 'DelegationIsDissolved':
      return {
        vi: `Đoàn ${no.delegationId} đã giải thể ngày ${dayVi(no.dissolvedOn)}; hãy chuyển việc cho bên tiếp nhận.`,
        en: `Delegation ${no.delegationId} was dissolved on ${no.dissolvedOn}; turn to who took over.`,
      }
    case 'TermEndsTooSoon':
      return {
        vi: `Ngày kết thúc ${dayVi(no.until)} quá sớm; hãy chọn từ ngày ${dayVi(no.earliest)} trở đi.`,
        en: `The term would end on ${no.until}; choose ${no.earliest} or a later day.`,
      }
    case 'NothingHandedOver':
      return {
        vi: `Đoàn ${no.delegationId} chưa bàn giao; hãy nêu cuộc kiểm tra hoặc hồ sơ và bên tiếp nhận.`,
        en: `Delegation ${no.delegationId} hands nothing over; say which inspections or documents go to whom.`,
      }
    case 'HandedOverTwice':
      return {
        vi: `Cuộc kiểm tra ${no.inspectionId} được bàn giao cho hai bên; hãy giữ một bên tiếp nhận.`,
        en: `Inspection ${no.inspectionId} goes to two receivers; keep one of them.`,
      }
    case 'HandedOverToItself':
      return {
        vi: `Đoàn ${no.delegationId} không thể bàn giao cho chính mình; hãy chọn bên tiếp nhận khác.`,
        en: `Delegation ${no.delegationId} can't hand over to itself; choose another receiver.`,
      }
    case 'ReceiverNotInForce':
      return {
        vi: `Đoàn tiếp nhận ${no.delegationId} không còn hoặc chưa hoạt động; hãy chọn bên tiếp nhận khác.`,
        en: `Delegation ${no.delegationId}, the receiver, is not in force; choose another receiver.`,
      }
    case 'DocumentNotSigned':
      return documentNotSigned(no)
    case 'NotYetHappened':
      return notYetHappened(no)
  }
}

/** Labels of delegations. */
export const delegationLabels: AggregateLabels<
  DelegationCommand,
  DelegationEvent,
  DelegationState,
  DelegationRejection
> = {
  commands: {
    EstablishDelegation: { vi: 'Thành lập Đoàn kiểm tra', en: 'Establish delegation' },
    AppointMember: { vi: 'Bổ sung thành viên', en: 'Appoint member' },
    ReplaceMember: { vi: 'Thay thành viên', en: 'Replace member' },
    ReplaceHead: { vi: 'Thay Trưởng đoàn', en: 'Replace head' },
    DeclareInterest: { vi: 'Kê khai xung đột lợi ích', en: 'Declare interest' },
    RecuseMember: { vi: 'Rút thành viên khỏi việc kiểm tra', en: 'Recuse member' },
    FormTeam: { vi: 'Thành lập tổ', en: 'Form team' },
    DisbandTeam: { vi: 'Giải thể tổ', en: 'Disband team' },
    InviteAgency: { vi: 'Mời cơ quan tham gia', en: 'Invite agency' },
    AllocateWork: { vi: 'Phân công nhiệm vụ', en: 'Allocate work' },
    ExtendTerm: { vi: 'Gia hạn thời gian hoạt động', en: 'Extend term' },
    ReconstituteDelegation: { vi: 'Kiện toàn Đoàn kiểm tra', en: 'Reconstitute delegation' },
    DissolveDelegation: { vi: 'Giải thể Đoàn kiểm tra', en: 'Dissolve delegation' },
  },
  events: {
    DelegationEstablished: { vi: 'Đã thành lập Đoàn kiểm tra', en: 'Delegation established' },
    MemberAppointed: { vi: 'Đã bổ sung thành viên', en: 'Member appointed' },
    MemberReplaced: { vi: 'Đã thay thành viên', en: 'Member replaced' },
    HeadReplaced: { vi: 'Đã thay Trưởng đoàn', en: 'Head replaced' },
    InterestDeclared: { vi: 'Đã kê khai xung đột lợi ích', en: 'Interest declared' },
    MemberRecused: { vi: 'Thành viên đã rút khỏi việc kiểm tra', en: 'Member recused' },
    TeamFormed: { vi: 'Đã thành lập tổ', en: 'Team formed' },
    TeamDisbanded: { vi: 'Đã giải thể tổ', en: 'Team disbanded' },
    AgencyInvited: { vi: 'Đã mời cơ quan tham gia', en: 'Agency invited' },
    WorkAllocated: { vi: 'Đã phân công nhiệm vụ', en: 'Work allocated' },
    TermExtended: { vi: 'Đã gia hạn thời gian hoạt động', en: 'Term extended' },
    DelegationReconstituted: { vi: 'Đã kiện toàn Đoàn kiểm tra', en: 'Delegation reconstituted' },
    DelegationDissolved: { vi: 'Đã giải thể Đoàn kiểm tra', en: 'Delegation dissolved' },
  },
  statuses: {
    unestablished: { vi: 'Chưa thành lập', en: 'Not established' },
    established: { vi: 'Đã thành lập', en: 'Established' },
    dissolved: { vi: 'Đã giải thể', en: 'Dissolved' },
  },
  rejection,
}
