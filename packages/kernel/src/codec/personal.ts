/**
 * The `personal` mark: which fields hold personal data or free text about persons.
 *
 * The mark is part of the codec, so that whatever walks a codec (the event catalogue, redaction,
 * arbitraries) finds it, from the first version of an event on. It changes no value.
 */
import * as t from 'io-ts'

/** A codec with the mark; decodes and encodes as the codec it wraps. */
export class PersonalType<A> extends t.Type<A, unknown> {
  readonly _tag = 'PersonalType' as const
  readonly type: t.Type<A, unknown>

  constructor(type: t.Type<A, unknown>) {
    super(
      type.name,
      type.is,
      (u, context) => type.validate(u, context),
      (a) => type.encode(a),
    )
    this.type = type
  }
}

/**
 * Marks a field as personal data or free text about persons.
 *
 * @example
 * t.strict({ findingId: FindingId, remark: personal(t.string) })
 */
export const personal = <A>(type: t.Type<A, unknown>): PersonalType<A> => new PersonalType(type)
