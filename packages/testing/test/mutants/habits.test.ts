/**
 * Broken policies that go wrong by their timers, by what they send, or by the kind of what they
 * answer; projections that do the last; and the sound ones that they were broken from.
 */
import {
  type AnyPolicy,
  type Handler,
  policy,
  projection,
  type Reaction,
  seal,
  type Trigger,
} from '@kiemtra/kernel'
import * as t from 'io-ts'
import { describe, expect, it } from 'vitest'
import { checkPolicy, checkProjection, lawIn, type LawId, reportText } from '../../src/index.ts'
import { historyOf, refuted } from '../support/refuted.ts'
import { Task, type TaskEvent } from '../support/task.ts'

interface Known {
  readonly id: string
  readonly open: boolean
  readonly assigned: number
}
type React = (known: Known, on: Trigger<TaskEvent>) => ReadonlyArray<Reaction>
type Send = Extract<Reaction, { readonly _tag: 'Send' }>

const finish = (taskId: string, more: Partial<Send> = {}): Reaction => ({
  _tag: 'Send',
  to: 'task',
  command: { type: 'Finish', data: { taskId } },
  discriminator: '',
  ...more,
})

/** Finishes a task that is still open a week after it was drafted. */
const react: React = ({ id, open }, on) => {
  const timer = `week of ${id}`
  if (on._tag === 'Timer') return open && on.timer === timer ? [finish(id)] : []
  const { event, meta } = on.recorded
  if (event.type === 'Assigned') return []
  return event.type === 'Drafted'
    ? [{ _tag: 'At', timer, instant: meta.recordedAt }]
    : [{ _tag: 'CancelTimer', timer }]
}

const patient = policy<Known>()({
  name: 'patient',
  from: [Task],
  sends: ['task'],
  key: ({ stream }) => stream,
  initialState: { id: '', open: false, assigned: 0 },
  evolve: (known, { event, stream }) => {
    if (event.type === 'Assigned') return { ...known, assigned: known.assigned + 1 }
    return event.type === 'Drafted'
      ? { id: stream.replace('kiemtra.task-', ''), open: true, assigned: 0 }
      : { ...known, open: false }
  },
  react,
})

const reacting = (change: (given: ReadonlyArray<Reaction>, ...of: Parameters<React>) => unknown) =>
  Object.assign(
    { ...patient },
    { react: (...of: Parameters<React>) => change(react(...of), ...of) },
  )
const sending = (more: object) =>
  reacting((given) => given.map((one) => (one._tag === 'Send' ? { ...one, ...more } : one)))
const setting = (change: (set: Reaction) => ReadonlyArray<unknown>) =>
  reacting((given) => given.flatMap((one) => (one._tag === 'At' ? change(one) : [one])))
const answering = (parts: object) => Object.assign({ ...patient }, parts)

const fail = (): never => {
  throw new Error('too late')
}
const isOwn = (on: Trigger<TaskEvent>): boolean =>
  on._tag === 'Timer' && on.timer.startsWith('week')

