/**
 * inspectionRegister from the opening to what follows a conclusion.
 */
import { addDays, civilDateOf } from '@kiemtra/kernel'
import { type On, onRow } from './on-row.ts'

/** No days to resume on are asked for. */
export const NO_RESUMPTION = {
  resumptionAskedFrom: null,
  resumptionAskedTo: null,
  resumptionRefusedFor: null,
} as const

/** Events of fieldwork. */
export const onFieldwork = {
  InspectionPaused: onRow<On<'InspectionPaused'>>(({ happenedOn }) => ({ pausedOn: happenedOn })),
  ResumptionRequested: onRow<On<'ResumptionRequested'>>(({ window }) => ({
    resumptionAskedFrom: window.from,
    resumptionAskedTo: window.to,
    resumptionRefusedFor: null,
  })),
  ResumptionRefused: onRow<On<'ResumptionRefused'>>(({ reason }) => ({
    ...NO_RESUMPTION,
    resumptionRefusedFor: reason,
  })),
  InspectionResumed: onRow<On<'InspectionResumed'>>(({ window }) => ({
    ...NO_RESUMPTION,
    pausedOn: null,
    windowFrom: window.from,
    windowTo: window.to,
  })),
  ExtensionRequested: onRow<On<'ExtensionRequested'>>(({ until }) => ({
    extensionAskedUntil: until,
    extensionRefusedFor: null,
  })),
  FieldworkExtended: onRow<On<'FieldworkExtended'>>(({ window }) => ({
    extensionAskedUntil: null,
    windowFrom: window.from,
    windowTo: window.to,
  })),
  ExtensionRefused: onRow<On<'ExtensionRefused'>>(({ reason }) => ({
    extensionAskedUntil: null,
    extensionRefusedFor: reason,
  })),
  MinutesSigned: onRow<On<'MinutesSigned'>>(({ happenedAt, subject }) => ({
    minutesOn: civilDateOf(happenedAt),
    minutes: subject.kind,
  })),
  FieldworkClosed: onRow<On<'FieldworkClosed'>>(({ happenedAt, conclusion }) => ({
    status: 'closed',
    closedOn: civilDateOf(happenedAt),
    conclusionDueOn: conclusion.date,
    ...NO_RESUMPTION,
    extensionAskedUntil: null,
  })),
} as const

/** Events from the draft on. What is late is shown late, whatever follows (R17). */
export const onConclusion = {
  // Circulated again, the window starts anew, and so does the right to explain.
  DraftCirculated: onRow<On<'DraftCirculated'>>(({ happenedOn, explanations }) => ({
    status: 'drafted',
    draftedOn: happenedOn,
    explainUntil: explanations.date,
    explanationWaived: false,
  })),
  ExplanationSubmitted: onRow<On<'ExplanationSubmitted'>>(
    ({ explanationId, late }, { explanations }) => ({
      explanations: [...explanations, { explanationId, late, answer: 'none' as const }],
    }),
  ),
  ExplanationWaived: onRow<On<'ExplanationWaived'>>(() => ({ explanationWaived: true })),
  ConclusionIssued: onRow<On<'ConclusionIssued'>>((data) => ({
    status: 'concluded',
    concludedOn: data.happenedOn,
    conclusionNumber: data.document.number,
    conclusionLate: data.late,
    publicationDueOn: data.publication.date,
    demandCount: data.demands.length,
    recommendations: data.recommendations.map((given) => ({
      recommendationId: given.recommendationId,
      kind: given.kind,
      addresseeId: given.addresseeId,
      replyDueOn: given.replyDueOn,
      answeredOn: null,
      answeredLate: null,
    })),
  })),
  ConclusionPublished: onRow<On<'ConclusionPublished'>>(({ happenedOn, late }) => ({
    publishedOn: happenedOn,
    publicationLate: late,
  })),
  // The event names every demand, kept ones included.
  ConclusionCorrected: onRow<On<'ConclusionCorrected'>>(({ document, demands }, row) => ({
    corrections: [...row.corrections, document.number],
    demandCount: demands.filter(({ kind }) => kind !== 'annulled').length,
  })),
  ReviewRequested: onRow<On<'ReviewRequested'>>(() => ({ review: 'requested' })),
  ReviewDecided: onRow<On<'ReviewDecided'>>(({ outcome }) => ({ review: outcome })),
  ConclusionRevoked: onRow<On<'ConclusionRevoked'>>(({ happenedOn }) => ({
    status: 'revoked',
    revokedOn: happenedOn,
  })),
  RecommendationAnswered: onRow<On<'RecommendationAnswered'>>((data, { recommendations }) => ({
    recommendations: recommendations.map((given) =>
      given.recommendationId === data.recommendationId
        ? {
            ...given,
            answeredOn: addDays(data.happenedOn, data.recordedLateDays),
            answeredLate: data.late,
          }
        : given,
    ),
  })),
} as const
