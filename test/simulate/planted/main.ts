/**
 * `npm run simulate -- --planted [--only NAME] [--runs N] [--seed S]`: looks for every planted fault, and
 * prints a table of them: after how many seeds each was found, under which, and what found it.
 */
import { isFound, planted, search } from './index.ts'
import type { Plant } from './plant.ts'

const LONGEST_WHY = 100

/** A line of the table. */
const line = (name: string, seeds: string, seed: string, why: string): string =>
  `${name.padEnd(NAME_WIDTH)} ${seeds.padStart(5)} ${seed.padStart(5)}  ${why}`

const NAME_WIDTH = Math.max(...Object.keys(planted).map(({ length }) => length))

/** Looks for each whose name has `only` in it, under `most` seeds from one on; whether all were found. */
export const searchAll = async (seed: number, most: number, only: string): Promise<boolean> => {
  const wanted = Object.entries(planted).filter(([name]) => name.includes(only))
  console.log(line('planted fault', 'seeds', 'seed', 'found by'))
  let found = 0
  let slowest = 0
  for (const [name, plant] of wanted) {
    const seeds = await searchOne(name, plant, seed, most)
    if (seeds === undefined) continue
    found += 1
    slowest = Math.max(slowest, seeds)
  }
  console.log(`${found} of ${wanted.length} were found, the slowest after ${slowest} seeds`)
  return found === wanted.length && found > 0
}

/** Looks for one, and prints its line; how many seeds it took, if it was found. */
const searchOne = async (
  name: string,
  plant: Plant,
  seed: number,
  most: number,
): Promise<number | undefined> => {
  const done = await search(plant, seed, most)
  const [why = ''] = done.why.split('\n')
  const said = why.length > LONGEST_WHY ? `${why.slice(0, LONGEST_WHY)}…` : why
  if (isFound(plant, done)) {
    console.log(line(name, String(done.seeds), String(done.found), said))
    return done.seeds
  }
  const missed = done.found === undefined ? `within ${most} seeds` : `but: ${said}`
  console.log(line(name, '-', '-', `NOT FOUND ${missed}`))
  return undefined
}
