/**
 * The year's visits as commands: delegations are set up, each inspection runs its course, and what
 * went otherwise than planned stands in the data.
 *
 * Windows don't: policies ask the calendars of visits for them, and tell the inspections the answer.
 * Nor does what the gates wait for: prior shortcomings, tasks, a district's own inspecting (R19, R20, R29).
 */
import { Delegation, Inspection } from '@kiemtra/core'
import { addDays, type Instant, instantOfMillis, millisOf } from '@kiemtra/kernel'
import type { InspectionsFile, PlanFile } from '../data.ts'
import type { Origin } from '../data-files.ts'
import { eveningOf, morningOf, rawStep, type Step } from '../step.ts'
import type { SourcedPlan } from './plans.ts'

type Announced = InspectionsFile['inspections'][number]
type Ordered = InspectionsFile['unannounced'][number]
type DelegationYear = InspectionsFile['delegations'][number]

const FILE = 'inspections.json'

// ------------------------------------------------------------- delegations

export const delegationSteps = ({
  delegations,
}: Pick<InspectionsFile, 'delegations'>): ReadonlyArray<Step> =>
  delegations.flatMap((delegation, i) => oneDelegation(delegation, `delegations[${i}]`))

const oneDelegation = (year: DelegationYear, path: string): ReadonlyArray<Step> => {
  const { id: delegationId, establishedBy } = year
  const at = (on: string, type: string, data: object): Step =>
    rawStep(Delegation, { file: FILE, path }, `${on}T01:00:00.000Z`, delegationId, {
      type,
      data: { delegationId, happenedOn: on, ...data },
    })
  const decision = (number: string, signedOn: string) => ({
    number,
    kind: 'decision',
    issuer: establishedBy,
    signedOn,
  })
  return [
    at(year.on, 'EstablishDelegation', {
      planId: year.plan,
      slotId: year.slot,
      document: decision(year.number, year.on),
      until: year.until,
      members: year.members,
    }),
    ...year.recusals.map(({ on, ...recusal }) => at(on, 'RecuseMember', recusal)),
    at(year.dissolvedOn, 'DissolveDelegation', {
      document: decision(year.dissolutionNumber, year.dissolvedOn),
      handovers: year.handovers,
    }),
  ]
}

// ------------------------------------------------------------- inspections

export const inspectionSteps = (
  { delegations, inspections, unannounced }: InspectionsFile,
  plans: ReadonlyArray<SourcedPlan>,
  unknown: (origin: Origin, what: string) => void,
): ReadonlyArray<Step> => {
  const set = (planId: string): Pick<Visit, 'plan' | 'delegationId'> | undefined => {
    const plan = plans.find((sourced) => sourced.plan.planId === planId)?.plan
    const delegation = delegations.find((one) => one.plan === planId)
    return plan === undefined || delegation === undefined
      ? undefined
      : { plan, delegationId: delegation.id }
  }
  const announced = inspections.flatMap((course, i) => {
    const origin: Origin = { file: FILE, path: `inspections[${i}]` }
    const setting = set(course.plan)
    const target = setting?.plan.targets.find(({ targetId }) => targetId === course.target)
    if (setting === undefined || target === undefined) {
      unknown(origin, `no plan '${course.plan}' with a delegation and a target '${course.target}'`)
      return []
    }
    const inspectionId = `${course.plan}_${course.target}`
    const { subject, contents } = target
    const visit = { ...setting, course, origin, inspectionId, subject, contents }
    return [...proposed(visit, course, target), ...held(visit)]
  })
  const secret = unannounced.flatMap((course, i) => {
    const origin: Origin = { file: FILE, path: `unannounced[${i}]` }
    const setting = set(course.plan)
    if (setting === undefined) {
      unknown(origin, `no plan '${course.plan}' with a delegation`)
      return []
    }
    const { inspectionId, subject, contents } = course
    const visit = { ...setting, course, origin, inspectionId, subject, contents }
    return [...orderedInSecret(visit, course), ...held(visit)]
  })
  return [...announced, ...secret]
}

