/**
 * Handlers of events that concern the row of their inspection.
 */
import type { InspectionEvent } from '@kiemtra/core'
import type { Handler } from '@kiemtra/kernel'
import { changing } from '../changing.ts'
import type { InspectionRow } from './row.ts'

/** An event of a type. */
export type On<Type extends InspectionEvent['type']> = Extract<InspectionEvent, { type: Type }>

/** The inspection's own row. */
export const ownRow: Handler<InspectionRow, InspectionEvent>['keys'] = ({ event }) => [
  event.data.inspectionId,
]

/**
 * A handler that changes some columns of a row that is there. Only a proposal and an opening make
 * one, so whatever happens to an unannounced inspection before it opens changes nothing (R9).
 */
export const onRow = changing<InspectionRow, InspectionEvent>(({ data }) => data.inspectionId)
