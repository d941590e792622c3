/**
 * What holds in every history of an initiative: recognised after somebody else has assessed it,
 * replicated after it was recognised and tried out or excused, complete when nobody is left to answer.
 */
import {
  initiativeCommands,
  sampleConclusionState,
  sampleInitiativeAgency,
  sampleRevocation,
} from '@kiemtra/core/testing'
import { checkDecider, checkEventCodec, factsFrom, override, stateAfter } from '@kiemtra/testing'
import { matchers } from '@kiemtra/testing/vitest'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { agencyFold } from '../../src/agency/index.ts'
import {
  Initiative,
  type InitiativeEvent,
  InitiativeEvents,
  type InitiativeState,
  openReplications,
} from '../../src/initiative/index.ts'
import { inspectionFold } from '../../src/inspection/index.ts'
import { initiativeLabels } from '../../src/labels/initiative.ts'
import { DocumentNumber } from '../../src/vocabulary/official-document.ts'
import { historyOf, inOrder, readEvent } from '../support/history.ts'
import { refusedOfStrangers } from '../support/strangers.ts'
import { assessed, evaluated, piloted, replicating, waived } from './support.ts'

expect.extend(matchers)

const facts = [
  factsFrom(inspectionFold, [
    sampleConclusionState(),
    sampleConclusionState(),
    sampleConclusionState(sampleRevocation('2023-05-02')),
  ]),
  factsFrom(agencyFold, sampleInitiativeAgency),
]

const overrides = [override(DocumentNumber, fc.constantFrom('61/KH-UBND', '24-CT/TU'))]

/** Streams that have come somewhere already, so that short histories see what comes late. */
const stages = { assessed, piloted, waived, evaluated, replicating }
const seeds = new Map(
  Object.entries(stages).map(([id, { events }]) => [
    id,
    events.map((event) => ({ ...event, data: { ...event.data, initiativeId: id } })),
  ]),
)
/** The same as decided events, and the states that they lead to. */
const seeded = [...seeds.values()].flat().map(readEvent(Initiative))
const start = new Map([...seeds].map(([id, events]) => [id, stateAfter(Initiative, events)]))
const anywhere = fc
  .tuple(initiativeCommands, fc.constantFrom(undefined, ...seeds.keys()))
  .map(([command, id]) =>
    id === undefined
      ? command
      : // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- the same data with another id
        { ...command, data: { ...command.data, initiativeId: id } as never },
  )

const everyEvent = (
  check: (
    event: InitiativeEvent,
    after: InitiativeState,
    log: ReadonlyArray<InitiativeEvent>,
  ) => void,
): void => {
  fc.assert(
    fc.property(
      fc.array(anywhere, { minLength: 30, maxLength: 120, size: 'max' }),
      fc.nat({ max: 11 }),
      (commands, seed) => {
        const log: Array<InitiativeEvent> = [...seeded]
        for (const { event, before } of historyOf(
          Initiative,
          facts,
          inOrder(commands),
          seed,
          start,
        )) {
          const own = log.filter(({ data }) => data.initiativeId === event.data.initiativeId)
          check(event, Initiative.evolve(before, event), own)
          log.push(event)
        }
      },
    ),
    { numRuns: 250, seed: 61 },
  )
}

/** The agencies that are still to answer, told from the events alone. */
const openAfter = (log: ReadonlyArray<InitiativeEvent>): ReadonlySet<string> => {
  const open = new Set<string>()
  for (const { type, data } of log) {
    if (type === 'ReplicationStarted') for (const { agencyId } of data.agencies) open.add(agencyId)
    if (type === 'ReplicationConfirmed' || type === 'ReplicationTransferred') {
      open.delete(data.agencyId)
    }
    if (type === 'ReplicationTransferred' && !data.lapsed) open.add(data.toId)
  }
  return open
}

