/**
 * The whole domain, ready to be simulated: agencies, two plans with a delegation each, a district that
 * both inspect, every policy and every read model.
 */
import * as core from '@kiemtra/core'
import { Agency, Delegation, domain as members, Plan, Visits, VisitsEvents } from '@kiemtra/core'
import {
  agencyCommands,
  delegationCommands,
  planCommands,
  sampleAgencies,
  sampleDelegation,
  sampleEstablishment,
  samplePlan,
  sampleTerms,
  visitsCommands,
} from '@kiemtra/core/testing'
import {
  type AnyPolicy,
  type AnyProjection,
  civilDateOf,
  foldOf,
  foldStored,
  isInstant,
  type StoredEvent,
} from '@kiemtra/kernel'
import * as readModels from '@kiemtra/projections'
import { commandsTo, type Shown, type SimulateOptions } from '@kiemtra/testing'
import { isLeft } from 'fp-ts/lib/Either.js'
import { toInspections } from './inspections.ts'

// ------------------------------------------------------------------ beginning

/** Caps that leave room for several visits. */
const terms = {
  ...sampleTerms,
  parameters: {
    ...sampleTerms.parameters,
    daysOnSiteMax: { value: 6, basis: 'Synthetic' },
    visitDaysPerQuarterMax: { value: 40, basis: 'Synthetic' },
    concurrentWindowsMax: { value: 2, basis: 'Synthetic' },
  },
}

/** The sample plan, under another id. */
const planned = (planId: string): typeof samplePlan =>
  samplePlan.map((command) => {
    switch (command.type) {
      case 'DraftPlan':
        return { ...command, data: { ...command.data, planId, terms } }
      case 'AddTarget':
        return { ...command, data: { ...command.data, planId } }
      case 'IssuePlan':
        return { ...command, data: { ...command.data, planId } }
      default:
        return command
    }
  })

const team: typeof sampleDelegation = [
  {
    type: 'FormTeam',
    data: {
      delegationId: 'doan-p61',
      happenedOn: '2023-03-13',
      teamId: 'to-1',
      leaderId: 'tp-1',
      members: ['tp-1', 'nv-3'],
      grounds: ['content'],
      reason: 'Synthetic',
    },
    meta: {
      commandId: 'team',
      actor: { kind: 'import', source: 'sample' },
      recordedAt: '2023-03-13T00:00:00.000Z',
    },
  },
]

const second: typeof sampleDelegation = sampleDelegation.map((command) => ({
  ...command,
  type: 'EstablishDelegation',
  data: { ...sampleEstablishment, planId: 'p62-2023', delegationId: 'doan-p62' },
}))

// ---------------------------------------------------------------------- rules

type Rule = NonNullable<SimulateOptions['rules']>[string]

const folds: Rule = (log) => {
  for (const { category, aggregate } of members) {
    const streams = new Map<string, StoredEvent[]>()
    for (const event of log) {
      if (!event.stream.startsWith(`kiemtra.${category}-`)) continue
      streams.set(event.stream, [...(streams.get(event.stream) ?? []), event])
    }
    for (const [stream, events] of streams) {
      const folded = aggregate.open((one) => foldStored(foldOf(one), events))
      if (isLeft(folded)) return `${stream} can't be folded: ${folded.left._tag}`
    }
  }
  return true
}

const happenedOn = ({ data }: StoredEvent): string | undefined => {
  const day: unknown = Reflect.get(Object(data), 'happenedOn')
  return typeof day === 'string' ? day : undefined
}

const recordedAfter: Rule = (log) => {
  for (const event of log) {
    const { recordedAt } = event.meta
    const day = happenedOn(event)
    if (day !== undefined && isInstant(recordedAt) && day > civilDateOf(recordedAt)) {
      return `${event.type} of ${event.stream} happened on ${day}, and is recorded at ${recordedAt}`
    }
  }
  return true
}

