/**
 * The metadata of the tests' events.
 */
import type { EventMeta } from '@kiemtra/kernel'

export const meta: EventMeta = {
  schemaVersion: 1,
  commandId: 'command-1',
  index: 0,
  count: 1,
  actor: { kind: 'import', source: 'test' },
  recordedAt: '2024-03-01T02:00:00.000Z',
  correlationId: 'correlation-1',
  reads: [],
}
