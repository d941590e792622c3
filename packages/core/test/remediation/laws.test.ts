/**
 * What holds in every history of a remediation: closed only from outside, pursued in order, due dates
 * that move by what may move them alone.
 */
import {
  remediationCommands,
  sampleConclusionState,
  sampleCorrection,
  sampleDemand,
  sampleHolderState,
  samplePlanState,
  sampleRevocation,
} from '@kiemtra/core/testing'
import { checkDecider, checkEventCodec, factsFrom, override, stateAfter } from '@kiemtra/testing'
import { matchers } from '@kiemtra/testing/vitest'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { agencyFold } from '../../src/agency/index.ts'
import { inspectionFold } from '../../src/inspection/index.ts'
import { planFold } from '../../src/plan/index.ts'
import {
  dueDateOn,
  holderOn,
  isOpenOn,
  isOverdueOn,
  pursuitSteps,
  Remediation,
  type RemediationEvent,
  RemediationEvents,
  type RemediationState,
} from '../../src/remediation/index.ts'
import { remediationLabels } from '../../src/labels/remediation.ts'
import { DocumentNumber } from '../../src/vocabulary/official-document.ts'
import { historyOf, inOrder, readEvent } from '../support/history.ts'
import { refusedOfStrangers } from '../support/strangers.ts'
import { claimed, escalated, overdue, urged, verified } from './support.ts'

expect.extend(matchers)

const merged = { successor: 'hoan-kiem', effectiveOn: '2023-06-05' }
const corrected = (changes: Parameters<typeof sampleDemand>[0]) =>
  sampleCorrection('2023-05-02', [
    { kind: 'changed', demandId: 'd1', demand: sampleDemand(changes) },
  ])
const facts = [
  factsFrom(inspectionFold, [
    sampleConclusionState(),
    sampleConclusionState(),
    sampleConclusionState(corrected({ dueOn: '2023-07-15' })),
    sampleConclusionState(sampleRevocation('2023-05-02')),
  ]),
  factsFrom(planFold, [samplePlanState]),
  factsFrom(agencyFold, [
    sampleHolderState('dong-da'),
    sampleHolderState('so-noi-vu'),
    sampleHolderState('dong-da', merged),
  ]),
]

const overrides = [override(DocumentNumber, fc.constantFrom('61/KH-UBND', '24-CT/TU'))]

const steps = Object.keys(pursuitSteps)

/** Streams that have come somewhere already, so that short histories see what comes late. */
const stages = { claimed, overdue, urged, escalated, verified }
const seeds = new Map(
  Object.entries(stages).map(([id, { events }]) => [
    id,
    events.map((event) => ({ ...event, data: { ...event.data, remediationId: id } })),
  ]),
)
/** The same as decided events, and the states that they lead to. */
const seeded = [...seeds.values()].flat().map(readEvent(Remediation))
const start = new Map([...seeds].map(([id, events]) => [id, stateAfter(Remediation, events)]))
const anywhere = fc
  .tuple(remediationCommands, fc.constantFrom(undefined, ...seeds.keys()))
  .map(([command, id]) =>
    id === undefined
      ? command
      : // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- the same data with another id
        { ...command, data: { ...command.data, remediationId: id } as never },
  )

const everyEvent = (
  check: (
    event: RemediationEvent,
    before: RemediationState,
    after: RemediationState,
    log: ReadonlyArray<RemediationEvent>,
  ) => void,
): void => {
  fc.assert(
    fc.property(
      fc.array(anywhere, { minLength: 30, maxLength: 120, size: 'max' }),
      fc.nat({ max: 11 }),
      (commands, seed) => {
        const log: Array<RemediationEvent> = [...seeded]
        for (const { event, before } of historyOf(
          Remediation,
          facts,
          inOrder(commands),
          seed,
          start,
        )) {
          const own = log.filter(({ data }) => data.remediationId === event.data.remediationId)
          check(event, before, Remediation.evolve(before, event), own)
          log.push(event)
        }
      },
    ),
    { numRuns: 250, seed: 61 },
  )
}

