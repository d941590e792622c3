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

expect.extend(matchers)

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
    expect(reportText(unproven).split('\n')).toEqual(
      expect.arrayContaining([
        'decider counter: unproven (1 run, seed 1)',
        expect.stringMatching(/^ {2}\? L1 {4}.* \(1 run, \d checks?\)$/),
        '          missed: never met Counted, Closed',
      ]),
    )
  })

  it('prints as JSON that says it all', () => {
    expect(JSON.parse(reportJson(broken))).toEqual(broken)
  })

  it('prints as Markdown with a row a law', () => {
    const markdown = reportMarkdown(broken)
    expect(markdown).toContain('## decider counter: refuted')
    expect(markdown.match(/^\| (total|L\d+) \|/gm)).toHaveLength(broken.laws.length)
    expect(markdown).toContain('### L10 is refuted')
    expect(reportMarkdown(unproven)).toMatch(
      /^- L10 missed: never met Opened, Counted, Closed\n- Count may be repeated.*\n- Close was never accepted \(1 refused\)$/m,
    )
  })

  it('holds only if everything is proven', () => {
    expect(matchers.toHold(proven).pass).toBe(true)
    expect(matchers.toHold(broken).pass).toBe(false)
    expect(matchers.toHold(unproven).pass).toBe(false)
    expect(matchers.toHold(broken).message()).toBe(reportText(broken))
  })

  it('holds neither nor does not hold before it is there', () => {
    const late: unknown = Promise.resolve(proven)
    expect(() => expect(late).toHold()).toThrow('a promise (await the check), not of a report')
    expect(() => expect(late).not.toHold()).toThrow('a promise (await the check)')
    expect(() => expect(undefined).not.toHold()).toThrow('asked of undefined')
    expect(proven).toHold()
    expect(broken).not.toHold()
  })
})
