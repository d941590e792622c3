/**
 * Order: some order explains what every process has seen of the event store, stream by stream and over
 * all, no subscription has passed over an event, and nobody has written for a policy that another had
 * claimed.
 */
import type { StoredEvent } from '@kiemtra/kernel'
import { unexplained } from '../../event-store/concurrent-history.ts'
import type { RecordedCall } from '../../event-store/concurrent-history.ts'
import type { Delivered, SeenCall } from '../event-store.ts'
import type { FinishedRun } from '../run.ts'
import { type Finding, sound, wrong } from './finding.ts'

/** Checks the order of the log, of every call, and of every delivery. */
export const orderHolds = ({ world, log }: FinishedRun): Finding => {
  const { calls, subscriptions } = world.sightings
  const [first] = unexplained(comparable(calls, log), log)
  if (first !== undefined) {
    const seen = first.calls.map(callText).join('; ')
    return wrong(`no order explains ${first.stream}: ${first.message}${seen && `: ${seen}`}`)
  }
  for (const subscription of subscriptions) {
    const skipped = firstSkipped(subscription, log)
    if (skipped !== undefined) {
      return wrong(
        `${subscription.by} was never delivered ${skipped.type} at ${skipped.position}, and what comes after it was`,
      )
    }
  }
  const [unfenced] = world.unfenced
  return unfenced === undefined ? sound(calls.length + subscriptions.length) : wrong(unfenced)
}

/**
 * The calls as the checker takes them. A read from the middle on has seen as much as what stood before,
 * which never changes. An append that was sent again is one with its first sending: it has happened
 * between that and the first answer. Sent again at another revision, under the same ids, one of the two
 * stands in the log, and the other, without an answer, says nothing.
 */
const comparable = (
  calls: ReadonlyArray<SeenCall>,
  log: ReadonlyArray<StoredEvent>,
): ReadonlyArray<RecordedCall> => {
  const ids = new Map<string, string[]>()
  for (const { stream, id } of log) {
    const known = ids.get(stream)
    if (known === undefined) ids.set(stream, [id])
    else known.push(id)
  }
  const sendings = new Map<string, RecordedCall>()
  const revisions = new Map<string, Set<unknown>>()
  const found: RecordedCall[] = []
  for (const one of calls) {
    const { call, answer, stream } = one
    if (answer._tag === 'seen') {
      const before = ids.get(stream)?.slice(0, one.first) ?? []
      found.push({ ...one, answer: { ...answer, ids: [...before, ...answer.ids] } })
    } else if (call._tag === 'append' && answer._tag !== 'conflict') {
      const [id = ''] = call.ids
      const key = `${call.expected} ${id}`
      const earlier = sendings.get(key)
      sendings.set(key, earlier === undefined ? one : together(earlier, one))
      revisions.set(id, (revisions.get(id) ?? new Set()).add(call.expected))
    } else found.push(one)
  }
  for (const one of sendings.values()) {
    const { call, answer, stream } = one
    if (call._tag !== 'append') continue
    const [id = ''] = call.ids
    const wasElsewhere = (revisions.get(id)?.size ?? 0) > 1
    const at = call.expected === 'no-stream' ? 0 : call.expected + 1
    const isThere = ids.get(stream)?.[at] === id
    if (answer._tag === 'written' || isThere || !wasElsewhere) found.push(one)
  }
  return found
}

/** Two sendings of one append. */
const together = (earlier: RecordedCall, later: RecordedCall): RecordedCall => ({
  ...(earlier.answer._tag === 'written' ? earlier : later),
  from: Math.min(earlier.from, later.from),
  to: Math.min(earlier.to, later.to),
})

const callText = ({ client, call, answer }: RecordedCall): string =>
  `${client} ${call._tag}s, ${answer._tag}`

const firstSkipped = (
  { namespace, from, positions }: Delivered,
  log: ReadonlyArray<StoredEvent>,
): StoredEvent | undefined => {
  if (from === 'end') return undefined
  const due = log.filter(
    ({ stream, position }) =>
      stream.startsWith(`${namespace}.`) && (from === 'start' || position > from),
  )
  let last = ''
  let next = 0
  for (const position of positions) {
    // What is delivered again is no fault.
    if (position <= last) continue
    last = position
    const expected = due[next]
    if (expected?.position !== position) return expected
    next += 1
  }
  return undefined
}
