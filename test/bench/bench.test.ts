/**
 * The benchmark runs, and says something of each budget. What it measures, a test can't judge.
 */
import { describe, expect, it } from 'vitest'
import { budgets } from './budgets.ts'
import { lines, resultOf } from './result.ts'

const effort = { rounds: 1, scale: 0.005 }

describe('the benchmark', () => {
  it.each(budgets.map((budget) => [budget.name, budget] as const))(
    'measures %s',
    async (name, budget) => {
      const result = resultOf(budget, await budget.measure(effort))
      expect(Number.isFinite(result.measured) && result.measured > 0).toBe(true)
      expect(lines(result)[0]).toContain(name)
    },
  )

  it('says whether a budget is met, on both sides of it', () => {
    const [budget] = budgets
    if (budget === undefined) throw new Error('there is no budget')
    const at = { value: budget.atLeast, notes: ['a note'] }
    expect(lines(resultOf(budget, at))[0]).toMatch(/^ok /)
    expect(lines(resultOf(budget, at))[1]).toContain('a note')
    expect(lines(resultOf(budget, { ...at, value: at.value * 0.99 }))[0]).toMatch(/^miss /)
  })
})
