/**
 * Faults planted in stores, projector, handler and policy runner: each is found, most at once.
 */
import { describe, expect, it } from 'vitest'
import { reportText, simulate } from '../../src/index.ts'
import { bank } from './support/bank.ts'
import { brokenTwins } from './support/broken/index.ts'

/** Of some twins, the law that finds them: every law is there. */
const finders: Readonly<Record<string, string>> = {
  'a projector that stops when its store is away': 'settles',
  'an event store that delivers only the last event of an append': 'order',
  'a read-model store without fencing': 'rows',
  'a rebuild that begins where the log ends': 'rows',
  'a handler that retries under new ids': 'answers',
  'a policy store without fencing': 'order',
  'a policy store that keeps no timers': 'duties',
}

describe('a simulation finds', () => {
  it.each(Object.entries(brokenTwins))('%s', { timeout: 240_000 }, async (twin, make) => {
    const report = await simulate({ ...bank, seed: 1, runs: 1_000, parts: make() })
    expect(report.verdict, reportText(report)).toBe('refuted')
    const refuted = report.laws.find(({ verdict }) => verdict === 'refuted')
    expect(refuted?.law).toBe(finders[twin] ?? refuted?.law)
  })

  it('each by a law that there is', () => {
    expect(Object.keys(brokenTwins)).toEqual(expect.arrayContaining(Object.keys(finders)))
  })
})
