/**
 * The story of one inspection, as the policies that ask its calendar of visits remember it: what each
 * event led to, and what was refused. An answer is understood by its question.
 */
import type { CommandRefused, Recorded } from '@kiemtra/kernel'
import type { InspectionEvent, InspectionRejection } from '../inspection/index.ts'
import type { VisitsEvent, VisitsRejection } from '../visits/index.ts'

/** What a policy between inspections and calendars hears. */
export type Heard =
  | InspectionEvent
  | VisitsEvent
  | CommandRefused<InspectionRejection>
  | CommandRefused<VisitsRejection>

/** How an inspection begins. */
export type Begun = Extract<InspectionEvent, { type: 'InspectionProposed' | 'UnannouncedOrdered' }>

/** Who keeps the window: the agency that ordered the visit, else the plan's lead agency. */
export const keeperOf = (event: Begun): string => {
  const order = event.type === 'UnannouncedOrdered' ? event.data.order : undefined
  return order?.by === 'agency' ? order.agencyId : event.data.leadAgencyId
}

/** A refusal in a policy's story: of which command, and why. */
export interface Refused {
  readonly commandType: string
  readonly rejection: string
}

/** What is remembered: steps by the id of the event that led to them, and every refusal. */
export interface Story<Step> {
  readonly steps: Readonly<Record<string, Step>>
  readonly refusals: ReadonlyArray<Refused>
}

export const noStory = { steps: {}, refusals: [] } as const

/** The story in which an event leads to a step. */
export const step = <S extends Story<unknown>>(
  state: S,
  { id }: Recorded<Heard>,
  next: S['steps'][string],
): S => ({ ...state, steps: { ...state.steps, [id]: next } })

/** The step to which an event is the answer. */
export const questionOf = <Step>(
  { steps }: Story<Step>,
  { meta }: Recorded<Heard>,
): Step | undefined => (meta.causationId === undefined ? undefined : steps[meta.causationId])

/** The story with a refusal. */
export const noted = <S extends Story<unknown>>(state: S, refused: Refused): S => ({
  ...state,
  refusals: [...state.refusals, refused],
})
