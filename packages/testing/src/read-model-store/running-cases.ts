/**
 * Running: a store under projectors and rebuilds that are paused, killed and overtaken.
 */
import type { AnyProjection, Position } from '@kiemtra/kernel'
import {
  type EventStore,
  inMemoryEventStore,
  inMemoryReadModels,
  projector,
  type ReadModelFailure,
  type ReadModelStore,
  type ReadModelTable,
  type ReadModelWriter,
  rebuild,
} from '@kiemtra/runtime'
import fc from 'fast-check'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import type { Claims } from '../contract/claims.ts'
import type { CaseGroup } from '../contract/contract.ts'
import { fail } from '../failure.ts'
import {
  checkpointMonotone,
  crashEquivalence,
  oneWriter,
  rebuildEquivalence,
} from '../law/catalogue.ts'
import { fastMotion } from './fast-motion.ts'
import { scanned } from './scanned.ts'
import type { ReadModelContext } from './storage.ts'
import { appendTallies, tallies, type Tally, tallyLogs } from './tallies.ts'

const HOUR_MS = 60 * 60 * 1000
const pause = async (): Promise<void> => undefined

/** Rows to the byte, in order of their keys. */
const bytesOf = async (
  store: ReadModelStore,
  table: Pick<ReadModelTable, 'name' | 'version'>,
  claims: Claims,
): Promise<string> =>
  JSON.stringify(await scanned(claims.right(await store.scan(table)(), 'scan'), claims, 100))

const project = async (
  events: EventStore,
  readModels: ReadModelStore,
  projection: AnyProjection,
  claims: Claims,
  batchSize = 500,
): Promise<void> => {
  const running = projector({ events, readModels, projections: [projection], batchSize, pause })
  claims.right(await running.catchUp()(), 'catch up')
}

// ------------------------------------------------------------------ crashes

/** A store under a process that dies at its n-th call, before or after it took effect. */
const dyingAt = (inner: ReadModelStore, at: number, isAfter: boolean) => {
  let calls = 0
  let die: () => void = () => undefined
  const died = new Promise<void>((resolve) => (die = resolve))
  const meet = async <A>(call: () => Promise<A>): Promise<A> => {
    if (calls++ !== at) return call()
    if (isAfter) await call()
    die()
    return new Promise<never>(() => undefined)
  }
  const writer = (real: ReadModelWriter): ReadModelWriter => ({
    ...real,
    rows: (keys) => () => meet(real.rows(keys)),
    links: (streams) => () => meet(real.links(streams)),
    commit: (batch) => () => meet(real.commit(batch)),
  })
  const store: ReadModelStore = {
    ...inner,
    claim: (table) => async () => {
      const claimed = await inner.claim(table)()
      return isLeft(claimed) ? claimed : right(writer(claimed.right))
    },
  }
  return { store, died }
}

interface Crash {
  readonly at: number
  readonly isAfter: boolean
}

interface Plan {
  readonly log: ReadonlyArray<Tally>
  readonly batchSize: number
  readonly crashes: ReadonlyArray<Crash>
  readonly maxHeld: number
}

const plans: fc.Arbitrary<Plan> = fc.record({
  log: tallyLogs,
  batchSize: fc.constantFrom(1, 3, 100),
  crashes: fc.array(fc.record({ at: fc.nat({ max: 8 }), isAfter: fc.boolean() }), { maxLength: 3 }),
  maxHeld: fc.constantFrom(0, 2, 1000),
})

/** What a table must hold at a checkpoint: the log up to there, projected in memory, undisturbed. */
const expectedAt = async (
  log: ReadonlyArray<Tally>,
  projection: AnyProjection,
  checkpoint: Position | undefined,
  claims: Claims,
): Promise<string> => {
  const events = inMemoryEventStore()
  const positions = await appendTallies(events, log)
  const until = positions.filter((one) => checkpoint !== undefined && one <= checkpoint).length
  const prefix = inMemoryEventStore()
  await appendTallies(prefix, log.slice(0, until))
  const readModels = inMemoryReadModels()
  await project(prefix, readModels, projection, claims)
  return bytesOf(readModels, projection, claims)
}

