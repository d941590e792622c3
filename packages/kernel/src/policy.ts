/**
 * Policies (process managers): what happened elsewhere leads to commands here.
 *
 * A policy's state is a fold of the log; it reacts to events and to timers that it set. The id of a
 * command it sends derives from what it reacted to, so that sending again is harmless.
 */
import type { Message, Recorded } from './message.ts'
import type { EventOf, EventSource, Remembered } from './projection.ts'

/** What a policy wants done. */
export type Reaction =
  | {
      readonly _tag: 'Send'
      /** Category of the aggregate that the command is for. */
      readonly to: string
      readonly command: Message
      /** Tells apart several commands of one type to one stream from one reaction. */
      readonly discriminator: string
      /** The agency for which the policy acts here; by default, the one that the trigger's actor acted for. */
      readonly onBehalfOf?: string
    }
  | { readonly _tag: 'At'; readonly timer: string; readonly instant: string }
  | { readonly _tag: 'CancelTimer'; readonly timer: string }

/** What a policy reacts to. */
export type Trigger<E extends Message> =
  | { readonly _tag: 'Event'; readonly recorded: Recorded<E> }
  | { readonly _tag: 'Timer'; readonly timer: string; readonly instant: string }

/** A process over many streams. */
export interface Policy<State, Sources extends ReadonlyArray<EventSource>> {
  readonly name: string
  readonly from: Sources
  /** Categories that it sends to, so that a runner can see at construction whether it holds them all. */
  readonly sends?: ReadonlyArray<string>
  /**
   * The instance that an event belongs to; `undefined`: none of this policy's business, unless it
   * answers one of the policy's own commands. Such an answer goes to the instance that sent it: a
   * refusal says why and of which command, and seldom names the instance.
   */
  readonly key: (
    recorded: Recorded<EventOf<Sources[number]>>,
    remembered: Remembered,
  ) => string | undefined
  /** Further instances whose state an event changes; they do nothing about it. */
  readonly alsoKnownTo?: (
    recorded: Recorded<EventOf<Sources[number]>>,
    remembered: Remembered,
  ) => ReadonlyArray<string>
  /**
   * What to remember of the event's stream, added to what its earlier events left, `before`: how an
   * event that doesn't name its parents finds the instance of one, and how an instance that meets a
   * stream late learns what it is. `key`, `alsoKnownTo` and `evolve` get what the event's own stream
   * has left, this event included; never another stream's, so that the order in which streams arrive
   * makes no difference to it.
   */
  readonly links?: (
    recorded: Recorded<EventOf<Sources[number]>>,
    before: Remembered,
  ) => Remembered | undefined
  readonly initialState: State
  readonly evolve: (
    state: State,
    recorded: Recorded<EventOf<Sources[number]>>,
    remembered: Remembered,
  ) => State
  readonly react: (state: State, on: Trigger<EventOf<Sources[number]>>) => ReadonlyArray<Reaction>
}

/**
 * Defines a policy: the state is named, events are inferred from the sources.
 *
 * @example
 * const Plan = {
 *   category: 'plan',
 *   event: eventCodec(event('PlanRevoked', t.strict({ visits: t.array(t.string) }))),
 * }
 * const release = policy<null>()({
 *   name: 'release',
 *   from: [Plan],
 *   key: ({ stream }) => stream,
 *   initialState: null,
 *   evolve: (state) => state,
 *   react: (_, on) =>
 *     on._tag === 'Timer'
 *       ? []
 *       : on.recorded.event.data.visits.map((visit) => ({
 *           _tag: 'Send',
 *           to: 'visits',
 *           command: { type: 'ReleaseWindow', data: { visit } },
 *           discriminator: visit,
 *         })),
 * })
 * release.name // => 'release'
 */
export const policy =
  <State>() =>
  <const Sources extends ReadonlyArray<EventSource>>(
    definition: Policy<State, Sources>,
  ): Policy<State, Sources> =>
    definition

/**
 * Any policy, for lists of them. Its functions are methods, so that every `Policy` is one; only a
 * story calls them, with events from its sources and states from its own fold.
 */
export interface AnyPolicy<State = unknown> {
  readonly name: string
  readonly from: ReadonlyArray<EventSource>
  readonly sends?: ReadonlyArray<string>
  key(recorded: Recorded<Message>, remembered: Remembered): string | undefined
  alsoKnownTo?(recorded: Recorded<Message>, remembered: Remembered): ReadonlyArray<string>
  links?(recorded: Recorded<Message>, before: Remembered): Remembered | undefined
  readonly initialState: State
  evolve(state: State, recorded: Recorded<Message>, remembered: Remembered): State
  react(state: State, on: Trigger<Message>): ReadonlyArray<Reaction>
}
