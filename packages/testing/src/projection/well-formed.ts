/**
 * Whether what a projection answers is what a projector can work with.
 */
import type { AnyHandler, AnyProjection, Message, Recorded } from '@kiemtra/kernel'
import { answered, isListOf, isMaybe, isMemory, isText } from '../law/ill-formed.ts'

/** A projection that throws where an answer is not of its kind. */
export const wellFormed = (projection: AnyProjection): AnyProjection => ({
  ...projection,
  on: Object.fromEntries(
    Object.entries(projection.on).map(([type, handler]) => [
      type,
      handler === undefined ? undefined : withKeys(handler),
    ]),
  ),
  ...(projection.links === undefined
    ? {}
    : {
        links: (recorded: Recorded<Message>) =>
          answered(
            at('links', recorded),
            projection.links?.(recorded),
            isMaybe(isMemory),
            'texts by name',
          ),
      }),
})

const withKeys = (handler: AnyHandler): AnyHandler => ({
  keys: (recorded, links) =>
    answered(
      at('keys', recorded),
      handler.keys(recorded, links),
      isListOf(isText),
      'a list of texts',
    ),
  apply: (...asked) => handler.apply(...asked),
})

const at = (name: string, { event, stream, revision }: Recorded<Message>): string =>
  `${name} at ${event.type} of ${stream}@${revision}`
