import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { isRight } from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { positionOf, type StoredEvent } from '@kiemtra/kernel'
import {
  type Delivery,
  type EventStore,
  type EventToAppend,
  type ExpectedRevision,
  inMemoryEventStore,
  type ReadOptions,
} from '@kiemtra/runtime'
import { sqliteEventStore } from '../src/index.ts'
import { caughtUp, collect, delivered, event, until } from './support/events.ts'
import { openEvents, success, temporaryDirectory } from './support/files.ts'

type Batch = readonly [EventToAppend, ...EventToAppend[]]

/** One call; numbers are made to fit what is there when its turn comes. */
type Step =
  | { readonly do: 'append'; readonly stream: number; readonly gap: number; readonly size: number }
  | { readonly do: 'repeat'; readonly which: number }
  | { readonly do: 'read'; readonly stream: number; readonly options: ReadOptions }
  | { readonly do: 'subscribe'; readonly namespace: string; readonly from: number }
  | { readonly do: 'reopen' }

const STREAMS = ['k.a-1', 'k.a-2', 'kk.a-1', 'm.b-1']
const stream = fc.nat({ max: STREAMS.length - 1 })

const steps: fc.Arbitrary<ReadonlyArray<Step>> = fc.array(
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        do: fc.constant('append' as const),
        stream,
        // Mostly the right revision, else one around it.
        gap: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.integer({ min: -3, max: 2 })),
        size: fc.integer({ min: 1, max: 4 }),
      }),
    },
    fc.record({ do: fc.constant('repeat' as const), which: fc.nat() }),
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant('read' as const),
        stream,
        options: fc.record(
          {
            from: fc.integer({ min: -1, max: 12 }),
            direction: fc.constantFrom('forwards' as const, 'backwards' as const),
            limit: fc.nat({ max: 6 }),
          },
          { requiredKeys: [] },
        ),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant('subscribe' as const),
        namespace: fc.constantFrom('k', 'kk', 'm', 'x'),
        from: fc.nat(),
      }),
    },
    fc.record({ do: fc.constant('reopen' as const) }),
  ),
  { minLength: 5, maxLength: 40 },
)

/** Positions are each store's own: what is compared is the order that they give. */
const ranked = (events: ReadonlyArray<StoredEvent>, log: ReadonlyArray<string>) =>
  events.map(({ position, ...rest }) => ({ ...rest, rank: log.indexOf(position) }))

const endOf = (deliveries: ReadonlyArray<Delivery>, log: ReadonlyArray<string>): number => {
  const last = deliveries[deliveries.length - 1]
  return last?._tag === 'CaughtUp' ? log.indexOf(last.position) : Number.NaN
}

