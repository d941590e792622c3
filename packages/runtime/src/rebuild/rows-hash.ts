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
  const digest = new Uint32Array(LANES)
  for (let i = 0; i < LANES; i++) digest[i] = bytes.readUInt32BE(4 * i)
  return digest
}

/** A JSON value as text, the same whatever the order of its properties. */
export const canonicalText = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) {
    let items = ''
    for (let i = 0; i < value.length; i++) items += (i === 0 ? '' : ',') + canonicalText(value[i])
    return `[${items}]`
  }
  let properties = ''
  for (const name of Object.keys(value).sort()) {
    const property: unknown = Reflect.get(value, name)
    if (property === undefined) continue
    if (properties !== '') properties += ','
    properties += `${JSON.stringify(name)}:${canonicalText(property)}`
  }
  return `{${properties}}`
}
