/**
 * What a test may tell the stand-in server and ask of it. Plain data: it travels between processes.
 */

/** How a stand-in is set up. */
export interface StandInOptions {
  /** Default 1; with more, the first leads. */
  readonly nodes?: number
  /** Whether the servers say that they support batch appends. Default true, as real ones do. */
  readonly batch?: boolean
  /** Default 1 MiB, counted over data only, as 23.10 counts. */
  readonly maxAppendBytes?: number
  /** Whether subscriptions say that they have caught up. Default true; servers before 23.10 don't. */
  readonly caughtUp?: boolean
  /** Whether subscriptions begin by saying that they have fallen behind. Default false. */
  readonly fellBehind?: boolean
  /** Whether a repeated append is answered with its position. Default true. */
  readonly positionOnRepeat?: boolean
  /** Whether stream reads carry positions. Default true; servers before 22.6 don't. */
  readonly positionOnRead?: boolean
  /**
   * Whether a filtered subscription looks for its starting point among matching events only, and so
   * passes over one when it starts between them. Default false.
   */
  readonly skipsOnResume?: boolean
  /** Whether subscriptions deliver all events, whatever they filter for. Default false. */
  readonly ignoresFilter?: boolean
  /** Serves TLS with this key and certificate, in PEM. */
  readonly tls?: { readonly key: string; readonly cert: string }
  /** Refuses every call that doesn't come from this user. */
  readonly user?: { readonly username: string; readonly password: string }
}

/** The calls that a fault can lie in wait for. */
export type Call =
  'append' | 'batch' | 'read' | 'readAll' | 'subscribe' | 'delete' | 'gossip' | 'features'

/** What goes wrong. `commit`: after the append was written. */
export type Act =
  /** Answers with a gRPC status, and the trailers that the server would send. */
  | {
      readonly do: 'error'
      readonly code: number
      readonly details: string
      readonly trailers?: Readonly<Record<string, string>>
      readonly commit?: boolean
    }
  /** Says nothing more on this call. */
  | { readonly do: 'silence'; readonly commit?: boolean }
  /** Cuts all connections to the node. */
  | { readonly do: 'hang up'; readonly commit?: boolean }
  /** Ends a stream as if all was said. */
  | { readonly do: 'end' }

/** A fault that lies in wait for the next calls of a kind. */
export interface Fault {
  readonly call: Call
  readonly act: Act
  /** So many calls go well first. Default 0. */
  readonly skip?: number
  /** So many calls go wrong. Default 1. */
  readonly times?: number
  /** On a stream of answers: so many events are sent first. Default 0. */
  readonly afterEvents?: number
}

/** A record of the log. */
export interface LogRecord {
  readonly stream: string
  readonly revision: number
  readonly position: number
  readonly id: string
  readonly type: string
  readonly data: string
  readonly metadata: string
}

/** An event that another application writes, past all checks. */
export interface ForeignEvent {
  readonly stream: string
  readonly type: string
  readonly data: string
  readonly metadata?: string
}

/** What a server has seen, since it was started or asked to forget. */
export interface Counts {
  readonly calls: Readonly<Record<Call, number>>
  /** Calls that are open now. */
  readonly open: Readonly<Record<'read' | 'subscribe' | 'batch', number>>
  /** The most appends under way at once. */
  readonly mostAppends: number
}

/** What can be asked. All nodes are named by their index. */
export interface Control {
  start(options: StandInOptions): { readonly ports: ReadonlyArray<number> }
  fault(fault: Fault): void
  clearFaults(): void
  /** Forgets all events; nobody may be subscribed. */
  clearLog(): void
  counts(): Counts
  log(): ReadonlyArray<LogRecord>
  write(events: ReadonlyArray<ForeignEvent>): void
  /** Holds back each append's answer for so long. */
  delayAppends(ms: number): void
  leader(): number
  /** Cuts the connections of a node. */
  hangUp(node: number): void
  /** As a killed process: connections cut, port closed. */
  kill(node: number): void
  /** On its old port. */
  restart(node: number): void
  /** Connections stay, nothing passes. */
  stall(node: number): void
  resume(node: number): void
  /** Kills the leader; the rest answer "not ready" until another is elected after so long. */
  failOver(electionMs: number): void
  /** Another node leads at once; the old one answers that it is not the leader. */
  handOver(node: number): void
  stop(): void
}
