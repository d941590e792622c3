/**
 * Laws of plans along random histories, in a city whose agencies come and go meanwhile.
 */
import { agencyCommands, planCommands, sampleAgencies, samplePlan } from '@kiemtra/core/testing'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Agency } from '../../src/agency/index.ts'
import { Plan, PlanEvents, type PlanState } from '../../src/plan/index.ts'
import { lawfulStep, nothingReached } from '../support/laws.ts'
import { World } from '../support/world.ts'

const isSubset = (part: ReadonlyArray<string>, whole: ReadonlyArray<string>): boolean =>
  part.every((item) => whole.includes(item))

/** Every target keeps to the terms, the year and the jurisdiction; so does every draw. */
const invariant = (state: PlanState): void => {
  if (state.status === 'undrafted') return
  const { terms, targets, year } = state
  const slots = terms.delegations.map(({ slotId }) => slotId)
  for (const [targetId, target] of targets) {
    expect(target.targetId).toBe(targetId)
    expect(slots).toContain(target.slotId)
    expect(isSubset(target.scope.contents, terms.contents)).toBe(true)
    expect(isSubset(target.scope.areas, terms.areas)).toBe(true)
    expect(isSubset(target.focus.areas, target.scope.areas)).toBe(true)
    expect(target.window.from.slice(0, 4)).toBe(String(year))
    expect(target.window.to.slice(0, 4)).toBe(String(year))
    expect(target.subjectId).not.toBe(state.issuerId)
    if (target.subjectLevel === 'central') expect(terms.centralBodies).toContain(target.subjectId)
    if (target.jurisdiction === 'field') {
      expect(terms.field).toBeDefined()
      expect(['district', 'commune']).toContain(target.subjectLevel)
    }
    if (state.issuerLevel === 'district') expect(target.jurisdiction).toBe('own-line')
    expect(target.jurisdiction === 'city').toBe(
      state.issuerLevel === 'city' && target.subjectLevel !== 'central',
    )
  }
  if (state.status === 'draft') return
  expect(terms.delegations.length).toBeGreaterThan(0)
  expect(targets.size + terms.authorities.orderUnannounced.length).toBeGreaterThan(0)
  if (state.status === 'closed') {
    for (const targetId of state.notReached) expect(targets.has(targetId)).toBe(true)
  }
}

it('lifecycle: a plan is pure, replayable and inside its terms after every step', () => {
  const reached = nothingReached()
  fc.assert(
    fc.property(
      fc.nat({ max: 3 }),
      fc.array(
        fc.oneof({ weight: 9, arbitrary: planCommands }, { weight: 1, arbitrary: agencyCommands }),
        {
          minLength: 10,
          maxLength: 30,
        },
      ),
      (steps, commands) => {
        const world = new World()
        for (const command of sampleAgencies) world.handle(Agency, command)
        for (const command of samplePlan.slice(0, steps)) world.handle(Plan, command)
        for (const command of commands) {
          if ('planId' in command.data) {
            lawfulStep(Plan, world, command, command.data.planId, invariant, reached)
          } else world.handle(Agency, command)
        }
      },
    ),
    { numRuns: 90, seed: 61 },
  )
  expect([...reached.events.keys()].sort()).toEqual([...PlanEvents.types].sort())
})
