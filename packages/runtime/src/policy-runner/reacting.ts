/**
 * Reacting: what a cause leads to is done, commands one after the other in the policy's order.
 *
 * A command is sent until it is answered, by events or a refusal. Timers are only noted: they change
 * with the checkpoint, once everything is sent.
 */
import { type AnyPolicy, isInstant, type Reaction } from '@kiemtra/kernel'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { Halt } from '../projector/halt.ts'
import { type Cause, type Sent, sentId, sentMeta } from './cause.ts'
import { ofSend, type Outcome } from './failures.ts'
import type { Target } from './targets.ts'
import { change, type TimerChanges } from './timers.ts'
import type { PolicyFailure } from './types.ts'

/** What reacting takes. */
export interface ReactingConfig {
  readonly policy: AnyPolicy
  readonly targets: ReadonlyMap<string, Target>
  readonly clock: () => string
  readonly halt: Halt
  /** Repeats a step while it fails in a way that can pass by itself. */
  readonly persist: <A>(step: () => Promise<Either<PolicyFailure, A>>) => Promise<Outcome<A>>
}

/** Does what a cause leads to, and notes the timers that it changes. */
export type React = (
  cause: Cause,
  reactions: ReadonlyArray<Reaction>,
  changes: TimerChanges,
) => Promise<Outcome<void>>

/** Reacting for one policy. */
export const reacting = (config: ReactingConfig): React => {
  const { policy, targets, clock, halt, persist } = config

  /** Sends a command until it is answered. */
  const send = async (
    cause: Cause,
    { to, command, discriminator, onBehalfOf }: Extract<Reaction, { _tag: 'Send' }>,
    sent: Set<string>,
  ): Promise<Outcome<void>> => {
    const target = targets.get(to)
    if (target === undefined) return left({ _tag: 'UnknownCategory', category: to })
    const commandType = command.type
    const stream = target.streamOf(command)
    if (isLeft(stream)) {
      return left({ _tag: 'MalformedCommand', commandType, problems: stream.left })
    }
    const which: Sent = {
      policy: policy.name,
      cause,
      commandType,
      stream: stream.right,
      discriminator,
    }
    const id = sentId(which)
    if (sent.has(id)) return left({ _tag: 'AmbiguousCommand', commandType, discriminator })
    sent.add(id)
    return persist(async () => {
      const meta = sentMeta(id, which, onBehalfOf, clock())
      try {
        const failure = await target.send({ ...command, meta }, halt.signal)
        return failure === undefined ? right(undefined) : left(ofSend(failure, commandType))
      } catch (thrown) {
        return left({ _tag: 'Defect', thrown })
      }
    })
  }

  return async (cause, reactions, changes) => {
    const sent = new Set<string>()
    const { key, origin } = cause
    for (const reaction of reactions) {
      if (reaction._tag === 'Send') {
        const done = await send(cause, reaction, sent)
        if (isLeft(done)) return done
        continue
      }
      const { timer } = reaction
      if (reaction._tag === 'CancelTimer') change(changes, { key, timer }, undefined)
      else if (!isInstant(reaction.instant)) return left({ _tag: 'MalformedTimer', timer })
      else {
        const { instant } = reaction
        change(changes, { key, timer }, { key, timer, instant, setBy: origin, firing: false })
      }
    }
    return right(undefined)
  }
}
