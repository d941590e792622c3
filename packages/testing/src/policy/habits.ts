/**
 * What a policy was seen to do over all logs, where no single log shows that it is wrong: timers that
 * lead to nothing, cancelled timers that it never set, categories to which it never sent.
 */
import type { AnyPolicy, Reaction } from '@kiemtra/kernel'
import type { Turn } from './turns.ts'

/** Learnt turn by turn. */
export class Habits {
  private readonly sent = new Set<string>()
  private hasSet = false
  private hasActedOnTimer = false
  private hasCancelled = false
  private hasCancelledItsOwn = false
  private readonly policy: AnyPolicy

  constructor(policy: AnyPolicy) {
    this.policy = policy
  }

  /** Looks at a turn and at what it leads to: by its event, by timers of its own, by one of nobody. */
  learn(
    { reactions, timers }: Pick<Turn<unknown>, 'reactions' | 'timers'>,
    all: ReadonlyArray<ReadonlyArray<Reaction>>,
  ): void {
    for (const one of reactions) {
      if (one._tag === 'At') this.hasSet = true
      if (one._tag !== 'CancelTimer') continue
      this.hasCancelled = true
      this.hasCancelledItsOwn ||= timers.has(one.timer)
    }
    this.hasActedOnTimer ||= all.slice(1, -1).some((rung) => rung.length > 0)
    for (const one of all.flat()) if (one._tag === 'Send') this.sent.add(one.to)
  }

  /** Where it says to whom it sends, and never did. */
  missed(): ReadonlyArray<string> {
    return (this.policy.sends ?? [])
      .filter((category) => !this.sent.has(category))
      .map((category) => `never sent anything to ${category}`)
  }

  /** What a reader should look at. */
  notes(): ReadonlyArray<string> {
    return [
      ...(this.hasSet && !this.hasActedOnTimer
        ? ['it sets timers, and none of them has led to anything']
        : []),
      ...(this.hasCancelled && !this.hasCancelledItsOwn
        ? ['it cancels timers, and never one that it had set']
        : []),
    ]
  }
}
