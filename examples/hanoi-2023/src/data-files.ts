/**
 * Reading data files: either what they should hold, or file, path in the file and reason.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { decoderOf } from '@kiemtra/kernel'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'

/** What is wrong with a data file. */
export interface DataFault {
  readonly file: string
  /** Where in the file; empty for the file as a whole. */
  readonly path: string
  readonly reason: string
}

/** Where a command comes from: the file, and the path in it. */
export interface Origin {
  readonly file: string
  readonly path: string
}

/** Reads a JSON file of the data folder and decodes it. */
export const readData = async <A>(
  folder: string,
  file: string,
  codec: t.Type<A, unknown>,
): Promise<Either<DataFault, A>> => {
  let text: string
  try {
    text = await readFile(join(folder, file), 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
    return left({ file, path: '', reason: `can't be read (${code})` })
  }
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    const why = error instanceof Error ? error.message : 'unknown error'
    return left({ file, path: '', reason: `is not JSON: ${why}` })
  }
  const decoded = decoderOf(codec)(json)
  if (isLeft(decoded)) {
    const [first] = decoded.left
    return left({
      file,
      path: first?.path ?? '',
      reason: `expected ${first?.expected ?? 'something else'}, found ${first?.found ?? 'nothing'}`,
    })
  }
  return right(decoded.right)
}
