/**
 * Broken policies, projections and upcasters that share what they give away, heed what nobody
 * promises, or fail for some actors only; and the sound ones that they were broken from.
 */
import {
  type AnyProjection,
  event,
  eventCodec,
  type Policy,
  policy,
  projection,
  type Reaction,
  seal,
} from '@kiemtra/kernel'
import * as t from 'io-ts'
import { describe, expect, it } from 'vitest'
import {
  checkPolicy,
  checkProjection,
  checkUpcasts,
  type LawId,
  type Report,
  reportText,
} from '../../src/index.ts'
import { historyOf, refuted } from '../support/refuted.ts'
import { Task } from '../support/task.ts'

const fail = (): never => {
  throw new Error('not for them')
}
const isTurned = (data: object): boolean => {
  const keys = Object.keys(data)
  return keys.length > 1 && keys.join() !== keys.toSorted().toReversed().join()
}

// ---------------------------------------------------------------- policies

interface Known {
  readonly tags: ReadonlyArray<string>
  readonly drafts: number
}
type Watching = Policy<Known, readonly [typeof Task]>

const next = (taskId: string): Reaction => ({
  _tag: 'Send',
  to: 'task',
  command: { type: 'Finish', data: { taskId } },
  discriminator: '',
})

/** Finishes the task that comes after each that was drafted, and looks at it again. */
const watch: Watching = policy<Known>()({
  name: 'watch',
  from: [Task],
  key: ({ stream }) => stream,
  initialState: { tags: [], drafts: 0 },
  evolve: (known, { event }) =>
    event.type === 'Drafted' ? { tags: event.data.tags, drafts: known.drafts + 1 } : known,
  react: ({ drafts }, on) =>
    on._tag === 'Event' && on.recorded.event.type === 'Drafted' ? [next(`after-${drafts}`)] : [],
})

const given: Reaction[] = []
let seen: object | undefined

const policies: ReadonlyArray<readonly [LawId, string, Watching, number]> = [
  [
    'L3',
    'answers with the same list each time',
    {
      ...watch,
      react: (known, on) => {
        given.splice(0, given.length, ...watch.react(known, on))
        return given
      },
    },
    2,
  ],
  [
    'L3',
    'marks a state that it is given, unless it is frozen',
    {
      ...watch,
      initialState: { tags: [], drafts: 0 },
      react: (known, on) => {
        if (Object.isExtensible(known)) Object.assign(known, { asked: true })
        return watch.react(known, on)
      },
    },
    2,
  ],
  [
    'L3',
    'pushes into the tags of an event, unless they are frozen',
    {
      ...watch,
      evolve: (known, recorded) => {
        const { type, data } = recorded.event
        if (type === 'Drafted' && Array.isArray(data.tags) && Object.isExtensible(data.tags)) {
          data.tags.push('x')
        }
        return watch.evolve(known, recorded, {})
      },
    },
    1,
  ],
  [
    'L3',
    'reacts once to the same object',
    {
      ...watch,
      react: (known, on) => {
        if (on._tag === 'Timer' || seen === on.recorded) return []
        seen = on.recorded
        return watch.react(known, on)
      },
    },
    1,
  ],
  [
    'L3',
    'heeds the order of keys in an event',
    {
      ...watch,
      evolve: (known, recorded) =>
        isTurned(recorded.event.data) ? known : watch.evolve(known, recorded, {}),
    },
    1,
  ],
  [
    'total',
    'fails where an official acted',
    {
      ...watch,
      key: ({ stream, meta }) => (meta.actor.kind === 'official' ? fail() : stream),
    },
    1,
  ],
  [
    'total',
    'fails late in the evening',
    {
      ...watch,
      key: ({ stream, meta }) => (meta.recordedAt.slice(11) > '23:10' ? fail() : stream),
    },
    1,
  ],
  [
    'sends',
    'sends to a stream that can not be',
    { ...watch, react: (known, on) => watch.react(known, on).map(() => next('a b')) },
    1,
  ],
]

describe('a policy is refuted by its law, and by no other', () => {
  const options = { seed: 5, targets: [seal(Task)] }
  it.each(policies)('%s: it %s', (law, _, broken, events) => {
    const report = checkPolicy(broken, options)
    expect(refuted(report), reportText(report)).toEqual([law])
    expect(historyOf(report).length, reportText(report)).toBeLessThanOrEqual(events)
  })

  it('the sound one is proven', () => {
    const report = checkPolicy(watch, options)
    expect(report.verdict, reportText(report)).toBe('proven')
  })
})

// ------------------------------------------------------------- projections

const Row = t.strict({ tags: t.readonlyArray(t.string), finished: t.number })
type Row = t.TypeOf<typeof Row>

