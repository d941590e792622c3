/**
 * Duties: every command that a policy owes for the log was answered, every timer that is due has
 * fired, every other one still stands, and no policy has done what the log gives no cause for.
 *
 * When a timer fires, its policy may know more or less of the log. So a timer owes what it leads to in
 * one of the states in which it may have fired, in full, and nothing of another.
 */
import type { AnyPolicy, Reaction, StoredEvent } from '@kiemtra/kernel'
import { commandIdOf, type PolicyTimer } from '@kiemtra/runtime'
import { streamOfCommand } from '../answers.ts'
import type { FinishedRun } from '../run.ts'
import { type Finding, sound, wrong } from './finding.ts'
import { type SetTimer, storyOf } from './story.ts'

type Send = Extract<Reaction, { _tag: 'Send' }>

/** Checks what every policy owes. */
export const dutiesHold = (run: FinishedRun): Finding => {
  const { world, log } = run
  const standing = new Set(log.map(({ stream, meta }) => `${stream} ${meta.commandId}`))
  // What changed nothing leaves no trace but its answer.
  for (const { stream, commandId, answer } of world.handlings) {
    if (answer?._tag === 'accepted') standing.add(`${stream} ${commandId}`)
  }
  // A client may say that it is a policy; its commands are nobody's duty.
  const fromClients = new Set(
    world.handlings
      .filter(({ isOfClient }) => isOfClient)
      .map(({ stream, commandId }) => `${stream} ${commandId}`),
  )
  let checks = 0
  for (const policy of world.policies) {
    const duties = dutiesOf(policy, run)
    checks += duties.owed.size + duties.timers
    if (duties.complaint !== undefined) return wrong(duties.complaint)
    for (const [id, why] of duties.owed) {
      if (!standing.has(id)) return wrong(`policy ${policy.name} owes ${why}, and it was not done`)
    }
    const undecided = duties.choices.find((choice) => !isOneOf(choice, standing))
    if (undecided !== undefined) {
      return wrong(`policy ${policy.name} owes ${undecided.what}, once, and it was not done so`)
    }
    const stray = log.find(
      (event) =>
        isBy(policy, event) && !duties.allowed.has(idIn(event)) && !fromClients.has(idIn(event)),
    )
    if (stray !== undefined) {
      return wrong(
        `policy ${policy.name} has led to ${stray.type} at ${stray.revision} of ${stray.stream}, for which the log gives no cause`,
      )
    }
  }
  return sound(checks)
}

/** Whether all that was done of a choice is one of its outcomes, and that one is done in full. */
const isOneOf = ({ outcomes }: Choice, standing: ReadonlySet<string>): boolean => {
  const done = new Set(outcomes.flatMap((ids) => [...ids].filter((id) => standing.has(id))))
  return outcomes.some((ids) => ids.size === done.size && [...ids].every((id) => done.has(id)))
}

const isBy = ({ name }: AnyPolicy, { meta: { actor } }: StoredEvent): boolean =>
  actor.kind === 'policy' && actor.name === name

const idIn = ({ stream, meta }: StoredEvent): string => `${stream} ${meta.commandId}`

interface Choice {
  readonly what: string
  readonly outcomes: ReadonlyArray<ReadonlySet<string>>
}

interface Duties {
  /** By stream and command id: what must have been done, for a reader. */
  readonly owed: ReadonlyMap<string, string>
  /** What may have been done. */
  readonly allowed: ReadonlySet<string>
  /** What each timer may have led to, in one state or another: it has fired once, in one of them. */
  readonly choices: ReadonlyArray<Choice>
  readonly timers: number
  readonly complaint: string | undefined
}

