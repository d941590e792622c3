/**
 * subjectPortal, what follows inspections: demands, tasks, and matters in which an explanation was
 * asked for (R20, R22, R23). Each goes on with who took over its agency (R26).
 */
import type { AccountabilityEvent, AssignmentEvent, RemediationEvent } from '@kiemtra/core'
import type { Handler, Message, Remembered } from '@kiemtra/kernel'
import { blank, type SubjectRow } from './row.ts'

type Remedy<Type extends RemediationEvent['type']> = Extract<RemediationEvent, { type: Type }>
type Task<Type extends AssignmentEvent['type']> = Extract<AssignmentEvent, { type: Type }>
type Matter<Type extends AccountabilityEvent['type']> = Extract<AccountabilityEvent, { type: Type }>

/** What to remember of an obligation: its due date, which a row without a duty doesn't show. */
export const rememberDueDate = (event: Message): Remembered | undefined => {
  const { data } = event
  return typeof data === 'object' &&
    data !== null &&
    'dueOn' in data &&
    typeof data.dueOn === 'string' &&
    ('remediationId' in data || 'taskId' in data)
    ? { dueOn: data.dueOn }
    : undefined
}

const NOTHING_DUE = { duty: null, dueOn: null } as const

type Change<Data> = (data: Data, row: SubjectRow, memory: Remembered) => Partial<SubjectRow>

/** Handlers for the rows of one kind. */
const rowsOf = <Id extends string>(
  kind: SubjectRow['kind'],
  idIn: (data: Readonly<Record<Id, string>>) => string,
) => {
  type Data = Readonly<Record<Id, string>>
  const keys =
    <E extends Message & { readonly data: Data }>(): Handler<SubjectRow, E>['keys'] =>
    ({ event }) => [`${kind}.${idIn(event.data)}`]
  return {
    making: <E extends Message & { readonly data: Data }>(
      make: (data: E['data']) => Pick<SubjectRow, 'subjectId' | 'status'> & Partial<SubjectRow>,
    ): Handler<SubjectRow, E> => ({
      keys: keys<E>(),
      apply: (before, { event: { data } }) => ({
        ...(before ?? { ...blank, kind, objectId: idIn(data) }),
        ...make(data),
      }),
    }),
    changing: <E extends Message & { readonly data: Data }>(
      change: Change<E['data']>,
    ): Handler<SubjectRow, E> => ({
      keys: keys<E>(),
      apply: (row, { event: { data } }, memory = {}) =>
        row === undefined ? undefined : { ...row, ...change(data, row, memory) },
    }),
  }
}

// ----------------------------------------------------------------- demands

const demands = rowsOf<'remediationId'>('demand', ({ remediationId }) => remediationId)

const toRemedy = (dueOn: string) => ({ duty: 'remedy' as const, dueOn })

/** Another due date, where the subject's part isn't done. */
const redated = (dueOn: string, { duty, status }: SubjectRow): Partial<SubjectRow> =>
  duty === null ? {} : { dueOn, status: status === 'claimed' ? status : 'open' }

const onDemands = {
  RemediationOpened: demands.making<Remedy<'RemediationOpened'>>((data) => ({
    subjectId: data.subjectId,
    planId: data.planId,
    area: data.area,
    status: 'open',
    document: data.source.kind === 'conclusion' ? (data.source.documents.at(-1) ?? null) : null,
    ...toRemedy(data.dueOn),
  })),
  CompletionClaimed: demands.changing<Remedy<'CompletionClaimed'>>(({ late }) => ({
    status: 'claimed',
    late,
    ...NOTHING_DUE,
  })),
  CompletionRejected: demands.changing<Remedy<'CompletionRejected'>>((_, __, { dueOn }) => ({
    status: 'open',
    ...(dueOn === undefined ? {} : toRemedy(dueOn)),
  })),
  CompletionVerified: demands.changing<Remedy<'CompletionVerified'>>(() => ({
    status: 'verified',
    ...NOTHING_DUE,
  })),
  ExtensionGranted: demands.changing<Remedy<'ExtensionGranted'>>(({ dueOn, document }, row) => ({
    ...redated(dueOn, row),
    document: document.number,
  })),
  DemandAmended: demands.changing<Remedy<'DemandAmended'>>(
    ({ dueOn, area, overdueLifted }, row) => ({
      area,
      ...(overdueLifted ? redated(dueOn, row) : row.duty === null ? {} : { dueOn }),
    }),
  ),
  RemediationOverdue: demands.changing<Remedy<'RemediationOverdue'>>((_, { status }) => ({
    status: status === 'claimed' ? status : 'overdue',
  })),
  AgencyUrged: demands.changing<Remedy<'AgencyUrged'>>((_, { status }) => ({
    status: status === 'claimed' ? status : 'urged',
  })),
  RemediationEscalated: demands.changing<Remedy<'RemediationEscalated'>>((_, { status }) => ({
    status: status === 'claimed' ? status : 'escalated',
  })),
  RemediationAnnulled: demands.changing<Remedy<'RemediationAnnulled'>>(() => ({
    status: 'annulled',
    ...NOTHING_DUE,
  })),
  RemediationTransferred: demands.changing<Remedy<'RemediationTransferred'>>(({ subjectId }) => ({
    subjectId,
  })),
  RemediationReopened: demands.changing<Remedy<'RemediationReopened'>>(({ dueOn, document }) => ({
    status: 'open',
    late: false,
    document: document.number,
    ...toRemedy(dueOn),
  })),
} as const

