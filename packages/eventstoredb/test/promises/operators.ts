/**
 * What operators do to streams, and how a stream is told from one that is gone.
 */
import { describe, expect, it } from 'vitest'
import { all, aStream, type Connect, event, events, failure, rig, thrown, written } from '../rig.ts'

const lost = { do: 'error', code: 14, details: 'Connection dropped', commit: true } as const

export const operators = (connect: Connect): void => {
  describe('operators', () => {
    const { server, store } = rig(connect)
    const ok = { _tag: 'Right', right: undefined }

    it('tell a stream that is there from a missing, a truncated, a soft-deleted and a tombstoned one', async () => {
      const target = store()
      const [there, missing, truncated, soft, hard] = Array.from({ length: 5 }, () => aStream())
      if (!there || !missing || !truncated || !soft || !hard) return expect.fail()
      for (const stream of [there, truncated, soft, hard]) {
        written(await target.append(stream, 'no-stream', events(2))())
      }
      written(await target.truncate(truncated, 2)())
      expect(await target.softDelete(soft, 1)()).toEqual(ok)
      expect(await target.tombstone(hard, 1)()).toEqual(ok)
      const states = [there, missing, truncated, soft, hard].map((stream) =>
        target.streamState(stream)(),
      )
      expect(await Promise.all(states)).toEqual(
        ['there', 'missing', 'truncated', 'soft-deleted', 'tombstoned'].map((right) => ({
          _tag: 'Right',
          right,
        })),
      )
      for (const stream of [missing, truncated, soft])
        expect(await all(target.read(stream))).toEqual([])
      const gone = { _tag: 'StreamDeleted', stream: hard }
      expect(await thrown(all(target.read(hard)))).toEqual(gone)
      expect(failure(await target.append(hard, 'no-stream', [event()])())).toEqual(gone)
      expect(failure(await target.append(hard, 1, [event()])())).toEqual(gone)
    })

    it('truncate, and keep what else the metadata says', async () => {
      const target = store()
      const stream = aStream()
      written(await target.append(stream, 'no-stream', events(5))())
      await server().write([
        { stream: `$$${stream}`, type: '$metadata', data: '{"$maxAge":9999999,"owner":"us"}' },
      ])
      written(await target.truncate(stream, 2)())
      written(await target.truncate(stream, 3)())
      const metadata = (await server().log()).filter((record) => record.stream === `$$${stream}`)
      expect(JSON.parse(metadata.at(-1)?.data ?? '')).toEqual({
        $maxAge: 9999999,
        owner: 'us',
        $tb: 3,
      })
      const read = await all(target.read(stream))
      expect(read.map(({ revision }) => revision)).toEqual([3, 4])
      expect(written(await target.append(stream, 4, [event()])()).revision).toBe(5)
    })

    it('don’t bring a deleted stream back by truncating it', async () => {
      const target = store()
      const stream = aStream()
      written(await target.append(stream, 'no-stream', events(2))())
      expect(await target.softDelete(stream, 1)()).toEqual(ok)
      expect(failure(await target.truncate(stream, 1)())).toEqual({ _tag: 'StreamDeleted', stream })
    })

    it('let a soft-deleted stream be written again, where it goes on counting', async () => {
      const target = store()
      const stream = aStream()
      written(await target.append(stream, 'no-stream', events(3))())
      expect(await target.softDelete(stream, 2)()).toEqual(ok)
      const again = events(2)
      expect(written(await target.append(stream, 'no-stream', again)()).revision).toBe(4)
      const read = await all(target.read(stream))
      expect(read.map(({ id, revision }) => [id, revision])).toEqual([
        [again[0].id, 3],
        [again[1]?.id, 4],
      ])
      expect(await target.streamState(stream)()).toEqual({ _tag: 'Right', right: 'there' })
    })

    it.each(['softDelete', 'tombstone'] as const)(
      '%s only at the revision they name',
      async (verb) => {
        const target = store()
        const stream = aStream()
        written(await target.append(stream, 'no-stream', events(3))())
        expect(failure(await target[verb](stream, 0)())).toMatchObject({
          _tag: 'Conflict',
          stream,
          expected: 0,
          actual: 2,
        })
        expect(await all(target.read(stream))).toHaveLength(3)
      },
    )

    it.each(['softDelete', 'tombstone'] as const)(
      '%s once, when the answer is lost',
      async (verb) => {
        const target = store()
        const stream = aStream()
        written(await target.append(stream, 'no-stream', events(3))())
        await server().fault({ call: 'delete', act: lost })
        expect(await target[verb](stream, 2)()).toEqual(ok)
        await server().fault({ call: 'delete', act: { ...lost, commit: false }, times: 99 })
        const other = aStream()
        written(await target.append(other, 'no-stream', events(1))())
        expect(failure(await store({ retryForMs: 200 })[verb](other, 0)())).toMatchObject({
          _tag: 'OutcomeUnknown',
        })
      },
    )

    it('truncate once, when the answer is lost', async () => {
      const target = store()
      const stream = aStream()
      written(await target.append(stream, 'no-stream', events(3))())
      await server().fault({ call: 'append', act: lost })
      written(await target.truncate(stream, 1)())
      const metadata = (await server().log()).filter((record) => record.stream === `$$${stream}`)
      expect(metadata).toHaveLength(1)
    })
  })
}
