/**
 * Commands as tests write them: type and data, with a meta that passes unless a test is about it.
 */
import type { Actor } from '@kiemtra/kernel'
import { expect } from 'vitest'
import type { Answer } from './world.ts'

/** A command by an import at the end of 2023, changed where the test is about its meta. */
export const sent = <const Type extends string, Data>(
  type: Type,
  data: Data,
  meta: { readonly actor?: Actor; readonly recordedAt?: string } = {},
) => ({
  type,
  data,
  meta: {
    commandId: 'c',
    actor: { kind: 'import' as const, source: 'test' },
    recordedAt: '2023-12-31T08:00:00.000Z',
    ...meta,
  },
})

/** An official of an agency. */
export const officialOf = (agencyId: string): Actor => ({
  kind: 'official',
  personId: 'person-1',
  agencyId,
  post: 'head',
})

/** Expects events of these types, in this order. */
export const accepted = <E extends { readonly type: string }, R>(
  answer: Answer<E, R>,
  ...types: ReadonlyArray<E['type']>
): ReadonlyArray<E> => {
  expect(answer).toMatchObject({ is: 'accepted', events: types.map((type) => ({ type })) })
  return answer.is === 'accepted' ? answer.events : []
}

/** Expects a rejection with these properties. */
export const rejected = <E, R extends { readonly _tag: string; readonly rule: string }>(
  answer: Answer<E, R>,
  rejection: { readonly _tag: R['_tag']; readonly rule: R['rule'] } & Readonly<
    Record<string, unknown>
  >,
): void => {
  expect(answer).toMatchObject({ is: 'rejected', rejection })
}
