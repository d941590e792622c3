/**
 * The stores on SQLite, held to the contracts of event stores and of read-model stores.
 */
import { rm } from 'node:fs/promises'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eventStoreContract, readModelStoreContract } from '@kiemtra/testing'
import { isLeft } from 'fp-ts/lib/Either.js'
import { afterAll, describe, it } from 'vitest'
import { sqliteEventStore, sqliteReadModels } from '../src/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'kiemtra-contract-'))
let made = 0
const file = (): string => join(folder, `${++made}.db`)

afterAll(() => rm(folder, { recursive: true, force: true }))

eventStoreContract(
  () => {
    const at = file()
    return {
      open: async () => {
        const opened = await sqliteEventStore({ file: at, pollMs: 2 })()
        if (isLeft(opened)) throw new Error(opened.left._tag)
        return opened.right
      },
    }
  },
  { name: 'SQLite', independent: true, durable: true, exclusive: true, runs: 10 },
  { describe, it },
)

readModelStoreContract(
  () => {
    const at = file()
    return {
      open: async () => {
        const opened = await sqliteReadModels({ file: at })()
        if (isLeft(opened)) throw new Error(opened.left._tag)
        return opened.right
      },
    }
  },
  { name: 'SQLite', independent: true, durable: true, oldVersions: true, runs: 10 },
  { describe, it },
)
