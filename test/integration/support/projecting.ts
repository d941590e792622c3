/**
 * Projecting one log into stores of all kinds, and their rows as text.
 */
import type { AnyProjection } from '@kiemtra/kernel'
import {
  type EventStore,
  projector,
  rebuild,
  type ReadModelStore,
  type ReadModelTable,
  tableOf,
} from '@kiemtra/runtime'
import { type Either, isLeft } from 'fp-ts/lib/Either.js'

/** The value of a success. */
export const ok = <A>(answer: Either<unknown, A>): A => {
  if (isLeft(answer)) throw new Error(JSON.stringify(answer.left))
  return answer.right
}

/** Every row of a table, in order of the keys, and where they stand: one text, to compare to the byte. */
const everyRow = async (
  store: ReadModelStore,
  table: Pick<ReadModelTable, 'name' | 'version'>,
): Promise<string> => {
  const scan = ok(await store.scan(table)())
  const lines = [String(scan.position)]
  for (;;) {
    const page = ok(await scan.next(500)())
    if (page.length === 0) break
    for (const one of page) lines.push(JSON.stringify(one))
  }
  await scan.close()
  return lines.join('\n')
}

/** How one projects. */
interface Projecting {
  readonly events: EventStore
  readonly readModels: ReadModelStore
  readonly projections: ReadonlyArray<AnyProjection>
  readonly batchSize: number
}

/** Projects what is there. */
export const catchUp = async (config: Projecting): Promise<void> => {
  ok(await projector({ ...config, pause: async () => undefined }).catchUp()())
}

/** Rebuilds all tables, with little in memory at a time; each must agree with what stood. */
export const rebuildAll = async ({
  projections,
  batchSize,
  ...config
}: Projecting): Promise<void> => {
  for (const one of projections) {
    const { comparison, replaced } = ok(await rebuild(one, { ...config, maxHeld: batchSize })())
    if (!comparison.agree || !replaced) throw new Error(`${one.name} was not what the log says`)
  }
}

/** The rows of all tables. */
export const everything = async (
  store: ReadModelStore,
  projections: ReadonlyArray<AnyProjection>,
): Promise<string> => {
  const all: string[] = []
  for (const one of projections) all.push(`${one.name}\n${await everyRow(store, tableOf(one))}`)
  return all.join('\n\n')
}
