/**
 * Budget: JSON.parse and the checked decode of an event's data, against JSON.parse alone.
 *
 * Events that the real domain decides, from small ones that are all ids and days, slow to check for
 * their length, to large ones with lists and Vietnamese text. Only the data is parsed: with its
 * envelope, which is parsed and not checked, the ratio would be better.
 */
import { Agency, Delegation, Plan } from '@kiemtra/core'
import { sampleAgencies, sampleDelegation, samplePlan } from '@kiemtra/core/testing'
import type { DecodeFailure, StoredEvent } from '@kiemtra/kernel'
import { commandHandler, inMemoryEventStore } from '@kiemtra/runtime'
import type { Either } from 'fp-ts/lib/Either.js'
import { type Budget, duration } from './budget.ts'
import { compare, type Compared, type Effort, type Side } from './measure.ts'

interface Sample {
  readonly stored: StoredEvent
  readonly json: string
  readonly decode: (stored: StoredEvent) => Either<DecodeFailure, unknown>
}

/** What the operator of the samples does beyond them. */
const meta = (commandId: string) => ({
  commandId,
  actor: { kind: 'import', source: 'sample' } as const,
  recordedAt: '2023-02-06T01:00:00.000Z',
})

/** One event of each type that the samples lead to. */
const samples = async (): Promise<ReadonlyArray<Sample>> => {
  const events = inMemoryEventStore()
  const handle = commandHandler({ events })
  for (const command of sampleAgencies) await handle(Agency, command)()
  const about = { agencyId: 'so-noi-vu', happenedOn: '2023-01-05' }
  await handle(Agency, {
    type: 'AppointHead',
    data: { ...about, postId: 'head', personId: 'person-1', acting: false, from: '2023-01-09' },
    meta: meta('appoint'),
  })()
  await handle(Agency, {
    type: 'VacateHead',
    data: { ...about, until: '2023-01-31' },
    meta: meta('vacate'),
  })()
  for (const command of samplePlan) await handle(Plan, command)()
  for (const command of sampleDelegation) await handle(Delegation, command)()
  const found = new Map<string, Sample>()
  for await (const delivery of events.subscribe({ namespace: 'kiemtra', from: 'start' })) {
    if (delivery._tag === 'CaughtUp') break
    if (delivery._tag !== 'Event' || found.has(delivery.stored.type)) continue
    const { stored } = delivery
    const aggregate = [Agency, Plan, Delegation].find((one) =>
      one.event.types.includes(stored.type),
    )
    if (aggregate === undefined) continue
    const decode = (event: StoredEvent) => aggregate.event.decode(event)
    found.set(stored.type, { stored, json: JSON.stringify(stored.data), decode })
  }
  return [...found.values()]
}

/** An event as a store gives it, its data parsed anew. */
const parsed = ({ stored, json }: Sample): StoredEvent => {
  const { id, stream, revision, position, type, meta: envelope } = stored
  const data: unknown = JSON.parse(json)
  return { id, stream, revision, position, type, data, meta: envelope }
}

/** Each sample in turn. */
const turns =
  (all: ReadonlyArray<Sample>, use: (sample: Sample) => unknown): Side =>
  async (operations) =>
  () => {
    let kept: unknown
    for (let i = 0; i < operations; i++) for (const sample of all) kept = use(sample)
    return kept
  }

const comparing = (all: ReadonlyArray<Sample>, effort: Effort): Promise<Compared> => {
  const length = all.reduce((sum, { json }) => sum + json.length, 0)
  const ours = turns(all, (sample) => sample.decode(parsed(sample)))
  const baseline = turns(all, parsed)
  return compare({ ours, baseline, operations: Math.round(4_000_000 / length) }, effort)
}

/** JSON.parse and decode. */
export const decode: Budget = {
  name: 'decode',
  what: 'JSON.parse and checked decode of an event, against JSON.parse alone',
  atLeast: 0.85,
  unit: 'times',
  measure: async (effort) => {
    const all = await samples()
    for (const { stored, decode: decodeOne } of all) {
      const answer = decodeOne(stored)
      if (answer._tag === 'Left') throw new Error(`${stored.type}: ${answer.left._tag}`)
    }
    const { ratio } = await comparing(all, effort)
    const notes: string[] = []
    for (const sample of all) {
      const found = await comparing([sample], effort)
      const times = `${duration(found.oursNs)}, parse ${duration(found.baselineNs)}`
      const { type } = sample.stored
      notes.push(`${type} (${sample.json.length} characters): ${found.ratio.toFixed(2)} (${times})`)
    }
    return { value: ratio, notes }
  },
}
