/**
 * Broken read-model stores.
 */
import { type Position, positionOf } from '@kiemtra/kernel'
import { inMemoryReadModels, type ReadModelBatch, type ReadModelWriter } from '@kiemtra/runtime'
import { isLeft, right } from 'fp-ts/lib/Either.js'
import { type Broken, claimedAs, type Twins, withWriter } from './wrap.ts'

/** Rows first, the checkpoint in a step of its own. */
const twoSteps: Broken = {
  readModels: (point) => {
    const store = inMemoryReadModels()
    /** Where each table's checkpoint really is. */
    const checkpoints = new Map<string, Position>()
    let steps = 0
    return {
      ...store,
      checkpoint:
        ({ name }) =>
        async () =>
          right(checkpoints.get(name)),
      claim: (table) => async () => {
        const claimed = await store.claim(table)()
        if (isLeft(claimed)) return claimed
        const { commit } = claimed.right
        return right({
          ...claimed.right,
          checkpoint: checkpoints.get(table.name),
          commit: (batch: ReadModelBatch) => async () => {
            steps += 1
            const position = positionOf(String(steps).padStart(9, '0'))
            const written = await commit({ ...batch, position })()
            if (isLeft(written)) return written
            await point(`rows of ${table.name} are written, not its checkpoint`)
            checkpoints.set(table.name, batch.position)
            return written
          },
        })
      },
    }
  },
}

/** Whoever claimed first may go on writing. */
const unfenced: Broken = {
  readModels: () => {
    const latest = new Map<string, ReadModelWriter>()
    return claimedAs(inMemoryReadModels(), (claimed, table) => {
      latest.set(table, claimed)
      const writer = (): ReadModelWriter => latest.get(table) ?? claimed
      return {
        rows: (keys) => () => writer().rows(keys)(),
        links: (streams) => () => writer().links(streams)(),
        commit: (batch) => () => writer().commit(batch)(),
      }
    })
  },
}

const keepsDeleted = withWriter(({ commit }) => ({
  commit: (batch) => commit({ ...batch, deletes: [] }),
}))

/** Takes what its claimant writes after a rebuild for written: into rows that nobody sees any more. */
const silent = withWriter(({ commit }) => ({
  commit: (batch) => async () => {
    const done = await commit(batch)()
    return isLeft(done) && done.left._tag === 'Rebuilt' ? right(undefined) : done
  },
}))

/** See the module. */
export const readModelTwins: Twins = {
  'a read-model store that commits in two steps': () => twoSteps,
  'a read-model store without fencing': () => unfenced,
  'a read-model store that forgets deletes': () => keepsDeleted,
  'a read-model store that tells nobody of a rebuild': () => silent,
}
