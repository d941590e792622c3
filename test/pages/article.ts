/**
 * What Plan 61/KH-UBND demands, as it was reported on 31 March 2023: every sentence of that report, by
 * its opening words, with what it demands; or why it demands nothing.
 *
 * A sentence that joins demands is cut into them, for each may be missed on its own. Each leads to the
 * rules that carry it and to tests that fail without them (`held`).
 */
import { type Clause, clause, core, projections } from './clause.ts'

/** A sentence of the report that demands something, cut into its demands. */
interface Demanding {
  readonly opens: string
  readonly clauses: readonly [Clause, ...Clause[]]
}

/** One that demands nothing of an inspection, and why. */
interface Telling {
  readonly opens: string
  readonly demandsNothing: string
}

/** A paragraph of the report. */
export interface Paragraph {
  readonly title: string
  readonly sentences: readonly [Demanding | Telling, ...(Demanding | Telling)[]]
}

/** What a sentence demands. */
export const demandsOf = (sentence: Demanding | Telling): ReadonlyArray<Clause> =>
  'clauses' in sentence ? sentence.clauses : []

/** The report, in its order. */
export const article: ReadonlyArray<Paragraph> = [
  {
    title: 'Đầu đề · Heading',
    sentences: [
      {
        opens: 'Hà Nội: Tăng cường kiểm tra công tác cải cách hành chính',
        demandsNothing: 'the headline',
      },
      { opens: 'Thứ Sáu, 31/03/2023', demandsNothing: 'the date of the report' },
    ],
  },
  {
    title: 'Mục đích · Purpose',
    sentences: [
      {
        opens: 'Ủy ban nhân dân thành phố Hà Nội vừa ban hành Kế hoạch số 61/KH-UBND',
        clauses: [
          clause(
            'theo kế hoạch đã ban hành',
            'under a plan that was issued',
            ['R1'],
            core(
              'inspection/begin',
              'R1: an inspection (%s) starts under a plan in force, to its last day',
            ),
          ),
          clause(
            'rà soát, đánh giá việc triển khai nhiệm vụ theo chương trình, kế hoạch, kết luận, chỉ đạo',
            'review how the tasks of programmes, plans, conclusions and directions are carried out',
            ['R16', 'R20'],
            core(
              'inspection/fieldwork',
              'R16: assessed, found something in, or imported, content by content',
            ),
            core('inspection/gates', 'R20: the tasks were listed, and each was judged'),
          ),
        ],
      },
      {
        opens: 'Đôn đốc, hướng dẫn, chấn chỉnh các cơ quan, đơn vị',
        clauses: [
          clause(
            'đôn đốc các cơ quan, đơn vị',
            'urge the agencies',
            ['R22'],
            core(
              'policies/escalation',
              'R22: nothing on the due date; on the day after it is marked, and the agency urged',
            ),
          ),
          clause(
            'hướng dẫn về tiến độ, hiệu quả, chất lượng',
            'guide them: progress, effectiveness, quality',
            ['R16'],
            core(
              'inspection/fieldwork',
              'R16: an assessment judges progress, effectiveness and quality, and says how it guides',
            ),
          ),
          clause(
            'chấn chỉnh',
            'correct them',
            ['R16'],
            core(
              'inspection/conclusion',
              'R16: a %s that was not put right on the spot has a demand',
            ),
          ),
        ],
      },
      {
        opens: 'Đánh giá những nội dung đã làm được, phát hiện kịp thời những sáng kiến',
        clauses: [
          clause(
            'đánh giá những nội dung đã làm được',
            'assess what was achieved',
            ['R12', 'R20'],
            core('inspection/fieldwork', 'R12: a finding stands on evidence that is there (%s)'),
            core(
              'assignment/standing',
              'R20: is done from the day of its completion on, in time or late',
            ),
          ),
          clause(
            'phát hiện kịp thời sáng kiến, kinh nghiệm, mô hình hiệu quả',
            'find initiatives, experience and models in time',
            ['R24'],
            core(
              'policies/follow-up',
              'R24: an initiative that stands is recorded, under the id of the event that raised it',
            ),
          ),
          clause(
            'để có phương án nhân rộng',
            'so that they are replicated, by plan',
            ['R24'],
            core('initiative/replication', 'R24: each agency has a due date of its own'),
            core('initiative/replication', 'R24: only after a pilot that succeeded, or a waiver'),
          ),
          clause(
            'trong toàn Thành phố',
            'in the whole city',
            ['R25'],
            core(
              'initiative/replication',
              'R25: the city orders it anywhere, central bodies included',
            ),
          ),
        ],
      },
      {
        opens: 'Giải quyết thủ tục hành chính cho người dân tại bộ phận “một cửa”',
        demandsNothing: 'the caption of a picture, printed twice',
      },
    ],
  },
  {
    title: 'Yêu cầu · Requirements',
    sentences: [
      {
        opens: 'Ủy ban nhân dân thành phố yêu cầu: Hoạt động kiểm tra phải đảm bảo',
        clauses: [
          clause(
            'đúng pháp luật',
            'lawful',
            ['R1', 'R11', 'R25'],
            core('plan/draft', 'R1: by a document of its issuer, signed by then'),
            core('inspection/fieldwork', 'R11: contents and areas of the scope, nothing else (%s)'),
            core(
              'inspection/begin',
              'R25: an untargeted one is within the issuer’s reach, by its line of superiors',
            ),
          ),
          clause(
            'chính xác',
            'accurate',
            ['R12'],
            core('inspection/fieldwork', 'R12: counts add up or show their remainder'),
          ),
          clause(
            'khách quan',
            'objective',
            ['R5', 'R13', 'R21'],
            core(
              'inspection/fieldwork',
              'R5: not at home, not under an interest, on this subject (%s)',
            ),
            core(
              'inspection/conclusion',
              'R13: not by whoever raised it, nor by whoever last stated it (%s)',
            ),
            core(
              'remediation/remedy',
              'R21: never by the holder, nor by one under it, however named',
            ),
          ),
          clause(
            'trung thực',
            'honest',
            ['R14', 'R17', 'R28'],
            core('inspection/conclusion', 'R14: every explanation is answered, a late one, too'),
            core('inspection/conclusion', 'R17: what is late is shown late'),
            core('inspection/begin', 'R28: nothing is recorded before it happened'),
          ),
          clause(
            'không làm cản trở hoạt động chuyên môn bình thường của cơ quan, tổ chức, cá nhân',
            'not obstructing the normal professional work of agencies, organisations and persons',
            ['R8', 'R10'],
            core('inspection/schedule', 'R8: keeps office hours, or says why not (%s)'),
            core(
              'visits/caps',
              'R8: as many as the cap, not one more; the first such day and its windows are named',
            ),
            core('inspection/schedule', 'R10: opens five working days after the notice, not four'),
          ),
        ],
      },
      {
        opens: 'Phối hợp chặt chẽ giữa các cơ quan, đơn vị, địa phương',
        clauses: [
          clause(
            'phối hợp chặt chẽ giữa các cơ quan, đơn vị, địa phương',
            'close coordination between agencies',
            ['R2', 'R7'],
            core('delegation/establish', 'R2: represent every required agency'),
            core('visits/overlap', 'R7: one side is not enough, both are, in either order'),
          ),
          clause(
            'mang tính toàn diện',
            'comprehensive',
            ['R16'],
            core('inspection/conclusion', 'R16: answers every content of the scope, and no other'),
          ),
          clause(
            'tránh chồng chéo',
            'avoiding overlap',
            ['R7'],
            core(
              'visits/overlap',
              'R7: refuses another delegation on a shared day in a shared area, and says what to act on',
            ),
          ),
          clause(
            'có trọng tâm, trọng điểm',
            'focused',
            ['R1'],
            core('plan/targets', 'R1: in its focus, to its scope'),
          ),
        ],
      },
      {
        opens: 'Tăng cường kiểm tra đột xuất, không báo trước',
        clauses: [
          clause(
            'tăng cường kiểm tra đột xuất',
            'more unannounced inspections, measured against a goal',
            ['R9'],
            core(
              'inspection/begin',
              'R9: an agency that the terms name orders it, by its own document, signed by then',
            ),
            projections(
              'plan-progress',
              'R9: counts an unannounced visit from its opening on; it covers its subject, and no target',
            ),
          ),
          clause(
            'không báo trước',
            'without notice',
            ['R9'],
            core(
              'inspection/schedule',
              'R9: has no notice, and no report of its subject before it opens',
            ),
            core(
              'inspection/unseen',
              'R9: is not heard of in the plan, whose draw is for those who may order',
            ),
          ),
          clause(
            'xác định rõ địa chỉ, trách nhiệm của tổ chức',
            'determine the address: the responsibility of the organisation',
            ['R15'],
            core(
              'inspection/fieldwork',
              'R15: a %s names a post of the agency that answers; the head of that day is frozen',
            ),
          ),
          clause(
            'trách nhiệm của cá nhân người đứng đầu',
            'and that of its head',
            ['R15', 'R23'],
            core('accountability/accountability', 'R15: acting heads and vacancies included'),
            core('accountability/accountability', 'R23: comes before any decision'),
          ),
          clause(
            'trong chức trách, nhiệm vụ, thẩm quyền trên địa bàn, lĩnh vực được giao theo dõi, phụ trách',
            'in the duties, place and field that each has charge of',
            ['R15'],
            core(
              'inspection/fieldwork',
              'R15: the address says the field, and the head’s share with its reason',
            ),
          ),
        ],
      },
      {
        opens: 'Tập trung kiểm tra theo chuyên đề của các sở theo chuyên ngành',
        clauses: [
          clause(
            'kiểm tra theo chuyên đề của các sở theo chuyên ngành đối với UBND cấp huyện',
            'thematic inspections of district committees by departments in their fields',
            ['R25'],
            core('plan/targets', 'R25: a department has none over districts without a field'),
          ),
          clause(
            'trách nhiệm kiểm tra của UBND cấp huyện đối với phòng, ban trực thuộc và UBND cấp xã',
            "the districts' own duty to inspect their divisions and communes",
            ['R29'],
            core(
              'inspection/gates',
              'R29: a district’s own inspecting was answered, and its steering assessed by it',
            ),
          ),
        ],
      },
    ],
  },
  {
    title: 'Nội dung kiểm tra · Contents',
    sentences: [
      {
        opens: 'Nội dung kiểm tra bao gồm: (1) Việc triển khai và kết quả thực hiện các nhiệm vụ',
        clauses: [
          clause(
            '(1) nhiệm vụ theo chương trình, kế hoạch, kết luận, chỉ đạo của UBND, Chủ tịch UBND Thành phố',
            "(1) tasks under the programmes, plans, conclusions and directions of the city's committee and its chair",
            ['R20', 'R25'],
            core('inspection/gates', 'R20: in their own content and area only'),
            core('assignment/assign', 'R25: by its own document, and by its own official'),
          ),
        ],
      },
      {
        opens: '(2) Việc tổ chức triển khai và kết quả thực hiện nhiệm vụ Thành phố giao',
        clauses: [
          clause(
            '(2) nhiệm vụ Thành phố giao tại Kế hoạch cải cách hành chính năm 2023',
            "(2) tasks that the city's 2023 reform plan assigns",
            ['R20'],
            core(
              'inspection/gates',
              'R20: has what the scope asks for, the subject’s on the day of the opening',
            ),
          ),
        ],
      },
      {
        opens:
          '(3) Việc tổ chức triển khai và kết quả thực hiện nhiệm vụ công tác cải cách hành chính',
        clauses: [
          clause(
            '(3) nhiệm vụ trong Kế hoạch cải cách hành chính của cơ quan, đơn vị',
            "(3) tasks of the agency's own reform plan",
            ['R20'],
            core('assignment/assign', 'R20: is the agency’s to itself, by that plan'),
          ),
          clause(
            'tính đến thời điểm kiểm tra',
            'as of the inspection',
            ['R20'],
            core('inspection/gates', 'R20: as they stood on the day of the opening: %s'),
            core('assignment/standing', 'R20: is by the due date of that day'),
          ),
        ],
      },
      {
        opens: '(4) Việc khắc phục các tồn tại, hạn chế đã được chỉ ra',
        clauses: [
          clause(
            '(4) khắc phục tồn tại, hạn chế chỉ ra trong chỉ số cải cách hành chính năm 2022',
            '(4) remedy of what the 2022 index pointed out',
            ['R19', 'R16'],
            core(
              'policies/gates',
              'R19: what last year’s index named, unless it has become an obligation',
            ),
            core(
              'remediation/remedy',
              'R16: from a shortcoming that the index names by that day; due as the plan says',
            ),
          ),
          clause(
            'và qua các đợt kiểm tra cải cách hành chính, kiểm tra công vụ năm 2022',
            'and what the reform and civil-duty inspections of 2022 did',
            ['R19', 'R21'],
            core(
              'policies/gates',
              'R19: what is open, and what was closed no earlier than last year',
            ),
            core(
              'inspection/fieldwork',
              'R19: each is looked at: assessed in its area, repeated, or imported',
            ),
            core(
              'remediation/remedy',
              'R21: closed by who concluded, or the plan’s issuer, once it was claimed',
            ),
          ),
        ],
      },
    ],
  },
  {
    title: 'Tổ chức · Organisation',
    sentences: [
      {
        opens: 'Giao Sở Nội vụ quyết định thành lập Đoàn kiểm tra',
        clauses: [
          clause(
            'giao Sở Nội vụ quyết định thành lập Đoàn kiểm tra',
            'Home Affairs decides on the delegation',
            ['R2'],
            core('delegation/establish', 'R2: the agency that the terms name, by its own document'),
          ),
          clause(
            'gồm đại diện các cơ quan nêu tên',
            'with members from the agencies named',
            ['R2'],
            core('delegation/establish', "R2: come from required agencies, the head's among them"),
          ),
        ],
      },
      {
        opens: 'Lãnh đạo Sở Nội vụ làm Trưởng đoàn kiểm tra',
        clauses: [
          clause(
            'lãnh đạo Sở Nội vụ làm Trưởng đoàn',
            'headed by a leader of Home Affairs',
            ['R2'],
            core(
              'delegation/establish',
              'R2: is a leader there, by a post that the register knows as one',
            ),
          ),
        ],
      },
      {
        opens: 'Tùy theo nội dung kiểm tra, đối tượng kiểm tra, thời gian kiểm tra',
        clauses: [
          clause(
            'tùy nội dung, đối tượng, thời gian để tổ chức theo Đoàn hoặc chia thành các Tổ',
            'whole or in teams, as content, subject and time ask',
            ['R3'],
            core('delegation/work', 'R3: have a reason, and grounds of content, subject or time'),
          ),
        ],
      },
      {
        opens: 'Trong trường hợp cần thiết, Trưởng Đoàn kiểm tra mời thêm',
        clauses: [
          clause(
            'Trưởng đoàn mời thêm các cơ quan, đơn vị có liên quan tham gia',
            'the head invites further agencies where needed',
            ['R4'],
            core('delegation/work', 'R4: only the head invites, in person'),
          ),
        ],
      },
      { opens: 'Hải Hà', demandsNothing: 'the name of who reported' },
    ],
  },
]
