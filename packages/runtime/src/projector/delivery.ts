/**
 * Deliveries and where they stand in the log.
 */
import type { Position } from '@kiemtra/kernel'
import type { Delivery } from '../ports/event-store.ts'

/** The position that a delivery stands for. */
export const positionOfDelivery = (delivery: Delivery): Position =>
  delivery._tag === 'Event' ? delivery.stored.position : delivery.position
