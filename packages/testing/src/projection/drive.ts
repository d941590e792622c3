/**
 * The smallest projector: folds events into what one commit writes, and commits it.
 *
 * It does what a projector must and nothing more: what the runtime's projector did in a simulation is
 * judged by it.
 */
import type {
  AnyProjection,
  Message,
  Position,
  Recorded,
  Remembered,
  StoredEvent,
} from '@kiemtra/kernel'
import type { ReadModelStore, ReadModelTable, ReadModelWriter } from '@kiemtra/runtime'
import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import { fail } from '../failure.ts'
import { heardBy } from '../log/listen.ts'
import { printedInline } from '../value/diff.ts'
import { throughJson } from '../value/json.ts'

/** What a projection's own code has done wrong; one law reports it, the others pass over it. */
export class Defect extends Error {
  override readonly name = 'Defect'
  readonly kind: 'throws' | 'row'

  constructor(kind: Defect['kind'], message: string) {
    super(message)
    this.kind = kind
  }
}

/** A projection with a claim on a table. */
export interface Driving {
  readonly projection: AnyProjection
  readonly writer: ReadModelWriter
  /** Every stream whose links it may ask for. */
  readonly streams: ReadonlyArray<string>
}

/** What a store answers, or a failure of the check itself. */
export const got = <A>(answer: Either<unknown, A>): A =>
  isLeft(answer) ? fail(`the read-model store failed: ${printedInline(answer.left)}`) : answer.right

/** Folds some events and commits them at the last one's position. */
export const project = async (
  { projection, writer, streams }: Driving,
  events: ReadonlyArray<StoredEvent>,
): Promise<void> => {
  const last = events.at(-1)
  if (last === undefined) return
  const links = new Map<string, Remembered>(got(await writer.links(streams)()))
  const learnt = new Set<string>()
  const rows = new Map<string, unknown>()
  const before = new Set<string>()
  for (const recorded of heardBy(projection.from, events)) {
    const { stream, event } = recorded
    const more = run(recorded, () => projection.links?.(recorded))
    if (more !== undefined) {
      links.set(stream, { ...links.get(stream), ...more })
      learnt.add(stream)
    }
    const handler = Object.hasOwn(projection.on, event.type) ? projection.on[event.type] : undefined
    if (handler === undefined) continue
    const keys = run(recorded, () => handler.keys(recorded, { of: (of) => links.get(of) ?? {} }))
    for (const key of new Set(keys)) {
      if (!rows.has(key)) {
        const stored = got(await writer.rows([key])()).get(key)
        if (stored !== undefined) before.add(key)
        rows.set(key, stored === undefined ? undefined : readRow(projection, stored))
      }
      rows.set(
        key,
        run(recorded, () => handler.apply(rows.get(key), recorded, links.get(stream) ?? {}, key)),
      )
    }
  }
  await commit(writer, last.position, {
    upserts: [...rows].flatMap(([key, row]) =>
      row === undefined ? [] : [{ key, row: written(projection, row) }],
    ),
    deletes: [...rows].flatMap(([key, row]) => (row === undefined && before.has(key) ? [key] : [])),
    links: [...learnt].map((stream) => ({ stream, ids: links.get(stream) ?? {} })),
  })
}

const commit = async (
  writer: ReadModelWriter,
  position: Position,
  batch: Omit<Parameters<ReadModelWriter['commit']>[0], 'position'>,
): Promise<void> => {
  got(await writer.commit({ position, ...batch })())
}

const run = <A>({ event, stream }: Recorded<Message>, call: () => A): A => {
  try {
    return call()
  } catch (error) {
    throw new Defect('throws', `at ${event.type} of ${stream}: ${String(error)}`)
  }
}

const readRow = ({ row }: AnyProjection, stored: unknown): unknown => {
  const decoded = row.decode(stored)
  if (isLeft(decoded)) throw new Defect('row', `a row can't be read back: ${printedInline(stored)}`)
  return decoded.right
}

const written = ({ row: codec }: AnyProjection, row: unknown): unknown => {
  if (!codec.is(row)) throw new Defect('row', `its codec refuses the row ${printedInline(row)}`)
  return throughJson(codec.encode(row))
}

/** Every row of a table, by key. */
export const allRows = async (
  store: ReadModelStore,
  table: Pick<ReadModelTable, 'name' | 'version'>,
): Promise<ReadonlyMap<string, unknown>> => {
  const rows = new Map<string, unknown>()
  let after: string | undefined
  do {
    const query = { limit: 1000, ...(after === undefined ? {} : { after }) }
    const page = got(await store.query(table, query)())
    for (const { key, row } of page.rows) rows.set(key, row)
    after = page.next
  } while (after !== undefined)
  return rows
}