describe('remediations', () => {
  it('L1 to L12: are total, pure and replayable, and say nothing twice', () => {
    const report = checkDecider(Remediation, {
      runs: 900,
      seed: 61,
      maxLength: 12,
      commands: anywhere,
      facts,
      seedEvents: (id) => seeds.get(id) ?? [],
      invariants: {
        'R21: closed from outside': (state: RemediationState) =>
          state.status !== 'verified' || !state.holders.some(({ is }) => is === state.verifiedBy),
        'R22: what is closed is not pursued': (state) =>
          state.status === 'none' ||
          state.status === 'open' ||
          state.status === 'claimed' ||
          state.pursuit === 'none',
        'open while it stands, and only then': (state) =>
          state.status === 'none' ||
          (state.spans.at(-1)?.until === undefined) ===
            (state.status === 'open' || state.status === 'claimed'),
        'the last holder and the last due date are those of today': (state) =>
          state.status === 'none' ||
          (state.holders.some(({ is }) => is === state.subjectId) &&
            state.dues.some(({ is }) => is === state.dueOn)),
      },
      repeatable: ['SubmitRemediationPlan', 'ReportProgress'],
    })
    expect(report).toHold()
  })

  it('R21: verified only after a claim, and by none that has held it', () => {
    let verified = 0
    everyEvent((event, before, _after, log) => {
      if (event.type !== 'CompletionVerified' || before.status === 'none') return
      verified += 1
      const last = log.findLast(({ type }) =>
        ['CompletionClaimed', 'CompletionRejected', 'RemediationReopened'].includes(type),
      )
      expect(last?.type).toBe('CompletionClaimed')
      const held = log.map(({ data }) => data.subjectId)
      expect(held).not.toContain(event.data.verifiedBy)
    })
    expect(verified).toBeGreaterThan(20)
  })

  it('R22: every step of pursuit comes after the one before it', () => {
    let taken = 0
    everyEvent((event, before, after) => {
      if (before.status === 'none' || after.status === 'none') return
      const [was, is] = [steps.indexOf(before.pursuit), steps.indexOf(after.pursuit)]
      if (is <= was) {
        if (is === was) return
        expect(is).toBe(0)
        expect([
          'CompletionVerified',
          'ExtensionGranted',
          'DemandAmended',
          'RemediationAnnulled',
        ]).toContain(event.type)
        return
      }
      taken += 1
      // A follow-up may be taken at once, without being owed before.
      expect(is - was === 1 || (before.pursuit === 'escalated' && after.pursuit === 'taken')).toBe(
        true,
      )
      if (after.pursuit === 'overdue') expect(event.data.happenedOn > before.lastDay).toBe(true)
    })
    expect(taken).toBeGreaterThan(100)
  })

  it('R16: a due date moves by extension, amendment and reopening alone', () => {
    let moved = 0
    everyEvent((event, before, after) => {
      if (before.status === 'none' || after.status === 'none' || before.dueOn === after.dueOn)
        return
      moved += 1
      expect(['ExtensionGranted', 'DemandAmended', 'RemediationReopened']).toContain(event.type)
      if (event.type === 'ExtensionGranted') {
        expect(after.dueOn > before.lastDay && event.data.happenedOn <= before.lastDay).toBe(true)
      }
    })
    expect(moved).toBeGreaterThan(20)
  })

  it('R26: questions about a day agree with the state of today', () => {
    let asked = 0
    everyEvent((_event, _before, after) => {
      if (after.status === 'none') return
      asked += 1
      const today = [
        after.since,
        ...after.dues.map(({ from }) => from),
        ...after.holders.map(({ from }) => from),
      ]
        .sort()
        .at(-1)
      if (today === undefined) return
      expect(isOpenOn(after, today)).toBe(after.status === 'open' || after.status === 'claimed')
      expect(holderOn(after, today)).toBeDefined()
      expect(isOverdueOn(after, today)).toBe(
        isOpenOn(after, today) && (dueDateOn(after, today) ?? today) < today,
      )
    })
    expect(asked).toBeGreaterThan(500)
  })

  it('R21: nothing of it is taken from strangers, whatever is asked', () => {
    const refused = refusedOfStrangers(Remediation, facts, anywhere, start)
    expect(refused).toEqual(Object.keys(remediationLabels.commands).sort())
  })

  it('L5: events survive their codec', () => {
    expect(checkEventCodec(RemediationEvents, { runs: 100, seed: 61, overrides })).toHold()
  })
})