const runPlan = async (
  { store, freshTable }: ReadModelContext,
  claims: Claims,
  { log, batchSize, crashes, maxHeld }: Plan,
): Promise<number> => {
  claims.anew()
  const projection = tallies(freshTable())
  const events = inMemoryEventStore()
  await appendTallies(events, log)
  let deaths = 0
  let before = ''
  for (const { at, isAfter } of crashes) {
    const dying = dyingAt(store, at, isAfter)
    const projections = [projection]
    const doomed = projector({ events, readModels: dying.store, projections, batchSize, pause })
    const caughtUp = doomed
      .catchUp()()
      .then(() => 0)
    deaths += await Promise.race([dying.died.then(() => 1), caughtUp])
    const checkpoint = claims.right(await store.checkpoint(projection)(), 'checkpoint')
    claims.that((checkpoint ?? '') >= before, 'the checkpoint went back', checkpointMonotone)
    before = checkpoint ?? ''
    const expected = await expectedAt(log, projection, checkpoint, claims)
    claims.equal(await bytesOf(store, projection, claims), expected, 'rows at the checkpoint')
  }
  await project(events, store, projection, claims, batchSize)
  const head = claims.right(await events.head()(), 'head')
  const whole = await expectedAt(log, projection, head, claims)
  claims.equal(await bytesOf(store, projection, claims), whole, 'rows after crashes')
  const rebuilt = await rebuild(projection, { events, readModels: store, maxHeld, pause })()
  const report = claims.right(rebuilt, 'rebuild')
  claims.that(report.comparison.agree, 'a rebuild finds rows that differ', rebuildEquivalence)
  claims.equal(await bytesOf(store, projection, claims), whole, 'rebuilt rows', rebuildEquivalence)
  return deaths
}

// -------------------------------------------------------------------- cases

export const runningCases: CaseGroup<ReadModelContext> = {
  name: 'running',
  cases: [
    {
      name: 'rows after any crashes, undisturbed ones and rebuilt ones are equal to the byte',
      law: crashEquivalence,
      run: async (context, claims) => {
        let deaths = 0
        await fc.assert(
          fc.asyncProperty(fc.limitShrink(plans, 20), async (plan) => {
            deaths += await runPlan(context, claims, plan)
          }),
          { numRuns: context.runs, seed: claims.seed },
        )
        claims.met(deaths, 'death of a process')
      },
    },
    {
      name: 'of two runners, over an hour of pauses in fast motion, no stale one writes a row',
      law: oneWriter,
      run: async ({ store, open, table }, claims) => {
        const projection = tallies(table)
        const events = inMemoryEventStore()
        const time = fastMotion(20_230_206)
        const met = { claims: 0, commits: 0, fenced: 0, stale: 0 }
        let latest = 0

        /** The store as one runner has it: every call waits, now and then for minutes. */
        const paused = (inner: ReadModelStore): ReadModelStore => {
          const noted = <A>(answer: Either<ReadModelFailure, A>): Either<ReadModelFailure, A> => {
            if (isLeft(answer) && answer.left._tag === 'Fenced') met.fenced += 1
            return answer
          }
          const writer = (real: ReadModelWriter): ReadModelWriter => ({
            ...real,
            rows: (keys) => () =>
              time
                .pause()
                .then(() => time.real(real.rows(keys)))
                .then(noted),
            links: (streams) => () =>
              time
                .pause()
                .then(() => time.real(real.links(streams)))
                .then(noted),
            commit: (batch) => async () => {
              await time.pause()
              const claimedByThen = latest
              const committed = noted(await time.real(real.commit(batch)))
              if (!isLeft(committed)) {
                met.commits += 1
                if (real.epoch < claimedByThen) met.stale += 1
              }
              return committed
            },
          })
          return {
            ...inner,
            claim: (definition) => async () => {
              await time.pause()
              const claimed = await time.real(inner.claim(definition))
              if (isLeft(claimed)) return claimed
              met.claims += 1
              latest = Math.max(latest, claimed.right.epoch)
              return right(writer(claimed.right))
            },
          }
        }

        const runs = async (readModels: ReadModelStore): Promise<void> => {
          while (time.now() < HOUR_MS) {
            // Ends when the other one has taken over; then it takes over again, some time later.
            const projections = [projection]
            const running = projector({ events, readModels, projections, batchSize: 3, pause })
            const stop = time.at(HOUR_MS).then(running.stop)
            await Promise.race([running.run(), stop])
            await time.pause()
          }
        }
        const log: Tally[] = []
        const appends = async (): Promise<void> => {
          while (time.now() < HOUR_MS) {
            const tally = { _tag: 'Counted', stream: log.length % 7, key: log.length % 3 } as const
            await appendTallies(events, [tally])
            log.push(tally)
            await time.sleep(30_000)
          }
        }
        await time.until([runs(paused(store)), runs(paused(await open())), appends()])
        await project(events, store, projection, claims)
        const head = claims.right(await events.head()(), 'head')
        const expected = await expectedAt(log, projection, head, claims)
        claims.equal(await bytesOf(store, projection, claims), expected, 'the rows')
        claims.equal(met.stale, 0, 'commits of a runner that had been overtaken')
        for (const what of ['claims', 'commits', 'fenced'] as const) {
          claims.that(met[what] > 2, `there were ${met[what]} ${what} only`)
        }
        if (log.length < 50) fail('hardly anything was appended')
      },
    },
  ],
}