describe('initiatives', () => {
  it('L1 to L12: are total, pure and replayable, and say nothing twice', () => {
    const report = checkDecider(Initiative, {
      runs: 900,
      seed: 61,
      maxLength: 12,
      commands: anywhere,
      facts,
      seedEvents: (id) => seeds.get(id) ?? [],
      invariants: {
        'R24: assessed from outside, each agency once': (state: InitiativeState) =>
          !('assessedBy' in state) ||
          (state.assessedBy.length > 0 &&
            !state.assessedBy.includes(state.originId) &&
            new Set(state.assessedBy).size === state.assessedBy.length),
        'R24: one pilot at a time': (state) =>
          !('pilots' in state) ||
          state.pilots.slice(0, -1).every(({ outcome }) => outcome !== undefined),
        'R24: replicated after a pilot that succeeded, or a waiver': (state) =>
          !('replications' in state) ||
          state.pilotWaived ||
          state.pilots.some(({ outcome }) => outcome === 'successful'),
        'R24: complete when none is open, and only then': (state) =>
          !('replications' in state) ||
          (state.status === 'replicated') === (openReplications(state).length === 0),
        'R24: each agency has it once, and not where it comes from': (state) =>
          !('replications' in state) ||
          (new Set(state.replications.map(({ agencyId }) => agencyId)).size ===
            state.replications.length &&
            state.replications.every(({ agencyId }) => agencyId !== state.originId)),
      },
    })
    expect(report).toHold()
  })

  it('R24: recognised after an assessment by another agency', () => {
    let recognitions = 0
    everyEvent((event, _after, log) => {
      if (event.type !== 'InitiativeRecognised') return
      recognitions += 1
      const others = log.filter(
        ({ type, data }) => type === 'InitiativeAssessed' && data.assessedBy !== data.originId,
      )
      expect(others.length).toBeGreaterThan(0)
    })
    expect(recognitions).toBeGreaterThan(20)
  })

  it('R24: replicated after a recognition, and a pilot that succeeded or a waiver', () => {
    const reached = { pilot: 0, waiver: 0 }
    everyEvent((event, _after, log) => {
      if (event.type !== 'ReplicationStarted') return
      expect(log.map(({ type }) => type)).toContain('InitiativeRecognised')
      const last = log.flatMap((one) => (one.type === 'PilotEvaluated' ? [one] : [])).at(-1)
      if (last?.data.outcome === 'successful') {
        reached.pilot += 1
        return
      }
      reached.waiver += 1
      expect(last?.data.outcome).not.toBe('unsuccessful')
      expect(log.map(({ type }) => type)).toContain('PilotWaived')
    })
    expect(reached.pilot).toBeGreaterThan(20)
    expect(reached.waiver).toBeGreaterThan(20)
  })

  it('R24: complete when no agency is left to answer, and only then', () => {
    const reached = { complete: 0, open: 0, moved: 0, lapsed: 0 }
    everyEvent((event, after, log) => {
      const open = openAfter([...log, event])
      expect(new Set(openReplications(after).map(({ agencyId }) => String(agencyId)))).toEqual(open)
      if (event.type !== 'ReplicationConfirmed' && event.type !== 'ReplicationTransferred') return
      expect(event.data.complete).toBe(open.size === 0)
      expect(after.status).toBe(open.size === 0 ? 'replicated' : 'replicating')
      reached[open.size === 0 ? 'complete' : 'open'] += 1
      if (event.type === 'ReplicationTransferred')
        reached[event.data.lapsed ? 'lapsed' : 'moved'] += 1
    })
    for (const times of Object.values(reached)) expect(times).toBeGreaterThan(10)
  })

  it('R24: judged by none that took part, thought of it, or takes over from who did', () => {
    let judged = 0
    everyEvent((event, _after, log) => {
      if (event.type !== 'PilotEvaluated') return
      judged += 1
      const { agencies, originId, evaluatedBy } = event.data
      const pilot = log.flatMap((one) => (one.type === 'PilotStarted' ? [one] : [])).at(-1)
      expect(agencies).toEqual(pilot?.data.agencies)
      expect([originId, ...agencies]).not.toContain(evaluatedBy)
      if (agencies.some((id) => id === 'ba-dinh')) expect(evaluatedBy).not.toBe('hoan-kiem')
    })
    expect(judged).toBeGreaterThan(100)
  })

  it('R24: nothing of it is taken from strangers, whatever is asked', () => {
    const refused = refusedOfStrangers(Initiative, facts, anywhere, start)
    expect(refused).toEqual(Object.keys(initiativeLabels.commands).sort())
  })

  it('L5: events survive their codec', () => {
    expect(checkEventCodec(InitiativeEvents, { runs: 100, seed: 61, overrides })).toHold()
  })
})
