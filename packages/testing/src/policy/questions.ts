/**
 * What a story asks a policy, and what it is told: put down, to be asked again.
 */
import type { AnyPolicy, Message, Recorded, Remembered } from '@kiemtra/kernel'
import { type Asked, asking, type Ways } from '../law/asked-again.ts'
import { frozen } from '../value/frozen.ts'

/** One call to a policy's own code. */
export interface Question {
  readonly name: string
  readonly asked: Asked<unknown>
}

/** A policy that puts down what it is asked. */
export const questioned = <S>(policy: AnyPolicy<S>, questions: Question[]): AnyPolicy<S> => {
  const put = <A>(name: string, ways: Ways<A>): A => {
    const asked = asking(ways)
    questions.push({ name, asked })
    return asked.given
  }
  /** Of an event and what is remembered of its stream. */
  const putOf = <A>(
    name: string,
    ask: (recorded: Recorded<Message>, remembered: Remembered) => A,
    recorded: Recorded<Message>,
    remembered: Remembered,
  ): A => {
    const [event, ids] = [frozen(recorded), frozen(remembered)]
    return put(at(name, recorded), {
      first: () => ask(recorded, remembered),
      frozen: () => ask(event, ids),
    })
  }
  return {
    ...policy,
    key: (recorded, remembered) => putOf('key', (...of) => policy.key(...of), recorded, remembered),
    evolve: (state, recorded, remembered) => {
      const before = frozen(state)
      const evolve = (event: Recorded<Message>, ids: Remembered): S =>
        policy.evolve(event === recorded ? state : before, event, ids)
      return putOf('evolve', evolve, recorded, remembered)
    },
    react: (state, trigger) => {
      const [known, on] = [frozen(state), frozen(trigger)]
      const name =
        trigger._tag === 'Event'
          ? at('react', trigger.recorded)
          : `react to the timer ${trigger.timer}`
      return put(name, {
        first: () => policy.react(state, trigger),
        frozen: () => policy.react(known, on),
      })
    },
    ...(policy.links === undefined
      ? {}
      : {
          links: (recorded: Recorded<Message>, before: Remembered) =>
            putOf('links', (...of) => policy.links?.(...of), recorded, before),
        }),
    ...(policy.alsoKnownTo === undefined
      ? {}
      : {
          alsoKnownTo: (recorded: Recorded<Message>, remembered: Remembered) =>
            putOf(
              'alsoKnownTo',
              (...of) => policy.alsoKnownTo?.(...of) ?? [],
              recorded,
              remembered,
            ),
        }),
  }
}

/** What was asked, and about which event. */
export const at = (name: string, { event, stream, revision }: Recorded<Message>): string =>
  `${name} at ${event.type} of ${stream}@${revision}`
