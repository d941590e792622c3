/** Metas of commands and events for tests. */
import type { CommandMeta, EventMeta } from '@kiemtra/kernel'
import type { EventToAppend } from '../../src/ports/event-store.ts'

export const meta = (commandId: string, more: Partial<CommandMeta> = {}): CommandMeta => ({
  commandId,
  actor: { kind: 'import', source: 'test' },
  recordedAt: '2026-01-05T02:00:00Z',
  ...more,
})

export const eventMeta = (commandId: string, more: Partial<EventMeta> = {}): EventMeta => ({
  schemaVersion: 1,
  commandId,
  index: 0,
  count: 1,
  actor: { kind: 'import', source: 'test' },
  recordedAt: '2026-01-05T02:00:00Z',
  correlationId: commandId,
  reads: [],
  ...more,
})

/** An event to append whose id, and command id, is its name. */
export const draft = (name: string, data: unknown = {}, type = 'Happened'): EventToAppend => ({
  id: name,
  type,
  data,
  meta: eventMeta(name),
})
