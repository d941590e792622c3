/**
 * The world of one run: time, chance, stores, processes, and what is remembered of them.
 */
import type { AnyPolicy, AnyProjection, Position, StoredEvent } from '@kiemtra/kernel'
import {
  commandHandler,
  type EventStore,
  type PolicyStore,
  type ReadModelStore,
} from '@kiemtra/runtime'
import { isLeft } from 'fp-ts/lib/Either.js'
import { fail } from '../failure.ts'
import { allRows } from '../projection/drive.ts'
import type { Handling } from './answers.ts'
import type { Sightings } from './event-store.ts'
import type { Faults } from './faults.ts'
import type { Surroundings } from './port-call.ts'
import type { Random } from './random.ts'
import { type Process, Scheduler } from './scheduler.ts'
import type { TableWatch } from './read-models.ts'
import { ownParts, type Point, type SimulatedParts, type SimulatedSystem } from './system.ts'

const START = '2026-01-01T00:00:00.000Z'
const STEP_MS = 200

/** Time, chance, stores, and what is remembered. */
export class World {
  readonly scheduler = new Scheduler()
  readonly parts: SimulatedParts
  /** Every version of a projection that anyone has had a table of. */
  readonly versions: AnyProjection[]
  readonly policies: ReadonlyArray<AnyPolicy>
  readonly events: EventStore
  readonly readModels: ReadModelStore
  readonly policyStore: PolicyStore
  readonly handlings: Handling[] = []
  readonly sightings: Sightings
  readonly trace: string[] = []
  /** What has thrown: a bug, whatever it was doing. */
  readonly defects: string[] = []
  /** What was shown too early. */
  readonly shownTooEarly: string[] = []
  /** Who has written for a policy that another had claimed. */
  readonly unfenced: string[] = []
  /** Rows that a rebuild has found to be other than those of the log. */
  readonly disagreements: string[] = []
  /** Whose rebuilds have put their rows in place of the old ones. */
  readonly replacers = new Set<Process>()
  rebuilds = 0
  releases = 0
  commits = 0
  shows = 0
  /** Of each event, the step in which it was written, and how long the trace was then. */
  readonly stepOf = new Map<string, number>()
  readonly wroteAt = new Map<string, number>()
  /** Who claimed a table or a policy last, by their names. */
  readonly owners = new Map<string, Process>()
  /** The latest time that anyone was told. */
  latestMs = 0
  /** How far the clock is from where it should be. */
  skewMs = 0

  private readonly released = new Map<string, AnyProjection>()
  private readonly claims = new Map<Process, Set<string>>()
  /** How often each policy was claimed. */
  private readonly policyClaims = new Map<string, number>()
  private readonly log: StoredEvent[] = []
  private readonly lengths = new Map<string, number>()
  private readonly startMs: number
  private readonly isFineGrained: boolean
  private ticks = 0

  readonly system: SimulatedSystem
  readonly random: Random
  readonly faults: Faults

  constructor(system: SimulatedSystem, random: Random, faults: Faults) {
    this.system = system
    this.random = random
    this.faults = faults
    this.parts = { ...ownParts, ...system.parts }
    this.startMs = Date.parse(system.startsAt ?? START)
    this.isFineGrained = random.chance(0.5)
    this.versions = [...someOf(random, system.projections ?? [])]
    for (const projection of this.versions) this.released.set(projection.name, projection)
    this.policies = random.chance(0.75)
      ? (system.policies ?? [])
      : someOf(random, system.policies ?? [])
    const point: Point = (what) => {
      const { current } = this.scheduler
      return current === undefined ? Promise.resolve() : this.scheduler.gate(current, what)
    }
    this.events = this.parts.events(point)
    this.readModels = this.parts.readModels(point)
    this.policyStore = this.parts.policyStore(point)
    this.sightings = {
      calls: [],
      subscriptions: [],
      wrote: (stream) => this.readOn(stream),
    }
  }

  // ------------------------------------------------------------------ time

  /** By the clock that all processes share. */
  readonly now = (): string => {
    const nowMs = this.nowMs()
    this.latestMs = Math.max(this.latestMs, nowMs)
    return new Date(nowMs).toISOString()
  }

  nowMs(): number {
    return this.startMs + this.scheduler.nowMs + this.skewMs
  }

  /** Lets a step's time pass. */
  pass(): void {
    const { scheduler, random, system } = this
    scheduler.step += 1
    scheduler.nowMs += random.below(system.stepMs ?? STEP_MS)
  }

  // ----------------------------------------------------------- projections

  /** The versions that are to run now. */
  get projections(): ReadonlyArray<AnyProjection> {
    return [...this.released.values()]
  }

  /** What a projection is to become: the same, under a version and in a table of its own. */
  nextOf(projection: AnyProjection): AnyProjection {
    const version = projection.version + 1
    const known = this.versions.find(
      (one) => one.name === projection.name && one.version === version,
    )
    if (known !== undefined) return known
    const next = { ...projection, version }
    this.versions.push(next)
    return next
  }

  /** From now on, whoever starts runs this version. */
  release(projection: AnyProjection): void {
    this.releases += 1
    this.released.set(projection.name, projection)
    this.note('all', `${projection.name} ${projection.version} is released`)
  }

