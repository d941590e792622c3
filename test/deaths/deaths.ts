/**
 * The policies' process, killed at await points of the whole year: how many deaths change the log.
 */
import type { Step } from '../../examples/hanoi-2023/src/step.ts'
import type { Change, Changed } from './watched.ts'
import { goOn, leftTheSame, live, type Making, sound } from './year.ts'

/** At which changes of the stores to die; the points between two changes are one to whoever comes next. */
export type Choice = (change: Change, next: Change | undefined, place: number) => boolean

/** Wherever the process may die. */
export const everywhere: Choice = () => true

/**
 * Wherever something is under way, right before it and right after it, and at one in so many of the
 * changes that move nothing but a checkpoint.
 */
export const atStake =
  (oneIn: number): Choice =>
  (change, next, place) =>
    change.is !== 'checkpoint' ||
    (next !== undefined && next.is !== 'checkpoint') ||
    place % oneIn === 0

/** What came of it. */
export interface Deaths {
  /** Await points of the year: before and after each call. */
  readonly points: number
  /** Changes of the stores, by what they are. */
  readonly changes: Readonly<Record<Changed, number>>
  readonly deaths: number
  /** The deaths after which the stores held anything else. */
  readonly changed: ReadonlyArray<string>
}

/** How it is told. */
export const told = ({ changed, deaths }: Deaths): string =>
  `${String(changed.length)} of ${String(deaths)} deaths changed the log`

/** Dies at the chosen points, each time in a year that was undisturbed until then. */
export const dying = async (
  steps: ReadonlyArray<Step>,
  choice: Choice,
  {
    making = sound,
    until = Number.POSITIVE_INFINITY,
    onDeath = () => undefined,
  }: {
    readonly making?: Making
    /** Ends with so many deaths that changed the log. */
    readonly until?: number
    readonly onDeath?: (deaths: number) => void
  } = {},
): Promise<Deaths> => {
  const changes = { events: 0, timers: 0, checkpoint: 0 }
  const changed: string[] = []
  let points = 0
  let deaths = 0
  let place = 0
  for await (const lived of live(steps, making)) {
    points += lived.points
    const names = [...lived.after.policies.keys()]
    for (const [index, change] of lived.changes.entries()) {
      changes[change.is] += 1
      if (!choice(change, lived.changes[index + 1], place++)) continue
      const left = await goOn(change.remains, lived.step.recordedAt, names, making)
      onDeath(++deaths)
      if (leftTheSame(change.remains, left, lived.after)) continue
      const { commandType, objectId, recordedAt } = lived.step
      changed.push(
        `${recordedAt.slice(0, 10)} ${commandType} ${objectId}, after change ${String(index)} (${change.is})`,
      )
      if (changed.length >= until) return { points, changes, deaths, changed }
    }
  }
  return { points, changes, deaths, changed }
}
