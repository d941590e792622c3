/**
 * subjectPortal, its inspections: from the notice on, or, unannounced, from the opening on (R9, R10).
 */
import type { InspectionEvent } from '@kiemtra/core'
import type { Handler, Remembered } from '@kiemtra/kernel'
import type { Heard } from '../heard.ts'
import { settingOf } from '../inspection-memory.ts'
import { accepted, concluded, drafted, explained, rejected } from './findings.ts'
import { blank, type SubjectRow } from './row.ts'

type On<Type extends InspectionEvent['type']> = Extract<InspectionEvent, { type: Type }>

/** The key of an inspection's row. */
const inspectionKey = (inspectionId: string): string => `inspection.${inspectionId}`

const NOTHING_DUE = { duty: null, dueOn: null } as const

/** The row that a notice or an opening makes, where there is none. */
const begun = (inspectionId: string, memory: Remembered): SubjectRow | undefined => {
  const setting = settingOf(memory)
  return setting === undefined
    ? undefined
    : {
        ...blank,
        subjectId: setting.subjectId,
        kind: 'inspection',
        objectId: inspectionId,
        planId: setting.planId,
        delegationId: setting.delegationId,
        status: 'notified',
        windowFrom: memory['windowFrom'] ?? setting.from,
        windowTo: memory['windowTo'] ?? setting.to,
      }
}

type Change<E extends InspectionEvent> = (
  data: E['data'],
  row: SubjectRow,
  memory: Remembered,
) => Partial<SubjectRow>

const handler = <E extends InspectionEvent>(
  change: Change<E>,
  makes: (inspectionId: string, memory: Remembered) => SubjectRow | undefined,
): Handler<SubjectRow, E> => ({
  keys: ({ event }) => [inspectionKey(event.data.inspectionId)],
  apply: (before, { event }, memory = {}) => {
    const row = before ?? makes(event.data.inspectionId, memory)
    return row === undefined ? undefined : { ...row, ...change(event.data, row, memory) }
  },
})

/** Changes the inspection's row, if it is there. */
const onRow = <E extends InspectionEvent>(change: Change<E>): Handler<SubjectRow, E> =>
  handler(change, () => undefined)

/** Makes the row where there is none: only a notice and an opening do. */
const beginning = <E extends InspectionEvent>(change: Change<E>): Handler<SubjectRow, E> =>
  handler(change, begun)

/** What to remember of an inspection's days, for the row that comes later. */
export const rememberDays = (event: Heard): Remembered | undefined => {
  switch (event.type) {
    case 'InspectionScheduled':
    case 'FieldworkExtended':
    case 'InspectionResumed': {
      const { from, to } = event.data.window
      return { windowFrom: from, windowTo: to }
    }
    default:
      return undefined
  }
}

const days = ({ window }: { readonly window: { readonly from: string; readonly to: string } }) => ({
  windowFrom: window.from,
  windowTo: window.to,
})

/** Events that change an inspection's row. */
export const onInspections = {
  // Sent again for a new date, it asks for no report where one has come in.
  NoticeSent: beginning<On<'NoticeSent'>>(({ selfReport, document }, { status }) => ({
    document: document.number,
    ...(status === 'reported'
      ? {}
      : { status: 'notified', duty: 'self-report' as const, dueOn: selfReport.date }),
  })),
  SelfReportSubmitted: onRow<On<'SelfReportSubmitted'>>(({ late }, { status }) => ({
    ...NOTHING_DUE,
    status: status === 'notified' ? 'reported' : status,
    late,
  })),
  InspectionScheduled: onRow<On<'InspectionScheduled'>>(days),
  InspectionDeferred: onRow<On<'InspectionDeferred'>>(() => ({ windowFrom: null, windowTo: null })),
  RescheduleProposed: onRow<On<'RescheduleProposed'>>(() => ({ windowFrom: null, windowTo: null })),
  InspectionOpened: beginning<On<'InspectionOpened'>>(() => ({ status: 'fieldwork' })),
  InspectionPaused: onRow<On<'InspectionPaused'>>(() => ({ status: 'paused' })),
  InspectionResumed: onRow<On<'InspectionResumed'>>((data) => ({
    status: 'fieldwork',
    ...days(data),
  })),
  FieldworkExtended: onRow<On<'FieldworkExtended'>>(days),
  FieldworkClosed: onRow<On<'FieldworkClosed'>>(() => ({ status: 'closed' })),
  DraftCirculated: onRow<On<'DraftCirculated'>>((data, { findings }, memory) => ({
    status: 'drafted',
    duty: 'explanation',
    dueOn: data.explanations.date,
    findings: drafted(findings, data, memory),
  })),
  // It may explain itself again until the time is over; only a waiver ends that.
  ExplanationSubmitted: onRow<On<'ExplanationSubmitted'>>((data, { findings }) => ({
    late: data.late,
    findings: explained(findings, data),
  })),
  ExplanationAccepted: onRow<On<'ExplanationAccepted'>>((data, { findings }) => ({
    findings: accepted(findings, data),
  })),
  ExplanationRejected: onRow<On<'ExplanationRejected'>>((data, { findings }, memory) => ({
    findings: rejected(findings, data, memory),
  })),
  ExplanationWaived: onRow<On<'ExplanationWaived'>>(() => NOTHING_DUE),
  ConclusionIssued: onRow<On<'ConclusionIssued'>>(({ document }, { findings }, memory) => ({
    ...NOTHING_DUE,
    status: 'concluded',
    document: document.number,
    findings: concluded(findings, memory),
  })),
  ConclusionPublished: onRow<On<'ConclusionPublished'>>(() => ({ status: 'published' })),
  ConclusionCorrected: onRow<On<'ConclusionCorrected'>>(({ document }) => ({
    document: document.number,
  })),
  ConclusionRevoked: onRow<On<'ConclusionRevoked'>>(({ document }) => ({
    status: 'revoked',
    document: document.number,
  })),
  InspectionCancelled: onRow<On<'InspectionCancelled'>>(() => ({
    ...NOTHING_DUE,
    status: 'cancelled',
  })),
  InspectionHandedOver: onRow<On<'InspectionHandedOver'>>(({ to }) =>
    to.kind === 'delegation' ? { delegationId: to.delegationId } : { subjectId: to.subjectId },
  ),
} as const
