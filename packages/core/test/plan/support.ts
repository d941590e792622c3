/**
 * A city with Plan 61 in it, at the stage a test needs.
 */
import type { PlainCommand } from '@kiemtra/kernel'
import { sampleAgencies, samplePlan } from '@kiemtra/core/testing'
import { Agency } from '../../src/agency/index.ts'
import { Plan, type PlanCommand } from '../../src/plan/index.ts'
import { accepted, sent } from '../support/sent.ts'
import { World } from '../support/world.ts'

export type DataOf<Type extends PlanCommand['type']> = Extract<
  PlainCommand<PlanCommand>,
  { type: Type }
>['data']

/** The city in small, with the sample plan's first `steps` commands (0: none; 3: issued). */
export const cityWith = (steps: 0 | 1 | 2 | 3): World => {
  const world = new World()
  for (const command of sampleAgencies) accepted(world.handle(Agency, command), 'AgencyRegistered')
  for (const command of samplePlan.slice(0, steps)) {
    accepted(world.handle(Plan, command), ...eventOf(command.type))
  }
  return world
}

const eventOf = (type: PlanCommand['type']) =>
  type === 'DraftPlan'
    ? (['PlanDrafted'] as const)
    : type === 'AddTarget'
      ? (['TargetAdded'] as const)
      : (['PlanIssued'] as const)

/** Asks a plan in a city. */
export const asker =
  (world: World) =>
  <Type extends PlanCommand['type']>(
    type: Type,
    data: DataOf<Type>,
    meta?: Parameters<typeof sent>[2],
  ) =>
    world.handle(Plan, sent(type, data, meta))

/** Asks that an agency end on a day. */
export const dissolves = (
  world: World,
  agencyId: string,
  effectiveOn: string,
  ...successors: ReadonlyArray<string>
) =>
  world.handle(
    Agency,
    sent('DissolveAgency', {
      agencyId,
      happenedOn: '2023-01-02',
      effectiveOn,
      successors,
      document: {
        number: '12/QĐ-UBND',
        kind: 'decision',
        issuer: 'ubnd-thanh-pho',
        signedOn: '2023-01-02',
      },
      takerDue: { value: { amount: 5, unit: 'days' }, basis: 'Synthetic' },
    }),
  )

/** Dissolves an agency from a day on, into the city committee. */
export const dissolve = (world: World, agencyId: string, effectiveOn: string): void => {
  accepted(dissolves(world, agencyId, effectiveOn, 'ubnd-thanh-pho'), 'AgencyDissolved')
}
