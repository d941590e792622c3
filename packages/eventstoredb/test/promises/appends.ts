/**
 * Appends: conflicts, repeats, limits, and what never reaches the server.
 */
import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { all, aStream, type Connect, event, events, failure, rig, written } from '../rig.ts'

export const appends = (connect: Connect): void => {
  describe('appending', () => {
    const { server, store } = rig(connect)

    it('answers with the last revision and its position, as a reading finds them', async () => {
      const target = store()
      const stream = aStream()
      const answer = written(await target.append(stream, 'no-stream', events(3))())
      const [, , last] = await all(target.read(stream))
      expect(answer).toEqual({ revision: 2, position: last?.position })
      expect(written(await target.append(stream, 2, [event()])())).toMatchObject({ revision: 3 })
    })

    it.each([
      ['no-stream, where events are', 'no-stream' as const, 1],
      ['a revision that has passed', 0, 1],
      ['a revision that is yet to come', 5, 1],
    ])('conflicts at %s, and says what is there', async (_name, expected, actual) => {
      const target = store()
      const stream = aStream()
      written(await target.append(stream, 'no-stream', events(2))())
      const answer = failure(await target.append(stream, expected, [event()])())
      expect(answer).toEqual({ _tag: 'Conflict', stream, expected, actual })
      expect(await all(target.read(stream))).toHaveLength(2)
    })

    it('conflicts at a revision of a missing stream, which has none', async () => {
      const stream = aStream()
      const answer = failure(await store().append(stream, 0, [event()])())
      expect(answer).toEqual({ _tag: 'Conflict', stream, expected: 0, actual: 'no-stream' })
    })

    it('gives the first answer again to a repeat, to a prefix of it, and after more was written', async () => {
      const target = store()
      const stream = aStream()
      const batch = events(3)
      const first = written(await target.append(stream, 'no-stream', batch)())
      expect(written(await target.append(stream, 'no-stream', batch)())).toEqual(first)
      written(await target.append(stream, 2, [event()])())
      expect(written(await target.append(stream, 'no-stream', batch)())).toEqual(first)
      expect(written(await target.append(stream, 'no-stream', [batch[0]])())).toMatchObject({
        revision: 0,
      })
      expect(await all(target.read(stream))).toHaveLength(4)
    })

    it('conflicts where only a part is a repeat', async () => {
      const target = store()
      const stream = aStream()
      const [first, second] = events(2)
      if (second === undefined) return expect.fail()
      written(await target.append(stream, 'no-stream', [first, second])())
      const answer = await target.append(stream, 'no-stream', [first, event()])()
      expect(failure(answer)).toMatchObject({ _tag: 'Conflict', actual: 1 })
    })

    it('conflicts at one id twice in an append, and writes nothing', async () => {
      const target = store()
      const stream = aStream()
      const twin = event()
      const answer = failure(await target.append(stream, 'no-stream', [twin, twin])())
      expect(answer).toEqual({
        _tag: 'Conflict',
        stream,
        expected: 'no-stream',
        actual: 'no-stream',
      })
      expect(await all(target.read(stream))).toEqual([])
    })

    it('lets one of many writers at one revision through', async () => {
      const stream = aStream()
      const writers = Array.from({ length: 20 }, () => store())
      const answers = await Promise.all(
        writers.map((writer) => writer.append(stream, 'no-stream', [event()])()),
      )
      expect(answers.filter(({ _tag }) => _tag === 'Right')).toHaveLength(1)
    })

    it.each([
      ['a bigint', 1n],
      ['undefined', undefined],
      ['a date', new Date(0)],
      ['not a number', Number.NaN],
      ['a function', () => 1],
    ])('throws at %s before the client sees it', async (_name, value) => {
      const target = store()
      const stream = aStream()
      const before = await server().counts()
      await expect(
        target.append(stream, 'no-stream', [event({ value: [value] })])(),
      ).rejects.toThrow(TypeError)
      expect((await server().counts()).calls.append).toBe(before.calls.append)
    })

    it('throws at no events, which the types rule out, and sends nothing', async () => {
      const none: ReturnType<typeof events> = events(1)
      none.length = 0
      const before = await server().counts()
      await expect(store().append(aStream(), 'no-stream', none)()).rejects.toThrow(TypeError)
      expect((await server().counts()).calls.append).toBe(before.calls.append)
    })

    it('keeps ids that are no UUIDs, and repeats under them', async () => {
      const target = store()
      const stream = aStream()
      const odd = [
        { ...event(), id: 'command-7/0' },
        { ...event(), id: randomUUID().toUpperCase() },
      ] as const
      const first = written(await target.append(stream, 'no-stream', odd)())
      expect((await all(target.read(stream))).map(({ id }) => id)).toEqual(odd.map(({ id }) => id))
      expect(written(await target.append(stream, 'no-stream', odd)())).toEqual(first)
    })

    it('refuses an append above the limit with its size, and lets one at the limit pass', async () => {
      const stream = aStream()
      const small = store({ maxAppendBytes: 2_000 })
      const answer = failure(await small.append(stream, 'no-stream', [event('x'.repeat(2_000))])())
      expect(answer).toMatchObject({ _tag: 'TooLarge', limit: 2_000 })
      if (answer._tag !== 'TooLarge') return
      expect(answer.bytes).toBeGreaterThan(2_000)
      const room = 2_000 - (answer.bytes - 2_000)
      written(await small.append(stream, 'no-stream', [event('x'.repeat(room))])())
      const oneMore = failure(await small.append(stream, 0, [event('x'.repeat(room + 1))])())
      expect(oneMore).toEqual({ _tag: 'TooLarge', bytes: 2_001, limit: 2_000 })
    })

    it('counts bytes and not characters, and the whole batch', async () => {
      const small = store({ maxAppendBytes: 2_000 })
      const answer = await small.append(aStream(), 'no-stream', [
        event('ệ'.repeat(700)),
        event('a'),
      ])()
      expect(failure(answer)).toMatchObject({ _tag: 'TooLarge' })
    })

    it("reports the server's own limit where that is lower", async () => {
      const big = store({ maxAppendBytes: 4 * 1024 * 1024 })
      const answer = failure(
        await big.append(aStream(), 'no-stream', [event('x'.repeat(1_100_000))])(),
      )
      expect(answer).toMatchObject({ _tag: 'TooLarge', limit: 1024 * 1024 })
    })

    it('reports a message that is larger than the server takes in at all', async () => {
      const huge = store({ maxAppendBytes: 64 * 1024 * 1024, deadlineMs: 10_000 })
      const answer = failure(
        await huge.append(aStream(), 'no-stream', [event('x'.repeat(17 * 1024 * 1024))])(),
      )
      expect(answer).toMatchObject({ _tag: 'TooLarge', limit: 16 * 1024 * 1024 })
    })

    it('has only so many appends under way at once', async () => {
      const target = store({ maxConcurrentAppends: 8, deadlineMs: 5_000 })
      await server().delayAppends(5)
      const answers = await Promise.all(
        Array.from({ length: 100 }, () => target.append(aStream(), 'no-stream', [event()])()),
      )
      await server().delayAppends(0)
      expect(answers.every(({ _tag }) => _tag === 'Right')).toBe(true)
      expect((await server().counts()).mostAppends).toBe(8)
    })

    it('keeps every kind of JSON value as it is', async () => {
      const target = store()
      const stream = aStream()
      const values = [
        null,
        true,
        0,
        -1.5,
        1e300,
        'ệ\u0000\ud800 "\\',
        [],
        {},
        [[null]],
        { a: { b: [1] } },
      ]
      const batch = values.map((value) => event(value))
      const [first, ...rest] = batch
      if (first === undefined) return expect.fail()
      written(await target.append(stream, 'no-stream', [first, ...rest])())
      const read = await all(target.read(stream))
      expect(read.map(({ data }) => data)).toEqual(values)
      expect(read.map(({ meta }) => meta)).toEqual(batch.map(({ meta }) => meta))
    })

    it('puts correlation and causation where the server looks for them', async () => {
      const target = store()
      const stream = aStream()
      const sent = event()
      const caused = { ...sent, meta: { ...sent.meta, causationId: 'cause-1' } }
      written(await target.append(stream, 'no-stream', [caused])())
      const record = (await server().log()).find((one) => one.stream === stream)
      expect(JSON.parse(record?.metadata ?? '')).toMatchObject({
        $correlationId: 'correlation-1',
        $causationId: 'cause-1',
      })
      expect((await all(target.read(stream)))[0]?.meta).toEqual(caused.meta)
    })
  })

  describe('appending, to a server that repeats without a position', () => {
    const { store } = rig(connect, { positionOnRepeat: false })

    it('reads the position', async () => {
      const target = store()
      const stream = aStream()
      const batch = events(2)
      const first = written(await target.append(stream, 'no-stream', batch)())
      expect(written(await target.append(stream, 'no-stream', batch)())).toEqual(first)
    })
  })

  describe('appending, to a server without positions in reads', () => {
    const { store } = rig(connect, { positionOnRead: false })

    it('says that the server is too old', async () => {
      const target = store()
      const stream = aStream()
      written(await target.append(stream, 'no-stream', [event()])())
      await expect(all(target.read(stream))).rejects.toMatchObject({
        failure: { _tag: 'Incompatible' },
      })
    })
  })
}
