/**
 * A run: some hundred steps in which everything may go wrong, then healed, then it must come to rest.
 */
import type { StoredEvent } from '@kiemtra/kernel'
import type { PolicyTimer } from '@kiemtra/runtime'
import { isLeft } from 'fp-ts/lib/Either.js'
import { Clients } from './clients.ts'
import { drawFaults, type FaultKind } from './faults.ts'
import { type NodeKind, Nodes, type Standing } from './nodes.ts'
import { randomOf } from './random.ts'
import type { SimulatedSystem } from './system.ts'
import { tableId, World } from './world.ts'

// ------------------------------------------------------------------- model

/** How a run is made. */
export interface RunPlan {
  readonly seed: number
  /** Steps before the healing. */
  readonly steps: number
  readonly leftOut: ReadonlySet<FaultKind>
  /** Steps before anything goes wrong, at most; by default as many as the system says. */
  readonly calm?: number
}

/** A run that is over. */
export interface FinishedRun {
  readonly world: World
  /** Steps before anything went wrong. */
  readonly calm: number
  readonly log: ReadonlyArray<StoredEvent>
  /** Timers that stand in the end, by their policies. */
  readonly timers: ReadonlyMap<string, ReadonlyArray<PolicyTimer>>
  /** Why it never came to rest; `undefined`: it did. */
  readonly unrest: string | undefined
}

/** Steps after the healing in which a run must come to rest, at least, and for each step before it. */
const SETTLING_STEPS = 1_000
const SETTLING_STEPS_PER_STEP = 40
const MOST_RUNNERS = 3
/** Gates that open in one step, at most: drawn for a run, as runners keep up in some and not in others. */
const MOST_GATES = [3, 3, 8, 20] as const
/** Gates that open before anything goes wrong, at most: what goes on for ever is found later. */
const BEGINNING_GATES = 2_000
/** How many in a hundred calm steps send something, and how many gates open in one, at most. */
const CALM_PERCENT = 60
const CALM_GATES = 60
const FROZEN_STEPS = 80
const MOST_REBUILDS = 2
/** In so many of a hundred steps a rebuild is begun, at most; drawn for a run. */
const REBUILD_PERCENT = 4
const MOST_VERSION = 3
const HOUR_MS = 3_600_000
/** How often an hour passes in the end, so that every sleeper looks at the clock. */
const LAST_HOURS = 2
const LONGEST_JUMP_MS = 40 * 24 * HOUR_MS

// --------------------------------------------------------------- behaviour

/** Makes a run. */
export const runOnce = async (system: SimulatedSystem, plan: RunPlan): Promise<FinishedRun> => {
  const random = randomOf(plan.seed)
  const world = new World(system, random, drawFaults(random, plan.leftOut))
  await world.prepare()
  const run = new Running(world, plan.calm)
  await run.begin()
  const last = world.scheduler.step + plan.steps
  while (world.scheduler.step < last && world.defects.length === 0) await run.step()
  const settled = await run.settle(SETTLING_STEPS + SETTLING_STEPS_PER_STEP * plan.steps)
  const unrest = run.nodes.stopped() ?? settled
  for (const { process } of run.nodes.all) if (process.isAlive) world.scheduler.kill(process)
  const timers = new Map<string, ReadonlyArray<PolicyTimer>>()
  for (const { name } of world.policies) {
    const claimed = await world.policyStore.claim(name)()
    if (!isLeft(claimed)) timers.set(name, claimed.right.timers)
  }
  return { world, calm: run.calm, log: await world.finalLog(), timers, unrest }
}

/** A kind of node that goes on for ever. */
type Runner = 'projector' | 'policies'

const KINDS: ReadonlyArray<NodeKind> = ['projector', 'policies', 'rebuild']

class Running {
  readonly nodes: Nodes
  /** Steps before anything goes wrong. */
  calm = 0
  private readonly world: World
  private readonly clients: Clients
  private readonly mostCalm: number
  private readonly mostGates: number
  private readonly rebuildPercent: number