// ------------------------------------------------------------------- tasks

const tasks = rowsOf<'taskId'>('task', ({ taskId }) => taskId)

const toDo = (dueOn: string) => ({ duty: 'task' as const, dueOn })

const onTasks = {
  TaskAssigned: tasks.making<Task<'TaskAssigned'>>((data) => ({
    subjectId: data.assigneeId,
    area: data.area,
    status: 'open',
    document: data.basis.document.number,
    ...toDo(data.dueOn),
  })),
  TaskCompleted: tasks.changing<Task<'TaskCompleted'>>(({ late }) => ({
    status: 'completed',
    late,
    ...NOTHING_DUE,
  })),
  TaskAccepted: tasks.changing<Task<'TaskAccepted'>>(() => ({ status: 'accepted' })),
  TaskReturned: tasks.changing<Task<'TaskReturned'>>(({ dueOn }) => ({
    status: 'open',
    ...toDo(dueOn),
  })),
  TaskDueMoved: tasks.changing<Task<'TaskDueMoved'>>(({ dueOn, document }, { duty }) => ({
    document: document.number,
    ...(duty === null ? {} : { dueOn }),
  })),
  TaskOverdue: tasks.changing<Task<'TaskOverdue'>>(() => ({ status: 'overdue' })),
  TaskUrged: tasks.changing<Task<'TaskUrged'>>(({ document }) => ({
    status: 'urged',
    document: document.number,
  })),
  TaskCancelled: tasks.changing<Task<'TaskCancelled'>>(({ document }) => ({
    status: 'cancelled',
    document: document.number,
    ...NOTHING_DUE,
  })),
  TaskTransferred: tasks.changing<Task<'TaskTransferred'>>(({ assigneeId }) => ({
    subjectId: assigneeId,
  })),
} as const

// ----------------------------------------------------------------- matters

const matters = rowsOf<'matterId'>('matter', ({ matterId }) => matterId)

const onMatters = {
  // That a matter was opened is between those who ask and who decides; the request tells the subject.
  WrittenExplanationRequested: matters.making<Matter<'WrittenExplanationRequested'>>((data) => ({
    subjectId: data.agencyId,
    status: 'asked',
    document: data.document.number,
    duty: 'written-explanation',
    dueOn: data.explanation.date,
  })),
  WrittenExplanationGiven: matters.changing<Matter<'WrittenExplanationGiven'>>(({ late }) => ({
    status: 'explained',
    late,
    ...NOTHING_DUE,
  })),
  MatterDecided: matters.changing<Matter<'MatterDecided'>>(({ document }) => ({
    status: 'decided',
    document: document.number,
    ...NOTHING_DUE,
  })),
  MatterWithdrawn: matters.changing<Matter<'MatterWithdrawn'>>(() => ({
    status: 'withdrawn',
    ...NOTHING_DUE,
  })),
  MatterTransferred: matters.changing<Matter<'MatterTransferred'>>(({ agencyId }) => ({
    subjectId: agencyId,
  })),
} as const

/** Events that change a row of what follows inspections. */
export const onObligations = { ...onDemands, ...onTasks, ...onMatters } as const
