/**
 * The nodes over their one log: who leads, who is alive, who may ask.
 */
import type { Metadata, ServiceError } from '@grpc/grpc-js'
import { Faults } from './faults.ts'
import { Log } from './log.ts'
import { accessDenied, notLeader, notReady } from './messages.ts'
import { Node } from './node.ts'
import type { Control, Counts, Fault, ForeignEvent, LogRecord, StandInOptions } from './protocol.ts'
import { randomUUID } from 'node:crypto'

/** What the process does for its test; some of it takes a while. */
type Served = {
  [K in keyof Control]: (
    ...args: Parameters<Control[K]>
  ) => ReturnType<Control[K]> | Promise<ReturnType<Control[K]>>
}

/** A cluster of stand-ins. */
export class Cluster implements Served {
  private readonly theLog = new Log()
  private readonly faults = new Faults()
  private nodes: Node[] = []
  private readonly dead = new Set<number>()
  private leading = 0
  private electing = false
  private delayMs = 0
  private options: StandInOptions = {}

  async start(options: StandInOptions): Promise<{ readonly ports: ReadonlyArray<number> }> {
    this.options = options
    this.theLog.maxAppendBytes = options.maxAppendBytes ?? this.theLog.maxAppendBytes
    this.theLog.positionOnRepeat = options.positionOnRepeat ?? true
    for (let i = 0; i < (options.nodes ?? 1); i++) {
      const node = new Node({
        log: this.theLog,
        faults: this.faults,
        options,
        refuse: (metadata) => this.refuse(i, metadata),
        hangUp: () => this.hangUp(i),
        appendDelayMs: () => this.delayMs,
        members: () =>
          this.nodes.map(({ port }, index) => ({
            port,
            isLeader: index === this.leading && !this.electing,
            isAlive: !this.dead.has(index),
          })),
      })
      this.nodes.push(node)
      await node.start()
    }
    return { ports: this.nodes.map(({ port }) => port) }
  }

  private refuse(index: number, metadata: Metadata): ServiceError | undefined {
    const { user } = this.options
    if (user !== undefined) {
      const wanted = `Basic ${Buffer.from(`${user.username}:${user.password}`).toString('base64')}`
      if (metadata.get('authorization')[0] !== wanted) return accessDenied()
    }
    if (this.electing) return notReady()
    if (index === this.leading || metadata.get('requires-leader')[0] !== 'true') return undefined
    return notLeader(this.node(this.leading).port)
  }

  private node(index: number): Node {
    const node = this.nodes[index]
    if (node === undefined) throw new RangeError(`no node ${index}`)
    return node
  }

  fault(fault: Fault): void {
    this.faults.add(fault)
  }

  clearFaults(): void {
    this.faults.clear()
  }

  clearLog(): void {
    this.theLog.clear()
  }

  counts(): Counts {
    return this.faults.counts()
  }

  log(): ReadonlyArray<LogRecord> {
    return this.theLog.entries.map(({ stream, revision, position, id, type, data, metadata }) => ({
      stream,
      revision,
      position,
      id,
      type,
      data: Buffer.from(data).toString('utf8'),
      metadata: Buffer.from(metadata).toString('utf8'),
    }))
  }

  write(events: ReadonlyArray<ForeignEvent>): void {
    for (const { stream, type, data, metadata = '' } of events) {
      this.theLog.write(stream, [
        {
          id: randomUUID(),
          type,
          isJson: true,
          data: Buffer.from(data),
          metadata: Buffer.from(metadata),
        },
      ])
    }
  }

  delayAppends(ms: number): void {
    this.delayMs = ms
  }

  leader(): number {
    return this.leading
  }

  hangUp(index: number): void {
    this.node(index).hangUp()
  }

  kill(index: number): void {
    this.dead.add(index)
    this.node(index).kill()
  }

  async restart(index: number): Promise<void> {
    this.dead.delete(index)
    await this.node(index).listen()
  }

  stall(index: number): void {
    this.node(index).stall()
  }

  resume(index: number): void {
    this.node(index).resume()
  }

  failOver(electionMs: number): void {
    this.electing = true
    this.kill(this.leading)
    const next = this.nodes.findIndex((_, index) => !this.dead.has(index))
    setTimeout(() => {
      this.leading = next
      this.electing = false
      this.theLog.forgetRecentIds()
    }, electionMs)
  }

  handOver(index: number): void {
    this.leading = index
    this.theLog.forgetRecentIds()
  }

  stop(): void {
    for (const node of this.nodes) node.stop()
  }
}
