/**
 * Every clause: what Plan 61/KH-UBND demands (./article.ts), and what law and custom around it add. A
 * test fails where one leads nowhere: to no rule, or to no test that is there and names its rules.
 */
import { article, demandsOf } from './article.ts'
import { type Clause, clause, core } from './clause.ts'

/** The clauses of one part of the plan, or beside it. */
export interface Part {
  readonly title: string
  readonly clauses: ReadonlyArray<Clause>
}

const beside: Part = {
  title: 'Ngoài kế hoạch: quy định và thông lệ · Beside the plan: law, custom, and records',
  clauses: [
    clause(
      'Đoàn chỉ hoạt động trong thời hạn của quyết định; hết nhiệm vụ tự giải thể',
      'a delegation acts within its term, and dissolves itself when done',
      ['R6'],
      core('delegation/term', 'R6: from the day of the decision to the last day of the term'),
      core('delegation/term', 'R6: until the day before it is dissolved'),
    ),
    clause(
      'vi phạm báo cáo cấp có thẩm quyền; dấu hiệu tội phạm chuyển cơ quan điều tra',
      'violations go to the competent authority, signs of crime to the investigators',
      ['R18'],
      core('inspection/conclusion', 'R18: a violation before publication'),
      core(
        'inspection/conclusion',
        'R18: a suspected crime before the draft, and withheld from it',
      ),
    ),
    clause(
      'sắp xếp, sáp nhập cơ quan: nghĩa vụ được chuyển giao',
      'agencies merge and end: their obligations pass on',
      ['R26'],
      core(
        'policies/succession',
        'R26: a single successor gets what is open on the day of the end, and not before',
      ),
    ),
    clause(
      'ghi nhận ngoại tuyến, gửi lại không ghi hai lần',
      'recorded offline and sent again, nothing stands twice',
      ['R27', 'lifecycle'],
      {
        file: 'test/integration/late-repeat.test.ts',
        title: 'R27: gives the first answer, an acceptance or a refusal, and writes nothing',
      },
      core('assignment/assign', 'lifecycle: a task is assigned once'),
    ),
  ],
}

/** Every clause, in the plan's order. */
export const parts: ReadonlyArray<Part> = [
  ...article.flatMap(({ title, sentences }): ReadonlyArray<Part> => {
    const clauses = sentences.flatMap(demandsOf)
    return clauses.length === 0 ? [] : [{ title, clauses }]
  }),
  beside,
]
