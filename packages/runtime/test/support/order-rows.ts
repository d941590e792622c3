/**
 * What the rows of `customerOrders` must be, without any machinery; and what they are, to the byte.
 */
import type { AnyProjection } from '@kiemtra/kernel'
import type { KeyedRow, ReadModelStore } from '../../src/index.ts'
import { done } from './answers.ts'
import type { Entry } from './orders.ts'

interface Row {
  readonly customer: string
  readonly placed: number
  readonly shipped: number
  readonly last?: string
}

/** The rows of a log, by key. */
export const expectedRows = (log: ReadonlyArray<Entry>): ReadonlyArray<KeyedRow> => {
  const rows = new Map<string, Row>()
  const customers = new Map<string, string>()
  for (const { stream, type, data } of log) {
    const [, category, id = ''] = /^kiemtra\.(order|customer)-(.*)$/.exec(stream) ?? []
    if (category === 'customer') rows.delete(id)
    if (category !== 'order') continue
    if (type === 'OrderPlaced' || type === 'OrderMade') {
      const customer = String(Reflect.get(Object(data), 'customer'))
      customers.set(stream, customer)
      const { placed = 0, shipped = 0 } = rows.get(customer) ?? {}
      rows.set(customer, { customer, placed: placed + 1, shipped, last: stream })
    }
    const customer = customers.get(stream) ?? ''
    const row = rows.get(customer)
    if (type === 'OrderShipped' && row !== undefined) {
      rows.set(customer, { customer, placed: row.placed, shipped: row.shipped + 1 })
    }
  }
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, row]) => ({ key, row }))
}

/** Every row of a table, in order of keys. */
export const rowsOf = async (
  readModels: ReadModelStore,
  { name, version }: Pick<AnyProjection, 'name' | 'version'>,
): Promise<ReadonlyArray<KeyedRow>> => {
  const scan = await done(readModels.scan({ name, version }))
  const rows: KeyedRow[] = []
  for (;;) {
    const page = await done(scan.next(100))
    if (page.length === 0) break
    rows.push(...page)
  }
  await scan.close()
  return rows
}

/** The same as text: equal to the byte, or not. */
export const bytesOf = async (
  readModels: ReadModelStore,
  projection: Pick<AnyProjection, 'name' | 'version'>,
): Promise<string> => JSON.stringify(await rowsOf(readModels, projection))
