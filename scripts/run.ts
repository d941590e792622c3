/** Runs a command and keeps what it prints; runs many, a few at a time. */
import { spawn } from 'node:child_process'
import { delimiter, join } from 'node:path'

/** The tools of the workspace, Node 24 among them, before whatever the machine has. */
const tools = join(import.meta.dirname, '..', 'node_modules', '.bin')
const path = [tools, process.env['PATH'] ?? ''].join(delimiter)

export interface Finished {
  readonly ok: boolean
  /** Both streams, in the order they came. */
  readonly output: string
  readonly milliseconds: number
}

export const run = (
  command: string,
  args: ReadonlyArray<string>,
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<Finished> =>
  new Promise((resolve) => {
    const started = performance.now()
    let output = ''
    const finish = (ok: boolean): void =>
      resolve({ ok, output, milliseconds: performance.now() - started })
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env, PATH: path },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    })
    const keep = (chunk: Buffer): void => {
      output += chunk.toString()
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.on('error', (error) => {
      output += `${command}: ${error.message}\n`
      finish(false)
    })
    child.on('close', (code) => finish(code === 0))
  })

/** Maps over the items with at most `limit` under way; results in the order of the items. */
export const mapLimited = async <A, B>(
  items: ReadonlyArray<A>,
  limit: number,
  work: (item: A) => Promise<B>,
): Promise<ReadonlyArray<B>> => {
  const results = new Map<number, B>()
  const queue = items.entries()
  const worker = async (): Promise<void> => {
    for (const [index, item] of queue) results.set(index, await work(item))
  }
  await Promise.all(Array.from({ length: limit }, worker))
  return [...results].sort(([a], [b]) => a - b).map(([, result]) => result)
}

export const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`
