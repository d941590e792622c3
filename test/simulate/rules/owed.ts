/**
 * Rules of what a policy owes, told by what came of its causes.
 *
 * Whatever a policy says leaves a trace that cites its cause: an event, or a refusal. So who waits in
 * vain can be told from the log, without asking the policy what it would have said.
 */
import type { StoredEvent } from '@kiemtra/kernel'
import { civilDateOf, isInstant, parseStream } from '@kiemtra/kernel'
import type { Rule } from './rule.ts'

type RunEnd = Parameters<Rule>[1]

/** What came of causes. */
export interface Traces {
  /** What an event has led to in streams of a category. */
  readonly of: (causeId: string, category: string) => ReadonlyArray<StoredEvent>
  /** Whether a command of the policy was ever refused by a stream. */
  readonly isRefused: (stream: string, commandType: string) => boolean
  /** The day on which the run has ended. */
  readonly today: string
}

/** A rule for runs that came to rest with a policy in them: what is wrong, if anything. */
export const owedBy =
  (
    policy: string,
    wrongIn: (log: ReadonlyArray<StoredEvent>, traces: Traces) => string | undefined,
  ): Rule =>
  (log, end) =>
    !end.isAtRest ||
    !end.policies.includes(policy) ||
    (wrongIn(log, tracesOf(policy, log, end)) ?? true)

const tracesOf = (policy: string, log: ReadonlyArray<StoredEvent>, { now }: RunEnd): Traces => {
  const led = new Map<string, StoredEvent[]>()
  const refused = new Set<string>()
  for (const event of log) {
    const { actor, causationId } = event.meta
    if (actor.kind !== 'policy' || actor.name !== policy || causationId === undefined) continue
    led.set(causationId, [...(led.get(causationId) ?? []), event])
    const type: unknown = Reflect.get(Object(event.data), 'commandType')
    if (event.type === 'CommandRefused') refused.add(`${event.stream} ${String(type)}`)
  }
  return {
    of: (causeId, category) =>
      (led.get(causeId) ?? []).filter(({ stream }) => parseStream(stream)?.category === category),
    isRefused: (stream, commandType) => refused.has(`${stream} ${commandType}`),
    today: isInstant(now) ? civilDateOf(now) : now,
  }
}
