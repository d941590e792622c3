/**
 * The contract of event stores, kept over one kind of client and the stand-in server.
 */
import { eventStoreContract } from '@kiemtra/testing'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { type StandIn, startStandIn } from '../../../../test/support/eventstoredb/stand-in.ts'
import { eventStoreDB, type EventStoreDBClient } from '../../src/index.ts'
import type { Connect } from '../rig.ts'

export const contract = (name: string, connect: Connect): void => {
  describe('the contract', () => {
    let server: StandIn
    let client: EventStoreDBClient

    beforeAll(async () => {
      server = await startStandIn()
      client = connect(server.hosts)
    })
    afterAll(async () => {
      await client.dispose()
      await server.stop()
    })

    // Its faults ask what a caller is told, so there the first attempt is the only one.
    const open = (retryForMs: number) => () =>
      eventStoreDB({ client, deadlineMs: 2_000, retryForMs, probeEveryMs: 200 })

    const withFaults = (group: string, register: () => void): void => {
      if (group === 'faults' || group.startsWith('event store:')) describe(group, register)
    }
    const withoutFaults = (group: string, register: () => void): void => {
      if (group !== 'faults') describe(group, register)
    }

    const patient = {
      name: `EventStoreDB over ${name}`,
      independent: true,
      durable: true,
      exclusive: true,
      runs: 10,
      bigBatch: 500,
    }
    eventStoreContract(() => ({ open: open(10_000), remove: () => server.clearLog() }), patient, {
      describe: withoutFaults,
      it,
    })
    eventStoreContract(
      () => ({
        open: open(0),
        remove: () => server.clearLog(),
        faults: {
          loseNextReply: () =>
            server.fault({ call: 'append', act: { do: 'hang up', commit: true } }),
          cutOff: async () => {
            await server.kill(0)
            return async () => {
              await server.restart(0)
              await open(10_000)().ready({ withinMs: 10_000 })()
            }
          },
        },
      }),
      { ...patient, name: `${patient.name}, which tries once`, faults: true },
      { describe: withFaults, it },
    )
  })
}
