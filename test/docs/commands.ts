/**
 * The shell commands that the guides tell people to type.
 */
import { join } from 'node:path'
import { blocksOf, type Piece, spansOf } from './markdown.ts'
import { ROOT } from './repository.ts'

/** A command, without the remark behind it. */
export interface ShellCommand {
  readonly origin: string
  readonly words: ReadonlyArray<string>
}

/** The commands of a page: every line of its `sh` blocks, and each code span of npm or npx. */
export const commandsIn = (page: string): ReadonlyArray<ShellCommand> => [
  ...blocksOf(page).flatMap((block) => (block.kind === 'sh' ? linesOf(block) : [])),
  ...spansOf(page).flatMap((span) => (/^np[mx] /.test(span.text) ? linesOf(span) : [])),
]

const linesOf = ({ text, origin }: Piece): ReadonlyArray<ShellCommand> =>
  text.split('\n').flatMap((line) =>
    (line.split(/(?:^|\s)#/)[0] ?? '').split('&&').flatMap((command) => {
      const words = command.split(/\s+/).filter((word) => word !== '')
      return words.length === 0 ? [] : [{ origin, words }]
    }),
  )

/** What a line of a guide asks for. */
export type Asked =
  | { readonly _tag: 'Script'; readonly name: string; readonly args: ReadonlyArray<string> }
  | { readonly _tag: 'Tool'; readonly path: string }
  /** What prepares the work, and can't be tried inside of it. */
  | { readonly _tag: 'Setup' }
  | { readonly _tag: 'Unknown' }

/** What a command asks for, of this repository. */
export const askedBy = ({ words }: ShellCommand): Asked => {
  const [program, verb = '', ...rest] = words
  if (program === 'npx') return { _tag: 'Tool', path: join(ROOT, 'node_modules', '.bin', verb) }
  if (program === 'npm') {
    const [name = '', ...after] = verb === 'run' ? rest : [verb, ...rest]
    return { _tag: 'Script', name, args: after[0] === '--' ? after.slice(1) : after }
  }
  return words.join(' ') === 'cd kiemtra' || words.slice(0, 2).join(' ') === 'git clone'
    ? { _tag: 'Setup' }
    : { _tag: 'Unknown' }
}

/** The arguments, writing into a folder: a guide's own file names stay, and the default moves there. */
export const writingInto = (folder: string, args: ReadonlyArray<string>): ReadonlyArray<string> => {
  const named = args.indexOf('--db') + 1
  const file = named === 0 ? 'unnamed.db' : (args[named] ?? '')
  const others = named === 0 ? args : args.toSpliced(named - 1, 2)
  return [...others, '--db', join(folder, file)]
}
