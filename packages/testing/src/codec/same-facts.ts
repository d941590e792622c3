/**
 * The same fact in several versions, made from the upcasters that a codec lists: what one of them
 * leads to, stored as the version that it leads to, must read as what it came from.
 *
 * It finds an upcaster that leans on what an earlier one left beside its codec, and a version whose
 * codec loses what a later upcaster reads. Names count as ways, too: an old one reads as today's.
 */
import { type EventDecoder, isCodec, type Message } from '@kiemtra/kernel'
import { isLeft } from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { definitionsIn } from '../decider/written-types.ts'
import { copied } from '../value/frozen.ts'
import { throughJson } from '../value/json.ts'
import type { GoldenEvent, StoredVersion } from './stored-events.ts'

type Fact = ReadonlyArray<GoldenEvent>

/** Facts that their user knows, and those that the codec's own steps make. */
export const anyFact = (
  codec: EventDecoder<Message>,
  versions: ReadonlyArray<StoredVersion>,
  known: ReadonlyArray<Fact>,
): fc.Arbitrary<Fact> => {
  const made = versions.map((version) =>
    version.events.map(({ type, data }): Fact => {
      const before: GoldenEvent = { type, schemaVersion: version.schemaVersion, data }
      const next = nextOf(codec, version, data)
      const renamed = type === version.type ? [] : [{ ...before, type: version.type }]
      return [before, ...renamed, ...(next === undefined ? [] : [next])]
    }),
  )
  return fc.oneof(
    fc.constant<Fact>([]),
    ...(known.length === 0
      ? []
      : [{ weight: 1 + made.length, arbitrary: fc.constantFrom(...known) }]),
    ...made,
  )
}

/** Types whose facts can be read in more than one way: all of them must have been compared. */
export const severalWays = (
  codec: EventDecoder<Message>,
  versions: ReadonlyArray<StoredVersion>,
): ReadonlySet<string> => {
  const steps = new Map(definitionsIn(codec).map(({ type, steps = [] }) => [type, steps.length]))
  return new Set(
    versions
      .filter(({ type, name }) => (steps.get(type) ?? 0) > 0 || !name.startsWith(`${type} v`))
      .map(({ type }) => type),
  )
}

const nextOf = (
  codec: EventDecoder<Message>,
  { type, schemaVersion }: StoredVersion,
  data: unknown,
): GoldenEvent | undefined => {
  const definition = definitionsIn(codec).find((one) => one.type === type)
  const step = definition?.steps?.[schemaVersion - 1]
  const version = definition?.versions[schemaVersion]
  if (step === undefined || !isCodec(version)) return undefined
  try {
    const lifted = step(copied(data))
    // What throws, can't be read, or leads to no value of the next version, is L6's to report.
    if (isLeft(lifted) || !version.is(lifted.right)) return undefined
    const next = throughJson(version.encode(lifted.right))
    return { type, schemaVersion: schemaVersion + 1, data: next }
  } catch {
    return undefined
  }
}
