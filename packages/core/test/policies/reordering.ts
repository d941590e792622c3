/**
 * Logs in other orders, for tests of policies: as their causes allow.
 */
import {
  type AnyPolicy,
  type Message,
  parseStream,
  policyStory,
  type Reaction,
  recorded,
  type StoredEvent,
} from '@kiemtra/kernel'

/** Policies for which two events that cross lead to something, whichever comes second. */
const crossing = new Set(['mandate', 'closing', 'succession', 'targetSuccession'])

/** A calling off that crosses with the opening, or with another: the inspection says no to it, as it always would. */
const isMoot = (reaction: Reaction, log: ReadonlyArray<StoredEvent>): boolean => {
  if (reaction._tag !== 'Send' || reaction.command.type !== 'CancelInspection') return false
  const { data } = reaction.command
  const hasId = typeof data === 'object' && data !== null && 'inspectionId' in data
  const inspectionId = hasId ? data.inspectionId : undefined
  return log.some(
    ({ stream, type, meta: { actor } }) =>
      stream === `kiemtra.inspection-${String(inspectionId)}` &&
      (type === 'InspectionOpened' || (type === 'InspectionCancelled' && actor.kind !== 'policy')),
  )
}

/** What a policy sends, hearing a log in some order. */
export const commandsOf = (
  policy: AnyPolicy,
  log: ReadonlyArray<StoredEvent>,
): ReadonlyArray<string> => {
  const story = policyStory(policy)
  const commands: string[] = []
  const timers = new Set<string>()
  for (const stored of log) {
    const category = parseStream(stored.stream)?.category
    const source = policy.from.find(
      (one) => one.category === category && one.event.types.includes(stored.type),
    )
    const decoded = source?.event.decode(stored)
    if (decoded?._tag !== 'Right') continue
    const turn = story.hear(recorded<Message>(stored, decoded.right))
    for (const reaction of turn?.reactions ?? []) {
      // Of two events that cross, either may be the one that shows what is to be done.
      const cause = crossing.has(policy.name) ? '' : stored.id
      if (isMoot(reaction, log)) continue
      const command = JSON.stringify([cause, reaction])
      // Set again for the same instant, it is the same timer.
      const timer = JSON.stringify([turn?.key, command])
      if (reaction._tag === 'At' && timers.has(timer) && cause === '') continue
      timers.add(timer)
      commands.push(command)
    }
  }
  return commands.sort()
}

/** What an event can't come before: its stream, its cause, and what its decision read. */
const causesOf = (log: ReadonlyArray<StoredEvent>): ReadonlyArray<ReadonlySet<number>> =>
  log.map((event) => {
    const causes = new Set<number>()
    log.forEach((other, index) => {
      const isRead = event.meta.reads.some(
        ({ stream, revision }) => other.stream === stream && other.revision <= revision,
      )
      const isBefore = other.stream === event.stream && other.revision < event.revision
      if (isRead || isBefore || other.id === event.meta.causationId) causes.add(index)
    })
    return causes
  })

/** One of the orders that causes allow. */
export const inSomeOrder = (
  log: ReadonlyArray<StoredEvent>,
  picks: ReadonlyArray<number>,
): ReadonlyArray<StoredEvent> => {
  const causes = causesOf(log)
  const taken = new Set<number>()
  const order: StoredEvent[] = []
  for (const pick of picks) {
    const free = [...log.keys()].filter(
      (index) => !taken.has(index) && [...(causes[index] ?? [])].every((cause) => taken.has(cause)),
    )
    const index = free[pick % free.length]
    const event = index === undefined ? undefined : log[index]
    if (index === undefined || event === undefined) break
    taken.add(index)
    order.push(event)
  }
  return order
}
