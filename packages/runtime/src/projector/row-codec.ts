/**
 * Rows between memory and store, by the row's codec.
 */
import { type Codec, decoderOf, type Decode, guardOf } from '@kiemtra/kernel'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { ProjectionFailure } from './types.ts'

/** A row's codec, made ready. `undefined` is the row that isn't there. */
export interface RowCodec {
  /** A row as the store had it. */
  readonly load: (stored: unknown) => Either<ProjectionFailure, unknown>
  /** A row that `apply` made, as it would be read back: so a batch's end changes nothing. */
  readonly settle: (row: unknown) => Either<ProjectionFailure, unknown>
  readonly save: (row: unknown) => unknown
}

/** Prepares a row's codec. */
export const rowCodec = (codec: Codec): RowCodec => {
  const decode: Decode<unknown> = decoderOf(codec, 'row')
  const isCanonical = guardOf(codec)
  const save = (row: unknown): unknown => (isCanonical(row) ? row : codec.encode(row))
  const load = (stored: unknown): Either<ProjectionFailure, unknown> => {
    if (stored === undefined) return right(undefined)
    const decoded = decode(stored)
    return isLeft(decoded) ? left({ _tag: 'UnreadableRow', problems: decoded.left }) : decoded
  }
  const settle = (row: unknown): Either<ProjectionFailure, unknown> => {
    if (row === undefined || isCanonical(row)) return right(row)
    // Encoders may assume a row of their type: one that isn't is reported, not handed to them.
    return codec.is(row) ? load(codec.encode(row)) : load(row)
  }
  return { load, settle, save }
}