const opensAfterConfirmation: Rule = (log) => {
  const confirmed = new Set<string>()
  for (const { type, stream } of log) {
    if (type === 'InspectionScheduled') confirmed.add(stream)
    if (type === 'InspectionOpened' && !confirmed.has(stream)) {
      return `${stream} opened before its days were confirmed`
    }
  }
  return true
}

const withholdsNothingOpen: Rule = (log) => {
  for (const stored of log) {
    const decoded = VisitsEvents.decode(stored)
    if (isLeft(decoded)) continue
    const { type, data } = decoded.right
    if (type !== 'WindowRefused' && type !== 'WindowMoveRefused') continue
    if (!data.secret && data.reasons.some(({ _tag }) => _tag === 'Withheld')) {
      return `${stored.stream} refused an announced visit for a reason that it withholds`
    }
  }
  return true
}

// --------------------------------------------------------------------- secrets

/** Ids of ordered inspections that haven't opened, and of their windows. */
const secretIds = (log: ReadonlyArray<StoredEvent>): ReadonlySet<string> => {
  const secrets = new Map<string, ReadonlyArray<string>>()
  for (const { type, stream, id } of log) {
    const inspectionId = stream.slice(stream.indexOf('-') + 1)
    // A window's id is that of the event that first asked for it.
    if (type === 'UnannouncedOrdered') secrets.set(stream, [inspectionId, id])
    if (type === 'InspectionOpened') secrets.delete(stream)
  }
  return new Set([...secrets.values()].flat())
}

/** R9, R18: no row but an auditor's names a secret visit, no row of outsiders a suspected crime. */
const shown = ({ projection: { name, audience }, rows, log }: Shown): string | undefined => {
  if (audience === 'auditor') return undefined
  const secrets = secretIds(log)
  for (const [key, row] of rows) {
    const text = `${key} ${JSON.stringify(row)}`
    for (const secret of secrets) {
      if (text.includes(secret)) return `row ${key} of ${name} names ${secret}, a secret visit`
    }
    if (audience !== 'delegation' && text.includes('suspected-crime')) {
      return `row ${key} of ${name} tells of a suspected crime`
    }
  }
  return undefined
}

// ---------------------------------------------------------------------- system

const HOUR_MS = 3_600_000

const has = (one: unknown, ...names: ReadonlyArray<string>): boolean =>
  typeof one === 'object' && one !== null && names.every((name) => name in one)
const isPolicy = (one: unknown): one is AnyPolicy => has(one, 'key', 'evolve', 'react')
const isProjection = (one: unknown): one is AnyProjection => has(one, 'audience', 'row', 'on')

// All that there are: a new one is simulated from its first day on.
const policies = Object.values<unknown>(core).filter(isPolicy)
const projections = Object.values<unknown>(readModels).filter(isProjection)

/** The domain. Aggregates without a sender are reached through policies alone. */
export const domain: SimulateOptions = {
  senders: [
    commandsTo(Agency, agencyCommands, { first: sampleAgencies }),
    commandsTo(Plan, planCommands, { first: [...planned('p61-2023'), ...planned('p62-2023')] }),
    commandsTo(Delegation, delegationCommands, {
      first: [...sampleDelegation, ...team, ...second],
    }),
    commandsTo(Visits, visitsCommands),
    // Half of all commands, and more, are about inspections.
    ...Array.from({ length: 8 }, () => toInspections),
  ],
  aggregates: members.map(({ aggregate }) => aggregate),
  policies,
  projections,
  rules: {
    'every stream can be folded': folds,
    'R28: nothing is recorded before it happened': recordedAfter,
    'R8: an inspection opens after its days were confirmed': opensAfterConfirmation,
    'R9: to an announced visit nothing is withheld': withholdsNothingOpen,
  },
  shown,
  // It takes long until an inspection concludes.
  steps: 600,
  startsAt: '2023-03-13T01:00:00.000Z',
  stepMs: 6 * HOUR_MS,
}
