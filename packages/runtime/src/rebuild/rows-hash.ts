/**
 * An order-free hash over canonical rows.
 *
 * Each row, under its key, is put into one text: JSON with properties in order of their names. The
 * hash is the sum of the texts' SHA-256, lane by lane. So it doesn't depend on the order in which rows
 * come, and a row can be taken out again: what a table should hold is known while it is written.
 * Against accidents, not against forgers, who could look for rows with the right sum.
 */
import { hash } from 'node:crypto'

/** The hash of one row. */
export type RowDigest = Uint32Array

/** A hash of many rows. */
export interface RowsHash {
  readonly add: (digest: RowDigest) => void
  readonly remove: (digest: RowDigest) => void
  /** How many rows there are in it. */
  readonly rows: () => number
  /** 64 hexadecimal digits. */
  readonly value: () => string
}

const LANES = 8

/** No rows yet. */
export const rowsHash = (): RowsHash => {
  const sum = new Uint32Array(LANES)
  let rows = 0
  return {
    add: (digest) => {
      for (let i = 0; i < LANES; i++) sum[i] = (sum[i] ?? 0) + (digest[i] ?? 0)
      rows += 1
    },
    remove: (digest) => {
      for (let i = 0; i < LANES; i++) sum[i] = (sum[i] ?? 0) - (digest[i] ?? 0)
      rows -= 1
    },
    rows: () => rows,
    value: () => Array.from(sum, (lane) => lane.toString(16).padStart(8, '0')).join(''),
  }
}

/** The digest of a row in its canonical text. */
export const digestOf = (key: string, canonicalRow: string): RowDigest => {
  const bytes = hash('sha256', `${JSON.stringify(key)}:${canonicalRow}`, 'buffer')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const digest = new Uint32Array(LANES)
  for (let i = 0; i < LANES; i++) digest[i] = view.getUint32(4 * i)
  return digest
}

type Bag = Readonly<Record<string, unknown>>

/**
 * A JSON value as text, the same whatever the order of its properties. Written for speed: a rebuild
 * does it for each row.
 */
export const canonicalText = (value: unknown): string => {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value)
    case 'object':
      if (value === null) return 'null'
      // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- an object that is no array has properties by name
      return Array.isArray(value) ? itemsText(value) : propertiesText(value as Bag)
    default:
      // Numbers and booleans: as JSON has them.
      return String(value)
  }
}

const itemsText = (items: ReadonlyArray<unknown>): string => {
  let text = '['
  for (let i = 0; i < items.length; i++) {
    if (i > 0) text += ','
    text += canonicalText(items[i])
  }
  return `${text}]`
}

/** What JSON doesn't escape. */
const PLAIN = /^\w*$/

const propertiesText = (bag: Bag): string => {
  let text = '{'
  for (const name of sortedNames(bag)) {
    const property = bag[name]
    if (property === undefined) continue
    if (text.length > 1) text += ','
    text += `${PLAIN.test(name) ? `"${name}"` : JSON.stringify(name)}:${canonicalText(property)}`
  }
  return `${text}}`
}

/** Looked through first: names that are in order already need no sorting. */
const sortedNames = (bag: Bag): ReadonlyArray<string> => {
  const names = Object.keys(bag)
  for (let i = 1; i < names.length; i++) {
    if ((names[i - 1] ?? '') > (names[i] ?? '')) return names.sort()
  }
  return names
}
