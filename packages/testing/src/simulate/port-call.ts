/**
 * One call to a port: it waits for its turn, and may fail before or after it has done its work.
 */
import type { Faults } from './faults.ts'
import type { Random } from './random.ts'
import { never, type Process, type Scheduler } from './scheduler.ts'

/** What surrounds the calls of one process. */
export interface Surroundings {
  readonly process: Process
  readonly scheduler: Scheduler
  readonly faults: Faults
  readonly random: Random
  /** Whether what only reads waits for its turn, too; drawn for a run, as it takes many steps. */
  readonly isFineGrained: boolean
  readonly crash: (process: Process) => void
  /** Writes a line of the trace. */
  readonly note: (process: Process, text: string) => void
  /** Ticks of one clock that all share. */
  readonly tick: () => number
}

/** A call, and how it fails. */
export interface PortCall<A> {
  readonly what: string
  readonly work: () => Promise<A>
  /** Answered, and nothing was done. */
  readonly refused: () => A
  /** Nothing was done, and the caller can't know. */
  readonly writeLost?: () => A
  /** Done, and the caller can't know. */
  readonly replyLost: () => A
  readonly told: (answer: A) => string
}

/** How many calls in a hundred are answered some steps after their work was done. */
const SLOW_REPLIES_PERCENT = 25

/** Makes a call. */
export const portCall = async <A>(around: Surroundings, call: PortCall<A>): Promise<A> => {
  const { process, scheduler, faults, random, crash, note } = around
  const { what } = call
  await scheduler.gate(process, what)
  if (faults.strikes('crash-before')) {
    note(process, `${what}: !crash before it`)
    crash(process)
    return never()
  }
  if (faults.strikes('unavailable')) {
    note(process, `${what}: !unavailable`)
    return call.refused()
  }
  if (call.writeLost !== undefined && faults.strikes('write-lost')) {
    note(process, `${what}: !lost on its way`)
    return call.writeLost()
  }
  const answer = await call.work()
  const told = call.told(answer)
  if (faults.strikes('crash-after')) {
    note(process, `${what}: ${told}, !crash after it`)
    crash(process)
    return never()
  }
  if (faults.strikes('reply-lost')) {
    note(process, `${what}: ${told}, !its answer is lost`)
    return call.replyLost()
  }
  note(process, `${what}: ${told}`)
  if (random.below(100) < SLOW_REPLIES_PERCENT) await scheduler.gate(process, `${what}: answer`)
  return answer
}