  constructor(world: World, mostCalm = Number.POSITIVE_INFINITY) {
    const { random } = world
    this.world = world
    this.mostCalm = mostCalm
    this.nodes = new Nodes(world)
    this.clients = new Clients(world, this.nodes)
    this.mostGates = random.pick(MOST_GATES) ?? 1
    this.rebuildPercent = random.below(1 + REBUILD_PERCENT)
  }

  /** Starts all processes, and lets them catch up with what was there before anything goes wrong. */
  async begin(): Promise<void> {
    const { scheduler, random, faults } = this.world
    const handlers = 1 + random.below(2)
    for (let i = 0; i < handlers; i++) this.nodes.start('handler')
    for (const kind of this.runners()) this.nodes.start(kind)
    await scheduler.rest()
    await this.openSome(BEGINNING_GATES)
    const { calmSteps = 0 } = this.world.system
    const drawn = random.chance(0.5) ? random.below(1 + calmSteps) : 0
    this.calm = Math.min(drawn, this.mostCalm)
    for (let i = 0; i < this.calm && this.world.defects.length === 0; i++) {
      this.world.pass()
      if (random.below(100) < CALM_PERCENT) this.clients.sendNew()
      await scheduler.rest()
      await this.openSome(CALM_GATES)
    }
    faults.begin()
    this.world.note('all', 'may go wrong from now on')
  }

  private async openSome(most: number): Promise<void> {
    const { random, scheduler } = this.world
    for (let gates = 0; gates < most; gates++) {
      const gate = random.pick(scheduler.ready())
      if (gate === undefined) break
      await scheduler.open(gate)
    }
  }

  private runners(): ReadonlyArray<Runner> {
    const { projections, policies } = this.world
    return [
      ...(projections.length > 0 ? (['projector'] as const) : []),
      ...(policies.length > 0 ? (['policies'] as const) : []),
    ]
  }

  /** Now and then someone does something new; then a gate opens, or a few. */
  async step(): Promise<void> {
    const { world } = this
    const { random, scheduler } = world
    world.pass()
    this.interfere()
    const draw = random.below(100)
    if (draw < 12) this.clients.sendNew()
    else if (draw < 16) this.clients.sendAgain()
    else if (draw < 24) this.restart()
    else if (draw < 24 + this.rebuildPercent) this.renew()
    await scheduler.rest()
    await this.openSome(1 + random.below(this.mostGates))
  }

  /** Someone rebuilds a read model, or releases another version, which may have been built before. */
  private renew(): void {
    const { random, projections } = this.world
    const projection = random.pick(projections)
    if (projection === undefined) return
    const next = projection.version < MOST_VERSION ? this.world.nextOf(projection) : projection
    const draw = random.below(10)
    if (draw === 0 && next !== projection) {
      this.world.release(next)
      if (this.nodes.running('projector').length < MOST_RUNNERS) this.nodes.start('projector')
    } else if (this.nodes.running('rebuild').length < MOST_REBUILDS) {
      this.nodes.rebuild(draw < 4 ? next : projection)
    }
  }

  /** Clocks jump, runners are taken over. */
  private interfere(): void {
    const { world } = this
    const { random, faults } = world
    if (faults.strikes('forwards')) this.jump(random.below(LONGEST_JUMP_MS))
    if (faults.strikes('backwards')) this.jump(-random.below(LONGEST_JUMP_MS))
    const rebuilding = random.pick(this.nodes.running('rebuild'))
    if (rebuilding?.building !== undefined && faults.strikes('cancelled')) {
      world.note(rebuilding.process.name, '!is called off')
      rebuilding.building.cancel()
    }
    const kind = random.pick(rebuilding === undefined ? this.runners() : KINDS)
    if (kind === undefined) return
    const running = this.nodes.running(kind)
    const victim = random.pick(running)
    if (victim === undefined || running.length >= MOST_RUNNERS) return
    if (!faults.strikes('stale')) return
    const { process, building } = victim
    process.frozenUntil = world.scheduler.step + random.below(FROZEN_STEPS)
    world.note(process.name, `!sleeps until step ${process.frozenUntil}, and is taken over`)
    if (building !== undefined) this.nodes.rebuild(building.of)
    else if (kind !== 'rebuild') this.nodes.start(kind)
  }

