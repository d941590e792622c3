/**
 * What holds in every history of a task: its present agrees with the days that it keeps.
 */
import { assignmentCommands, sampleAgencies } from '@kiemtra/core/testing'
import { checkDecider, checkEventCodec, factsFrom, override } from '@kiemtra/testing'
import { matchers } from '@kiemtra/testing/vitest'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { agencyFold } from '../../src/agency/index.ts'
import {
  Assignment,
  AssignmentEvents,
  type AssignmentState,
  taskStandingOn,
} from '../../src/assignment/index.ts'
import { assignmentLabels } from '../../src/labels/assignment.ts'
import { DocumentNumber } from '../../src/vocabulary/official-document.ts'
import { refusedOfStrangers } from '../support/strangers.ts'
import { day, Desk } from './support.ts'

expect.extend(matchers)

/** A city whose district ends on 1 April, in the middle of the tasks. */
const desk = new Desk()
desk.dissolve('dong-da', 'hoan-kiem', '2023-04-01')
const city = new Map(
  sampleAgencies.map(({ data: { agencyId } }) => [
    agencyId,
    desk.world.stateOf(agencyFold, agencyId),
  ]),
)
const facts = [factsFrom(agencyFold, (id) => city.get(id))]

const overrides = [override(DocumentNumber, fc.constantFrom('61/KH-UBND', '24-CT/TU'))]

describe('tasks', () => {
  it('L1 to L12: are total, pure and replayable, and say nothing twice', () => {
    const report = checkDecider(Assignment, {
      runs: 1500,
      seed: 61,
      maxLength: 12,
      commands: assignmentCommands,
      facts,
      invariants: {
        'R20: the last due date and the last assignee are those of today': (
          state: AssignmentState,
        ) =>
          state.status === 'none' ||
          (state.dues.at(-1)?.dueOn === state.dueOn &&
            state.assignees.at(-1)?.assigneeId === state.assigneeId),
        'R20: what is kept is in the order of its days': (state) =>
          state.status === 'none' ||
          (inOrder(state.dues.map(({ from }) => from)) &&
            inOrder(state.assignees.map(({ from }) => from)) &&
            inOrder(state.turns.map(({ on }) => on))),
        'R20: done is what was completed and not returned': (state) =>
          state.status === 'none' ||
          state.status === 'cancelled' ||
          (taskStandingOn(state, day('2099-12-31')) === 'done') ===
            (state.status === 'completed' || state.status === 'accepted'),
        'R20: a called-off task stands nowhere any more': (state) =>
          state.status !== 'cancelled' || taskStandingOn(state, day('2099-12-31')) === 'none',
        'R22: marked after it was due': (state) =>
          state.status !== 'overdue' || state.dueOn < state.markedOn,
        'R20: taken after it was said to be done': (state) =>
          state.status !== 'accepted' ||
          (state.turns.at(-1)?.to === 'accepted' && state.turns.at(-2)?.to === 'completed'),
      },
      repeatable: ['ReportTaskProgress', 'UrgeTask'],
    })
    expect(report).toHold()
  })

  it('R25: nothing of it is taken from strangers, whatever is asked', () => {
    const refused = refusedOfStrangers(Assignment, facts, assignmentCommands)
    expect(refused).toEqual(Object.keys(assignmentLabels.commands).sort())
  })

  it('L5: events survive their codec', () => {
    expect(checkEventCodec(AssignmentEvents, { runs: 100, seed: 61, overrides })).toHold()
  })
})

function inOrder(days: ReadonlyArray<string>): boolean {
  return days.every((one, i) => i === 0 || (days[i - 1] ?? '') <= one)
}
