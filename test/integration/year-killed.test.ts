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
const contents = (file: string): Readonly<Record<string, ReadonlyArray<string>>> => {
  const db = new DatabaseSync(file, { readOnly: true })
  const all = (sql: string) => db.prepare(sql).all()
  const held: Record<string, ReadonlyArray<string>> = {
    events: all(
      'select stream, revision, id, type, data, meta from kiemtra_events order by stream, revision',
    ).map((row) => JSON.stringify(row)),
    policies: all('select name, checkpoint from kiemtra_policies order by name').map((row) =>
      JSON.stringify(row),
    ),
  }
  for (const { name } of all(
    "select name from sqlite_schema where name like '%!_!_rows!_v%' escape '!' and type = 'table'",
  )) {
    held[String(name)] = all(`select key, row from "${String(name)}" order by key`).map((row) =>
      JSON.stringify(row),
    )
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
    expect(contents(torn)).toEqual(contents(join(folder, 'whole.db')))
  },
)
