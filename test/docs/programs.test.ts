/**
 * Every `@example` and every TypeScript block of a page compiles and runs, and its claims hold.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { problemsIn } from './entries.ts'
import { blocksOf, pages } from './markdown.ts'
import { examplePrograms, pagePrograms, type Program } from './programs.ts'
import { ROOT } from './repository.ts'

// Inside the workspace's test package, whose dependencies are what a reader would have installed; in
// a folder of this run, for someone else may be running the tests as well.
const PROGRAMS = join(ROOT, 'test', '.programs')
mkdirSync(PROGRAMS, { recursive: true })
const HERE = mkdtempSync(join(PROGRAMS, 'run-'))
afterAll(() => {
  rmSync(HERE, { recursive: true, force: true })
})

type Written = Program & { readonly file: string; readonly folder: string }

/** Each program in a folder of its own, which is its working directory too. */
const written = (programs: ReadonlyArray<Program>): ReadonlyArray<Written> =>
  programs.map((program) => {
    const name = program.origin.replaceAll(/[^A-Za-z0-9]+/g, '-')
    const folder = join(HERE, name)
    const file = join(folder, `${name}.ts`)
    mkdirSync(folder)
    writeFileSync(file, program.source)
    return { ...program, file, folder }
  })

const examples = written(examplePrograms())
const blocks = written(pagePrograms())
const all = [...examples, ...blocks]

it('there are programs, with claims', () => {
  expect(examples.length).toBeGreaterThan(30)
  expect(blocks.length).toBeGreaterThan(4)
  expect(all.reduce((sum, { claims }) => sum + claims, 0)).toBeGreaterThan(60)
})

it('no block of a page hides behind another language', () => {
  const kinds = pages.flatMap(blocksOf).map(({ kind }) => kind)
  expect(kinds.filter((kind) => !['', 'ts', 'sh', 'sql', 'json'].includes(kind))).toEqual([])
})

it('all of them compile', { timeout: 240_000 }, () => {
  expect(problemsIn(all.map(({ file }) => file))).toEqual([])
})

describe('they run, and their claims hold', () => {
  for (const { origin, file, folder, claims } of all) {
    it(origin, async () => {
      const before = process.cwd()
      process.chdir(folder)
      try {
        const program: unknown = await import(file)
        const numbers = Array.from({ length: claims }, (_, i) => i + 1)
        // Each claim was met: none stands where the program never comes.
        expect(program).toMatchObject({ held: new Set(numbers) })
      } finally {
        process.chdir(before)
      }
    })
  }
})
