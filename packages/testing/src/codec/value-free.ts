/**
 * `private`: whatever is wrong with what is stored, the failure says where and what kind, no value.
 *
 * Values that stand out are planted: one where it is wrong, and one beside it where it is right. A
 * text is recognised by any two of its signs, so that a failure that shows only its beginning, or
 * writes it otherwise, shows it.
 */
import type { DecodeFailure, EventDecoder, Message, StoredEvent } from '@kiemtra/kernel'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { Complaint } from '../law/property-law.ts'
import type { Tally } from '../law/tally.ts'
import { printedInline } from '../value/diff.ts'
import { throughJson } from '../value/json.ts'
import { leavesIn, type Path, replaced } from './places.ts'

const TEXT = '⌖⍟⎈⌬'
const NUMBER = 90_817_263.5
const SHOWN = /⌖⍟|⍟⎈|⎈⌬|90.?817/u

/** An object is wrong where a text or a number should be; those are wrong where an object should be. */
const PLANTED: ReadonlyArray<unknown> = [{ [TEXT]: [TEXT] }, TEXT, NUMBER]

/** Whether a failure says what stood at some place, or beside it. */
export const valueFree = (
  codec: EventDecoder<Message>,
  stored: StoredEvent,
  place: number,
  tally: Tally,
): Complaint => {
  const paths = leavesIn(stored.data)
  const pathAt = (n: number): Path => paths[n % Math.max(1, paths.length)] ?? []
  const failureOf = (event: StoredEvent): DecodeFailure | undefined => {
    try {
      const decoded = codec.decode({ ...event, data: throughJson(event.data) })
      return isLeft(decoded) ? decoded.left : undefined
    } catch {
      // What throws is another law's to report.
      return undefined
    }
  }
  const beside = { ...stored, data: replaced(stored.data, pathAt(place >> 4), TEXT) }
  const sound = failureOf(beside) === undefined ? beside : stored
  const planted = PLANTED[place % PLANTED.length]
  const shown: ReadonlyArray<StoredEvent> = [
    beside,
    { ...sound, data: replaced(sound.data, pathAt(place), planted) },
    { ...beside, type: `${stored.type}OfTomorrow` },
    { ...beside, meta: { ...stored.meta, schemaVersion: stored.meta.schemaVersion + 99 } },
  ]
  for (const event of shown) {
    const failure = failureOf(event)
    if (failure === undefined) continue
    tally.saw(stored.type)
    // Printed, not as JSON: an error has a message there, too.
    const text = printedInline(failure)
    if (SHOWN.test(text)) return `the failure shows the value: ${text}`
  }
  return undefined
}