interface Parts {
  readonly keys?: (stream: string) => ReadonlyArray<string>
  readonly drafted?: (row: Row, data: { readonly tags: ReadonlyArray<string> }) => Row
  readonly finished?: (row: Row, by: string) => Row
  readonly subject?: (row: Row) => string
}
const EMPTY: Row = { tags: [], finished: 0 }

const tasks = ({
  keys = (stream) => [stream],
  drafted = (row, { tags }) => ({ ...row, tags }),
  finished = (row) => ({ ...row, finished: row.finished + 1 }),
  subject,
}: Parts): AnyProjection =>
  projection<Row>()({
    name: 'tasks',
    version: 1,
    from: [Task],
    audience: subject === undefined ? 'public' : { subject },
    row: Row,
    indexes: [],
    on: {
      Drafted: {
        keys: ({ stream }) => keys(stream),
        apply: (row = EMPTY, { event }) => drafted(row, event.data),
      },
      Finished: {
        keys: ({ stream }) => keys(stream),
        apply: (row = EMPTY, { meta }) => finished(row, meta.actor.kind),
      },
    },
  })

const keysGiven: string[] = []
const shared = { tags: [], finished: 0 }
let asked = 0

const projections: ReadonlyArray<readonly [LawId, string, AnyProjection, number]> = [
  [
    'L3',
    'names keys by the same list each time',
    tasks({
      keys: (stream) => {
        keysGiven.splice(0, 1, stream)
        return keysGiven
      },
    }),
    2,
  ],
  [
    'L3',
    'makes the same row each time',
    tasks({ drafted: (row, { tags }) => Object.assign(shared, row, { tags }) }),
    2,
  ],
  [
    'L3',
    'heeds the order of keys in an event',
    tasks({ drafted: (row, data) => (isTurned(data) ? row : { ...row, tags: data.tags }) }),
    1,
  ],
  [
    'L3',
    'pushes into the tags of its row, unless they are frozen',
    tasks({
      finished: (row) => {
        if (Array.isArray(row.tags) && Object.isExtensible(row.tags)) row.tags.push('x')
        return { ...row, finished: row.finished + 1 }
      },
    }),
    2,
  ],
  ['L3', 'belongs to someone else each time', tasks({ subject: () => `${asked++}` }), 1],
  [
    'total',
    'fails where an import acted',
    tasks({ finished: (row, by) => (by === 'import' ? fail() : row) }),
    1,
  ],
]

describe('a projection is refuted by its law, and by no other', () => {
  const options = { seed: 5, runs: 60 }
  it.each(projections)('%s: it %s', async (law, _, broken, events) => {
    const report = await checkProjection(broken, options)
    expect(refuted(report), reportText(report)).toEqual([law])
    expect(historyOf(report).length, reportText(report)).toBeLessThanOrEqual(events)
  })

  it.each([
    ['for all', {}],
    ['for one', { subject: () => 'x' }],
    ['naming a row twice, which is once', { keys: (stream: string) => [stream, stream] }],
  ])('the sound one is proven: %s', async (_, parts) => {
    const report = await checkProjection(tasks(parts), options)
    expect(report.verdict, reportText(report)).toBe('proven')
  })
})

// ---------------------------------------------------------------- upcasters

const V1 = t.strict({ first: t.string, last: t.string, tags: t.array(t.string) })
const V2 = t.strict({ name: t.string, tags: t.array(t.string) })
type Up = (v1: t.TypeOf<typeof V1>) => t.TypeOf<typeof V2>

const upcast: Up = ({ first, last, tags }) => ({ name: `${last} ${first}`, tags })
const named = (up: Up): Report =>
  checkUpcasts(eventCodec(event('Named', V1).revised(V2, up)), { seed: 5 })
const result = { name: '', tags: ['x'] }

const upcasters: ReadonlyArray<readonly [LawId, string, Up]> = [
  [
    'L6',
    'heeds the order of keys',
    (v1) => ({ ...upcast(v1), name: String(Object.values(v1)[0]) }),
  ],
  ['L6', 'makes the same object each time', (v1) => Object.assign(result, upcast(v1))],
  [
    'L6',
    'pushes into what it is given, unless it is frozen',
    (v1) => {
      if (Object.isExtensible(v1.tags)) v1.tags.push('x')
      return upcast(v1)
    },
  ],
  ['L6', 'fails at a long text', (v1) => (v1.first.length > 255 ? fail() : upcast(v1))],
]

describe('an upcaster is refuted by its law, and by no other', () => {
  it.each(upcasters)('%s: it %s', (law, _, up) => {
    const report = named(up)
    expect(refuted(report), reportText(report)).toEqual([law])
  })

  it('the sound one is proven', () => {
    const report = named(upcast)
    expect(report.verdict, reportText(report)).toBe('proven')
  })
})
