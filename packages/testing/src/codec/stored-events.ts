/**
 * Stored events at random: of every version that a codec knows, under every name.
 */
import { type EventDecoder, isCodec, type Message, type StoredEvent } from '@kiemtra/kernel'
import type fc from 'fast-check'
import { arbitraryOf, type ArbitraryOptions } from '../arbitrary/of-codec.ts'
import { definitionsIn } from '../decider/written-types.ts'
import { storedEvent } from '../message.ts'
import { throughJson } from '../value/json.ts'

/** An event as it was once stored. */
export interface GoldenEvent {
  readonly type: string
  readonly schemaVersion: number
  readonly data: unknown
}

/** One version of one event, and what can be stored of it. */
export interface StoredVersion {
  readonly name: string
  /** The name it is written under today; where it is retired, its own. */
  readonly type: string
  readonly schemaVersion: number
  readonly isCurrent: boolean
  readonly events: fc.Arbitrary<StoredEvent>
  /** Data before it is encoded. */
  readonly values: fc.Arbitrary<unknown>
}

/** Every version of every type, under every name that it was ever stored under. */
export const storedVersions = (
  codec: EventDecoder<Message>,
  options: ArbitraryOptions,
): ReadonlyArray<StoredVersion> =>
  definitionsIn(codec).flatMap(({ type, retired, formerNames, versions }) =>
    versions.flatMap((version, i) => {
      if (!isCodec(version)) return []
      const values = arbitraryOf<unknown, unknown>(version, options)
      const data = values.map((value) => throughJson(version.encode(value)))
      return [type, ...formerNames].map((name) => ({
        name: `${name} v${i + 1}`,
        type,
        schemaVersion: i + 1,
        isCurrent: !retired && i === versions.length - 1 && name === type,
        events: data.map((one) => storedEvent({ type: name, schemaVersion: i + 1, data: one })),
        values,
      }))
    }),
  )

/** A stored event on one line. */
export const storedText = ({ type, data, meta }: StoredEvent): string =>
  `${type} v${meta.schemaVersion} ${JSON.stringify(data)}`
