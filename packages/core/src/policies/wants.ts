/**
 * What a policy wants done, kept by the event that it wants it for.
 *
 * Every refusal is part of the story. A command that came too late for the day that it named, because
 * its stream had gone on while the policy was behind, is sent once more for the day of its refusal;
 * any other refusal stands, for the aggregate that owns the rule has spoken.
 */
import {
  type CommandRefused,
  type Message,
  parseStream,
  type Plain,
  type Reaction,
  type Recorded,
  type Tagged,
  type Trigger,
} from '@kiemtra/kernel'
import type { AccountabilityCommand } from '../accountability/commands.ts'
import type { AssignmentCommand } from '../assignment/commands.ts'
import type { InitiativeCommand } from '../initiative/commands.ts'
import type { InspectionCommand } from '../inspection/commands/index.ts'
import type { PlanCommand } from '../plan/commands.ts'
import type { RemediationCommand } from '../remediation/commands.ts'
import { dayOf } from './shared.ts'
import type { Refused } from './story.ts'

// ------------------------------------------------------------------- model

/** A command that is wanted, the stream that it is for, and the agency on whose behalf. */
export interface Want {
  readonly to: string
  readonly id: string
  readonly command: Message
  readonly onBehalfOf: string
  /** Tells several of one type to one stream apart, where an event leads to such. */
  readonly discriminator?: string
}

/** What is remembered: wants by the event that led to them, and every refusal. */
export interface Wants {
  readonly wanted: Readonly<Record<string, ReadonlyArray<Want>>>
  readonly refusals: ReadonlyArray<Refused>
}

export const noWants: Wants = { wanted: {}, refusals: [] }

// ------------------------------------------------------------ constructors

const wanting =
  <C extends Message>(to: string) =>
  (id: string, command: Plain<C>, onBehalfOf: string): Want => ({ to, id, command, onBehalfOf })

export const wantPlan = wanting<PlanCommand>('plan')
export const wantInspection = wanting<InspectionCommand>('inspection')
export const wantRemediation = wanting<RemediationCommand>('remediation')
export const wantAssignment = wanting<AssignmentCommand>('assignment')
export const wantInitiative = wanting<InitiativeCommand>('initiative')
export const wantAccountability = wanting<AccountabilityCommand>('accountability')

// --------------------------------------------------------------- behaviour

/** The story in which an event leads to commands. */
export const wants = <S extends Wants>(
  state: S,
  { id }: Recorded<Message>,
  list: ReadonlyArray<Want>,
): S => (list.length === 0 ? state : { ...state, wanted: { ...state.wanted, [id]: list } })

/** The story in which a command was refused. */
export const refusedIn = <S extends Wants>(
  state: S,
  recorded: Recorded<Message>,
  { data: { commandType, rejection } }: CommandRefused,
): S => {
  const noted = {
    ...state,
    refusals: [...state.refusals, { commandType, rejection: rejection._tag }],
  }
  const { causationId } = recorded.meta
  const question = causationId === undefined ? undefined : state.wanted[causationId]
  const name = parseStream(recorded.stream)
  const want = question?.find(
    ({ to, id, command }) =>
      command.type === commandType && to === name?.category && id === name.id,
  )
  const day = dayOf(recorded.meta)
  return want !== undefined && cameTooLate(rejection, day)
    ? wants(noted, recorded, [{ ...want, command: onDay(want.command, day) }])
    : noted
}

/** Whether a rejection says from which day on it can be done, and that day has come. */
export const cameTooLate = (rejection: Tagged, day: string): boolean =>
  'earliest' in rejection && typeof rejection.earliest === 'string' && rejection.earliest <= day

const onDay = ({ type, data }: Message, happenedOn: string): Message => ({
  type,
  data: typeof data === 'object' && data !== null ? { ...data, happenedOn } : data,
})

/** What an event leads to; timers are each policy's own. */
export const wantedOn = ({ wanted }: Wants, on: Trigger<Message>): ReadonlyArray<Reaction> =>
  on._tag === 'Timer' ? [] : (wanted[on.recorded.id] ?? []).map(sent)

/** A want as it is sent: of several to one stream, the type tells them apart, or the discriminator. */
export const sent = ({ to, command, onBehalfOf, discriminator = '' }: Want): Reaction => ({
  _tag: 'Send',
  to,
  command,
  discriminator,
  onBehalfOf,
})
