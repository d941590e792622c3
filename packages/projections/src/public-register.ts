/**
 * publicRegister: published conclusions, for everyone. One row per inspection, from its publication on.
 *
 * Before it, nothing of an inspection shows, nor ever a suspected crime or how many there are (R18).
 * Texts, and the persons who may be named in them, are in the document that the number cites; a
 * revoked conclusion keeps its row and says so (R17).
 */
import {
  AgencyLevel,
  Inspection,
  type InspectionEvent,
  Mode,
  Notice,
  PlanContent,
  ReformArea,
} from '@kiemtra/core'
import { type Handler, projection, type Remembered } from '@kiemtra/kernel'
import * as t from 'io-ts'
import { areasIn, contentsIn, settingOf } from './inspection-memory.ts'
import {
  corrections,
  rememberOutcome,
  ShownDemand,
  shownDemands,
  ShownFinding,
  shownFindings,
} from './outcome-memory.ts'

// ------------------------------------------------------------------- model

/** Codec of {@link PublicRow}. */
export const PublicRow = t.strict({
  inspectionId: t.string,
  planId: t.string,
  subjectId: t.string,
  subjectLevel: AgencyLevel,
  mode: Mode,
  notice: Notice,
  contents: t.readonlyArray(PlanContent),
  areas: t.readonlyArray(ReformArea),
  openedOn: t.string,
  concludedBy: t.string,
  conclusionNumber: t.string,
  concludedOn: t.string,
  conclusionLate: t.boolean,
  publishedOn: t.string,
  publicationLate: t.boolean,
  /** Where it was published. */
  channel: t.string,
  /** Those that the conclusion rests on, in the order in which they were raised. */
  findings: t.readonlyArray(ShownFinding),
  /** As corrected. */
  demands: t.readonlyArray(ShownDemand),
  /** Numbers of the documents that corrected it, in their order. */
  corrections: t.readonlyArray(t.string),
  review: t.keyof({
    none: null,
    requested: null,
    upheld: null,
    'to-correct': null,
    'to-revoke': null,
  }),
  /** `null`: it is in force. */
  revokedOn: t.union([t.string, t.null]),
})
/** A published conclusion. */
export type PublicRow = t.TypeOf<typeof PublicRow>

// --------------------------------------------------------------- behaviour

/** The row as the stream has left it; `undefined` before the publication. */
const published = (inspectionId: string, memory: Remembered): PublicRow | undefined => {
  const setting = settingOf(memory)
  if (setting === undefined || memory['publishedOn'] === undefined) return undefined
  const row = {
    inspectionId,
    planId: setting.planId,
    subjectId: setting.subjectId,
    subjectLevel: setting.subjectLevel,
    mode: setting.mode,
    notice: setting.notice,
    contents: contentsIn(setting.contents),
    areas: areasIn(setting.areas),
    openedOn: memory['openedOn'],
    concludedBy: setting.concludedBy,
    conclusionNumber: memory['conclusionNumber'],
    concludedOn: memory['concludedOn'],
    conclusionLate: memory['conclusionLate'] === 'yes',
    publishedOn: memory['publishedOn'],
    publicationLate: memory['publicationLate'] === 'yes',
    channel: memory['channel'],
    findings: shownFindings(memory),
    demands: shownDemands(memory),
    corrections: corrections(memory),
    review: memory['review'] ?? 'none',
    revokedOn: memory['revokedOn'] ?? null,
  }
  return PublicRow.is(row) ? row : undefined
}

const onOutcome: Handler<PublicRow, InspectionEvent> = {
  keys: ({ event }) => [event.data.inspectionId],
  apply: (_, { event }, memory = {}) => published(event.data.inspectionId, memory),
}

/** The read model of published conclusions. */
export const publicRegister = projection<PublicRow>()({
  name: 'publicRegister',
  version: 1,
  from: [Inspection],
  audience: 'public',
  row: PublicRow,
  indexes: ['planId', 'subjectId', 'publishedOn'],
  // Only what may come after a publication: before it, there is no row to change.
  on: {
    ConclusionPublished: onOutcome,
    ConclusionCorrected: onOutcome,
    ReviewRequested: onOutcome,
    ReviewDecided: onOutcome,
    ConclusionRevoked: onOutcome,
    InspectionHandedOver: onOutcome,
  },
  links: ({ event }) => rememberOutcome(event),
})
