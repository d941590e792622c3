/**
 * Laws of deciders, checked along random histories in a {@link World}: nothing that comes in is
 * changed, the same question gets the same answer, replay leads to the state, and what an aggregate
 * promises holds after every step.
 */
import { foldEvents, foldOf, type Message, type Tagged } from '@kiemtra/kernel'
import { expect } from 'vitest'
import type { Anyone, World } from './world.ts'

/** Freezes a value to its depth, maps included as far as they can be. */
export const deepFreeze = <A>(value: A): A => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const part of Object.values(value)) deepFreeze(part)
    if (value instanceof Map) for (const part of value.values()) deepFreeze(part)
  }
  return value
}

/** What was reached, so that a law that proved nothing doesn't pass. */
export interface Reached {
  readonly events: Map<string, number>
  readonly rejections: Map<string, number>
}

export const nothingReached = (): Reached => ({ events: new Map(), rejections: new Map() })

const count = (map: Map<string, number>, key: string): void => {
  map.set(key, (map.get(key) ?? 0) + 1)
}

/** Handles a command twice from the same log, frozen, and checks the laws of one step. */
export const lawfulStep = <C extends Message, E extends Message, S, R extends Tagged, F>(
  of: Anyone<C, E, S, R, F>,
  world: World,
  command: { readonly type: string; readonly data: unknown; readonly meta: unknown },
  id: string,
  invariant: (state: S) => void,
  reached: Reached,
): void => {
  deepFreeze(command)
  const before = world.stateOf(foldOf(of), id)
  deepFreeze(before)
  const twin = world.copy()
  const answer = world.handle(of, command)
  expect(twin.handle(of, command)).toEqual(answer)
  const after = world.stateOf(foldOf(of), id)
  if (answer.is === 'accepted') {
    for (const event of answer.events) count(reached.events, event.type)
    // What was stored and read back leads where the decided events lead (replay, round trip).
    expect(after).toEqual(foldEvents(of, answer.events, before))
    // An event that doesn't fit changes nothing, and throws nothing.
    for (const event of answer.events) of.evolve(of.initialState, event)
  } else {
    expect(after).toEqual(before)
    if (answer.is === 'rejected') {
      count(reached.rejections, answer.rejection._tag)
      // A recorded refusal can be read back, and holds nothing but what its codec knows.
      const codec = of.rejection
      if (codec === undefined)
        throw new Error('an aggregate of the domain has a codec of rejections')
      const stored: unknown = JSON.parse(JSON.stringify(codec.encode(answer.rejection)))
      expect(codec.decode(stored)).toEqual({ _tag: 'Right', right: answer.rejection })
      expect(stored).toEqual(answer.rejection)
    }
  }
  invariant(after)
}
