/**
 * What may be asked of an inspection next: a few commands of every type, told with regard to where it
 * stands. Which of them it accepts, it says itself; the others are refusals worth seeing.
 */
import type { CivilDate } from '@kiemtra/kernel'
import type { InspectionState } from '../inspection/state.ts'
import { Here } from './moves/asking.ts'
import { offersIn } from './moves/offers.ts'
import type { InspectionMove } from './moves/sample.ts'

export * from './moves/sample.ts'

/** Commands of every type, as they may be asked on a day or soon after it; most belong to other phases. */
export const inspectionMoves = (
  state: InspectionState,
  today: CivilDate,
): ReadonlyArray<InspectionMove> => {
  const here = new Here(state, today)
  return offersIn(state.status).map(({ move }) => move(here))
}
