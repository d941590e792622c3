/**
 * A command repeated thousands of events later, in another process: the first answer again, and
 * nothing written (R27).
 */
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { Agency } from '@kiemtra/core'
import { commandHandler } from '@kiemtra/runtime'
import { sqliteEventStore } from '@kiemtra/sqlite'
import { isLeft, right } from 'fp-ts/lib/Either.js'
import { expect, it, onTestFinished } from 'vitest'

const LATER = 3_000
const REPEAT = fileURLToPath(new URL('support/repeat.ts', import.meta.url))

const asJson = (u: unknown): unknown => JSON.parse(JSON.stringify(u))

const meta = (commandId: string) =>
  ({
    commandId,
    actor: { kind: 'import', source: 'test' },
    recordedAt: '2023-06-01T01:00:00.000Z',
    onRefusal: 'record',
  }) as const

const renamed = (n: number) =>
  ({
    type: 'RenameAgency',
    data: {
      agencyId: 'so-noi-vu',
      happenedOn: '2023-06-01',
      names: { vi: `Sở Nội vụ ${n}`, en: `Home Affairs ${n}` },
      document: {
        number: '1/QĐ-UBND',
        kind: 'decision',
        issuer: 'ubnd-thanh-pho',
        signedOn: '2023-05-31',
      },
    },
    meta: meta(`rename-${n}`),
  }) as const

const vacated = {
  type: 'VacateHead',
  data: { agencyId: 'so-noi-vu', happenedOn: '2023-06-01', until: '2023-06-01' },
  meta: meta('vacate'),
} as const

it(
  'R27: gives the first answer, an acceptance or a refusal, and writes nothing',
  { timeout: 240_000 },
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kiemtra-repeat-'))
    onTestFinished(() => rm(folder, { recursive: true, force: true }))
    const file = join(folder, 'late.db')
    const opened = await sqliteEventStore({ file })()
    if (isLeft(opened)) throw new Error(opened.left._tag)
    const store = opened.right
    const handle = commandHandler({ events: store })
    await handle(Agency, {
      type: 'RegisterAgency',
      data: {
        agencyId: 'so-noi-vu',
        happenedOn: '2023-01-01',
        kind: 'department',
        names: { vi: 'Sở Nội vụ', en: 'Home Affairs' },
        fields: [],
        posts: [],
      },
      meta: meta('register'),
    })()
    const accepted = await handle(Agency, renamed(0))()
    const refused = await handle(Agency, vacated)()
    for (let n = 1; n <= LATER; n++) await handle(Agency, renamed(n))()
    const before = await store.head()()
    await store.close()

    const run = promisify(execFile)
    const elsewhere = async (command: unknown): Promise<unknown> => {
      const { stdout } = await run(process.execPath, [
        '--conditions=source',
        REPEAT,
        file,
        JSON.stringify(command),
      ])
      return JSON.parse(stdout)
    }
    const again = await elsewhere(renamed(0))
    const refusedAgain = await elsewhere(vacated)

    if (isLeft(accepted)) throw new Error(accepted.left._tag)
    expect(accepted.right).toMatchObject({ revision: 1, repeated: false })
    expect(again).toEqual(asJson(right({ ...accepted.right, repeated: true })))
    expect(refused._tag).toBe('Left')
    expect(refusedAgain).toEqual(asJson(refused))

    const reopened = await sqliteEventStore({ file })()
    if (isLeft(reopened)) throw new Error(reopened.left._tag)
    expect(await reopened.right.head()()).toEqual(before)
    await reopened.right.close()
  },
)
