/**
 * `strict`, of values: what has another kind than the codec writes is refused, or is at least what the
 * codec says that it reads.
 *
 * A codec that takes the text 7 for the number takes a mistake for a fact, and a log keeps it for ever.
 * What is absent or null may be read as a default: so tolerant a reader loses nothing.
 */
import { type EventCodec, isCodec, type Message, type StoredEvent } from '@kiemtra/kernel'
import { isLeft } from 'fp-ts/lib/Either.js'
import { definitionsIn } from '../decider/written-types.ts'
import type { Complaint } from '../law/property-law.ts'
import { storedAs } from '../message.ts'
import { diff, printedInline } from '../value/diff.ts'
import { equals, isBag } from '../value/equals.ts'
import { leavesIn, replaced, valueAt } from './places.ts'

/** What may stand where something else was written: the same to who looks away, and something else. */
const othersOf = (value: unknown): ReadonlyArray<unknown> => {
  switch (typeof value) {
    case 'string':
      return [Number(value) || 7, true, [value], { text: value }, null, undefined]
    case 'number':
      return [String(value), value !== 0, [value], null, undefined]
    case 'boolean':
      return [String(value), Number(value), null, undefined]
    default:
      return [0, '', 'null']
  }
}

/** Whether a value of another kind, at some place, is taken for one of the codec's. */
export const takesOtherKinds = <E extends Message>(
  codec: EventCodec<E>,
  stored: StoredEvent,
  place: number,
): Complaint => {
  const paths = leavesIn(stored.data)
  const path = paths[place % Math.max(1, paths.length)] ?? []
  const value = valueAt(stored.data, path)
  const others = othersOf(value)
  const other = others[(place >> 4) % others.length]
  const data = replaced(stored.data, path, other)
  const event = readIfAny(codec, { ...stored, data })
  if (event === undefined) return undefined
  const at = path.length === 0 ? 'data' : `data.${path.join('.')}`
  const said = `${printedInline(other)} at ${at} is read as ${printedInline(valueAt(event.data, path))}`
  const current = definitionsIn(codec)
    .find(({ type }) => type === event.type)
    ?.versions.at(-1)
  if (isCodec(current) && !current.is(event.data)) {
    return `${said}, which makes no value of its codec\n${printedInline(event.data)}`
  }
  // What is more than a text, number or truth value when it is read may be made from several.
  if (isBag(valueAt(event.data, path))) return undefined
  if (other === null || other === undefined) return undefined
  const sound = readIfAny(codec, stored)
  // What isn't written as it was, when nothing was changed, is L5's to report.
  if (sound === undefined || !equals(writtenIfAny(codec, sound), stored.data)) return undefined
  const written = writtenIfAny(codec, event)
  const kept = valueAt(written, path)
  // Dropped is as good as refused.
  if (kept === undefined || equals(kept, other)) return undefined
  return `${said}, and that is not how it is written\n${diff(data, written)}`
}

/** What throws is another law's to report. */
const readIfAny = <E extends Message>(codec: EventCodec<E>, stored: StoredEvent): E | undefined => {
  try {
    const decoded = codec.decode(stored)
    return isLeft(decoded) ? undefined : decoded.right
  } catch {
    return undefined
  }
}

const writtenIfAny = <E extends Message>(codec: EventCodec<E>, event: E): unknown => {
  try {
    return storedAs(codec, event).data
  } catch {
    return undefined
  }
}
