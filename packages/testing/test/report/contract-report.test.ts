/**
 * Reports of contracts: by law, with the case that broke it and what was asked of the store.
 */
import { inMemoryEventStore } from '@kiemtra/runtime'
import { left } from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import {
  checkEventStore,
  lawIn,
  type Report,
  reportJson,
  reportMarkdown,
  reportText,
  safeRetry,
} from '../../src/index.ts'

const options = { name: 'mine', exclusive: true, seed: 2023 } as const

const sound = (runs: number): Promise<Report> =>
  checkEventStore(
    () => {
      const store = inMemoryEventStore()
      return { open: () => store }
    },
    { ...options, runs },
  )

/** Reads one event less, backwards. */
const broken = await checkEventStore(() => {
  const store = inMemoryEventStore()
  const read: typeof store.read = (stream, { limit, ...rest } = {}) =>
    store.read(stream, { ...rest, ...(limit === undefined ? {} : { limit: limit + 1 }) })
  return { open: () => ({ ...store, read }) }
}, options)

describe('the report of a contract', () => {
  it('is refuted under the law that was broken, and no case is lost', () => {
    expect(broken.verdict).toBe('refuted')
    expect(broken.laws.map(({ law }) => law)).toEqual([
      'L5',
      'P1',
      'P2',
      'P3',
      'P15',
      'P16',
      'total',
      'contract',
    ])
    const law = lawIn(broken, 'P15')
    expect(law?.verdict).toBe('refuted')
    expect(law?.counterexample?.message).toMatch(
      /^read: from, direction and limit cut the stream where they say: read {"limit":2}/,
    )
    expect(law?.counterexample?.message).toMatch(/Broken by it, too: properties: any sequence/)
    expect(law?.counterexample?.history.at(-1)).toBe('8. read thing-a, at most 2 -> 0, 1, 2')
    // Its own property broke off before it could say anything of this law.
    expect(lawIn(broken, 'P1')).toMatchObject({
      verdict: 'unproven',
      missed: [expect.stringContaining('broke off over P15, which is refuted')],
    })
  })

  it('numbers events, so that one that is sent again can be told', async () => {
    const report = await checkEventStore(() => {
      const store = inMemoryEventStore()
      const sent = new Set<string>()
      const append: typeof store.append = (stream, expected, events) => async () => {
        const [{ id }] = events
        if (sent.has(id)) return left({ _tag: 'Conflict', stream, expected, actual: 4 })
        sent.add(id)
        return store.append(stream, expected, events)()
      }
      return { open: () => ({ ...store, append }) }
    }, options)
    expect(lawIn(report, 'P2')?.counterexample?.history).toEqual([
      '1. append 2 events (#1 to #2) to thing-a at no-stream -> revision 1',
      '2. append 3 events (#3 to #5) to thing-a at 1 -> revision 4',
      '3. append 2 events (#1 to #2) to thing-a at no-stream -> Conflict, 4 stands',
    ])
  })

  it('leaves nothing behind that fails later, whatever the store does', async () => {
    // Vitest fails for a rejection that nobody has heard; a plain process would end.
    const report = await checkEventStore(
      () => {
        const store = inMemoryEventStore()
        const append: typeof store.append = (stream, expected, events) =>
          expected === 'no-stream'
            ? store.append(stream, expected, events)
            : async () => left({ _tag: 'Unavailable', reason: 'not twice' })
        return { open: () => ({ ...store, append }) }
      },
      { ...options, patienceMs: 50 },
    )
    expect(report.verdict).toBe('refuted')
  })

  it('names the seed that the properties drew from', async () => {
    expect([broken.seed, lawIn(broken, 'P1')?.seed]).toEqual([2023, 2023])
    const { seed: _, ...unseeded } = options
    const make = () => ({ open: () => inMemoryEventStore() })
    const report = await checkEventStore(make, { ...unseeded, runs: 1, patienceMs: 50 })
    expect(report.seed).toBeGreaterThan(0)
  })

  it('is unproven where a property has met too little, never refuted', async () => {
    const report = await sound(1)
    expect(report.verdict, reportText(report)).toBe('unproven')
    expect(lawIn(report, 'P1')?.missed).toContainEqual(
      expect.stringMatching(/^properties: any sequence .*: has met no /),
    )
    expect((await sound(30)).verdict).toBe('proven')
  })

  it('prints for a terminal: a law a line, below each other, and the calls in order', () => {
    const lines = reportText(broken).split('\n')
    expect(lines[0]).toBe(`event store: mine: refuted (${broken.runs} runs, seed 2023)`)
    const { statement } = safeRetry
    expect(lines).toContainEqual(expect.stringMatching(`^  ✓ P2       ${statement} \\(\\d`))
    const at = lines.findIndex((line) => line.startsWith('  ✗ P15      '))
    expect(lines.slice(at + 1, at + 20)).toContain(
      '          1. append 5 events (#1 to #5) to thing-a at no-stream -> revision 4',
    )
    expect(lines.at(-1)).toMatch(/^ {2}note: skipped, needs faults: .* \(total\)$/)
  })

  it('prints as JSON that says it all', () => {
    expect(JSON.parse(reportJson(broken))).toEqual(broken)
  })

  it('prints as Markdown: a table of laws, then what broke and what is missing', () => {
    const markdown = reportMarkdown(broken)
    expect(markdown.match(/^\| (total|contract|[LP]\d+) \|/gm)).toHaveLength(broken.laws.length)
    expect(markdown).toMatch(/### P15 is refuted\n\n```text\nread: from, direction and limit/)
    expect(markdown).toContain('8. read thing-a, at most 2 -> 0, 1, 2\n```')
    expect(markdown).toMatch(/^- P1 missed: properties: /m)
  })
})
