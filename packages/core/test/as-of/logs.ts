/**
 * Logs of every aggregate that has questions about a day, each from commands at random, as a store
 * would hold them.
 */
import {
  type Aggregate,
  type CivilDate,
  type Command,
  type Fold,
  foldOf,
  instantOfMillis,
  type Message,
  positionOf,
  type StoredEvent,
  type Tagged,
} from '@kiemtra/kernel'
import {
  accountabilityCommands,
  agencyCommands,
  assignmentCommands,
  delegationHistories,
  foldPlain,
  initiativeCommands,
  inspectionHistories,
  planCommands,
  remediationCommands,
  sampleAgencies,
  sampleConclusionState,
  sampleCorrection,
  sampleDemand,
  sampleHolderState,
  sampleInitiativeAgency,
  samplePlan,
  samplePlanState,
  sampleRevocation,
  sampleVisitsFacts,
  visitsCommands,
} from '@kiemtra/core/testing'
import { factsFrom } from '@kiemtra/testing'
import fc from 'fast-check'
import { Accountability, accountabilityFold, isDecidedOn } from '../../src/accountability/index.ts'
import { Agency, agencyFold, existsOn, headOn } from '../../src/agency/index.ts'
import {
  Assignment,
  assignmentFold,
  taskAssigneeOn,
  taskDoneLateBy,
  taskDueAsOf,
  taskStandingOn,
} from '../../src/assignment/index.ts'
import { Delegation, delegationFold, inForceOn } from '../../src/delegation/index.ts'
import { Initiative, initiativeFold } from '../../src/initiative/index.ts'
import { Inspection, inspectionFold } from '../../src/inspection/index.ts'
import { Plan, planFold, planInForceOn } from '../../src/plan/index.ts'
import {
  dueDateOn,
  holderOn,
  isOpenOn,
  isOverdueOn,
  isPriorShortcomingOn,
  Remediation,
  remediationFold,
} from '../../src/remediation/index.ts'
import { Visits, visitsFold } from '../../src/visits/index.ts'
import { Desk } from '../assignment/support.ts'
import { cityAfter } from '../delegation/support.ts'
import { escalated } from '../remediation/support.ts'
import { historyOf, inOrder } from '../support/history.ts'
import { World } from '../support/world.ts'

// ------------------------------------------------------------------- model

/** Logs of one aggregate, and what may be asked of its state about a day. */
export interface Logs<S> {
  readonly fold: Fold<S>
  readonly logs: fc.Arbitrary<ReadonlyArray<StoredEvent>>
  /** Logs to draw; more where late records are rare. */
  readonly runs: number
  readonly questions: Readonly<Record<string, (state: S, on: CivilDate) => unknown>>
}

/** Calls with logs of any state: who asks needn't know which. */
export type AnyLogs = <A>(ask: <S>(logs: Logs<S>) => A) => A
const any =
  <S>(logs: Logs<S>): AnyLogs =>
  (ask) =>
    ask(logs)

// -------------------------------------------------------------------- logs

/** The longest stream among what was decided. */
const longest = <C extends Message, E extends Message, S, R extends Tagged, F>(
  of: Aggregate<string, C, E, S, R, F>,
  happened: ReadonlyArray<{ readonly command: Command<C>; readonly event: E }>,
): ReadonlyArray<StoredEvent> => {
  const streams = new Map<string, Array<StoredEvent>>()
  for (const { command, event } of happened) {
    const id = of.idOf(command)
    const stream = streams.get(id) ?? []
    const { type, schemaVersion, data } = of.event.encode(event)
    const { commandId, actor, recordedAt } = command.meta
    stream.push({
      id: `${id}/${String(stream.length)}`,
      stream: `kiemtra.${of.category}-${id}`,
      revision: stream.length,
      position: positionOf(String(stream.length)),
      type,
      data: JSON.parse(JSON.stringify(data)),
      meta: {
        ...{ schemaVersion, commandId, actor, recordedAt, correlationId: commandId },
        ...{ index: 0, count: 1, reads: [] },
      },
    })
    streams.set(id, stream)
  }
  return [...streams.values()].reduce<ReadonlyArray<StoredEvent>>(
    (best, one) => (one.length > best.length ? one : best),
    [],
  )
}

const many = { minLength: 20, maxLength: 80, size: 'max' } as const

const inCity = fc.array(fc.oneof(agencyCommands, planCommands), many).map((commands) => {
  const world = new World()
  for (const command of sampleAgencies) world.handle(Agency, command)
  for (const command of samplePlan) world.handle(Plan, command)
  for (const command of commands) {
    if (Agency.command.is({ type: command.type, data: command.data })) {
      world.handle(Agency, command)
    } else {
      world.handle(Plan, command)
    }
  }
  return world
})

const agencies = fc
  .tuple(inCity, fc.constantFrom('dong-da', 'so-noi-vu', 'phuong-lang-ha'))
  .map(([world, id]) => world.eventsOf('agency', id))
