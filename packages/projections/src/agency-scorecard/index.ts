/**
 * agencyScorecard: how an agency's year went, in numbers, beside its place in the reform index. One
 * row per agency and year.
 *
 * The year is the one in which something happened; the index counts for the year that it is of. An
 * inspection that a successor goes on with counts its opening for the one, its findings for the other.
 */
import {
  Accountability,
  type AccountabilityEvent,
  Agency,
  type AgencyEvent,
  Assignment,
  type AssignmentEvent,
  Initiative,
  type InitiativeEvent,
  Inspection,
  type InspectionEvent,
  Remediation,
  type RemediationEvent,
} from '@kiemtra/core'
import {
  civilDateOf,
  type Handler,
  type Message,
  projection,
  type Remembered,
} from '@kiemtra/kernel'
import type { Heard } from '../heard.ts'
import { settingOf } from '../inspection-memory.ts'
import { rememberOutcome, shownFindings } from '../outcome-memory.ts'
import { emptyYear, type ScorecardCount, ScorecardRow } from './row.ts'

export { ScorecardRow } from './row.ts'

// ---------------------------------------------------------------- counting

/** What an event adds to a year of an agency. */
interface Tally {
  readonly agencyId: string
  readonly on: string
  readonly add: Partial<Readonly<Record<ScorecardCount, number>>>
}

const yearOf = (on: string): number => Number(on.slice(0, 4))

const keyOf = (agencyId: string, year: number): string => `${agencyId}.${String(year)}`

const added = (row: ScorecardRow, add: Tally['add']): ScorecardRow => {
  const sums: Partial<Record<ScorecardCount, number>> = {}
  let name: ScorecardCount
  for (name in add) sums[name] = row[name] + (add[name] ?? 0)
  return { ...row, ...sums }
}

/** A handler of an event that counts for one agency's year; `undefined`: for none. */
const counting = <E extends Message>(
  tally: (data: E['data'], memory: Remembered) => Tally | undefined,
): Handler<ScorecardRow, E> => ({
  keys: ({ stream, event }, links) => {
    const found = tally(event.data, links.of(stream))
    return found === undefined ? [] : [keyOf(found.agencyId, yearOf(found.on))]
  },
  apply: (row, { event }, memory = {}) => {
    const found = tally(event.data, memory)
    if (found === undefined) return row
    return added(row ?? emptyYear(found.agencyId, yearOf(found.on)), found.add)
  },
})

// ------------------------------------------------------------- inspections

type Found<Type extends InspectionEvent['type']> = Extract<InspectionEvent, { type: Type }>

const visit = (memory: Remembered, on: string, sign: 1 | -1): Tally | undefined => {
  const setting = settingOf(memory)
  if (setting === undefined) return undefined
  const unannounced = setting.notice === 'unannounced' ? sign : 0
  return { agencyId: setting.subjectId, on, add: { inspections: sign, unannounced } }
}

const conclusion = (memory: Remembered, sign: 1 | -1): Tally | undefined => {
  const setting = settingOf(memory)
  const { concludedOn: on } = memory
  if (setting === undefined || on === undefined) return undefined
  const found = shownFindings(memory)
  const wrong = found.filter(({ kind }) => kind === 'shortcoming' || kind === 'violation')
  const grave = (severity: string): number =>
    sign * wrong.filter((one) => one.severity === severity).length
  return {
    agencyId: setting.subjectId,
    on,
    add: {
      minorFindings: grave('minor'),
      significantFindings: grave('significant'),
      seriousFindings: grave('serious'),
      achievements: sign * found.filter(({ kind }) => kind === 'achievement').length,
    },
  }
}

const onInspections = {
  InspectionOpened: counting<Found<'InspectionOpened'>>(({ happenedAt }, memory) =>
    visit(memory, civilDateOf(happenedAt), 1),
  ),
  // Called off after its opening, it was no inspection; before, it never counted.
  InspectionCancelled: counting<Found<'InspectionCancelled'>>((_, memory) => {
    const { openedOn } = memory
    return openedOn === undefined ? undefined : visit(memory, openedOn, -1)
  }),
  ConclusionIssued: counting<Found<'ConclusionIssued'>>((_, memory) => conclusion(memory, 1)),
  ConclusionRevoked: counting<Found<'ConclusionRevoked'>>((_, memory) => conclusion(memory, -1)),
} as const

// ------------------------------------------------------------- obligations

type Remedy<Type extends RemediationEvent['type']> = Extract<RemediationEvent, { type: Type }>
type Task<Type extends AssignmentEvent['type']> = Extract<AssignmentEvent, { type: Type }>

const remedy = <Type extends RemediationEvent['type']>(count: ScorecardCount) =>
  counting<Remedy<Type>>(({ subjectId: agencyId, happenedOn: on }) => ({
    agencyId,
    on,
    add: { [count]: 1 },
  }))

const onObligations = {
  RemediationOpened: remedy<'RemediationOpened'>('remediationsOpened'),
  CompletionVerified: remedy<'CompletionVerified'>('remediationsVerified'),
  RemediationOverdue: remedy<'RemediationOverdue'>('remediationsOverdue'),
  RemediationEscalated: remedy<'RemediationEscalated'>('remediationsEscalated'),
  TaskAccepted: counting<Task<'TaskAccepted'>>(
    ({ assigneeId: agencyId, happenedOn: on }, memory) => ({
      agencyId,
      on,
      add: { tasksAccepted: 1, tasksAcceptedLate: memory['late'] === 'yes' ? 1 : 0 },
    }),
  ),
  TaskOverdue: counting<Task<'TaskOverdue'>>(({ assigneeId: agencyId, happenedOn: on }) => ({
    agencyId,
    on,
    add: { tasksOverdue: 1 },
  })),
  MatterDecided: counting<Extract<AccountabilityEvent, { type: 'MatterDecided' }>>(
    ({ agencyId, happenedOn: on, outcome }) =>
      outcome === 'none' ? undefined : { agencyId, on, add: { responsibilities: 1 } },
  ),
  InitiativeRecognised: counting<Extract<InitiativeEvent, { type: 'InitiativeRecognised' }>>(
    ({ originId: agencyId, happenedOn: on }) => ({
      agencyId,
      on,
      add: { initiativesRecognised: 1 },
    }),
  ),
} as const

// ------------------------------------------------------------------- index

const indexed: Handler<ScorecardRow, Extract<AgencyEvent, { type: 'IndexResultRecorded' }>> = {
  keys: ({ event: { data } }) => [keyOf(data.agencyId, data.year)],
  apply: (row, { event: { data } }) => ({
    ...(row ?? emptyYear(data.agencyId, data.year)),
    indexScore: data.score ?? null,
    indexRank: data.rank ?? null,
    indexShortcomings: data.shortcomings.length,
  }),
}

const remember = (event: Heard): Remembered | undefined =>
  event.type === 'TaskCompleted' ? { late: event.data.late ? 'yes' : 'no' } : rememberOutcome(event)

/** The read model of agencies' years. */
export const agencyScorecard = projection<ScorecardRow>()({
  name: 'agencyScorecard',
  version: 1,
  from: [Agency, Assignment, Inspection, Remediation, Initiative, Accountability],
  audience: 'delegation',
  row: ScorecardRow,
  indexes: ['agencyId', 'year'],
  on: { IndexResultRecorded: indexed, ...onInspections, ...onObligations },
  links: ({ event }) => remember(event),
})
