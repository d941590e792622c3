import { expect, describe, it } from 'vitest'
import { checkDecider, factsFrom, lawIn } from '../../src/index.ts'
import { matchers } from '../../src/vitest.ts'
import { Counter, Limited, limitFold } from '../support/counter.ts'

expect.extend(matchers)

describe('checkDecider', () => {
  it('proves a sound aggregate', () => {
    const report = checkDecider(Counter, {
      repeatable: ['Count'],
      invariants: { 'the total stays under its limit': (s) => s.status === 'new' || s.total <= 20 },
    })
    expect(report).toHold()
    expect(Object.keys(report.eventTypesReached)).toEqual(['Closed', 'Counted', 'Opened'])
    expect(Object.keys(report.transitionsReached)).toEqual([
      'new --Opened--> open',
      'open --Closed--> closed',
      'open --Counted--> open',
    ])
  })

  it('takes facts from pools', () => {
    const report = checkDecider(Limited, {
      repeatable: ['Count'],
      facts: [factsFrom(limitFold, [3, 10])],
    })
    expect(report).toHold()
  })

  it('does not call a law proven that never met an event type', () => {
    const report = checkDecider(Limited, { repeatable: ['Count'] })
    expect(report.verdict).toBe('unproven')
  })

  it('shows the shortest history that breaks a law', () => {
    const report = checkDecider(Counter, { seed: 1 })

    expect(report.verdict).toBe('refuted')
    expect(lawIn(report, 'L10')?.counterexample?.history).toEqual([
      "1. Open { id: 'a' } (operator, 2023-01-01T00:00:00.000Z) -> Opened",
      "2. Count { id: 'a', by: 1 } (operator, 2023-01-01T00:00:00.000Z) -> Counted",
    ])
  })
})