  // ------------------------------------------------------------- processes

  around(process: Process): Surroundings {
    const { scheduler, faults, random, isFineGrained } = this
    return {
      process,
      scheduler,
      faults,
      random,
      isFineGrained,
      crash: (dying) => scheduler.kill(dying),
      note: (by, text) => this.note(by.name, text),
      tick: this.tick,
    }
  }

  readonly tick = (): number => {
    this.ticks += 1
    return this.ticks
  }

  note(by: string, text: string): void {
    this.trace.push(`${String(this.scheduler.step).padStart(4)} ${by} ${text}`)
  }

  /** Keeps what something throws. */
  defect(by: string, thrown: unknown): void {
    const text = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown)
    this.defects.push(`${by} threw ${text}`)
    this.note(by, `threw ${text}`)
  }

  /** Who holds a table or a policy, from now on. */
  claimed(what: string, process: Process): void {
    this.owners.set(what, process)
    const claims = this.claims.get(process) ?? new Set()
    this.claims.set(process, claims.add(what))
  }

  /** The same of a policy; told of what is written by this claim, it knows whether another has followed. */
  claimedPolicy(policy: string, process: Process): () => void {
    const what = `policy ${policy}`
    this.claimed(what, process)
    const claim = (this.policyClaims.get(policy) ?? 0) + 1
    this.policyClaims.set(policy, claim)
    return () => {
      if (this.policyClaims.get(policy) === claim) return
      const owner = this.owners.get(what)?.name ?? 'another'
      this.unfenced.push(`${process.name} has written for ${what}, which ${owner} had claimed`)
    }
  }

  /** Whether a process has ever claimed a table or a policy. */
  hasClaimed(process: Process, what: string): boolean {
    return this.claims.get(process)?.has(what) === true
  }

  /** What a process tells of its claims and commits. */
  watchOf(process: Process): TableWatch {
    return {
      claimed: (table) => this.claimed(tableId(table), process),
      committed: (table, { position }) => {
        this.commits += 1
        return this.look(table, position)
      },
      replaced: async (table) => {
        this.rebuilds += 1
        this.replacers.add(process)
        const checkpoint = await this.readModels.checkpoint(table)()
        if (!isLeft(checkpoint) && checkpoint.right !== undefined) {
          await this.look(table, checkpoint.right)
        }
      },
    }
  }

  /** Looks at what a table shows, just after it was written. */
  private async look(table: TableName, position: Position): Promise<void> {
    const { shown } = this.system
    const projection = this.versions.find((one) => tableId(one) === tableId(table))
    if (shown === undefined || projection === undefined) return
    this.shows += 1
    const rows = await allRows(this.readModels, projection)
    const log = this.happened().filter((event) => event.position <= position)
    const complaint = shown({ projection, rows, position, log })
    if (complaint !== undefined) {
      this.shownTooEarly.push(`${table.name}: ${complaint}, by its commit to ${position}`)
    }
  }

  // ------------------------------------------------------------------- log

  /** What has happened so far, in order. */
  happened(): ReadonlyArray<StoredEvent> {
    return this.log
  }

  /** Sends what must be there before anything goes wrong. */
  async prepare(): Promise<void> {
    const handle = commandHandler({ events: this.events, cache: 0 })
    const all = this.system.senders.flatMap(({ first }) => first)
    for (const [n, command] of all.entries()) {
      const meta = { commandId: `first-${n}`, recordedAt: this.now() }
      const { stream, answer } = await command.send(handle, meta)
      if (answer._tag !== 'accepted') {
        fail(`${command.type}, to be sent first, was not accepted: ${answer.why}`)
      }
      await this.readOn(stream)
    }
  }

  /** Reads on in a stream: the log is what the streams hold, whatever subscriptions deliver. */
  private async readOn(stream: string): Promise<void> {
    const from = this.lengths.get(stream) ?? 0
    let length = from
    for await (const stored of this.events.read(stream, { from })) {
      length += 1
      this.log.push(stored)
      this.stepOf.set(stored.id, this.scheduler.step)
      this.wroteAt.set(stored.id, this.trace.length)
    }
    this.lengths.set(stream, length)
    this.log.sort(byPosition)
  }

  /** The log as it stands in the end, read anew. */
  async finalLog(): Promise<ReadonlyArray<StoredEvent>> {
    const events: StoredEvent[] = []
    for (const stream of this.lengths.keys()) {
      for await (const stored of this.events.read(stream)) events.push(stored)
    }
    return events.sort(byPosition)
  }
}

type TableName = Pick<AnyProjection, 'name' | 'version'>

/** What the table of a version is called among all that can be claimed. */
export const tableId = ({ name, version }: TableName): string => `table ${name} ${version}`

const byPosition = (a: StoredEvent, b: StoredEvent): number => (a.position < b.position ? -1 : 1)

/** Some of the items, at least one where there are any: runs with few reach further. */
const someOf = <A>(random: Random, items: ReadonlyArray<A>): ReadonlyArray<A> => {
  const isChosen = items.map(() => random.chance(0.4))
  const sure = random.below(items.length)
  return items.filter((_, i) => i === sure || isChosen[i] === true)
}
