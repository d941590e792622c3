/**
 * Properties: any sequence of calls has the answers of a tiny model, and the log is the model's log.
 */
import type { ExpectedRevision } from '@kiemtra/runtime'
import { isLeft } from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import type { Claims } from '../contract/claims.ts'
import type { CaseGroup } from '../contract/contract.ts'
import { nothingPassedOver, readYourWrite, safeRetry, streamOrder } from '../law/catalogue.ts'
import {
  type Batch,
  batchOf,
  deliveriesUntil,
  eventsIn,
  hasEvents,
  idsOf,
  readAll,
} from './driving.ts'
import { type EventStoreContext, freshNamespace } from './storage.ts'

// ------------------------------------------------------------------- model

type Call =
  | {
      readonly _tag: 'append'
      readonly stream: number
      readonly off: number
      readonly count: number
    }
  | { readonly _tag: 'repeat'; readonly which: number }
  | {
      readonly _tag: 'read'
      readonly stream: number
      readonly from: number | undefined
      readonly limit: number | undefined
      readonly backwards: boolean
    }

const calls: fc.Arbitrary<Call> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      _tag: fc.constant('append' as const),
      stream: fc.nat(2),
      // How far the expected revision is from the one that stands; mostly not at all.
      off: fc.constantFrom(0, 0, 0, 0, -1, 1, -3),
      count: fc.integer({ min: 1, max: 4 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ _tag: fc.constant('repeat' as const), which: fc.nat(9) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      _tag: fc.constant('read' as const),
      stream: fc.nat(3),
      from: fc.option(fc.nat(12), { nil: undefined }),
      limit: fc.option(fc.nat(6), { nil: undefined }),
      backwards: fc.boolean(),
    }),
  },
)

interface Appended {
  readonly stream: string
  readonly expected: ExpectedRevision
  readonly events: Batch
  readonly answer: unknown
}

/** What the calls of all runs have met; a property that never met a conflict has shown little. */
type Met = Record<'written' | 'conflicts' | 'repeats' | 'events', number>

// --------------------------------------------------------------- behaviour

const runCalls = async (
  { store, open, patienceMs }: EventStoreContext,
  claims: Claims,
  sequence: ReadonlyArray<Call>,
  met: Met,
): Promise<void> => {
  claims.anew()
  const stores = [store, await open()]
  const namespace = freshNamespace()
  const streams = new Map<string, string[]>()
  const log: string[] = []
  const appended: Appended[] = []
  for (const [i, call] of sequence.entries()) {
    const own = stores[i % 2] ?? store
    if (call._tag === 'append') {
      const stream = `${namespace}.thing-${call.stream}`
      const standing = streams.get(stream) ?? []
      const wanted = standing.length - 1 + call.off
      const expected = wanted < 0 ? 'no-stream' : wanted
      const fits = expected === (standing.length === 0 ? 'no-stream' : standing.length - 1)
      const events = batchOf(call.count)
      const answer = await own.append(stream, expected, events)()
      claims.equal(isLeft(answer), !fits, `append ${expected} over ${standing.length} events`)
      if (isLeft(answer)) {
        const actual = standing.length === 0 ? 'no-stream' : standing.length - 1
        claims.equal(answer.left, { _tag: 'Conflict', stream, expected, actual }, 'the conflict')
        met.conflicts += 1
        continue
      }
      standing.push(...idsOf(events))
      claims.equal(answer.right.revision, standing.length - 1, 'the revision')
      streams.set(stream, standing)
      log.push(...idsOf(events))
      appended.push({ stream, expected, events, answer })
      met.written += 1
    } else if (call._tag === 'repeat') {
      const before = appended[call.which % Math.max(1, appended.length)]
      if (before === undefined) continue
      const answer = await own.append(before.stream, before.expected, before.events)()
      claims.equal(answer, before.answer, 'a repeat is answered as the first time', safeRetry)
      met.repeats += 1
    } else {
      const stream = `${namespace}.thing-${call.stream}`
      const found = await readAll(own, stream, {
        ...(call.from === undefined ? {} : { from: call.from }),
        ...(call.limit === undefined ? {} : { limit: call.limit }),
        direction: call.backwards ? 'backwards' : 'forwards',
      })
      const expected = expectedRead(streams.get(stream) ?? [], call)
      claims.equal(idsOf(found), expected, 'what is read', readYourWrite)
    }
  }
  if (log.length === 0) return
  const options = { namespace, from: 'start' } as const
  const waiting = deliveriesUntil(store, options, hasEvents(log.length), patienceMs)
  const seen = eventsIn(await claims.during(nothingPassedOver, waiting))
  claims.equal(idsOf(seen), log, 'the log is what was appended, in that order', nothingPassedOver)
  met.events += seen.length
}

const expectedRead = (
  ids: ReadonlyArray<string>,
  { from, limit, backwards }: Extract<Call, { readonly _tag: 'read' }>,
): ReadonlyArray<string> => {
  const cut = backwards ? ids.slice(0, (from ?? ids.length) + 1).toReversed() : ids.slice(from ?? 0)
  return cut.slice(0, limit ?? cut.length)
}

/** On a store that loses events, each step of shrinking waits for them in vain. */
const MAX_SHRINKS = 20

export const propertyCases: CaseGroup<EventStoreContext> = {
  name: 'properties',
  cases: [
    {
      name: 'any sequence of calls is answered as a model answers it',
      law: streamOrder,
      run: async (context, claims) => {
        const met: Met = { written: 0, conflicts: 0, repeats: 0, events: 0 }
        await fc.assert(
          fc.asyncProperty(
            fc.limitShrink(
              fc.array(calls, { minLength: 1, maxLength: 25, size: 'max' }),
              MAX_SHRINKS,
            ),
            (sequence) => runCalls(context, claims, sequence, met),
          ),
          { numRuns: context.runs, seed: claims.seed },
        )
        for (const [what, count] of Object.entries(met)) {
          claims.met(count, what)
        }
      },
    },
  ],
}
