/**
 * Nodes: the processes of a run. Some handle commands, some run projections, some run policies, some
 * rebuild a read model and are gone.
 */
import type { AnyProjection } from '@kiemtra/kernel'
import {
  type CommandHandler,
  type Pause,
  type RebuildFailure,
  type RebuildReport,
} from '@kiemtra/runtime'
import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import { fail } from '../failure.ts'
import { watched } from './answers.ts'
import { seenBy } from './event-store.ts'
import { policiesSeenBy } from './policies.ts'
import { tablesSeenBy } from './read-models.ts'
import { type Process, processNamed } from './scheduler.ts'
import { tableId, type World } from './world.ts'

// ------------------------------------------------------------------- model

/** What a node does. */
export type NodeKind = 'handler' | 'projector' | 'policies' | 'rebuild'

/** How one projection or policy stands in a node. */
export interface Standing {
  readonly name: string
  /** Its checkpoint, as it knows it. */
  readonly position: string | undefined
  readonly state: { readonly _tag: string; readonly failure?: Failing }
}

/** Why it has stopped or tries again: `failure` is the store's own, where a store has failed. */
interface Failing {
  readonly _tag: string
  readonly failure?: { readonly _tag: string }
}

/** A process with its work. */
export interface SimulatedNode {
  readonly kind: NodeKind
  readonly process: Process
  /** What it claims, or has claimed. */
  readonly claims: ReadonlyArray<string>
  /** Takes commands; of handlers. */
  readonly handle: CommandHandler | undefined
  /** What it rebuilds, and how to call that off; of rebuilds. */
  readonly building: { readonly of: AnyProjection; readonly cancel: () => void } | undefined
  readonly standings: () => ReadonlyArray<Standing>
  /** Has ended by itself. */
  hasEnded: boolean
}

const NOTHING = {
  claims: [],
  handle: undefined,
  building: undefined,
  standings: (): ReadonlyArray<Standing> => [],
}

const BATCH_SIZES = [1, 2, 3, 500] as const
const MOST_HELD = [0, 3, 100_000] as const

// ------------------------------------------------------------ constructors

/** The nodes of a world. */
export class Nodes {
  readonly all: SimulatedNode[] = []
  private readonly world: World
  private starts = 0

  constructor(world: World) {
    this.world = world
  }

  /** Those that are alive and go on. */
  running(kind: NodeKind): ReadonlyArray<SimulatedNode> {
    return this.all.filter((node) => node.kind === kind && node.process.isAlive && !node.hasEnded)
  }

  /** What has ever stopped that should have gone on, dead or alive. */
  stopped(): string | undefined {
    for (const node of this.all) {
      for (const standing of node.standings()) {
        const text = stopText(standing)
        if (text !== undefined) return text
      }
    }
    return undefined
  }

  /** Starts another one. */
  start(kind: Exclude<NodeKind, 'rebuild'>): void {
    const process = this.begin(kind, '')
    this.all.push(this.make(kind, process))
  }

  /** Starts to rebuild one version of a projection. */
  rebuild(projection: AnyProjection): void {
    const { name, version } = projection
    const process = this.begin('rebuild', ` to rebuild ${name} ${version}`)
    this.all.push(this.rebuildNode(process, projection))
  }

  private begin(kind: NodeKind, why: string): Process {
    this.starts += 1
    const process = processNamed(`${kind}-${this.starts}`)
    this.world.note(process.name, `starts${why}`)
    return process
  }

  private make(kind: Exclude<NodeKind, 'rebuild'>, process: Process): SimulatedNode {
    switch (kind) {
      case 'handler':
        return this.handlerNode(process)
      case 'projector':
        return this.projectorNode(process)
      case 'policies':
        return this.policiesNode(process)
    }
  }

  private handlerNode(process: Process): SimulatedNode {
    const handle = this.handlerOf(process, true)
    return { ...NOTHING, kind: 'handler', process, handle, hasEnded: false }
  }

  private handlerOf(process: Process, isOfClient: boolean): CommandHandler {
    const { world } = this
    const events = seenBy(world.events, world.around(process), world.sightings)
    const handle = world.parts.commandHandler({ events, pause: this.pauseOf(process) })
    return watched(handle, { by: process.name, isOfClient }, world.tick, world.handlings)
  }

  private projectorNode(process: Process): SimulatedNode {
    const { world } = this
    const around = world.around(process)
    const projector = world.parts.projector({
      events: seenBy(world.events, around, world.sightings),
      readModels: tablesSeenBy(world.readModels, around, world.watchOf(process)),
      projections: world.projections,
      pause: this.pauseOf(process),
      batchSize: world.random.pick(BATCH_SIZES) ?? 1,
    })
    const node: SimulatedNode = {
      ...NOTHING,
      kind: 'projector',
      process,
      claims: world.projections.map(tableId),
      standings: () =>
        projector
          .states()
          .map(({ projection, position, state }) => ({ name: projection, position, state })),
      hasEnded: false,
    }
    this.run(node, () => projector.run().then(() => standingsText(node)))
    return node
  }

