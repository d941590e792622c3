/**
 * Commands to matters of responsibility at random: raised by the sample conclusion and by an escalated
 * remedy, about the head, another post, and the organisation.
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
import { AccountabilityCommand } from '../accountability/commands.ts'
import { matterOutcomes } from '../accountability/shapes.ts'
import { officialFrom, sampleDocumentOf } from './inspection-moves.ts'
import { termOf } from './pools.ts'

type Ask = PlainCommand<AccountabilityCommand>
type DataOf<Type extends Ask['type']> = Extract<Ask, { type: Type }>['data']
type Opening = DataOf<'OpenMatter'>

const FIRST = civilDate(2023, 4, 28)

const days: fc.Arbitrary<CivilDate> = fc
  .oneof(fc.nat({ max: 90 }), fc.nat({ max: 240 }))
  .map((n) => addDays(FIRST, n))

const sources: fc.Arbitrary<Opening['source']> = fc.constantFrom<Opening['source']>(
  { kind: 'recommendation', inspectionId: 'i1', recommendationId: 'r1' },
  { kind: 'recommendation', inspectionId: 'i1', recommendationId: 'r3' },
  { kind: 'finding', inspectionId: 'i1', findingId: 'f2' },
  { kind: 'finding', inspectionId: 'i1', findingId: 'f3' },
  { kind: 'escalation', remediationId: 'd1' },
)

const abouts: fc.Arbitrary<Opening['about']> = fc.constantFrom<Opening['about']>(
  { kind: 'post', agencyId: 'dong-da', postId: 'head' },
  { kind: 'post', agencyId: 'dong-da', postId: 'deputy' },
  { kind: 'organisation', agencyId: 'dong-da' },
)

const actors: fc.Arbitrary<Actor> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Actor>({ kind: 'import', source: 'synthetic' }) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('ubnd-thanh-pho', 'so-noi-vu', 'dong-da')
      .map((agencyId): Actor => officialFrom(agencyId)),
  },
)

/** Commands to two matters, recorded on their day or up to three days later. */
export const accountabilityCommands: fc.Arbitrary<Command<AccountabilityCommand>> = fc
  .record({
    day: days,
    source: sources,
    about: abouts,
    outcome: termOf(matterOutcomes),
    issuer: fc.constantFrom('ubnd-thanh-pho', 'ubnd-thanh-pho', 'dong-da', 'hoan-kiem'),
    amount: fc.nat({ max: 8 }),
    which: fc.nat({ max: 7 }),
    matterId: fc.constantFrom('m1', 'm2'),
    late: fc.constantFrom(0, 0, 0, 3),
    actor: actors,
    commandId: fc.uuid(),
  })
  .map(
    ({ day, source, about, outcome, issuer, amount, which, matterId, late, actor, commandId }) => {
      const document = sampleDocumentOf(issuer, '120/UBND-NC', '2023-04-01')
      const text = 'Synthetic'
      const due = { value: { amount, unit: 'workingDays' as const }, basis: text }
      const asks: ReadonlyArray<readonly [Ask['type'], object]> = [
        ['OpenMatter', { about, source }],
        ['RequestExplanation', { document, due }],
        ['GiveExplanation', { text }],
        ['DecideMatter', { outcome, document, reason: text }],
        ['RecordApology', { document, text }],
        ['WithdrawMatter', { by: { kind: 'document', document, reason: text } }],
        ['WithdrawMatter', { by: { kind: 'source-gone' } }],
        ['TransferMatter', { toId: 'hoan-kiem' }],
      ]
      const [type, rest] = asks[which] ?? ['', {}]
      const decoded = AccountabilityCommand.decode({
        type,
        data: { matterId, happenedOn: day, ...rest },
      })
      if (isLeft(decoded)) throw new Error(`not a command: ${type}`)
      return {
        ...decoded.right,
        meta: { commandId, actor, recordedAt: `${addDays(day, late)}T14:00:00.000Z` },
      }
    },
  )
