/**
 * The adapter's promises, over one kind of client and the stand-in server.
 *
 * | trap in the clients or servers | test |
 * |---|---|
 */
import { describe } from 'vitest'
import type { Connect } from '../rig.ts'
import { appends } from './appends.ts'
import { batchPath } from './batch-path.ts'
import { contract } from './contract.ts'
import { clusters } from './clusters.ts'
import { endings } from './endings.ts'
import { operators } from './operators.ts'
import { outcomes } from './outcomes.ts'
import { reads } from './reads.ts'
import { subscriptions } from './subscriptions.ts'

/** All of them. `cancels`: whether the client can cancel a read. */
export const promises = (name: string, connect: Connect, cancels: boolean): void => {
  describe(name, () => {
    contract(name, connect)
    appends(connect)
    batchPath(connect)
    outcomes(connect)
    reads(connect, cancels)
    subscriptions(connect)
    operators(connect)
    clusters(connect)
    endings(name, connect)
  })
}
