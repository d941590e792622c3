import { describe, expect, it } from 'vitest'
import { type LoggedEvent, type RecordedCall, unexplained } from '../../src/index.ts'

const logged = (n: number, revision = n, stream = 's'): LoggedEvent => ({
  id: `e${n}`,
  stream,
  revision,
  position: String(n).padStart(4, '0'),
})
const log = [logged(0), logged(1), logged(2)]

const append = (n: number, from: number, to: number): RecordedCall => ({
  client: 'a',
  stream: 's',
  call: { _tag: 'append', expected: n === 0 ? 'no-stream' : n - 1, ids: [`e${n}`] },
  answer: { _tag: 'written', revision: n, position: String(n).padStart(4, '0') },
  from,
  to,
})
const read = (length: number, from: number, to: number): RecordedCall => ({
  client: 'b',
  stream: 's',
  call: { _tag: 'read' },
  answer: { _tag: 'seen', ids: log.slice(0, length).map(({ id }) => id) },
  from,
  to,
})
const conflict = (expected: number, actual: number, from: number, to: number): RecordedCall => ({
  client: 'c',
  stream: 's',
  call: { _tag: 'append', expected, ids: ['lost'] },
  answer: { _tag: 'conflict', actual },
  from,
  to,
})

const appends = [append(0, 1, 2), append(1, 3, 6), append(2, 7, 8)]
const messages = (calls: ReadonlyArray<RecordedCall>, of: ReadonlyArray<LoggedEvent> = log) =>
  unexplained(calls, of).map(({ message }) => message)

describe('unexplained', () => {
  it('finds an order where there is one, also for calls that overlap', () => {
    const overlapping = [read(1, 4, 5), read(2, 4, 5), read(0, 0, 3), conflict(0, 1, 4, 7)]
    expect(messages([...appends, ...overlapping])).toEqual([])
  })

  it('a read that misses what was answered before it was made', () => {
    expect(messages([...appends, read(1, 7, 9)])).toEqual([
      'a call saw 1 events after another had seen or made 2',
    ])
  })

  it('a read that sees what was not yet asked for', () => {
    expect(messages([...appends, read(3, 4, 5)])).toEqual([
      'a call saw 2 events after another had seen or made 3',
    ])
  })

  it('two reads that go back in time, though each alone could be', () => {
    const slow = [append(0, 1, 2), append(1, 3, 20)]
    expect(messages([...slow, read(2, 4, 5), read(1, 6, 7)], log.slice(0, 2))).toEqual([
      'a call saw 1 events after another had seen or made 2',
    ])
  })

  it('a conflict with what never stood, or with what was expected', () => {
    expect(messages([...appends, conflict(0, 5, 9, 10)])).toEqual([
      'a conflict with revision 5, which the stream never reached',
    ])
    expect(messages([...appends, conflict(2, 2, 9, 10)])).toEqual([
      'a conflict over 2, which is what was expected',
    ])
  })

  it('an acknowledged append that is not there', () => {
    expect(messages([...appends, append(3, 9, 10)])).toEqual([
      'an append was acknowledged, and its events are not where they should be',
    ])
  })

  it('an append without an answer may have happened late, or never, but not before', () => {
    const unknown = (n: number, from: number): RecordedCall => ({
      ...append(n, from, from + 1),
      answer: { _tag: 'unknown' },
    })
    expect(messages([append(0, 1, 2), append(1, 3, 4), unknown(2, 5)])).toEqual([])
    expect(messages([...appends, unknown(7, 9)])).toEqual([])
    expect(messages([append(0, 1, 2), append(1, 3, 4), read(3, 5, 6), unknown(2, 7)])).toEqual([
      'a call saw 2 events after another had seen or made 3',
    ])
  })

  it('a log out of order, with a gap, or with an event twice', () => {
    expect(messages([], [logged(1, 0), logged(0, 1)])).toEqual([
      'the log: position 0000 comes after 0001',
    ])
    expect(messages([], [logged(0), logged(2)])).toEqual([
      'the log: revision 2 comes where 1 should',
    ])
    expect(messages([], [logged(0), { ...logged(1), id: 'e0' }])).toEqual([
      'the log: event e0 is in the log twice',
    ])
  })

  it('positions across streams that go against time', () => {
    const other = logged(1, 0, 'z')
    const late: RecordedCall = { ...append(0, 5, 6) }
    const early: RecordedCall = {
      client: 'a',
      stream: 'z',
      call: { _tag: 'append', expected: 'no-stream', ids: ['e1'] },
      answer: { _tag: 'written', revision: 0, position: '0001' },
      from: 1,
      to: 2,
    }
    expect(messages([late, early], [logged(0), other])).toEqual([
      'an append stands at 0000, before one that was answered earlier',
    ])
  })
})
