/**
 * The scheduler: everything that a process of the simulation waits for, and what goes on next.
 *
 * Each call to a port waits at a gate. One gate is opened at a time, and nothing else happens until
 * all that follows from it has come to its next gate. So the order of events is the order in which
 * gates are opened, and a seed decides that. Between two gates the platform's own order of promises
 * rules, which is always the same: nothing in a simulation waits for a timer, a file or a socket.
 */

/** A process: it can be frozen, and die. Whatever a dead one waits for never comes. */
export interface Process {
  readonly name: string
  isAlive: boolean
  /** Step before which none of its gates opens. */
  frozenUntil: number
  /** Lets go of what it holds in the stores' own memory. */
  readonly onDeath: Array<() => void>
}

/** When a gate may open at the earliest. */
export interface NotBefore {
  readonly steps?: number
  readonly ms?: number
}

/** A gate at which a process waits. */
export interface Gate {
  readonly process: Process
  readonly what: string
  readonly step: number
  readonly ms: number
  readonly open: () => void
}

/** A new process. */
export const processNamed = (name: string): Process => ({
  name,
  isAlive: true,
  frozenUntil: 0,
  onDeath: [],
})

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/**
 * Turns of the event loop without a new gate, after which nothing more is to come: a reader that
 * gathers deliveries waits for one, and looks whether that was enough in another.
 */
const QUIET_TURNS = 3

/** Gates, steps and time. */
export class Scheduler {
  /** How many gates and actions there have been. */
  step = 0
  /** Time that only moves forwards, in milliseconds. */
  nowMs = 0
  /** Whose gate was opened last: who acts now. */
  current: Process | undefined
  private gates: Gate[] = []
  private made = 0

  /** Waits until it is this gate's turn. */
  gate(process: Process, what: string, { steps = 0, ms = 0 }: NotBefore = {}): Promise<void> {
    return new Promise((resolve) => {
      this.add({ process, what, step: this.step + steps, ms: this.nowMs + ms, open: resolve })
    })
  }

  /** Waits for a time, or until the signal. */
  sleep(process: Process, ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal.aborted) return resolve()
      const gate = { process, what: 'sleep', step: 0, ms: this.nowMs + ms, open: resolve }
      this.add(gate)
      const wake = (): void => {
        if (!process.isAlive) return
        this.gates = this.gates.filter((one) => one !== gate)
        resolve()
      }
      signal.addEventListener('abort', wake, { once: true })
    })
  }

  /** Gates that may open now. */
  ready(): ReadonlyArray<Gate> {
    const { step, nowMs } = this
    return this.gates.filter(
      ({ process, ...gate }) =>
        gate.step <= step && gate.ms <= nowMs && process.frozenUntil <= step,
    )
  }

  /** When the next gate may open that waits for time alone; `undefined`: none does. */
  nextMs(): number | undefined {
    let next: number | undefined
    for (const { ms, what } of this.gates) {
      // Sleepers wait for timers, which aren't due because nothing else is to do.
      if (what !== 'sleep' && ms > this.nowMs && (next === undefined || ms < next)) next = ms
    }
    return next
  }

  /** Whether anything waits for its turn or for its step, sleepers apart. */
  isBusy(): boolean {
    return this.gates.some(({ what }) => what !== 'sleep')
  }

  /** Opens a gate, and waits until all that follows has come to rest. */
  async open(gate: Gate): Promise<void> {
    this.gates = this.gates.filter((one) => one !== gate)
    this.current = gate.process
    gate.open()
    await this.rest()
    this.current = undefined
  }

  /** Waits until everyone stands at a gate. */
  async rest(): Promise<void> {
    let quiet = 0
    while (quiet < QUIET_TURNS) {
      const { made } = this
      await turn()
      quiet = this.made === made ? quiet + 1 : 0
    }
  }

  /** Something has happened without a gate: more may follow. */
  stir(): void {
    this.made += 1
  }

  /** Ends a process where it stands. */
  kill(process: Process): void {
    process.isAlive = false
    this.gates = this.gates.filter((one) => one.process !== process)
    for (const letGo of process.onDeath) letGo()
  }

  private add(gate: Gate): void {
    if (!gate.process.isAlive) return
    this.gates.push(gate)
    this.made += 1
  }
}

/** What never comes: how a dead process waits. */
export const never = <A>(): Promise<A> => new Promise(() => undefined)
