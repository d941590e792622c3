/**
 * annualReport: what it counts, in both languages, and that it tells no more than may be published.
 */
import type { Label } from '@kiemtra/core'
import { describe, expect, it } from 'vitest'
import { annualReport } from '../src/report.ts'
import { city, remediation, type Step } from './support/city.ts'
import {
  announced,
  concluded,
  demand,
  fieldwork,
  publish,
  refer,
  revoke,
  unannounced,
  type Visit,
} from './support/course.ts'
import { allObligations, opened } from './support/obligations.ts'
import { reportRowsOf } from './support/report.ts'
import { closed2023, nextPlan } from './support/years.ts'

const visit: Visit = { inspectionId: 'i1', subjectId: 'dong-da' }
const surprise: Visit = { inspectionId: 's1', subjectId: 'so-tu-phap' }

const reportAfter = async (
  steps: ReadonlyArray<Step>,
  { asOf = '2023-12-31', nameOf }: { asOf?: string; nameOf?: (id: string) => Label } = {},
) => {
  const rows = await reportRowsOf(await city(...steps), 'p61-2023', asOf)
  return annualReport(nameOf === undefined ? rows : { ...rows, nameOf })
}

const year = [
  ...announced(visit),
  ...fieldwork(visit, ['f1', 'shortcoming', 'significant'], ['f2', 'achievement', 'minor']),
  ...concluded(visit, [demand('d1', 'f1')]),
  publish(visit),
  ...unannounced(surprise),
]

const sectionOf = async (id: string, steps: ReadonlyArray<Step>, asOf = '2023-12-31') => {
  const { data } = await reportAfter(steps, { asOf })
  const section = data.sections.find((one) => one.id === id)
  if (section === undefined) throw new Error(`no section ${id}`)
  return section
}

const english = (rows: ReadonlyArray<ReadonlyArray<number | Label>>) =>
  rows.map((row) => row.map((cell) => (typeof cell === 'number' ? cell : cell.en)))

