/** Timers for tests. */
import type { PolicyTimer } from '@kiemtra/runtime'

/** A timer of one instance. */
export const policyTimer = (timer: string, more: Partial<PolicyTimer> = {}): PolicyTimer => ({
  key: 'k-1',
  timer,
  instant: '2026-01-05T02:00:00Z',
  setBy: {
    eventId: 'event-1',
    correlationId: 'correlation-1',
    onBehalfOf: 'so-noi-vu',
    recordedAt: '2026-01-04T02:00:00Z',
  },
  firing: false,
  ...more,
})
