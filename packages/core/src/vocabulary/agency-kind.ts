/**
 * Kinds and levels of agencies, as Hanoi had them in 2023.
 *
 * The kind says what an agency is, the level where it stands. A superior always stands higher, so
 * lines of superiors can't form a ring.
 */
import * as t from 'io-ts'
import type { Labels } from './label.ts'

/** Labels of the kinds. */
export const agencyKinds = {
  'central-body': { vi: 'Cơ quan trung ương trên địa bàn', en: 'Central body in the city' },
  'city-committee': { vi: 'Ủy ban nhân dân Thành phố', en: "City People's Committee" },
  department: { vi: 'Sở', en: 'Department' },
  'department-equivalent': { vi: 'Cơ quan tương đương sở', en: 'Equivalent of a department' },
  'city-unit': { vi: 'Đơn vị sự nghiệp thuộc Thành phố', en: 'Service unit of the city' },
  'district-committee': { vi: 'Ủy ban nhân dân cấp huyện', en: "District People's Committee" },
  division: { vi: 'Phòng, ban chuyên môn', en: 'Division' },
  'commune-committee': { vi: 'Ủy ban nhân dân cấp xã', en: "Commune People's Committee" },
  unit: { vi: 'Đơn vị trực thuộc', en: 'Subordinate unit' },
} as const satisfies Labels<string>

/** What an agency is. */
export type AgencyKind = keyof typeof agencyKinds

/** Codec of {@link AgencyKind}. */
export const AgencyKind: t.Type<AgencyKind, unknown> = t.keyof(agencyKinds, 'kind of agency')

/** Labels of the levels. */
export const agencyLevels = {
  central: { vi: 'Trung ương', en: 'Central' },
  city: { vi: 'Thành phố', en: 'City' },
  department: { vi: 'Sở và tương đương', en: 'Department' },
  district: { vi: 'Cấp huyện', en: 'District' },
  division: { vi: 'Phòng, ban', en: 'Division' },
  commune: { vi: 'Cấp xã', en: 'Commune' },
  unit: { vi: 'Đơn vị', en: 'Unit' },
} as const satisfies Labels<string>

/** Where an agency stands. */
export type AgencyLevel = keyof typeof agencyLevels

/** Codec of {@link AgencyLevel}. */
export const AgencyLevel: t.Type<AgencyLevel, unknown> = t.keyof(agencyLevels, 'level of agency')

const levels: Readonly<Record<AgencyKind, AgencyLevel>> = {
  'central-body': 'central',
  'city-committee': 'city',
  department: 'department',
  'department-equivalent': 'department',
  'city-unit': 'department',
  'district-committee': 'district',
  division: 'division',
  'commune-committee': 'commune',
  unit: 'unit',
}

/** The level of a kind of agency. */
export const levelOf = (kind: AgencyKind): AgencyLevel => levels[kind]

const heights: Readonly<Record<AgencyLevel, number>> = {
  central: 4,
  city: 3,
  department: 2,
  district: 2,
  division: 1,
  commune: 1,
  unit: 0,
}

/** Whether an agency of level `a` may be superior to one of level `b`. */
export const standsAbove = (a: AgencyLevel, b: AgencyLevel): boolean => heights[a] > heights[b]
