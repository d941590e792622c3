/** A calendar of visits with the agencies and the plan of the samples, every fact read from its stream. */
import { sampleAgencies, samplePlan, sampleTarget } from '@kiemtra/core/testing'
import { expect, it } from 'vitest'
import { Agency } from '../../src/agency/index.ts'
import { Plan } from '../../src/plan/index.ts'
import { Visits, visitsFold } from '../../src/visits/index.ts'
import { World } from '../support/world.ts'
import { byImport, move } from './support.ts'

it('R7: a window under a plan that was issued is reserved, moved, and kept from others', () => {
  const world = new World()
  for (const command of sampleAgencies) world.handle(Agency, command)
  for (const command of samplePlan) world.handle(Plan, command)
  const { subjectId, slotId, scope, mode, window } = sampleTarget
  const reserve = (windowId: string) =>
    world.handle(Visits, {
      type: 'ReserveWindow',
      data: {
        agencyId: subjectId,
        happenedOn: '2023-12-01',
        windowId,
        planId: 'p61-2023',
        slotId,
        inspectionId: `i-${windowId}`,
        areas: scope.areas,
        mode,
        notice: 'announced',
        period: window,
      },
      meta: byImport,
    })
  expect(reserve('w1')).toMatchObject({ is: 'accepted', events: [{ type: 'WindowReserved' }] })
  expect(reserve('w1')).toMatchObject({
    is: 'rejected',
    rejection: { _tag: 'WindowAlreadyReserved' },
  })
  const command = move('w1', window.to, window.to)
  const moved = world.handle(Visits, {
    ...command,
    data: { ...command.data, agencyId: subjectId, happenedOn: '2023-12-01' },
  })
  expect(moved).toMatchObject({ is: 'accepted', events: [{ type: 'WindowMoved' }] })
  expect(world.stateOf(visitsFold, subjectId).windows).toMatchObject([
    { days: { period: { from: window.to, to: window.to } }, secret: false },
  ])
})
