/**
 * What the exports of kernel, core and projections mean, as the doc block above each says, without its examples
 * and tags.
 */
import ts from 'typescript'
import { entries } from '../docs/entries.ts'

const DOCUMENTED = new Set(['@kiemtra/kernel', '@kiemtra/core', '@kiemtra/projections'])

const textOf = (symbol: ts.Symbol): string => {
  const text = ts.displayPartsToString(symbol.getDocumentationComment(undefined))
  // `{@link X}` is a link in an editor, and a name here.
  return text
    .replaceAll(/\{@link\s+([^}\s]+)\s*\}/g, '`$1`')
    .replaceAll('\n', ' ')
    .trim()
}

/** Meanings by the name of the export. */
export const meanings: ReadonlyMap<string, string> = new Map(
  entries
    .filter(({ specifier }) => DOCUMENTED.has(specifier))
    .flatMap(({ exported }) => exported.map(({ name, symbol }) => [name, textOf(symbol)] as const)),
)