describe('the store on disk', () => {
  it('answers as the store in memory does', { timeout: 240_000 }, async () => {
    const directory = temporaryDirectory()
    const reached = { written: 0, conflicts: 0, repeats: 0, read: 0, delivered: 0, reopened: 0 }
    let run = 0
    await fc.assert(
      fc.asyncProperty(steps, async (history) => {
        const file = join(directory, `${run++}.db`)
        const model = inMemoryEventStore()
        let store: EventStore = await openEvents(file)
        const appended: { stream: string; expected: ExpectedRevision; events: Batch }[] = []
        const positions: { model: string[]; store: string[] } = { model: [], store: [] }
        const lengths = new Map<string, number>()
        let made = 0

        const append = async (name: string, expected: ExpectedRevision, batch: Batch) => {
          const wanted = await model.append(name, expected, batch)()
          const found = await store.append(name, expected, batch)()
          if (!isRight(wanted) || !isRight(found)) {
            expect(found).toEqual(wanted)
            reached.conflicts += 1
            return false
          }
          expect(found.right.revision).toBe(wanted.right.revision)
          if (!positions.model.includes(wanted.right.position)) {
            // The positions of a batch are dense in both stores.
            for (const [kind, last] of [
              ['model', wanted.right.position],
              ['store', found.right.position],
            ] as const) {
              for (let back = batch.length - 1; back >= 0; back--) {
                positions[kind].push(String(Number(last) - back).padStart(16, '0'))
              }
            }
          }
          expect(positions.store.indexOf(found.right.position)).toBe(
            positions.model.indexOf(wanted.right.position),
          )
          return true
        }

        for (const step of history) {
          if (step.do === 'append') {
            const name = STREAMS[step.stream] ?? ''
            const length = lengths.get(name) ?? 0
            const revision = Math.max(length - 1 + step.gap, -1)
            const expected = revision === -1 ? 'no-stream' : revision
            const [first = event(''), ...rest] = Array.from({ length: step.size }, () =>
              event(`e${made++}`, { made }),
            )
            const batch: Batch = [first, ...rest]
            if (await append(name, expected, batch)) {
              reached.written += 1
              lengths.set(name, length + step.size)
              appended.push({ stream: name, expected, events: batch })
            }
          } else if (step.do === 'repeat') {
            const again = appended[step.which % Math.max(appended.length, 1)]
            if (again === undefined) continue
            expect(await append(again.stream, again.expected, again.events)).toBe(true)
            reached.repeats += 1
          } else if (step.do === 'read') {
            const name = STREAMS[step.stream] ?? ''
            const found = await collect(store.read(name, step.options))
            const wanted = await collect(model.read(name, step.options))
            expect(ranked(found, positions.store)).toEqual(ranked(wanted, positions.model))
            reached.read += found.length
          } else if (step.do === 'subscribe') {
            const at = step.from % (positions.store.length + 1)
            const [found, wanted] = await Promise.all(
              (['store', 'model'] as const).map((kind) => {
                const before = positions[kind][at - 1]
                const from = before === undefined ? 'start' : positionOf(before)
                const source = kind === 'store' ? store : model
                return until(source.subscribe({ namespace: step.namespace, from }), caughtUp)
              }),
            )
            if (found === undefined || wanted === undefined) continue
            expect(ranked(delivered(found), positions.store)).toEqual(
              ranked(delivered(wanted), positions.model),
            )
            expect(endOf(found, positions.store)).toBe(endOf(wanted, positions.model))
            reached.delivered += delivered(found).length
          } else {
            await store.close()
            store = await openEvents(file)
            reached.reopened += 1
          }
        }
        const head = success(await store.head()())
        expect(head).toBe(positions.store[positions.store.length - 1])
        await store.close()
        rmSync(file)
      }),
      { numRuns: 40 },
    )
    expect(Object.values(reached).every((count) => count > 10)).toBe(true)
  })
})

describe('a log that lost its tail', () => {
  it('opens as some number of whole appends, in order', { timeout: 240_000 }, async () => {
    const directory = temporaryDirectory()
    const file = join(directory, 'original.db')
    const store = await openEvents(file)
    let last: number | 'no-stream' = 'no-stream'
    for (let i = 0; i < 12; i++) {
      const batch = [event(`${i}a`), event(`${i}b`, 'x'.repeat(i * 900)), event(`${i}c`)] as const
      last = success(await store.append('k.a-1', last, batch)()).revision
    }
    const wal = readFileSync(`${file}-wal`)
    let run = 0
    const counts = new Set<number>()
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: wal.length }), fc.boolean(), async (cut, torn) => {
        const copy = join(directory, `${run++}.db`)
        copyFileSync(file, copy)
        // Cut off, as by a crash before the sync; or the rest is what the disk happened to hold.
        const rest = torn ? Buffer.alloc(wal.length - cut, 0x5a) : Buffer.alloc(0)
        writeFileSync(`${copy}-wal`, Buffer.concat([wal.subarray(0, cut), rest]))
        const opened = success(await sqliteEventStore({ file: copy })())
        const found = await collect(opened.read('k.a-1'))
        expect(found.length % 3).toBe(0)
        expect(found.map(({ id }) => id)).toEqual(
          found.map((_, i) => `${Math.floor(i / 3)}${'abc'.charAt(i % 3)}`),
        )
        counts.add(found.length)
        const next = found.length === 0 ? 'no-stream' : found.length - 1
        success(await opened.append('k.a-1', next, [event('more')])())
        await opened.close()
        rmSync(copy)
      }),
      {
        numRuns: 50,
        examples: [
          [0, false],
          [wal.length, false],
        ],
      },
    )
    expect(counts.size).toBeGreaterThan(3)
    expect(Math.max(...counts)).toBe(36)
  })
})
