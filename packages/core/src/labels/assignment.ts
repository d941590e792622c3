/**
 * What the commands, events, statuses and rejections of tasks are called.
 */
import type { AssignmentCommand } from '../assignment/commands.ts'
import type { AssignmentEvent } from '../assignment/events.ts'
import type { AssignmentRejection } from '../assignment/rejections.ts'
import type { AssignmentState } from '../assignment/state.ts'
import type { AggregateLabels, Label } from '../vocabulary/label.ts'
import { dayVi, documentNotSigned, notWhoTransfers, notYetHappened } from './shared.ts'

const rejection = (no: AssignmentRejection): Label => {
  switch (no._tag) {
    case 'TaskAlreadyAssigned':
      return {
        vi: `Nhiệm vụ ${no.taskId} đã được giao; hãy dùng mã khác cho nhiệm vụ mới.`,
        en: `Task ${no.taskId} is assigned already; give a new task another id.`,
      }
    case 'TaskNotAssigned':
      return {
        vi: `Nhiệm vụ ${no.taskId} chưa được giao; hãy giao nhiệm vụ trước.`,
        en: `Task ${no.taskId} has not been assigned; assign it first.`,
      }
    case 'TaskIsOver':
      return {
        vi: `Nhiệm vụ ${no.taskId} đã được nghiệm thu hoặc hủy; nếu còn việc, hãy giao nhiệm vụ mới.`,
        en: `Task ${no.taskId} was accepted or cancelled; assign a new one if there is more to do.`,
      }
    case 'TaskNotCompleted':
      return {
        vi: `Cơ quan thực hiện chưa báo cáo hoàn thành nhiệm vụ ${no.taskId}; hãy chờ hoặc đôn đốc.`,
        en: `Task ${no.taskId} has not been reported as completed; wait for that, or urge the assignee.`,
      }
    case 'TaskAwaitsAcceptance':
      return {
        vi: `Nhiệm vụ ${no.taskId} đang chờ nghiệm thu; cơ quan giao hãy nghiệm thu hoặc trả lại trước.`,
        en: `Task ${no.taskId} awaits acceptance; have the assigner accept or return it first.`,
      }
    case 'TaskOutOfOrder':
      return {
        vi: `Đã ghi nhận diễn biến sau đó của nhiệm vụ ${no.taskId}; hãy chọn từ ngày ${dayVi(no.earliest)} trở đi.`,
        en: `Something later is recorded of task ${no.taskId}; choose ${no.earliest} or a later day.`,
      }
    case 'TaskAlreadyOverdue':
      return {
        vi: `Nhiệm vụ ${no.taskId} đã được ghi quá hạn; hãy đôn đốc.`,
        en: `Task ${no.taskId} is marked overdue already; urge the assignee.`,
      }
    case 'TaskDueUnchanged':
      return {
        vi: `Thời hạn đang là ngày ${dayVi(no.dueOn)}; hãy chọn ngày khác.`,
        en: `It is due on ${no.dueOn} already; choose another day.`,
      }
    case 'TaskDueTooEarly':
      return {
        vi: `Thời hạn không thể trước ngày ${dayVi(no.earliest)}; hãy chọn ngày muộn hơn.`,
        en: `It can't be due before ${no.earliest}; choose a later day.`,
      }
    case 'NoSuchTaskPost':
      return {
        vi: `${no.agencyId} không có chức danh ${no.postId}; hãy chọn chức danh trong danh bạ.`,
        en: `${no.agencyId} has no post ${no.postId}; choose one of its register.`,
      }
    case 'NotAnOwnPlan':
      return {
        vi: `Nhiệm vụ trong kế hoạch của cơ quan phải do chính cơ quan đó tự giao theo kế hoạch của mình, nhiệm vụ khác do cấp trên giao; hãy kiểm tra nội dung, căn cứ, ${no.assignerId} và ${no.assigneeId}.`,
        en: `A task of the own plan is an agency's to itself by that plan, any other is from above; check content, basis, ${no.assignerId} and ${no.assigneeId}.`,
      }
    case 'TaskDueHasPassed':
      return {
        vi: `Thời hạn ngày ${dayVi(no.dueOn)} đã qua nên không gia hạn được; hãy ghi quá hạn và đôn đốc.`,
        en: `It was due on ${no.dueOn}, and is not moved after that; mark it overdue and urge the assignee.`,
      }
    case 'TaskNotOverdue':
      return {
        vi: `Nhiệm vụ còn trong thời hạn đến hết ngày ${dayVi(no.dueOn)}; hãy ghi quá hạn từ ngày hôm sau.`,
        en: `The task is in time until the end of ${no.dueOn}; mark it from the day after.`,
      }
    case 'OverdueNotMarked':
      return {
        vi: `Nhiệm vụ ${no.taskId} chưa được ghi quá hạn; hãy ghi quá hạn trước khi đôn đốc.`,
        en: `Task ${no.taskId} is not marked overdue; mark it before the assignee is urged.`,
      }
    case 'AssignerNotAbove':
      return {
        vi: `${no.assignerId} không phải là cấp trên của ${no.assigneeId}; hãy để cấp trên giao hoặc chỉ ra tuyến trực thuộc.`,
        en: `${no.assignerId} does not stand above ${no.assigneeId}; have a superior assign it, or show the line of superiors.`,
      }
    case 'NotTheAssignersDocument':
      return {
        vi: `Văn bản này không phải do ${no.assignerId} ban hành; hãy viện dẫn văn bản của cơ quan giao nhiệm vụ.`,
        en: `The document was not issued by ${no.assignerId}; cite one of the assigner's.`,
      }
    case 'NotTheAssigner':
      return {
        vi: `Việc này thuộc về ${no.assignerId} hoặc cơ quan được giao theo dõi; hãy đề nghị cơ quan đó.`,
        en: `This is for ${no.assignerId}, or for the agency that follows the task up; ask them.`,
      }
    case 'NotTheAssignee':
      return {
        vi: `Chỉ ${no.assigneeId} được báo cáo kết quả thực hiện; hãy đề nghị cơ quan này.`,
        en: `Only ${no.assigneeId} reports on the task; ask that agency.`,
      }
    case 'AgencyNotInForce':
      return {
        vi: `Cơ quan ${no.agencyId} không hoạt động vào ngày này; hãy dùng cơ quan kế thừa hoặc kiểm tra lại ngày.`,
        en: `Agency ${no.agencyId} is not there on that day; turn to its successor, or check the date.`,
      }
    case 'NotTheTaker':
      return {
        vi: `${no.toId} không tiếp nhận nhiệm vụ từ ${no.assigneeId}; hãy kiểm tra cơ quan tiếp nhận trong danh bạ.`,
        en: `${no.toId} does not take over from ${no.assigneeId}; see the register for the agency that does.`,
      }
    case 'NotWhoTransfers':
      return notWhoTransfers(no)
    case 'DocumentNotSigned':
      return documentNotSigned(no)
    case 'NotYetHappened':
      return notYetHappened(no)
  }
}

