/**
 * R25: whom an issuer may have inspected.
 *
 * The city: every agency and unit of the city down to communes, and the central bodies that the plan
 * names. A department: districts and communes in its own field, and its own divisions and units. A
 * district: its divisions, communes and units. Lines of superiors are read from the register, link
 * by link; what stands between subject and issuer the command names (`through`), for `needs` can't
 * follow a line that it hasn't read.
 */
import type { CivilDate } from '@kiemtra/kernel'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import { type AgencyState, existsOn, type RegisteredAgency } from '../../agency/state.ts'
import type { AgencyKind } from '../../vocabulary/agency-kind.ts'
import type { AgencyId, FieldId } from '../../vocabulary/ids.ts'
import type { Jurisdiction, JurisdictionGap } from '../../vocabulary/jurisdiction.ts'

// ------------------------------------------------------------------- model

/** What jurisdiction depends on at the issuer's side; every drafted plan is one. */
export interface Mandate {
  readonly issuerId: AgencyId
  readonly issuerKind: AgencyKind
  readonly terms: {
    readonly field?: FieldId
    readonly centralBodies: ReadonlyArray<AgencyId>
  }
}

/** The subject, and the agencies between it and the issuer, its own superior first. */
export interface Line {
  readonly subject: RegisteredAgency
  readonly through: ReadonlyArray<AgencyState>
}

// --------------------------------------------------------------- behaviour

/** Whether agencies of a kind issue plans of their own. */
export const issuesPlans = (kind: AgencyKind): boolean =>
  kind === 'city-committee' ||
  kind === 'department' ||
  kind === 'department-equivalent' ||
  kind === 'district-committee'

/** The ground on which an issuer may have a subject inspected on a day, or what is missing. */
export const jurisdictionOver = (
  mandate: Mandate,
  line: Line,
  on: CivilDate,
): Either<JurisdictionGap, Jurisdiction> => {
  switch (mandate.issuerKind) {
    case 'city-committee':
      return ofTheCity(mandate, line, on)
    case 'department':
    case 'department-equivalent':
      return ofADepartment(mandate, line, on)
    case 'district-committee':
      return inOwnLine(mandate.issuerId, line, on)
    case 'central-body':
    case 'city-unit':
    case 'division':
    case 'commune-committee':
    case 'unit':
      return left('not-below')
  }
}

const ofTheCity = (
  { issuerId, terms }: Mandate,
  line: Line,
  on: CivilDate,
): Either<JurisdictionGap, Jurisdiction> => {
  switch (line.subject.level) {
    case 'central':
      return terms.centralBodies.includes(line.subject.agencyId)
        ? right('named-central-body')
        : left('not-named')
    case 'city':
      return left('not-below')
    case 'department':
    case 'district':
    case 'commune':
      return right('city')
    // A division or unit may be a central body's: its line tells.
    case 'division':
    case 'unit': {
      const top = topOf(line, on)
      if (top === undefined) return left('not-in-line')
      return top.superiorId === issuerId || isOfTheCity(top) ? right('city') : left('not-in-line')
    }
  }
}

const isOfTheCity = ({ level }: RegisteredAgency): boolean =>
  level === 'department' || level === 'district' || level === 'commune'

const ofADepartment = (
  { issuerId, terms }: Mandate,
  line: Line,
  on: CivilDate,
): Either<JurisdictionGap, Jurisdiction> => {
  switch (line.subject.level) {
    case 'district':
    case 'commune':
      return terms.field === undefined ? left('no-field') : right('field')
    case 'division':
    case 'unit':
      return inOwnLine(issuerId, line, on)
    case 'central':
    case 'city':
    case 'department':
      return left('not-below')
  }
}

const inOwnLine = (
  issuerId: AgencyId,
  line: Line,
  on: CivilDate,
): Either<JurisdictionGap, Jurisdiction> => {
  switch (line.subject.level) {
    case 'division':
    case 'commune':
    case 'unit':
      return topOf(line, on)?.superiorId === issuerId ? right('own-line') : left('not-in-line')
    case 'central':
    case 'city':
    case 'department':
    case 'district':
      return left('not-below')
  }
}

/** The last of the line, if each is the superior of the one before and in force on the day. */
export const topOf = ({ subject, through }: Line, on: CivilDate): RegisteredAgency | undefined => {
  let top = subject
  for (const next of through) {
    if (next.status === 'unregistered' || !existsOn(next, on)) return undefined
    if (top.superiorId !== next.agencyId) return undefined
    top = next
  }
  return top
}