  private policiesNode(process: Process): SimulatedNode {
    const { world } = this
    const around = world.around(process)
    const made = world.parts.policyRunner({
      events: seenBy(world.events, around, world.sightings),
      handle: this.handlerOf(process, false),
      aggregates: world.system.aggregates ?? [],
      policies: world.policies,
      store: policiesSeenBy(world.policyStore, around, (policy) =>
        world.claimedPolicy(policy, process),
      ),
      clock: world.now,
      pause: this.pauseOf(process),
      sleep: (ms, signal) => world.scheduler.sleep(process, ms, signal),
      batchSize: world.random.pick(BATCH_SIZES) ?? 1,
    })
    if (isLeft(made)) return fail(`no policy runner can be made: ${made.left._tag}`)
    const runner = made.right
    const node: SimulatedNode = {
      ...NOTHING,
      kind: 'policies',
      process,
      claims: world.policies.map(({ name }) => `policy ${name}`),
      standings: () =>
        runner.states().map(({ policy, position, state }) => ({ name: policy, position, state })),
      hasEnded: false,
    }
    this.run(node, () => runner.run().then(() => standingsText(node)))
    return node
  }

  private rebuildNode(process: Process, projection: AnyProjection): SimulatedNode {
    const { world } = this
    const around = world.around(process)
    const calledOff = new AbortController()
    const node: SimulatedNode = {
      ...NOTHING,
      kind: 'rebuild',
      process,
      building: { of: projection, cancel: () => calledOff.abort() },
      hasEnded: false,
    }
    const rebuilding = world.parts.rebuild(projection, {
      events: seenBy(world.events, around, world.sightings),
      readModels: tablesSeenBy(world.readModels, around, world.watchOf(process)),
      maxHeld: world.random.pick(MOST_HELD) ?? 0,
      signal: calledOff.signal,
      pause: this.pauseOf(process),
      clockMs: () => world.scheduler.nowMs,
    })
    this.run(node, async () => this.judge(process, projection, await rebuilding()))
    return node
  }

  /** What a rebuild has come to, and whether it may come to that. */
  private judge(
    process: Process,
    projection: AnyProjection,
    done: Either<RebuildFailure, RebuildReport>,
  ): string {
    const { world } = this
    const name = `${projection.name} ${projection.version}`
    if (isLeft(done)) {
      const why = rebuildText(done.left)
      if (!isExpected(done.left)) world.defects.push(`the rebuild of ${name} has failed: ${why}`)
      return why
    }
    const { comparison, position, replaced } = done.right
    if (replaced && !world.replacers.has(process)) {
      world.disagreements.push(`the rebuild of ${name} says that it is done, and it isn't`)
    }
    if (!comparison.agree) {
      const { total, rows } = comparison.differences
      const keys = rows.map(({ key }) => key).join(', ')
      world.disagreements.push(
        `at ${comparison.at ?? 'the start'}, ${total} rows of ${name} were not what the log folds to: ${keys}`,
      )
    }
    return `${comparison.built.rows} rows, at ${position ?? 'the start'}`
  }

  private run(node: SimulatedNode, run: () => Promise<string>): void {
    const { world } = this
    const { name } = node.process
    run().then(
      (end) => {
        node.hasEnded = true
        world.note(name, `ends: ${end}`)
      },
      (thrown: unknown) => {
        node.hasEnded = true
        world.defect(name, thrown)
      },
    )
  }

  private pauseOf(process: Process): Pause {
    return (ms) => this.world.scheduler.gate(process, 'pause', { ms })
  }
}

// --------------------------------------------------------------- behaviour

const rebuildText = (failure: RebuildFailure): string => {
  if (failure._tag !== 'NotRebuilt') return failure._tag
  const inner = 'failure' in failure.failure ? ` (${failure.failure.failure._tag})` : ''
  return `${failure.failure._tag}${inner}`
}

/**
 * It was called off, another has begun to rebuild the same, or the store was away while a table was
 * scanned: a scan can't go on where it broke off. The table is as it was, and somebody begins anew.
 */
const isExpected = (failure: RebuildFailure): boolean => {
  if (failure._tag === 'Cancelled') return true
  if (failure._tag !== 'NotRebuilt' || failure.failure._tag !== 'ReadModels') return false
  const { _tag } = failure.failure.failure
  return _tag === 'Fenced' || _tag === 'Unavailable'
}

/** How a node's projections or policies stand, on one line. */
const standingsText = (node: SimulatedNode): string =>
  node
    .standings()
    .map(({ name, state }) => `${name} ${state._tag} ${state.failure?._tag ?? ''}`.trimEnd())
    .join(', ')

/** Why something has stopped that should have gone on; to be taken over is the one good reason. */
const stopText = ({ name, state }: Standing): string | undefined => {
  if (state._tag !== 'Stopped' || state.failure?.failure?._tag === 'Fenced') return undefined
  const { _tag = 'no reason', failure } = state.failure ?? {}
  return `${name} has stopped: ${_tag}${failure === undefined ? '' : ` (${failure._tag})`}`
}
