/**
 * Which commands the dear laws are asked about, and what a check says that it has reached.
 */
import { instantOfMillis } from '@kiemtra/kernel'
import { left, right } from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { Situations } from '../../src/decider/situations.ts'
import type { Happened } from '../../src/history/trace.ts'
import { actors } from '../../src/history/commands.ts'

interface Counted {
  readonly type: string
  readonly data: object
}
type Met = Happened<Counted, Counted, string, { readonly _tag: string }, object>

const [actor] = actors
if (actor === undefined) throw new Error('there are actors')
const meta = { commandId: 'c-1', actor, recordedAt: instantOfMillis(0) }

const happened = (
  type: string,
  outcome: Met['outcome'],
  [before, after]: [string, string],
): Met => ({
  command: { type, data: {}, meta },
  id: 'one',
  before,
  facts: {},
  outcome,
  after,
})
const counted = happened('Count', right([{ type: 'Counted', data: {} }]), ['open', 'open'])
const closed = happened(
  'Close',
  right([
    { type: 'Counted', data: {} },
    { type: 'Closed', data: {} },
  ]),
  ['open', 'closed'],
)
const full = happened('Count', left({ _tag: 'Full' }), ['open', 'open'])
const astray = happened('Lend', { _tag: 'UnknownReference', name: 'limit', category: 'limits' }, [
  'open',
  'open',
])

const seldomAmong = (situations: Situations<string>, one: Met, times: number): number => {
  let asked = 0
  for (let i = 0; i < times; i++) asked += situations.meet({ happened: [one] }).seldom.length
  return asked
}

describe('commands that are worth asking about', () => {
  it('what is rare is asked about the first time, the fourth and the sixteenth', () => {
    const situations = new Situations<string>()
    const others = 300_000
    seldomAmong(situations, counted, others)
    const asked: number[] = []
    for (let time = 1; time <= 16; time++) {
      const { seldom, often } = situations.meet({ happened: [counted, closed] })
      if (seldom.includes(1)) asked.push(time)
      expect(often).toEqual(expect.arrayContaining([...seldom]))
    }
    expect(asked).toEqual(expect.arrayContaining([1, 4, 16]))
    // By its share of all, one in 128 is asked about by now.
    expect(asked.length).toBeLessThanOrEqual(4)
  })

  it('of what is common, a quarter at first, and then some twelve times the square root', () => {
    const situations = new Situations<string>()
    expect(seldomAmong(situations, counted, 1_000)).toBeGreaterThan(200)
    const rest = seldomAmong(situations, counted, 99_000)
    expect(rest).toBeGreaterThan(9 * Math.sqrt(100_000))
    expect(rest).toBeLessThan(15 * Math.sqrt(100_000))
  })

  it('takes them from all places of histories of one length', () => {
    const situations = new Situations<string>()
    const places = [0, 0, 0, 0]
    for (let i = 0; i < 2_000; i++) {
      const happens = [counted, counted, counted, counted]
      for (const place of situations.meet({ happened: happens }).seldom) {
        places[place] = (places[place] ?? 0) + 1
      }
    }
    expect(Math.min(...places)).toBeGreaterThan(Math.max(...places) / 2)
  })

  it('cheaper questions are asked some eight times as often', () => {
    const situations = new Situations<string>()
    const asked = { often: 0, seldom: 0 }
    for (let i = 0; i < 50_000; i++) {
      const { often, seldom } = situations.meet({ happened: [counted] })
      asked.often += often.length
      asked.seldom += seldom.length
    }
    expect(asked.often / asked.seldom).toBeGreaterThan(6)
    expect(asked.often / asked.seldom).toBeLessThan(9)
  })

  it('tells whether something is new: another state, another answer, another end', () => {
    const situations = new Situations<string>()
    const isNews = (one: Met): boolean => situations.meet({ happened: [one] }).isNews
    expect([counted, counted].map(isNews)).toEqual([true, false])
    const elsewhere = { ...counted, before: 'closed' }
    const onward = { ...counted, after: 'closed' }
    const other = { ...full, outcome: left({ _tag: 'Counted' }) }
    expect([full, closed, astray, elsewhere, onward, other].map(isNews)).not.toContain(false)
    expect([full, closed, astray, elsewhere, onward, other].map(isNews)).not.toContain(true)
  })
})

describe('what situations reach', () => {
  const situations = new Situations<string>()
  situations.meet({ happened: [counted, counted, closed] })
  situations.meet({ happened: [full, astray] })

  it('counts events and transitions', () => {
    expect(Object.fromEntries(situations.events())).toEqual({ Counted: 3, Closed: 1 })
    expect(Object.fromEntries(situations.transitions())).toEqual({
      'open --Counted--> open': 2,
      'open --Counted--> closed': 1,
      'open --Closed--> closed': 1,
    })
  })

  it('notes what was never accepted, and what was never there', () => {
    expect(situations.notes()).toEqual([
      'Lend was never accepted (1 not asked)',
      'some references led to no stream of limits: `facts` says what there is',
    ])
  })

  it('keeps what events were called, whatever becomes of their list', () => {
    const own = new Situations<string>()
    const events = [{ type: 'Counted', data: {} }]
    own.meet({ happened: [{ ...counted, outcome: right(events) }] })
    events.length = 0
    expect(Object.fromEntries(own.events())).toEqual({ Counted: 1 })
  })
})