const broken: ReadonlyArray<readonly [LawId, string, AnyPolicy<Known>, number]> = [
  [
    'total',
    'throws when its timer rings after the end',
    reacting((given, known, on) => (isOwn(on) && known.id !== '' && !known.open ? fail() : given)),
    2,
  ],
  [
    'total',
    'throws when its timer rings after two were assigned',
    reacting((given, known, on) => (isOwn(on) && known.assigned === 2 ? fail() : given)),
    3,
  ],
  [
    'sends',
    'sends nonsense when its timer rings after something else',
    reacting((given, { id, assigned }, on) =>
      isOwn(on) && assigned > 0 ? [finish(id, { command: { type: 'End', data: {} } })] : given,
    ),
    2,
  ],
  [
    'sends',
    'sets one timer to two instants',
    setting((set) => [set, { ...set, instant: '2030-01-01T00:00:00.000Z' }]),
    1,
  ],
  ['sends', 'acts on behalf of nobody', sending({ onBehalfOf: '' }), 1],
  ['total', 'acts on behalf of a number', sending({ onBehalfOf: 7 }), 1],
  ['total', 'tells nothing apart', sending({ discriminator: undefined }), 1],
  ['total', 'sets a timer without a name', setting((set) => [{ ...set, timer: undefined }]), 1],
  ['total', 'does what no runner knows', setting(() => [{ _tag: 'Wait' }]), 1],
  ['total', 'answers one reaction, not a list', reacting((given) => given[0] ?? given), 1],
  ['total', 'answers later', reacting((given) => Promise.resolve(given)), 1],
  ['total', 'has numbers for keys', answering({ key: () => 7 }), 1],
  ['total', 'is known to one, not to a list', answering({ alsoKnownTo: () => 'abc' }), 1],
  ['total', 'remembers numbers', answering({ links: () => ({ a: 1 }) }), 1],
]

const options = { seed: 5, targets: [seal(Task)] }

describe('a policy is refuted by its law, and by no other', () => {
  it.each(broken)('%s: it %s', (law, _, one, events) => {
    const report = checkPolicy(one, options)
    expect(refuted(report), reportText(report)).toEqual([law])
    expect(historyOf(report).length, reportText(report)).toBeLessThanOrEqual(events)
  })

  it('the sound one is proven, with nothing to say', () => {
    const report = checkPolicy(patient, options)
    expect(report.verdict, reportText(report)).toBe('proven')
    expect(report.notes).toEqual([])
  })

  it('one that never sends what it says is unproven; timers that lead nowhere are noted', () => {
    const idle = checkPolicy(
      reacting((given, _, on) => (on._tag === 'Timer' ? [] : given)),
      options,
    )
    expect(lawIn(idle, 'sends')?.missed).toEqual(['never sent anything to task'])
    expect(idle.verdict).toBe('unproven')
    expect(idle.notes).toEqual(['it sets timers, and none of them has led to anything'])
    const astray = checkPolicy(
      reacting((given) =>
        given.map((one) => (one._tag === 'CancelTimer' ? { ...one, timer: 'week' } : one)),
      ),
      options,
    )
    expect(astray.verdict).toBe('proven')
    expect(astray.notes).toEqual(['it cancels timers, and never one that it had set'])
  })
})

describe('a projection that answers what no projector can work with is refuted', () => {
  const Row = t.strict({ count: t.number })
  const assigned: Handler<t.TypeOf<typeof Row>, TaskEvent> = {
    keys: ({ stream }) => [stream],
    apply: (row) => ({ count: (row?.count ?? 0) + 1 }),
  }
  const counts = projection<t.TypeOf<typeof Row>>()({
    name: 'counts',
    version: 1,
    from: [Task],
    audience: 'public',
    row: Row,
    indexes: [],
    on: { Assigned: assigned },
  })
  const keyed = (keys: () => unknown) => ({
    ...counts,
    on: { Assigned: Object.assign({ ...assigned }, { keys }) },
  })
  it.each([
    ['numbers for keys', keyed(() => [7])],
    ['a key that is not there', keyed(() => [undefined])],
    ['a text for a list of keys', keyed(() => 'abc')],
    ['no keys', keyed(() => undefined)],
    ['numbers for memory', Object.assign({ ...counts }, { links: () => ({ a: 1 }) })],
  ])('total: %s', async (_, one) => {
    const report = await checkProjection(one, { seed: 5, runs: 20 })
    expect(refuted(report), reportText(report)).toEqual(['total'])
    expect(historyOf(report), reportText(report)).toHaveLength(1)
  })

  it('the sound one is proven', async () => {
    const report = await checkProjection(counts, { seed: 5, runs: 20 })
    expect(report.verdict, reportText(report)).toBe('proven')
  })
})
