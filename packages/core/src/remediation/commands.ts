/**
 * What may be asked of a remediation, from its opening to its verification.
 */
import { CivilDate, command, commandCodec } from '@kiemtra/kernel'
import * as t from 'io-ts'
import { distinct } from '../vocabulary/collections.ts'
import {
  AgencyId,
  DemandId,
  InspectionId,
  ObligationId,
  PlanId,
  PostId,
  ShortcomingId,
} from '../vocabulary/ids.ts'
import { Share, Year } from '../vocabulary/number.ts'
import { OfficialDocument } from '../vocabulary/official-document.ts'
import { RemarkText, Text } from '../vocabulary/text.ts'
import { ReformArea } from '../vocabulary/reform-area.ts'
import { condition, demanded, PursuitBasis, SomeEvidence } from './shapes.ts'

const about = { remediationId: ObligationId, happenedOn: CivilDate } as const

/** Stated by who opens it: whom it binds, and under which plan's standing order it is pursued. */
const bound = { subjectId: AgencyId, planId: PlanId } as const
const { area: _area, ...withoutArea } = demanded

/** Where the obligation comes from. What a conclusion or an index says is read there, not stated. */
const OpeningSource = t.union([
  t.strict({ kind: t.literal('conclusion'), inspectionId: InspectionId, demandId: DemandId }),
  t.exact(
    t.intersection([
      t.type({
        kind: t.literal('index'),
        ...bound,
        ...withoutArea,
        severity: condition.severity,
        year: Year,
        shortcomingId: ShortcomingId,
      }),
      t.partial({ dueOn: CivilDate }),
    ]),
  ),
  t.exact(
    t.intersection([
      t.type({
        kind: t.literal('civil-duty'),
        ...bound,
        ...demanded,
        ...condition,
        document: OfficialDocument,
      }),
      t.partial({ dueOn: CivilDate }),
    ]),
  ),
  t.exact(
    t.intersection([
      t.type({
        kind: t.literal('opening-balance'),
        ...bound,
        ...demanded,
        ...condition,
        reference: Text,
      }),
      t.partial({ dueOn: CivilDate }),
    ]),
  ),
])

/**
 * Opens an obligation to remedy. One from a conclusion has the demand's id. Where no due date is
 * given, the plan's `remediationDue` computes it.
 */
export const OpenRemediation = t.strict({ ...about, source: OpeningSource })

/** The subject says how it will remedy, and by when it will be done. */
export const SubmitRemediationPlan = t.strict({ ...about, text: RemarkText, finishOn: CivilDate })

/** The plan of remedy is approved. */
export const ApproveRemediationPlan = t.strict(about)

/** The plan of remedy goes back, with what is wrong with it. */
export const ReturnRemediationPlan = t.strict({ ...about, reason: RemarkText })

/** How far the subject has come; `done` is the share of the demand that it says is remedied. */
export const ReportProgress = t.strict({ ...about, done: Share, text: RemarkText })

/** The subject says that the demand is met, with its evidence. */
export const ClaimCompletion = t.strict({ ...about, text: RemarkText, evidence: SomeEvidence })

const examined = t.type({ ...about, verifiedBy: AgencyId })
const asNamed = t.partial({
  /** By which the plan's issuer names another than the usual verifier (R21). */
  namedBy: OfficialDocument,
  /** The agencies between a verifier below a department or district and such a one (R21). */
  through: distinct(AgencyId),
})

/** From outside it is confirmed that the acceptance test is met (R21). */
export const VerifyCompletion = t.exact(
  t.intersection([examined, t.type({ text: RemarkText }), asNamed]),
)

/** From outside it is found that the acceptance test isn't met, or only in part. */
export const RejectCompletion = t.exact(
  t.intersection([examined, t.type({ reason: RemarkText, done: Share }), asNamed]),
)

/** More time, by a document, before it is due. */
export const GrantExtension = t.strict({
  ...about,
  dueOn: CivilDate,
  document: OfficialDocument,
  reason: RemarkText,
})

/** Marks that it wasn't remedied in time (R22). */
export const MarkOverdue = t.strict(about)

/** Urges the agency (R22). */
export const Urge = t.strict({ ...about, basis: PursuitBasis })

/** Reports to the agency's superior, who is read from the register (R22). */
export const Escalate = t.strict({ ...about, basis: PursuitBasis })

/** Asks for a follow-up inspection; without a plan that takes it, it is owed (R22). */
export const RequestFollowUp = t.exact(
  t.intersection([t.type(about), t.partial({ planId: PlanId })]),
)

/** What changes in a demand that no conclusion states. */
const Changes = t.exact(
  t.partial({
    area: ReformArea,
    text: Text,
    responsiblePostId: PostId,
    acceptanceTest: Text,
    dueOn: CivilDate,
  }),
)

/** Takes over what the conclusion's correction says now, or changes another demand by a document. */
export const AmendDemand = t.strict({
  ...about,
  by: t.union([
    t.strict({ kind: t.literal('conclusion') }),
    t.strict({
      kind: t.literal('document'),
      document: OfficialDocument,
      reason: RemarkText,
      changes: Changes,
    }),
  ]),
})

/** Ends an obligation that its conclusion no longer has, or another one by a document. */
export const AnnulRemediation = t.strict({
  ...about,
  by: t.union([
    t.strict({ kind: t.literal('conclusion') }),
    t.strict({ kind: t.literal('document'), document: OfficialDocument, reason: RemarkText }),
  ]),
})

/** Moves it to who took over the agency (R26); without a post, the taker's head answers. */
export const TransferRemediation = t.exact(
  t.intersection([t.type({ ...about, toId: AgencyId }), t.partial({ responsiblePostId: PostId })]),
)

/** Opens a verified obligation again, because what was verified doesn't hold. */
export const ReopenRemediation = t.strict({
  ...about,
  dueOn: CivilDate,
  document: OfficialDocument,
  reason: RemarkText,
})

/** Codec of every command to a remediation. */
export const RemediationCommand = commandCodec(
  command('OpenRemediation', OpenRemediation),
  command('SubmitRemediationPlan', SubmitRemediationPlan),
  command('ApproveRemediationPlan', ApproveRemediationPlan),
  command('ReturnRemediationPlan', ReturnRemediationPlan),
  command('ReportProgress', ReportProgress),
  command('ClaimCompletion', ClaimCompletion),
  command('VerifyCompletion', VerifyCompletion),
  command('RejectCompletion', RejectCompletion),
  command('GrantExtension', GrantExtension),
  command('MarkOverdue', MarkOverdue),
  command('Urge', Urge),
  command('Escalate', Escalate),
  command('RequestFollowUp', RequestFollowUp),
  command('AmendDemand', AmendDemand),
  command('AnnulRemediation', AnnulRemediation),
  command('TransferRemediation', TransferRemediation),
  command('ReopenRemediation', ReopenRemediation),
)

/** A command to a remediation. */
export type RemediationCommand = t.TypeOf<typeof RemediationCommand>
