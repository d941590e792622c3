/**
 * The whole domain, ready to be simulated: agencies, two plans with a delegation each, a district that
 * both inspect, every policy and every read model.
 */
import * as core from '@kiemtra/core'
import { domain as members } from '@kiemtra/core'
import { type AnyPolicy, type AnyProjection, seal, type SealedAggregate } from '@kiemtra/kernel'
import * as readModels from '@kiemtra/projections'
import type { SimulatedParts, SimulatedSender, SimulateOptions } from '@kiemtra/testing'
import { toInspections } from './inspections.ts'
import { toInitiatives, toMatters, toRemediations, toTasks } from './obligations.ts'
import { toAgencies, toDelegations, toPlans, toVisits } from './register.ts'
import { rules } from './rules/index.ts'
import { shown } from './shown.ts'

// ---------------------------------------------------------------------- system

const HOUR_MS = 3_600_000

const has = (one: unknown, ...names: ReadonlyArray<string>): boolean =>
  typeof one === 'object' && one !== null && names.every((name) => name in one)
const isPolicy = (one: unknown): one is AnyPolicy => has(one, 'key', 'evolve', 'react')
const isProjection = (one: unknown): one is AnyProjection => has(one, 'audience', 'row', 'on')

type Named = { readonly name: string }
const byName = (a: Named, b: Named): number => (a.name < b.name ? -1 : 1)

// All that there are: a new one is simulated from its first day on. In an order of our own: under another
// loader the exports of a module stand in another one, and a seed would be another run.
const policies = Object.values<unknown>(core).filter(isPolicy).toSorted(byName)
const projections = Object.values<unknown>(readModels).filter(isProjection).toSorted(byName)

const times = (count: number, sender: SimulatedSender): ReadonlyArray<SimulatedSender> =>
  Array.from({ length: count }, () => sender)

/** Parts that stand in for the domain's own of the same name or category. */
export interface Instead {
  readonly visits?: typeof core.Visits
  readonly inspection?: typeof core.Inspection
  readonly remediation?: typeof core.Remediation
  readonly initiative?: typeof core.Initiative
  readonly policies?: ReadonlyArray<AnyPolicy>
  readonly projections?: ReadonlyArray<AnyProjection>
  readonly parts?: Partial<SimulatedParts>
}

const replaced = <A extends { readonly name: string }>(
  all: ReadonlyArray<A>,
  others: ReadonlyArray<A>,
): ReadonlyArray<A> => all.map((one) => others.find(({ name }) => name === one.name) ?? one)

/** The domain, with some of its parts replaced. */
export const domainWith = (instead: Instead): SimulateOptions => {
  const { visits, inspection, remediation, initiative, parts } = instead
  const others: ReadonlyArray<SealedAggregate> = [
    ...(visits === undefined ? [] : [seal(visits)]),
    ...(inspection === undefined ? [] : [seal(inspection)]),
    ...(remediation === undefined ? [] : [seal(remediation)]),
    ...(initiative === undefined ? [] : [seal(initiative)]),
  ]
  return {
    senders: [
      toAgencies,
      toPlans,
      toDelegations,
      toVisits(visits),
      toTasks,
      ...times(2, toInitiatives(initiative)),
      ...times(2, toMatters),
      ...times(3, toRemediations(remediation)),
      // More than half of all commands are about inspections: the rest follows from them.
      ...times(16, toInspections(inspection)),
    ],
    aggregates: members.map(
      ({ aggregate }) =>
        others.find(({ category }) => category === aggregate.category) ?? aggregate,
    ),
    policies: replaced(policies, instead.policies ?? []),
    projections: replaced(projections, instead.projections ?? []),
    rules,
    shown,
    ...(parts === undefined ? {} : { parts }),
    // It takes long until an inspection concludes.
    steps: 300,
    calmSteps: 400,
    startsAt: '2023-03-13T01:00:00.000Z',
    stepMs: 6 * HOUR_MS,
  }
}

/** The domain. */
export const domain: SimulateOptions = domainWith({})
