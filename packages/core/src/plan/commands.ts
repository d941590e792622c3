/**
 * What may be asked of a plan.
 */
import { CivilDate, command, commandCodec } from '@kiemtra/kernel'
import * as t from 'io-ts'
import { distinct, distinctBy } from '../vocabulary/collections.ts'
import { Seed } from '../vocabulary/draw.ts'
import { AgencyId, DrawId, PlanId, SlotId, TargetId } from '../vocabulary/ids.ts'
import { PositiveCount } from '../vocabulary/number.ts'
import { OfficialDocument } from '../vocabulary/official-document.ts'
import { Text } from '../vocabulary/text.ts'
import {
  Candidate,
  NotReached,
  PlanDraft,
  Result,
  TargetChanges,
  TargetRequest,
  TermChanges,
} from './shapes.ts'

const about = { planId: PlanId, happenedOn: CivilDate } as const

/** Drafts a plan with its terms; its issuer has jurisdiction of some kind (R25). */
export const DraftPlan = t.exact(PlanDraft)

/** Adds a target to a draft, inside the issuer's jurisdiction (R25). */
export const AddTarget = t.strict({ ...about, target: TargetRequest })

/** Takes a target out of a draft. */
export const RemoveTarget = t.strict({ ...about, targetId: TargetId })

/** Issues the draft, once (R1). */
export const IssuePlan = t.strict({ ...about, document: OfficialDocument })

/** Changes an issued plan, by a document and with a reason (R1). What is absent stays. */
export const AmendPlan = t.strict({
  ...about,
  document: OfficialDocument,
  reason: Text,
  changes: t.exact(
    t.intersection([
      TermChanges,
      TargetChanges,
      t.partial({ targetsAdded: distinctBy(TargetRequest, (target) => target.targetId) }),
    ]),
  ),
})

/**
 * Moves a target to who took over from its subject (R26): by no document of the plan's, for the act that
 * ended the agency moves all that it had. `through` leads from the taker to the issuer, as with a new target.
 */
export const TransferTarget = t.exact(
  t.intersection([
    t.type({ ...about, targetId: TargetId, toId: AgencyId }),
    t.partial({ through: distinct(AgencyId) }),
  ]),
)

/**
 * Draws subjects for unannounced visits from a pool, by a seed (R9). `seedBasis` says where the seed
 * comes from, so that a seed tried out beforehand can be told from one that was given.
 */
export const DrawSubjects = t.strict({
  ...about,
  drawId: DrawId,
  slotId: SlotId,
  seed: Seed,
  seedBasis: Text,
  pool: distinctBy(Candidate, (candidate) => candidate.subjectId),
  count: PositiveCount,
})

/** Takes the plan back, by a document and with a reason. */
export const RevokePlan = t.strict({ ...about, document: OfficialDocument, reason: Text })

/**
 * Tells a plan what was reached or is owed under it (R1). The policy `results` sends it, from the log;
 * operators and imports may, for a history that no policy has seen. No official: it asserts facts that
 * other streams own.
 */
export const RecordResult = t.strict({ ...about, result: Result })

/**
 * Closes the plan with its result report, and says of each target that wasn't reached why: of those and
 * no others, by what the plan was told (R1).
 */
export const ClosePlan = t.strict({
  ...about,
  report: OfficialDocument,
  notReached: distinctBy(NotReached, (target) => target.targetId),
})

/** Codec of every command to a plan. */
export const PlanCommand = commandCodec(
  command('DraftPlan', DraftPlan),
  command('AddTarget', AddTarget),
  command('RemoveTarget', RemoveTarget),
  command('IssuePlan', IssuePlan),
  command('AmendPlan', AmendPlan),
  command('TransferTarget', TransferTarget),
  command('DrawSubjects', DrawSubjects),
  command('RecordResult', RecordResult),
  command('RevokePlan', RevokePlan),
  command('ClosePlan', ClosePlan),
)

/** A command to a plan. */
export type PlanCommand = t.TypeOf<typeof PlanCommand>
