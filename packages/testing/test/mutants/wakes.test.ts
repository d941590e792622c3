/**
 * Broken deciders whose one fault breaks more than one law: the kit names the law that the others
 * follow from, and says of these that they weren't asked; and the sound one that they were broken from.
 */
import { event, eventCodec } from '@kiemtra/kernel'
import { right } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { describe, expect, it } from 'vitest'
import { checkDecider, type LawId, reportText } from '../../src/index.ts'
import { expectRefutedAlone, refuted } from '../support/refuted.ts'
import { Task, type TaskEvent, type TaskState } from '../support/task.ts'

type Evolve = typeof Task.evolve
const evolving = (evolve: Evolve): typeof Task => ({ ...Task, evolve })
const summing = (change: (sum: number, state: TaskState, e: TaskEvent) => number): typeof Task =>
  evolving((state, e) => {
    const next = Task.evolve(state, e)
    return next === state || next.status === 'none'
      ? next
      : { ...next, sum: change(next.sum, state, e) }
  })

let calls = 0

const broken: ReadonlyArray<readonly [LawId, string, typeof Task, number]> = [
  [
    'L2',
    'sums up by the clock, when all is done',
    summing((sum, _, e) => (e.type === 'Finished' ? Date.now() : sum)),
    2,
  ],
  [
    'L2',
    'sums up by chance, the second time',
    summing((sum, state, e) =>
      e.type === 'Assigned' && state.status === 'draft' && state.to.length === 1
        ? Math.random()
        : sum,
    ),
    3,
  ],
  [
    'L2',
    'forgets one event in a hundred, and is asked again',
    evolving((state, e) => {
      calls += 1
      return calls % 100 === 0 ? state : Task.evolve(state, e)
    }),
    5,
  ],
  [
    'L3',
    'takes those it was assigned to out of the state',
    {
      ...Task,
      decide: (command, state, facts) => {
        const decided = Task.decide(command, state, facts)
        if (command.type === 'Finish' && state.status === 'draft' && Array.isArray(state.to)) {
          state.to.pop()
        }
        return decided
      },
    },
    3,
  ],
  [
    'L3',
    'lets a task be assigned again, once it has taken it out of the state',
    {
      ...Task,
      decide: (command, state, facts) => {
        const decided = Task.decide(command, state, facts)
        if (command.type === 'Assign' && state.status === 'draft' && Array.isArray(state.to)) {
          if (state.to.includes(command.data.to)) state.to.pop()
        }
        return decided
      },
    },
    3,
  ],
  [
    'L5',
    'has a codec that loses what is folded',
    {
      ...Task,
      event: Object.assign(
        { ...Task.event },
        eventCodec(
          event('Drafted', t.strict({ tags: t.readonlyArray(t.string), rank: t.number })),
          event('Assigned', t.strict({ to: t.string })),
          event('Finished', t.strict({ count: t.number })),
        ),
      ),
    },
    2,
  ],
]

describe.each([1, 5])('by seed %i, a decider is refuted by its law alone', (seed) => {
  it.each(broken)('%s: it %s', (law, _, one, commands) => {
    const report = checkDecider(one, { seed })
    expectRefutedAlone(report, law, commands)
  })

  it('the sound one is proven', () => {
    const report = checkDecider(Task, { seed })
    expect(report.verdict, reportText(report)).toBe('proven')
  })
})

it('two faults apart are both named: an event that is lost, and a rejection with events', () => {
  const report = checkDecider(
    {
      ...Task,
      decide: (command, state, facts) => {
        const decided = Task.decide(command, state, facts)
        if (decided._tag === 'Left') {
          Object.assign(decided.left, { would: { type: 'Finished', data: { count: 0 } } })
          return decided
        }
        return right(
          decided.right.map((e) =>
            e.type === 'Finished' ? { type: 'Finished', data: { count: Number.NaN } } : e,
          ),
        )
      },
    },
    { seed: 5 },
  )
  expect(refuted(report), reportText(report)).toEqual(['L5', 'L11'])
})
