/**
 * What a projector asks a projection, and what it is told: recorded, to be asked again.
 */
import type { AnyProjection, Message, Recorded, Remembered } from '@kiemtra/kernel'
import { copied, frozen } from '../value/frozen.ts'

/** One call to a projection's own code. */
export interface ProjectionCall {
  readonly name: 'keys' | 'apply' | 'links'
  readonly recorded: Recorded<Message>
  /** As it was given before the call, whatever became of it. */
  readonly row?: unknown
  readonly answer: unknown
  /** The same question once more, of inputs that can't be changed. */
  readonly again: () => unknown
}

/** A projection that puts down what it is asked. */
export const listening = (projection: AnyProjection, calls: ProjectionCall[]): AnyProjection => ({
  ...projection,
  on: Object.fromEntries(
    Object.entries(projection.on).map(([type, handler]) => [
      type,
      handler === undefined
        ? undefined
        : {
            keys: (recorded, links) => {
              const known = new Map<string, Remembered>()
              const seen = {
                of: (stream: string) => {
                  const remembered = links.of(stream)
                  known.set(stream, remembered)
                  return remembered
                },
              }
              const event = frozen(recorded)
              const answer = handler.keys(recorded, seen)
              const again = (): unknown =>
                handler.keys(event, { of: (stream) => frozen(known.get(stream) ?? {}) })
              calls.push({ name: 'keys', recorded, answer: copied(answer), again })
              return answer
            },
            apply: (row, recorded, remembered, key) => {
              const [before, event, ids] = [frozen(row), frozen(recorded), frozen(remembered)]
              const answer = handler.apply(row, recorded, remembered, key)
              const again = (): unknown => handler.apply(before, event, ids, key)
              calls.push({ name: 'apply', recorded, row: before, answer: copied(answer), again })
              return answer
            },
          },
    ]),
  ),
  ...(projection.links === undefined
    ? {}
    : {
        links: (recorded: Recorded<Message>) => {
          const event = frozen(recorded)
          const answer = projection.links?.(recorded)
          const again = (): unknown => projection.links?.(event)
          calls.push({ name: 'links', recorded, answer: copied(answer), again })
          return answer
        },
      }),
})
