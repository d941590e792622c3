/**
 * What holds after every command, whatever was asked before; and the laws of every decider.
 */
import { foldEvents } from '@kiemtra/kernel'
import {
  inspectionHistories,
  inspectionMoves,
  inspectionPhases,
  type InspectionStep,
  sampleAgencyState,
  sampleDelegationState,
  samplePlanState,
  sampleTaskAssigned,
  sampleTaskState,
  sampleVisitsState,
} from '@kiemtra/core/testing'
import { checkDecider, factsFrom } from '@kiemtra/testing'
import { matchers } from '@kiemtra/testing/vitest'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Agency, agencyFold } from '../../src/agency/index.ts'
import { assignmentFold } from '../../src/assignment/index.ts'
import { Delegation, delegationFold } from '../../src/delegation/index.ts'
import {
  Inspection,
  type InspectionEvent,
  type InspectionState,
} from '../../src/inspection/index.ts'
import { Plan, planFold } from '../../src/plan/index.ts'
import { Visits, visitsFold } from '../../src/visits/index.ts'
import { day } from './support.ts'

expect.extend(matchers)

type Told<Type extends InspectionEvent['type']> = Extract<InspectionEvent, { type: Type }>['data']

const histories = fc.sample(inspectionHistories, { numRuns: 400, seed: 61 })

/** Every step of many histories, with all that was told before it. */
const holds = (
  check: (step: InspectionStep, log: ReadonlyArray<InspectionEvent>) => void,
): void => {
  for (const steps of histories) {
    const log: Array<InspectionEvent> = []
    for (const step of steps) {
      check(step, log)
      log.push(...step.events)
    }
  }
}

const told = <const Type extends InspectionEvent['type']>(
  log: ReadonlyArray<InspectionEvent>,
  type: Type,
): ReadonlyArray<Told<Type>> =>
  log.flatMap((event) =>
    // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- the type was compared
    event.type === type ? [event.data as Told<Type>] : [],
  )

/** How findings stand by the log alone: who said what last, and whether it was reviewed since. */
const ledgerOf = (log: ReadonlyArray<InspectionEvent>) => {
  const findings = new Map<
    string,
    {
      raisedBy: string
      statedBy: string
      kind: string
      reviewed: boolean
      seen: boolean
      referred: boolean
    }
  >()
  const change = (
    id: string,
    to: Partial<{
      statedBy: string
      kind: string
      reviewed: boolean
      seen: boolean
      referred: boolean
    }>,
  ) => {
    const before = findings.get(id)
    if (before !== undefined) findings.set(id, { ...before, ...to })
  }
  for (const event of log) {
    if (event.type === 'FindingRaised') {
      const { findingId, memberId, finding } = event.data
      const kind = finding.statement.kind
      findings.set(findingId, {
        raisedBy: memberId,
        statedBy: memberId,
        kind,
        reviewed: false,
        seen: false,
        referred: false,
      })
    }
    if (event.type === 'FindingAmended') {
      const { findingId, memberId, finding, graver } = event.data
      const kind = finding.statement.kind
      const referred =
        findings.get(findingId)?.kind === kind && findings.get(findingId)?.referred === true
      change(findingId, {
        statedBy: memberId,
        kind,
        reviewed: false,
        referred,
        ...(graver ? { seen: false } : {}),
      })
    }
    if (event.type === 'FindingReviewed') change(event.data.findingId, { reviewed: true })
    if (event.type === 'FindingWithdrawn') findings.delete(event.data.findingId)
    if (event.type === 'DraftCirculated')
      for (const id of event.data.findings) change(id, { seen: true })
    if (event.type === 'ViolationReferred')
      for (const id of event.data.findings) change(id, { referred: true })
    if (event.type === 'ExplanationAccepted') {
      for (const effect of event.data.effects) {
        const { findingId } = effect
        if (effect.kind === 'withdrawn') findings.delete(findingId)
        if (effect.kind === 'amended') {
          const { kind } = effect.finding.statement
          const referred =
            findings.get(findingId)?.kind === kind && findings.get(findingId)?.referred === true
          change(findingId, { statedBy: event.data.deciderId, kind, reviewed: false, referred })
        }
      }
    }
  }
  return findings
}

