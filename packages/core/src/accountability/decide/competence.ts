/**
 * R23: who decides. On a head or an organisation its superior, where there is none the plan's issuer;
 * on another post the agency's own head. Nobody decides on itself.
 */
import type { AgencyState } from '../../agency/state.ts'
import type { AgencyId } from '../../vocabulary/ids.ts'
import type { MatterAbout } from '../shapes.ts'

type Registered = Exclude<AgencyState, { readonly status: 'unregistered' }>

/** The competent authority, or `undefined` where it would be the agency that answers. */
export const competentFor = (
  about: MatterAbout,
  agencyId: AgencyId,
  { superiorId }: Registered,
  planIssuerId: AgencyId,
): AgencyId | undefined => {
  if (about.kind === 'post' && about.rank !== 'head') return agencyId
  const competentId = superiorId ?? planIssuerId
  return competentId === agencyId ? undefined : competentId
}
