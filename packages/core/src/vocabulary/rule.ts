/**
 * The rules of the domain: what each says, and how it comes by the facts that it needs.
 *
 * Ids are those that rejections name. `lifecycle` stands for what no clause says but the order of
 * things does: a plan can't be issued twice. Which clause demands which rule, what it rejects and
 * which tests hold it, `docs/rules.md` shows.
 */
import * as t from 'io-ts'
import type { Label, Labels } from './label.ts'

// ------------------------------------------------------------------- kinds

/** Labels of the kinds of rule: where the facts of a rule come from. */
export const ruleKinds = {
  own: { vi: 'Tự quyết theo trạng thái của chính đối tượng', en: "The stream's own state decides" },
  frozen: {
    vi: 'Xác định một lần theo quy định và giữ nguyên trong sự kiện',
    en: 'Read once, kept in the event, changed only by an event of its own',
  },
  cited: {
    vi: 'Phải đúng tại thời điểm quyết định, có viện dẫn',
    en: 'Must hold now: read for each such command, and cited',
  },
  claimed: {
    vi: 'Nhiều bên cùng yêu cầu, chỉ nơi được yêu cầu quyết định',
    en: 'Contended by several streams: only the contended one decides',
  },
  gated: {
    vi: 'Phải chờ câu trả lời tổng hợp từ nhiều đối tượng',
    en: 'A question over many streams: a policy answers, a later command waits',
  },
  pursued: { vi: 'Hệ quả do quy trình tự động theo đuổi', en: 'A consequence that a policy sends' },
} as const satisfies Labels<string>

/** How a rule comes by the facts that it needs. */
export type RuleKind = keyof typeof ruleKinds

// ------------------------------------------------------------------- rules

/** A rule: what it says, and how it comes by its facts. */
export interface Rule {
  readonly says: Label
  /** The first is the kind of the rule itself, others those of parts of it. */
  readonly kinds: readonly [RuleKind, ...RuleKind[]]
}

const rule = (vi: string, en: string, ...kinds: readonly [RuleKind, ...RuleKind[]]): Rule => ({
  says: { vi, en },
  kinds,
})

/**
 * Every rule, by its id.
 *
 * @example
 * rules.R13.kinds // => ['own']
 */
