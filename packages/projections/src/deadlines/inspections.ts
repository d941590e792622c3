/**
 * deadlines of inspections: a postponed visit (R1), self-report (R10), explanation (R14), conclusion, publication and replies
 * (R17). Of an unannounced one nothing is due before it opens, for it has no notice (R9).
 */
import type { InspectionEvent } from '@kiemtra/core'
import type { Remembered } from '@kiemtra/kernel'
import { rememberSetting, settingOf } from '../inspection-memory.ts'
import type { Heard } from '../heard.ts'
import { type Change, changing } from './row.ts'

type On<Type extends InspectionEvent['type']> = Extract<InspectionEvent, { type: Type }>
type OfInspection = Exclude<Change['kind'], 'reply'>

const REPLY = 'reply '
const WAITING = 'waiting '
const NO = ''

/** What to remember of an inspection: what waits, and by when. */
export const rememberDuties = (event: Heard): Remembered | undefined => {
  switch (event.type) {
    // A new date, or none for now: the notice starts again, and what it asked for with it (R10).
    case 'InspectionDeferred':
      return { [`${WAITING}visit`]: event.data.latestOn, [`${WAITING}self-report`]: NO }
    case 'RescheduleProposed':
      return { [`${WAITING}self-report`]: NO, ...rememberSetting(event) }
    case 'InspectionOpened':
      return { [`${WAITING}visit`]: NO }
    case 'NoticeSent':
      return { [`${WAITING}self-report`]: event.data.selfReport.date }
    case 'SelfReportSubmitted':
      return { [`${WAITING}self-report`]: NO, selfReported: 'yes' }
    case 'FieldworkClosed':
      return { [`${WAITING}conclusion`]: event.data.conclusion.date }
    case 'DraftCirculated':
      return { [`${WAITING}explanation`]: event.data.explanations.date }
    case 'ExplanationWaived':
      return { [`${WAITING}explanation`]: NO }
    case 'ConclusionIssued':
      return {
        ...NOTHING_BEFORE,
        [`${WAITING}publication`]: event.data.publication.date,
        ...Object.fromEntries(
          event.data.recommendations.map((one) => [`${REPLY}${one.recommendationId}`, 'yes']),
        ),
      }
    case 'ConclusionPublished':
      return { [`${WAITING}publication`]: NO }
    case 'InspectionCancelled':
      return NOTHING_BEFORE
    case 'ConclusionRevoked':
      return { [`${WAITING}publication`]: NO }
    default:
      return rememberSetting(event)
  }
}

const NOTHING_BEFORE: Remembered = {
  [`${WAITING}visit`]: NO,
  [`${WAITING}self-report`]: NO,
  [`${WAITING}explanation`]: NO,
  [`${WAITING}conclusion`]: NO,
}

const BY_SUBJECT: ReadonlyArray<OfInspection> = ['self-report', 'explanation']
const BY_CONCLUDER: ReadonlyArray<OfInspection> = ['visit', 'conclusion', 'publication']

/** The duty as the stream has left it: of whom it is now, and by when. */
const asLeft = (kind: OfInspection, objectId: string, memory: Remembered): Change => {
  const dueOn = memory[`${WAITING}${kind}`] ?? NO
  const setting = settingOf(memory)
  // An unannounced one that was put off stays secret (R9).
  if (kind === 'visit' && setting?.notice !== 'announced') return { kind, objectId, due: undefined }
  const agencyId = BY_SUBJECT.includes(kind) ? setting?.subjectId : setting?.concludedBy
  const due = dueOn === NO || agencyId === undefined ? undefined : { agencyId, dueOn }
  return { kind, objectId, due }
}

const duties =
  (...kinds: ReadonlyArray<OfInspection>) =>
  ({ inspectionId }: { readonly inspectionId: string }, memory: Remembered) =>
    kinds.map((kind) => asLeft(kind, inspectionId, memory))

const repliesIn = (memory: Remembered): ReadonlyArray<string> =>
  Object.keys(memory)
    .filter((name) => name.startsWith(REPLY))
    .map((name) => name.slice(REPLY.length))

/** Events that change what is due of an inspection. */
export const onInspections = {
  InspectionDeferred: changing<On<'InspectionDeferred'>>(duties('visit', 'self-report')),
  RescheduleProposed: changing<On<'RescheduleProposed'>>(duties('self-report')),
  InspectionOpened: changing<On<'InspectionOpened'>>(duties('visit')),
  // Sent again for a new date, it asks for no report where one has come in.
  NoticeSent: changing<On<'NoticeSent'>>((data, memory) =>
    memory['selfReported'] === 'yes' ? [] : duties('self-report')(data, memory),
  ),
  SelfReportSubmitted: changing<On<'SelfReportSubmitted'>>(duties('self-report')),
  FieldworkClosed: changing<On<'FieldworkClosed'>>(duties('conclusion')),
  DraftCirculated: changing<On<'DraftCirculated'>>(duties('explanation')),
  ExplanationWaived: changing<On<'ExplanationWaived'>>(duties('explanation')),
  ConclusionIssued: changing<On<'ConclusionIssued'>>((data, memory) => [
    ...duties('self-report', 'explanation', 'conclusion', 'publication')(data, memory),
    ...data.recommendations.map(({ recommendationId: part, addresseeId, replyDueOn }) => ({
      kind: 'reply' as const,
      objectId: data.inspectionId,
      part,
      due: { agencyId: addresseeId, dueOn: replyDueOn },
    })),
  ]),
  ConclusionPublished: changing<On<'ConclusionPublished'>>(duties('publication')),
  RecommendationAnswered: changing<On<'RecommendationAnswered'>>((data) => [
    {
      kind: 'reply',
      objectId: data.inspectionId,
      part: data.recommendationId,
      due: undefined,
    },
  ]),
  ConclusionRevoked: changing<On<'ConclusionRevoked'>>((data, memory) => [
    ...duties('publication')(data, memory),
    ...repliesIn(memory).map((part) => ({
      kind: 'reply' as const,
      objectId: data.inspectionId,
      part,
      due: undefined,
    })),
  ]),
  InspectionCancelled: changing<On<'InspectionCancelled'>>(
    duties('visit', 'self-report', 'explanation', 'conclusion'),
  ),
  InspectionHandedOver: changing<On<'InspectionHandedOver'>>(
    duties(...BY_SUBJECT, ...BY_CONCLUDER),
  ),
} as const
