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
      // io-ts skips what encodes by its own `identity`: don't hide that.
      type.encode === t.identity ? t.identity : (a) => type.encode(a),
    )
    this.type = type
  }
}

/**
 * Marks a field as personal data or free text about persons.
 *
 * @example
 * const codec = t.strict({ findingId: id('finding'), remark: personal(t.string) })
 * codec.is({ findingId: 'f-1', remark: 'Told to the head by phone' }) // => true
 */
export const personal = <A>(type: t.Type<A, unknown>): PersonalType<A> => new PersonalType(type)
