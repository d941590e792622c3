/**
 * What holds in every history of a matter: nobody is decided on without the chance to explain.
 */
import {
  accountabilityCommands,
  foldPlain,
  sampleConclusionState,
  sampleHolderState,
  sampleRevocation,
} from '@kiemtra/core/testing'
import { checkDecider, checkEventCodec, factsFrom, override, stateAfter } from '@kiemtra/testing'
import { matchers } from '@kiemtra/testing/vitest'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  Accountability,
  type AccountabilityEvent,
  AccountabilityEvents,
  type AccountabilityState,
} from '../../src/accountability/index.ts'
import { agencyFold } from '../../src/agency/index.ts'
import { inspectionFold } from '../../src/inspection/index.ts'
import { remediationFold } from '../../src/remediation/index.ts'
import { escalated, opened } from '../remediation/support.ts'
import { historyOf, inOrder, readEvent } from '../support/history.ts'
import { refusedOfStrangers } from '../support/strangers.ts'
import { asked, decided, decision, explained } from './support.ts'
import { accountabilityLabels } from '../../src/labels/accountability.ts'
import { DocumentNumber } from '../../src/vocabulary/official-document.ts'

expect.extend(matchers)

const merged = { successor: 'hoan-kiem', effectiveOn: '2023-06-05' }
const facts = [
  factsFrom(inspectionFold, [
    sampleConclusionState(),
    sampleConclusionState(),
    sampleConclusionState(sampleRevocation('2023-05-02')),
  ]),
  factsFrom(remediationFold, [
    foldPlain(remediationFold, escalated.events),
    foldPlain(remediationFold, opened.events),
  ]),
  factsFrom(agencyFold, [
    sampleHolderState('dong-da'),
    sampleHolderState('hoan-kiem'),
    sampleHolderState('dong-da', merged),
  ]),
]

const overrides = [override(DocumentNumber, fc.constantFrom('61/KH-UBND', '24-CT/TU'))]

/** Streams that have come somewhere already, so that short histories see what comes late. */
const stages = {
  explained,
  decided,
  asked,
  apology: explained.does('DecideMatter', '2023-05-10', decision('apology')),
}
const seeds = new Map(
  Object.entries(stages).map(([id, { events }]) => [
    id,
    events.map((event) => ({ ...event, data: { ...event.data, matterId: id } })),
  ]),
)
/** The same as decided events, and the states that they lead to. */
const seeded = [...seeds.values()].flat().map(readEvent(Accountability))
const start = new Map([...seeds].map(([id, events]) => [id, stateAfter(Accountability, events)]))
const anywhere = fc
  .tuple(accountabilityCommands, fc.constantFrom(undefined, ...seeds.keys()))
  .map(([command, id]) =>
    id === undefined
      ? command
      : // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- the same data with another id
        { ...command, data: { ...command.data, matterId: id } as never },
  )

describe('matters', () => {
  it('L1 to L12: are total, pure and replayable, and say nothing twice', () => {
    const report = checkDecider(Accountability, {
      runs: 600,
      seed: 61,
      commands: anywhere,
      facts,
      seedEvents: (id) => seeds.get(id) ?? [],
      invariants: {
        'R23: nobody decides on itself, but on its own posts': (state: AccountabilityState) =>
          state.status === 'none' ||
          (state.about.kind === 'post' && state.about.rank !== 'head') ||
          state.competentId !== state.agencyId,
        'R23: discipline is for persons': (state) =>
          state.status !== 'decided' ||
          state.about.kind === 'post' ||
          state.outcome !== 'referred-for-discipline',
      },
    })
    expect(report).toHold()
  })

  it('R23: a decision follows an explanation or the end of its time, by whose task it is', () => {
    let decisions = 0
    fc.assert(
      fc.property(
        fc.array(anywhere, { minLength: 20, maxLength: 60, size: 'max' }),
        fc.nat(),
        (commands, seed) => {
          const log: Array<AccountabilityEvent> = [...seeded]
          for (const { event } of historyOf(
            Accountability,
            facts,
            inOrder(commands),
            seed,
            start,
          )) {
            if (event.type === 'MatterDecided') {
              decisions += 1
              const { matterId, happenedOn, explained, decidedBy, document } = event.data
              const own = log.filter(({ data }) => data.matterId === matterId)
              const request = own.findLast(({ type }) => type === 'WrittenExplanationRequested')
              expect(own.some(({ type }) => type === 'WrittenExplanationGiven')).toBe(explained)
              const until =
                request?.type === 'WrittenExplanationRequested'
                  ? request.data.explanation.date
                  : '9999-12-31'
              expect(explained || happenedOn > until).toBe(true)
              expect(document.issuer).toBe(decidedBy)
            }
            log.push(event)
          }
        },
      ),
      { numRuns: 300, seed: 61 },
    )
    expect(decisions).toBeGreaterThan(50)
  })

  it('R23: nothing of it is taken from strangers, whatever is asked', () => {
    const refused = refusedOfStrangers(Accountability, facts, anywhere, start)
    expect(refused).toEqual(Object.keys(accountabilityLabels.commands).sort())
  })

  it('L5: events survive their codec', () => {
    expect(checkEventCodec(AccountabilityEvents, { runs: 100, seed: 61, overrides })).toHold()
  })
})
