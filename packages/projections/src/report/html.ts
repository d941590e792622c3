/**
 * A report as one HTML page that needs nothing else: no script, no font, no request.
 *
 * Read on a phone (tables scroll by themselves, charts shrink), on paper (sections don't break in
 * tables), and by a screen reader (one heading per section, each chart named, each table with
 * caption and heads).
 */
import { svgOf } from './chart.ts'
import type { Cell, Report, Section, Table } from './model.ts'
import type { Lang } from './words.ts'

const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

const cell = (value: Cell, lang: Lang): string =>
  typeof value === 'number' ? String(value) : escaped(value[lang])

const STYLE = `
:root { color-scheme: light; }
body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; color: #1b1b1b; background: #fff; }
main { max-width: 52rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.6rem; line-height: 1.25; }
h2 { font-size: 1.25rem; margin-top: 2.5rem; border-bottom: 2px solid #0072b2; }
nav ul { padding-left: 1.2rem; }
a { color: #00518a; }
figure { margin: 1rem 0; }
figure svg { width: 100%; height: auto; }
figcaption, caption { font-weight: 600; text-align: left; padding: .25rem 0; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 1rem; }
th, td { border: 1px solid #767676; padding: .3rem .5rem; text-align: right; }
th:first-child { text-align: left; }
thead th { background: #eef4f8; }
tbody th { font-weight: 400; }
.one { white-space: nowrap; }
@media (max-width: 30rem) {
  table { font-size: .9rem; }
  th, td { padding: .25rem .35rem; }
}
@media print {
  main { max-width: none; padding: 0; }
  nav { display: none; }
  section { break-inside: avoid; }
  .scroll { overflow: visible; }
}
`

/** A day or a month breaks at its hyphens, if it may; what has spaces may break there. */
const rowHead = (text: string): string =>
  `<th scope="row"${text.includes(' ') ? '' : ' class="one"'}>${escaped(text)}</th>`

const tableOf = ({ caption, heads, rows }: Table, lang: Lang): string =>
  `<div class="scroll" role="region" aria-label="${escaped(caption[lang])}" tabindex="0"><table>
<caption>${escaped(caption[lang])}</caption>
<thead><tr>${heads.map((head) => `<th scope="col">${escaped(head[lang])}</th>`).join('')}</tr></thead>
<tbody>
${rows
  .map(
    ([first, ...others]) =>
      `<tr>${rowHead(first[lang])}${others
        .map((value) => `<td>${cell(value, lang)}</td>`)
        .join('')}</tr>`,
  )
  .join('\n')}
</tbody></table></div>`

const figureOf = ({ id, chart }: Section, lang: Lang): string => {
  if (chart === undefined || chart.categories.length === 0) return ''
  const title = escaped(chart.title[lang])
  const svg = svgOf(chart, lang, id).replace('<svg ', `<svg role="img" aria-label="${title}" `)
  return `<figure>${svg}<figcaption>${title}</figcaption></figure>`
}

const sectionOf = (section: Section, lang: Lang): string =>
  `<section aria-labelledby="${section.id}">
<h2 id="${section.id}">${escaped(section.title[lang])}</h2>
${section.sentences.map((sentence) => `<p>${escaped(sentence[lang])}</p>`).join('\n')}
${figureOf(section, lang)}
${section.tables
  .filter(({ rows }) => rows.length > 0)
  .map((table) => tableOf(table, lang))
  .join('\n')}
</section>`

const CONTENTS = { vi: 'Mục lục', en: 'Contents' }

/** The report as a page in one language. */
export const htmlOf = (report: Report, lang: Lang): string => `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(report.title[lang])}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escaped(report.title[lang])}</h1>
<p>${escaped(report.subtitle[lang])}</p>
<nav aria-label="${CONTENTS[lang]}"><ul>
${report.sections
  .map(({ id, title }) => `<li><a href="#${id}">${escaped(title[lang])}</a></li>`)
  .join('\n')}
</ul></nav>
${report.sections.map((section) => sectionOf(section, lang)).join('\n')}
</main>
</body>
</html>
`
