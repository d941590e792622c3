/**
 * COPY: the fastest way of many rows into an empty table.
 */
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { from } from 'pg-copy-streams'
import { inSchema } from './names.ts'
import type { Session } from './session.ts'

/** Lines that are handed over at once: few enough to begin sending early, enough to be few chunks. */
const LINES_AT_ONCE = 256

/** Copies rows into a table that has none under these keys. */
export const copyRows = async (
  session: Session,
  schema: string,
  table: string,
  { keys, rows }: { readonly keys: ReadonlyArray<string>; readonly rows: ReadonlyArray<string> },
): Promise<void> => {
  const into = session.client.query(from(`COPY ${inSchema(schema, table)} (key, row) FROM STDIN`))
  await pipeline(Readable.from(chunksOf(keys, rows)), into)
}

function* chunksOf(
  keys: ReadonlyArray<string>,
  rows: ReadonlyArray<string>,
): Generator<string, void> {
  let chunk = ''
  for (const [i, key] of keys.entries()) {
    chunk += `${escaped(key)}\t${escaped(rows[i] ?? '')}\n`
    if ((i + 1) % LINES_AT_ONCE !== 0) continue
    yield chunk
    chunk = ''
  }
  if (chunk !== '') yield chunk
}

const SPECIAL = /[\\\t\n\r]/g
const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
}

/** A text in COPY's text format. */
const escaped = (text: string): string => text.replace(SPECIAL, (one) => ESCAPES[one] ?? one)
