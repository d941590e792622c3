/**
 * Whether what a policy answers is what a runner can work with: keys that are texts, lists of
 * reactions. The compiler sees to it, where nobody has told it otherwise.
 */
import type { AnyPolicy, Message, Reaction, Recorded, Remembered } from '@kiemtra/kernel'
import { answered, isListOf, isMaybe, isMemory, isText, type Test } from '../law/ill-formed.ts'
import { type Bag, isBag, isList } from '../value/equals.ts'
import { at } from './questions.ts'

/** A policy that throws {@link IllFormed} where an answer is not of its kind. */
export const wellFormed = <S>(policy: AnyPolicy<S>): AnyPolicy<S> => ({
  ...policy,
  key: (recorded, remembered) =>
    answered(at('key', recorded), policy.key(recorded, remembered), isMaybe(isText), 'a text'),
  react: (state, trigger) => {
    const name =
      trigger._tag === 'Event'
        ? at('react', trigger.recorded)
        : `react to the timer ${trigger.timer}`
    const reactions = policy.react(state, trigger)
    answered(name, reactions, isList, 'a list of reactions')
    for (const one of reactions) answered(name, one, isReaction, 'a reaction')
    return reactions
  },
  ...(policy.links === undefined
    ? {}
    : {
        links: (recorded: Recorded<Message>, before: Remembered) =>
          answered(
            at('links', recorded),
            policy.links?.(recorded, before),
            isMaybe(isMemory),
            'texts by name',
          ),
      }),
  ...(policy.alsoKnownTo === undefined
    ? {}
    : {
        alsoKnownTo: (recorded: Recorded<Message>, remembered: Remembered) =>
          answered(
            at('alsoKnownTo', recorded),
            policy.alsoKnownTo?.(recorded, remembered) ?? [],
            isListOf(isText),
            'a list of texts',
          ),
      }),
})

/** By the tag: the keys that it takes, and what they hold. */
const KINDS: Readonly<Record<Reaction['_tag'], Readonly<Record<string, Test>>>> = {
  Send: {
    to: isText,
    command: (u) => isBag(u) && isText(u['type']),
    discriminator: isText,
    onBehalfOf: isMaybe(isText),
  },
  At: { timer: isText, instant: isText },
  CancelTimer: { timer: isText },
}

const isReaction: Test = (u) => {
  const kind = isBag(u) ? kindOf(u) : undefined
  return kind !== undefined && isBag(u) && Object.entries(kind).every(([key, test]) => test(u[key]))
}

const kindOf = ({ _tag }: Bag): Readonly<Record<string, Test>> | undefined =>
  _tag === 'Send' || _tag === 'At' || _tag === 'CancelTimer' ? KINDS[_tag] : undefined
