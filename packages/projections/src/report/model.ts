/**
 * A report as data: sections of sentences, tables and charts, in both languages, before anybody has
 * chosen how it is to look. A chart shows what a table beside it says in numbers, so that who can't
 * see the one reads the other.
 */
import type { Label } from '@kiemtra/core'

/** A cell: a number, or a text in both languages. */
export type Cell = number | Label

/** A table; the first cell of a row names the row. */
export interface Table {
  readonly caption: Label
  readonly heads: ReadonlyArray<Label>
  readonly rows: ReadonlyArray<readonly [Label, ...Cell[]]>
}

/** Columns over categories; one beside the other, or on top of each other. */
export interface Chart {
  readonly kind: 'beside' | 'stacked'
  /** What it shows, for who can't see it. */
  readonly title: Label
  readonly categories: ReadonlyArray<Label>
  readonly series: ReadonlyArray<{
    readonly name: Label
    readonly values: ReadonlyArray<number>
  }>
}

/** A section of a report. */
export interface Section {
  /** Distinct in its report; a part of links. */
  readonly id: string
  readonly title: Label
  readonly sentences: ReadonlyArray<Label>
  readonly chart?: Chart
  readonly tables: ReadonlyArray<Table>
}

/** A report as data. */
export interface Report {
  readonly title: Label
  readonly subtitle: Label
  readonly sections: ReadonlyArray<Section>
}
