/** A report as Markdown: sentences and tables; what charts show, the tables say. */
import type { Cell, Report, Section, Table } from './model.ts'
import type { Lang } from './words.ts'

const cell = (value: Cell, lang: Lang): string =>
  (typeof value === 'number' ? String(value) : value[lang])
    .replaceAll('\\', '\\\\')
    .replaceAll('|', '\\|')
    .replaceAll('\n', ' ')

const tableLines = ({ caption, heads, rows }: Table, lang: Lang): ReadonlyArray<string> => [
  `**${caption[lang]}**`,
  '',
  `| ${heads.map((head) => cell(head, lang)).join(' | ')} |`,
  `| ${heads.map((_, n) => (n === 0 ? '---' : '---:')).join(' | ')} |`,
  ...rows.map((row) => `| ${row.map((value) => cell(value, lang)).join(' | ')} |`),
  '',
]

const sectionLines = (section: Section, lang: Lang): ReadonlyArray<string> => [
  `## ${section.title[lang]}`,
  '',
  ...section.sentences.flatMap((sentence) => [sentence[lang], '']),
  ...section.tables
    .filter(({ rows }) => rows.length > 0)
    .flatMap((table) => tableLines(table, lang)),
]

/** The report in one language. */
export const markdownOf = (report: Report, lang: Lang): string =>
  [
    `# ${report.title[lang]}`,
    '',
    report.subtitle[lang],
    '',
    ...report.sections.flatMap((section) => sectionLines(section, lang)),
  ].join('\n')
