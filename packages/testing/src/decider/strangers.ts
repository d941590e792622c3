/**
 * Strangers: events of the union that the history at hand didn't bring about.
 *
 * Drawn from the codec of each type's current version, and taken from other histories: what can't be
 * drawn (its codec can't be seen into) still meets states that it never followed.
 */
import {
  type Codec,
  type EventDecoder,
  isCodec,
  type Message,
  type StoredEvent,
} from '@kiemtra/kernel'
import { isLeft } from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { arbitraryOf, type ArbitraryOptions } from '../arbitrary/of-codec.ts'
import { UnsupportedCodec } from '../arbitrary/unsupported.ts'
import { storedEvent } from '../message.ts'
import { throughJson } from '../value/json.ts'
import { definitionsIn } from './written-types.ts'

const PER_TYPE = 8
const SEED = 61

/** Events of every type that can be drawn or was decided; each history gets one of them. */
export class Strangers<E extends Message> {
  readonly all: E[] = []
  private readonly known = new Map<string, number>()

  constructor(codec: EventDecoder<E>, options: ArbitraryOptions) {
    for (const stored of drawnOnce(codec, options)) {
      // Parsed anew: an evolve that writes into one check's events must not spoil the next one's.
      const decoded = codec.decode({ ...stored, data: throughJson(stored.data) })
      if (!isLeft(decoded)) this.all.push(decoded.right)
    }
  }

  /** One of them, another each time. */
  one(turn: number): ReadonlyArray<E> {
    const event = this.all[turn % this.all.length]
    return event === undefined ? [] : [event]
  }

  /** Keeps the first few events of each type that a history has led to. */
  meet(event: E): void {
    const met = this.known.get(event.type) ?? 0
    if (met >= PER_TYPE) return
    this.known.set(event.type, met + 1)
    this.all.push(event)
  }
}

/** Stored events drawn before, by codec; drawn by one seed, they are the same each time. */
const known = new WeakMap<object, ReadonlyArray<StoredEvent>>()

/** Building the arbitraries of a large union takes a second: where nobody has a say in it, only once. */
const drawnOnce = (
  codec: EventDecoder<Message>,
  options: ArbitraryOptions,
): ReadonlyArray<StoredEvent> => {
  if (options.overrides !== undefined && options.overrides.length > 0) return drawn(codec, options)
  const before = known.get(codec)
  if (before !== undefined) return before
  const fresh = drawn(codec, options)
  known.set(codec, fresh)
  return fresh
}

const drawn = (
  codec: EventDecoder<Message>,
  options: ArbitraryOptions,
): ReadonlyArray<StoredEvent> =>
  definitionsIn(codec).flatMap(({ type, retired, versions }) => {
    const current = versions[versions.length - 1]
    if (retired || !isCodec(current)) return []
    return drawnFrom(current, options).map((data) =>
      storedEvent({ type, schemaVersion: versions.length, data: throughJson(data) }),
    )
  })

const drawnFrom = (codec: Codec, options: ArbitraryOptions): ReadonlyArray<unknown> => {
  try {
    return fc.sample<unknown>(arbitraryOf(codec, options), { numRuns: PER_TYPE, seed: SEED })
  } catch (error) {
    if (error instanceof UnsupportedCodec) return []
    throw error
  }
}
