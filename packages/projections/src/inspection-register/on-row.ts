/**
 * Handlers of events that concern the row of their inspection.
 */
import type { InspectionEvent } from '@kiemtra/core'
import type { Handler } from '@kiemtra/kernel'
import { isPublicKnowledge } from '../inspection-memory.ts'
import type { InspectionRow } from './row.ts'

/** An event of a type. */
export type On<Type extends InspectionEvent['type']> = Extract<InspectionEvent, { type: Type }>

/** The inspection's own row, once others may hear of it: an unannounced one's from its opening on. */
export const ownRow: Handler<InspectionRow, InspectionEvent>['keys'] = (
  { stream, event },
  links,
) => (isPublicKnowledge(links.of(stream)) ? [event.data.inspectionId] : [])

/** A handler that changes some columns. */
export const onRow = <E extends InspectionEvent>(
  change: (data: E['data'], row: InspectionRow) => Partial<InspectionRow>,
): Handler<InspectionRow, E> => ({
  keys: ownRow,
  apply: (row, { event }) =>
    row === undefined ? undefined : { ...row, ...change(event.data, row) },
})
