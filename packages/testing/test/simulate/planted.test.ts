/**
 * Faults planted in stores, projector, handler and policy runner: each is found, most at once.
 */
import { describe, expect, it } from 'vitest'
import { lawIn, reportText, simulate } from '../../src/index.ts'
import { bank } from './support/bank.ts'
import { brokenTwins } from './support/broken.ts'

describe('a simulation finds', () => {
  it.each(Object.entries(brokenTwins))('%s', { timeout: 60_000 }, async (_, make) => {
    const report = await simulate({ ...bank, seed: 1, runs: 1_000, parts: make() })
    expect(report.verdict, reportText(report)).toBe('refuted')
  })

  it.each([
    ['settles', 'a projector that stops when its store is away'],
    ['order', 'an event store that delivers only the last event of an append'],
    ['rows', 'a read-model store without fencing'],
    ['answers', 'a handler that retries under new ids'],
    ['duties', 'a policy store that keeps no timers'],
  ] as const)('by the law of %s: %s', { timeout: 60_000 }, async (law, twin) => {
    const report = await simulate({
      ...bank,
      seed: 1,
      runs: 1_000,
      parts: brokenTwins[twin]?.() ?? {},
    })
    expect(lawIn(report, law)?.verdict, reportText(report)).toBe('refuted')
  })
})
