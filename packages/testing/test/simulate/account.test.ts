/**
 * The account of a refuted run: short, about what the complaint names, with every fault.
 */
import { describe, expect, it } from 'vitest'
import { faultKinds, simulate, type SimulateOptions } from '../../src/index.ts'
import { accountOf, shortened } from '../../src/simulate/account.ts'
import { runOnce } from '../../src/simulate/run.ts'
import { bank } from './support/bank.ts'
import { brokenTwins } from './support/broken/index.ts'

const refuted = async (more: Partial<SimulateOptions>) => {
  const report = await simulate({ ...bank, seed: 1, runs: 200, ...more })
  const law = report.laws.find(({ verdict }) => verdict === 'refuted')
  return { report, history: law?.counterexample?.history ?? [] }
}

const EVENT = /^ *\d+ \d{4}-\d\d-\d\d \d\d:\d\d [^:]+: \w+ at \d+ of \S+ \{/

describe('an account', () => {
  it('tells who did what when, of the streams that are named only', async () => {
    const { report, history } = await refuted({
      rules: {
        'account a is left alone': (log) =>
          log.some(({ stream }) => stream === 'kiemtra.account-a')
            ? 'kiemtra.account-a: somebody was there'
            : true,
      },
    })
    expect(history[0]).toBe(`replay: simulate({ seed: ${report.seed + report.runs - 1} })`)
    expect(history[1]).toMatch(/^faults of this run/)
    expect(history[2]).toMatch(/^\d+ of the log’s \d+ events, of kiemtra\.account-a; /)
    const events = history.filter((line) => EVENT.test(line))
    expect(events.length).toBeGreaterThan(0)
    for (const line of events) {
      expect(line).toMatch(/ (?:an operator, command-\d+|policy \w+): .* of kiemtra\.account-a \{/)
      // Its id stands in its stream's name.
      expect(line).not.toContain("accountId: 'a'")
    }
    const steps = history.slice(3).map((line) => Number.parseInt(line, 10))
    expect(steps).toEqual(steps.toSorted((a, b) => a - b))
  })

  it('names the faults, and says where it takes none', async () => {
    const rules = { 'nobody is there': (log: ReadonlyArray<unknown>) => log.length < 9 }
    const { report, history } = await refuted({ rules })
    expect(history[1]).toBe('faults of this run: none, and it takes none')
    expect(history.filter((line) => line.includes('!'))).toEqual([])
    expect(history[2]).toMatch(/events, since the run began/)
    // Shorter than the trace, which has every step.
    expect(history.length).toBeLessThan(report.trace.length)

    const twin = brokenTwins['a handler that retries under new ids']
    const faulty = await refuted({ parts: twin?.() ?? {} })
    expect(faulty.history[1]).toMatch(/^faults of this run, marked with !: [\w-]+ \d+ \(/)
    const kinds = Object.keys(faultKinds).filter((kind) => faulty.history[1]?.includes(`${kind} `))
    expect(kinds.length).toBeGreaterThan(0)
    expect(faulty.history.filter((line) => line.includes('!')).length).toBeGreaterThan(1)
  })

  it('follows a command that is named from its sending to its answer', async () => {
    const run = await runOnce(bank, { seed: 3, steps: 60, leftOut: new Set() })
    const account = accountOf(run, 'Deposit command-2, by handler-1: answered twice')
    const said = account.filter((line) => line.includes(' client '))
    expect(said.some((line) => line.includes(' sends '))).toBe(true)
    expect(said.some((line) => line.includes(' is told of '))).toBe(true)
    for (const line of said) expect(line).toMatch(/ command-2\b|!/)
  })

  it('is cut in the middle where it is long, and leaves out no end', async () => {
    const run = await runOnce(bank, { seed: 3, steps: 400, leftOut: new Set() })
    const account = accountOf(run, 'something about nobody')
    expect(account).toHaveLength(2 + 60 + 1)
    const left = Number(/… (\d+) more/.exec(account.join('\n'))?.[1])
    const steps = account.slice(2).map((line) => Number.parseInt(line, 10))
    expect(left).toBeGreaterThan(0)
    expect(steps.at(-1)).toBeGreaterThan(400)
  })
})

describe('a complaint', () => {
  it('keeps of a difference what differs, and two lines around it', () => {
    const lines = ['row a is wrong', '  {', '    a: 1', '    b: 2', '    c: 3', '- d: 4', '+ d: 5']
    const after = ['    e: 6', '    f: 7', '    g: 8', '    h: 9', '  }']
    expect(shortened([...lines, ...after].join('\n')).split('\n')).toEqual([
      'row a is wrong',
      '    b: 2',
      '    c: 3',
      '- d: 4',
      '+ d: 5',
      '    e: 6',
      '    f: 7',
      '  …',
    ])
    expect(shortened('one line')).toBe('one line')
  })
})
