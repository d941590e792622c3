/**
 * Reads: what they deliver, how they go on after a fault, and that no call stays open.
 */
import { describe, expect, it } from 'vitest'
import {
  all,
  aStream,
  type Connect,
  event,
  events,
  eventually,
  failure,
  rig,
  thrown,
  written,
} from '../rig.ts'

const UNAVAILABLE = { do: 'error', code: 14, details: 'Connection dropped' } as const

export const reads = (connect: Connect, cancels: boolean): void => {
  describe('reading', () => {
    const { server, store } = rig(connect)

    const openReads = async (): Promise<number> => (await server().counts()).open.read

    /** A call on which the server is silent stays open at a client that can't cancel, until it breaks. */
    const silentReadEnds = async (): Promise<void> => {
      if (!cancels) await server().hangUp(0)
      await eventually(openReads, (open) => open === 0)
    }

    it.each([
      ['forwards', {}, [0, 1, 2, 3, 4]],
      ['backwards', { direction: 'backwards' as const }, [4, 3, 2, 1, 0]],
      ['from a revision on', { from: 3 }, [3, 4]],
      ['back from a revision', { from: 1, direction: 'backwards' as const }, [1, 0]],
      ['from before the first', { from: -2 }, [0, 1, 2, 3, 4]],
      ['back from before the first', { from: -1, direction: 'backwards' as const }, []],
      ['from behind the last', { from: 5 }, []],
      ['back from behind the last', { from: 50, direction: 'backwards' as const }, [4, 3, 2, 1, 0]],
      ['so many', { limit: 2 }, [0, 1]],
      ['so many back', { limit: 2, direction: 'backwards' as const }, [4, 3]],
      ['none', { limit: 0 }, []],
    ])('%s', async (_name, options, revisions) => {
      const target = store()
      const stream = aStream()
      written(await target.append(stream, 'no-stream', events(5))())
      const read = await all(target.read(stream, options))
      expect(read.map(({ revision }) => revision)).toEqual(revisions)
    })

    it('finds a missing stream empty, in both directions', async () => {
      const target = store()
      expect(await all(target.read(aStream()))).toEqual([])
      expect(await all(target.read(aStream(), { direction: 'backwards' }))).toEqual([])
    })

    it('delivers more than a page, in order, once, with positions that sort as text', async () => {
      const target = store()
      const stream = aStream()
      written(await target.append(stream, 'no-stream', events(700))())
      const read = await all(target.read(stream))
      expect(read.map(({ revision }) => revision)).toEqual(Array.from({ length: 700 }, (_, i) => i))
      const positions = read.map(({ position }) => position)
      expect([...positions].sort()).toEqual(positions)
      expect(new Set(positions).size).toBe(700)
    })

    it('can be read twice', async () => {
      const target = store()
      const stream = aStream()
      written(await target.append(stream, 'no-stream', events(2))())
      const reading = target.read(stream)
      expect(await all(reading)).toEqual(await all(reading))
    })

    it('refuses an event that was not appended through an adapter, and says which', async () => {
      const stream = aStream()
      await server().write([{ stream, type: 'Foreign', data: '{}', metadata: '{"a":1}' }])
      const failed = await thrown(all(store().read(stream)))
      expect(failed._tag).toBe('Incompatible')
      expect(JSON.stringify(failed)).toContain(`event 0 of ${stream}`)
    })

    it.each([
      ['forwards', { do: 'hang up' } as const, 'forwards' as const],
      ['backwards', UNAVAILABLE, 'backwards' as const],
      ['after a silence', { do: 'silence' } as const, 'forwards' as const],
      [
        'after a word that is no client error',
        { do: 'error', code: 1, details: 'Call cancelled' } as const,
        'forwards' as const,
      ],
    ])('goes on where it broke off, %s', async (_name, act, direction) => {
      const target = store()
      const stream = aStream()
      written(await target.append(stream, 'no-stream', events(100))())
      await server().fault({ call: 'read', act, afterEvents: 40 })
      await server().fault({ call: 'read', act, afterEvents: 1 })
      const read = await all(target.read(stream, { direction, limit: 90 }))
      const expected = Array.from({ length: 90 }, (_, i) => (direction === 'forwards' ? i : 99 - i))
      expect(read.map(({ revision }) => revision)).toEqual(expected)
    })

    it('gives up after its budget, as a value that says why', async () => {
      await server().fault({ call: 'read', act: UNAVAILABLE, times: 99 })
      const impatient = store({ retryForMs: 200 })
      expect(await thrown(all(impatient.read(aStream())))).toMatchObject({ _tag: 'Unavailable' })
      await server().fault({ call: 'readAll', act: UNAVAILABLE, times: 99 })
      expect(failure(await impatient.head()())).toMatchObject({ _tag: 'Unavailable' })
      const answer = failure(await impatient.ready({ withinMs: 100 })())
      expect(answer._tag).toBe('Unavailable')
      expect(JSON.stringify(answer)).toContain('unavailable')
    })

    it('leaves no call open after 1,000 early exits', { timeout: 60_000 }, async () => {
      const target = store()
      const stream = aStream()
      // More than the buffers in between hold, so that the server would wait on every call.
      const big = Array.from({ length: 24 }, () => event('x'.repeat(4_000)))
      const [first, ...rest] = big
      if (first === undefined) return
      written(await target.append(stream, 'no-stream', [first, ...rest])())
      for (let i = 0; i < 1_000; i++) {
        for await (const { revision } of target.read(stream)) if (revision === i % 3) break
      }
      await eventually(openReads, (open) => open === 0)
    })

    it('leaves no call open after a loop that throws', async () => {
      const target = store()
      const stream = aStream()
      written(await target.append(stream, 'no-stream', events(300))())
      const looping = async (): Promise<void> => {
        for await (const { revision } of target.read(stream)) {
          if (revision === 2) throw new Error('the reader failed')
        }
      }
      await expect(looping()).rejects.toThrow('the reader failed')
      await eventually(openReads, (open) => open === 0)
    })

    it('survives a connection that breaks after an early exit', async () => {
      const target = store()
      const stream = aStream()
      written(await target.append(stream, 'no-stream', events(300))())
      for await (const { revision } of target.read(stream)) if (revision === 0) break
      await server().hangUp(0)
      expect(await all(target.read(stream, { limit: 1 }))).toHaveLength(1)
    })

    it('returns at once from a read that waits, and closes it', async () => {
      const target = store({ deadlineMs: 60_000 })
      const stream = aStream()
      written(await target.append(stream, 'no-stream', events(3))())
      await server().fault({ call: 'read', act: { do: 'silence' }, afterEvents: 1 })
      const reading = target.read(stream, { from: 1 })[Symbol.asyncIterator]()
      const waiting = reading.next().then((step) => (step.done === true ? step : reading.next()))
      await eventually(openReads, (open) => open === 1)
      await reading.return?.()
      expect(await waiting).toEqual({ done: true, value: undefined })
      await silentReadEnds()
    })

    it('stops at an abort, before and while it waits', async () => {
      const target = store({ deadlineMs: 60_000 })
      const stream = aStream()
      written(await target.append(stream, 'no-stream', events(3))())
      const aborted = AbortSignal.abort()
      expect(await thrown(all(target.read(stream, { signal: aborted })))).toEqual({
        _tag: 'Unavailable',
        reason: 'aborted',
      })
      await server().fault({ call: 'read', act: { do: 'silence' }, afterEvents: 1 })
      const abort = new AbortController()
      const reading = all(target.read(stream, { signal: abort.signal }))
      await eventually(openReads, (open) => open === 1)
      abort.abort()
      expect(await thrown(reading)).toEqual({ _tag: 'Unavailable', reason: 'aborted' })
      await silentReadEnds()
    })

    it('says that a closed store is closed, to whoever reads or begins to', async () => {
      const target = store({ deadlineMs: 60_000 })
      const stream = aStream()
      written(await target.append(stream, 'no-stream', events(3))())
      await server().fault({ call: 'read', act: { do: 'silence' }, afterEvents: 1 })
      const reading = all(target.read(stream))
      await eventually(openReads, (open) => open === 1)
      await target.close()
      const closed = { _tag: 'Unavailable', reason: 'closed' }
      expect(await thrown(reading)).toEqual(closed)
      expect(await thrown(all(target.read(stream)))).toEqual(closed)
      expect(failure(await target.head()())).toEqual(closed)
      expect(failure(await target.append(stream, 2, [event()])())).toEqual(closed)
      await silentReadEnds()
    })

    it('has the position of the last event as its head, whoever wrote it', async () => {
      const target = store()
      const { position } = written(await target.append(aStream(), 'no-stream', [event()])())
      expect(await target.head()()).toEqual({ _tag: 'Right', right: position })
      expect(await target.lag(position)()).toEqual({ _tag: 'Right', right: 0n })
      await server().write([{ stream: 'other-1', type: 'Foreign', data: '{}' }])
      const head = await target.head()()
      expect(head._tag === 'Right' && head.right !== undefined && head.right > position).toBe(true)
      expect(await target.lag(position)()).toEqual({ _tag: 'Right', right: 100n })
    })
  })

  describe('reading an empty server', () => {
    const { store } = rig(connect)

    it('finds no head', async () => {
      expect(await store().head()()).toEqual({ _tag: 'Right', right: undefined })
    })
  })
}
