/**
 * Handlers of events that change one row that is there, and make none.
 */
import type { Handler, Message } from '@kiemtra/kernel'

/** Makes handlers that change some columns of the row whose key an event names. */
export const changing =
  <Row, Event extends Message>(keyOf: (event: Event) => string) =>
  <E extends Event>(change: (data: E['data'], row: Row) => Partial<Row>): Handler<Row, E> => ({
    keys: ({ event }) => [keyOf(event)],
    apply: (row, { event }) =>
      row === undefined ? undefined : { ...row, ...change(event.data, row) },
  })