describe('an inspection', () => {
  it('lifecycle: is asked in each phase what belongs to it, and nothing else', () => {
    holds(({ command, before, rejection }) => {
      const belongs = inspectionPhases[before.status].includes(command.type)
      const outOfPhase = ['NotInThisPhase', 'InspectionNotBegun', 'InspectionAlreadyBegun']
      if (rejection?._tag !== 'OutOfOrder') {
        expect(rejection !== undefined && outOfPhase.includes(rejection._tag)).toBe(!belongs)
      }
    })
  })

  it('R13: nobody reviews, or decides on, what they said themselves', () => {
    holds(({ events }, log) => {
      for (const event of events) {
        const ledger = ledgerOf(log)
        if (event.type === 'FindingReviewed') {
          const finding = ledger.get(event.data.findingId)
          expect([finding?.raisedBy, finding?.statedBy]).not.toContain(event.data.memberId)
        }
        if (event.type === 'ExplanationAccepted' || event.type === 'ExplanationRejected') {
          const { explanationId, deciderId } = event.data
          const about = told(log, 'ExplanationSubmitted').find(
            (one) => one.explanationId === explanationId,
          )
          for (const id of about?.findings ?? []) {
            expect([ledger.get(id)?.raisedBy, ledger.get(id)?.statedBy]).not.toContain(deciderId)
          }
        }
      }
    })
  })

  it('R13, R14, R16, R18: concludes only on what was reviewed, read, explained and answered', () => {
    let conclusions = 0
    holds(({ events }, log) => {
      for (const event of events) {
        if (event.type !== 'ConclusionIssued') continue
        conclusions++
        const answered = [...told(log, 'ExplanationAccepted'), ...told(log, 'ExplanationRejected')]
        const ids = answered.map(({ explanationId }) => explanationId)
        for (const { explanationId } of told(log, 'ExplanationSubmitted'))
          expect(ids).toContain(explanationId)
        for (const [id, { kind, reviewed, seen, referred }] of ledgerOf(log)) {
          expect(reviewed).toBe(true)
          expect(kind === 'suspected-crime' ? referred : seen).toBe(true)
          if (kind === 'suspected-crime') {
            expect(event.data.demands.map(({ findingId }) => String(findingId))).not.toContain(id)
          }
        }
        const flagged = new Set(told(log, 'ActFlagged').map(({ actId }) => String(actId)))
        for (const { actId } of told(log, 'ActRatified')) flagged.delete(actId)
        for (const act of flagged) expect(ledgerOf(log).has(act) || act === 'e1').toBe(false)
      }
    })
    expect(conclusions).toBeGreaterThan(5)
  })

  it('R18: no draft, demand or explanation is on a suspected crime; no violation is published before it is referred', () => {
    holds(({ events }, log) => {
      for (const event of events) {
        const ledger = ledgerOf(log)
        if (event.type === 'DraftCirculated' || event.type === 'ExplanationSubmitted') {
          for (const id of event.data.findings)
            expect(ledger.get(id)?.kind).not.toBe('suspected-crime')
        }
        if (event.type === 'DraftCirculated') {
          for (const { kind, referred } of ledger.values())
            if (kind === 'suspected-crime') expect(referred).toBe(true)
        }
        if (event.type === 'ConclusionPublished') {
          for (const { kind, referred } of ledger.values())
            if (kind === 'violation') expect(referred).toBe(true)
        }
      }
    })
  })

  it('R18: nothing comes after it was cancelled or revoked but referrals', () => {
    holds(({ before, events }) => {
      if (before.status !== 'cancelled' && before.status !== 'revoked') return
      for (const { type } of events) expect(type).toBe('ViolationReferred')
    })
  })

  it('R9, R10: announced, it opens upon a notice for those days; unannounced, it never has one', () => {
    holds(({ events }, log) => {
      for (const event of events) {
        const secret = log[0]?.type === 'UnannouncedOrdered'
        if (event.type === 'NoticeSent') expect(secret).toBe(false)
        if (event.type === 'InspectionOpened' && !secret) {
          const since = log.findLastIndex(
            ({ type }) => type === 'RescheduleProposed' || type === 'InspectionDeferred',
          )
          const [notice] = told(log.slice(since + 1), 'NoticeSent')
          expect(notice).toBeDefined()
          expect(event.data.happenedAt.slice(0, 10) >= (notice?.lead.date ?? '9')).toBe(true)
        }
      }
    })
  })

  it('R8: nothing is done at the subject while it is paused', () => {
    holds(({ before, events }) => {
      if (before.status !== 'fieldwork' || before.paused === undefined) return
      const acts = [
        'EvidenceAttached',
        'ContentAssessed',
        'FindingRaised',
        'MinutesSigned',
        'FieldworkClosed',
      ]
      for (const { type } of events) expect(acts).not.toContain(type)
    })
  })

  it('lifecycle: says no, and never throws, where the streams that it asks for are not there', () => {
    const empty = {
      plan: Plan.initialState,
      delegation: Delegation.initialState,
      taker: Delegation.initialState,
      subject: Agency.initialState,
      responsible: Agency.initialState,
      visits: Visits.initialState,
    }
    /** Acts that hang on nothing but the inspection itself, its authority and its parties. */
    const alone = new Set<string>()
    holds(({ command, before }) => {
      for (const facts of [{}, empty]) {
        const decided = Inspection.decide(command, before, facts)
        if (decided._tag === 'Right') alone.add(command.type)
      }
    })
    for (const type of [
      'ProposeInspection',
      'OrderUnannounced',
      'ConfirmSchedule',
      'RescheduleInspection',
      'SendNotice',
      'OpenInspection',
      'AttachEvidence',
      'AssessContent',
      'RaiseFinding',
      'PauseInspection',
      'RequestResumption',
      'ResumeInspection',
      'RequestExtension',
      'ExtendFieldwork',
      'SignMinutes',
      'CloseFieldwork',
      'HandOverInspection',
      'RecordDissent',
    ]) {
      expect(alone).not.toContain(type)
    }
    expect(alone).toContain('CirculateDraft')
  })

  it('R1: keeps what it froze', () => {
    holds(({ before, after }) => {
      if (before.status === 'none' || after.status === 'none') return
      for (const key of [
        'parameters',
        'planIssuerId',
        'leadAgencyId',
        'subjectLevel',
        'scope',
        'notice',
      ] as const) {
        expect(after[key]).toBe(before[key])
      }
    })
  })
})