const dutiesOf = (policy: AnyPolicy, { world, log, timers }: FinishedRun): Duties => {
  const stored = timers.get(policy.name) ?? []
  const story = storyOf(policy, log)
  const owed = new Map<string, string>()
  const idsOf = (cause: ReadonlyArray<string>, reactions: ReadonlyArray<Reaction>) =>
    new Set(reactions.flatMap((one) => (one._tag === 'Send' ? [sentAs(cause, one)] : [])))
  const sentAs = (cause: ReadonlyArray<string>, { to, command, discriminator }: Send): string => {
    const target = world.system.aggregates?.find(({ category }) => category === to)
    const stream = target?.open((aggregate) => streamOfCommand(aggregate, command)) ?? ''
    const id = commandIdOf('policy', policy.name, ...cause, command.type, stream, discriminator)
    return `${stream} ${id}`
  }
  for (const { cause, reaction } of story.sends) {
    const id = sentAs([cause.id], reaction)
    const [stream = ''] = id.split(' ')
    owed.set(
      id,
      `${reaction.command.type} to ${stream} for ${cause.event.type} at ${cause.position}`,
    )
  }
  const allowed = new Set(owed.keys())
  const fired = firingsOf(policy, story.timers)
  const choices: Choice[] = []
  for (const { timer, outcomes } of fired) {
    const { key, instant, setBy } = timer
    const cause = ['timer', key, timer.timer, instant, setBy]
    const sent = outcomes.map((reactions) => idsOf(cause, reactions))
    for (const ids of sent) for (const id of ids) allowed.add(id)
    const what = `what timer ${timer.timer} of ${key} was set for, at ${instant}`
    choices.push({
      what,
      outcomes: mustHaveFired(timer, world.nowMs(), fired) ? sent : [...sent, new Set()],
    })
  }
  const complaint = wrongTimer(policy, fired, stored, world.nowMs(), world.latestMs)
  return { owed, allowed, choices, timers: fired.length, complaint }
}

/** A timer, and what it leads to in each state in which it may fire. */
interface Firing {
  readonly timer: SetTimer
  readonly outcomes: ReadonlyArray<ReadonlyArray<Reaction>>
  /** Whether an event has set it; else another timer may have. */
  readonly isSure: boolean
}

/** Timers set by timers, as deep as they go; a policy that sets them without end is cut off. */
const MOST_TIMERS = 500

const firingsOf = (policy: AnyPolicy, set: ReadonlyArray<SetTimer>): ReadonlyArray<Firing> => {
  const firings: Firing[] = []
  const waiting = set.map((timer) => ({ timer, isSure: true }))
  const known = new Set<string>()
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { timer, isSure } = next
    const { timer: name, instant, key, states, setBy } = timer
    const outcomes = states.map((state) =>
      policy.react(state, { _tag: 'Timer', timer: name, instant }),
    )
    firings.push({ timer, outcomes, isSure })
    if (firings.length === MOST_TIMERS) break
    for (const reaction of outcomes.flat()) {
      if (reaction._tag !== 'At') continue
      const id = JSON.stringify([key, reaction.timer, reaction.instant, setBy])
      if (known.has(id)) continue
      known.add(id)
      const { timer: other, instant: at } = reaction
      waiting.push({
        timer: { key, timer: other, instant: at, setBy, states, isOver: false },
        isSure: false,
      })
    }
  }
  return firings
}

/** Whether a timer's own reactions may have set it anew, or cancelled it. */
const mayBeTouched = ({ key, timer }: SetTimer, firings: ReadonlyArray<Firing>): boolean =>
  firings.some(
    (other) =>
      other.timer.key === key &&
      other.outcomes.some((reactions) =>
        reactions.some((one) => one._tag !== 'Send' && one.timer === timer),
      ),
  )

const mustHaveFired = (timer: SetTimer, nowMs: number, firings: ReadonlyArray<Firing>): boolean =>
  !timer.isOver && Date.parse(timer.instant) <= nowMs && !mayBeTouched(timer, firings)

const wrongTimer = (
  { name }: AnyPolicy,
  firings: ReadonlyArray<Firing>,
  stored: ReadonlyArray<PolicyTimer>,
  nowMs: number,
  latestMs: number,
): string | undefined => {
  for (const { key, timer, instant, firing } of stored) {
    if (firing) return `policy ${name} has not done with timer ${timer} of ${key}, begun to fire`
    const isKnown = firings.some(
      (one) => one.timer.key === key && one.timer.timer === timer && one.timer.instant === instant,
    )
    if (!isKnown) return `policy ${name} has a timer ${timer} of ${key} that nothing has set`
    if (Date.parse(instant) <= nowMs) {
      return `policy ${name} has not fired timer ${timer} of ${key}, due at ${instant}`
    }
  }
  for (const { timer, isSure } of firings) {
    const { key, timer: which, instant } = timer
    const isAhead = Date.parse(instant) > latestMs
    if (!isSure || !isAhead || timer.isOver || mayBeTouched(timer, firings)) continue
    const isThere = stored.some(
      (one) => one.key === key && one.timer === which && one.instant === instant,
    )
    if (!isThere) return `policy ${name} has lost timer ${which} of ${key}, due at ${instant}`
  }
  return undefined
}
