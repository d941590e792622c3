/**
 * The batch path's faults can't reach a caller. Each lies in wait here on a server that offers batch
 * appends, where a client left to itself would take that path and run into it.
 */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeCertificate } from '../certificate.ts'
import { type StandIn, startStandIn } from '../../../../test/support/eventstoredb/stand-in.ts'
import { eventStoreDB } from '../../src/index.ts'
import { aStream, type Connect, event, failure, rig, written } from '../rig.ts'

export const batchPath = (connect: Connect): void => {
  describe('the batch path', () => {
    const { server, store, freshClient } = rig(connect)

    it("B1: one client's broken stream leaves another's appends alone", async () => {
      const [broken, healthy] = [store(), store({ client: freshClient() })]
      await server().fault({
        call: 'batch',
        act: { do: 'error', code: 14, details: 'Connection dropped' },
      })
      const answers = await Promise.all([
        broken.append(aStream(), 'no-stream', [event()])(),
        healthy.append(aStream(), 'no-stream', [event()])(),
      ])
      for (const answer of answers) written(answer)
      expect((await server().counts()).calls.batch).toBe(0)
    })

    it('B2: a server that never answers is noticed', async () => {
      await server().fault({ call: 'batch', act: { do: 'silence' }, times: 99 })
      await server().fault({ call: 'append', act: { do: 'silence' } })
      written(await store().append(aStream(), 'no-stream', [event()])())
    })

    it('B3: a stream that the server ends leaves nothing pending', async () => {
      await server().fault({ call: 'batch', act: { do: 'end' }, times: 99 })
      written(await store().append(aStream(), 'no-stream', [event()])())
    })

    it('B4: a server that is not ready is recognised, and asked again', async () => {
      await server().fault({
        call: 'batch',
        act: { do: 'error', code: 0, details: 'Server Is Not Ready' },
        times: 99,
      })
      await server().fault({
        call: 'append',
        act: { do: 'error', code: 14, details: 'Server Is Not Ready' },
      })
      written(await store().append(aStream(), 'no-stream', [event()])())
    })

    it('B6: failed features don’t poison the client for good', async () => {
      await server().fault({
        call: 'features',
        act: { do: 'error', code: 2, details: 'broken' },
        times: 1,
      })
      written(await store({ client: freshClient() }).append(aStream(), 'no-stream', [event()])())
    })

    it('B7: a conflict names the revision that is there, also where the client is told not to throw', async () => {
      const lenient = store({}, 'tls=false&throwOnAppendFailure=false')
      const stream = aStream()
      written(await lenient.append(stream, 'no-stream', [event(), event(), event(), event()])())
      const answer = failure(await lenient.append(stream, 0, [event()])())
      expect(answer).toEqual({ _tag: 'Conflict', stream, expected: 0, actual: 3 })
    })
  })

  describe('the batch path, with TLS and credentials', () => {
    const user = { username: 'writer', password: 'a-password' }
    const certificate = makeCertificate()
    let server: StandIn

    beforeAll(async () => {
      const [key, cert] = [readFileSync(certificate.keyFile), readFileSync(certificate.certFile)]
      server = await startStandIn({ user, tls: { key: key.toString(), cert: cert.toString() } })
    })
    afterAll(async () => {
      await server.stop()
      certificate.remove()
    })

    const query = `tls=true&tlsCAFile=${certificate.certFile}`

    it.each([
      ['in the connection string', 'writer:a-password@', {}],
      ['of the adapter', '', { credentials: user }],
    ])('is avoided with credentials %s', async (_name, prefix, options) => {
      await server.fault({ call: 'batch', act: { do: 'end' }, times: 99 })
      const store = eventStoreDB({ client: connect(`${prefix}${server.hosts}`, query), ...options })
      const stream = aStream()
      written(await store.append(stream, 'no-stream', [event()])())
      written(await store.append(stream, 0, [event()])())
      const ids: string[] = []
      for await (const { id } of store.read(stream)) ids.push(id)
      expect(ids).toHaveLength(2)
      expect((await store.head()())._tag).toBe('Right')
      expect((await server.counts()).calls.batch).toBe(0)
      await store.close()
    })

    it('is avoided without credentials, and denied access is said at once', async () => {
      const store = eventStoreDB({ client: connect(server.hosts, query) })
      expect(failure(await store.append(aStream(), 'no-stream', [event()])())).toEqual({
        _tag: 'AccessDenied',
        operation: 'append to the stream',
      })
      expect(failure(await store.head()())).toMatchObject({ _tag: 'AccessDenied' })
      const subscription = store.subscribe({ namespace: 'kiemtra', from: 'start' })
      await expect(subscription[Symbol.asyncIterator]().next()).rejects.toMatchObject({
        failure: { _tag: 'AccessDenied' },
      })
      expect((await server.counts()).calls.batch).toBe(0)
      await store.close()
    })
  })
}
