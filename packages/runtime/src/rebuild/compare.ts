/**
 * Comparing two tables' rows, both as of one position: key by key, in one pass over both.
 */
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { compareTexts } from '../in-memory/row-query.ts'
import type { KeyedRow, ReadModelFailure, RowScan } from '../ports/read-model-store.ts'
import type { Halt } from '../projector/halt.ts'
import { canonicalText, digestOf, rowsHash } from './rows-hash.ts'
import type { Differences, RowsSummary } from './types.ts'

/** What a comparison finds. */
export interface Compared {
  readonly built: RowsSummary
  /** Of the rows that stand; `undefined` where there is nothing to compare with. */
  readonly standing: RowsSummary | undefined
  readonly differences: Differences
}

const ROWS_AT_ONCE = 500

/** Reads both to their ends; lists at most so many rows that differ, and counts all. */
export const compareRows = async (
  built: RowScan,
  standing: RowScan | undefined,
  listed: number,
  halt: Halt,
): Promise<Either<ReadModelFailure, Compared>> => {
  const [builtHash, standingHash] = [rowsHash(), rowsHash()]
  const rows: Differences['rows'][number][] = []
  let total = 0
  const differ = (key: string, was: unknown, is: unknown): void => {
    total += 1
    if (rows.length < listed) rows.push({ key, was, is })
  }
  const [ours, theirs] = [pages(built, halt), pages(standing, halt)]
  for (;;) {
    const [isRow, wasRow] = [await ours.peek(), await theirs.peek()]
    if (isLeft(isRow)) return isRow
    if (isLeft(wasRow)) return wasRow
    const [is, was] = [isRow.right, wasRow.right]
    if (is === undefined && was === undefined) break
    const order = is === undefined ? 1 : was === undefined ? -1 : compareTexts(is.key, was.key)
    const isText = is === undefined || order > 0 ? undefined : canonicalText(is.row)
    const wasText =
      was === undefined || order < 0
        ? undefined
        : isText !== undefined && sameText(is?.row, was.row)
          ? isText
          : canonicalText(was.row)
    if (is !== undefined && isText !== undefined) {
      const digest = digestOf(is.key, isText)
      builtHash.add(digest)
      if (wasText === isText) standingHash.add(digest)
      ours.next()
      if (standing !== undefined && wasText === undefined) differ(is.key, undefined, is.row)
    }
    if (was !== undefined && wasText !== undefined) {
      if (wasText !== isText) {
        standingHash.add(digestOf(was.key, wasText))
        differ(was.key, was.row, isText === undefined ? undefined : is?.row)
      }
      theirs.next()
    }
  }
  return right({
    built: { rows: builtHash.rows(), hash: builtHash.value() },
    standing:
      standing === undefined
        ? undefined
        : { rows: standingHash.rows(), hash: standingHash.value() },
    differences: { total, rows },
  })
}

/** Mostly rows are equal letter by letter, and the engine's own text is had for a fraction. */
const sameText = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

interface Pages {
  /** The row at hand; `undefined` after the last. */
  readonly peek: () => Promise<Either<ReadModelFailure, KeyedRow | undefined>>
  readonly next: () => void
}

const pages = (scan: RowScan | undefined, halt: Halt): Pages => {
  let page: ReadonlyArray<KeyedRow> = []
  let at = 0
  let isOver = scan === undefined
  return {
    peek: async () => {
      if (at === page.length && !isOver && scan !== undefined) {
        if (halt.isHalted()) return left({ _tag: 'Unavailable', reason: 'cancelled' })
        const found = await scan.next(ROWS_AT_ONCE)()
        if (isLeft(found)) return found
        page = found.right
        at = 0
        isOver = page.length === 0
      }
      return right(page[at])
    },
    next: () => {
      at += 1
    },
  }
}
