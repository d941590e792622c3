import { describe, expect, it } from 'vitest'
import { troubleOf } from '../src/failure.ts'
import { clientError } from './fake.ts'

const trouble = (fields: object, message?: string) =>
  troubleOf(clientError(fields, message), 'a-1', 'append')

describe('an append could be written all the same', () => {
  it.each([
    ['unavailable', { type: 'unavailable', code: 14 }, 'Connection dropped'],
    ['cancelled', { type: 'cancelled', code: 1 }, ''],
    ['timeout', { type: 'timeout', code: 10 }, ''],
    ['deadline', { type: 'deadline-exceeded', code: 4 }, ''],
    ['unknown', { type: 'unknown', code: 2 }, 'Exception was thrown by handler.'],
    ['internal', { type: 'unknown', code: 13 }, ''],
    ['a raw gRPC error', { code: 14 }, '14 UNAVAILABLE: read ECONNRESET'],
    ['an error without a code', {}, 'write after end'],
  ])('after %s', (_name, fields, message) => {
    expect(trouble(fields, message)).toMatchObject({ _tag: 'Passing', written: 'maybe' })
  })
})

describe('an append is not written', () => {
  it.each([
    ['not the leader', { type: 'not-leader', code: 5 }, ''],
    ['not ready', { type: 'unavailable', code: 14 }, 'Server Is Not Ready'],
    ['not ready, unrecognised', { type: 'unknown' }, 'Could not recognize Server Is Not Ready'],
    ['busy, unrecognised', { type: 'unknown' }, 'Could not recognize Server Is Busy'],
    ['no leader', { type: 'unknown', code: 2 }, 'No leader info available in response'],
    ['no gossip', {}, 'Failed to discover after 10 attempts.'],
    [
      'no connection',
      { code: 14 },
      'No connection established. Last error: connect ECONNREFUSED 127.0.0.1:1',
    ],
  ])('after %s', (_name, fields, message) => {
    expect(trouble(fields, message)).toMatchObject({ _tag: 'Passing', written: 'no' })
  })
})

describe('a conflict', () => {
  it.each([
    ['of one client', { actualVersion: 4n }, 4],
    ['of the other', { actualState: 4n }, 4],
    ['with a number', { actualVersion: 4 }, 4],
    ['with no stream', { actualVersion: 'no_stream' }, 'no-stream'],
    ['with no stream, as a number', { actualVersion: -1n }, 'no-stream'],
    ['that does not say', {}, undefined],
    ['with something else', { actualVersion: 'any' }, undefined],
  ])('%s', (_name, fields, actual) => {
    expect(trouble({ type: 'wrong-expected-version', ...fields })).toEqual({
      _tag: 'Conflict',
      actual,
    })
  })
})

describe('what lasts', () => {
  it.each([
    [
      'access-denied',
      { type: 'access-denied' },
      { failure: { _tag: 'AccessDenied', operation: 'append' } },
    ],
    ['no trailer', { type: 'unknown', code: 7 }, { failure: { _tag: 'AccessDenied' } }],
    [
      'a tombstone',
      { type: 'stream-deleted' },
      { failure: { _tag: 'StreamDeleted', stream: 'a-1' } },
    ],
    [
      'its newer name',
      { type: 'stream-tombstoned' },
      { failure: { _tag: 'StreamDeleted', stream: 'a-1' } },
    ],
    ['unsupported', { type: 'unsupported' }, { failure: { _tag: 'Incompatible' } }],
    ['an argument', { type: 'invalid-argument' }, { failure: { _tag: 'Incompatible' } }],
    ['unimplemented', { type: 'unknown', code: 12 }, { failure: { _tag: 'Incompatible' } }],
  ])('%s', (_name, fields, expected) => {
    expect(trouble(fields)).toMatchObject({ _tag: 'Lasting', ...expected })
  })

  it.each([
    [{ type: 'maximum-append-size-exceeded', maxAppendSize: 7 }, 7],
    [{ type: 'append-record-size-exceeded', maxSize: 8 }, 8],
    [{ type: 'transaction-max-size-exceeded', maxSize: 9 }, 9],
    [{ type: 'maximum-append-size-exceeded' }, undefined],
  ])('is too large: %o', (fields, limit) => {
    expect(trouble(fields)).toEqual({ _tag: 'TooLarge', limit })
  })

  it('is a bug, and thrown on', () => {
    const bug = new TypeError('message.getDeadline21100 is not a function')
    expect(() => troubleOf(bug, 'a-1', 'append')).toThrow(bug)
  })
})

it('names the fault and nothing that the server quotes', () => {
  const told = trouble(
    { type: 'unavailable', code: 14 },
    'No connection established. Last error: connect ECONNREFUSED 127.0.0.1:2113 for Nguyễn Văn A',
  )
  expect(told).toMatchObject({ reason: 'unavailable (14): ECONNREFUSED 127.0.0.1:2113' })
  expect(trouble({ type: 'unknown', code: 2 }, 'secret')).toMatchObject({ reason: 'unknown (2)' })
})
