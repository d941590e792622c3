import { describe, expect, it } from 'vitest'
import {
  checkDecider,
  type Report,
  reportJson,
  reportMarkdown,
  reportText,
  verdictOf,
} from '../../src/index.ts'
import { matchers } from '../../src/vitest.ts'
import { Counter } from '../support/counter.ts'

const proven = checkDecider(Counter, { repeatable: ['Count'], seed: 1, runs: 100 })
const broken = checkDecider(Counter, { seed: 1, runs: 100 })
const unproven = checkDecider(Counter, { repeatable: ['Count'], seed: 1, runs: 1, maxLength: 1 })

describe('a report', () => {
  it('is the same again for the same seed', () => {
    expect(checkDecider(Counter, { seed: 1, runs: 100 })).toEqual(broken)
  })

  it('is refuted if one law is, else unproven if one is, else proven', () => {
    const of = (...verdicts: ReadonlyArray<Report['verdict']>) =>
      verdictOf(verdicts.map((verdict) => ({ verdict })))
    expect([of('proven', 'unproven', 'refuted'), of('unproven', 'proven'), of('proven')]).toEqual([
      'refuted',
      'unproven',
      'proven',
    ])
  })

  it('prints for a terminal, a law a line, with the counterexample in full', () => {
    const lines = reportText(broken).split('\n')
    expect(lines[0]).toBe('decider counter: refuted (100 runs, seed 1)')
    const at = lines.findIndex((line) => line.startsWith('  ✗ L10'))
    expect(lines.slice(at + 2, at + 4)).toEqual([
      expect.stringMatching(/^ {10}1\. Open .* -> Opened/),
      expect.stringMatching(/^ {10}2\. Count .* -> Counted/),
    ])
    expect(reportText(unproven)).toContain('missed: never met Closed')
  })

  it('prints as JSON that says it all', () => {
    expect(JSON.parse(reportJson(broken))).toEqual(broken)
  })

  it('prints as Markdown with a row a law', () => {
    const markdown = reportMarkdown(broken)
    expect(markdown).toContain('## decider counter: refuted')
    expect(markdown.match(/^\| (total|L\d+) \|/gm)).toHaveLength(broken.laws.length)
    expect(markdown).toContain('### L10 is refuted')
    expect(reportMarkdown(unproven)).toMatch(/L12|total missed: never met/)
  })

  it('holds only if everything is proven', () => {
    expect(matchers.toHold(proven).pass).toBe(true)
    expect(matchers.toHold(broken).pass).toBe(false)
    expect(matchers.toHold(unproven).pass).toBe(false)
    expect(matchers.toHold(broken).message()).toBe(reportText(broken))
  })
})
