/**
 * Tasks in a city in small: what is asked of the sample task, and what comes of it.
 */
import { type Actor, CivilDate, type PlainCommand } from '@kiemtra/kernel'
import { sampleAgencies, sampleTask } from '@kiemtra/core/testing'
import { Agency } from '../../src/agency/index.ts'
import {
  Assignment,
  type AssignmentCommand,
  type AssignmentEvent,
  assignmentFold,
  type AssignmentRejection,
  type AssignmentState,
} from '../../src/assignment/index.ts'
import { accepted, sent } from '../support/sent.ts'
import { type Answer, World } from '../support/world.ts'

export type DataOf<Type extends AssignmentCommand['type']> = Extract<
  PlainCommand<AssignmentCommand>,
  { type: Type }
>['data']

type Rest<Type extends AssignmentCommand['type']> = Omit<DataOf<Type>, 'taskId' | 'happenedOn'>

export const day = (text: string): CivilDate => {
  if (CivilDate.is(text)) return text
  throw new Error(`not a day: ${text}`)
}

export interface Sent {
  readonly actor?: Actor
  readonly recordedAt?: string
}

/** A world, and the sample task in it. */
export class Desk {
  readonly world = new World()

  constructor() {
    for (const command of sampleAgencies) {
      accepted(this.world.handle(Agency, command), 'AgencyRegistered')
    }
  }

  assign(
    changes: Partial<DataOf<'AssignTask'>> = {},
    meta: Sent = {},
  ): Answer<AssignmentEvent, AssignmentRejection> {
    return this.world.handle(Assignment, sent('AssignTask', { ...sampleTask, ...changes }, meta))
  }

  /** Asks something of the sample task about a day. */
  ask<const Type extends AssignmentCommand['type']>(
    type: Type,
    happenedOn: string,
    data: Rest<Type>,
    meta: Sent = {},
  ): Answer<AssignmentEvent, AssignmentRejection> {
    const { taskId } = sampleTask
    return this.world.handle(Assignment, sent(type, { taskId, happenedOn, ...data }, meta))
  }

  complete(on: string, meta: Sent = {}): Answer<AssignmentEvent, AssignmentRejection> {
    return this.ask('CompleteTask', on, { result: 'Synthetic' }, meta)
  }

  giveBack(on: string, meta: Sent = {}): Answer<AssignmentEvent, AssignmentRejection> {
    return this.ask('ReturnTask', on, { reason: 'Synthetic' }, meta)
  }

  move(on: string, dueOn: string, meta: Sent = {}): Answer<AssignmentEvent, AssignmentRejection> {
    return this.ask('MoveTaskDue', on, { dueOn, document: order(), reason: 'Synthetic' }, meta)
  }

  cancel(on: string, meta: Sent = {}): Answer<AssignmentEvent, AssignmentRejection> {
    return this.ask('CancelTask', on, { document: order(), reason: 'Synthetic' }, meta)
  }

  /** Ends an agency, with one successor. */
  dissolve(agencyId: string, successor: string, effectiveOn: string): void {
    accepted(
      this.world.handle(
        Agency,
        sent('DissolveAgency', {
          agencyId,
          happenedOn: '2023-01-02',
          effectiveOn,
          successors: [successor],
          document: order({ signedOn: '2023-01-02' }),
          takerDue: { value: { amount: 5, unit: 'workingDays' }, basis: 'Synthetic' },
        }),
      ),
      'AgencyDissolved',
    )
  }

  get state(): AssignmentState {
    return this.world.stateOf(assignmentFold, sampleTask.taskId)
  }
}

/** A document of the city's, signed before everything. */
export const order = (changes: Partial<DataOf<'UrgeTask'>['document']> = {}) => ({
  number: '100/UBND-NC',
  kind: 'letter' as const,
  issuer: 'ubnd-thanh-pho',
  signedOn: '2023-01-02',
  ...changes,
})
