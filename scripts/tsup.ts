/**
 * The one build of every package: ESM, CommonJS and declarations of each entry that its `exports` names.
 *
 * Entries come from the `source` conditions, so a new subpath needs no line here.
 */
import { readFileSync } from 'node:fs'
import { defineConfig } from 'tsup'
import { sourceEntries } from './workspace.ts'

export const packageBuild = (): ReturnType<typeof defineConfig> =>
  defineConfig({
    entry: sourceEntries(readFileSync('package.json', 'utf8')),
    format: ['esm', 'cjs'],
    target: 'node22',
    platform: 'node',
    // One copy of each module in CommonJS as well: two entries of a package must share their aggregates.
    splitting: true,
    sourcemap: true,
    treeshake: true,
    clean: true,
    dts: true,
    // tsup drops the `node:` prefix by default; `node:sqlite` has no name without it.
    removeNodeProtocol: false,
    silent: true,
  })
