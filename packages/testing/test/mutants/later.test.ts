/**
 * Broken deciders that are found out only when they are asked again much later, or far away; and the
 * sound one that they were broken from.
 */
import { left } from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { checkDecider, type LawId, reportText } from '../../src/index.ts'
import { Later } from '../../src/decider/later.ts'
import { expectRefutedAlone } from '../support/refuted.ts'
import { Task, type TaskRejection } from '../support/task.ts'

type Decide = typeof Task.decide

/** Refuses what a sound task refuses, with something said about it. */
const refusing =
  (change: (no: TaskRejection, ...of: Parameters<Decide>) => TaskRejection): Decide =>
  (...of) => {
    const decided = Task.decide(...of)
    return decided._tag === 'Left' ? left(change(decided.left, ...of)) : decided
  }

const dayOf = (instant: string): number => new Date(instant).getDay()

/** Each check gets one that has no memory yet. */
const broken: ReadonlyArray<readonly [LawId, string, () => typeof Task, number]> = [
  [
    'L3',
    'says on which day of the week it refused to assign',
    () => ({
      ...Task,
      decide: refusing((no, { type, meta }) =>
        type === 'Assign' && no._tag === 'Done'
          ? Object.assign({ on: dayOf(meta.recordedAt) }, no)
          : no,
      ),
    }),
    4,
  ],
  [
    'L2',
    'counts those that are assigned by an official on a local Sunday',
    () => ({
      ...Task,
      decide: (command, state, facts) => {
        const decided = Task.decide(command, state, facts)
        if (decided._tag === 'Left') return decided
        const at = command.meta.recordedAt
        return {
          ...decided,
          right: decided.right.map((e) =>
            e.type === 'Drafted' ? { ...e, data: { ...e.data, tags: [at] } } : e,
          ),
        }
      },
      evolve: (state, e) => {
        const next = Task.evolve(state, e)
        const [at] = state.status === 'draft' ? state.tags : []
        return next !== state && next.status === 'draft' && at !== undefined && dayOf(at) === 0
          ? { ...next, sum: next.sum + 1 }
          : next
      },
    }),
    3,
  ],
  [
    'L3',
    'refuses with the same object each time',
    () => {
      const same: { _tag: TaskRejection['_tag']; weight?: number } = { _tag: 'Done' }
      return {
        ...Task,
        decide: refusing((no, { type, data }) =>
          no._tag === 'Done' && type === 'Assign'
            ? Object.assign(same, { weight: data.weight })
            : no,
        ),
      }
    },
    4,
  ],
  [
    'L3',
    'changes its mind for good after 3,000 questions',
    () => {
      let asked = 0
      return {
        ...Task,
        decide: (command, state, facts) => {
          asked += 1
          return asked > 3000 && command.type === 'Finish'
            ? left({ _tag: 'Odd' })
            : Task.decide(command, state, facts)
        },
      }
    },
    // It has changed its mind by then: no smaller history shows it.
    16,
  ],
  [
    'L3',
    'remembers by itself to whom something was assigned: each that it never met fails anew',
    () => {
      const known = new Set<string>()
      return {
        ...Task,
        decide: (command, state, facts) => {
          if (command.type !== 'Assign') return Task.decide(command, state, facts)
          if (known.has(command.data.to)) return left({ _tag: 'AlreadyAssigned' })
          const decided = Task.decide(command, state, facts)
          if (decided._tag === 'Right') known.add(command.data.to)
          return decided
        },
      }
    },
    5,
  ],
]

describe.each([1, 2, 3])('by seed %i, a decider is refuted by its law alone', (seed) => {
  it.each(broken)('%s: it %s', (law, _, make, commands) => {
    const report = checkDecider(make(), { seed })
    expectRefutedAlone(report, law, commands)
  })

  it('the sound one is proven', () => {
    const report = checkDecider(Task, { seed })
    expect(report.verdict, reportText(report)).toBe('proven')
  })
})

describe('questions kept for later', () => {
  it('are asked once, far away, and each for itself', () => {
    const later = new Later<string>()
    const home = new Date().getTimezoneOffset()
    const there: number[] = []
    later.keep('sound', () => {
      there.push(new Date().getTimezoneOffset())
      return undefined
    })
    later.keep('wrong', () => 'no')
    later.keep('broken', () => {
      throw new Error('gone')
    })
    expect(later.isFull).toBe(false)
    expect(later.ask()).toEqual([
      ['wrong', 'no'],
      ['broken', 'asked again later, it threw Error: gone'],
    ])
    expect(there).toHaveLength(1)
    expect(there).not.toContain(home)
    expect(later.ask()).toEqual([])
  })

  it('make one journey when there are many', () => {
    const later = new Later<number>()
    for (let i = 0; i < 63; i++) later.keep(i, () => undefined)
    expect(later.isFull).toBe(false)
    later.keep(63, () => undefined)
    expect(later.isFull).toBe(true)
  })
})
