/**
 * Clients: they send commands, wait for an answer, send again until they have one, and now and then
 * send what was answered long ago.
 */
import type { CommandMeta } from '@kiemtra/kernel'
import type { Nodes } from './nodes.ts'
import type { Process } from './scheduler.ts'
import type { Moment, Outgoing } from './senders.ts'
import type { World } from './world.ts'

/** A command that a client wants answered. */
interface Matter {
  readonly command: Outgoing
  readonly meta: Partial<CommandMeta> & { readonly commandId: string }
  /** Where calls of it were made and not answered yet. */
  readonly open: Set<Process>
  isAnswered: boolean
}

const MOST_OPEN = 6
const RECORDED_SHARE = 0.3
const STORM_SIZE = 4

/** The clients of a world. */
export class Clients {
  readonly matters: Matter[] = []
  private readonly world: World
  private readonly nodes: Nodes
  private readonly thinking: ReadonlyArray<(moment: Moment) => Outgoing | undefined>

  constructor(world: World, nodes: Nodes) {
    this.world = world
    this.nodes = nodes
    this.thinking = world.system.senders.map(({ begin }) => begin(world.random))
  }

  /** What still waits for its answer. */
  unanswered(): ReadonlyArray<Matter> {
    return this.matters.filter(({ isAnswered }) => !isAnswered)
  }

  /** Sends something new, unless too much is open; several at once in a storm. */
  sendNew(): void {
    const { world } = this
    if (this.unanswered().length >= MOST_OPEN) return
    const think = world.random.pick(this.thinking)
    const moment = {
      log: world.happened(),
      now: world.now(),
      below: (bound: number) => world.random.below(bound),
    }
    const command = think?.(moment)
    if (command === undefined) return
    const isStorm = world.faults.strikes('storm')
    const count = isStorm ? STORM_SIZE : 1
    for (let i = 0; i < count; i++) this.begin(command, isStorm ? ' !storm' : '')
  }

  private begin(command: Outgoing, why: string): void {
    const { world } = this
    const commandId = `command-${this.matters.length}`
    const onRefusal = world.random.chance(RECORDED_SHARE) ? 'record' : 'answer'
    const meta = { commandId, recordedAt: world.now(), onRefusal } as const
    const matter: Matter = { command, meta, open: new Set(), isAnswered: false }
    this.matters.push(matter)
    this.send(matter, why)
  }

  /** Sends again what has no answer and nobody at work on it; or what was answered long ago. */
  sendAgain(): void {
    const { world } = this
    const waiting = this.unanswered().filter((matter) => !isOpen(matter))
    const impatient = this.unanswered().filter(isOpen)
    if (waiting.length > 0) this.send(world.random.pick(waiting), ' again')
    else if (impatient.length > 0 && world.faults.strikes('impatience')) {
      this.send(world.random.pick(impatient), ' !again, without waiting')
    } else this.send(world.random.pick(this.matters), ' once more')
  }

  /** Sends again all that has no answer and nobody at work on it; whether there was any. */
  sendWaiting(): boolean {
    const waiting = this.unanswered().filter((matter) => !isOpen(matter))
    for (const matter of waiting) this.send(matter, ' again')
    return waiting.length > 0
  }

  private send(matter: Matter | undefined, why: string): void {
    if (matter === undefined) return
    const { world } = this
    const handlers = this.nodes
      .running('handler')
      .filter(({ process }) => !matter.open.has(process))
    const node = world.random.pick(handlers)
    if (node?.handle === undefined) return
    const { command, meta } = matter
    world.note('client', `sends ${command.type} ${meta.commandId} to ${node.process.name}${why}`)
    matter.open.add(node.process)
    command.send(node.handle, meta).then(
      ({ answer }) => {
        matter.open.delete(node.process)
        if (answer._tag !== 'failed') matter.isAnswered = true
        const more = answer._tag === 'accepted' ? `${answer.events.length} events` : answer.why
        world.note('client', `is told of ${meta.commandId}: ${answer._tag}, ${more}`)
      },
      (thrown: unknown) => {
        matter.open.delete(node.process)
        world.defect(node.process.name, thrown)
      },
    )
  }
}

const isOpen = ({ open }: Matter): boolean => [...open].some(({ isAlive }) => isAlive)
