/**
 * What a projector asks a projection, and what it is told: recorded, to be asked again.
 */
import type {
  AnyHandler,
  AnyProjection,
  Links,
  Message,
  Recorded,
  Remembered,
} from '@kiemtra/kernel'
import { type Asked, asking, type Ways } from '../law/asked-again.ts'
import { frozen } from '../value/frozen.ts'

/** One call to a projection's own code. */
export interface ProjectionCall {
  readonly name: 'keys' | 'apply' | 'links'
  readonly recorded: Recorded<Message>
  readonly asked: Asked<unknown>
}

/** Links as they were when first asked for, whatever streams have left since; and unchangeable. */
const remembering = (links: Links): { readonly links: Links; readonly kept: Links } => {
  const known = new Map<string, readonly [given: Remembered, kept: Remembered]>()
  const of = (stream: string): readonly [Remembered, Remembered] => {
    const before = known.get(stream)
    if (before !== undefined) return before
    const given = links.of(stream)
    const both = [given, frozen(given)] as const
    known.set(stream, both)
    return both
  }
  return { links: { of: (stream) => of(stream)[0] }, kept: { of: (stream) => of(stream)[1] } }
}

/** A projection that puts down what it is asked. */
export const listening = (projection: AnyProjection, calls: ProjectionCall[]): AnyProjection => {
  const put = <A>(name: ProjectionCall['name'], recorded: Recorded<Message>, ways: Ways<A>): A => {
    const asked = asking(ways)
    calls.push({ name, recorded, asked })
    return asked.given
  }
  const heard = (handler: AnyHandler): AnyHandler => ({
    keys: (recorded, links) => {
      const seen = remembering(links)
      const event = frozen(recorded)
      return put('keys', recorded, {
        first: () => handler.keys(recorded, seen.links),
        frozen: () => handler.keys(event, seen.kept),
      })
    },
    apply: (row, recorded, remembered, key) => {
      const [before, event, ids] = [frozen(row), frozen(recorded), frozen(remembered)]
      return put('apply', recorded, {
        first: () => handler.apply(row, recorded, remembered, key),
        frozen: () => handler.apply(before, event, ids, key),
      })
    },
  })
  return {
    ...projection,
    on: Object.fromEntries(
      Object.entries(projection.on).map(([type, handler]) => [
        type,
        handler === undefined ? undefined : heard(handler),
      ]),
    ),
    ...(projection.links === undefined
      ? {}
      : {
          links: (recorded: Recorded<Message>) => {
            const event = frozen(recorded)
            return put('links', recorded, {
              first: () => projection.links?.(recorded),
              frozen: () => projection.links?.(event),
            })
          },
        }),
  }
}
