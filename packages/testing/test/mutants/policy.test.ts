/**
 * Broken policies, one a law.
 */
import { id, type Policy, policy, type Reaction, seal } from '@kiemtra/kernel'
import { describe, expect, it } from 'vitest'
import { checkPolicy, logsOf, reportText } from '../../src/index.ts'
import { Counter } from '../support/counter.ts'
import { refuted } from '../support/refuted.ts'

type Sources = readonly [typeof Counter]
type Counting = Policy<number, Sources>

const Id = id('counter')

const send = (discriminator: string, by: number): Reaction => ({
  _tag: 'Send',
  to: 'counter',
  command: { type: 'Count', data: { id: Id.is('echo') ? 'echo' : '', by } },
  discriminator,
})

/** Echoes what was counted into another counter, twice from the third time on. */
const echo: Counting = policy<number>()({
  name: 'echo',
  from: [Counter],
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

const throwing: Counting = {
  ...echo,
  react: (count, on) => {
    if (on._tag === 'Timer' && on.timer === 'check') throw new Error('no one told me')
    return echo.react(count, on)
  },
}

let calls = 0
const moving: Counting = {
  ...echo,
  react: (count, on) =>
    echo.react(count, on).map((reaction) => {
      calls += 1
      return reaction._tag === 'Send' ? { ...reaction, discriminator: `call ${calls}` } : reaction
    }),
}

let asked = 0
const lost: Counting = { ...echo, key: () => `instance ${asked++}` }
const gossiping: Counting = { ...echo, alsoKnownTo: () => [`instance ${asked++}`] }
const dreaming: Counting = { ...echo, links: () => ({ dream: `${asked++}` }) }

const known = new Set<string>()
const remembering: Counting = {
  ...echo,
  evolve: (count, recorded) => {
    if (known.has(recorded.id)) return count
    known.add(recorded.id)
    return echo.evolve(count, recorded)
  },
}

const indistinct: Counting = {
  ...echo,
  react: (count, on) =>
    echo.react(count, on).map((r) => (r._tag === 'Send' ? { ...r, discriminator: 'same' } : r)),
}
const misunderstood: Counting = {
  ...echo,
  react: (count, on) =>
    echo
      .react(count, on)
      .map((r) => (r._tag === 'Send' ? { ...r, command: { type: 'Recount', data: {} } } : r)),
}
const untimely: Counting = {
  ...echo,
  react: (count, on) =>
    echo.react(count, on).map((r) => (r._tag === 'At' ? { ...r, instant: 'tomorrow' } : r)),
}

const options = { seed: 2023, targets: [seal(Counter)] }

describe('a broken policy is refuted by its law, and by no other', () => {
  it.each([
    ['total', throwing],
    ['L3', moving],
    ['L3', lost],
    ['L3', gossiping],
    ['L3', dreaming],
    ['L4', remembering],
    ['sends', indistinct],
    ['sends', misunderstood],
    ['sends', untimely],
  ] as const)('%s', (law, broken) => {
    const report = checkPolicy(broken, options)
    expect(refuted(report), reportText(report)).toEqual([law])
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

  it('a sound one is proven, on drawn logs and on those of histories', () => {
    const drawn = checkPolicy(echo, options)
    expect(drawn.verdict, reportText(drawn)).toBe('proven')
    const lived = checkPolicy(echo, { ...options, logs: logsOf(Counter) })
    expect(lived.verdict, reportText(lived)).toBe('proven')
  })
})
