/**
 * A city with a year of inspecting ahead, handled and projected in memory: every event that a read
 * model sees here was decided by the domain.
 */
import {
  type Accountability,
  type Agency,
  type Assignment,
  type Delegation,
  domain,
  type Initiative,
  type Inspection,
  type Plan,
  type Remediation,
  type Visits,
  type VisitsCommand,
} from '@kiemtra/core'
import { sampleAgencies, sampleTerms } from '@kiemtra/core/testing'
import type { Actor, AnyProjection, Command, PlainCommand, StoredEvent } from '@kiemtra/kernel'
import * as t from 'io-ts'
import {
  commandHandler,
  inMemoryEventStore,
  inMemoryReadModels,
  projector,
  type ReadModelStore,
} from '@kiemtra/runtime'
import { readModels } from '../../src/index.ts'

// ------------------------------------------------------------------- steps

interface Codecs {
  readonly agency: typeof Agency
  readonly plan: typeof Plan
  readonly delegation: typeof Delegation
  readonly visits: typeof Visits
  readonly assignment: typeof Assignment
  readonly inspection: typeof Inspection
  readonly remediation: typeof Remediation
  readonly initiative: typeof Initiative
  readonly accountability: typeof Accountability
}
type Category = keyof Codecs
type CommandOf<C extends Category> = PlainCommand<t.TypeOf<Codecs[C]['command']>>

/** A command on its way: who sends it, and when it is recorded, where a test is about that. */
export interface Step {
  readonly category: Category
  readonly type: string
  readonly data: unknown
  readonly meta: StepMeta
}
export interface StepMeta {
  readonly actor?: Actor
  readonly recordedAt?: string
  readonly onRefusal?: 'record'
  /** As a policy does: because of what was recorded last. */
  readonly caused?: true
}

const stepOf =
  <C extends Category>(category: C) =>
  <Type extends CommandOf<C>['type']>(
    type: Type,
    data: Extract<CommandOf<C>, { readonly type: Type }>['data'],
    meta: StepMeta = {},
  ): Step => ({ category, type, data, meta })

export const agency = stepOf('agency')
export const plan = stepOf('plan')
export const delegation = stepOf('delegation')
export const visits = stepOf('visits')
export const inspection = stepOf('inspection')
export const remediation = stepOf('remediation')
export const accountability = stepOf('accountability')
export const assignment = stepOf('assignment')
export const initiative = stepOf('initiative')

const fieldsOf = (data: unknown): Readonly<Record<string, unknown>> =>
  t.UnknownRecord.is(data) ? data : {}

/** A step with some of its data changed. */
export const changed = (step: Step, data: Readonly<Record<string, unknown>>): Step => ({
  ...step,
  data: { ...fieldsOf(step.data), ...data },
})

/** On the day on which it happened, in the afternoon. */
const recordedAt = (data: unknown): string => {
  const { happenedOn, happenedAt } = fieldsOf(data)
  return typeof happenedAt === 'string' ? happenedAt : `${String(happenedOn)}T09:00:00.000Z`
}

/** A command that was drawn at random, on its way. */
export const visitsStep = ({ type, data, meta }: Command<VisitsCommand>): Step => ({
  category: 'visits',
  type,
  data,
  meta: { actor: meta.actor, recordedAt: meta.recordedAt },
})

// -------------------------------------------------------------------- city

/** What became of a step: types of events, or the tag of what was in the way. */
export type Outcome = ReadonlyArray<string> | string

export interface City {
  readonly events: ReturnType<typeof inMemoryEventStore>
  /** Handles a step, whatever comes of it. */
  readonly ask: (step: Step) => Promise<Outcome>
  /** Handles steps that must all be accepted. */
  readonly go: (...steps: ReadonlyArray<Step>) => Promise<void>
  /** All that was recorded. */
  readonly log: () => Promise<ReadonlyArray<StoredEvent>>
}

