/**
 * Programs in the documentation: `@example` blocks of doc comments, and TypeScript blocks of Markdown
 * pages, as files that the compiler checks and the tests run.
 *
 * An `@example` may name the exports of its own package, then those of the others, io-ts as `t`,
 * `fp-ts/lib/Either.js` as `E` and fast-check as `fc`. A page's block imports what it needs, like a
 * reader's own file.
 */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CLAIM_KEEPER, claiming, freeNames } from './claims.ts'
import { entries, type Exported } from './entries.ts'
import { blocksOf, pages, type Piece } from './markdown.ts'
import { ROOT } from './repository.ts'

/** A program, and where it stands in the documentation. */
export interface Program {
  readonly origin: string
  /** A module; it runs when it is imported, and exports as `held` the claims that did. */
  readonly source: string
  /** How many values it asserts. */
  readonly claims: number
}

// ---------------------------------------------------------------- examples

const sourceFiles = globSync('packages/*/src/**/*.ts', { cwd: ROOT }).sort()

/** The `@example` blocks of every package's sources, without their stars. */
const exampleBlocks = (): ReadonlyArray<Piece> =>
  sourceFiles.flatMap((file) => {
    const text = readFileSync(join(ROOT, file), 'utf8')
    const found = [...text.matchAll(/\/\*\*(?:(?!\*\/)[\s\S])*\*\//g)].flatMap((match) => {
      const from = text.slice(0, match.index).split('\n').length
      return examplesIn(match[0]).map(({ code, line }) => ({
        file,
        origin: `${file}:${from + line}`,
        text: code,
      }))
    })
    // One that this reading missed would never run.
    const written = text.match(/@example\b/g)?.length ?? 0
    if (written !== found.length) {
      throw new Error(`${file}: ${written} @example, ${found.length} found`)
    }
    return found
  })

const examplesIn = (
  comment: string,
): ReadonlyArray<{ readonly code: string; readonly line: number }> => {
  const lines = comment.split('\n').map((line) => line.replace(/^\s*\*(?:\/|[ ]?)/, ''))
  return lines.flatMap((text, line) => {
    if (text !== '@example') return []
    const rest = lines.slice(line + 1)
    const until = rest.findIndex((one) => /^@\w/.test(one))
    return [{ code: (until < 0 ? rest : rest.slice(0, until)).join('\n').trimEnd(), line }]
  })
}

/** The programs of the examples. Each stands in a block of its own, so it may shadow what it likes. */
export const examplePrograms = (): ReadonlyArray<Program> =>
  exampleBlocks().map(({ file, origin, text }) => {
    const { imports, body, claims } = claiming(text, origin)
    const [, folder = ''] = file.split('/')
    const head = [
      CLAIM_KEEPER,
      ...importsFor(folder, [...imports, body].join('\n'), origin),
      ...imports,
    ]
    return { origin, claims, source: `${head.join('\n')}\n{\n${body}\n}\n` }
  })

const conveniences: ReadonlyMap<string, string> = new Map([
  ['t', `import * as t from 'io-ts'`],
  ['E', `import * as E from 'fp-ts/lib/Either.js'`],
  ['fc', `import fc from 'fast-check'`],
])

const importsFor = (folder: string, code: string, origin: string): ReadonlyArray<string> =>
  freeNames(code).flatMap((name) => {
    const known = conveniences.get(name)
    if (known !== undefined) return [known]
    const found = ownersOf(folder, name)
    const [first] = found
    if (first === undefined) return []
    if (found.some(({ one }) => one.symbol !== first.one.symbol)) {
      const owners = found.map(({ specifier }) => specifier).join(', ')
      throw new Error(`${origin}: ${name} may come from ${owners}: let the example import it`)
    }
    return [`import { ${first.one.isType ? 'type ' : ''}${name} } from '${first.specifier}'`]
  })

/** The entries that export a name: those of the example's package, or else all that do. */
const ownersOf = (
  folder: string,
  name: string,
): ReadonlyArray<{ readonly specifier: string; readonly one: Exported }> => {
  const owners = entries.flatMap((entry) =>
    entry.exported.filter((one) => one.name === name).map((one) => ({ ...entry, one })),
  )
  const own = owners.filter((owner) => owner.folder === folder)
  return own.length > 0 ? own : owners
}

// ------------------------------------------------------------------- pages

/** The programs of the pages' TypeScript blocks. */
export const pagePrograms = (): ReadonlyArray<Program> =>
  pages.flatMap(blocksOf).flatMap(({ kind, origin, text }) => {
    if (kind !== 'ts') return []
    const { imports, body, claims } = claiming(text, origin)
    const head = [CLAIM_KEEPER, ...imports]
    return [{ origin, claims, source: `${head.join('\n')}\n${body}\n` }]
  })
