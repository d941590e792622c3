/**
 * Broken policies: each is refuted by its law and by no other, within few events.
 */
import {
  type EventOf,
  id,
  type Policy,
  policy,
  type Reaction,
  type Recorded,
  seal,
  type Trigger,
} from '@kiemtra/kernel'
import { describe, expect, it } from 'vitest'
import { checkPolicy, decidePure, type LawId, logsOf, reportText } from '../../src/index.ts'
import { Counter } from '../support/counter.ts'
import { historyOf, refuted } from '../support/refuted.ts'

type Sources = readonly [typeof Counter]
type Counting = Policy<number, Sources>
type Heard = Recorded<EventOf<typeof Counter>>
type Send = Extract<Reaction, { readonly _tag: 'Send' }>

const Id = id('counter')

const send = (discriminator: string, by: number): Send => ({
  _tag: 'Send',
  to: 'counter',
  command: { type: 'Count', data: { id: Id.is('echo') ? 'echo' : '', by } },
  discriminator,
})

/** Echoes what was counted into another counter, twice from the third time on. */
const echo: Counting = policy<number>()({
  name: 'echo',
  from: [Counter],
  sends: ['counter'],
  key: ({ stream }) => stream,
  initialState: 0,
  evolve: (count, { event }) => (event.type === 'Counted' ? count + 1 : count),
  react: (count, on) => {
    if (on._tag === 'Timer') return []
    if (on.recorded.event.type !== 'Counted') {
      return [{ _tag: 'At', timer: 'check', instant: on.recorded.meta.recordedAt }]
    }
    const { by } = on.recorded.event.data
    return count > 2 ? [send('first', by), send('second', by)] : [send('first', by)]
  },
})

/** What it sends, changed. */
const sending = (change: (sent: Send, count: number) => Reaction): Counting => ({
  ...echo,
  react: (count, on) =>
    echo.react(count, on).map((one) => (one._tag === 'Send' ? change(one, count) : one)),
})
const evolving = (evolve: (count: number, recorded: Heard) => number): Counting => ({
  ...echo,
  evolve,
})
const reacting = (
  react: (count: number, on: Trigger<EventOf<typeof Counter>>) => ReadonlyArray<Reaction>,
): Counting => ({
  ...echo,
  react,
})

const fail = (): never => {
  throw new Error('no one told me')
}

let calls = 0
let heard = 0
const known = new Set<string>()
const done = new Set<string>()

