/**
 * Read-model stores that drop old versions wrongly: each is refuted by its contract, which names the law.
 */
import { inMemoryReadModels, type OldVersions, type ReadModelStore } from '@kiemtra/runtime'
import { isLeft, right } from 'fp-ts/lib/Either.js'
import { expect, it } from 'vitest'
import { checkReadModelStore, reportText } from '../../src/index.ts'
import type { Mutant } from '../support/broken-store.ts'
import { historyOf, refuted } from '../support/refuted.ts'

const versions =
  (change: (real: OldVersions) => Partial<OldVersions>): Mutant<ReadModelStore>['of'] =>
  ({ oldVersions }) =>
    oldVersions === undefined ? {} : { oldVersions: { ...oldVersions, ...change(oldVersions) } }

const stores: Readonly<Record<string, Mutant<ReadModelStore>>> = {
  'says that it has dropped the version that readers see': {
    laws: ['contract'],
    of: versions(({ drop }) => ({
      drop: (table, by, recordedAt) => async () => {
        const done = await drop(table, by, recordedAt)()
        return isLeft(done) && done.left._tag === 'NotReplaced'
          ? right({ version: table.version, checkpoint: undefined, by, recordedAt })
          : done
      },
    })),
  },
  'asks for no reason': {
    laws: ['contract'],
    of: versions(({ drop }) => ({
      drop: (table, by, recordedAt) => drop(table, { ...by, reason: `${by.reason}.` }, recordedAt),
    })),
  },
  'forgets who wanted it': {
    laws: ['contract'],
    of: versions(() => ({ dropped: () => async () => right([]) })),
  },
  'keeps the record that it hands out': {
    laws: ['contract'],
    of: versions(({ drop, dropped }) => {
      const kept = new Map<string, unknown[]>()
      return {
        drop: (table, by, recordedAt) => async () => {
          const done = await drop(table, by, recordedAt)()
          if (isLeft(done)) return done
          const own = { ...done.right, by: { ...done.right.by } }
          kept.set(table.name, [...(kept.get(table.name) ?? []), own])
          return right(own)
        },
        dropped: (name) => async () => {
          const found = await dropped(name)()
          if (isLeft(found)) return found
          return right(found.right.map((one, n) => Object.assign({}, one, kept.get(name)?.[n])))
        },
      }
    }),
  },
  'lets the writer of a dropped version go on': {
    laws: ['P6'],
    of: (store) => ({
      claim: (table) => async () => {
        const claimed = await store.claim(table)()
        if (isLeft(claimed) || claimed.right.epoch > 1) return claimed
        return right({
          ...claimed.right,
          commit: (batch) => async () => {
            const done = await claimed.right.commit(batch)()
            return isLeft(done) && done.left._tag === 'Fenced' && batch.upserts.length === 0
              ? right(undefined)
              : done
          },
        })
      },
    }),
  },
}

const checked = (name: string, of: Mutant<ReadModelStore>['of']) => {
  const make = () => {
    const store = inMemoryReadModels()
    const broken = { ...store, ...of(store) }
    return { open: () => broken }
  }
  return checkReadModelStore(make, { name, oldVersions: true, runs: 5, seed: 7, bigBatch: 50 })
}

it.each(Object.entries(stores))('one that %s is refuted', async (name, { laws, of }) => {
  const report = await checked(name, of)
  expect(refuted(report), reportText(report)).toEqual(laws)
  expect(historyOf(report)).not.toEqual([])
})

it('a sound one is proven', async () => {
  const report = await checked('sound', () => ({}))
  expect(report.verdict, reportText(report)).toBe('proven')
  expect(report.notes.join()).not.toContain('oldVersions')
})
