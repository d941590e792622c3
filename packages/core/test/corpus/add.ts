/**
 * Adds to the golden corpus what is missing, and changes nothing else:
 *
 *     cd packages/core && npm run corpus -- [--fold <category>]
 *
 * Released is what a tag has published. Until then an event may still change its shape: remove its
 * aggregate's file from `data`, and add it anew. After that it gets a new version instead.
 *
 * `--fold` takes the present fold of one aggregate over: its states mean something else on purpose.
 */
import { parseArgs } from 'node:util'
import { domain } from '../../src/domain.ts'
import { folded, keep, kept, missing } from './corpus.ts'

const { values } = parseArgs({ options: { fold: { type: 'string' } } })

for (const member of domain) {
  const { category } = member
  const old = kept(category)
  const added = missing(member, old)
  if (added.length === 0 && values.fold !== category) continue
  const all = [...old, ...added]
  const states = folded(member, all)
  const isTaken = (i: number): boolean => i >= old.length || values.fold === category
  keep(
    category,
    all.map((entry, i) => ({
      ...entry,
      state: (isTaken(i) ? states[i] : old[i]?.state) ?? '',
    })),
  )
  console.log(`${category}: ${added.length} added, ${old.length} kept`)
}
