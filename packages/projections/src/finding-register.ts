/**
 * findingRegister: what was found, and how it stands. One row per finding.
 *
 * For delegations: it shows findings before their draft, and suspected crimes. Both are withheld from
 * the subject and the public (R18), whose read models are others. Conditions, causes and reasons stay
 * in the events: they are free text, in which persons may be named.
 */
import {
  FindingKind,
  HeadShare,
  Inspection,
  type InspectionEvent,
  PlanContent,
  ReformArea,
  Severity,
} from '@kiemtra/core'
import { civilDateOf, type Handler, projection, type Remembered } from '@kiemtra/kernel'
import * as t from 'io-ts'
import { rememberSetting, settingOf } from './inspection-memory.ts'

// ------------------------------------------------------------------- model

const optionalText = t.union([t.string, t.null])

/** Codec of {@link FindingRow}. */
export const FindingRow = t.strict({
  inspectionId: t.string,
  findingId: t.string,
  planId: t.string,
  subjectId: t.string,
  delegationId: t.string,
  kind: FindingKind,
  content: PlanContent,
  area: ReformArea,
  /** After repetition has raised it. */
  severity: Severity,
  /** The obligation that is still open, where the finding is a repeat (R19). */
  repeats: optionalText,
  criterion: t.string,
  conditionOn: t.string,
  correctedOnSpot: t.boolean,
  evidence: t.readonlyArray(t.string),
  raisedOn: t.string,
  raisedBy: t.string,
  /** Who last said what it says. */
  statedBy: t.string,
  /** As it stands now: an amended finding is reviewed again (R13). */
  reviewed: t.boolean,
  reviewedBy: optionalText,
  withdrawn: t.boolean,
  /** In the draft as grave as it stands now. */
  circulated: t.boolean,
  referred: t.boolean,
  referredOn: optionalText,
  /** Whether the act that raised it waits to be ratified (R5, R6). */
  flagged: t.boolean,
  responsibleAgencyId: optionalText,
  responsiblePostId: optionalText,
  responsibleField: t.union([ReformArea, t.null]),
  headShare: t.union([HeadShare, t.null]),
  /** Who was head on the day of the condition. */
  headId: optionalText,
  headActing: t.union([t.boolean, t.null]),
  /** What became of the last explanation of it; `submitted` until it is answered. */
  explanation: t.keyof({
    none: null,
    submitted: null,
    withdrawn: null,
    amended: null,
    noted: null,
    rejected: null,
  }),
  explanationLate: t.boolean,
})
/** A finding, and how it stands. */
export type FindingRow = t.TypeOf<typeof FindingRow>

type On<Type extends InspectionEvent['type']> = Extract<InspectionEvent, { type: Type }>
type Stated = On<'FindingRaised'>['data']['finding']

const keyOf = (inspectionId: string, findingId: string): string => `${inspectionId}.${findingId}`

// ------------------------------------------------------------------ memory

const FINDING = 'finding '
const EXPLANATION = 'explanation '

const remember = (event: InspectionEvent): Remembered | undefined => {
  switch (event.type) {
    case 'FindingRaised':
      return { [`${FINDING}${event.data.findingId}`]: 'yes' }
    case 'ExplanationSubmitted': {
      const { explanationId, findings } = event.data
      return { [`${EXPLANATION}${explanationId}`]: findings.join(' ') }
    }
    default:
      return rememberSetting(event)
  }
}

const findingsIn = (memory: Remembered): ReadonlyArray<string> =>
  Object.keys(memory)
    .filter((name) => name.startsWith(FINDING))
    .map((name) => name.slice(FINDING.length))

// --------------------------------------------------------------- behaviour

const standing = ({ statement, severity, responsibility }: Stated) => ({
  kind: statement.kind,
  content: statement.content,
  area: statement.area,
  severity,
  repeats: statement.repeats ?? null,
  criterion: statement.criterion,
  conditionOn: statement.conditionOn,
  correctedOnSpot: statement.correctedOnSpot,
  evidence: statement.evidence,
  responsibleAgencyId: responsibility?.agencyId ?? null,
  responsiblePostId: responsibility?.postId ?? null,
  responsibleField: responsibility?.field ?? null,
  headShare: responsibility?.headShare ?? null,
  headId: responsibility?.head?.personId ?? null,
  headActing: responsibility?.head?.acting ?? null,
})

/** Said anew, it is reviewed again (R13); as another kind, it is to be referred as that (R18). */
const restated = (row: FindingRow, statedBy: string, finding: Stated): FindingRow => ({
  ...row,
  ...standing(finding),
  statedBy,
  reviewed: false,
  reviewedBy: null,
  ...(row.kind === finding.statement.kind ? {} : { referred: false, referredOn: null }),
})

