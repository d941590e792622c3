/**
 * What the policies have in common: days, commands, and why a window was refused.
 */
import { civilDateOf, type EventMeta, isInstant, type Plain, type Reaction } from '@kiemtra/kernel'
import type { InspectionCommand } from '../inspection/commands/index.ts'
import type { DaysRefusal } from '../inspection/shapes.ts'
import type { InspectionRejection } from '../inspection/rejections.ts'
import type { VisitsCommand } from '../visits/commands.ts'
import type { RefusalReason } from '../visits/shapes.ts'

/**
 * The day on which a policy's command happens: the one on which its cause was recorded. A policy has
 * no clock, and the same cause must lead to the same command.
 */
export const dayOf = ({ recordedAt }: Pick<EventMeta, 'recordedAt'>): string =>
  isInstant(recordedAt) ? civilDateOf(recordedAt) : recordedAt

/** A command to a calendar of visits, for an agency. */
export const toVisits = (command: Plain<VisitsCommand>, onBehalfOf: string): Reaction => ({
  _tag: 'Send',
  to: 'visits',
  command,
  discriminator: '',
  onBehalfOf,
})

/** A command to an inspection, for an agency; by default for whom the cause's actor acted. */
export const toInspection = (
  command: Plain<InspectionCommand>,
  onBehalfOf?: string,
  discriminator = '',
): Reaction => ({
  _tag: 'Send',
  to: 'inspection',
  command,
  discriminator,
  ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
})

/** The reason to tell; nothing of a secret window's (R9). */
export const reasonOf = (reasons: ReadonlyArray<RefusalReason>, secret: boolean): DaysRefusal => {
  if (secret || reasons.some(({ _tag }) => _tag === 'Withheld')) return 'withheld'
  if (reasons.some(({ _tag }) => _tag === 'Overlap')) return 'overlap'
  return reasons.length > 0 ? 'caps' : 'other'
}

/**
 * Whether a refused step is worth another try on the day of its refusal: it came too late for the
 * day that it named, because the inspection had gone on while the policy was behind.
 */
export const cameLate = (
  rejection: { readonly _tag: string } & Partial<OutOfOrder>,
  day: string,
): boolean =>
  rejection._tag === 'OutOfOrder' && rejection.earliest !== undefined && rejection.earliest <= day

type OutOfOrder = Pick<Extract<InspectionRejection, { _tag: 'OutOfOrder' }>, 'earliest'>
