/**
 * A row of deadlines: something that is due, of whom, by when.
 */
import type { Handler, Message, Remembered } from '@kiemtra/kernel'
import * as t from 'io-ts'

/** What may be due. */
export const DeadlineKind = t.keyof({
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
})
export type DeadlineKind = t.TypeOf<typeof DeadlineKind>

/** Codec of {@link DeadlineRow}. */
export const DeadlineRow = t.strict({
  kind: DeadlineKind,
  /** The inspection, remediation, task, matter, initiative or agency that it is about. */
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
  changes: (data: E['data'], memory: Remembered) => ReadonlyArray<Change>,
): Handler<DeadlineRow, E> => ({
  keys: ({ stream, event }, links) => changes(event.data, links.of(stream)).map(keyOf),
  apply: (_, { event }, memory = {}, key) => {
    const change = changes(event.data, memory).find((one) => keyOf(one) === key)
    if (change?.due === undefined) return undefined
    const { kind, objectId, due } = change
    return { kind, objectId, ...due }
  },
})
