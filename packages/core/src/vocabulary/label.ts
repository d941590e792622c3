/** Labels: what people call a term, in Vietnamese and English. Code speaks English only. */

/** A term in both languages. */
export interface Label {
  readonly vi: string
  readonly en: string
}

/** Labels of a closed list of terms. */
export type Labels<Term extends string> = Readonly<Record<Term, Label>>

/** What people call an aggregate's commands, events and statuses, and what each rejection tells them. */
export interface AggregateLabels<
  Command extends { readonly type: string },
  Event extends { readonly type: string },
  State extends { readonly status: string },
  Rejection,
> {
  readonly commands: Labels<Command['type']>
  readonly events: Labels<Event['type']>
  readonly statuses: Labels<State['status']>
  /** One sentence: what is wrong, and what to do next. */
  readonly rejection: (rejection: Rejection) => Label
}
