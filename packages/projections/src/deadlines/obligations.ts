/**
 * deadlines of what follows inspections: remedies, tasks, written explanations, replications, and the
 * naming of a taker (R22, R20, R23, R24, R26).
 */
import type {
  AccountabilityEvent,
  AgencyEvent,
  AssignmentEvent,
  InitiativeEvent,
  RemediationEvent,
} from '@kiemtra/core'
import type { Remembered } from '@kiemtra/kernel'
import type { Heard } from '../heard.ts'
import { type Change, changing } from './row.ts'

type Remedy<Type extends RemediationEvent['type']> = Extract<RemediationEvent, { type: Type }>
type Task<Type extends AssignmentEvent['type']> = Extract<AssignmentEvent, { type: Type }>
type Matter<Type extends AccountabilityEvent['type']> = Extract<AccountabilityEvent, { type: Type }>
type Spread<Type extends InitiativeEvent['type']> = Extract<InitiativeEvent, { type: Type }>
type Register<Type extends AgencyEvent['type']> = Extract<AgencyEvent, { type: Type }>

// ------------------------------------------------------------------ memory

const DUE = 'due '
/** From whom an agency has taken over what was open. */
const FROM = 'from '
/** Whether the holder has said that it is done: then it waits for others. */
const done = (is: boolean): Remembered => ({ done: is ? 'yes' : 'no' })

/** What to remember of an obligation: when it is due, and whether its holder has done its part. */
export const rememberDue = (event: Heard): Remembered | undefined => {
  switch (event.type) {
    case 'RemediationOpened':
    case 'RemediationReopened':
    case 'TaskAssigned':
    case 'TaskReturned':
      return { dueOn: event.data.dueOn, ...done(false) }
    case 'ExtensionGranted':
    case 'DemandAmended':
    case 'TaskDueMoved':
      return { dueOn: event.data.dueOn }
    case 'CompletionRejected':
      return done(false)
    case 'CompletionClaimed':
    case 'CompletionVerified':
    case 'RemediationAnnulled':
    case 'TaskCompleted':
    case 'TaskCancelled':
    case 'WrittenExplanationGiven':
    case 'MatterDecided':
    case 'MatterWithdrawn':
      return done(true)
    case 'WrittenExplanationRequested':
      return { dueOn: event.data.explanation.date, ...done(false) }
    case 'ReplicationStarted':
      return Object.fromEntries(
        event.data.agencies.map(({ agencyId, dueOn }) => [`${DUE}${agencyId}`, dueOn]),
      )
    case 'ReplicationTransferred':
      return { [`${FROM}${event.data.toId}`]: event.data.agencyId }
    default:
      return undefined
  }
}

/** By when an agency is to have replicated: its own date, or that of whom it took over from. */
const replicationDue = (memory: Remembered, agencyId: string): string | undefined => {
  let at: string | undefined = agencyId
  // Agencies end once: no line of takers comes back to where it began; a broken log's might.
  for (let n = 0; at !== undefined && n < MOST_TAKERS; n++) {
    const dueOn = memory[`${DUE}${at}`]
    if (dueOn !== undefined) return dueOn
    at = memory[`${FROM}${at}`]
  }
  return undefined
}

const MOST_TAKERS = 100

// ---------------------------------------------------------------- handlers

/** The duty as the stream has left it. */
const asLeft = (
  kind: Change['kind'],
  objectId: string,
  agencyId: string,
  memory: Remembered,
): Change => {
  const { dueOn } = memory
  const due = memory['done'] !== 'no' || dueOn === undefined ? undefined : { agencyId, dueOn }
  return { kind, objectId, due }
}

const remedy = <Type extends RemediationEvent['type']>() =>
  changing<Remedy<Type>>(({ remediationId, subjectId }, memory) => [
    asLeft('remediation', remediationId, subjectId, memory),
  ])

const task = <Type extends AssignmentEvent['type']>() =>
  changing<Task<Type>>(({ taskId, assigneeId }, memory) => [
    asLeft('task', taskId, assigneeId, memory),
  ])

const matter = <Type extends AccountabilityEvent['type']>() =>
  changing<Matter<Type>>(({ matterId, agencyId }, memory) => [
    asLeft('written-explanation', matterId, agencyId, memory),
  ])

const replication = (objectId: string, part: string, due: Change['due']): Change => ({
  kind: 'replication',
  objectId,
  part,
  due,
})

/** Events that change what is due of an obligation. */
export const onObligations = {
  RemediationOpened: remedy<'RemediationOpened'>(),
  ExtensionGranted: remedy<'ExtensionGranted'>(),
  DemandAmended: remedy<'DemandAmended'>(),
  CompletionClaimed: remedy<'CompletionClaimed'>(),
  CompletionRejected: remedy<'CompletionRejected'>(),
  CompletionVerified: remedy<'CompletionVerified'>(),
  RemediationAnnulled: remedy<'RemediationAnnulled'>(),
  RemediationTransferred: remedy<'RemediationTransferred'>(),
  RemediationReopened: remedy<'RemediationReopened'>(),
  TaskAssigned: task<'TaskAssigned'>(),
  TaskCompleted: task<'TaskCompleted'>(),
  TaskReturned: task<'TaskReturned'>(),
  TaskDueMoved: task<'TaskDueMoved'>(),
  TaskCancelled: task<'TaskCancelled'>(),
  TaskTransferred: task<'TaskTransferred'>(),
  WrittenExplanationRequested: matter<'WrittenExplanationRequested'>(),
  WrittenExplanationGiven: matter<'WrittenExplanationGiven'>(),
  MatterDecided: matter<'MatterDecided'>(),
  MatterWithdrawn: matter<'MatterWithdrawn'>(),
  MatterTransferred: matter<'MatterTransferred'>(),
  ReplicationStarted: changing<Spread<'ReplicationStarted'>>(({ initiativeId, agencies }) =>
    agencies.map(({ agencyId, dueOn }) => replication(initiativeId, agencyId, { agencyId, dueOn })),
  ),
  ReplicationConfirmed: changing<Spread<'ReplicationConfirmed'>>(({ initiativeId, agencyId }) => [
    replication(initiativeId, agencyId, undefined),
  ]),
  ReplicationTransferred: changing<Spread<'ReplicationTransferred'>>((data, memory) => {
    const { initiativeId, agencyId, toId, lapsed } = data
    const dueOn = replicationDue(memory, agencyId)
    return [
      replication(initiativeId, agencyId, undefined),
      ...(lapsed || dueOn === undefined
        ? []
        : [replication(initiativeId, toId, { agencyId: toId, dueOn })]),
    ]
  }),
  AgencyDissolved: changing<Register<'AgencyDissolved'>>(({ agencyId, document, takerDueOn }) => [
    {
      kind: 'taker',
      objectId: agencyId,
      // Who ended it says who takes over.
      due:
        takerDueOn === undefined
          ? undefined
          : { agencyId: document.issuer, dueOn: takerDueOn.date },
    },
  ]),
  TakerNamed: changing<Register<'TakerNamed'>>(({ agencyId }) => [
    { kind: 'taker', objectId: agencyId, due: undefined },
  ]),
} as const
