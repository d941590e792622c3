/**
 * Results: what was measured beside what was promised, as rows of a table.
 */
import * as t from 'io-ts'
import type { Budget, Measured } from './budget.ts'

/** Codec of results, as `--json` prints them. */
export const Results = t.readonlyArray(
  t.strict({
    name: t.string,
    what: t.string,
    atLeast: t.number,
    unit: t.keyof({ times: null, 'per second': null }),
    measured: t.number,
    ok: t.boolean,
    notes: t.readonlyArray(t.string),
  }),
)

/** A budget and what was measured. */
export type Result = t.TypeOf<typeof Results>[number]

/** A budget held against its measurement. */
export const resultOf = (
  { name, what, atLeast, unit }: Budget,
  { value, notes }: Measured,
): Result => ({ name, what, atLeast, unit, measured: value, ok: value >= atLeast, notes })

const WIDTHS = [18, 12, 12] as const

/** The lines of a table: the result, then its notes. */
export const lines = ({
  name,
  what,
  atLeast,
  unit,
  measured,
  ok,
  notes,
}: Result): ReadonlyArray<string> => {
  const number = (n: number): string =>
    unit === 'times' ? n.toFixed(2) : Math.round(n).toLocaleString('en')
  const row = [
    (ok ? 'ok' : 'miss').padEnd(5),
    name.padEnd(WIDTHS[0]),
    number(measured).padStart(WIDTHS[1]),
    `at least ${number(atLeast)}`.padStart(WIDTHS[2] + 9),
  ]
  return [`${row.join(' ')}   ${what}`, ...notes.map((note) => `        ${note}`)]
}