export const rules = {
  lifecycle: rule(
    'Việc nào cũng có trình tự: chưa có thì không thể sửa, đã xong thì không làm lại.',
    'Things have an order: what is not there is not changed, what is done is not done again.',
    'own',
  ),
  R1: rule(
    'Kế hoạch ban hành một lần bằng văn bản, sau đó chỉ được sửa đổi có lý do; kế hoạch đã kết thúc hoặc bãi bỏ thì không mở cuộc kiểm tra mới; khi kết thúc phải nêu rõ lý do với từng đối tượng chưa kiểm tra.',
    'A plan is issued once, by document, then only amended with a reason; nothing new starts under a closed or revoked plan; closed, it says why of each target not reached.',
    'own',
    'cited',
    'frozen',
    'gated',
  ),
  R2: rule(
    'Đoàn kiểm tra được thành lập, do người đứng đầu theo đúng kế hoạch, đủ đại diện các cơ quan bắt buộc và chỉ có một Trưởng đoàn.',
    "A delegation is established and headed as the plan's terms say, with every required agency in it and exactly one head.",
    'frozen',
  ),
  R3: rule(
    'Đoàn làm việc chung hoặc chia Tổ, nêu rõ lý do; Tổ có Tổ trưởng, mỗi thành viên chỉ ở một Tổ.',
    'It works whole or in teams, with the reason said; a team has a leader among its members, a member one team at a time.',
    'own',
  ),
  R4: rule(
    'Chỉ Trưởng đoàn được mời thêm cơ quan tham gia.',
    'Only the head invites further agencies.',
    'own',
  ),
  R5: rule(
    'Không ai kiểm tra cơ quan của mình hoặc nơi có lợi ích liên quan; người khác trong Đoàn thay thế; cơ quan kết luận là đối tượng thì cấp ban hành kế hoạch kết luận.',
    'Nobody acts on the home agency or under an excluding interest; another leader leads then, and the issuer concludes on who would conclude on itself.',
    'cited',
  ),
  R6: rule(
    'Làm việc tại cơ sở cần Đoàn còn hiệu lực; sau khi kết thúc kiểm tra tại cơ sở, cơ quan kết luận theo kế hoạch tiếp tục.',
    'Fieldwork needs a delegation in force; from its close on the concluding authority of the terms acts, also after dissolution.',
    'cited',
  ),
  R7: rule(
    'Không chồng chéo: cùng đối tượng, trùng ngày, trùng lĩnh vực thì từ chối, trừ khi phối hợp hoặc được chấp thuận có lý do.',
    'No overlap: same subject, same days, shared area is refused, unless combined or waived with a reason.',
    'claimed',
  ),
  R8: rule(
    'Không cản trở: trong giờ hành chính, trong giới hạn số ngày và số đoàn; gia hạn và tiếp tục phải được lịch chấp thuận.',
    'Not obstructing: in office hours, within caps on days and visits; extension and resumption wait for the calendar.',
    'claimed',
    'own',
  ),
  R9: rule(
    'Kiểm tra đột xuất do người có thẩm quyền quyết định hoặc bốc thăm đã ghi nhận, không báo trước và không lộ trước khi mở.',
    'Unannounced: ordered by an authority of the terms or by a draw recorded before, with no notice and no trace until it opens.',
    'cited',
  ),
  R10: rule(
    'Kiểm tra báo trước: thông báo đủ số ngày làm việc, đơn vị tự báo cáo đúng hạn; đổi ngày thì thông báo lại.',
    'Announced: notice so many working days before the opening, self-report due; a new date starts the notice again.',
    'own',
    'frozen',
  ),
  R11: rule(
    'Phát hiện nằm trong phạm vi kiểm tra.',
    'A finding stays inside the scope of its inspection.',
    'own',
  ),
  R12: rule(
    'Phát hiện có tiêu chí, thực trạng, lĩnh vực, mức độ và chứng cứ; số liệu cộng khớp hoặc nêu phần còn lại.',
    'A finding has criterion, condition, area, severity and evidence; counts add up or show their remainder.',
    'own',
  ),
  R13: rule(
    'Người nêu phát hiện không tự thẩm định và không quyết định giải trình; phát hiện bị sửa phải thẩm định lại.',
    'Who raised a finding neither reviews it nor decides its explanation; an amended one is reviewed again.',
    'own',
  ),
  R14: rule(
    'Kết luận chờ hết thời hạn giải trình hoặc đơn vị từ bỏ; mọi giải trình được trả lời có lý do.',
    "The conclusion waits for the explanations' end or a waiver; every explanation is answered with a reason.",
    'own',
  ),
  R15: rule(
    'Tồn tại, vi phạm phải rõ địa chỉ: cơ quan, vị trí trực tiếp, trách nhiệm người đứng đầu tại ngày xảy ra.',
    "A shortcoming names its address: the agency, the direct post, the head's share, as of the day of the condition.",
    'cited',
    'frozen',
  ),
  R16: rule(
    'Kết luận trả lời từng nội dung; mỗi tồn tại chưa sửa ngay có một yêu cầu với một vị trí chịu trách nhiệm, một thời hạn, một tiêu chí nghiệm thu.',
    'The conclusion answers every content; what was not corrected on the spot has a demand with one post, one due date, one acceptance test.',
    'own',
  ),
  R17: rule(
    'Kết luận không bị sửa; chỉ được đính chính, xem xét lại hoặc thu hồi bằng văn bản mới. Muộn thì ghi là muộn.',
    'A conclusion never changes: it is corrected, reviewed or revoked by a new document. What is late is shown late.',
    'own',
  ),
  R18: rule(
    'Vi phạm chuyển cơ quan có thẩm quyền trước khi công bố; dấu hiệu tội phạm chuyển trước dự thảo và không tiết lộ.',
    'A violation is referred before publication; a suspected crime before the draft, and withheld from subject and public.',
    'own',
  ),
  R19: rule(
    'Đơn vị còn tồn tại cũ phải được kiểm tra việc khắc phục; còn nguyên thì là tái phạm, nặng hơn một mức.',
    'Prior shortcomings are inspected; one that is still there is a repeat, one severity higher.',
    'gated',
  ),
  R20: rule(
    'Nhiệm vụ được đánh giá theo hiện trạng tính đến thời điểm kiểm tra.',
    "Tasks are judged as they stood on the inspection's date.",
    'gated',
  ),
  R21: rule(
    'Chỉ nơi ngoài cơ quan khắc phục được xác nhận hoàn thành; nếu không, cấp ban hành kế hoạch chỉ định.',
    'A remedy is closed only by verification from outside; failing that the issuer names who verifies.',
    'cited',
  ),
  R22: rule(
    'Quá hạn → đôn đốc → báo cáo cấp trên → phúc tra, theo đúng thứ tự.',
    'Overdue, urged, escalated, followed up: in that order, each step an act of its own.',
    'pursued',
    'own',
  ),
  R23: rule(
    'Đoàn chỉ kiến nghị về con người; cấp có thẩm quyền quyết định sau khi đã cho giải trình.',
    'The delegation recommends on persons; only the competent authority decides, after the chance to explain.',
    'frozen',
    'own',
  ),
  R24: rule(
    'Sáng kiến được công nhận sau đánh giá, nhân rộng sau thí điểm hoặc được miễn thí điểm; theo dõi từng cơ quan.',
    'An initiative is recognised after assessment and replicated after a pilot or a waiver, agency by agency.',
    'own',
  ),
  R25: rule(
    'Thẩm quyền: Thành phố đối với mọi cơ quan; sở theo ngành dọc; quận, huyện đối với phòng và xã, phường.',
    'Jurisdiction: the city over all, a department in its field, a district over its divisions and communes.',
    'frozen',
  ),
  R26: rule(
    'Cơ quan kết thúc có cơ quan kế thừa; nghĩa vụ, nhiệm vụ, vụ việc, lịch và mục tiêu được chuyển giao.',
    'An agency ends with successors; its obligations, tasks, matters, windows and targets move.',
    'cited',
    'pursued',
  ),
  R27: rule(
    'Cùng một lệnh gửi hai lần: trả lời như lần đầu, không có gì mới.',
    'The same command twice: the first answer again, nothing new.',
    'own',
  ),
  R28: rule(
    'Không ghi nhận điều chưa xảy ra; ghi muộn thì đánh dấu muộn.',
    'Nothing is recorded before it happened; a late record is marked.',
    'own',
  ),
  R29: rule(
    'Kiểm tra cấp huyện phải đánh giá việc huyện tự kiểm tra phòng, ban và cấp xã.',
    "An inspection of a district assesses the district's own inspecting, with its coverage as evidence.",
    'gated',
  ),
} as const satisfies Readonly<Record<string, Rule>>

/** The id of a rule. */
export type RuleId = keyof typeof rules

/** Codec of {@link RuleId}. */
export const RuleId: t.Type<RuleId, unknown> = t.keyof(rules, 'rule')
