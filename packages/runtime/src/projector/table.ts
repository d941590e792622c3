/**
 * The table of a projection: one typed column per property of its rows, from the rows' codec.
 */
import { type AnyProjection, type Codec, shapeOf } from '@kiemtra/kernel'
import type { Column, ColumnKind, ReadModelTable } from '../ports/read-model-store.ts'

/**
 * The table that a projection's rows are kept in.
 *
 * Rows that are a union have the columns of all members. What has no plain type, or several, is
 * `json`.
 *
 * @example
 * const row = t.exact(
 *   t.intersection([t.type({ agency: t.string, closed: t.boolean }), t.partial({ due: t.string })]),
 * )
 * tableOf({ name: 'tracker', version: 1, row, indexes: ['agency'] }).columns.map(({ kind }) => kind)
 * // => ['text', 'boolean', 'text']
 */
export const tableOf = (
  projection: Pick<AnyProjection, 'name' | 'version' | 'row' | 'indexes'>,
): ReadModelTable => {
  const kinds = new Map<string, ColumnKind>()
  collect(projection.row, kinds)
  const columns: Column[] = []
  for (const [name, kind] of kinds) columns.push({ name, kind })
  const { name, version, indexes } = projection
  return { name, version, columns, indexes }
}

const collect = (row: Codec, columns: Map<string, ColumnKind>): void => {
  const shape = shapeOf(row)
  switch (shape._tag) {
    case 'props':
      for (const { name, codec } of shape.props) {
        const kind = single(kindsOf(codec))
        const before = columns.get(name)
        columns.set(name, before === undefined || before === kind ? kind : 'json')
      }
      return
    case 'union':
    case 'intersection':
      for (const member of shape.members) collect(member, columns)
      return
    case 'refinement':
    case 'personal':
      collect(shape.of, columns)
      return
    default:
      return
  }
}

const single = (kinds: ReadonlySet<ColumnKind>): ColumnKind => {
  const [kind = 'json', ...others] = kinds
  return others.length === 0 ? kind : 'json'
}

const JSON_ONLY: ReadonlySet<ColumnKind> = new Set(['json'])
const NONE: ReadonlySet<ColumnKind> = new Set()

/** Kinds of a codec's values; null and undefined, being no column's kind, add none. */
const kindsOf = (codec: Codec): ReadonlySet<ColumnKind> => {
  const shape = shapeOf(codec)
  switch (shape._tag) {
    case 'string':
    case 'keyof':
      return new Set(['text'])
    case 'number':
      return new Set(['number'])
    case 'boolean':
      return new Set(['boolean'])
    case 'literal':
      return new Set([literalKind(shape.value)])
    case 'null':
    case 'undefined':
      return NONE
    case 'refinement':
    case 'personal':
      return kindsOf(shape.of)
    case 'union':
      return new Set(shape.members.flatMap((member) => [...kindsOf(member)]))
    default:
      return JSON_ONLY
  }
}

const literalKind = (value: string | number | boolean): ColumnKind => {
  if (typeof value === 'string') return 'text'
  return typeof value === 'number' ? 'number' : 'boolean'
}
