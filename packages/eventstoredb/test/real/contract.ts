/**
 * The contract of event stores against a real server or cluster.
 *
 *     KIEMTRA_EVENTSTOREDB='esdb://127.0.0.1:2113?tls=false' \
 *       node --conditions=source packages/eventstoredb/test/real/contract.ts [client]
 *
 * With each client in a process of its own, or with the one that is named; each property as often as
 * `KIEMTRA_EVENTSTOREDB_RUNS` says, 30 times by default. Every case writes to a
 * namespace of its own (`contract…`), whose streams are soft-deleted at its end; nothing else on the
 * server is touched. Ends with `N passed, N failed`; exit code 1 when one failed, 2 when it could not
 * be tried.
 */
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { eventStoreContract } from '@kiemtra/testing'
import type { EventStore } from '@kiemtra/runtime'
import { type EventStoreDB, eventStoreDB, type EventStoreDBClient } from '../../src/index.ts'

const runs = Number(process.env['KIEMTRA_EVENTSTOREDB_RUNS'] ?? 30)

const CLIENTS = ['@eventstore/db-client', '@kurrent/kurrentdb-client'] as const
type ClientName = (typeof CLIENTS)[number]

const say = (line: string): void => void process.stdout.write(`${line}\n`)

/** Both clients in one process would break each other. */
const connect = async (name: ClientName, connectionString: string): Promise<EventStoreDBClient> => {
  if (name === '@eventstore/db-client') {
    const { eventStoreClient } = await import('../../src/eventstore.ts')
    return eventStoreClient(connectionString.replace(/^(kurrentdb|kurrent|kdb)(?=[+:])/, 'esdb'))
  }
  const { kurrentClient } = await import('../../src/kurrentdb.ts')
  return kurrentClient(connectionString.replace(/^esdb(?=[+:])/, 'kurrentdb'))
}

/** What the server calls itself; the clients know it, and don't say. */
const serverVersion = async (client: EventStoreDBClient): Promise<string> => {
  const features: unknown = await Reflect.get(client, 'capabilities')
  const version: unknown =
    typeof features === 'object' && features !== null && 'serverVersion' in features
      ? features.serverVersion
      : undefined
  return typeof version === 'string' ? version : 'unknown'
}

/** Remembers the streams that a store appends to. */
const remembering = (store: EventStore, streams: Set<string>): EventStore => ({
  ...store,
  append: (stream, ...rest) => {
    streams.add(stream)
    return store.append(stream, ...rest)
  },
})

const tidy = async (store: EventStoreDB, streams: Set<string>): Promise<void> => {
  for (const stream of streams) {
    for await (const { revision } of store.read(stream, { direction: 'backwards', limit: 1 })) {
      await store.softDelete(stream, revision)()
    }
  }
  streams.clear()
}

const versionOf = (name: ClientName): string => {
  const description: unknown = createRequire(import.meta.url)(`${name}/package.json`)
  return typeof description === 'object' && description !== null && 'version' in description
    ? String(description.version)
    : 'unknown'
}

/** Tries one client; the number of cases that passed and that failed, or `undefined` without a server. */
const tryClient = async (name: ClientName, connectionString: string): Promise<number> => {
  const client = await connect(name, connectionString)
  const operator = eventStoreDB({ client })
  const ready = await operator.ready()()
  if (ready._tag === 'Left') {
    say(`no EventStoreDB to try: ${JSON.stringify(ready.left)}`)
    return 2
  }
  say(`${name} ${versionOf(name)} against server ${await serverVersion(client)}`)
  const streams = new Set<string>()
  const outcomes = await eventStoreContract(
    () => ({
      open: () => remembering(eventStoreDB({ client }), streams),
      remove: () => tidy(operator, streams),
    }),
    { name: 'EventStoreDB', independent: true, durable: true, runs },
  ).run()
  await operator.close()
  for (const outcome of outcomes) {
    if (outcome._tag === 'Failed') say(`failed: ${outcome.name}\n${String(outcome.error)}`)
    else if (outcome._tag === 'Skipped') say(`skipped: ${outcome.name} (needs ${outcome.needs})`)
  }
  const count = (tag: string): number => outcomes.filter(({ _tag }) => _tag === tag).length
  say(`${count('Passed')} passed, ${count('Failed')} failed`)
  return count('Failed') === 0 ? 0 : 1
}

const LAST_LINE = /(\d+) passed, (\d+) failed\s*$/

/** Tries all clients, one process after the other. */
const tryAll = (): number => {
  const totals = { passed: 0, failed: 0 }
  for (const name of CLIENTS) {
    const { stdout, status } = spawnSync(
      process.execPath,
      ['--conditions=source', fileURLToPath(import.meta.url), name],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
    )
    process.stdout.write(stdout)
    const [, passed, failed] = LAST_LINE.exec(stdout) ?? []
    if (passed === undefined || failed === undefined) return status ?? 2
    totals.passed += Number(passed)
    totals.failed += Number(failed)
  }
  say(`${totals.passed} passed, ${totals.failed} failed`)
  return totals.failed === 0 ? 0 : 1
}

const [, , chosen] = process.argv
const connectionString = process.env['KIEMTRA_EVENTSTOREDB'] ?? ''
if (connectionString === '') {
  say(
    'KIEMTRA_EVENTSTOREDB names no server: set it to a connection string, as esdb://127.0.0.1:2113?tls=false',
  )
  process.exitCode = 2
} else {
  const name = CLIENTS.find((one) => one === chosen)
  process.exitCode = name === undefined ? tryAll() : await tryClient(name, connectionString)
}
