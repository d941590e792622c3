/**
 * The fold of referrals, which may still come when everything else is over (R18).
 */
import type { FindingId } from '../../vocabulary/ids.ts'
import type { InspectionEvent } from '../events/index.ts'
import type { Finding } from '../state.ts'
import { evolveFindings } from './findings.ts'

export const evolveReferral = <S extends { readonly findings: ReadonlyMap<FindingId, Finding> }>(
  state: S,
  event: InspectionEvent,
): S =>
  event.type === 'ViolationReferred'
    ? { ...state, findings: evolveFindings(state.findings, event) }
    : state
