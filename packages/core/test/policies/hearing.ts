/**
 * Events told to a policy by hand, one after the other, for tests of what it makes of them.
 */
import {
  type AnyPolicy,
  type Message,
  parseStream,
  policyStory,
  positionOf,
  type Reaction,
  type Recorded,
} from '@kiemtra/kernel'
import { at } from './support.ts'

/** An event in a stream, recorded on a day. */
export interface Told {
  readonly in: string
  readonly type: string
  readonly data: Readonly<Record<string, unknown>>
  readonly on?: string
  /** The policy whose command it answers, and the place of the event that led to that. */
  readonly answers?: { readonly policy: string; readonly place: number }
}

const idAt = (place: number): string => `event-${String(place)}`

/** An event as it is recorded, the n-th of a log. */
export const recordedAs = (
  { in: stream, type, data, on = '2023-03-15', answers }: Told,
  place: number,
): Recorded<Message> => ({
  id: idAt(place),
  stream: `kiemtra.${stream}`,
  revision: place,
  position: positionOf(String(place).padStart(8, '0')),
  event: { type, data },
  meta: {
    schemaVersion: 1,
    commandId: `command-${String(place)}`,
    index: 0,
    count: 1,
    actor:
      answers === undefined
        ? { kind: 'import', source: 'test' }
        : { kind: 'policy', name: answers.policy, onBehalfOf: 'so-noi-vu' },
    recordedAt: at(on),
    correlationId: 'test',
    ...(answers === undefined ? {} : { causationId: idAt(answers.place) }),
    reads: [],
  },
})

/** What the last of some events leads to, all of them from the policy's sources or none of its business. */
export const ledToBy = (
  policy: AnyPolicy,
  ...events: ReadonlyArray<Told>
): ReadonlyArray<Reaction> => heardBy(policy, ...events).reactions

/** The same, and what the policy knows of its instances after it. */
export const heardBy = <State>(policy: AnyPolicy<State>, ...events: ReadonlyArray<Told>) => {
  const { hear, stateOf } = policyStory(policy)
  let reactions: ReadonlyArray<Reaction> = []
  for (const [place, told] of events.entries()) {
    const category = parseStream(`kiemtra.${told.in}`)?.category
    const isHeard = policy.from.some(
      (source) => source.category === category && source.event.types.includes(told.type),
    )
    reactions = isHeard ? (hear(recordedAs(told, place))?.reactions ?? []) : []
  }
  return { reactions, stateOf }
}

/** The refusal of a policy's command for a day that was too early. */
export const refusedUntil = (
  earliest: string,
  stream: string,
  commandType: string,
  policy: string,
  place: number,
): Told => ({
  in: stream,
  type: 'CommandRefused',
  data: { commandType, rejection: { _tag: 'OutOfOrder', earliest } },
  on: earliest,
  answers: { policy, place },
})
