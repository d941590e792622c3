/** Where the repository is, and how its JSON is read. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** A JSON file, by its path in the repository. */
export const readJson = (path: string): unknown =>
  JSON.parse(readFileSync(join(ROOT, path), 'utf8'))

/** What lies along a path of names in parsed JSON. */
export const at = (value: unknown, ...names: ReadonlyArray<string>): unknown =>
  names.reduce<unknown>(
    (inside, name) =>
      typeof inside === 'object' && inside !== null ? Reflect.get(inside, name) : undefined,
    value,
  )
