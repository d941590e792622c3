/**
 * What a story asks a policy, and what it is told: put down, to be asked again.
 */
import type { AnyPolicy, Message, Recorded, Remembered } from '@kiemtra/kernel'
import { copied, frozen } from '../value/frozen.ts'

/** One call to a policy's own code. */
export interface Question {
  readonly name: string
  readonly answer: unknown
  /** The same question once more, of inputs that can't be changed. */
  readonly again: () => unknown
}

/** A policy that puts down what it is asked. */
export const questioned = <S>(policy: AnyPolicy<S>, questions: Question[]): AnyPolicy<S> => {
  const put = <A>(name: string, answer: A, again: () => unknown): A => {
    questions.push({ name, answer: copied(answer), again })
    return answer
  }
  return {
    ...policy,
    key: (recorded, remembered) => {
      const [event, ids] = [frozen(recorded), frozen(remembered)]
      return put(at('key', recorded), policy.key(recorded, remembered), () =>
        policy.key(event, ids),
      )
    },
    evolve: (state, recorded, remembered) => {
      const [before, event, ids] = [frozen(state), frozen(recorded), frozen(remembered)]
      return put(at('evolve', recorded), policy.evolve(state, recorded, remembered), () =>
        policy.evolve(before, event, ids),
      )
    },
    react: (state, trigger) => {
      const [known, on] = [frozen(state), frozen(trigger)]
      const name =
        trigger._tag === 'Event'
          ? at('react', trigger.recorded)
          : `react to the timer ${trigger.timer}`
      return put(name, policy.react(state, trigger), () => policy.react(known, on))
    },
    ...(policy.links === undefined
      ? {}
      : {
          links: (recorded: Recorded<Message>, before: Remembered) => {
            const [event, ids] = [frozen(recorded), frozen(before)]
            return put(at('links', recorded), policy.links?.(recorded, before), () =>
              policy.links?.(event, ids),
            )
          },
        }),
    ...(policy.alsoKnownTo === undefined
      ? {}
      : {
          alsoKnownTo: (recorded: Recorded<Message>, remembered: Remembered) => {
            const [event, ids] = [frozen(recorded), frozen(remembered)]
            const others = policy.alsoKnownTo?.(recorded, remembered) ?? []
            return put(at('alsoKnownTo', recorded), others, () => policy.alsoKnownTo?.(event, ids))
          },
        }),
  }
}

const at = (name: string, { event, stream, revision }: Recorded<Message>): string =>
  `${name} at ${event.type} of ${stream}@${revision}`