const plans = inCity.map((world) => world.eventsOf('plan', 'p61-2023'))

const delegations = delegationHistories.map((commands) => {
  const world = cityAfter()
  for (const command of commands) world.handle(Delegation, command)
  return world.eventsOf('delegation', 'doan-p61')
})

const visitsFacts: ReadonlyArray<readonly [string, unknown]> = Object.entries(sampleVisitsFacts())
const visits = fc.array(visitsCommands, many).map((commands) =>
  hourly(
    longest(
      Visits,
      historyOf(
        Visits,
        ['plan', 'agency'].map((category) => ({
          category,
          states: visitsFacts.flatMap(([name, state]) =>
            name.startsWith(category) ? [state] : [],
          ),
        })),
        commands,
        0,
      ),
    ),
  ),
)

/** The same log, an event an hour: the year's commands are all recorded at one instant. */
function hourly(log: ReadonlyArray<StoredEvent>): ReadonlyArray<StoredEvent> {
  return log.map((stored, hours) => {
    const recordedAt = instantOfMillis(Date.parse(stored.meta.recordedAt) + hours * 3_600_000)
    return { ...stored, meta: { ...stored.meta, recordedAt } }
  })
}

const inspections = inspectionHistories.map((steps) =>
  longest(
    Inspection,
    steps.flatMap(({ command, events }) => events.map((event) => ({ command, event }))),
  ),
)

const merged = { successor: 'hoan-kiem', effectiveOn: '2023-06-05' }
const facts = [
  factsFrom(inspectionFold, [
    sampleConclusionState(),
    sampleConclusionState(
      sampleCorrection('2023-05-02', [
        { kind: 'changed', demandId: 'd1', demand: sampleDemand({ dueOn: '2023-07-15' }) },
      ]),
    ),
    sampleConclusionState(sampleRevocation('2023-05-02')),
  ]),
  factsFrom(planFold, [samplePlanState]),
  factsFrom(remediationFold, [foldPlain(remediationFold, escalated.events)]),
  factsFrom(agencyFold, [
    sampleHolderState('dong-da'),
    sampleHolderState('hoan-kiem'),
    sampleHolderState('dong-da', merged),
  ]),
]

const remediations = fc
  .tuple(fc.array(remediationCommands, many), fc.nat({ max: 11 }))
  .map(([commands, seed]) => longest(Remediation, historyOf(Remediation, facts, commands, seed)))
const matters = fc
  .tuple(fc.array(accountabilityCommands, many), fc.nat({ max: 11 }))
  .map(([commands, seed]) =>
    longest(Accountability, historyOf(Accountability, facts, commands, seed)),
  )

/** A district's tasks; on 1 April it ends. */
const cityOfTasks = new Desk()
cityOfTasks.dissolve('dong-da', 'hoan-kiem', '2023-04-01')
const tasks = fc
  .array(assignmentCommands, many)
  .map((commands) =>
    hourly(
      longest(
        Assignment,
        historyOf(
          Assignment,
          [factsFrom(agencyFold, (id) => cityOfTasks.world.stateOf(agencyFold, id))],
          commands,
          0,
        ),
      ),
    ),
  )

const cityOfInitiatives = [
  factsFrom(inspectionFold, [sampleConclusionState()]),
  factsFrom(agencyFold, sampleInitiativeAgency),
]
const initiatives = fc
  .array(initiativeCommands, many)
  .map((commands) =>
    longest(Initiative, historyOf(Initiative, cityOfInitiatives, inOrder(commands), 0)),
  )

/** Every aggregate's logs; one without questions about a day is only asked what was known. */
export const allLogs: Readonly<Record<string, AnyLogs>> = {
  agency: any({ fold: agencyFold, runs: 80, logs: agencies, questions: { existsOn, headOn } }),
  plan: any({ fold: planFold, runs: 80, logs: plans, questions: { planInForceOn } }),
  delegation: any({ fold: delegationFold, runs: 80, logs: delegations, questions: { inForceOn } }),
  visits: any({ fold: visitsFold, runs: 80, logs: visits, questions: {} }),
  inspection: any({ fold: foldOf(Inspection), runs: 80, logs: inspections, questions: {} }),
  assignment: any({
    fold: assignmentFold,
    runs: 200,
    logs: tasks,
    questions: { taskStandingOn, taskDueAsOf, taskAssigneeOn, taskDoneLateBy },
  }),
  initiative: any({ fold: initiativeFold, runs: 80, logs: initiatives, questions: {} }),
  remediation: any({
    fold: remediationFold,
    runs: 600,
    logs: remediations,
    questions: { isOpenOn, holderOn, dueDateOn, isOverdueOn, isPriorShortcomingOn },
  }),
  accountability: any({
    fold: accountabilityFold,
    runs: 600,
    logs: matters,
    questions: { isDecidedOn },
  }),
}
