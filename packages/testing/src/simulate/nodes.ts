/**
 * Nodes: the processes of a run. Some handle commands, some run projections, some run policies.
 */
import { type CommandHandler, type Pause } from '@kiemtra/runtime'
import { isLeft } from 'fp-ts/lib/Either.js'
import { fail } from '../failure.ts'
import { watched } from './answers.ts'
import { seenBy } from './event-store.ts'
import { policiesSeenBy } from './policies.ts'
import { tablesSeenBy } from './read-models.ts'
import { type Process, processNamed } from './scheduler.ts'
import type { World } from './world.ts'

// ------------------------------------------------------------------- model

/** What a node does. */
export type NodeKind = 'handler' | 'projector' | 'policies'

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
  /** Takes commands; of handlers. */
  readonly handle: CommandHandler | undefined
  readonly standings: () => ReadonlyArray<Standing>
  /** A runner that has ended by itself. */
  hasEnded: boolean
}

const BATCH_SIZES = [1, 2, 3, 500] as const

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
  start(kind: NodeKind): SimulatedNode {
    this.starts += 1
    const process = processNamed(`${kind}-${this.starts}`)
    this.world.note(process.name, 'starts')
    const node = this.make(kind, process)
    this.all.push(node)
    return node
  }

  private make(kind: NodeKind, process: Process): SimulatedNode {
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
    return { kind: 'handler', process, handle, standings: () => [], hasEnded: false }
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
      kind: 'projector',
      process,
      handle: undefined,
      standings: () =>
        projector
          .states()
          .map(({ projection, position, state }) => ({ name: projection, position, state })),
      hasEnded: false,
    }
    this.run(node, projector.run)
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
      store: policiesSeenBy(world.policyStore, around, (policy) => {
        world.claimed(`policy ${policy}`, process)
      }),
      clock: world.now,
      pause: this.pauseOf(process),
      sleep: (ms, signal) => world.scheduler.sleep(process, ms, signal),
      batchSize: world.random.pick(BATCH_SIZES) ?? 1,
    })
    if (isLeft(made)) return fail(`no policy runner can be made: ${made.left._tag}`)
    const runner = made.right
    const node: SimulatedNode = {
      kind: 'policies',
      process,
      handle: undefined,
      standings: () =>
        runner.states().map(({ policy, position, state }) => ({ name: policy, position, state })),
      hasEnded: false,
    }
    this.run(node, runner.run)
    return node
  }

  private run(node: SimulatedNode, run: () => Promise<void>): void {
    const { world } = this
    const { name } = node.process
    run().then(
      () => {
        node.hasEnded = true
        world.note(name, `ends: ${standingsText(node)}`)
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
