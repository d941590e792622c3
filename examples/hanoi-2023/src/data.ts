/**
 * What the data files hold. Codecs only: what the figures mean is the domain's to say.
 */
import {
  AgencyKind,
  DocumentKind,
  FieldId,
  Mode,
  Period,
  PlanContent,
  PlanKind,
  PlanTerms,
  PostRank,
  ReformArea,
} from '@kiemtra/core'
import { CivilDate, Instant } from '@kiemtra/kernel'
import * as t from 'io-ts'

/** `agencies.json`: who there is. */
export const AgenciesFile = t.strict({
  agencies: t.readonlyArray(
    t.exact(
      t.intersection([
        t.type({
          id: t.string,
          kind: AgencyKind,
          vi: t.string,
          en: t.string,
          fields: t.readonlyArray(FieldId),
        }),
        t.partial({ abbreviation: t.string, superior: t.string }),
      ]),
    ),
  ),
})
export type AgenciesFile = t.TypeOf<typeof AgenciesFile>

const PostTemplate = t.strict({
  key: t.string,
  titleVi: t.string,
  rank: PostRank,
  inChargeOf: t.readonlyArray(ReformArea),
})

/** `posts.json`: posts that every agency of a kind has, without persons. */
export const PostsFile = t.strict({
  posts: t.record(t.string, t.readonlyArray(PostTemplate)),
})
export type PostsFile = t.TypeOf<typeof PostsFile>

/** `index-results.json`: the yearly reform index, as published. */
export const IndexFile = t.strict({
  results: t.readonlyArray(
    t.exact(
      t.intersection([
        t.type({ agency: t.string, year: t.number, source: t.string, publishedOn: CivilDate }),
        t.partial({ score: t.number, rank: t.number }),
      ]),
    ),
  ),
})
export type IndexFile = t.TypeOf<typeof IndexFile>

/** How a plan was closed: the report of its lead agency, and why some targets weren't reached. */
const PlanClosed = t.strict({
  on: CivilDate,
  report: t.strict({ number: t.string, kind: DocumentKind }),
  notReached: t.readonlyArray(t.strict({ target: t.string, reason: t.string })),
})

/** A file of `plans/`: a plan with its terms and targets. */
export const PlanFile = t.exact(
  t.intersection([
    t.type({
      planId: t.string,
      kind: PlanKind,
      year: t.number,
      nameVi: t.string,
      nameEn: t.string,
      issuer: t.string,
      lead: t.string,
      draftedOn: CivilDate,
      issuedOn: CivilDate,
      /** When the plan asks for the windows of targets that no inspection in the data carries out. */
      windowsAskedOn: CivilDate,
      /** The period that its inspections examine. */
      examined: Period,
      document: t.strict({ number: t.string, kind: DocumentKind }),
      terms: PlanTerms,
      targets: t.readonlyArray(
        t.strict({
          targetId: t.string,
          subject: t.string,
          from: CivilDate,
          to: CivilDate,
          mode: Mode,
          areas: t.readonlyArray(ReformArea),
          contents: t.readonlyArray(PlanContent),
          thematic: t.boolean,
          reason: t.string,
        }),
      ),
    }),
    t.partial({ closed: PlanClosed }),
  ]),
)
export type PlanFile = t.TypeOf<typeof PlanFile>

const actOn = { on: CivilDate } as const

/** `visits.json`: what is done about windows after the plans have asked for them. */
export const VisitsFile = t.strict({
  acts: t.readonlyArray(
    t.union([
      t.strict({
        act: t.literal('reserve'),
        ...actOn,
        plan: t.string,
        target: t.string,
        from: CivilDate,
        to: CivilDate,
      }),
      t.strict({
        act: t.literal('combine'),
        ...actOn,
        agency: t.string,
        window: t.string,
        with: t.readonlyArray(t.string),
        reason: t.string,
      }),
      t.strict({
        act: t.literal('waive'),
        ...actOn,
        agency: t.string,
        plan: t.string,
        otherPlan: t.string,
        from: CivilDate,
        to: CivilDate,
        reason: t.string,
        by: t.strict({ agencyId: t.string, post: t.string }),
      }),
    ]),
  ),
})
export type VisitsFile = t.TypeOf<typeof VisitsFile>

