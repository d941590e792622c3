/**
 * A year in small for tests of policies: agencies, two plans with a delegation each and the same
 * district among their targets, a log, a handler, and a runner of every policy over them.
 */
import {
  type AnyPolicy,
  type EventMeta,
  seal,
  type StoredEvent,
  type Fold,
  type Message,
  type Aggregate,
  type Tagged,
} from '@kiemtra/kernel'
import {
  commandHandler,
  eventIdOf,
  type EventStore,
  inMemoryEventStore,
  inMemoryPolicies,
  type PolicyRunner,
  policyRunner,
  type PolicyStore,
} from '@kiemtra/runtime'
import { foldStored } from '@kiemtra/kernel'
import { isLeft } from 'fp-ts/lib/Either.js'
import {
  Accountability,
  Agency,
  Assignment,
  closing,
  combinations,
  Delegation,
  escalation,
  followUp,
  Initiative,
  Inspection,
  mandate,
  ownInspecting,
  Plan,
  priorShortcomings,
  Remediation,
  results,
  scheduling,
  standingTasks,
  succession,
  targetSuccession,
  Visits,
  windows,
} from '../../src/index.ts'
import { sampleAgencies } from '../../src/testing/agency.ts'
import { sampleEstablishment } from '../../src/testing/delegation.ts'
import { sampleDocument, sampleDraft, sampleTarget, sampleTerms } from '../../src/testing/plan.ts'

/** Policies of inspections and their calendars. */
export const policies = [scheduling, windows, combinations, mandate, closing]

/** Policies of what is asked of an inspection and of what follows it. */
export const pursuing = [
  priorShortcomings,
  standingTasks,
  ownInspecting,
  followUp,
  results,
  escalation,
  succession,
  targetSuccession,
]

/** One command of somebody, and the moment at which it is recorded. */
export interface Input {
  readonly of: AnyAggregate
  readonly type: string
  readonly data: Readonly<Record<string, unknown>>
  readonly at: string
  readonly commandId?: string
}

type AnyAggregate = keyof typeof aggregates

const terms = {
  ...sampleTerms,
  parameters: {
    ...sampleTerms.parameters,
    daysOnSiteMax: { value: 6, basis: 'Synthetic' },
    visitDaysPerQuarterMax: { value: 40, basis: 'Synthetic' },
    concurrentWindowsMax: { value: 2, basis: 'Synthetic' },
  },
}

/** What a recorded moment is on a day: nine in the morning in Hanoi. */
export const at = (day: string, hour = 9): string =>
  `${day}T${String(hour - 7).padStart(2, '0')}:00:00.000Z`

const on = (day: string) => ({ happenedOn: day, at: at(day) })

/** A plan in force with its delegation, and the district as a target of it. */
const planned = (planId: string, delegationId: string): ReadonlyArray<Input> => {
  const about = { planId }
  const input = (type: string, data: Input['data'], day: string): Input => ({
    of: 'plan',
    type,
    data: { ...data, ...about, happenedOn: day },
    at: at(day),
  })
  return [
    input('DraftPlan', { ...sampleDraft, terms }, '2023-03-01'),
    input('AddTarget', { target: sampleTarget }, '2023-03-02'),
    input('IssuePlan', { document: sampleDocument }, '2023-03-03'),
    {
      of: 'delegation',
      type: 'EstablishDelegation',
      data: { ...sampleEstablishment, planId, delegationId },
      at: on('2023-03-10').at,
    },
  ]
}

/** Everything before the first inspection. */
export const founded: ReadonlyArray<Input> = [
  ...sampleAgencies.map(({ type, data, meta }): Input => ({
    of: 'agency',
    type,
    data: { ...data },
    at: meta.recordedAt,
  })),
  ...planned('p61-2023', 'doan-p61'),
  ...planned('p62-2023', 'doan-p62'),
]

const aggregates = {
  agency: seal(Agency),
  plan: seal(Plan),
  delegation: seal(Delegation),
  visits: seal(Visits),
  inspection: seal(Inspection),
  remediation: seal(Remediation),
  assignment: seal(Assignment),
  initiative: seal(Initiative),
  accountability: seal(Accountability),
}

/** What the ports of one run of a process are; a test may put faults into them. */
export interface Ports {
  readonly events: EventStore
  readonly store: PolicyStore
}

/** A log that goes on while processes come and go. */
export interface World {
  readonly ports: Ports
  /** Does what somebody asks; the answer's tag, `ok` or a rejection's. */
  readonly does: (input: Input) => Promise<string>
  /** Turns the clock on to an instant. */
  readonly goTo: (instant: string) => void
  /** Runs every policy until nothing more comes of it. */
  readonly settle: (ports?: Ports) => Promise<void>
}

