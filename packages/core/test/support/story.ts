/**
 * Stories of one stream: what it is asked day by day, among others' streams that are folded from what
 * has happened in them, by the ids that `needs` names.
 */
import type { Actor, Aggregate, Message, Plain, Tagged } from '@kiemtra/kernel'
import { foldPlain, sampleMeta } from '@kiemtra/core/testing'
import { type Decision, given, stateAfter, type TestCommand } from '@kiemtra/testing'
import { day } from '../inspection/support.ts'

/** What has happened in other streams, by `category-id`. */
export type Others = Readonly<
  Record<string, ReadonlyArray<{ readonly type: string; readonly data: unknown }>>
>

/** Whose stories are told. */
interface Of<C extends Message, E extends Message, S, R extends Tagged, F> {
  readonly aggregate: Aggregate<string, C, E, S, R, F>
  /** The field of commands that holds the stream's id, and the id. */
  readonly id: Readonly<Record<string, string>>
}

interface Sent {
  readonly actor?: Actor
  /** The day of the record; by default that of the matter. */
  readonly recordedOn?: string
}

type DataOf<C extends Message, Type extends string> = Extract<
  Plain<C>,
  { readonly type: Type }
>['data']

/** What a command says beside the stream's id and the day. */
export type Rest<C extends Message, Type extends string> = Omit<
  DataOf<C, Type>,
  'remediationId' | 'matterId' | 'initiativeId' | 'happenedOn'
>

export class Story<C extends Message, E extends Message, S, R extends Tagged, F> {
  private readonly of: Of<C, E, S, R, F>
  private readonly others: Others
  readonly events: ReadonlyArray<Plain<E>>

  constructor(of: Of<C, E, S, R, F>, others: Others, events: ReadonlyArray<Plain<E>> = []) {
    this.of = of
    this.others = others
    this.events = events
  }

  get state(): S {
    return stateAfter(this.of.aggregate, this.events)
  }

  /** The same story where others' streams say something else. */
  where(instead: Others): Story<C, E, S, R, F> {
    return new Story<C, E, S, R, F>(this.of, { ...this.others, ...instead }, this.events)
  }

  /** The same story after something has happened to others. */
  after(more: Others): Story<C, E, S, R, F> {
    const others: Record<string, Others[string]> = { ...this.others }
    for (const [stream, events] of Object.entries(more)) {
      others[stream] = [...(others[stream] ?? []), ...events]
    }
    return new Story<C, E, S, R, F>(this.of, others, this.events)
  }

  /** What comes of a command about a day. */
  asks<const Type extends C['type']>(
    type: Type,
    happenedOn: string,
    data: Rest<C, Type>,
    { actor, recordedOn }: Sent = {},
  ): Decision<E, S, R> {
    // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- put together from parts that are checked above
    const command = {
      type,
      data: { ...this.of.id, happenedOn, ...data },
      meta: sampleMeta(day(recordedOn ?? happenedOn), actor),
    } as TestCommand<C>
    const { aggregate } = this.of
    return given(aggregate, this.events).facts(this.factsOf(command)).when(command)
  }

  /** The story after a command that is accepted. */
  does<const Type extends C['type']>(
    type: Type,
    happenedOn: string,
    data: Rest<C, Type>,
    sent: Sent = {},
  ): Story<C, E, S, R, F> {
    const { events } = this.asks(type, happenedOn, data, sent)
    // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- an event is one written plainly
    const more = events as ReadonlyArray<E & Plain<E>>
    return new Story<C, E, S, R, F>(this.of, this.others, [...this.events, ...more])
  }

  private factsOf({ type, data }: { readonly type: string; readonly data: unknown }): F {
    const { aggregate } = this.of
    const decoded = aggregate.command.decode({ type, data })
    const facts: Record<string, unknown> = {}
    // `given` says what is wrong with a command that can't be read.
    if (decoded._tag === 'Right') {
      const needs = aggregate.needs(decoded.right, this.state)
      for (const name in needs) {
        const { of, id } = needs[name]
        facts[name] = foldPlain(of, this.others[`${of.category}-${id}`] ?? [])
      }
    }
    // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- filled name by name from the needs, whose type says so
    return facts as F
  }
}