const broken: ReadonlyArray<readonly [LawId, string, Counting, number]> = [
  [
    'total',
    'throws when its timer rings',
    reacting((count, on) =>
      on._tag === 'Timer' && on.timer === 'check' ? fail() : echo.react(count, on),
    ),
    1,
  ],
  [
    'total',
    'throws at a timer that nobody set',
    reacting((count, on) =>
      on._tag === 'Timer' && on.timer !== 'check' ? fail() : echo.react(count, on),
    ),
    1,
  ],
  [
    'total',
    'has no key for an event that it hears',
    { ...echo, key: ({ event, stream }) => (event.type === 'Closed' ? fail() : stream) },
    1,
  ],
  [
    'total',
    'throws in a rare state',
    evolving((count, recorded) => (count === 3 ? fail() : echo.evolve(count, recorded, {}))),
    4,
  ],
  [
    'L3',
    'numbers what it sends by its own calls',
    sending((one) => ({ ...one, discriminator: `call ${++calls}` })),
    1,
  ],
  [
    'L3',
    'reacts to an event once, and forgets it on redelivery',
    reacting((count, on) => {
      if (on._tag !== 'Event') return []
      if (done.has(on.recorded.id)) return []
      done.add(on.recorded.id)
      return echo.react(count, on)
    }),
    1,
  ],
  [
    'L3',
    'sets timers by the clock',
    reacting((count, on) =>
      echo
        .react(count, on)
        .map((one) => (one._tag === 'At' ? { ...one, instant: new Date().toISOString() } : one)),
    ),
    1,
  ],
  [
    'L3',
    'draws lots for whom to tell',
    sending((one) => ({ ...one, discriminator: `${Math.random()}` })),
    1,
  ],
  [
    'L3',
    'knows what it heard beside its state',
    {
      ...echo,
      evolve: (count, recorded) => {
        heard += 1
        return echo.evolve(count, recorded, {})
      },
      react: (count, on) =>
        echo
          .react(count, on)
          .map((one) =>
            one._tag === 'Send'
              ? { ...one, discriminator: `${one.discriminator} after ${heard}` }
              : one,
          ),
    },
    2,
  ],
  ['L3', 'belongs to another instance each time', { ...echo, key: () => `instance ${calls++}` }, 1],
  [
    'L3',
    'tells another instance each time',
    { ...echo, alsoKnownTo: () => [`instance ${calls++}`] },
    1,
  ],
  [
    'L3',
    'remembers what it was never told',
    { ...echo, links: () => ({ dream: `${calls++}` }) },
    1,
  ],
  [
    'L3',
    'changes the event',
    evolving((count, { event }) => {
      Reflect.set(event.data, 'by', 1)
      return event.type === 'Counted' && !Object.isFrozen(event.data) ? count + 1 : count
    }),
    1,
  ],
  [
    'L3',
    'counts an event that it has seen only once in all its life',
    evolving((count, recorded) => {
      if (known.has(recorded.id)) return count
      known.add(recorded.id)
      return echo.evolve(count, recorded, {})
    }),
    1,
  ],
  [
    'sends',
    'sends two of the same identity',
    sending((one) => ({ ...one, discriminator: 'same' })),
    3,
  ],
  [
    'sends',
    'sends what its target does not understand',
    sending((one) => ({ ...one, command: { type: 'Recount', data: {} } })),
    1,
  ],
  [
    'sends',
    'sends out of range',
    sending((one) => ({ ...one, command: { type: 'Count', data: { id: 'echo', by: 99 } } })),
    1,
  ],
  ['sends', 'sends to whom it did not say', sending((one) => ({ ...one, to: 'limit' })), 1],
  [
    'sends',
    'sends what JSON can not hold',
    sending((one) => ({
      ...one,
      command: { type: 'Close', data: { id: 'echo', on: new Date(0) } },
    })),
    1,
  ],
  [
    'sends',
    'sets a timer to no instant',
    reacting((count, on) =>
      echo
        .react(count, on)
        .map((one) => (one._tag === 'At' ? { ...one, instant: 'tomorrow' } : one)),
    ),
    1,
  ],
]

const options = { seed: 2023, targets: [seal(Counter)] }

describe('a broken policy is refuted by its law, and by no other', () => {
  it.each(broken)('%s: it %s', (law, _, mutant, events) => {
    const report = checkPolicy(mutant, options)
    expect(refuted(report), reportText(report)).toEqual([law])
    expect(historyOf(report).length, reportText(report)).toBeLessThanOrEqual(events)
  })

  it('a sound one is proven, on drawn logs and on those of histories', () => {
    const drawn = checkPolicy(echo, options)
    expect(drawn.verdict, reportText(drawn)).toBe('proven')
    const lived = checkPolicy(echo, { ...options, logs: logsOf(Counter) })
    expect(lived.verdict, reportText(lived)).toBe('proven')
    const bare = checkPolicy(
      sending((one, n) => ({
        ...one,
        command: { type: 'Count', data: { id: `echo-${n}`, by: 1 } },
      })),
      { seed: 1, only: [decidePure] },
    )
    expect(bare.laws.map(({ law, verdict }) => [law, verdict])).toEqual([['L3', 'proven']])
  })

  it('one that links is heard as a runner hears it', () => {
    // What doesn't say by how much finds its instance by what the stream has said before.
    const linked: Counting = {
      ...echo,
      key: (_, { by }) => by,
      links: ({ event }) => ({ by: event.type === 'Counted' ? String(event.data.by) : 'none' }),
      alsoKnownTo: (_, { by }) => (by === undefined ? [] : ['everyone']),
    }
    const report = checkPolicy(linked, { ...options, logs: logsOf(Counter) })
    expect(report.verdict, reportText(report)).toBe('proven')
  })
})
