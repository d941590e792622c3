/**
 * The store over a client that answers what no server can be made to: shapes and numbers of the wrong kind.
 */
import { positionOf } from '@kiemtra/kernel'
import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { eventStoreDB } from '../src/index.ts'
import { answering, clientError, fakeClient, readOf } from './fake.ts'
import { meta } from './meta.ts'
import { all, event, failure, written } from './rig.ts'

const position = { commit: 900n, prepare: 900n }
const metadata = { ...meta, $correlationId: 'c' }
const incoming = {
  streamId: 'a-1',
  id: 'e',
  revision: 0n,
  type: 'T',
  data: {},
  metadata,
  isJson: true,
  position,
}

describe('an append', () => {
  it('takes numbers where the types say bigint', async () => {
    const { client } = answering({
      success: true,
      nextExpectedRevision: 3,
      position: { commit: 900, prepare: 900 },
    })
    expect(written(await eventStoreDB({ client }).append('a-1', 2, [event()])())).toEqual({
      revision: 3,
      position: '00000000000000000900/00000000000000000900',
    })
  })

  it('never takes an unsuccessful answer for a success, nor its revision for the truth', async () => {
    const { client } = answering({ success: false, nextExpectedRevision: 1n })
    const readStream = () => readOf({ event: { ...incoming, revision: 6n } })
    const store = eventStoreDB({ client: { ...client, readStream } })
    expect(failure(await store.append('a-1', 2, [event()])())).toMatchObject({
      _tag: 'Conflict',
      actual: 6,
    })
  })

  it('finds out what is there when a conflict doesn’t say', async () => {
    const { client } = answering(clientError({ type: 'wrong-expected-version' }))
    const readStream = () => readOf(clientError({ type: 'stream-not-found' }))
    const store = eventStoreDB({ client: { ...client, readStream } })
    expect(failure(await store.append('a-1', 2, [event()])())).toMatchObject({
      actual: 'no-stream',
    })
  })

  it('never answers without a position', async () => {
    const { client } = answering({ success: true, nextExpectedRevision: 0n })
    const readStream = () => readOf(clientError({ type: 'unavailable' }))
    const store = eventStoreDB({ client: { ...client, readStream }, retryForMs: 0 })
    expect(failure(await store.append('a-1', 'no-stream', [event()])())).toMatchObject({
      _tag: 'OutcomeUnknown',
    })
  })

  it('says the revision under both names, so that no client takes it for "any"', async () => {
    const calls: unknown[] = []
    const client = fakeClient({
      appendToStream: async (_stream, _events, options) => {
        calls.push([options.expectedRevision, options.streamState, options.requiresLeader])
        return { success: true, nextExpectedRevision: 0n, position }
      },
    })
    const store = eventStoreDB({ client })
    await store.append('a-1', 'no-stream', [event()])()
    await store.append('a-1', 7, [event()])()
    expect(calls).toEqual([
      ['no_stream', 'no_stream', true],
      [7n, 7n, true],
    ])
  })

  it('sends the same events at each attempt, though the caller changes them meanwhile', async () => {
    const data = { n: 1 }
    const sent: string[] = []
    const client = fakeClient({
      appendToStream: async (_stream, events) => {
        sent.push(JSON.stringify(events))
        data.n += 1
        if (sent.length < 3) throw clientError({ type: 'unavailable' })
        return { success: true, nextExpectedRevision: 0n, position }
      },
    })
    await eventStoreDB({ client, pause: async () => undefined }).append('a-1', 'no-stream', [
      event(data),
    ])()
    expect(new Set(sent).size).toBe(1)
  })

  it('goes where the leader is at once, and backs off when that is no leader either', async () => {
    const notLeader = clientError({ type: 'not-leader' })
    const pauses: number[] = []
    const { client, sent } = answering(notLeader, notLeader, notLeader, {
      success: true,
      nextExpectedRevision: 0n,
      position,
    })
    const pause = async (ms: number) => void pauses.push(ms)
    written(
      await eventStoreDB({ client, pause, random: () => 0 }).append('a-1', 'no-stream', [
        event(),
      ])(),
    )
    expect(sent()).toBe(4)
    expect(pauses).toEqual([0, 100, 200])
  })

  it('outlasts a client that doesn’t keep its own deadline', async () => {
    let calls = 0
    const client = fakeClient({
      appendToStream: () => {
        calls += 1
        return calls === 1
          ? new Promise(() => undefined)
          : Promise.resolve({ success: true, nextExpectedRevision: 0n, position })
      },
    })
    written(await eventStoreDB({ client, deadlineMs: 20 }).append('a-1', 'no-stream', [event()])())
  })

  it('throws where the client has a bug, which no retry mends', async () => {
    const { client, sent } = answering(new TypeError('message.getDeadline21100 is not a function'))
    await expect(eventStoreDB({ client }).append('a-1', 0, [event()])()).rejects.toThrow(TypeError)
    expect(sent()).toBe(1)
  })
})

