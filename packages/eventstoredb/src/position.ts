/**
 * Positions: the server's pair of 64-bit numbers as text that sorts as the log does.
 *
 * Both numbers are written with the 20 digits of 2^64, so that plain string comparison is the
 * comparison of the pairs and nothing is lost. The empty text stands before the first event.
 */
import { positionOf, type Position } from '@kiemtra/kernel'
import type { IncomingPosition, LogPosition } from './client.ts'

const DIGITS = 20
const PATTERN = /^([0-9]{20})\/([0-9]{20})$/

/** The server counts in signed 64-bit numbers; what is beyond stands for "not known". */
const BEYOND = 2n ** 63n

/** Before the first event. */
export const BEFORE_ALL: Position = positionOf('')

/** The position as text; `undefined` where a server before 22.6 left it out. */
export const positionAt = (at: IncomingPosition | undefined): Position | undefined => {
  if (at === undefined) return undefined
  const commit = BigInt(at.commit)
  const prepare = BigInt(at.prepare)
  return commit >= BEYOND || prepare >= BEYOND
    ? undefined
    : positionOf(`${digits(commit)}/${digits(prepare)}`)
}

/** The server's pair; `undefined` for a position that no store of this kind wrote. */
export const logPositionOf = (position: Position): LogPosition | undefined => {
  const [, commit, prepare] = PATTERN.exec(position) ?? []
  return commit === undefined || prepare === undefined
    ? undefined
    : { commit: BigInt(commit), prepare: BigInt(prepare) }
}

const digits = (n: bigint): string => String(n).padStart(DIGITS, '0')