const raised: Handler<FindingRow, On<'FindingRaised'>>['apply'] = (_, { event }, memory) => {
  const setting = settingOf(memory)
  if (setting === undefined) return undefined
  const { inspectionId, findingId, memberId, happenedAt, finding } = event.data
  return {
    inspectionId,
    findingId,
    planId: setting.planId,
    subjectId: setting.subjectId,
    delegationId: setting.delegationId,
    ...standing(finding),
    raisedOn: civilDateOf(happenedAt),
    raisedBy: memberId,
    statedBy: memberId,
    reviewed: false,
    reviewedBy: null,
    withdrawn: false,
    circulated: false,
    referred: false,
    referredOn: null,
    flagged: false,
    explanation: 'none',
    explanationLate: false,
  }
}

/** A handler of an event that concerns some findings of its inspection. */
const onFindings = <E extends InspectionEvent>(
  findingsOf: (data: E['data'], memory: Remembered) => ReadonlyArray<string>,
  apply: (row: FindingRow, data: E['data'], memory: Remembered) => FindingRow,
): Handler<FindingRow, E> => ({
  keys: ({ stream, event }, links) =>
    findingsOf(event.data, links.of(stream)).map((id) => keyOf(event.data.inspectionId, id)),
  apply: (row, { event }, memory = {}) =>
    row === undefined ? undefined : apply(row, event.data, memory),
})

const explained = (memory: Remembered, explanationId: string): ReadonlyArray<string> =>
  memory[`${EXPLANATION}${explanationId}`]?.split(' ') ?? []

/** An accepted explanation withdraws, amends or notes each finding that it is about (R14). */
const accepted = (row: FindingRow, data: On<'ExplanationAccepted'>['data']): FindingRow => {
  const effect = data.effects.find(({ findingId }) => findingId === row.findingId)
  if (effect === undefined) return row
  switch (effect.kind) {
    case 'withdrawn':
      return { ...row, explanation: 'withdrawn', withdrawn: true }
    case 'noted':
      return { ...row, explanation: 'noted' }
    case 'amended':
      return { ...restated(row, data.deciderId, effect.finding), explanation: 'amended' }
  }
}

/** The read model of findings. */
export const findingRegister = projection<FindingRow>()({
  name: 'findingRegister',
  version: 1,
  from: [Inspection],
  audience: 'delegation',
  row: FindingRow,
  indexes: ['inspectionId', 'planId', 'subjectId', 'kind', 'responsibleAgencyId'],
  on: {
    FindingRaised: {
      keys: ({ event }) => [keyOf(event.data.inspectionId, event.data.findingId)],
      apply: raised,
    },
    FindingAmended: onFindings<On<'FindingAmended'>>(
      ({ findingId }) => [findingId],
      (row, { finding, memberId, graver }) => ({
        ...restated(row, memberId, finding),
        circulated: row.circulated && !graver,
      }),
    ),
    FindingReviewed: onFindings<On<'FindingReviewed'>>(
      ({ findingId }) => [findingId],
      (row, { memberId }) => ({ ...row, reviewed: true, reviewedBy: memberId }),
    ),
    FindingWithdrawn: onFindings<On<'FindingWithdrawn'>>(
      ({ findingId }) => [findingId],
      (row) => ({ ...row, withdrawn: true, flagged: false }),
    ),
    DraftCirculated: onFindings<On<'DraftCirculated'>>(
      ({ findings }) => findings,
      (row) => ({ ...row, circulated: true }),
    ),
    ExplanationSubmitted: onFindings<On<'ExplanationSubmitted'>>(
      ({ findings }) => findings,
      (row, { late }) => ({ ...row, explanation: 'submitted', explanationLate: late }),
    ),
    ExplanationAccepted: onFindings<On<'ExplanationAccepted'>>(
      ({ effects }) => effects.map(({ findingId }) => findingId),
      accepted,
    ),
    ExplanationRejected: onFindings<On<'ExplanationRejected'>>(
      ({ explanationId }, memory) => explained(memory, explanationId),
      (row) => ({ ...row, explanation: 'rejected' }),
    ),
    ViolationReferred: onFindings<On<'ViolationReferred'>>(
      ({ findings }) => findings,
      (row, { happenedOn }) => ({ ...row, referred: true, referredOn: happenedOn }),
    ),
    // An act's id is its finding's, where it is about one; others find no row.
    ActFlagged: onFindings<On<'ActFlagged'>>(
      ({ actId }) => [actId],
      (row) => ({ ...row, flagged: true }),
    ),
    ActRatified: onFindings<On<'ActRatified'>>(
      ({ actId }) => [actId],
      (row) => ({ ...row, flagged: false }),
    ),
    InspectionHandedOver: onFindings<On<'InspectionHandedOver'>>(
      (_, memory) => findingsIn(memory),
      (row, _, memory) => {
        const { subjectId = row.subjectId, delegationId = row.delegationId } =
          settingOf(memory) ?? {}
        return { ...row, subjectId, delegationId }
      },
    ),
  },
  links: ({ event }) => remember(event),
})
