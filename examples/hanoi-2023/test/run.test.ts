/**
 * The example as a newcomer meets it: run, run again, run with something broken.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { isRight } from 'fp-ts/lib/Either.js'
import { afterAll, describe, expect, it } from 'vitest'
import { OWN_DATA } from '../src/cli.ts'
import { PlanFile } from '../src/data.ts'
import { readData } from '../src/data-files.ts'
import {
  changedData,
  contents,
  eventCount,
  folder,
  forgetYear,
  runHere,
  yearIn,
} from './support/world.ts'

afterAll(forgetYear)

describe('the year 2023', () => {
  it('becomes an event log and read models, and says where they lie', async () => {
    const db = join(await folder(), 'year.db')
    const { code, out, err } = await runHere('--db', db, '--lang', 'en')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toContain('61/KH-UBND')
    expect(out).toContain(`Database: ${db}`)
    expect(eventCount(db)).toBeGreaterThan(100)
    expect(out).toContain(`${eventCount(db)} events recorded`)
  })

  it('counts the targets of Plan 61 by level and month as its data file has them', async () => {
    const db = await yearIn(await folder())
    const plan = await readData(OWN_DATA, 'plans/plan-61.json', PlanFile)
    const targets = isRight(plan) ? plan.right.targets : []
    expect(targets.length).toBeGreaterThan(20)
    const sqlite = new DatabaseSync(db, { readOnly: true })
    const rows = sqlite
      .prepare(
        `select json_extract(cell.value, '$.month') as month,
                sum(json_extract(cell.value, '$.targets')) as targets
           from planProgress, json_each(planProgress.planned) as cell
          where planId = 'kh-61-2023' group by month order by month`,
      )
      .all()
    sqlite.close()
    const expected = new Map<string, number>()
    for (const { from } of targets) {
      expected.set(from.slice(0, 7), (expected.get(from.slice(0, 7)) ?? 0) + 1)
    }
    expect(rows.map((row) => [row['month'], row['targets']])).toEqual([...expected].sort())
  })

  it('says what its plans were closed with', async () => {
    const { out } = await runHere('--db', join(await folder(), 'year.db'), '--lang', 'en')
    expect(out).toContain(
      'Closed on 2023-12-29: 27 targets reached by a conclusion in force, 1 not; 5 obligations still owed.',
    )
    expect(out).toContain('Closed on 2023-10-31: 3 targets reached')
    expect(out.match(/Closed on/g)).toHaveLength(2)
  })

  it('names what was refused and by which rule, what was combined and what was waived', async () => {
    const { out } = await runHere('--db', join(await folder(), 'year.db'), '--lang', 'en')
    expect(out).toMatch(/Department of Construction\s*│ kh-61-2023\s*│ R7/)
    expect(out).toMatch(/Ba Đình District People's\s*│ kh-61-2023\s*│ R8/)
    expect(out).toContain('Combinations: 1; overlaps agreed to: 2.')
  })

  it('speaks Vietnamese unless told otherwise', async () => {
    const { out } = await runHere('--db', join(await folder(), 'year.db'))
    expect(out).toContain('Đối tượng kiểm tra theo cấp và tháng')
  })
})

describe('a connection', () => {
  it.each(['esdb://admin:geheim@127.0.0.1:1?tls=false', 'esdb:/admin:geheim@'])(
    'is named without its password when it fails: %s',
    async (connection) => {
      const db = join(await folder(), 'year.db')
      const { code, out, err } = await runHere('--db', db, '--eventstore', connection)
      expect(code).toBe(2)
      expect(err).toMatch(/can't be used/)
      expect(out + err).not.toContain('geheim')
    },
  )
})

describe('a second run', () => {
  it('changes nothing, says so, and reports the same', async () => {
    const db = join(await folder(), 'year.db')
    const first = await runHere('--db', db, '--lang', 'en')
    const before = contents(db)
    const second = await runHere('--db', db, '--lang', 'en')
    expect(second.code).toBe(0)
    expect(second.out).toContain('0 events recorded, nothing changed')
    expect(contents(db)).toEqual(before)
    const table = (out: string): string => out.slice(0, out.indexOf('Combinations: '))
    expect(table(second.out)).toBe(table(first.out))
  })

  it('with one more agency records that one, since ids derive from the data', async () => {
    const at = await folder()
    const db = await yearIn(at)
    const before = eventCount(db)
    const more = `    {"id": "xa-moi", "kind": "commune-committee", "vi": "UBND xã Mới", "en": "New Commune", "superior": "ba-vi", "fields": []},\n    {"id": "phuong-nghia-tan"`
    const data = await changedData(at, 'agencies.json', (text) =>
      text.replace('    {"id": "phuong-nghia-tan"', more),
    )
    const { code } = await runHere('--db', db, '--data', data)
    expect(code).toBe(0)
    expect(eventCount(db)).toBe(before + 1)
  })
})

describe('a broken data file', () => {
  const broken = [
    [
      'a kind that does not exist',
      'agencies.json',
      '"department"',
      '"departement"',
      'agencies[1].kind',
    ],
    ['JSON that is none', 'posts.json', '{', '{{', 'is not JSON'],
    [
      'a superior that is not there',
      'agencies.json',
      '"superior": "ba-vi"',
      '"superior": "ba-vy"',
      'agency ba-vy',
    ],
    [
      'a number where a text should be',
      'plans/plan-61.json',
      '"issuer": "ubnd-thanh-pho"',
      '"issuer": 61',
      'issuer',
    ],
    [
      'a target that no plan has',
      'visits.json',
      '"target": "ha-dong-06"',
      '"target": "ha-dong"',
      'acts[3]',
    ],
    ['a document number that is none', 'plans/plan-61.json', '61/KH-UBND', 'sixty-one', 'number'],
  ] as const

  for (const [what, file, from, to, said] of broken) {
    it(`(${what}) gets file, path and reason, exit code 2, and leaves the database as it was`, async () => {
      const at = await folder()
      const db = await yearIn(at)
      const before = await readFile(db)
      const data = await changedData(at, file, (text) => text.replace(from, to))
      const { code, err } = await runHere('--db', db, '--data', data)
      expect(code).toBe(2)
      expect(err.startsWith(`${file}: `)).toBe(true)
      expect(err).toContain(said)
      expect(err.trim().split('\n')).toHaveLength(1)
      expect(await readFile(db)).toEqual(before)
    })
  }

  it('makes no database where there was none', async () => {
    const at = await folder()
    const data = await changedData(at, 'visits.json', () => '[]')
    const { code } = await runHere('--db', join(at, 'year.db'), '--data', data)
    expect(code).toBe(2)
    await expect(readFile(join(at, 'year.db'))).rejects.toThrow('ENOENT')
  })
})

describe('a database that is not ours', () => {
  it('is refused when another program made it, and stays as it was', async () => {
    const db = join(await folder(), 'other.db')
    const other = new DatabaseSync(db)
    other.exec('create table notes (text)')
    other.close()
    const before = await readFile(db)
    const { code, err } = await runHere('--db', db)
    expect(code).toBe(2)
    expect(err).toContain('Name another file with --db')
    expect(await readFile(db)).toEqual(before)
  })

  it('is refused when it is no database at all', async () => {
    const db = join(await folder(), 'notes.txt')
    await writeFile(db, 'not a database, '.repeat(100))
    const { code, err } = await runHere('--db', db)
    expect(code).toBe(2)
    expect(err).toContain(db)
  })

  it('is refused when a newer version of kiemtra wrote it', async () => {
    const db = await yearIn(await folder())
    const newer = new DatabaseSync(db)
    newer.exec('pragma user_version = 999')
    newer.close()
    const { code, err } = await runHere('--db', db)
    expect(code).toBe(2)
    expect(err).toContain('Name another file with --db')
  })
})

describe('the command line', () => {
  it('helps', async () => {
    const { code, out } = await runHere('--help')
    expect(code).toBe(0)
    for (const option of ['--db', '--data', '--lang', '--help']) expect(out).toContain(option)
  })

  it('refuses what it does not know, with exit code 2', async () => {
    expect((await runHere('--nonsense')).code).toBe(2)
    expect((await runHere('--lang', 'fr')).code).toBe(2)
  })
})
