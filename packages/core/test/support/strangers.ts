/**
 * What strangers hear: of all that was accepted in histories at random, nothing is accepted of an
 * official of an agency that nothing names, nor of a policy that acts for such an agency.
 */
import {
  type Actor,
  type Aggregate,
  type Command,
  type Message,
  type Tagged,
} from '@kiemtra/kernel'
import { officialFrom } from '@kiemtra/core/testing'
import type { FactPool } from '@kiemtra/testing'
import fc from 'fast-check'
import { isRight } from 'fp-ts/lib/Either.js'
import { expect } from 'vitest'
import { historyOf, inOrder } from './history.ts'

const strangers: ReadonlyArray<Actor> = [
  officialFrom('huyen-khac', 'x-9'),
  { kind: 'policy', name: 'another', onBehalfOf: 'huyen-khac' },
]

/** The types of the commands that were accepted of others, each refused of every stranger. */
export const refusedOfStrangers = <
  C extends Message & { readonly data: { readonly happenedOn: string } },
  E extends Message,
  S,
  R extends Tagged,
  F,
>(
  aggregate: Aggregate<string, C, E, S, R, F>,
  facts: ReadonlyArray<FactPool>,
  commands: fc.Arbitrary<Command<C>>,
  start: ReadonlyMap<string, S> = new Map(),
): ReadonlyArray<string> => {
  const types = new Set<string>()
  const many = fc.array(commands, { minLength: 60, maxLength: 120, size: 'max' })
  for (const [seed, asked] of fc.sample(many, { numRuns: 60, seed: 61 }).entries()) {
    for (const { command, before, facts: known } of historyOf(
      aggregate,
      facts,
      inOrder(asked),
      seed,
      start,
    )) {
      types.add(command.type)
      for (const actor of strangers) {
        const theirs = { ...command, meta: { ...command.meta, actor } }
        const decided = aggregate.decide(theirs, before, known)
        expect([command.type, isRight(decided)]).toEqual([command.type, false])
      }
    }
  }
  return [...types].sort()
}
