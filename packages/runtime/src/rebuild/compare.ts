/**
 * Comparing two tables' rows, both as of one position: key by key, in one pass over both.
 */
import { type Either, isLeft, type Left, right } from 'fp-ts/lib/Either.js'
import { compareTexts } from '../in-memory/row-query.ts'
import type { ScannedRow, ReadModelFailure, RowScan } from '../ports/read-model-store.ts'
import type { Halt } from '../projector/halt.ts'
import type { Written } from './building.ts'
import { canonicalText, digestOf, rowsHash } from './rows-hash.ts'
import type { Differences, RowsSummary } from './types.ts'
import { verifying } from './verify.ts'

/** What is compared. */
export interface Comparing {
  readonly built: RowScan
  /** What the built rows were written as: they must be just these. */
  readonly written: Written
  /** The rows that stand; `undefined` where there is nothing to compare with. */
  readonly standing: RowScan | undefined
  /** Most rows that differ to be listed; all are counted. */
  readonly listed: number
}

/** What a comparison finds. */
export interface Compared {
  /** The store has given back what was written, no row more or less. */
  readonly isAsWritten: boolean
  readonly built: RowsSummary
  readonly standing: RowsSummary | undefined
  readonly differences: Differences
}

const ROWS_AT_ONCE = 500

/** Reads both tables to their ends. */
export const compareRows = async (
  { built, written, standing, listed }: Comparing,
  halt: Halt,
): Promise<Either<ReadModelFailure, Compared>> => {
  const verify = verifying(written)
  const [builtHash, standingHash] = [rowsHash(), rowsHash()]
  const rows: Differences['rows'][number][] = []
  let total = 0
  const differ = (key: string, was: ScannedRow | undefined, is: ScannedRow | undefined): void => {
    total += 1
    if (rows.length < listed) rows.push({ key, was: was?.row, is: is?.row })
  }
  const [ours, theirs] = [pages(built, halt), pages(standing, halt)]
  for (;;) {
    // Waited for once a page only: there are as many turns as there are rows.
    const is = ours.at() ?? (await ours.turn())
    const was = theirs.at() ?? (await theirs.turn())
    if (isFailure(is)) return is
    if (isFailure(was)) return was
    if (is === undefined && was === undefined) break
    const order = is === undefined ? 1 : was === undefined ? -1 : compareTexts(is.key, was.key)
    const [isRow, wasRow] = [order > 0 ? undefined : is, order < 0 ? undefined : was]
    const isJson = isRow === undefined ? undefined : jsonOf(isRow)
    const isText =
      isRow === undefined || isJson === undefined ? undefined : verify.textOf(isRow, isJson)
    if (isRow !== undefined && isText !== undefined) {
      const digest = digestOf(isRow.key, isText)
      builtHash.add(digest)
      ours.next()
      if (wasRow !== undefined && wasTextOf(wasRow, isJson, isText) === isText) {
        standingHash.add(digest)
        theirs.next()
        continue
      }
    }
    if (wasRow !== undefined) {
      standingHash.add(digestOf(wasRow.key, canonicalText(wasRow.row)))
      theirs.next()
    }
    const key = isRow?.key ?? wasRow?.key
    if (standing !== undefined && key !== undefined) differ(key, wasRow, isRow)
  }
  const found = { rows: builtHash.rows(), hash: builtHash.value() }
  return right({
    isAsWritten: verify.isAsWritten(found),
    built: found,
    standing:
      standing === undefined
        ? undefined
        : { rows: standingHash.rows(), hash: standingHash.value() },
    differences: { total, rows },
  })
}

/** Mostly rows are equal letter by letter: then the one's canonical text is the other's. */
const wasTextOf = (was: ScannedRow, isJson: string | undefined, isText: string): string =>
  jsonOf(was) === isJson ? isText : canonicalText(was.row)

const jsonOf = (one: ScannedRow): string => one.text ?? JSON.stringify(one.row)

const isFailure = (
  found: ScannedRow | Left<ReadModelFailure> | undefined,
): found is Left<ReadModelFailure> => found !== undefined && '_tag' in found

/** `left` as what it makes, which its own type leaves open. */
const failed = (failure: ReadModelFailure): Left<ReadModelFailure> => ({
  _tag: 'Left',
  left: failure,
})
const CANCELLED = failed({ _tag: 'Unavailable', reason: 'cancelled' })

interface Pages {
  /** The row at hand; `undefined` at a page's end. */
  readonly at: () => ScannedRow | undefined
  /** The first row of the next page; `undefined` after the last. */
  readonly turn: () => Promise<ScannedRow | Left<ReadModelFailure> | undefined>
  readonly next: () => void
}

const pages = (scan: RowScan | undefined, halt: Halt): Pages => {
  let page: ReadonlyArray<ScannedRow> = []
  let at = 0
  let isOver = scan === undefined
  return {
    at: () => page[at],
    turn: async () => {
      if (isOver || scan === undefined) return undefined
      if (halt.isHalted()) return CANCELLED
      const found = await scan.next(ROWS_AT_ONCE, 'text')()
      if (isLeft(found)) return failed(found.left)
      page = found.right
      at = 0
      isOver = page.length === 0
      return page[0]
    },
    next: () => {
      at += 1
    },
  }
}
