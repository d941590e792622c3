/**
 * Broken deciders that keep something beside their state, or write into what passes through them:
 * each is refuted by its law alone, with few commands, whatever it has spoilt by then.
 */
import { type Aggregate, event, eventCodec, foldOf } from '@kiemtra/kernel'
import fc from 'fast-check'
import { left, right } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { beforeEach, describe, expect, it } from 'vitest'
import { checkDecider, factsFrom, type LawId, reportText } from '../../src/index.ts'
import { expectRefutedAlone } from '../support/refuted.ts'
import {
  Task,
  type TaskCommand,
  type TaskEvent,
  type TaskRejection,
  type TaskState,
} from '../support/task.ts'

type Decide = typeof Task.decide
type Evolve = typeof Task.evolve

const deciding = (decide: Decide): typeof Task => ({ ...Task, decide })
const evolving = (evolve: Evolve): typeof Task => ({ ...Task, evolve })

/** Decides what a sound task decides, with something about its events changed. */
const changing =
  (change: (events: ReadonlyArray<TaskEvent>) => ReadonlyArray<TaskEvent>): Decide =>
  (command, state, facts) => {
    const decided = Task.decide(command, state, facts)
    return decided._tag === 'Left' ? decided : right(change(decided.right))
  }

/** Writes past the types, as JavaScript lets one. */
const pushed = (list: ReadonlyArray<string>, item: string): void => {
  if (Array.isArray(list)) list.push(item)
}

let lastCommand: object | undefined
const lastEvents: TaskEvent[] = []
const drafted: { type: 'Drafted'; data: { tags: ReadonlyArray<string>; rank: number } } = {
  type: 'Drafted',
  data: { tags: [], rank: 0 },
}
const shared = {}
let total = 0
let asked = 0
const byId = new Map<string, ReturnType<Decide>>()
const answers = new WeakMap<object, ReturnType<Decide>>()
const led = new WeakMap<object, TaskState>()

const mutants: ReadonlyArray<readonly [LawId, string, typeof Task, number]> = [
  [
    'L2',
    'pushes into a list that came from the command',
    evolving((state, e) => {
      if (e.type === 'Assigned' && state.status === 'draft') pushed(state.tags, 'x')
      return Task.evolve(state, e)
    }),
    2,
  ],
  [
    'L2',
    'pushes into the list of an event',
    evolving((state, e) => {
      if (e.type === 'Drafted') pushed(e.data.tags, 'x')
      return Task.evolve(state, e)
    }),
    1,
  ],
  [
    'L2',
    'keeps a total of its own',
    evolving((state, e) => {
      const next = Task.evolve(state, e)
      if (next === state || e.type !== 'Assigned' || next.status === 'none') return next
      total += e.data.weight
      return { ...next, sum: total }
    }),
    2,
  ],
  [
    'L2',
    'returns one state for all',
    evolving((state, e): TaskState => {
      const next = Task.evolve(state, e)
      return next.status === 'draft' ? Object.assign(shared, next) : next
    }),
    3,
  ],
  [
    'L2',
    'knows its initial state by identity',
    evolving((state, e) =>
      e.type === 'Drafted' && state.status === 'none' && state !== Task.initialState
        ? { status: 'draft', tags: ['copy'], to: [], sum: 0 }
        : Task.evolve(state, e),
    ),
    1,
  ],
  [
    'L3',
    'heeds the order of keys in the command',
    deciding((command, state, facts) =>
      command.type === 'Draft' && Object.keys(command.data.owner)[0] !== 'name'
        ? left({ _tag: 'Odd' })
        : Task.decide(command, state, facts),
    ),
    1,
  ],
  [
    'L3',
    'writes the order of keys into an event',
    deciding((command, state, facts) => {
      const decided = Task.decide(command, state, facts)
      return command.type === 'Draft' && decided._tag === 'Right'
        ? right([{ type: 'Drafted', data: { tags: Object.keys(command.data.owner), rank: 1 } }])
        : decided
    }),
    1,
  ],
  [
    'L3',
    'knows the last command by identity',
    deciding((command, state, facts) => {
      if (lastCommand === command) return right([])
      lastCommand = command
      return Task.decide(command, state, facts)
    }),
    1,
  ],
  [
    'L3',
    'answers with the same list each time',
    deciding(
      changing((events) => {
        lastEvents.splice(0, lastEvents.length, ...events)
        return lastEvents
      }),
    ),
    2,
  ],
  [
    'L3',
    'answers with the same event each time',
    deciding(
      changing((events) =>
        events.map((e) => (e.type === 'Drafted' ? Object.assign(drafted, e) : e)),
      ),
    ),
    3,
  ],
  [
    'L3',
    'marks a state that it refuses, unless it is frozen',
    deciding((command, state, facts) => {
      const decided = Task.decide(command, state, facts)
      if (decided._tag === 'Left' && Object.isExtensible(state)) {
        Object.assign(state, { refused: asked++ })
      }
      return decided
    }),
    2,
  ],
  [
    'L3',
    'marks a state once, unless it is frozen',
    deciding((command, state, facts) => {
      if (Object.isExtensible(state)) Object.assign(state, { asked: true })
      return Task.decide(command, state, facts)
    }),
    2,
  ],
  [
    'L2',
    'marks a state once, unless it is frozen',
    evolving((state, e) => {
      if (state.status === 'draft' && Object.isExtensible(state))
        Object.assign(state, { old: true })
      return Task.evolve(state, e)
    }),
    3,
  ],
  [
    'L3',
    'sends every other command elsewhere',
    { ...Task, idOf: (command) => `${Task.idOf(command)}${(asked++ >> 1) % 2}` },
    1,
  ],
  [
    'L3',
    'keeps its answers by the id of the command',
    deciding((command, state, facts) => {
      const { commandId } = command.meta
      const answer = byId.get(commandId) ?? Task.decide(command, state, facts)
      byId.set(commandId, answer)
      return answer
    }),
    1,
  ],
  [
    'L3',
    'keeps its answers by the command itself',
    deciding((command, state, facts) => {
      const answer = answers.get(command) ?? Task.decide(command, state, facts)
      answers.set(command, answer)
      return answer
    }),
    1,
  ],
  [
    'L2',
    'keeps what an event has led to',
    evolving((state, e) => {
      const next = led.get(e) ?? Task.evolve(state, e)
      led.set(e, next)
      return next
    }),
    2,
  ],
  [
    'total',
    'throws late in the evening',
    deciding((command, state, facts) => {
      if (command.meta.recordedAt.slice(11) > '22:30') throw new Error('closed')
      return Task.decide(command, state, facts)
    }),
    1,
  ],
  [
    'L1',
    'leaves no state where an event does not fit',
    // What a sloppy switch does, in a language without types.
    evolving((state, e) => {
      const [done]: ReadonlyArray<TaskState> = []
      // eslint-disable-next-line @typescript-eslint/no-non-null-assertion -- broken on purpose
      return state.status === 'done' ? done! : Task.evolve(state, e)
    }),
    2,
  ],
]

