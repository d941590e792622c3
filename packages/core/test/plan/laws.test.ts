/**
 * Laws of plans: those of every decider, in a city whose agencies stand as they do in the sample.
 */
import { planCommands, sampleAgencies, samplePlan } from '@kiemtra/core/testing'
import { checkDecider, factsFrom } from '@kiemtra/testing'
import { matchers } from '@kiemtra/testing/vitest'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Agency, agencyFold } from '../../src/agency/index.ts'
import { Plan, type PlanState } from '../../src/plan/index.ts'
import { accepted } from '../support/sent.ts'
import { World } from '../support/world.ts'
import { dissolves } from './support.ts'

expect.extend(matchers)

const isSubset = (part: ReadonlyArray<string>, whole: ReadonlyArray<string>): boolean =>
  part.every((item) => whole.includes(item))

type Drafted = Exclude<PlanState, { readonly status: 'undrafted' }>
type Target = Drafted['targets'] extends ReadonlyMap<unknown, infer T> ? T : never

const keepsToTerms = ({ terms, year, issuerId }: Drafted, target: Target): boolean =>
  terms.delegations.some(({ slotId }) => slotId === target.slotId) &&
  isSubset(target.scope.contents, terms.contents) &&
  isSubset(target.scope.areas, terms.areas) &&
  isSubset(target.focus.areas, target.scope.areas) &&
  target.window.from.slice(0, 4) === String(year) &&
  target.window.to.slice(0, 4) === String(year) &&
  target.subjectId !== issuerId

const keepsToJurisdiction = ({ terms, issuerLevel }: Drafted, target: Target): boolean => {
  const { subjectId, subjectLevel, jurisdiction } = target
  if (subjectLevel === 'central' && !terms.centralBodies.includes(subjectId)) return false
  if (jurisdiction === 'field' && terms.field === undefined) return false
  if (jurisdiction === 'field' && !['district', 'commune'].includes(subjectLevel)) return false
  if (issuerLevel === 'district' && jurisdiction !== 'own-line') return false
  return (jurisdiction === 'city') === (issuerLevel === 'city' && subjectLevel !== 'central')
}

const everyTarget =
  (holds: (plan: Drafted, target: Target) => boolean) =>
  (state: PlanState): boolean =>
    state.status === 'undrafted' || [...state.targets.values()].every((one) => holds(state, one))

const invariants: Readonly<Record<string, (state: PlanState) => boolean>> = {
  'a target keeps to the terms and the year': everyTarget(keepsToTerms),
  'R25: a target keeps to the jurisdiction': everyTarget(keepsToJurisdiction),
  'R1: a plan in force has a delegation, and somebody to inspect': (state) =>
    state.status === 'undrafted' ||
    state.status === 'draft' ||
    (state.terms.delegations.length > 0 &&
      state.targets.size + state.terms.authorities.orderUnannounced.length > 0),
  'targets not reached were targets': (state) =>
    state.status !== 'closed' || state.notReached.every((id) => state.targets.has(id)),
}

it('L1 to L12: a plan is total, pure, replayable and inside its terms after every step', () => {
  const city = new World()
  for (const command of sampleAgencies) city.handle(Agency, command)
  // A target may have to move.
  accepted(dissolves(city, 'dong-da', '2023-10-02', 'hoan-kiem'), 'AgencyDissolved')
  const agencies = factsFrom(agencyFold, (id) =>
    city.eventsOf('agency', id).length === 0 ? undefined : city.stateOf(agencyFold, id),
  )
  const report = checkDecider(Plan, {
    seed: 61,
    runs: 800,
    maxLength: 20,
    commands: fc.oneof(
      { weight: 5, arbitrary: planCommands },
      { weight: 1, arbitrary: fc.constantFrom(...samplePlan) },
    ),
    facts: [agencies],
    repeatable: ['AmendPlan'],
    invariants,
  })
  expect(report).toHold()
})
