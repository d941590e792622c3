/**
 * Answers: what was accepted stands in the log once and as it was answered, what was refused left
 * nothing, a repeat is answered as the first time, and nothing stands there that nobody asked for.
 * Decided again on what its events cite, a command comes to the same events.
 *
 * A refusal that isn't recorded, and a command that changed nothing, leave no trace, so that a repeat
 * may be decided otherwise. And a sender that gives up on a call may be refused first, and the call
 * that it gave up be accepted later: only calls that were over before another began bind that one.
 */
import { COMMAND_REFUSED, type StoredEvent } from '@kiemtra/kernel'
import { eventIdOf } from '@kiemtra/runtime'
import { printedInline } from '../../value/diff.ts'
import { equals, isBag } from '../../value/equals.ts'
import type { Before } from '../again.ts'
import type { Answer, AnsweredEvent, Handling } from '../answers.ts'
import type { FinishedRun } from '../run.ts'
import { type Finding, sound, wrong } from './finding.ts'

/** One command: its calls, and what the log holds of it. */
interface Matter {
  readonly calls: Handling[]
  readonly events: StoredEvent[]
  /** All events of its stream, and of any other. */
  readonly stream: ReadonlyArray<StoredEvent>
  readonly upTo: Before['upTo']
}

/** Checks every command against the log. */
export const answersHold = ({ world, log }: FinishedRun): Finding => {
  const streams = new Map<string, StoredEvent[]>()
  const matters = new Map<string, Matter>()
  const upTo: Before['upTo'] = (stream, revision) =>
    streams.get(stream)?.slice(0, revision + 1) ?? []
  const matterOf = (stream: string, commandId: string): Matter => {
    const key = `${stream} ${commandId}`
    const all = streams.get(stream) ?? []
    streams.set(stream, all)
    const matter = matters.get(key) ?? { calls: [], events: [], stream: all, upTo }
    matters.set(key, matter)
    return matter
  }
  for (const event of log) {
    matterOf(event.stream, event.meta.commandId).events.push(event)
    streams.get(event.stream)?.push(event)
  }
  for (const call of world.handlings) matterOf(call.stream, call.commandId).calls.push(call)
  for (const matter of matters.values()) {
    const complaint = wrongIn(matter)
    if (complaint !== undefined) return wrong(complaint)
  }
  return sound(world.handlings.filter(({ answer }) => answer !== undefined).length)
}

const wrongIn = (matter: Matter): string | undefined => {
  const { calls, events } = matter
  const [first] = events
  if (first !== undefined) {
    const { commandId } = first.meta
    // What was sent before the simulation began has no calls.
    if (calls.length === 0 && !commandId.startsWith('first-')) {
      return `${first.stream} holds ${first.type} of ${commandId}, which nobody sent`
    }
    const torn = events.find((event, i) => !isPlaced(event, i, events, first.revision))
    if (torn !== undefined) {
      return `${torn.stream} holds ${events.length} events of ${commandId}, ${torn.type} at ${torn.revision} out of its place`
    }
  }
  for (const call of calls) {
    const complaint = wrongAnswer(call, matter)
    if (complaint !== undefined) {
      return `${call.commandType} ${call.commandId}, by ${call.by}: ${complaint}`
    }
  }
  return undefined
}

/** One after the other, counted, and under the ids that follow from the command's. */
const isPlaced = (
  { id, stream, revision, meta }: StoredEvent,
  i: number,
  { length }: ReadonlyArray<StoredEvent>,
  first: number,
): boolean =>
  revision === first + i &&
  meta.index === i &&
  meta.count === length &&
  id === eventIdOf(stream, meta.commandId, i)

