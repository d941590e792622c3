/**
 * A row of deadlines: something that is due, of whom, by when.
 */
import type { Handler, Message, Recorded, Remembered } from '@kiemtra/kernel'
import * as t from 'io-ts'

/** What may be due. */
export const DeadlineKind = t.keyof({
  /** A postponed visit is to be held. */
  visit: null,
  'self-report': null,
  explanation: null,
  conclusion: null,
  publication: null,
  reply: null,
  remediation: null,
  task: null,
  'written-explanation': null,
  replication: null,
  taker: null,
  /** A required agency is to send a delegation somebody who may act. */
  vacancy: null,
})
export type DeadlineKind = t.TypeOf<typeof DeadlineKind>

/** Codec of {@link DeadlineRow}. */
export const DeadlineRow = t.strict({
  kind: DeadlineKind,
  /** The inspection, remediation, task, matter, initiative, agency or delegation it is about. */
  objectId: t.string,
  /** Who must act. */
  agencyId: t.string,
  dueOn: t.string,
})
/** Something that is due. */
export type DeadlineRow = t.TypeOf<typeof DeadlineRow>

// --------------------------------------------------------------- behaviour

/** What an event does to one duty. */
export interface Change {
  readonly kind: DeadlineKind
  readonly objectId: string
  /** Tells apart several duties of one kind about one object. */
  readonly part?: string
  /** `undefined`: met, or fallen away. */
  readonly due: { readonly agencyId: string; readonly dueOn: string } | undefined
}

const keyOf = ({ kind, objectId, part }: Change): string =>
  part === undefined ? `${kind}.${objectId}` : `${kind}.${objectId}.${part}`

/** A handler of an event that changes some duties at once. */
export const changing = <E extends Message>(
  changes: (data: E['data'], memory: Remembered, recorded: Recorded<E>) => ReadonlyArray<Change>,
): Handler<DeadlineRow, E> => ({
  keys: (recorded, links) =>
    changes(recorded.event.data, links.of(recorded.stream), recorded).map(keyOf),
  apply: (_, recorded, memory = {}, key) => {
    const change = changes(recorded.event.data, memory, recorded).find((one) => keyOf(one) === key)
    if (change?.due === undefined) return undefined
    const { kind, objectId, due } = change
    return { kind, objectId, ...due }
  },
})
