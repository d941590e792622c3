/**
 * Laws of the register along random histories.
 */
import { agencyCommands, sampleAgencies } from '@kiemtra/core/testing'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Agency, AgencyEvents, agencyFold, type AgencyState } from '../../src/agency/index.ts'
import { standsAbove } from '../../src/vocabulary/agency-kind.ts'
import { lawfulStep, nothingReached } from '../support/laws.ts'
import { World } from '../support/world.ts'

/** Tenures stand in order and don't overlap; only the last may be open; years are indexed once. */
const invariant = (state: AgencyState): void => {
  if (state.status === 'unregistered') return
  state.heads.forEach((tenure, i) => {
    const next = state.heads[i + 1]
    if (tenure.until !== undefined) expect(tenure.until >= tenure.from).toBe(true)
    if (next !== undefined)
      expect(tenure.until !== undefined && tenure.until < next.from).toBe(true)
  })
  expect(new Set(state.indexYears).size).toBe(state.indexYears.length)
  if (state.status === 'dissolved') {
    expect(state.successors).not.toContain(state.agencyId)
    if (state.takerId !== undefined) expect(state.successors).toContain(state.takerId)
    if (state.successors.length === 1) expect(state.takerDueOn).toBeUndefined()
    else expect(state.takerDueOn).toBeDefined()
  }
}

it('lifecycle: an agency is pure, replayable and whole after every step, and superiors form no ring', () => {
  const reached = nothingReached()
  fc.assert(
    fc.property(
      fc.boolean(),
      fc.array(agencyCommands, { minLength: 20, maxLength: 50 }),
      (inACity, commands) => {
        const world = new World()
        if (inACity) for (const command of sampleAgencies) world.handle(Agency, command)
        for (const command of commands) {
          lawfulStep(Agency, world, command, command.data.agencyId, invariant, reached)
        }
        for (const { data } of commands) {
          const state = world.stateOf(agencyFold, data.agencyId)
          if (state.status === 'unregistered' || state.superiorId === undefined) continue
          const superior = world.stateOf(agencyFold, state.superiorId)
          if (superior.status === 'unregistered') throw new Error('a superior is registered')
          expect(standsAbove(superior.level, state.level)).toBe(true)
        }
      },
    ),
    { numRuns: 90, seed: 61 },
  )
  expect([...reached.events.keys()].sort()).toEqual([...AgencyEvents.types].sort())
})
