import { type Fold, positionOf } from '@kiemtra/kernel'
import { right } from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Loaded, stateCache } from '../../src/command-handler/state-cache.ts'

const fold: Fold<string> = { category: 'x', initialState: '', step: (state) => right(state) }
const other: Fold<string> = { ...fold }

const loaded = (state: string, revision: number, ids: number): Loaded<string> => ({
  state,
  revision,
  position: positionOf('p'),
  commands: new Map(Array.from({ length: ids }, (_, i) => [`c${i}`, i])),
})

describe('the state cache', () => {
  it('keeps folds of one stream apart', () => {
    const cache = stateCache(10)
    cache.put(fold, 's', loaded('a', 0, 1))
    expect(cache.get(other, 's')).toBeUndefined()
    expect(cache.get(fold, 's')?.state).toBe('a')
  })

  it('never goes back to an older revision', () => {
    const cache = stateCache(100)
    cache.put(fold, 's', loaded('new', 5, 1))
    cache.put(fold, 's', loaded('old', 4, 1))
    expect(cache.get(fold, 's')?.state).toBe('new')
  })

  it('keeps what is used, drops what is not', () => {
    const cache = stateCache(20)
    cache.put(fold, 'used', loaded('u', 0, 1))
    cache.put(fold, 'unused', loaded('n', 0, 1))
    for (let i = 0; i < 50; i++) {
      cache.put(fold, `s${i}`, loaded('', 0, 1))
      expect(cache.get(fold, 'used')?.state).toBe('u')
    }
    expect(cache.get(fold, 'unused')).toBeUndefined()
  })

  it('never remembers more ids than its bound', () => {
    const steps = fc.array(
      fc.record({ stream: fc.integer({ min: 0, max: 9 }), ids: fc.integer({ min: 0, max: 12 }) }),
    )
    fc.assert(
      fc.property(steps, fc.integer({ min: 0, max: 30 }), (all, bound) => {
        const cache = stateCache(bound)
        const revisions = new Map<number, number>()
        for (const { stream, ids } of all) {
          const revision = (revisions.get(stream) ?? -1) + 1
          revisions.set(stream, revision)
          cache.put(fold, `s${stream}`, loaded('', revision, ids))
        }
        let weight = 0
        for (let i = 0; i < 10; i++) {
          const kept = cache.get(fold, `s${i}`)
          if (kept !== undefined) weight += 1 + kept.commands.size
        }
        expect(weight).toBeLessThanOrEqual(bound)
      }),
    )
  })
})
