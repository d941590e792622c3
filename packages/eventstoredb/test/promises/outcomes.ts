/**
 * Appends under faults: what passes is repeated until it is answered and stands once; what lasts is
 * said at once.
 */
import { describe, expect, it } from 'vitest'
import type { Act } from '../../../../test/support/eventstoredb/protocol.ts'
import {
  all,
  aStream,
  type Connect,
  event,
  events,
  eventually,
  failure,
  rig,
  written,
} from '../rig.ts'

const error = (
  code: number,
  details: string,
  more: Partial<Extract<Act, { do: 'error' }>> = {},
): Act => ({
  do: 'error',
  code,
  details,
  ...more,
})

export const outcomes = (connect: Connect): void => {
  describe('an append that fails in passing', () => {
    const { server, store } = rig(connect)

    it.each<[string, Act]>([
      ['a reply lost with its connection, after the commit', { do: 'hang up', commit: true }],
      ['a connection cut before the commit', { do: 'hang up' }],
      ['UNAVAILABLE after the commit', error(14, 'Connection dropped', { commit: true })],
      ['CANCELLED after the commit', error(1, 'Call cancelled', { commit: true })],
      ['CANCELLED before it', error(1, 'Call cancelled')],
      [
        'a timeout of the server after the commit',
        error(10, 'Operation timed out: CommitTimeout', { commit: true }),
      ],
      ['a timeout of the server before it', error(10, 'Operation timed out: PrepareTimeout')],
      ['a deadline after the commit', error(4, 'Deadline Exceeded', { commit: true })],
      ['silence after the commit', { do: 'silence', commit: true }],
      ['silence before it, as for a repeat that is not replicated yet', { do: 'silence' }],
      ['not ready', error(14, 'Server Is Not Ready')],
      ['too busy', error(14, 'Server Is Too Busy')],
      ['no leader known', error(2, 'No leader info available in response')],
      ['an internal error after the commit', error(13, 'RST_STREAM with code 2', { commit: true })],
      [
        'an unknown error after the commit',
        error(2, 'Exception was thrown by handler.', { commit: true }),
      ],
      ['a write after the end', error(13, 'write after end')],
    ])('%s: is sent again, and stands once', async (_name, act) => {
      const target = store()
      const stream = aStream()
      const batch = events(2)
      await server().fault({ call: 'append', act })
      await server().fault({ call: 'append', act })
      const answer = written(await target.append(stream, 'no-stream', batch)())
      const read = await all(target.read(stream))
      expect(read.map(({ id }) => id)).toEqual(batch.map(({ id }) => id))
      expect(answer).toEqual({ revision: 1, position: read[1]?.position })
    })

    it('is a conflict when another writer came first, in the doubt between two attempts', async () => {
      const other = store()
      const stream = aStream()
      // Between the two attempts of the one, the other appends.
      const target = store({
        pause: async () => {
          expect(written(await other.append(stream, 'no-stream', [event()])()).revision).toBe(0)
        },
      })
      await server().fault({ call: 'append', act: error(14, 'Connection dropped') })
      expect(failure(await target.append(stream, 'no-stream', [event()])())).toEqual({
        _tag: 'Conflict',
        stream,
        expected: 'no-stream',
        actual: 0,
      })
    })

    it('says that the outcome is unknown at the end of its patience, if it may be written', async () => {
      await server().fault({ call: 'append', act: { do: 'hang up' }, times: 999 })
      const stream = aStream()
      const answer = failure(
        await store({ retryForMs: 300 }).append(stream, 'no-stream', [event()])(),
      )
      expect(answer).toMatchObject({ _tag: 'OutcomeUnknown', stream })
      expect(answer._tag === 'OutcomeUnknown' && answer.attempts).toBeGreaterThan(1)
    })

    it('says that the server is unavailable, if it can’t be written', async () => {
      await server().fault({ call: 'append', act: error(14, 'Server Is Not Ready'), times: 999 })
      const answer = failure(
        await store({ retryForMs: 300 }).append(aStream(), 'no-stream', [event()])(),
      )
      expect(answer._tag).toBe('Unavailable')
      expect(JSON.stringify(answer)).toContain('Server Is Not Ready')
    })

    it('stops at an abort: before it is sent nothing is written, afterwards nobody knows', async () => {
      const target = store({ deadlineMs: 60_000 })
      const stream = aStream()
      const aborted = { signal: AbortSignal.abort() }
      expect(failure(await target.append(stream, 'no-stream', [event()], aborted)())).toEqual({
        _tag: 'Unavailable',
        reason: 'aborted',
      })
      const sent = (await server().counts()).calls.append
      await server().fault({ call: 'append', act: { do: 'silence', commit: true } })
      const abort = new AbortController()
      const waiting = target.append(stream, 'no-stream', [event()], { signal: abort.signal })()
      await eventually(
        () => server().counts(),
        ({ calls }) => calls.append > sent,
      )
      abort.abort()
      expect(failure(await waiting)).toEqual({ _tag: 'OutcomeUnknown', stream, attempts: 1 })
    })

    it('stops when the store is closed', async () => {
      const target = store({ deadlineMs: 60_000 })
      const stream = aStream()
      const sent = (await server().counts()).calls.append
      await server().fault({ call: 'append', act: { do: 'silence' } })
      const waiting = target.append(stream, 'no-stream', [event()])()
      await eventually(
        () => server().counts(),
        ({ calls }) => calls.append > sent,
      )
      await target.close()
      expect(failure(await waiting)).toMatchObject({ _tag: 'OutcomeUnknown' })
    })

    it('is stalled: is noticed by its deadline, and goes on with the server', async () => {
      const target = store({ deadlineMs: 150 })
      const stream = aStream()
      written(await target.append(stream, 'no-stream', [event()])())
      await server().stall(0)
      const waiting = target.append(stream, 0, [event()])()
      await new Promise((resolve) => setTimeout(resolve, 200))
      await server().resume(0)
      expect(written(await waiting).revision).toBe(1)
      expect(await all(target.read(stream))).toHaveLength(2)
    })
  })

  describe('an append that fails for good', () => {
    const { server, store } = rig(connect)

    it.each<[string, Act, object]>([
      [
        'denied access',
        error(7, 'Access Denied', { trailers: { exception: 'access-denied' } }),
        { _tag: 'AccessDenied' },
      ],
      ['denied access without a trailer', error(7, 'Access Denied'), { _tag: 'AccessDenied' }],
      ['unknown credentials', error(16, 'Unauthenticated'), { _tag: 'AccessDenied' }],
      ['an invalid argument', error(3, 'Bad request'), { _tag: 'Incompatible' }],
      ['an unknown method', error(12, 'Unimplemented'), { _tag: 'Incompatible' }],
      [
        'a message too large for the server',
        error(8, 'The received message exceeds the maximum configured message size.'),
        { _tag: 'TooLarge' },
      ],
    ])('%s: is said at once', async (_name, act, expected) => {
      const before = (await server().counts()).calls.append
      await server().fault({ call: 'append', act })
      const answer = failure(await store().append(aStream(), 'no-stream', [event()])())
      expect(answer).toMatchObject(expected)
      expect((await server().counts()).calls.append).toBe(before + 1)
    })
  })

  describe('a server that isn’t there', () => {
    const { server, store } = rig(connect)

    it('is unavailable, in a line that names it, and nothing is in doubt', async () => {
      const target = store({ retryForMs: 300 })
      await server().kill(0)
      const answer = failure(await target.append(aStream(), 'no-stream', [event()])())
      expect(answer._tag).toBe('Unavailable')
      expect(JSON.stringify(answer)).toContain('ECONNREFUSED')
      expect(failure(await target.ready({ withinMs: 200 })())).toMatchObject({
        _tag: 'Unavailable',
      })
    })

    it('is used as soon as it is there again', async () => {
      const target = store()
      const stream = aStream()
      await server().kill(0)
      const waiting = target.append(stream, 'no-stream', [event()])()
      await server().restart(0)
      expect(written(await waiting).revision).toBe(0)
    })
  })
}
