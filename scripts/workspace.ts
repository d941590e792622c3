/** What the scripts ask of the workspace: its packages and their entries, read from package.json. */
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

export interface Manifest {
  readonly name: string
  readonly version: string
  readonly private?: boolean
  readonly exports?: Readonly<Record<string, string | { readonly source?: string }>>
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>
}

export interface Package {
  readonly dir: string
  readonly manifest: Manifest
}

const isManifest = (value: unknown): value is Manifest =>
  typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string'

export const parseManifest = (json: string): Manifest => {
  const value: unknown = JSON.parse(json)
  if (!isManifest(value)) throw new Error('package.json has no name')
  return value
}

/** The entry files of a package, by the name that its build gives them: `{ testing: 'src/testing.ts' }`. */
export const sourceEntries = (json: string): Record<string, string> => {
  const entries: Record<string, string> = {}
  for (const target of Object.values(parseManifest(json).exports ?? {})) {
    if (typeof target === 'string' || target.source === undefined) continue
    const file = target.source.replace(/^\.\//, '')
    entries[file.replace(/^src\//, '').replace(/\.ts$/, '')] = file
  }
  return entries
}

/** The publishable packages. */
export const packages = (root: string): ReadonlyArray<Package> =>
  readdirSync(join(root, 'packages'))
    .filter((name) => existsSync(join(root, 'packages', name, 'package.json')))
    .map((name) => {
      const dir = join(root, 'packages', name)
      return { dir, manifest: parseManifest(readFileSync(join(dir, 'package.json'), 'utf8')) }
    })
    .filter(({ manifest }) => manifest.private !== true)

/** Whether any source is there yet; a package with some sources and a missing entry fails its build. */
export const isWritten = (pkg: Package): boolean =>
  existsSync(join(pkg.dir, 'src')) &&
  readdirSync(join(pkg.dir, 'src')).some((name) => name.endsWith('.ts'))