/** A city without a past, or with one that is in a store already. */
export const emptyCity = (
  events = inMemoryEventStore(),
  before: ReadonlyArray<StoredEvent> = [],
): City => {
  const handle = commandHandler({ events })
  // No two commands of a city have one id: what came before used up as many as it has events.
  let sent = before.length
  let last = before.at(-1)?.id
  const ask: City['ask'] = async ({ category, type, data, meta: { caused, ...given } }) => {
    const actor: Actor = { kind: 'import', source: 'test' }
    const commandId = `c${String(sent++)}`
    const causes = caused === undefined || last === undefined ? {} : { causationId: last }
    const meta = { commandId, actor, recordedAt: recordedAt(data), ...causes, ...given }
    const command = { type, data, meta }
    const sealed = domain.find((one) => one.category === category)?.aggregate
    if (sealed === undefined) throw new Error(`no aggregate ${category}`)
    return sealed.open(async (aggregate) => {
      const answer = await handle.untyped(aggregate, command)()
      if (answer._tag === 'Right') {
        const { events: produced } = answer.right
        last = produced.at(-1)?.id ?? last
        return produced.map(({ event }) => event.type)
      }
      const failure = answer.left
      return failure._tag === 'Rejected' ? failure.rejection._tag : JSON.stringify(failure)
    })
  }
  return {
    events,
    ask,
    go: async (...steps) => {
      for (const step of steps) {
        const outcome = await ask(step)
        if (typeof outcome === 'string') {
          throw new Error(`${step.type} was refused: ${outcome} ${JSON.stringify(step.data)}`)
        }
      }
    },
    log: async () => {
      const all: StoredEvent[] = []
      for await (const delivery of events.subscribe({ namespace: 'kiemtra', from: 'start' })) {
        if (delivery._tag === 'CaughtUp') break
        if (delivery._tag === 'Event') all.push(delivery.stored)
      }
      return all
    },
  }
}

/** What others than auditors may see. */
export const openReadModels: ReadonlyArray<AnyProjection> = readModels.filter(
  ({ audience }) => audience !== 'auditor',
)

/** Projects all that was recorded. */
export const project = async (
  events: City['events'],
  projections: ReadonlyArray<AnyProjection> = readModels,
): Promise<ReadModelStore> => {
  const store = inMemoryReadModels()
  const running = projector({ events, readModels: store, projections })
  const done = await running.catchUp()()
  if (done._tag === 'Left') throw new Error(JSON.stringify(done.left))
  return store
}

/** The rows of a read model, by key; read back through its codec. */
export const rowsIn = async <Row>(
  store: ReadModelStore,
  { name, version, row: codec }: { name: string; version: number; row: t.Type<Row, unknown> },
): Promise<Readonly<Record<string, Row>>> => {
  const found = await store.query({ name, version }, { limit: 10_000 })()
  if (found._tag === 'Left') throw new Error(JSON.stringify(found.left))
  const rows: Record<string, Row> = {}
  for (const { key, row } of found.right.rows) {
    const decoded = codec.decode(row)
    if (decoded._tag === 'Left') throw new Error(`unreadable row ${key} of ${name}`)
    rows[key] = decoded.right
  }
  return rows
}

/** The rows of a read model of all that was recorded in a city. */
export const rowsOf = async <Row>(
  city: City,
  of: AnyProjection & { readonly row: t.Type<Row, unknown> },
): Promise<Readonly<Record<string, Row>>> => rowsIn(await project(city.events, [of]), of)

// ----------------------------------------------------------- the year 2023

const basis = 'Synthetic'
const count = (value: number) => ({ value, basis })

type PlanId = 'p61-2023' | 'cong-vu-2023' | 'tu-phap-2023' | 'p62-2023'
const leads = {
  'p61-2023': 'so-noi-vu',
  'cong-vu-2023': 'so-noi-vu',
  'tu-phap-2023': 'so-tu-phap',
  'p62-2023': 'so-noi-vu',
} as const

export const terms = (lead: string) => ({
  ...sampleTerms,
  areas: ['steering', 'procedures', 'digital-government'] as const,
  contents: ['own-reform-plan', 'prior-shortcomings'] as const,
  parameters: {
    ...sampleTerms.parameters,
    daysOnSiteMax: count(5),
    concurrentWindowsMax: count(2),
    visitDaysPerQuarterMax: count(12),
  },
  delegations: ['doan-1', 'doan-2'].map((slotId) => ({
    slotId,
    establishedBy: lead,
    headedFrom: lead,
    requiredAgencies: [lead],
    mayFormTeams: true,
    mayInvite: true,
  })),
  authorities: {
    orderUnannounced: [
      { kind: 'agency' as const, agencyId: 'ubnd-thanh-pho' },
      { kind: 'delegation-head' as const },
    ],
    waiveOverlap: lead,
    conclude: lead,
  },
  goals: { coverageMin: count(0.5), unannouncedShareMin: count(0.25) },
  centralBodies: [],
})

