/**
 * A folder of one's own for each test, and the example run in it.
 */
import { spawn } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { OWN_DATA } from '../../src/cli.ts'
import { run } from '../../src/run.ts'

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url))

/** A folder that is gone after the test. */
export const folder = async (): Promise<string> => {
  const path = await mkdtemp(join(tmpdir(), 'kiemtra-hanoi-'))
  onTestFinished(() => rm(path, { recursive: true, force: true }))
  return path
}

let whole: Promise<string> | undefined

/** The database of an undisturbed run, copied into a folder: running takes longer than copying. */
export const yearIn = async (at: string): Promise<string> => {
  whole ??= mkdtemp(join(tmpdir(), 'kiemtra-year-')).then(async (made) => {
    const file = join(made, 'whole.db')
    await runHere('--db', file)
    return file
  })
  const file = join(at, 'year.db')
  await cp(await whole, file)
  return file
}

/** Removes what {@link yearIn} keeps. */
export const forgetYear = async (): Promise<void> => {
  if (whole !== undefined) await rm(join(await whole, '..'), { recursive: true, force: true })
  whole = undefined
}

/** A copy of the data with one file changed. */
export const changedData = async (
  at: string,
  file: string,
  change: (text: string) => string,
): Promise<string> => {
  const data = join(at, 'data')
  await cp(OWN_DATA, data, { recursive: true })
  await writeFile(join(data, file), change(await readFile(join(data, file), 'utf8')))
  return data
}

class Kept extends Writable {
  text = ''
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString('utf8')
    done()
  }
}

/** Runs the example in this process. */
export const runHere = async (
  ...args: ReadonlyArray<string>
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> => {
  const [out, err] = [new Kept(), new Kept()]
  const code = await run(args, out, err)
  return { code, out: out.text, err: err.text }
}

/** Starts the example in a process of its own; `done` resolves to how it ended. */
export const start = (
  ...args: ReadonlyArray<string>
): { readonly kill: () => void; readonly done: Promise<number | string> } => {
  const child = spawn(process.execPath, ['--conditions=source', MAIN, ...args], { stdio: 'ignore' })
  const done = new Promise<number | string>((settle) => {
    child.once('exit', (code, signal) => {
      settle(code ?? signal ?? 'gone')
    })
  })
  return { kill: () => void child.kill('SIGKILL'), done }
}

/**
 * Everything that a database holds for its users, byte for byte: events, links, and the rows of each
 * read model. Not the bookkeeping: how often a table was claimed differs from run to run.
 */
export const contents = (file: string): ReadonlyArray<string> => {
  const db = new DatabaseSync(file, { readOnly: true })
  const names = db
    .prepare("select name from sqlite_schema where type = 'table' order by name")
    .all()
    .map((row) => String(row['name']))
    .filter((name) => /^kiemtra_(events|links)$|__rows_v/.test(name))
  const all = names.flatMap((name) =>
    db
      .prepare(`select * from "${name.replaceAll('"', '""')}"`)
      .all()
      .map((row) => `${name} ${JSON.stringify(row)}`)
      .sort(),
  )
  db.close()
  return all
}

/** How many events a database holds; 0 where there is none yet. */
export const eventCount = (file: string): number => {
  try {
    const db = new DatabaseSync(file, { readOnly: true })
    const row = db.prepare('select count(*) as n from kiemtra_events').get()
    db.close()
    return Number(row?.['n'] ?? 0)
  } catch {
    return 0
  }
}