interface Visit {
  readonly course: Announced | Ordered
  readonly plan: PlanFile
  readonly delegationId: string
  readonly inspectionId: string
  readonly subject: string
  readonly contents: ReadonlyArray<string>
  readonly origin: Origin
}

/** A step of a day, recorded in its morning unless said otherwise. */
const on = (
  visit: Visit,
  day: string,
  type: string,
  data: object = {},
  recordedAt = morningOf(day),
): Step => {
  const { inspectionId } = visit
  return rawStep(Inspection, visit.origin, recordedAt, inspectionId, {
    type,
    data: { inspectionId, happenedOn: day, ...data },
  })
}

/** A step of an hour. */
const at = (visit: Visit, happenedAt: string, type: string, data: object): Step => {
  const { inspectionId } = visit
  return rawStep(Inspection, visit.origin, happenedAt, inspectionId, {
    type,
    data: { inspectionId, happenedAt, ...data },
  })
}

/** So many minutes later. */
const later = (instant: Instant, minutes: number): string =>
  instantOfMillis(millisOf(instant) + minutes * 60_000)

const document = (number: string, kind: string, issuer: string, signedOn: string) => ({
  number,
  kind,
  issuer,
  signedOn,
})

const proposed = (
  visit: Visit,
  course: Announced,
  target: PlanFile['targets'][number],
): ReadonlyArray<Step> => {
  const { plan, delegationId } = visit
  const { window, rescheduledOn, noticeNumber = '300/SNV-CCHC' } = course
  const asked = { from: target.from, to: target.to }
  return [
    on(visit, course.proposedOn, 'ProposeInspection', {
      planId: plan.planId,
      targetId: target.targetId,
      subjectId: target.subject,
      delegationId,
      inspectors: { by: 'whole' },
      scope: {
        contents: target.contents,
        areas: target.areas,
        examined: plan.examined,
        thematic: target.thematic,
      },
      mode: target.mode,
      ground: 'plan',
      window: asked,
    }),
    ...(rescheduledOn === undefined
      ? []
      : [on(visit, rescheduledOn, 'RescheduleInspection', { window, reason: 'Another date' })]),
    on(visit, course.noticeOn, 'SendNotice', {
      document: document(noticeNumber, 'letter', plan.lead, course.noticeOn),
      outline: 'Outline of the report on the contents of the plan',
    }),
    on(visit, course.selfReportOn, 'SubmitSelfReport', {
      reference: 'Report by the outline',
      attachments: [],
    }),
  ]
}

/** Ordered in secret: no notice, no outline, no report before it opens (R9). */
const orderedInSecret = (visit: Visit, course: Ordered): ReadonlyArray<Step> => {
  const { plan, delegationId, subject } = visit
  const { areas, contents, through, window, orderedOn } = course
  return [
    on(visit, orderedOn, 'OrderUnannounced', {
      planId: plan.planId,
      subjectId: subject,
      through,
      delegationId,
      inspectors: { by: 'whole' },
      scope: { contents, areas, examined: plan.examined, thematic: true },
      mode: 'on-site',
      ground: 'instruction',
      window,
      order: {
        by: 'agency',
        agencyId: plan.issuer,
        document: document(course.orderNumber, 'letter', plan.issuer, orderedOn),
      },
    }),
  ]
}

/** From the opening to what follows the conclusion. */
const held = (visit: Visit): ReadonlyArray<Step> => [...fieldwork(visit), ...concluded(visit)]