export const scope = {
  contents: ['own-reform-plan'] as const,
  areas: ['procedures'] as const,
  examined: { from: '2022-01-01', to: '2023-03-31' },
  thematic: false,
}

/** A target of a plan, for one of its delegations, in June unless said otherwise. */
export const target = (
  subjectId: string,
  slotId = 'doan-1',
  window = { from: '2023-06-05', to: '2023-06-06' },
) => ({
  targetId: `${subjectId}-${slotId}`,
  subjectId,
  slotId,
  scope,
  mode: 'on-site' as const,
  window,
  focus: { areas: ['procedures'] as const, reason: 'Synthetic' },
})

export const document = (number: string, issuer: string, signedOn: string) => ({
  number,
  kind: 'decision' as const,
  issuer,
  signedOn,
})

export const draftPlan = (planId: PlanId): Step =>
  plan('DraftPlan', {
    planId,
    happenedOn: '2023-01-05',
    kind: 'reform',
    year: 2023,
    nameVi: `Kế hoạch ${planId}`,
    issuerId: planId === 'tu-phap-2023' ? 'so-tu-phap' : 'ubnd-thanh-pho',
    leadAgencyId: leads[planId],
    terms: {
      ...terms(leads[planId]),
      ...(planId === 'tu-phap-2023' ? { field: 'justice' } : {}),
    },
  })

export const addTarget = (planId: PlanId, ...asked: Parameters<typeof target>): Step =>
  plan('AddTarget', { planId, happenedOn: '2023-01-06', target: target(...asked) })

export const issuePlan = (planId: PlanId): Step =>
  plan('IssuePlan', {
    planId,
    happenedOn: '2023-01-10',
    document: document(
      `${String(Object.keys(leads).indexOf(planId) + 60)}/KH-UBND`,
      planId === 'tu-phap-2023' ? 'so-tu-phap' : 'ubnd-thanh-pho',
      '2023-01-10',
    ),
  })

const establish = (delegationId: string, slotId: string): Step =>
  delegation('EstablishDelegation', {
    delegationId,
    happenedOn: '2023-03-10',
    planId: 'p61-2023',
    slotId,
    document: document(`${delegationId.length + 700}/QĐ-SNV`, 'so-noi-vu', '2023-03-10'),
    until: '2023-12-29',
    members: [
      { role: 'head', personId: 'nv-1', agencyId: 'so-noi-vu', postId: 'deputy' },
      { role: 'standing-deputy', personId: 'nv-2', agencyId: 'so-noi-vu' },
      { role: 'secretary', personId: 'nv-3', agencyId: 'so-noi-vu' },
    ],
  })

/**
 * The city's two plans and the Department of Justice's, all with the district Dong Da among their
 * targets for both delegations; the first with two more subjects, and with its delegations.
 */
export const year: ReadonlyArray<Step> = [
  ...sampleAgencies.map(({ type, data, meta }): Step => ({
    category: 'agency',
    type,
    data,
    meta: { recordedAt: meta.recordedAt },
  })),
  ...(['p61-2023', 'cong-vu-2023', 'tu-phap-2023'] as const).flatMap((planId) => [
    draftPlan(planId),
    addTarget(planId, 'dong-da', 'doan-1'),
    addTarget(planId, 'dong-da', 'doan-2'),
    ...(planId === 'p61-2023'
      ? [
          addTarget(planId, 'hoan-kiem', 'doan-1', { from: '2023-07-03', to: '2023-07-04' }),
          addTarget(planId, 'so-tu-phap', 'doan-2'),
        ]
      : []),
    issuePlan(planId),
  ]),
  establish('doan-p61', 'doan-1'),
  establish('doan-p61-2', 'doan-2'),
]

let past: Promise<ReadonlyArray<StoredEvent>> | undefined

/** Handled once: every city begins with a copy of the same past. */
const pastOfYear = async (): Promise<ReadonlyArray<StoredEvent>> => {
  const ready = emptyCity()
  await ready.go(...year)
  return ready.log()
}

/** The city in that year. */
export const city = async (...more: ReadonlyArray<Step>): Promise<City> => {
  past ??= pastOfYear()
  const events = inMemoryEventStore()
  for (const { stream, revision, id, type, data, meta } of await past) {
    const expected = revision === 0 ? 'no-stream' : revision - 1
    const written = await events.append(stream, expected, [{ id, type, data, meta }])()
    if (written._tag === 'Left') throw new Error(JSON.stringify(written.left))
  }
  const ready = emptyCity(events, await past)
  await ready.go(...more)
  return ready
}
