/**
 * Events told to a policy by hand, one after the other, for tests of what it makes of them.
 */
import {
  type AnyPolicy,
  type Message,
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
}

/** An event as it is recorded, the n-th of a log. */
export const recordedAs = (
  { in: stream, type, data, on = '2023-03-15' }: Told,
  place: number,
  causationId?: string,
): Recorded<Message> => ({
  id: `event-${String(place)}`,
  stream: `kiemtra.${stream}`,
  revision: place,
  position: positionOf(String(place).padStart(8, '0')),
  event: { type, data },
  meta: {
    schemaVersion: 1,
    commandId: `command-${String(place)}`,
    index: 0,
    count: 1,
    actor: { kind: 'import', source: 'test' },
    recordedAt: at(on),
    correlationId: 'test',
    ...(causationId === undefined ? {} : { causationId }),
    reads: [],
  },
})

/** What the last of some events leads to. */
export const ledToBy = (
  policy: AnyPolicy,
  ...events: ReadonlyArray<Told>
): ReadonlyArray<Reaction> => {
  const story = policyStory(policy)
  let reactions: ReadonlyArray<Reaction> = []
  for (const [place, told] of events.entries()) {
    reactions = story.hear(recordedAs(told, place))?.reactions ?? []
  }
  return reactions
}
