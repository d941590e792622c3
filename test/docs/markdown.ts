/** The fenced blocks of the documentation's Markdown files. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './repository.ts'

/** A piece of a documentation file, and where it stands: `file:line`. */
export interface Piece {
  readonly file: string
  readonly origin: string
  readonly text: string
}

/** Every Markdown file that readers are sent to. */
export const pages: ReadonlyArray<string> = globSync(
  ['*.md', 'packages/*/*.md', 'examples/*/*.md', 'docs/**/*.md'],
  { cwd: ROOT },
).sort()

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8')

const pieces = (
  file: string,
  pattern: RegExp,
): ReadonlyArray<Piece & { readonly kind: string }> => {
  const text = read(file)
  return [...text.matchAll(pattern)].map((match) => {
    const line = text.slice(0, match.index).split('\n').length
    return { file, origin: `${file}:${line}`, kind: match[1] ?? '', text: match[2] ?? '' }
  })
}

/** The fenced blocks of a page; `kind` is the language, empty where none is given. */
export const blocksOf = (file: string): ReadonlyArray<Piece & { readonly kind: string }> =>
  pieces(file, /^```([^\n]*)\n([\s\S]*?)^```$/gm)

/** The code spans of a page outside its fenced blocks. */
export const spansOf = (file: string): ReadonlyArray<Piece> =>
  pieces(file, /(?:^```[^\n]*\n[\s\S]*?^```$)|()`([^`\n]+)`/gm).filter(({ text }) => text !== '')
