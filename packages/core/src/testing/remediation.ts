/**
 * Commands to remediations at random: the demand `d1` of the sample conclusion, an index's shortcoming
 * `x1`, a civil-duty finding `c1`, an opening balance `o1`.
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
import { RemediationCommand } from '../remediation/commands.ts'
import { officialFrom, sampleDocumentOf, sampleEvidence } from './inspection-moves.ts'

type Ask = PlainCommand<RemediationCommand>
type DataOf<Type extends Ask['type']> = Extract<Ask, { type: Type }>['data']
type SourceOf<Kind> = Extract<DataOf<'OpenRemediation'>['source'], { kind: Kind }>

const stated = {
  subjectId: 'dong-da',
  planId: 'p61-2023',
  text: 'Trả kết quả đúng hạn',
  responsiblePostId: 'deputy',
  acceptanceTest: 'Không còn hồ sơ trả muộn',
  severity: 'minor',
} as const

/** Where the sample obligations come from. */
export const sampleSources = {
  conclusion: { kind: 'conclusion', inspectionId: 'i1', demandId: 'd1' },
  index: { ...stated, kind: 'index', year: 2022, shortcomingId: 's1' },
  'civil-duty': {
    ...stated,
    kind: 'civil-duty',
    area: 'civil-service',
    condition: '3 trong 11 cán bộ vắng mặt',
    document: sampleDocumentOf('so-noi-vu', '12/TB-SNV', '2023-02-15'),
  },
  'opening-balance': {
    ...stated,
    kind: 'opening-balance',
    area: 'steering',
    condition: 'Chưa kiểm tra các đơn vị trực thuộc',
    reference: 'Báo cáo năm 2022',
    dueOn: '2023-06-30',
  },
} as const satisfies { readonly [Kind in SourceOf<string>['kind']]: SourceOf<Kind> }

const FIRST = civilDate(2023, 4, 28)

/** Days from the sample conclusion to the end of the year, those around a due date more often. */
const days: fc.Arbitrary<CivilDate> = fc.oneof(
  fc.constantFrom(...[0, 20, 33, 34, 35, 40, 45, 60, 63, 64, 90].map((n) => addDays(FIRST, n))),
  fc.nat({ max: 245 }).map((n) => addDays(FIRST, n)),
)

const agencies = ['ubnd-thanh-pho', 'so-noi-vu', 'dong-da', 'hoan-kiem', 'so-tu-phap'] as const

const actors: fc.Arbitrary<Actor> = fc.oneof(
  { weight: 5, arbitrary: fc.constant<Actor>({ kind: 'import', source: 'synthetic' }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(...agencies).map((agencyId): Actor => officialFrom(agencyId)),
  },
  {
    weight: 1,
    arbitrary: fc.constant<Actor>({ kind: 'policy', name: 'escalation', onBehalfOf: 'so-noi-vu' }),
  },
)

const ids = { conclusion: 'd1', index: 'x1', 'civil-duty': 'c1', 'opening-balance': 'o1' } as const

/** What may be asked on a day, of the obligation of one source. */
const asksOn = (day: CivilDate, later: number, pick: number): ReadonlyArray<Ask> => {
  const document = sampleDocumentOf('ubnd-thanh-pho', '7/QĐ-UBND', '2023-02-20')
  const dueOn = addDays(day, later)
  const meta = { commandId: 'c', actor: { kind: 'import', source: '' } as const, recordedAt: '' }
  const kinds = ['conclusion', 'index', 'civil-duty', 'opening-balance'] as const
  const kind = kinds[pick % kinds.length] ?? 'conclusion'
  const about = { remediationId: ids[kind], happenedOn: day }
  const verifier = { verifiedBy: pick % 5 === 0 ? 'so-tu-phap' : 'so-noi-vu' }
  const named = pick % 2 === 0 ? { namedBy: document } : {}
  const basis =
    pick % 2 === 0
      ? ({ kind: 'standing-order', planId: 'p61-2023' } as const)
      : ({ kind: 'document', document } as const)
  const ask = <const Type extends Ask['type']>(
    type: Type,
    data: Omit<DataOf<Type>, 'remediationId' | 'happenedOn'>,
  ) => ({ type, data: { ...about, ...data }, meta })
  const text = 'Synthetic'
  const plans = pick % 3 === 0 ? { planId: 'p61-2023' } : {}
  const asked = [
    ask('OpenRemediation', { source: sampleSources[kind] }),
    ask('SubmitRemediationPlan', { text, finishOn: dueOn }),
    ask('ApproveRemediationPlan', {}),
    ask('ReturnRemediationPlan', { reason: text }),
    ask('ReportProgress', { done: 0.4, text }),
    ask('ClaimCompletion', { text, evidence: [sampleEvidence('e1', `${day}T02:00:00.000Z`)] }),
    ask('VerifyCompletion', { ...verifier, ...named, text }),
    ask('RejectCompletion', { ...verifier, ...named, reason: text, done: 0.8 }),
    ask('GrantExtension', { dueOn, document, reason: text }),
    ask('MarkOverdue', {}),
    ask('Urge', { basis }),
    ask('Escalate', { basis }),
    ask('RequestFollowUp', plans),
    ask('AmendDemand', { by: { kind: 'conclusion' } }),
    ask('AmendDemand', {
      by: { kind: 'document', document, reason: text, changes: { dueOn, text } },
    }),
    ask('AnnulRemediation', { by: { kind: 'conclusion' } }),
    ask('AnnulRemediation', { by: { kind: 'document', document, reason: text } }),
    ask('TransferRemediation', { toId: 'hoan-kiem' }),
    ask('ReopenRemediation', { dueOn, document, reason: text }),
  ] as const
  return asked
}

/** Commands to the sample obligations, recorded on their day or up to three days later. */
export const remediationCommands: fc.Arbitrary<Command<RemediationCommand>> = fc
  .record({
    day: days,
    later: fc.integer({ min: 1, max: 60 }),
    pick: fc.nat({ max: 59 }),
    which: fc.nat({ max: 18 }),
    late: fc.constantFrom(0, 0, 0, 3),
    actor: actors,
    commandId: fc.uuid(),
  })
  .map(({ day, later, pick, which, late, actor, commandId }) => {
    const asked = asksOn(day, later, pick)
    const { type, data } = asked[which % asked.length] ?? { type: '', data: {} }
    const decoded = RemediationCommand.decode({ type, data })
    if (isLeft(decoded)) throw new Error(`not a command: ${JSON.stringify({ type, data })}`)
    return {
      ...decoded.right,
      meta: { commandId, actor, recordedAt: `${addDays(day, late)}T14:00:00.000Z` },
    }
  })
