/**
 * Laws of the register: those of every decider, and what no single stream can say.
 */
import { agencyCommands, sampleAgencies } from '@kiemtra/core/testing'
import { checkDecider } from '@kiemtra/testing'
import { matchers } from '@kiemtra/testing/vitest'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Agency, agencyFold, type AgencyState } from '../../src/agency/index.ts'
import { standsAbove } from '../../src/vocabulary/agency-kind.ts'
import { World } from '../support/world.ts'

expect.extend(matchers)

const invariants: Readonly<Record<string, (state: AgencyState) => boolean>> = {
  'tenures stand in order, do not overlap, and only the last is open': (state) =>
    state.status === 'unregistered' ||
    state.heads.every((tenure, i) => {
      const next = state.heads[i + 1]
      return (
        (tenure.until === undefined || tenure.until >= tenure.from) &&
        (next === undefined || (tenure.until !== undefined && tenure.until < next.from))
      )
    }),
  'years are indexed once': (state) =>
    state.status === 'unregistered' || new Set(state.indexYears).size === state.indexYears.length,
  'an agency that ended has others as successors, and a taker among them or a day to name one': (
    state,
  ) =>
    state.status !== 'dissolved' ||
    (!state.successors.includes(state.agencyId) &&
      (state.takerId === undefined || state.successors.includes(state.takerId)) &&
      (state.successors.length === 1) === (state.takerDueOn === undefined)),
}

it.each([
  ['in an empty register', [], 'TakerNamed'],
  ['in a city', sampleAgencies, 'AgencyRegistered'],
] as const)('L1 to L12: an agency %s', (_, before, outOfReach) => {
  const report = checkDecider(Agency, {
    seed: 61,
    runs: 800,
    maxLength: 24,
    commands: agencyCommands,
    before,
    invariants,
    unreachable: [outOfReach],
    repeatable: ['RenameAgency', 'ChangeSuperior'],
  })
  expect(report).toHold()
})

it('R25: superiors form no ring', () => {
  let looked = 0
  fc.assert(
    fc.property(fc.array(agencyCommands, { minLength: 20, maxLength: 50 }), (commands) => {
      const world = new World()
      for (const command of [...sampleAgencies, ...commands]) world.handle(Agency, command)
      for (const { data } of commands) {
        const state = world.stateOf(agencyFold, data.agencyId)
        if (state.status === 'unregistered' || state.superiorId === undefined) continue
        const superior = world.stateOf(agencyFold, state.superiorId)
        if (superior.status === 'unregistered') throw new Error('a superior is registered')
        expect(standsAbove(superior.level, state.level)).toBe(true)
        looked += 1
      }
    }),
    { numRuns: 60, seed: 61 },
  )
  expect(looked).toBeGreaterThan(500)
})
