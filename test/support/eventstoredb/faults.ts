/**
 * The faults that lie in wait, and what the servers have seen.
 */
import type { Act, Call, Counts, Fault } from './protocol.ts'

/** A fault that a call has run into. */
export interface Sprung {
  readonly act: Act
  readonly afterEvents: number
}

/** Faults and counts, for all nodes. */
export class Faults {
  private waiting: { fault: Fault; skip: number; times: number }[] = []
  private readonly calls: Record<Call, number> = {
    append: 0,
    batch: 0,
    read: 0,
    readAll: 0,
    subscribe: 0,
    delete: 0,
    gossip: 0,
    features: 0,
  }
  private readonly open = { read: 0, subscribe: 0, batch: 0 }
  private appends = 0
  private mostAppends = 0

  add(fault: Fault): void {
    this.waiting.push({ fault, skip: fault.skip ?? 0, times: fault.times ?? 1 })
  }

  clear(): void {
    this.waiting = []
  }

  /** Counts the call, and springs the first fault that lies in wait for it. */
  meet(call: Call): Sprung | undefined {
    this.calls[call] += 1
    const due = this.waiting.find(({ fault }) => fault.call === call)
    if (due === undefined) return undefined
    if (due.skip > 0) {
      due.skip -= 1
      return undefined
    }
    due.times -= 1
    if (due.times <= 0) this.waiting = this.waiting.filter((other) => other !== due)
    return { act: due.fault.act, afterEvents: due.fault.afterEvents ?? 0 }
  }

  opened(kind: 'read' | 'subscribe' | 'batch'): () => void {
    this.open[kind] += 1
    let open = true
    return () => {
      if (open) this.open[kind] -= 1
      open = false
    }
  }

  appendBegins(): () => void {
    this.appends += 1
    this.mostAppends = Math.max(this.mostAppends, this.appends)
    return () => (this.appends -= 1)
  }

  counts(): Counts {
    return { calls: { ...this.calls }, open: { ...this.open }, mostAppends: this.mostAppends }
  }
}