describe('the report counts', () => {
  it('targets and visits by month and level, against the goal', async () => {
    const { sentences, tables, chart } = await sectionOf('coverage', year)
    expect(sentences.map(({ en }) => en)).toEqual([
      'The plan has 4 targets at 3 agencies; 1 targets were carried out, 2 agencies visited (66.7%).',
      'The goal of 50% is met.',
    ])
    expect(english(tables[0]?.rows ?? [])).toEqual([
      ['2023-06', 3, 2, 1, 0],
      ['2023-07', 1, 0, 0, 1],
    ])
    // As people name them: departments, then districts, then communes.
    expect(english(tables[1]?.rows ?? [])).toEqual([
      ['Department', 1, 1],
      ['District', 2, 1],
    ])
    expect(chart?.series.map(({ values }) => values)).toEqual([
      [3, 1],
      [2, 0],
      [1, 0],
      [0, 1],
    ])
  })

  it('a goal that is missed as missed', async () => {
    const { sentences } = await sectionOf('coverage', [])
    expect(sentences[1]?.en).toBe('The goal of 50% is not met.')
  })

  it('areas never inspected by level, with the targets that were to', async () => {
    const gaps = async (steps: ReadonlyArray<Step>) => {
      const { tables } = await sectionOf('coverage', steps)
      const { heads, rows } = tables[2] ?? { heads: [], rows: [] }
      return { heads: heads.map(({ en }) => en), rows: english(rows) }
    }
    const heads = ['Area', 'Department', 'District']
    expect(await gaps([])).toEqual({
      heads,
      rows: [
        ['Steering and administration', 0, 0],
        ['Administrative procedure reform', 1, 3],
        ['Development of e-government and digital government', 0, 0],
      ],
    })
    expect((await gaps(announced(visit))).rows[1]).toEqual([
      'Administrative procedure reform',
      1,
      '–',
    ])
    const department: Visit = { inspectionId: 's1', subjectId: 'so-tu-phap' }
    const both = await gaps([...announced(visit), ...unannounced(department)])
    expect(both.rows.map(([area]) => area)).not.toContain('Administrative procedure reform')
  })

  it('the year beside the year before, and says what its figures are worth', async () => {
    const told = async (steps: ReadonlyArray<Step>) => {
      const rows = await reportRowsOf(await city(...steps), 'p61-2024', '2024-12-31')
      const section = annualReport(rows).data.sections.find(({ id }) => id === 'last-year')
      return {
        sentences: section?.sentences ?? [],
        figures: english(section?.tables[0]?.rows ?? []),
      }
    }
    const open = await told([...year, ...nextPlan()])
    expect(open.sentences[0]).toEqual({
      vi: 'Mức bao phủ: 0%, năm trước 66,7%. Kiểm tra đột xuất: không có cuộc kiểm tra, năm trước 50%.',
      en: 'Coverage: 0%, last year 66.7%. Unannounced visits: no visit, last year 50%.',
    })
    expect(open.sentences.slice(1).map(({ en }) => en)).toEqual([
      "Last year's plan is still open: its figures may still change.",
      "The issuer's plans of this kind count together: 1 this year, 2 last year.",
    ])
    expect(open.figures).toEqual([
      ['Coverage', '0%', '66.7%', '−66.7 points'],
      ['Unannounced share', '–', '50%', '–'],
      ['Agencies planned', 1, 3, '−2'],
      ['Visits', 0, 2, '−2'],
      ['Conclusions', 0, 1, '−1'],
    ])
    const late = { ...revoke(visit), meta: { recordedAt: '2024-02-01T17:30:00.000Z' } }
    const closed = await told([...year, ...closed2023, ...nextPlan(), late])
    expect(closed.sentences[1]?.vi).toBe(
      'Số liệu năm trước đã thay đổi sau khi kết thúc kế hoạch, lần cuối ngày 02/02/2024.',
    )
    expect(closed.figures.at(-1)).toEqual(['Conclusions', 0, 0, '0'])
  })

  it('no year before as none', async () => {
    const { sentences, tables } = await sectionOf('last-year', year)
    expect(sentences.map(({ en }) => en)).toEqual([
      'The issuer had no plan of this kind for 2022 to compare with.',
    ])
    expect(tables).toEqual([])
  })

  it('unannounced visits and their share', async () => {
    const { sentences, tables } = await sectionOf('unannounced', year)
    expect(sentences[0]).toEqual({
      vi: '1 trên 2 cuộc kiểm tra là đột xuất (50%; chỉ tiêu 25%).',
      en: '1 of 2 visits were unannounced (50%; goal 25%).',
    })
    expect(english(tables[0]?.rows ?? [])).toEqual([
      ['Announced', 1],
      ['Unannounced', 1],
    ])
  })

  it('findings of published conclusions in force, by area and severity', async () => {
    const { sentences, tables } = await sectionOf('findings', year)
    expect(sentences[0]?.en).toContain('1 published conclusions in force name 1 shortcomings')
    expect(english(tables[0]?.rows ?? [])).toEqual([['Administrative procedure reform', 0, 1, 0]])
    const revoked = await sectionOf('findings', [...year, revoke(visit)])
    expect(revoked.tables[0]?.rows).toEqual([])
  })

  it('conclusions, late ones, and those that are overdue on the day it speaks of', async () => {
    const state = async (name: string, steps: ReadonlyArray<Step>, asOf?: string) => {
      const { tables } = await sectionOf('conclusions', steps, asOf)
      return english(tables[0]?.rows ?? []).find(([first]) => first === name)?.[1]
    }
    expect(await state('Issued late', year)).toBe(1)
    expect(await state('Issued in time', year)).toBe(0)
    expect(await state('Published', year)).toBe(1)
    const closed = [...announced(visit), ...fieldwork(visit)]
    expect(await state('Overdue', closed, '2023-06-26')).toBe(0)
    expect(await state('Overdue', closed, '2023-06-27')).toBe(1)
  })
})

