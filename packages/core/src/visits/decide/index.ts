/**
 * The rules of a calendar of visits: R7 (no overlap), R8 (caps), R1, R25, R26 of whoever asks, R9 for
 * secret windows, R28.
 *
 * That days are taken is an event, not a rejection: the calendar is where the claim is decided, and
 * the one who asked, often a policy, hears of it there.
 */
import type { Command, WorkingCalendar } from '@kiemtra/kernel'
import { isLeft } from 'fp-ts/lib/Either.js'
import { occurred } from '../../vocabulary/occurrence.ts'
import type { VisitsCommand } from '../commands.ts'
import type { VisitsFacts } from '../needs.ts'
import type { VisitsState } from '../state.ts'
import { combine, waive } from './agreements.ts'
import { reserve } from './reserve.ts'
import { move, release } from './standing.ts'
import { succeed } from './succession.ts'
import type { Decision } from './types.ts'

/** The rules of a calendar of visits, with the calendar that says which days are working days. */
export const decideWith =
  (calendar: WorkingCalendar) =>
  (command: Command<VisitsCommand>, state: VisitsState, facts: VisitsFacts): Decision => {
    const when = occurred(command.data.happenedOn, command.meta)
    if (isLeft(when)) return when
    switch (command.type) {
      case 'ReserveWindow':
        return reserve(command.data, when.right, command.meta, state, facts, calendar)
      case 'MoveWindow':
        return move(command.data, when.right, command.meta, state, facts, calendar)
      case 'ReleaseWindow':
        return release(command.data, when.right, command.meta, state)
      case 'SucceedWindow':
        return succeed(command.data, when.right, command.meta, state, facts, calendar)
      case 'WaiveOverlap':
        return waive(command.data, when.right, command.meta, state, facts)
      case 'CombineInspections':
        return combine(command.data, when.right, command.meta, state, facts)
    }
  }
