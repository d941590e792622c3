/** What a reader is told differently: the row and the column, or the question. */
import type { Complaint } from '../law/property-law.ts'
import { diff } from '../value/diff.ts'
import type { Answers, RowColumns } from './answers.ts'

/** The first thing that tells the two apart, if anything does. */
export const toldApart = (name: string, one: Answers, other: Answers): Complaint => {
  for (const key of new Set([...one.rows.keys(), ...other.rows.keys()])) {
    const complaint = rowsApart(`row ${key} of ${name}`, one.rows.get(key), other.rows.get(key))
    if (complaint !== undefined) return complaint
  }
  for (const [question, answer] of one.told) {
    const again = other.told.get(question)
    if (answer !== again) return `${question} of ${name} is answered differently`
  }
  return undefined
}

const rowsApart = (
  row: string,
  one: RowColumns | undefined,
  other: RowColumns | undefined,
): Complaint => {
  if (one === undefined && other === undefined) return undefined
  if (one === undefined) return `${row} is there after the second log alone`
  if (other === undefined) return `${row} is there after the first log alone`
  const columns = [...new Set([...Object.keys(one), ...Object.keys(other)])].filter(
    (column) => JSON.stringify(one[column]) !== JSON.stringify(other[column]),
  )
  const [first] = columns
  if (first === undefined) return undefined
  const others = columns.length > 1 ? ` (and ${columns.slice(1).join(', ')})` : ''
  return `${row} differs in column ${first}${others}\n${diff(one[first], other[first])}`
}
