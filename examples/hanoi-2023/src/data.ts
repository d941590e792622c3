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
import { CivilDate } from '@kiemtra/kernel'
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

/** A file of `plans/`: a plan with its terms and targets. */
export const PlanFile = t.strict({
  planId: t.string,
  kind: PlanKind,
  year: t.number,
  nameVi: t.string,
  nameEn: t.string,
  issuer: t.string,
  lead: t.string,
  draftedOn: CivilDate,
  issuedOn: CivilDate,
  /** When the plan asks the calendars of visits for its targets' windows. */
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
})
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