const runnerOf = (
  { events, store }: Ports,
  running: ReadonlyArray<AnyPolicy>,
  clock: () => string,
): PolicyRunner => {
  const made = policyRunner({
    events,
    handle: commandHandler({ events, pause: async () => undefined }),
    aggregates: Object.values(aggregates),
    policies: running,
    store,
    clock,
    pause: async () => undefined,
  })
  if (isLeft(made)) throw new Error(JSON.stringify(made.left))
  return made.right
}

export const world = (
  ports: Ports = { events: inMemoryEventStore(), store: inMemoryPolicies() },
  running: ReadonlyArray<AnyPolicy> = policies,
): World => {
  const handle = commandHandler({ events: ports.events })
  let now = '2023-01-01T00:00:00.000Z'
  let count = 0
  const does: World['does'] = ({ of, type, data, at: recordedAt, commandId }) => {
    if (recordedAt > now) now = recordedAt
    const meta = {
      commandId: commandId ?? `input-${String(count++)}`,
      actor: { kind: 'import', source: 'test' },
      recordedAt,
    }
    return aggregates[of].open(
      <C extends Message, E extends Message, S, R extends Tagged, F>(
        aggregate: Aggregate<string, C, E, S, R, F>,
      ) =>
        handle
          .untyped(aggregate, { type, data, meta })()
          .then((answer) => {
            if (answer._tag === 'Right') return 'ok'
            if (answer.left._tag === 'Rejected') return answer.left.rejection._tag
            throw new Error(JSON.stringify(answer.left))
          }),
    )
  }
  return {
    ports,
    does,
    goTo: (instant) => {
      if (instant > now) now = instant
    },
    settle: async (through = ports) => {
      const runner = runnerOf(through, running, () => now)
      const settled = await runner.tick()()
      if (isLeft(settled)) throw new Error(JSON.stringify(settled.left))
    },
  }
}

/** An input, or one that is told by what has come before it. */
export type Told = Input | ((made: World) => Promise<Input>)

/** A world after inputs that all succeed, with the policies settled after each. */
export const after = async (...inputs: ReadonlyArray<Told>): Promise<World> => {
  const made = world()
  for (const input of founded) await expectOk(made, input)
  await made.settle()
  for (const told of inputs) {
    await expectOk(made, typeof told === 'function' ? await told(made) : told)
    await made.settle()
  }
  return made
}

export const expectOk = async (made: World, input: Input): Promise<void> => {
  const answer = await made.does(input)
  if (answer !== 'ok') throw new Error(`${input.type}: ${answer}`)
}

/** Puts events into a stream as if they had been recorded on their own days. */
export const recordedAs = async (
  { ports: { events }, goTo }: World,
  stream: string,
  list: ReadonlyArray<{ readonly type: string; readonly data: object }>,
): Promise<void> => {
  const name = `kiemtra.${stream}`
  let revision = (await eventsIn({ events }, stream)).length
  for (const { type, data } of list) {
    const recordedAt =
      'happenedAt' in data
        ? String(data.happenedAt)
        : at('happenedOn' in data ? String(data.happenedOn) : '')
    goTo(recordedAt)
    const commandId = `${name}-${String(revision)}`
    const meta: EventMeta = {
      schemaVersion: 1,
      commandId,
      index: 0,
      count: 1,
      actor: { kind: 'import', source: 'test' },
      recordedAt,
      correlationId: commandId,
      reads: [],
    }
    const expected = revision === 0 ? 'no-stream' : revision - 1
    const written = await events.append(name, expected, [
      { id: eventIdOf(name, commandId, 0), type, data, meta },
    ])()
    if (isLeft(written)) throw new Error(written.left._tag)
    revision += 1
  }
}

/** Everything in a log. */
export const logOf = async ({
  events,
}: Pick<Ports, 'events'>): Promise<ReadonlyArray<StoredEvent>> => {
  const log: StoredEvent[] = []
  for await (const delivery of events.subscribe({ namespace: 'kiemtra', from: 'start' })) {
    if (delivery._tag === 'CaughtUp') break
    if (delivery._tag === 'Event') log.push(delivery.stored)
  }
  return log
}

/** The types of a stream's events, in order. */
export const typesIn = async (
  ports: Pick<Ports, 'events'>,
  stream: string,
): Promise<ReadonlyArray<string>> => (await eventsIn(ports, stream)).map(({ type }) => type)

export const eventsIn = async (
  ports: Pick<Ports, 'events'>,
  stream: string,
): Promise<ReadonlyArray<StoredEvent>> =>
  (await logOf(ports)).filter((stored) => stored.stream === `kiemtra.${stream}`)

/** The state of a stream. */
export const stateOf = async <S>(ports: Ports, fold: Fold<S>, id: string): Promise<S> => {
  const state = foldStored(fold, await eventsIn(ports, `${fold.category}-${id}`))
  if (isLeft(state)) throw new Error(JSON.stringify(state.left))
  return state.right
}

// ------------------------------------------------------------------ inputs

type More = Readonly<Record<string, unknown>>

