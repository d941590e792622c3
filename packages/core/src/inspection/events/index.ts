/**
 * Every event of an inspection, in the order of its life.
 */
import { eventCodec, type EventOfCodec } from '@kiemtra/kernel'
import { conclusionEvents } from './conclusion.ts'
import { fieldworkEvents } from './fieldwork.ts'
import { preparationEvents } from './preparation.ts'

/** Codec of every event of an inspection. */
export const InspectionEvents = eventCodec(
  ...preparationEvents,
  ...fieldworkEvents,
  ...conclusionEvents,
)

/** An event of an inspection. */
export type InspectionEvent = EventOfCodec<typeof InspectionEvents>
