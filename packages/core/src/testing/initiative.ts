/**
 * Commands to initiatives at random: of the sample conclusion's finding `f4`, of an agency and of a
 * contest, in a city in small whose district `ba-dinh` ends on 1 August 2023.
 */
import {
  type Actor,
  addDays,
  type CivilDate,
  civilDate,
  type Command,
  type PlainCommand,
} from '@kiemtra/kernel'
import fc from 'fast-check'
import { isLeft } from 'fp-ts/lib/Either.js'
import { agencyFold, type AgencyState } from '../agency/index.ts'
import { InitiativeCommand } from '../initiative/commands.ts'
import { pilotOutcomes, replicationResults } from '../initiative/shapes.ts'
import type { AgencyKind } from '../vocabulary/agency-kind.ts'
import { officialFrom, sampleDocumentOf } from './inspection-moves.ts'
import { foldPlain, sampleAgencyEvents, sampleDissolution } from './inspection-sample.ts'
import { termOf } from './pools.ts'

type Ask = PlainCommand<InitiativeCommand>
type DataOf<Type extends Ask['type']> = Extract<Ask, { type: Type }>['data']
type Asked = {
  readonly [Type in Ask['type']]: readonly [Type, Omit<DataOf<Type>, 'initiativeId' | 'happenedOn'>]
}[Ask['type']]

// ------------------------------------------------------------------ agencies

const entry = (
  agencyId: string,
  kind: AgencyKind,
  superiorId: string,
  ...more: Parameters<typeof foldPlain>[1]
): readonly [string, AgencyState] => {
  const events = sampleAgencyEvents(agencyId, kind).map((event) =>
    event.type === 'AgencyRegistered' ? { ...event, data: { ...event.data, superiorId } } : event,
  )
  return [agencyId, foldPlain(agencyFold, [...events, ...more])]
}

const city: ReadonlyMap<string, AgencyState> = new Map([
  entry('ubnd-thanh-pho', 'city-committee', 'ubnd-thanh-pho'),
  entry('so-noi-vu', 'department', 'ubnd-thanh-pho'),
  entry('so-tu-phap', 'department', 'ubnd-thanh-pho'),
  entry('dong-da', 'district-committee', 'ubnd-thanh-pho'),
  entry('hoan-kiem', 'district-committee', 'ubnd-thanh-pho'),
  entry(
    'ba-dinh',
    'district-committee',
    'ubnd-thanh-pho',
    sampleDissolution('ba-dinh', 'hoan-kiem', '2023-08-01'),
  ),
  entry('phuong-lang-ha', 'commune-committee', 'dong-da'),
  entry('phuong-hang-bac', 'commune-committee', 'hoan-kiem'),
])

/**
 * An agency among which the sample initiatives go round, or `undefined`: `hoan-kiem` takes over from
 * `ba-dinh`, which ends on 1 August 2023.
 */
export const sampleInitiativeAgency = (agencyId: string): AgencyState | undefined =>
  city.get(agencyId)

// ------------------------------------------------------------------ commands

const FIRST = civilDate(2023, 4, 28)

/** Days from the sample conclusion to the end of the year. */
const days: fc.Arbitrary<CivilDate> = fc
  .oneof(fc.nat({ max: 60 }), fc.integer({ min: 60, max: 120 }), fc.nat({ max: 240 }))
  .map((n) => addDays(FIRST, n))

