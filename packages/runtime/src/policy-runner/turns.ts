/**
 * Taking turns: lanes that are fed as one, and fire their timers as one.
 *
 * Each delivery goes through all of them before the next. Timers fire one at a time, and only when all
 * that stands in the log has been reacted to: what an event leads to comes before what a day leads to.
 * A timer that had begun to fire when its runner died goes on before any lane hears what came since.
 * So what they write stands in one order, wherever a process died.
 */
import { type Fed, lowest } from '../projector/feeding.ts'
import { fedOf } from './fed.ts'
import type { PolicyLane } from './lane.ts'

/** Lanes that take turns. */
export interface Turns extends Fed {
  /** Fires the first timer that is due, once all is at rest; whether there was one. */
  readonly fire: (nowMs: number) => Promise<boolean>
}

/** Lanes that take turns; `atRest` resolves when they have reacted to all that stands in the log. */
export const turnsOf = (lanes: ReadonlyArray<PolicyLane>, atRest: () => Promise<void>): Turns => {
  const active = () => lanes.filter((lane) => lane.stopped() === undefined)
  const whoFires = (nowMs: number): PolicyLane | undefined => {
    let first: { readonly lane: PolicyLane; readonly dueMs: number } | undefined
    for (const lane of active()) {
      const dueMs = lane.nextTimerMs()
      if (dueMs === undefined || dueMs > nowMs) continue
      if (first === undefined || dueMs < first.dueMs) first = { lane, dueMs }
    }
    return first?.lane
  }
  const inTurn = turn()
  const firing = turn()
  return {
    seen: () => {
      const low = lowest(active().map(fedOf))
      return low === 'start' ? undefined : low
    },
    isStopped: () => active().length === 0,
    process: (deliveries) =>
      inTurn(async () => {
        for (const delivery of deliveries) {
          for (const lane of active()) await lane.resume(delivery)
          for (const lane of active()) await lane.process([delivery])
        }
      }),
    fire: (nowMs) =>
      firing(async () => {
        if (whoFires(nowMs) === undefined) return false
        await atRest()
        return inTurn(async () => (await whoFires(nowMs)?.fireOne(nowMs)) ?? false)
      }),
    stop: (failure, at) => {
      for (const lane of active()) lane.stop(failure, at)
    },
  }
}

/** Runs one after the other, in the order in which they were asked for. */
const turn = () => {
  let last: Promise<unknown> = Promise.resolve()
  return <A>(run: () => Promise<A>): Promise<A> => {
    const mine = last.then(run)
    last = mine.catch(() => undefined)
    return mine
  }
}
