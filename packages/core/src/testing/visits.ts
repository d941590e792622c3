/**
 * Commands to a calendar of visits at random, for the year of `visits-sample.ts`.
 */
import { addDays, type CivilDate, civilDate, type Command, type CommandMeta } from '@kiemtra/kernel'
import fc from 'fast-check'
import type { VisitsCommand } from '../visits/commands.ts'
import { type ReleaseReason, releaseReasons } from '../visits/shapes.ts'
import { AgencyId, InspectionId, PlanId, SlotId, WindowId } from '../vocabulary/ids.ts'
import type { ReformArea } from '../vocabulary/reform-area.ts'
import type { Period } from '../vocabulary/scope.ts'
import { poolOf, termOf } from './pools.ts'

export * from './visits-sample.ts'

// ---------------------------------------------------------------- commands

const subject = poolOf(AgencyId, 'dong-da')
const plans = poolOf(PlanId, 'p61-2023', 'cong-vu-2023', 'tu-phap-2023')
const slots = poolOf(SlotId, 'doan-1', 'doan-2')

/** Ids of announced visits' windows. */
export const openWindowIds = poolOf(WindowId, 'w1', 'w2', 'w3', 'w4', 'w5', 'w6')
/** Ids of unannounced visits' windows: a pool of their own, as secret ids can't be guessed. */
export const secretWindowIds = poolOf(WindowId, 's1', 's2', 's3')

const inspections = poolOf(InspectionId, 'i1', 'i2', 'i3', 'i4', 'i5')
const secretInspections = poolOf(InspectionId, 'si1', 'si2')
const someAreas = fc.uniqueArray(
  fc.constantFrom<ReformArea>('steering', 'procedures', 'digital-government'),
  { minLength: 1, maxLength: 2 },
)

/** One to four days around the turn of June 2023, weekends and both quarters included. */
export const visitPeriods: fc.Arbitrary<Period> = fc
  .tuple(fc.integer({ min: 0, max: 15 }), fc.integer({ min: 0, max: 3 }))
  .map(([from, more]) => {
    const first: CivilDate = addDays(civilDate(2023, 6, 22), from)
    return { from: first, to: addDays(first, more) }
  })

const about = { agencyId: subject, happenedOn: fc.constant(civilDate(2023, 6, 1)) }

const reservation = (secret: boolean): fc.Arbitrary<VisitsCommand> =>
  fc.record({
    type: fc.constant('ReserveWindow'),
    data: fc.record({
      ...about,
      windowId: secret ? secretWindowIds : openWindowIds,
      planId: plans,
      slotId: slots,
      inspectionId: secret ? secretInspections : inspections,
      areas: someAreas,
      mode: fc.constantFrom('on-site', 'on-site', 'on-site', 'digital', 'report'),
      notice: fc.constant(secret ? 'unannounced' : 'announced'),
      period: visitPeriods,
    }),
  })

const moving = (windowId: fc.Arbitrary<WindowId>): fc.Arbitrary<VisitsCommand> =>
  fc.record({
    type: fc.constant('MoveWindow'),
    data: fc.record({ ...about, windowId, to: visitPeriods }),
  })

const succeeding = (
  windowId: fc.Arbitrary<WindowId>,
  openly = false,
): fc.Arbitrary<VisitsCommand> =>
  fc.record({
    type: fc.constant('SucceedWindow'),
    data: fc.record({
      ...about,
      windowId,
      fromId: poolOf(AgencyId, 'dong-da-cu'),
      period: visitPeriods,
      ...(openly ? { openly: fc.constant(true) } : {}),
    }),
  })

const releasing = (windowId: fc.Arbitrary<WindowId>): fc.Arbitrary<VisitsCommand> =>
  fc.record({
    type: fc.constant('ReleaseWindow'),
    data: fc.record({ ...about, windowId, reason: termOf<ReleaseReason>(releaseReasons) }),
  })