const actors: fc.Arbitrary<Actor> = fc.oneof(
  { weight: 5, arbitrary: fc.constant<Actor>({ kind: 'import', source: 'synthetic' }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(...city.keys()).map((agencyId): Actor => officialFrom(agencyId)),
  },
)

const takers = ['hoan-kiem', 'ba-dinh', 'phuong-hang-bac', 'phuong-lang-ha', 'so-tu-phap'] as const
const judges = ['so-noi-vu', 'so-tu-phap', 'ubnd-thanh-pho', 'dong-da', 'hoan-kiem'] as const
const issuers = ['ubnd-thanh-pho', 'ubnd-thanh-pho', 'ubnd-thanh-pho', 'hoan-kiem'] as const

/** What a command says is drawn for every type, and taken by the one that needs it. */
const said = fc.record({
  day: days,
  later: fc.integer({ min: -1, max: 40 }),
  lasts: fc.integer({ min: -1, max: 30 }),
  source: fc.constantFrom<DataOf<'RecordInitiative'>['source']>(
    { kind: 'finding', inspectionId: 'i1', findingId: 'f4' },
    { kind: 'finding', inspectionId: 'i1', findingId: 'f1' },
    { kind: 'agency' },
    { kind: 'contest', document: sampleDocumentOf('so-tu-phap', '8/TB-STP', '2023-04-20') },
  ),
  agencies: fc.uniqueArray(fc.constantFrom(...takers), { minLength: 1, maxLength: 3 }),
  agencyId: fc.constantFrom(...takers),
  judge: fc.constantFrom(...judges),
  issuer: fc.constantFrom(...issuers),
  outcome: fc.oneof(
    { weight: 2, arbitrary: fc.constant('successful' as const) },
    { weight: 1, arbitrary: termOf(pilotOutcomes) },
  ),
  result: termOf(replicationResults),
})
type Said = typeof said extends fc.Arbitrary<infer A> ? A : never

const text = 'Synthetic'
const asksOf = ({ day, later, lasts, agencies, agencyId, judge, issuer, ...rest }: Said) => {
  const { source, outcome, result } = rest
  const document = sampleDocumentOf(issuer, '45/QĐ-UBND', '2023-05-02')
  const from = addDays(day, later)
  const mark = { novelty: 'good', effectiveness: 'fair', applicability: 'good' } as const
  const asks: ReadonlyArray<Asked> = [
    [
      'RecordInitiative',
      {
        ...{ agencyId: 'dong-da', kind: 'initiative', area: 'procedures', title: text },
        ...{ description: text, source },
      },
    ],
    ['AssessInitiative', { assessedBy: judge, ...mark, opinion: text, recommended: true }],
    ['RecogniseInitiative', { document }],
    ['DeclineInitiative', { declinedBy: issuer, reason: text }],
    ['StartPilot', { agencies, from, until: addDays(from, lasts), lead: 'so-noi-vu' }],
    ['EvaluatePilot', { evaluatedBy: judge, outcome, summary: text }],
    ['WaivePilot', { document, reason: text }],
    [
      'StartReplication',
      { document, agencies: agencies.map((id) => ({ agencyId: id, dueOn: from })) },
    ],
    ['ConfirmReplication', { agencyId, result, evidence: [text] }],
    ['TransferReplication', { agencyId: 'ba-dinh', toId: 'hoan-kiem' }],
  ]
  return asks
}

const COMMANDS = 10
/** Twice as often what histories need more of: assessments, evaluations, replications and answers. */
const which = fc.oneof(fc.nat({ max: COMMANDS - 1 }), fc.constantFrom(1, 5, 7, 8, 9))

/** Commands to two initiatives, recorded on their day or up to three days later. */
export const initiativeCommands: fc.Arbitrary<Command<InitiativeCommand>> = fc
  .record({
    said,
    which,
    initiativeId: fc.constantFrom('n1', 'n2'),
    late: fc.constantFrom(0, 0, 0, 3),
    actor: actors,
    commandId: fc.uuid(),
  })
  .map(({ said: on, which: at, initiativeId, late, actor, commandId }) => {
    const [type, data] = asksOf(on)[at] ?? ['', {}]
    const decoded = InitiativeCommand.decode({
      type,
      data: { initiativeId, happenedOn: on.day, ...data },
    })
    if (isLeft(decoded)) throw new Error(`not a command: ${type}`)
    return {
      ...decoded.right,
      meta: { commandId, actor, recordedAt: `${addDays(on.day, late)}T14:00:00.000Z` },
    }
  })