  /** However often it jumps, a clock is never wrong by more than so much. */
  private jump(ms: number): void {
    const { world } = this
    world.skewMs = Math.max(-LONGEST_JUMP_MS, Math.min(world.skewMs + ms, LONGEST_JUMP_MS))
    world.note('clock', `!jumps to ${world.now()}`)
  }

  /** Starts what isn't there. */
  private restart(): void {
    for (const kind of ['handler', ...this.runners()] as const) {
      if (this.nodes.running(kind).length === 0) this.nodes.start(kind)
    }
  }

  // ------------------------------------------------------------------ heal

  /** Nothing goes wrong any more; why it doesn't come to rest, if it doesn't. */
  async settle(most: number): Promise<string | undefined> {
    const { world } = this
    const { scheduler, random } = world
    world.faults.heal()
    world.note('all', 'is healed')
    for (const { process } of this.nodes.all) process.frozenUntil = 0
    let hours = 0
    for (let steps = 0; steps < most; steps++) {
      if (world.defects.length > 0) return undefined
      if (this.nodes.running('handler').length === 0) this.nodes.start('handler')
      const isSending = this.clients.sendWaiting()
      const isTakenOver = this.takeOver()
      if (isSending || isTakenOver) await scheduler.rest()
      scheduler.step += 1
      const gate = random.pick(scheduler.ready())
      if (gate !== undefined) {
        await scheduler.open(gate)
        continue
      }
      const nextMs = scheduler.nextMs()
      if (nextMs !== undefined) scheduler.nowMs = nextMs
      else if (!scheduler.isBusy()) {
        const unrest = await this.unrest()
        if (unrest !== undefined || hours === LAST_HOURS) return unrest
        hours += 1
        scheduler.nowMs += HOUR_MS
      }
    }
    return `after ${most} steps without a fault it still goes on`
  }

  /** Starts anew what was last held by a process that is gone. */
  private takeOver(): boolean {
    const { world } = this
    const kinds: ReadonlyArray<readonly [Runner, ReadonlyArray<string>]> = [
      ['projector', world.projections.map(tableId)],
      ['policies', world.policies.map(({ name }) => `policy ${name}`)],
    ]
    let hasStarted = false
    for (const [kind, held] of kinds) {
      const running = this.nodes.running(kind)
      const isOrphaned = held.some((one) => {
        const owner = world.owners.get(one)
        return !running.some(({ process }) => process === owner)
      })
      // One that runs may be about to claim.
      const isClaiming = running.some(({ process, claims }) =>
        claims.some((one) => held.includes(one) && !world.hasClaimed(process, one)),
      )
      if (!isOrphaned || isClaiming) continue
      this.nodes.start(kind)
      hasStarted = true
    }
    return hasStarted
  }

  /** What isn't done, though there is nothing left to do. */
  private async unrest(): Promise<string | undefined> {
    const { world } = this
    const open = this.clients.unanswered()[0]
    if (open !== undefined) return `${open.meta.commandId} was never answered`
    const [rebuilding] = this.nodes.running('rebuild')
    if (rebuilding !== undefined) return `${rebuilding.process.name} has never ended`
    const last = world.happened().at(-1)?.position ?? ''
    for (const projection of world.projections) {
      const checkpoint = await world.readModels.checkpoint(projection)()
      const at = isLeft(checkpoint) ? checkpoint.left._tag : (checkpoint.right ?? '')
      if (isLeft(checkpoint) || at < last) {
        return `${projection.name} stands at ${at === '' ? 'the start' : at}, and the log ends at ${last}`
      }
    }
    for (const { name } of world.policies) {
      const at = this.standingOf(name)?.position ?? ''
      if (at < last) {
        return `policy ${name} stands at ${at === '' ? 'the start' : at}, and the log ends at ${last}`
      }
    }
    return undefined
  }

  private standingOf(name: string): Standing | undefined {
    const owner = this.world.owners.get(`policy ${name}`)
    const node = this.nodes.all.find(({ process }) => process === owner)
    return node?.standings().find((one) => one.name === name)
  }
}