describe('the decider', () => {
  const isWhole = (state: InspectionState): string | true => {
    if (state.status === 'none') return true
    if ('findings' in state) {
      for (const { statement, responsibility } of state.findings.values()) {
        if (statement.kind !== 'shortcoming') continue
        if (responsibility === undefined) return 'a shortcoming without an address'
      }
    }
    if (state.status === 'concluded') {
      for (const { findingId } of state.demands.values()) {
        if (state.findings.get(findingId)?.statement.kind === 'suspected-crime')
          return 'a demand on a crime'
      }
    }
    return true
  }

  interface Stage {
    readonly id: string
    readonly log: ReadonlyArray<InspectionEvent>
    readonly next: InspectionStep
  }

  /** The same event of another inspection. */
  const of = (event: InspectionEvent, id: string): InspectionEvent =>
    // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- the same data with another id
    ({ ...event, data: { ...event.data, inspectionId: id } }) as InspectionEvent

  /** For each type of event a history that stands right before it, in a stream of its own. */
  const stages: ReadonlyArray<Stage> = (() => {
    const found = new Map<string, Stage>()
    for (const steps of histories) {
      const log: Array<InspectionEvent> = []
      for (const next of steps) {
        const [event] = next.events
        const id = `i-${String(found.size)}`
        if (event !== undefined && !found.has(event.type)) {
          found.set(event.type, { id, log: [...log], next })
        }
        log.push(...next.events)
      }
    }
    return [...found.values()]
  })()
  const seeds = new Map(stages.map(({ id, log }) => [id, log.map((event) => of(event, id))]))
  // The days that the command names; to open, those that the inspection has.
  const windows = stages.flatMap(({ id, next: { command, before } }) => {
    const asked = 'window' in command.data ? command.data.window : undefined
    const period = asked ?? ('window' in before ? before.window : undefined)
    return period === undefined ? [] : [{ inspectionId: id, windowId: 'w1', period }]
  })
  const nexts = stages.map(({ id, next }) => ({ id, move: next.command }))
  const others = stages.flatMap(({ id, next: { before, command } }) =>
    inspectionMoves(before, day(command.meta.recordedAt.slice(0, 10)))
      .filter(({ type }) => inspectionPhases[before.status].includes(type))
      .map((move) => ({ id, move })),
  )

  it('L1 to L12: is total, pure and replayable, and says nothing twice', () => {
    const commands = fc
      .oneof({ weight: 3, arbitrary: fc.constantFrom(...nexts) }, fc.constantFrom(...others))
      .map(({ move, id }) => ({
        ...move,
        // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- the same data with another id
        data: { ...move.data, inspectionId: id } as never,
      }))
    const report = checkDecider(Inspection, {
      runs: 700,
      seed: 61,
      maxLength: 2,
      commands,
      facts: [
        factsFrom(planFold, [samplePlanState]),
        factsFrom(delegationFold, [sampleDelegationState]),
        factsFrom(agencyFold, [sampleAgencyState('dong-da')]),
        factsFrom(visitsFold, [sampleVisitsState(...windows)]),
        factsFrom(assignmentFold, [sampleTaskState(sampleTaskAssigned())]),
      ],
      seedEvents: (id) => seeds.get(id) ?? [],
      invariants: { 'findings have addresses, crimes no demands': isWhole },
      repeatable: [
        'RescheduleInspection',
        'AssessContent',
        'AmendFinding',
        'RequestResumption',
        'RequestExtension',
        'ImportResult',
      ],
    })
    expect(report).toHold()
  })

  it('lifecycle: decides alike from a fold of its log', () => {
    holds(({ command, facts, before, events }, log) => {
      const again = Inspection.decide(command, foldEvents(Inspection, log), facts)
      expect(again._tag === 'Right' ? again.right : []).toEqual(events)
      expect(foldEvents(Inspection, log)).toEqual(before)
    })
  })
})