describe('a read', () => {
  it('passes over a link whose target is gone', async () => {
    const client = fakeClient({ readStream: () => readOf({}, { event: incoming }) })
    expect(await all(eventStoreDB({ client }).read('a-1'))).toHaveLength(1)
  })

  it('takes a number for a revision', async () => {
    const client = fakeClient({ readStream: () => readOf({ event: { ...incoming, revision: 5 } }) })
    const [stored] = await all(eventStoreDB({ client }).read('a-1'))
    expect(stored).toMatchObject({
      revision: 5,
      position: '00000000000000000900/00000000000000000900',
    })
  })

  it.each([
    ['bytes that are no JSON', new Uint8Array([1])],
    ['nothing', undefined],
    ['a text', 'x'],
    ['something else', { $correlationId: 'c' }],
  ])('refuses metadata that is %s', async (_name, foreign) => {
    const client = fakeClient({
      readStream: () => readOf({ event: { ...incoming, metadata: foreign } }),
    })
    await expect(all(eventStoreDB({ client }).read('a-1'))).rejects.toMatchObject({
      failure: { _tag: 'Incompatible' },
    })
  })

  it('refuses a position of another store', async () => {
    const subscription = eventStoreDB({ client: fakeClient({}) }).subscribe({
      namespace: 'a',
      from: positionOf('0000000000000001'),
    })
    await expect(subscription[Symbol.asyncIterator]().next()).rejects.toMatchObject({
      failure: { _tag: 'Incompatible' },
    })
  })
})

describe('an error that comes when nobody listens any more', () => {
  const left = async (loop: AsyncIterator<unknown>, stream: PassThrough): Promise<void> => {
    stream.write({ event: incoming })
    await loop.next()
    const closed = new Promise((resolve) => stream.once('close', resolve))
    await loop.return?.()
    await closed
    // Without a listener it would be thrown here, and in a program out of nowhere.
    expect(() => stream.emit('error', new Error('Connection dropped'))).not.toThrow()
  }

  it('is let go after a read', async () => {
    const stream = new PassThrough({ objectMode: true })
    const client = fakeClient({
      readStream: () => Object.assign(stream, { cancel: async () => undefined }),
    })
    await left(eventStoreDB({ client }).read('a-1')[Symbol.asyncIterator](), stream)
  })

  it('is let go after a subscription', async () => {
    const stream = new PassThrough({ objectMode: true })
    const client = fakeClient({
      subscribeToAll: () => Object.assign(stream, { unsubscribe: async () => undefined }),
      readAll: () => readOf(),
    })
    const streamId = 'a.note-1'
    const subscription = eventStoreDB({ client }).subscribe({ namespace: 'a', from: 'start' })
    const loop = subscription[Symbol.asyncIterator]()
    stream.write({ event: { ...incoming, streamId } })
    await left(loop, stream)
  })
})
