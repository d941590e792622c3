/**
 * Why the register says no.
 */
import { CivilDate } from '@kiemtra/kernel'
import * as t from 'io-ts'
import { AgencyLevel } from '../vocabulary/agency-kind.ts'
import { AgencyId, PostId } from '../vocabulary/ids.ts'
import { Year } from '../vocabulary/number.ts'
import { NotYetHappened } from '../vocabulary/occurrence.ts'
import { DocumentNotSigned } from '../vocabulary/official-document.ts'
import { rejection } from '../vocabulary/rejection.ts'

/** Codec of every rejection by an agency. */
export const AgencyRejection = t.union([
  rejection('AgencyAlreadyRegistered', 'lifecycle', { agencyId: AgencyId }),
  rejection('AgencyNotRegistered', 'lifecycle', { agencyId: AgencyId }),
  rejection('AgencyIsDissolved', 'R26', { agencyId: AgencyId, effectiveOn: CivilDate }),
  rejection('AgencyNotDissolved', 'R26', { agencyId: AgencyId }),
  /** The other agency is not there, or is ended. */
  rejection('AgencyNotInForce', 'R26', { agencyId: AgencyId }),
  rejection('SuperiorNotAbove', 'R25', {
    superiorId: AgencyId,
    superiorLevel: AgencyLevel,
    level: AgencyLevel,
  }),
  rejection('NoHeadPost', 'lifecycle', { agencyId: AgencyId, postId: PostId }),
  rejection('HeadInOffice', 'lifecycle', { agencyId: AgencyId, since: CivilDate }),
  rejection('NoHeadInOffice', 'lifecycle', { agencyId: AgencyId }),
  rejection('TenureOutOfOrder', 'lifecycle', { agencyId: AgencyId, earliest: CivilDate }),
  rejection('IndexYearRecorded', 'lifecycle', { agencyId: AgencyId, year: Year }),
  rejection('OwnSuccessor', 'R26', { agencyId: AgencyId }),
  rejection('DissolvedBeforeSigned', 'R26', { signedOn: CivilDate, effectiveOn: CivilDate }),
  rejection('OutsideCalendar', 'R26', { from: CivilDate, to: CivilDate }),
  rejection('TakerNotSuccessor', 'R26', { takerId: AgencyId }),
  rejection('TakerAlreadyNamed', 'R26', { takerId: AgencyId }),
  DocumentNotSigned,
  NotYetHappened,
])

/** Why the register says no. */
export type AgencyRejection = t.TypeOf<typeof AgencyRejection>