/** Something asked of an inspection on a day. */
export const asks = (type: string, inspectionId: string, day: string, data: More = {}): Input => ({
  of: 'inspection',
  type,
  data: { inspectionId, happenedOn: day, ...data },
  at: at(day),
})

/** The same at an hour. */
export const acts = (type: string, inspectionId: string, day: string, data: More = {}): Input => ({
  of: 'inspection',
  type,
  data: { inspectionId, happenedAt: at(day), ...data },
  at: at(day),
})

const setting = (planId: string, delegationId: string, from: string, to: string) => ({
  planId,
  subjectId: 'dong-da',
  delegationId,
  inspectors: { by: 'whole' },
  scope: sampleTarget.scope,
  mode: 'on-site',
  window: { from, to },
})

/** A proposal under the first plan, or the second. */
export const proposes = (
  inspectionId: string,
  from: string,
  to: string,
  plan: 'p61' | 'p62' = 'p61',
): Input =>
  asks('ProposeInspection', inspectionId, '2023-03-15', {
    ...setting(`${plan}-2023`, `doan-${plan}`, from, to),
    ground: 'plan',
    targetId: 't1',
  })

/** An unannounced visit, ordered by the city. */
export const orders = (
  inspectionId: string,
  from: string,
  to: string,
  plan: 'p61' | 'p62' = 'p61',
): Input =>
  asks('OrderUnannounced', inspectionId, '2023-03-15', {
    ...setting(`${plan}-2023`, `doan-${plan}`, from, to),
    ground: 'signs-of-violation',
    order: {
      by: 'agency',
      agencyId: 'ubnd-thanh-pho',
      document: {
        number: '900/QĐ-UBND',
        kind: 'decision',
        issuer: 'ubnd-thanh-pho',
        signedOn: '2023-03-14',
      },
    },
  })

export const notifies = (inspectionId: string, day: string): Input =>
  asks('SendNotice', inspectionId, day, {
    document: { number: '812/TB-SNV', kind: 'notice', issuer: 'so-noi-vu', signedOn: day },
    outline: 'Synthetic',
  })

export const opens = (inspectionId: string, day: string): Input =>
  acts('OpenInspection', inspectionId, day, { leaderId: 'nv-1' })

export const attaches = (
  inspectionId: string,
  day: string,
  evidenceId: string,
  memberId = 'tp-1',
) =>
  acts('AttachEvidence', inspectionId, day, {
    memberId,
    evidence: {
      evidenceId,
      kind: 'document',
      sha256: 'a'.repeat(64),
      takenAt: at(day),
      reference: 'Synthetic',
    },
  })

const roster = (type: string, day: string, recorded: string, more: More): Input => ({
  of: 'delegation',
  type,
  data: {
    delegationId: 'doan-p61',
    happenedOn: day,
    document: {
      number: `${type === 'AppointMember' ? 811 : 812}/QĐ-SNV`,
      kind: 'decision',
      issuer: 'so-noi-vu',
      signedOn: day,
    },
    ...more,
  },
  at: at(recorded, 10),
})

const member = (personId: string) => ({ role: 'member', personId, agencyId: 'so-tu-phap' })

/** One takes another's place. */
export const replaces = (leaverId: string, by: string, day: string, recorded = day): Input =>
  roster('ReplaceMember', day, recorded, { leaverId, member: member(by), reason: 'Synthetic' })

/** Another member from Justice. */
export const appoints = (personId: string, day: string, recorded = day): Input =>
  roster('AppointMember', day, recorded, { member: member(personId) })

/** Inspections come into the window of another; a window has the id of the event that asked for it. */
export const combines =
  (day: string, host: string, ...joining: ReadonlyArray<string>): Told =>
  async ({ ports }) => {
    const windowOf = async (inspectionId: string) =>
      (await eventsIn(ports, `inspection-${inspectionId}`))[0]?.id
    return byHand('CombineInspections', day, {
      windowId: await windowOf(host),
      withWindowIds: await Promise.all(joining.map(windowOf)),
      reason: 'Synthetic',
    })
  }

/** Something done in the district's calendar by hand. */
export const byHand = (type: string, day: string, data: More): Input => ({
  of: 'visits',
  type,
  data: { agencyId: 'dong-da', happenedOn: day, ...data },
  at: at(day),
})

/** The end of the first plan, of whose targets some weren't reached. */
export const ends = (
  type: 'ClosePlan' | 'RevokePlan',
  day: string,
  recorded = day,
  unreached: ReadonlyArray<string> = ['t1'],
): Input => {
  const document = {
    number: '300/QĐ-UBND',
    kind: 'decision',
    issuer: 'ubnd-thanh-pho',
    signedOn: day,
  }
  const more =
    type === 'ClosePlan'
      ? {
          report: document,
          notReached: unreached.map((targetId) => ({ targetId, reason: 'Synthetic' })),
        }
      : { document, reason: 'Synthetic' }
  return {
    of: 'plan',
    type,
    data: { planId: 'p61-2023', happenedOn: day, ...more },
    at: at(recorded),
  }
}
