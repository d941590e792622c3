/**
 * `npm run simulate -- --planted [--only NAME] [--runs N] [--seed S]`: looks for every planted fault, and says after
 * how many seeds each was found.
 */
import { isFound, planted, search } from './index.ts'

/** Looks for each whose name has `only` in it; whether all were found. */
export const searchAll = async (seed: number, most: number, only: string): Promise<boolean> => {
  let missed = 0
  for (const [name, plant] of Object.entries(planted)) {
    if (!name.includes(only)) continue
    const found = await search(plant, seed, most)
    const [line = ''] = found.why.split('\n')
    if (!isFound(plant, found)) missed += 1
    console.log(
      isFound(plant, found)
        ? `✓ ${name}: after ${found.seeds} seeds, at ${found.found}\n    ${line}`
        : `✗ ${name}: ${found.found === undefined ? `not within ${most} seeds` : line}`,
    )
  }
  console.log(missed === 0 ? 'every planted fault was found' : `${missed} were not found`)
  return missed === 0
}