/** `obligations.json`: what is done about what inspections found, each act a command. */
export const ObligationsFile = t.strict({
  acts: t.readonlyArray(
    t.strict({
      on: CivilDate,
      of: t.keyof({ remediation: null, assignment: null, initiative: null, accountability: null }),
      /** An initiative is named by the finding that it was. */
      id: t.union([t.string, t.strict({ inspection: t.string, finding: t.string })]),
      type: t.string,
      data: t.UnknownRecord,
    }),
  ),
})
export type ObligationsFile = t.TypeOf<typeof ObligationsFile>

const Dated = t.type({ on: CivilDate })

const Seat = t.exact(
  t.intersection([
    t.type({ personId: t.string, role: t.string, agencyId: t.string }),
    t.partial({ postId: t.string }),
  ]),
)

/** A delegation's year: how it is set up, who steps aside, when it ends. */
const DelegationYear = t.strict({
  id: t.string,
  plan: t.string,
  slot: t.string,
  establishedBy: t.string,
  on: CivilDate,
  until: CivilDate,
  number: t.string,
  members: t.readonlyArray(Seat),
  recusals: t.readonlyArray(
    t.strict({ on: CivilDate, personId: t.string, subjectId: t.string, reason: t.string }),
  ),
  dissolvedOn: CivilDate,
  dissolutionNumber: t.string,
  handovers: t.readonlyArray(t.UnknownRecord),
})

const announced = t.type({
  target: t.string,
  proposedOn: CivilDate,
  noticeOn: CivilDate,
  selfReportOn: CivilDate,
})

const ordered = t.type({
  inspectionId: t.string,
  subject: t.string,
  through: t.readonlyArray(t.string),
  areas: t.readonlyArray(ReformArea),
  contents: t.readonlyArray(PlanContent),
  orderedOn: CivilDate,
  orderNumber: t.string,
})

const course = t.type({
  plan: t.string,
  window: Period,
  leader: t.string,
  member: t.string,
  openedAt: Instant,
  evidence: t.readonlyArray(t.UnknownRecord),
  assessed: t.readonlyArray(t.UnknownRecord),
  findings: t.readonlyArray(
    t.type({ findingId: t.string, by: t.string, reviewedBy: t.string, statement: t.UnknownRecord }),
  ),
  minutesAt: Instant,
  minutes: t.UnknownRecord,
  closedAt: Instant,
  draftOn: CivilDate,
  concludedOn: CivilDate,
  conclusionNumber: t.string,
  publishedOn: CivilDate,
})

/** What goes otherwise than planned. */
const deviations = t.partial({
  noticeNumber: t.string,
  note: t.string,
  rescheduledOn: CivilDate,
  waivedOn: CivilDate,
  explanations: t.readonlyArray(
    t.intersection([
      Dated,
      t.type({
        explanationId: t.string,
        findings: t.readonlyArray(t.string),
        text: t.string,
        decidedOn: CivilDate,
        deciderId: t.string,
        reason: t.string,
        decision: t.UnknownRecord,
      }),
    ]),
  ),
  referral: t.intersection([
    Dated,
    t.type({ findings: t.readonlyArray(t.string), to: t.string, number: t.string }),
  ]),
  pause: t.intersection([
    Dated,
    t.type({ reason: t.string, resumption: Period, askedOn: CivilDate }),
  ]),
  extension: t.intersection([
    Dated,
    t.type({ until: CivilDate, ground: t.string, reason: t.string }),
  ]),
  correction: t.intersection([Dated, t.type({ number: t.string, reason: t.string })]),
  review: t.intersection([
    Dated,
    t.type({
      number: t.string,
      reason: t.string,
      decidedOn: CivilDate,
      outcome: t.string,
      decisionNumber: t.string,
    }),
  ]),
  revocation: t.intersection([Dated, t.type({ number: t.string, reason: t.string })]),
})

/** `inspections.json`: the delegations and visits of the year, each visit by its course. */
export const InspectionsFile = t.strict({
  delegations: t.readonlyArray(DelegationYear),
  inspections: t.readonlyArray(t.intersection([announced, course, deviations])),
  unannounced: t.readonlyArray(t.intersection([ordered, course, deviations])),
})
export type InspectionsFile = t.TypeOf<typeof InspectionsFile>