const opening: fc.Arbitrary<VisitsCommand> = fc.record({
  type: fc.constant('MoveWindow'),
  data: fc.record({
    ...about,
    windowId: secretWindowIds,
    to: visitPeriods,
    openly: fc.constant(true),
  }),
})

const waiving: fc.Arbitrary<VisitsCommand> = fc
  .record({
    planId: plans,
    otherPlanId: plans,
    from: fc.integer({ min: 0, max: 10 }),
    asSuperior: fc.boolean(),
  })
  .chain(({ planId, otherPlanId, from, asSuperior }) =>
    fc.record({
      type: fc.constant('WaiveOverlap'),
      data: fc.record({
        ...about,
        planId: fc.constant(planId),
        otherPlanId: fc.constant(otherPlanId),
        period: fc.constant({
          from: addDays(civilDate(2023, 6, 20), from),
          to: addDays(civilDate(2023, 6, 30), from),
        }),
        reason: fc.constant('Synthetic'),
        ...(asSuperior ? { asSuperiorOf: sides } : {}),
      }),
    }),
  )

const agencies = poolOf(AgencyId, 'so-noi-vu', 'so-tu-phap')
const sides = fc.record({ agencyId: agencies, otherAgencyId: agencies })

const combining: fc.Arbitrary<VisitsCommand> = fc.record({
  type: fc.constant('CombineInspections'),
  data: fc.record({
    ...about,
    windowId: openWindowIds,
    withWindowIds: fc.uniqueArray(
      fc.oneof({ weight: 9, arbitrary: openWindowIds }, { weight: 1, arbitrary: secretWindowIds }),
      { minLength: 1, maxLength: 2 },
    ),
    reason: fc.constant('Synthetic'),
  }),
})

/** What is asked for announced visits, and for all alike. */
export const openVisitsCommands: fc.Arbitrary<VisitsCommand> = fc.oneof(
  { weight: 6, arbitrary: reservation(false) },
  { weight: 3, arbitrary: moving(openWindowIds) },
  { weight: 1, arbitrary: releasing(openWindowIds) },
  { weight: 3, arbitrary: succeeding(poolOf(WindowId, 'w4', 'w5', 'w6')) },
  { weight: 2, arbitrary: waiving },
  { weight: 7, arbitrary: combining },
)

/** What is asked for unannounced visits that stay secret. */
export const secretVisitsCommands: fc.Arbitrary<VisitsCommand> = fc.oneof(
  { weight: 4, arbitrary: reservation(true) },
  { weight: 2, arbitrary: moving(secretWindowIds) },
  { weight: 1, arbitrary: releasing(secretWindowIds) },
  { weight: 1, arbitrary: succeeding(poolOf(WindowId, 's2', 's3')) },
)

/** Metas of commands by the sides, their superior, a policy or an import. */
export const visitsMetas: fc.Arbitrary<CommandMeta> = fc.record({
  commandId: fc.uuid(),
  actor: fc.oneof(
    { weight: 2, arbitrary: fc.constant({ kind: 'import' as const, source: 'synthetic' }) },
    fc.record({
      kind: fc.constant('policy'),
      name: fc.constant('scheduling'),
      onBehalfOf: agencies,
    }),
    fc.record({
      kind: fc.constant('official'),
      personId: fc.constant('person-1'),
      agencyId: poolOf(AgencyId, 'so-noi-vu', 'so-tu-phap', 'ubnd-thanh-pho'),
      post: fc.constant('head'),
    }),
  ),
  recordedAt: fc.constant('2023-06-01T08:00:00.000Z'),
})

/** Commands to the district's calendar: a third of them for unannounced visits. */
export const visitsCommands: fc.Arbitrary<Command<VisitsCommand>> = fc
  .tuple(
    fc.oneof(
      { weight: 10, arbitrary: openVisitsCommands },
      { weight: 5, arbitrary: secretVisitsCommands },
      { weight: 1, arbitrary: opening },
      { weight: 1, arbitrary: succeeding(poolOf(WindowId, 's3'), true) },
    ),
    visitsMetas,
  )
  .map(([command, meta]) => ({ ...command, meta }))