/** Sound ones that look alike. */
const telling = deciding((command, state, facts): ReturnType<Decide> =>
  command.type === 'Draft' && state.status === 'none'
    ? right([{ type: 'Drafted', data: { tags: [command.meta.commandId], rank: 1 } }])
    : Task.decide(command, state, facts),
)
const counted = new WeakMap<object, number>()
const knowing = deciding((command, state, facts) => {
  const decided = Task.decide(command, state, facts)
  if (command.type !== 'Finish' || state.status === 'none' || decided._tag === 'Left')
    return decided
  const count = counted.get(state) ?? state.to.length
  counted.set(state, count)
  return right([{ type: 'Finished', data: { count } }])
})

describe.each([5, 12])(
  'by seed %i, a decider with a memory is refuted by its law, and by no other',
  (seed) => {
    const options = { seed, runs: 300 }

    // What they remember of an earlier check may have grown beyond all numbers.
    beforeEach(() => {
      total = 0
    })

    it.each(mutants)('%s: it %s', (law, _, broken, commands) => {
      const report = checkDecider(broken, options)
      expectRefutedAlone(report, law, commands)
      expect(JSON.stringify(report).length).toBeLessThan(20_000)
    })

    it.each([
      ['the sound one', Task],
      ['one that writes the id of the command into an event', telling],
      ['one that keeps what it has found out about a state', knowing],
    ])('%s is proven', (_, sound) => {
      const report = checkDecider(sound, options)
      expect(report.verdict, reportText(report)).toBe('proven')
    })
  },
)

interface Board {
  readonly pins: ReadonlyArray<string>
}
const boardFold = foldOf({
  category: 'board',
  event: eventCodec(event('Pinned', t.strict({}))),
  initialState: { pins: [] } satisfies Board,
  evolve: (board: Board) => board,
})

/** A task that is decided with regard to a board. */
const pinned = (
  look: (board: Board, type: string) => void,
): Aggregate<'task', TaskCommand, TaskEvent, TaskState, TaskRejection, { board: Board }> => ({
  ...Task,
  needs: () => ({ board: { of: boardFold, id: 'one' } }),
  decide: (command, state, { board }) => {
    look(board, command.type)
    return Task.decide(command, state, {})
  },
})

describe('a decider that writes into what others have told it is refuted by its law, and by no other', () => {
  const options = { seed: 5, runs: 300, facts: [factsFrom(boardFold, [{ pins: [] }])] }

  it.each([
    ['the first time that it is asked', 'Draft', 1],
    ['where it is asked seldom', 'Finish', 1],
  ] as const)('L3: %s', (_, when, commands) => {
    const writing = pinned((board, type) => {
      if (type === when && Object.isExtensible(board.pins)) pushed(board.pins, 'x')
    })
    const report = checkDecider(writing, options)
    expectRefutedAlone(report, 'L3', commands)
  })

  it('the sound one is proven', () => {
    const report = checkDecider(
      pinned(() => undefined),
      options,
    )
    expect(report.verdict, reportText(report)).toBe('proven')
  })
})

it('an evolve that throws at one first event in hundreds is refuted by L1, though nothing else came of it', () => {
  const RARE = 287
  const drafts = fc.nat(400).map((rank) => ({
    type: 'Draft' as const,
    data: { taskId: 'a', tags: [], owner: { name: 'a', rank } },
  }))
  const throwing = evolving((state, e) => {
    if (e.type === 'Drafted' && e.data.rank === RARE) throw new Error('no such rank')
    return Task.evolve(state, e)
  })
  const report = checkDecider(throwing, { commands: drafts, maxLength: 1, runs: 3000, seed: 5 })
  expectRefutedAlone(report, 'L1', 1)
})
