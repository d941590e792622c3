/**
 * Other processes on the same file: the programs of `child.ts`, run by plain Node on the sources.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { atEnd } from './files.ts'

const PROGRAM = fileURLToPath(new URL('./child.ts', import.meta.url))
const NOBODY = 65534

/** A process under way. */
export interface Child {
  readonly process: ChildProcess
  /** What it has printed so far, and goes on to print, line by line, until it ends. */
  readonly lines: AsyncIterable<string>
  /** Its only line, parsed. */
  readonly json: () => Promise<unknown>
  /** Ends it without warning, and waits until it is gone. */
  readonly kill: () => Promise<void>
  /** Waits until it has ended by itself; fails the test when it ended in an error. */
  readonly ended: () => Promise<void>
}

/** Runs a program of `child.ts`; `nobody` where root's rights would spoil the test. */
export const runChild = (
  program: string,
  args: ReadonlyArray<string>,
  { nobody = false }: { readonly nobody?: boolean } = {},
): Child => {
  const asNobody = nobody && process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {}
  const child = spawn(process.execPath, ['--conditions=source', PROGRAM, program, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    ...asNobody,
  })
  const exit = once(child, 'exit')
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL')
    await exit
  }
  atEnd(kill)
  const lines = createInterface({ input: child.stdout })
  const ended = async (): Promise<void> => {
    await exit
    if (child.exitCode !== 0)
      throw new Error(`the child ended with ${child.exitCode ?? 'a signal'}`)
  }
  return {
    process: child,
    lines,
    json: async () => {
      for await (const line of lines) {
        const value: unknown = JSON.parse(line)
        return value
      }
      throw new Error('the child printed nothing')
    },
    kill,
    ended,
  }
}