/** Labels of tasks. */
export const assignmentLabels: AggregateLabels<
  AssignmentCommand,
  AssignmentEvent,
  AssignmentState,
  AssignmentRejection
> = {
  commands: {
    AssignTask: { vi: 'Giao nhiệm vụ', en: 'Assign task' },
    ReportTaskProgress: { vi: 'Báo cáo tiến độ nhiệm vụ', en: 'Report task progress' },
    CompleteTask: { vi: 'Báo cáo hoàn thành nhiệm vụ', en: 'Complete task' },
    AcceptTask: { vi: 'Nghiệm thu nhiệm vụ', en: 'Accept task' },
    ReturnTask: { vi: 'Trả lại nhiệm vụ chưa đạt', en: 'Return task' },
    MoveTaskDue: { vi: 'Điều chỉnh thời hạn nhiệm vụ', en: 'Move due date of task' },
    MarkTaskOverdue: { vi: 'Ghi nhiệm vụ quá hạn', en: 'Mark task overdue' },
    UrgeTask: { vi: 'Đôn đốc nhiệm vụ', en: 'Urge task' },
    CancelTask: { vi: 'Hủy nhiệm vụ', en: 'Cancel task' },
    TransferTask: { vi: 'Chuyển giao nhiệm vụ', en: 'Transfer task' },
  },
  events: {
    TaskAssigned: { vi: 'Đã giao nhiệm vụ', en: 'Task assigned' },
    TaskProgressReported: { vi: 'Đã báo cáo tiến độ nhiệm vụ', en: 'Task progress reported' },
    TaskCompleted: { vi: 'Đã báo cáo hoàn thành nhiệm vụ', en: 'Task completed' },
    TaskAccepted: { vi: 'Đã nghiệm thu nhiệm vụ', en: 'Task accepted' },
    TaskReturned: { vi: 'Nhiệm vụ chưa đạt, đã trả lại', en: 'Task returned' },
    TaskDueMoved: { vi: 'Đã điều chỉnh thời hạn nhiệm vụ', en: 'Due date of task moved' },
    TaskOverdue: { vi: 'Nhiệm vụ đã quá hạn', en: 'Task overdue' },
    TaskUrged: { vi: 'Đã đôn đốc nhiệm vụ', en: 'Task urged' },
    TaskCancelled: { vi: 'Đã hủy nhiệm vụ', en: 'Task cancelled' },
    TaskTransferred: { vi: 'Đã chuyển giao nhiệm vụ', en: 'Task transferred' },
  },
  statuses: {
    none: { vi: 'Chưa giao', en: 'Not assigned' },
    open: { vi: 'Đang thực hiện', en: 'Open' },
    overdue: { vi: 'Quá hạn', en: 'Overdue' },
    completed: {
      vi: 'Đã báo cáo hoàn thành, chờ nghiệm thu',
      en: 'Completed, awaiting acceptance',
    },
    accepted: { vi: 'Đã nghiệm thu', en: 'Accepted' },
    cancelled: { vi: 'Đã hủy', en: 'Cancelled' },
  },
  rejection,
}
