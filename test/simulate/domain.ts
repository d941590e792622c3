/**
 * The whole domain, ready to be simulated: agencies, two plans with a delegation each, a district that
 * both inspect, every policy and every read model.
 */
import * as core from '@kiemtra/core'
import {
  agencyFold,
  domain as members,
  inspectionFold,
  planFold,
  VisitsEvents,
} from '@kiemtra/core'
import {
  type AnyPolicy,
  type AnyProjection,
  civilDateOf,
  foldOf,
  foldStored,
  isInstant,
  streamOf,
  type StoredEvent,
} from '@kiemtra/kernel'
import * as readModels from '@kiemtra/projections'
import type { Shown, SimulatedSender, SimulateOptions } from '@kiemtra/testing'
import { isLeft } from 'fp-ts/lib/Either.js'
import { toInspections } from './inspections.ts'
import { toInitiatives, toMatters, toRemediations, toTasks } from './obligations.ts'
import { sightOf } from './sight.ts'
import { toAgencies, toDelegations, toPlans, toVisits } from './register.ts'

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

/** R17, R22: what a conclusion demands is followed up, whatever has gone wrong meanwhile. */
const losesNoObligation: Rule = (log, { isAtRest, policies: present }) => {
  if (!isAtRest || !present.includes('followUp')) return true
  const opened = new Set(
    log.filter(({ type }) => type === 'RemediationOpened').map(({ stream }) => stream),
  )
  const sight = sightOf(log)
  for (const id of sight.idsOf('inspection')) {
    const state = sight.stateOf(inspectionFold, id)
    if (state.status !== 'concluded') continue
    for (const demandId of state.demands.keys()) {
      const stream = streamOf('kiemtra', 'remediation', demandId)
      if (!opened.has(stream)) return `${stream}, a demand of ${id}, was never opened`
    }
  }
  return true
}

/** R26: where an agency has ended at once, its targets are with who took over, unless the plan said no. */
const losesNoTarget: Rule = (log, { isAtRest, policies: present }) => {
  if (!isAtRest || !present.includes('targetSuccession')) return true
  const atOnce = new Set<string>()
  const saysNo = new Set<string>()
  for (const { type, stream, data, meta } of log) {
    const day: unknown = Reflect.get(Object(data), 'effectiveOn')
    const { actor, recordedAt } = meta
    if (type === 'AgencyDissolved' && typeof day === 'string' && isInstant(recordedAt)) {
      if (day <= civilDateOf(recordedAt)) atOnce.add(stream)
    }
    if (type === 'CommandRefused' && actor.kind === 'policy' && actor.name === 'targetSuccession') {
      saysNo.add(stream)
    }
  }
  const sight = sightOf(log)
  for (const id of sight.idsOf('plan')) {
    const plan = sight.stateOf(planFold, id)
    if (plan.status !== 'issued' || saysNo.has(streamOf('kiemtra', 'plan', id))) continue
    for (const { targetId, subjectId } of plan.targets.values()) {
      if (plan.reached.has(targetId)) continue
      if (!atOnce.has(streamOf('kiemtra', 'agency', subjectId))) continue
      const subject = sight.stateOf(agencyFold, subjectId)
      if (subject.status === 'dissolved' && subject.takerId !== undefined) {
        return `target ${targetId} of ${id} was left at ${subjectId}, which has ended`
      }
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

const times = (count: number, sender: SimulatedSender): ReadonlyArray<SimulatedSender> =>
  Array.from({ length: count }, () => sender)

/** The domain. */
export const domain: SimulateOptions = {
  senders: [
    toAgencies,
    toPlans,
    toDelegations,
    toVisits,
    toTasks,
    ...times(2, toInitiatives),
    ...times(2, toMatters),
    ...times(3, toRemediations),
    // Half of all commands are about inspections: the rest follows from them.
    ...times(10, toInspections),
  ],
  aggregates: members.map(({ aggregate }) => aggregate),
  policies,
  projections,
  rules: {
    'every stream can be folded': folds,
    'R28: nothing is recorded before it happened': recordedAfter,
    'R8: an inspection opens after its days were confirmed': opensAfterConfirmation,
    'R17, R22: no obligation is lost': losesNoObligation,
    'R26: no target is left behind': losesNoTarget,
    'R9: to an announced visit nothing is withheld': withholdsNothingOpen,
  },
  shown,
  // It takes long until an inspection concludes.
  steps: 300,
  calmSteps: 300,
  startsAt: '2023-03-13T01:00:00.000Z',
  stepMs: 6 * HOUR_MS,
}
