/**
 * The public entries of every package, as their `exports` and the compiler know them: what an example
 * may name, and what must be documented.
 */
import { globSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import ts from 'typescript'
import { at, readJson, ROOT } from './repository.ts'

/** One export of an entry. */
export interface Exported {
  readonly name: string
  readonly isType: boolean
  readonly symbol: ts.Symbol
}

/** One entry of a package: what its readers import from `specifier`. */
export interface Entry {
  /** The folder under `packages`. */
  readonly folder: string
  readonly specifier: string
  readonly exported: ReadonlyArray<Exported>
}

// -------------------------------------------------------------- compiling

const base = (): ts.CompilerOptions => {
  const read = ts.readConfigFile(join(ROOT, 'tsconfig.base.json'), (file) => ts.sys.readFile(file))
  return ts.parseJsonConfigFileContent(read.config, ts.sys, ROOT).options
}

const options: ts.CompilerOptions = {
  ...base(),
  types: ['node'],
  typeRoots: [join(ROOT, 'node_modules/@types')],
  // A reader's example may leave a name unused to make its point.
  noUnusedLocals: false,
  noUnusedParameters: false,
}

interface Source {
  readonly folder: string
  readonly specifier: string
  readonly file: string
}

const keysOf = (value: unknown): ReadonlyArray<string> =>
  typeof value === 'object' && value !== null ? Object.keys(value) : []

const sources: ReadonlyArray<Source> = globSync('packages/*/package.json', { cwd: ROOT })
  .sort()
  .flatMap((path) => {
    const manifest = readJson(path)
    const name = String(at(manifest, 'name'))
    return keysOf(at(manifest, 'exports')).flatMap((subpath) => {
      const source = at(manifest, 'exports', subpath, 'source')
      if (typeof source !== 'string') return []
      const folder = dirname(path)
      const file = join(ROOT, folder, source)
      return [{ folder: relative('packages', folder), specifier: join(name, subpath), file }]
    })
  })

const program = ts.createProgram(
  sources.map(({ file }) => file),
  options,
)

/** What the compiler has to say about files. It has read the packages already: only these are new. */
export const problemsIn = (files: ReadonlyArray<string>): ReadonlyArray<string> => {
  const whole = ts.createProgram(
    [...program.getRootFileNames(), ...files],
    options,
    undefined,
    program,
  )
  return files.flatMap((file) => {
    const source = whole.getSourceFile(file)
    if (source === undefined) return [`${file}: not found`]
    const found = [
      ...whole.getSyntacticDiagnostics(source),
      ...whole.getSemanticDiagnostics(source),
    ]
    return found.map(({ messageText, start = 0 }) => {
      const { line } = source.getLineAndCharacterOfPosition(start)
      const near = source.text.split('\n')[line]?.trim() ?? ''
      const text = ts.flattenDiagnosticMessageText(messageText, ' ')
      return `${relative(dirname(file), file)}: ${text} (near: ${near})`
    })
  })
}

// ---------------------------------------------------------------- entries

const checker = program.getTypeChecker()

/** Every entry of every package. */
export const entries: ReadonlyArray<Entry> = sources.map(({ folder, specifier, file }) => {
  const module = program.getSourceFile(file)
  const symbol = module === undefined ? undefined : checker.getSymbolAtLocation(module)
  const symbols = symbol === undefined ? [] : checker.getExportsOfModule(symbol)
  const exported = symbols.map((one) => {
    const target = one.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(one) : one
    const isType = (target.flags & ts.SymbolFlags.Value) === 0
    return { name: one.name, isType, symbol: target }
  })
  return { folder, specifier, exported }
})

/** Where an export is declared without a doc block, or nothing when it has one. */
export const undocumented = ({ name, symbol }: Exported): ReadonlyArray<string> => {
  const declarations = symbol.declarations ?? []
  if (declarations.some((one) => ts.getJSDocCommentsAndTags(one).length > 0)) return []
  const [first] = declarations
  return [`${first === undefined ? '?' : relative(ROOT, first.getSourceFile().fileName)}: ${name}`]
}
