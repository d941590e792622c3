/**
 * Broken rebuilds.
 */
import { positionOf } from '@kiemtra/kernel'
import { inMemoryReadModels, rebuild, type RebuildConfig } from '@kiemtra/runtime'
import { isLeft, right } from 'fp-ts/lib/Either.js'
import { type Broken, builtAs, type Twins } from './wrap.ts'

const rebuilding = (broken: (config: RebuildConfig) => Partial<RebuildConfig>): Broken => ({
  rebuild: (projection, config) => rebuild(projection, { ...config, ...broken(config) }),
})

/** Its rows take the table's place as those of a later event than it has folded. */
const ahead = rebuilding(({ readModels }) => ({
  readModels: builtAs(readModels, ({ commit }) => ({
    commit: (batch) => commit({ ...batch, position: positionOf(`${batch.position}~`) }),
  })),
}))

/** Begins where the log ends, as if nothing had been before. */
const late = rebuilding(({ events }) => ({
  events: { ...events, subscribe: (options) => events.subscribe({ ...options, from: 'end' }) },
}))

/** Takes for finished what has only been asked for. */
const hasty = rebuilding(({ readModels }) => ({
  readModels: builtAs(readModels, ({ finish }) => ({
    finish: () => async () => {
      finish()().catch(() => undefined)
      return right(undefined)
    },
  })),
}))

/** Puts built rows in place of any, whether or not those stand at a later position. */
const backwards: Broken = {
  readModels: () =>
    builtAs(inMemoryReadModels(), ({ commit, finish }) => ({
      finish: () => async () => {
        const done = await finish()()
        if (!isLeft(done) || done.left._tag !== 'Behind') return done
        const { checkpoint: position } = done.left
        const moved = await commit({ position, upserts: [], deletes: [], links: [] })()
        return isLeft(moved) ? moved : finish()()
      },
    })),
}

/** See the module. */
export const rebuildTwins: Twins = {
  'a rebuild that claims to be further than it is': () => ahead,
  'a rebuild that begins where the log ends': () => late,
  'a rebuild that does not wait for its end': () => hasty,
  'a read-model store that puts older rows in place of newer ones': () => backwards,
}