const wrongAnswer = (call: Handling, matter: Matter): string | undefined => {
  const { answer } = call
  if (answer === undefined || answer._tag === 'failed') return undefined
  const earlier = matter.calls.filter((other) => other.to < call.from)
  const repeated = earlier.map((other) => differs(other.answer, answer, matter)).find(Boolean)
  if (repeated !== undefined) return repeated
  if (answer._tag === 'accepted' && answer.events.length > 0) {
    return wrongAcceptance(answer, call, matter)
  }
  const isOver = matter.calls.every(
    (other) => other.to < Number.POSITIVE_INFINITY && leftNothing(other.answer),
  )
  const left = matter.events.find(({ type }) => type !== COMMAND_REFUSED)
  if (isOver && left !== undefined) {
    return `${answer._tag} without an event, and ${left.type} stands at ${left.revision} of ${left.stream}`
  }
  if (answer._tag === 'refused' || matter.events.length > 0) return undefined
  return wrongState(answer, call, matter)
}

const leftNothing = (answer: Answer | undefined): boolean =>
  answer !== undefined && !(answer._tag === 'accepted' && answer.events.length > 0)

/** How a later answer differs from one that was given before the call was made. */
const differs = (
  before: Answer | undefined,
  after: Answer,
  { events }: Matter,
): string | undefined => {
  if (before === undefined || before._tag === 'failed') return undefined
  if (before._tag === 'refused') {
    const [refusal] = events
    if (refusal?.type !== COMMAND_REFUSED || before.why !== whyOf(refusal)) return undefined
    return after._tag === 'refused' && after.why === before.why
      ? undefined
      : `refused, for the record, then ${after._tag}`
  }
  if (before.events.length === 0) return undefined
  const isSame =
    after._tag === 'accepted' && equals(after.events.map(idOf), before.events.map(idOf))
  if (!isSame) return `accepted with ${before.events.length} events, then answered otherwise`
  return after.repeated ? undefined : 'accepted, and then again as if it were new'
}

const idOf = ({ id, revision }: AnsweredEvent): readonly [string, number] => [id, revision]

const whyOf = ({ data }: StoredEvent): string =>
  printedInline(isBag(data) ? data['rejection'] : undefined)

const wrongAcceptance = (
  answer: Extract<Answer, { _tag: 'accepted' }>,
  call: Handling,
  matter: Matter,
): string | undefined => {
  const { events, calls } = matter
  if (events.length !== answer.events.length) {
    return `accepted with ${answer.events.length} events, and the log holds ${events.length}`
  }
  // Two that handle one command at the same moment may decide differently: one speaks for both.
  const isAlone = calls.every(
    (other) => other === call || other.to < call.from || call.to < other.from,
  )
  const last = events.at(-1)?.position
  for (const [i, event] of answer.events.entries()) {
    const stored = events[i]
    // A handler that can't read the positions of several tells the last one's for all.
    const isThere =
      stored?.id === event.id &&
      stored.revision === event.revision &&
      (stored.position === event.position || last === event.position)
    if (!isThere) return `answered with ${event.type} at ${event.revision}, which stands elsewhere`
    if (isAlone && !(stored.type === event.type && equals(stored.data, event.data))) {
      return `answered with ${printedInline(event)}, and the log holds ${printedInline(stored.data)}`
    }
  }
  return isAlone
    ? (wrongState(answer, call, matter) ?? wrongAgain(answer, call, matter))
    : undefined
}

/** Decided again on what its events cite, a command comes to the same events. */
const wrongAgain = (
  { repeated }: Extract<Answer, { _tag: 'accepted' }>,
  { decideAgain }: Handling,
  { events, stream, upTo }: Matter,
): string | undefined => {
  const [first] = events
  if (repeated || first === undefined) return undefined
  const own = stream.slice(0, first.revision)
  const again = decideAgain({ own, reads: first.meta.reads, upTo })
  if (typeof again === 'string') return `decided again on what it cites, ${again}`
  const due = again.map(({ type, data }) => ({ type, data }))
  const there = events.map(({ type, data }) => ({ type, data }))
  return equals(due, there)
    ? undefined
    : `decided again on what it cites, it comes to ${printedInline(due)}, and the log holds ${printedInline(there)}`
}

const wrongState = (
  { revision, state }: Extract<Answer, { _tag: 'accepted' }>,
  { stateAfter }: Handling,
  { stream }: Matter,
): string | undefined => {
  const folded = stateAfter(stream.slice(0, revision + 1))
  return equals(folded, state)
    ? undefined
    : `answered with state ${printedInline(state)}, and the log folds to ${printedInline(folded)}`
}
