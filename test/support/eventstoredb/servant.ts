/**
 * What the calls of one node know of the node they are answered by.
 */
import type { Metadata, ServiceError } from '@grpc/grpc-js'
import type { Faults } from './faults.ts'
import type { Log } from './log.ts'
import type { StandInOptions } from './protocol.ts'

/** One node, as its calls see it. */
export interface Servant {
  readonly log: Log
  readonly faults: Faults
  readonly options: StandInOptions
  /** Why this node won't answer this call: a stranger, not ready, not the leader. */
  readonly refuse: (metadata: Metadata) => ServiceError | undefined
  /** Cuts all connections to this node. */
  readonly hangUp: () => void
  readonly appendDelayMs: () => number
  /** Nodes as gossip tells of them. */
  readonly members: () => ReadonlyArray<{
    readonly port: number
    readonly isLeader: boolean
    readonly isAlive: boolean
  }>
}
