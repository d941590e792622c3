import { type CommandMeta, positionOf, type StoredEvent } from '../../src/index.ts'

export const actor: CommandMeta['actor'] = { kind: 'import', source: 'test' }

/** An event as a store would hold it; only what a test is about is given. */
export const storedEvent = (
  type: string,
  data: unknown,
  { schemaVersion = 1, revision = 0, recordedAt = '2023-02-06T01:00:00Z' } = {},
): StoredEvent => ({
  id: `${type}-${revision}`,
  stream: 'test.agency-a',
  revision,
  position: positionOf(String(revision).padStart(9, '0')),
  type,
  data,
  meta: {
    schemaVersion,
    commandId: `c-${revision}`,
    index: 0,
    count: 1,
    actor,
    recordedAt,
    correlationId: `c-${revision}`,
    reads: [],
  },
})
