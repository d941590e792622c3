/**
 * What Plan 61/KH-UBND demands, sentence by sentence, as it was reported on 31 March 2023, and what
 * law and custom around it add; each leads to the rules that carry it. A test fails where a clause
 * leads nowhere, or a rule comes from none.
 */
import type { RuleId } from '@kiemtra/core'

/** One demand: its words in short, in both languages, and the rules that carry it. */
export interface Clause {
  readonly vi: string
  readonly en: string
  readonly rules: readonly [RuleId, ...RuleId[]]
}

/** The clauses of one part of the plan. */
export interface Part {
  readonly title: string
  readonly clauses: ReadonlyArray<Clause>
}

const clause = (vi: string, en: string, ...rules: readonly [RuleId, ...RuleId[]]): Clause => ({
  vi,
  en,
  rules,
})

/** Every clause, in the plan's order. */
export const parts: ReadonlyArray<Part> = [
  {
    title: 'Mục đích · Purpose',
    clauses: [
      clause(
        'rà soát, đánh giá việc triển khai nhiệm vụ theo chương trình, kế hoạch, kết luận, chỉ đạo',
        'review how the tasks of programmes, plans, conclusions and directions are carried out',
        'R16',
        'R20',
      ),
      clause(
        'đôn đốc, hướng dẫn, chấn chỉnh về tiến độ, hiệu quả, chất lượng',
        'urge, guide and correct: progress, effectiveness, quality',
        'R20',
        'R22',
        'R16',
      ),
      clause('đánh giá những nội dung đã làm được', 'assess what was achieved', 'R16', 'R12'),
      clause(
        'phát hiện kịp thời sáng kiến, kinh nghiệm, mô hình hiệu quả để nhân rộng trong toàn Thành phố',
        'find initiatives, experience and models in time, to be replicated in the whole city',
        'R24',
      ),
    ],
  },
  {
    title: 'Yêu cầu · Requirements',
    clauses: [
      clause('đúng pháp luật', 'lawful', 'R1', 'R11', 'R25'),
      clause('chính xác', 'accurate', 'R12'),
      clause('khách quan', 'objective', 'R5', 'R13', 'R21'),
      clause('trung thực', 'honest', 'R14', 'R17', 'R28'),
      clause(
        'không làm cản trở hoạt động chuyên môn bình thường',
        'not obstructing normal professional work',
        'R8',
        'R10',
      ),
      clause(
        'phối hợp chặt chẽ giữa các cơ quan, đơn vị, địa phương',
        'close coordination between agencies',
        'R2',
        'R7',
      ),
      clause('mang tính toàn diện', 'comprehensive', 'R16'),
      clause('tránh chồng chéo', 'avoiding overlap', 'R7'),
      clause('có trọng tâm, trọng điểm', 'focused', 'R1'),
      clause(
        'tăng cường kiểm tra đột xuất, không báo trước',
        'more unannounced inspections, without notice',
        'R9',
      ),
      clause(
        'xác định rõ địa chỉ, trách nhiệm của tổ chức, cá nhân người đứng đầu',
        'determine the address: the responsibility of the organisation and of its head',
        'R15',
        'R23',
      ),
      clause(
        'kiểm tra theo chuyên đề của các sở theo chuyên ngành đối với UBND cấp huyện',
        'thematic inspections of district committees by departments in their fields',
        'R25',
      ),
      clause(
        'trách nhiệm kiểm tra của UBND cấp huyện đối với phòng, ban trực thuộc và UBND cấp xã',
        "the districts' own duty to inspect their divisions and communes",
        'R29',
        'R25',
      ),
    ],
  },
  {
    title: 'Nội dung kiểm tra · Contents',
    clauses: [
      clause(
        '(1) nhiệm vụ theo chương trình, kế hoạch, kết luận, chỉ đạo của Thành phố',
        "(1) tasks under the city's programmes, plans, conclusions and directions",
        'R20',
        'R16',
      ),
      clause(
        '(2) nhiệm vụ Thành phố giao tại Kế hoạch cải cách hành chính năm 2023',
        "(2) tasks that the city's 2023 reform plan assigns",
        'R20',
        'R16',
      ),
      clause(
        '(3) Kế hoạch cải cách hành chính của cơ quan, tính đến thời điểm kiểm tra',
        "(3) the agency's own reform plan, as of the inspection",
        'R20',
      ),
      clause(
        '(4) khắc phục tồn tại, hạn chế chỉ ra trong chỉ số năm 2022 và qua các đợt kiểm tra năm 2022',
        '(4) remedy of what the 2022 index and the 2022 inspections pointed out',
        'R19',
        'R21',
        'R22',
      ),
    ],
  },
  {
    title: 'Tổ chức · Organisation',
    clauses: [
      clause(
        'giao Sở Nội vụ quyết định thành lập Đoàn, gồm đại diện các cơ quan nêu tên',
        'Home Affairs decides on the delegation, with members from the agencies named',
        'R2',
      ),
      clause('lãnh đạo Sở Nội vụ làm Trưởng đoàn', 'headed by a leader of Home Affairs', 'R2'),
      clause(
        'tùy nội dung, đối tượng, thời gian để tổ chức theo Đoàn hoặc chia thành các Tổ',
        'whole or in teams, as content, subject and time ask',
        'R3',
      ),
      clause(
        'Trưởng đoàn mời thêm các cơ quan, đơn vị có liên quan tham gia',
        'the head invites further agencies where needed',
        'R4',
      ),
    ],
  },
  {
    title: 'Ngoài kế hoạch: quy định và thông lệ · Beside the plan: law, custom, and records',
    clauses: [
      clause(
        'Đoàn chỉ hoạt động trong thời hạn của quyết định; hết nhiệm vụ tự giải thể',
        'a delegation acts within its term, and dissolves itself when done',
        'R6',
      ),
      clause(
        'vi phạm báo cáo cấp có thẩm quyền; dấu hiệu tội phạm chuyển cơ quan điều tra',
        'violations go to the competent authority, signs of crime to the investigators',
        'R18',
      ),
      clause(
        'sắp xếp, sáp nhập cơ quan: nghĩa vụ được chuyển giao',
        'agencies merge and end: their obligations pass on',
        'R26',
      ),
      clause(
        'ghi nhận ngoại tuyến, gửi lại không ghi hai lần',
        'recorded offline and sent again, nothing stands twice',
        'R27',
        'lifecycle',
      ),
    ],
  },
]
