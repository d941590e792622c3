/**
 * What holds for a plan's terms and documents, drafted, issued or amended.
 */
import type { AgencyId } from '../../vocabulary/ids.ts'
import type { OfficialDocument } from '../../vocabulary/official-document.ts'
import { agencyIn, type PlanFacts } from '../needs.ts'
import type { PlanRejection } from '../rejections.ts'
import type { DraftedPlan } from '../state.ts'

/** R1: the document is the issuer's own. */
export const documentRefused = (
  { issuer: documentIssuerId }: OfficialDocument,
  issuerId: AgencyId,
): PlanRejection | undefined =>
  documentIssuerId === issuerId
    ? undefined
    : { _tag: 'DocumentNotOfIssuer', rule: 'R1', issuerId, documentIssuerId }

/** R25: only the city names central bodies, and what it names is one. */
export const centralBodiesRefused = (
  centralBodies: ReadonlyArray<AgencyId>,
  { issuerId, issuerKind }: Pick<DraftedPlan, 'issuerId' | 'issuerKind'>,
  facts: PlanFacts,
): PlanRejection | undefined => {
  for (const agencyId of centralBodies) {
    const named = agencyIn(facts, agencyId)
    if (named.status === 'unregistered' || named.level !== 'central') {
      return { _tag: 'NotACentralBody', rule: 'R25', agencyId }
    }
    if (issuerKind !== 'city-committee') {
      return {
        _tag: 'OutsideJurisdiction',
        rule: 'R25',
        issuerId,
        subjectId: agencyId,
        because: 'not-below',
      }
    }
  }
  return undefined
}

/**
 * R1: terms to work by are a delegation, and something for it to do: a target, or someone who may
 * order unannounced visits. A plan of random visits alone names no target.
 */
export const hasSomethingToInspect = ({
  terms,
  targets,
}: Pick<DraftedPlan, 'terms' | 'targets'>): boolean =>
  terms.delegations.length > 0 &&
  (targets.size > 0 || terms.authorities.orderUnannounced.length > 0)
