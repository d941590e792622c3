/**
 * The generated pages are as the code would write them, and nothing is missing that they promise.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../docs/repository.ts'
import { eventsPage, unexplained } from './events-page.ts'
import { article, demandsOf } from './article.ts'
import { clause, core } from './clause.ts'
import { lawsPage } from './laws/page.ts'
import { readModelsPage } from './read-models-page.ts'
import { problems, rulesPage, unheld } from './rules-page.ts'
import { namesIn, titlesIn } from './titles.ts'

const kept = (page: string): string => readFileSync(join(ROOT, 'docs', page), 'utf8')

describe('docs/rules.md', () => {
  it('is what npm run docs writes', () => {
    expect(kept('rules.md') === rulesPage()).toBe(true)
  })

  it('leads from every clause to a rule, from every rule to a test, from every test to a rule', () => {
    expect(problems()).toEqual([])
  })
})

describe('docs/guides/laws.md', () => {
  it('is what npm run docs writes, a reason and a refutation for every law', async () => {
    expect(kept('guides/laws.md')).toBe(await lawsPage())
  }, 120_000)
})

describe('a clause', () => {
  const once = core('assignment/assign', 'lifecycle: a task is assigned once')

  it('is held by a test that is there and names one of its rules', () => {
    expect(unheld(clause('một lần', 'once', ['R4', 'lifecycle'], once))).toEqual([])
    for (const held of [
      core('assignment/assign', 'lifecycle: a task is assigned'),
      core('assignment/course', once.title),
    ]) {
      expect(unheld(clause('một lần', 'once', ['lifecycle'], once, held))).toHaveLength(1)
    }
    expect(unheld(clause('mời', 'invite', ['R4'], once))).toHaveLength(1)
  })
})

describe('the article', () => {
  const sentences = article.flatMap((paragraph) => paragraph.sentences)

  it('is there, sentence by sentence, each demanding something or saying why not', () => {
    expect(sentences).toHaveLength(19)
    expect(sentences.filter((one) => demandsOf(one).length > 0)).toHaveLength(15)
    expect(new Set(sentences.map(({ opens }) => opens)).size).toBe(19)
  })
})

describe('docs/events.md', () => {
  it('is what npm run docs writes', () => {
    expect(kept('events.md') === eventsPage()).toBe(true)
  })

  it('explains every event', () => {
    expect(unexplained()).toEqual([])
  })
})

describe('docs/read-models.md', () => {
  it('is what npm run docs writes', () => {
    expect(kept('read-models.md') === readModelsPage()).toBe(true)
  })

  it('links to no shape that it doesn’t explain', () => {
    const page = kept('read-models.md')
    const linked = [...page.matchAll(/\]\(#([a-z]+)\)/g)].map(([, name]) => name)
    const explained = [...page.matchAll(/^#### (\w+)$/gm)].map(([, name]) => name?.toLowerCase())
    expect([...new Set(linked)].sort()).toEqual([...explained].sort())
  })
})

describe('titles of tests', () => {
  it('name rules at their beginning, alone or in a list', () => {
    expect(namesIn('R7: overlap')).toEqual(['R7'])
    expect(namesIn('R9, R10: notice')).toEqual(['R9', 'R10'])
    expect(namesIn('lifecycle: once')).toEqual(['lifecycle'])
    expect(namesIn('the rule R7: overlap')).toEqual([])
    expect(namesIn('R7 without a colon')).toEqual([])
  })

  it('are found in groups, tables and templates; the nearest that names any counts', () => {
    const source = `
      describe('R1: plans', () => {
        it('once', () => {})
        it.each([1, 2])('R2: %s', () => {})
        for (const one of all) it(\`R3: \${one} holds\`, () => {})
      })
      it('unnamed', () => {})
      it(computed, () => {})`
    expect(titlesIn(source)).toEqual([
      { title: 'once', names: ['R1'] },
      { title: 'R2: %s', names: ['R2'] },
      { title: 'R3: … holds', names: ['R3'] },
      { title: 'unnamed', names: [] },
    ])
  })
})
