/**
 * A whole service that is killed again and again: what it leaves is what an undisturbed one leaves.
 *
 * Handler, policies and read models over one SQLite file, through seven months of the example's
 * year, pauses, extensions and a secret visit among them. Every death is
 * a SIGKILL at a write, before or after its effect, at points spread over all that is written; each
 * time another process goes on with the file.
 */
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'

const DEATHS = 12
const YEAR = fileURLToPath(new URL('support/year-process.ts', import.meta.url))

interface Ended {
  readonly signal: string | undefined
  readonly writes: number
  readonly complaint: string
}

const year = (file: string, write = 0, when: 'before' | 'after' = 'before'): Promise<Ended> =>
  new Promise((settle) => {
    const args = ['--conditions=source', YEAR, file, String(write), when]
    execFile(process.execPath, args, (error, stdout, stderr) => {
      settle({ signal: error?.signal, writes: Number(stdout), complaint: stderr })
    })
  })

/** Streams with their events, and the rows of each read model; not how streams interleave. */
const contents = (file: string): ReadonlySet<string> => {
  const db = new DatabaseSync(file, { readOnly: true })
  const held = new Set<string>()
  const keep = (table: string, columns: string): void => {
    for (const row of db.prepare(`select ${columns} from "${table}"`).all()) {
      held.add(`${table} ${JSON.stringify(row)}`)
    }
  }
  keep('kiemtra_events', 'stream, revision, id, type, data, meta')
  keep('kiemtra_policies', 'name, checkpoint')
  const tables = db.prepare("select name from sqlite_schema where type = 'table'").all()
  for (const { name } of tables) {
    if (/__rows_v\d+$/.test(String(name))) keep(String(name), 'key, row')
  }
  db.close()
  return held
}

it(
  'policy: killed at any write, the next process goes on to the same log and rows',
  { timeout: 240_000 },
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kiemtra-killed-'))
    onTestFinished(() => rm(folder, { recursive: true, force: true }))
    const whole = await year(join(folder, 'whole.db'))
    expect(whole).toMatchObject({ signal: undefined, complaint: '' })

    const torn = join(folder, 'torn.db')
    const stride = Math.floor(whole.writes / DEATHS)
    let deaths = 0
    for (let life = 0; life < DEATHS; life++) {
      // Not always the same kind of write: appends, checkpoints and rows take turns.
      const { signal } = await year(torn, stride - 7 + life, life % 2 === 0 ? 'before' : 'after')
      if (signal === 'SIGKILL') deaths++
    }
    expect(deaths).toBe(DEATHS)
    expect(await year(torn)).toMatchObject({ signal: undefined, complaint: '' })
    const [left, expected] = [contents(torn), contents(join(folder, 'whole.db'))]
    expect([...expected].filter((one) => !left.has(one))).toEqual([])
    expect([...left].filter((one) => !expected.has(one))).toEqual([])
    expect(expected.size).toBeGreaterThan(1_000)
  },
)
