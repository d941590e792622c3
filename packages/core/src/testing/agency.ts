/**
 * Agencies for tests: a city in small, and commands to its register at random.
 */
import { civilDate, type Command, type PlainCommand } from '@kiemtra/kernel'
import fc from 'fast-check'
import type { AgencyCommand } from '../agency/commands.ts'
import { type AgencyKind, agencyKinds } from '../vocabulary/agency-kind.ts'
import { FieldId, ShortcomingId } from '../vocabulary/ids.ts'
import { reformAreas } from '../vocabulary/reform-area.ts'
import {
  agencyIds,
  dates,
  documents,
  durations,
  ofType,
  parameters,
  personIds,
  poolOf,
  postIds,
  termOf,
} from './pools.ts'

// ------------------------------------------------------------------ sample

const at = { happenedOn: civilDate(2023, 1, 1) } as const

const entry = (
  agencyId: string,
  kind: AgencyKind,
  vi: string,
  en: string,
  superiorId?: string,
  fields: ReadonlyArray<string> = [],
): PlainCommand<AgencyCommand> => ({
  type: 'RegisterAgency',
  data: {
    ...at,
    agencyId,
    kind,
    names: { vi, en },
    fields,
    posts: [
      { postId: 'head', titleVi: 'Người đứng đầu', rank: 'head', inChargeOf: ['steering'] },
      { postId: 'deputy', titleVi: 'Cấp phó', rank: 'deputy', inChargeOf: ['procedures'] },
    ],
    ...(superiorId === undefined ? {} : { superiorId }),
  },
  meta: {
    commandId: `register-${agencyId}`,
    actor: { kind: 'import', source: 'sample' },
    recordedAt: '2023-01-01T01:00:00.000Z',
  },
})

/**
 * Registrations of a city in small, superiors first: the committee, three departments, two districts
 * with a division and two communes, units below them, and a central body.
 */
export const sampleAgencies: ReadonlyArray<PlainCommand<AgencyCommand>> = [
  entry('ubnd-thanh-pho', 'city-committee', 'UBND Thành phố', "City People's Committee"),
  entry('cuc-thue-thanh-pho', 'central-body', 'Cục Thuế thành phố', 'City Tax Department'),
  entry('so-noi-vu', 'department', 'Sở Nội vụ', 'Department of Home Affairs', 'ubnd-thanh-pho', [
    'home-affairs',
  ]),
  entry('so-tu-phap', 'department', 'Sở Tư pháp', 'Department of Justice', 'ubnd-thanh-pho', [
    'justice',
  ]),
  entry(
    'thanh-tra-thanh-pho',
    'department-equivalent',
    'Thanh tra Thành phố',
    'City Inspectorate',
    'ubnd-thanh-pho',
    ['inspection'],
  ),
  entry('dong-da', 'district-committee', 'UBND quận Đống Đa', 'Dong Da District', 'ubnd-thanh-pho'),
  entry('hoan-kiem', 'district-committee', 'UBND quận Hoàn Kiếm', 'Hoan Kiem', 'ubnd-thanh-pho'),
  entry('phong-tu-phap-dong-da', 'division', 'Phòng Tư pháp', 'Justice Division', 'dong-da'),
  entry('phuong-lang-ha', 'commune-committee', 'UBND phường Láng Hạ', 'Lang Ha', 'dong-da'),
  entry('phuong-hang-bac', 'commune-committee', 'UBND phường Hàng Bạc', 'Hang Bac', 'hoan-kiem'),
  entry('tram-y-te-lang-ha', 'unit', 'Trạm Y tế', 'Health Station', 'phuong-lang-ha'),
  entry(
    'trung-tam-tro-giup-phap-ly',
    'unit',
    'Trung tâm Trợ giúp pháp lý',
    'Legal Aid Centre',
    'so-tu-phap',
  ),
]

// ------------------------------------------------------------- arbitraries

const fieldIds = poolOf(FieldId, 'justice', 'home-affairs', 'inspection')
const names = fc.constant({ vi: 'Cơ quan', en: 'Agency' })

const posts = postIds.map((postId) => [
  { postId, titleVi: 'Người đứng đầu', rank: 'head' as const, inChargeOf: [] },
])

const registrations = fc.record(
  {
    agencyId: agencyIds,
    happenedOn: dates,
    kind: termOf(agencyKinds),
    names,
    fields: fc.uniqueArray(fieldIds, { maxLength: 2 }),
    posts,
    superiorId: agencyIds,
    establishedOn: dates,
  },
  { requiredKeys: ['agencyId', 'happenedOn', 'kind', 'names', 'fields', 'posts'] },
)

const about = { agencyId: agencyIds, happenedOn: dates } as const

const indexShortcomings = fc.uniqueArray(
  fc.record({
    shortcomingId: poolOf(ShortcomingId, 'index-1', 'index-2', 'index-3'),
    area: termOf(reformAreas),
    condition: fc.constant('Hồ sơ trễ hạn'),
  }),
  { selector: ({ shortcomingId }) => shortcomingId, maxLength: 3 },
)

/** Commands to the register at random, over {@link agencyIds}; some are refused, many are not. */
export const agencyCommands: fc.Arbitrary<Command<AgencyCommand>> = fc.oneof(
  ofType('RegisterAgency', registrations),
  ofType('RenameAgency', fc.record({ ...about, names, document: documents })),
  ofType('ChangeSuperior', fc.record({ ...about, superiorId: agencyIds, document: documents })),
  ofType(
    'AppointHead',
    fc.record({
      ...about,
      postId: postIds,
      personId: personIds,
      acting: fc.boolean(),
      from: dates,
    }),
  ),
  ofType('VacateHead', fc.record({ ...about, until: dates })),
  ofType(
    'RecordIndexResult',
    fc.record(
      {
        ...about,
        year: fc.integer({ min: 2020, max: 2022 }),
        source: fc.constant('Quyết định công bố chỉ số'),
        shortcomings: indexShortcomings,
        score: fc.integer({ min: 60, max: 97 }),
        rank: fc.integer({ min: 1, max: 30 }),
      },
      { requiredKeys: ['agencyId', 'happenedOn', 'year', 'source', 'shortcomings'] },
    ),
  ),
  ofType(
    'DissolveAgency',
    fc.record({
      ...about,
      effectiveOn: dates,
      successors: fc.uniqueArray(agencyIds, { minLength: 1, maxLength: 3 }),
      document: documents,
      takerDue: parameters(durations),
    }),
  ),
  ofType('NameTaker', fc.record({ ...about, takerId: agencyIds, document: documents })),
)
