/** Labels: what people call a term, in Vietnamese and English. Code speaks English only. */

/** A term in both languages. */
export interface Label {
  readonly vi: string
  readonly en: string
}

/** Labels of a closed list of terms. */
export type Labels<Term extends string> = Readonly<Record<Term, Label>>