describe('the report follows', () => {
  it('remedies by their age on the day that it speaks of', async () => {
    const ages = async (asOf: string) => {
      const { tables } = await sectionOf('remedies', [opened('o1', 'dong-da')], asOf)
      return english(tables[0]?.rows ?? []).map(([, count]) => count)
    }
    expect(await ages('2023-03-31')).toEqual([1, 0, 0, 0])
    expect(await ages('2023-04-01')).toEqual([0, 1, 0, 0])
    expect(await ages('2023-04-30')).toEqual([0, 1, 0, 0])
    expect(await ages('2023-05-01')).toEqual([0, 0, 1, 0])
    expect(await ages('2023-06-29')).toEqual([0, 0, 1, 0])
    expect(await ages('2023-06-30')).toEqual([0, 0, 0, 1])
  })

  it('what was verified, annulled and pursued', async () => {
    const { sentences, tables } = await sectionOf('remedies', allObligations)
    expect(sentences[0]?.en).toBe('2 demands: 0 verified, 2 still open.')
    expect(english(tables[1]?.rows ?? [])).toEqual([
      ['Urged', 0],
      ['Reported to the superior', 1],
      ['Follow-up owed', 0],
      ['Follow-up taken up', 0],
    ])
  })

  it('initiatives, and how far they have spread', async () => {
    const { sentences, tables } = await sectionOf('initiatives', allObligations)
    expect(sentences[0]?.en).toBe('3 initiatives were recorded; 2 recognised, 2 replicated.')
    expect(english(tables[0]?.rows ?? [])).toEqual([
      ['Một thủ tục, hai kết quả', 1, 2],
      ['Một thủ tục, hai kết quả', 0, 1],
    ])
  })

  it('R29: what districts inspect themselves, once the conclusion is published', async () => {
    // The course answers that the district has inspected nobody of the few below it.
    const answered = [
      ...announced(visit),
      ...fieldwork(visit, ['f1', 'shortcoming', 'minor']),
      ...concluded(visit, [demand('d1', 'f1')]),
    ]
    expect((await sectionOf('districts', answered)).tables[0]?.rows).toEqual([])
    const { sentences, tables } = await sectionOf('districts', [...answered, publish(visit)])
    expect(sentences[0]?.en).toBe(
      'The own inspecting of 1 districts was assessed; 1 had inspected nobody.',
    )
    expect(english(tables[0]?.rows ?? [])).toEqual([['Agency dong-da', '0%', '0%']])
  })

  it('R17: no remedy of a conclusion before it is published', async () => {
    const bound = [
      ...announced(visit),
      ...fieldwork(visit, ['f1', 'shortcoming', 'minor']),
      ...concluded(visit, [demand('d1', 'f1')]),
      remediation('OpenRemediation', {
        remediationId: 'd1',
        happenedOn: '2023-07-14',
        source: { kind: 'conclusion', inspectionId: 'i1', demandId: 'd1' },
      }),
    ]
    const said = async (steps: ReadonlyArray<Step>) =>
      (await sectionOf('remedies', steps)).sentences[0]?.en
    expect(await said(bound)).toContain('0 demands')
    expect(await said([...bound, publish(visit)])).toContain('1 demands')
  })
})

describe('the report tells', () => {
  it('R18: nothing of a suspected crime', async () => {
    const course = (...crimes: ReadonlyArray<string>) => [
      ...announced(visit),
      ...fieldwork(
        visit,
        ['f1', 'shortcoming', 'minor'],
        ...crimes.map((id) => [id, 'suspected-crime', 'serious'] as const),
      ),
      ...(crimes.length === 0 ? [] : [refer(visit, crimes)]),
      ...concluded(visit, [demand('d1', 'f1')]),
    ]
    for (const end of [[], [publish(visit)]]) {
      const without = await reportAfter([...course(), ...end])
      const withCrimes = await reportAfter([...course('c1', 'c2'), ...end])
      expect(withCrimes.data).toEqual(without.data)
    }
  })

  it('its own language, dates and shares as that language writes them', async () => {
    const report = await reportAfter(year)
    expect(report.markdown('vi')).toContain('Số liệu đến ngày 31/12/2023')
    expect(report.markdown('vi')).toContain('66,7%')
    expect(report.markdown('en')).toContain('As of 2023-12-31')
    for (const lang of ['vi', 'en'] as const) {
      expect(report.html(lang)).toContain(`<html lang="${lang}">`)
      expect(report.html(lang)).not.toMatch(/undefined|NaN|\[object/)
      expect(report.markdown(lang)).not.toMatch(/undefined|NaN|\[object/)
    }
  })

  it('names as texts, whatever characters they hold', async () => {
    const nameOf = () => ({ vi: 'Sở <A> & "B" | C', en: 'Sở <A> & "B" | C' })
    const html = (await reportAfter(year, { nameOf })).html('vi')
    expect(html).toContain('Sở &lt;A&gt; &amp; &quot;B&quot; | C')
    expect(html).not.toContain('<A>')
  })
})

describe('a page', () => {
  it('needs nothing else: no script, no address to fetch', async () => {
    const html = (await reportAfter(year)).html('en')
    expect(html).not.toMatch(/<script|<link|<img|src=|url\((?!#)/)
    expect([...html.matchAll(/href="([^"]*)"/g)].every(([, to = '']) => to.startsWith('#'))).toBe(
      true,
    )
  })

  it('is the same text each time, whatever was drawn before', async () => {
    const report = await reportAfter(year)
    expect(report.html('en')).toBe(report.html('en'))
  })

  it('keeps a month on one line, and lets what has spaces break', async () => {
    const html = (await reportAfter(year)).html('en')
    expect(html).toContain('<th scope="row" class="one">2023-06</th>')
    expect(html).toContain('<th scope="row">Steering and administration</th>')
  })

  it('draws a chart only where it has something to show', async () => {
    expect((await reportAfter(year)).html('en').match(/<figure>/g)).toHaveLength(3)
    expect((await reportAfter([])).html('en').match(/<figure>/g)).toHaveLength(1)
  })
})
