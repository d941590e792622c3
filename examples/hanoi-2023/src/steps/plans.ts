/**
 * Plans as commands: drafted with their terms, target by target, then issued; closed, where the data says so.
 */
import { Plan } from '@kiemtra/core'
import type { PlanFile } from '../data.ts'
import { type Step, step } from '../step.ts'

/** A plan, and the file it came from. */
export interface SourcedPlan {
  readonly file: string
  readonly plan: PlanFile
  /** Agencies between each commune and the city. */
  readonly lineOf: (agencyId: string) => ReadonlyArray<string>
}

export const planSteps = ({ file, plan, lineOf }: SourcedPlan): ReadonlyArray<Step> => {
  const { planId, draftedOn, issuedOn } = plan
  const draft = step(Plan, { file, path: 'terms' }, draftedOn, planId, {
    type: 'DraftPlan',
    data: {
      planId,
      happenedOn: draftedOn,
      kind: plan.kind,
      year: plan.year,
      nameVi: plan.nameVi,
      issuerId: plan.issuer,
      leadAgencyId: plan.lead,
      terms: plan.terms,
    },
  })
  const targets = plan.targets.map((target, i) =>
    step(Plan, { file, path: `targets[${i}]` }, draftedOn, planId, {
      type: 'AddTarget',
      data: {
        planId,
        happenedOn: draftedOn,
        target: {
          targetId: target.targetId,
          subjectId: target.subject,
          through: below(plan.issuer, lineOf(target.subject)),
          slotId: plan.terms.delegations[0]?.slotId ?? '',
          scope: {
            contents: target.contents,
            areas: target.areas,
            examined: plan.examined,
            thematic: target.thematic,
          },
          mode: target.mode,
          window: { from: target.from, to: target.to },
          focus: { areas: target.areas, reason: target.reason },
        },
      },
    }),
  )
  const issue = step(Plan, { file, path: 'document' }, issuedOn, planId, {
    type: 'IssuePlan',
    data: {
      planId,
      happenedOn: issuedOn,
      document: { ...plan.document, issuer: plan.issuer, signedOn: issuedOn },
    },
  })
  return [draft, ...targets, issue, ...closing(file, plan)]
}

/** The end of a plan, told by its lead agency. */
const closing = (file: string, { planId, lead, closed }: PlanFile): ReadonlyArray<Step> => {
  if (closed === undefined) return []
  const { on, report, notReached } = closed
  const close = step(Plan, { file, path: 'closed' }, on, planId, {
    type: 'ClosePlan',
    data: {
      planId,
      happenedOn: on,
      report: { ...report, issuer: lead, signedOn: on },
      notReached: notReached.map(({ target, reason }) => ({ targetId: target, reason })),
    },
  })
  return [close]
}

/** The part of a line that lies below an issuer: all of it, where the issuer isn't in it. */
const below = (issuer: string, line: ReadonlyArray<string>): ReadonlyArray<string> => {
  const at = line.indexOf(issuer)
  return at === -1 ? line : line.slice(0, at)
}
