/**
 * Inspections under the laws: commands that meet them where they stand.
 *
 * Laws draw commands without regard to a state, and an inspection that begins anew each time gets
 * nowhere. So histories of the domain's own say where inspections stand: for each type of event one
 * stands, in a stream of its own, right before it. Commands are what comes next there, and what else
 * may be asked in that phase, so that some are refused.
 */
import {
  agencyFold,
  assignmentFold,
  delegationFold,
  type InspectionCommand,
  type InspectionEvent,
  planFold,
  visitsFold,
} from '@kiemtra/core'
import {
  dayOfMove,
  inspectionHistories,
  type InspectionMove,
  inspectionMoves,
  inspectionPhases,
  type InspectionStep,
  sampleAgencyState,
  sampleDelegationState,
  samplePlanState,
  sampleTaskAssigned,
  sampleTaskState,
  sampleVisitsState,
} from '@kiemtra/core/testing'
import type { Plain } from '@kiemtra/kernel'
import { type DeciderOptions, factsFrom } from '@kiemtra/testing'
import fc from 'fast-check'

interface Stage {
  readonly id: string
  readonly log: ReadonlyArray<InspectionEvent>
  readonly next: InspectionStep
}

const HISTORIES = 400
const SEED = 61

const findStages = (): ReadonlyArray<Stage> => {
  const found = new Map<string, Stage>()
  for (const steps of fc.sample(inspectionHistories, { numRuns: HISTORIES, seed: SEED })) {
    const log: InspectionEvent[] = []
    for (const next of steps) {
      const [event] = next.events
      if (event !== undefined && !found.has(event.type)) {
        found.set(event.type, { id: `i-${String(found.size)}`, log: [...log], next })
      }
      log.push(...next.events)
    }
  }
  return [...found.values()]
}

/** The same of another inspection. */
const of = <M extends { readonly data: object }>(message: M, inspectionId: string): M => ({
  ...message,
  data: { ...message.data, inspectionId },
})

/** What `checkDecider` takes to check inspections. */
export const inspectionLaws = (): DeciderOptions<InspectionCommand, InspectionEvent, unknown> => {
  const stages = findStages()
  const seeds = new Map<string, ReadonlyArray<Plain<InspectionEvent>>>(
    stages.map(({ id, log }) => [id, log.map((event) => of(event, id))]),
  )
  const windows = stages.flatMap(({ id, next: { command, before } }) => {
    const asked = 'window' in command.data ? command.data.window : undefined
    const period = asked ?? ('window' in before ? before.window : undefined)
    return period === undefined ? [] : [{ inspectionId: id, windowId: 'w1', period }]
  })
  const next = stages.map(({ id, next: { command } }): InspectionMove => of(command, id))
  const others = stages.flatMap(({ id, next: { before, command } }) =>
    inspectionMoves(before, dayOfMove(command))
      .filter(({ type }) => inspectionPhases[before.status].includes(type))
      .map((move) => of(move, id)),
  )
  return {
    commands: fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...next) },
      fc.constantFrom(...others),
    ),
    facts: [
      factsFrom(planFold, [samplePlanState]),
      factsFrom(delegationFold, [sampleDelegationState]),
      factsFrom(agencyFold, [sampleAgencyState('dong-da')]),
      factsFrom(visitsFold, [sampleVisitsState(...windows)]),
      factsFrom(assignmentFold, [sampleTaskState(sampleTaskAssigned())]),
    ],
    seedEvents: (id) => seeds.get(id) ?? [],
    repeatable: [
      'RescheduleInspection',
      'AssessContent',
      'AmendFinding',
      'RequestResumption',
      'RequestExtension',
      'ImportResult',
    ],
  }
}