const fieldwork = (visit: Visit): ReadonlyArray<Step> => {
  const { course } = visit
  const { member: memberId, openedAt, closedAt, extension, pause } = course
  return [
    at(visit, openedAt, 'OpenInspection', { leaderId: course.leader }),
    ...course.evidence.map((evidence) =>
      at(visit, later(openedAt, 90), 'AttachEvidence', { memberId, evidence }),
    ),
    ...course.assessed.map((assessed) =>
      at(visit, later(openedAt, 120), 'AssessContent', { memberId, ...assessed }),
    ),
    ...course.findings.flatMap(({ findingId, by, reviewedBy, statement }) => [
      at(visit, later(openedAt, 150), 'RaiseFinding', { memberId: by, findingId, statement }),
      at(visit, later(openedAt, 180), 'ReviewFinding', { memberId: reviewedBy, findingId }),
    ]),
    ...(pause === undefined
      ? []
      : [
          on(visit, pause.on, 'PauseInspection', { reason: pause.reason }, eveningOf(pause.on)),
          on(visit, pause.askedOn, 'RequestResumption', { window: pause.resumption }),
        ]),
    ...(extension === undefined
      ? []
      : [
          on(visit, extension.on, 'RequestExtension', {
            until: extension.until,
            ground: extension.ground,
            reason: extension.reason,
          }),
        ]),
    at(visit, course.minutesAt, 'SignMinutes', {
      memberId,
      reference: 'Minutes of the visit',
      subject: course.minutes,
    }),
    at(visit, closedAt, 'CloseFieldwork', { memberId }),
  ]
}

const concluded = (visit: Visit): ReadonlyArray<Step> => {
  const { course, plan, subject, contents } = visit
  const { referral, waivedOn, explanations = [], correction, review, revocation } = course
  const issuer = subject === plan.lead ? plan.issuer : plan.lead
  return [
    ...(referral === undefined
      ? []
      : [
          on(visit, referral.on, 'ReferViolation', {
            findings: referral.findings,
            to: referral.to,
            document: document(referral.number, 'letter', issuer, referral.on),
          }),
        ]),
    on(visit, course.draftOn, 'CirculateDraft', { reference: 'Draft of the conclusion' }),
    ...explanations.flatMap(({ explanationId, findings, text, ...given }) => [
      on(visit, given.on, 'SubmitExplanation', { explanationId, findings, text }),
      on(visit, given.decidedOn, 'DecideExplanation', {
        explanationId,
        deciderId: given.deciderId,
        reason: given.reason,
        decision: given.decision,
      }),
    ]),
    ...(waivedOn === undefined ? [] : [on(visit, waivedOn, 'WaiveExplanation')]),
    on(visit, course.concludedOn, 'IssueConclusion', {
      document: document(course.conclusionNumber, 'conclusion', issuer, course.concludedOn),
      contents: contents.map((content) => ({
        content,
        text: 'Done for the greater part; what is late is named in the demands',
      })),
      demands: demandsOf(visit),
      recommendations: [],
    }),
    on(visit, course.publishedOn, 'PublishConclusion', { channel: 'City portal' }),
    ...(correction === undefined
      ? []
      : [
          on(visit, correction.on, 'CorrectConclusion', {
            document: document(correction.number, 'conclusion', issuer, correction.on),
            reason: correction.reason,
            demands: [],
          }),
        ]),
    ...(review === undefined
      ? []
      : [
          on(visit, review.on, 'RequestReview', {
            reason: review.reason,
            document: document(review.number, 'letter', subject, review.on),
          }),
          on(visit, review.decidedOn, 'DecideReview', {
            outcome: review.outcome,
            reason: 'Counted again; the figures stand',
            document: document(review.decisionNumber, 'notice', issuer, review.decidedOn),
          }),
        ]),
    ...(revocation === undefined
      ? []
      : [
          on(visit, revocation.on, 'RevokeConclusion', {
            document: document(revocation.number, 'notice', issuer, revocation.on),
            reason: revocation.reason,
          }),
        ]),
  ]
}

/** A demand for each shortcoming that an accepted explanation hasn't taken away. */
const demandsOf = ({ course, inspectionId, subject }: Visit): ReadonlyArray<object> => {
  const withdrawn = JSON.stringify(course.explanations ?? [])
  return course.findings
    .filter(({ statement }) => statement['kind'] === 'shortcoming')
    .filter(({ findingId }) => !withdrawn.includes(`"withdrawn","findingId":"${findingId}"`))
    .map(({ findingId, statement }) => ({
      demandId: `${inspectionId}_${findingId}`,
      findingId,
      area: statement['area'],
      text: 'Put right, and report with documents',
      responsiblePostId: `${subject}_deputy`,
      dueOn: addDays(course.concludedOn, 30),
      acceptanceTest: 'A sample of ten shows none',
    }))
}
