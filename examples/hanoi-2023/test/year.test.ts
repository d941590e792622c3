/**
 * What the year holds: visits of every kind, and what goes wrong in real life.
 */
import { join } from 'node:path'
import { type InspectionEvent, InspectionEvents } from '@kiemtra/core'
import type { StoredEvent } from '@kiemtra/kernel'
import { inMemoryEventStore } from '@kiemtra/runtime'
import { isLeft } from 'fp-ts/lib/Either.js'
import { beforeAll, describe, expect, it } from 'vitest'
import { OWN_DATA } from '../src/cli.ts'
import { counted } from '../src/counted.ts'
import { loadYear } from '../src/load.ts'
import { sendAll } from '../src/send.ts'
import { folder, runHere } from './support/world.ts'

type Of<Type extends InspectionEvent['type']> = Extract<InspectionEvent, { type: Type }>

const log: StoredEvent[] = []
const inspections = new Map<string, InspectionEvent[]>()

beforeAll(async () => {
  const year = await loadYear(OWN_DATA)
  if (isLeft(year)) throw new Error(year.left.reason)
  const events = inMemoryEventStore()
  const sent = await sendAll(year.right.steps, counted(events))
  if (isLeft(sent)) throw new Error(sent.left._tag)
  for await (const delivery of events.subscribe({ namespace: 'kiemtra', from: 'start' })) {
    if (delivery._tag === 'CaughtUp') break
    if (delivery._tag !== 'Event') continue
    log.push(delivery.stored)
    const { stream } = delivery.stored
    if (!stream.startsWith('kiemtra.inspection-')) continue
    // A recorded refusal is no event of the inspection; the last test looks at them.
    if (delivery.stored.type === 'CommandRefused') continue
    const decoded = InspectionEvents.decode(delivery.stored)
    if (isLeft(decoded)) throw new Error(decoded.left._tag)
    inspections.set(stream, [...(inspections.get(stream) ?? []), decoded.right])
  }
}, 240_000)

const all = <Type extends InspectionEvent['type']>(type: Type): ReadonlyArray<Of<Type>> =>
  [...inspections.values()].flat().filter((event): event is Of<Type> => event.type === type)

const storyOf = (part: string): ReadonlyArray<InspectionEvent> =>
  [...inspections].find(([stream]) => stream.includes(part))?.[1] ?? []

describe('the visits of the year', () => {
  it('are announced and unannounced, comprehensive and thematic, on-site, digital and by report', () => {
    expect(all('InspectionProposed').length).toBeGreaterThan(20)
    expect(all('UnannouncedOrdered').length).toBeGreaterThan(1)
    const modes = new Set(all('InspectionProposed').map(({ data }) => data.mode))
    expect([...modes].sort()).toEqual(['digital', 'on-site', 'report'])
    const thematic = new Set(all('InspectionProposed').map(({ data }) => data.scope.thematic))
    expect(thematic.size).toBe(2)
  })

  it('go to departments, districts, their divisions and communes', () => {
    const levels = new Set(all('InspectionProposed').map(({ data }) => data.subjectLevel))
    expect([...levels].sort()).toEqual(['commune', 'department', 'district', 'division'])
  })

  it('each ends in a published conclusion, or a revoked one', () => {
    for (const story of inspections.values()) {
      expect(story.some(({ type }) => type === 'ConclusionPublished')).toBe(true)
    }
  })
})

describe('what goes wrong in real life', () => {
  it('a member is recused, and a vacancy has its due date', () => {
    const recused = log.find(({ type }) => type === 'MemberRecused')
    expect(JSON.stringify(recused?.data)).toContain('vacanc')
  })

  it("the lead agency's own inspection is led by a deputy and concluded by the issuer", () => {
    const story = storyOf('so-noi-vu')
    const proposed = story.find((event) => event.type === 'InspectionProposed')
    const opened = story.find((event) => event.type === 'InspectionOpened')
    expect(proposed?.data.concludedBy).toBe('ubnd-thanh-pho')
    expect(opened?.data.insteadOfHead).toBe(true)
  })

  it('a self-report comes late and the visit goes on', () => {
    const late = all('SelfReportSubmitted').filter(({ data }) => data.late)
    expect(late.map(({ data }) => data.inspectionId)).toContain('kh-61-2023_quoc-oai-04')
    expect(storyOf('quoc-oai').some(({ type }) => type === 'ConclusionIssued')).toBe(true)
  })

  it('a schedule is refused and gets a new date', () => {
    expect(all('ScheduleRefused')).toHaveLength(4)
    // The fourth comes into the window of the delegation that is there already.
    expect(all('RescheduleProposed')).toHaveLength(3)
    expect(log.filter(({ type }) => type === 'InspectionsCombined')).toHaveLength(1)
  })

  it('a visit is paused and resumed in another window; an extension is refused', () => {
    expect(all('InspectionPaused')).toHaveLength(1)
    expect(all('InspectionResumed')).toHaveLength(1)
    expect(all('ExtensionRefused')).toHaveLength(1)
  })

  it('minutes are signed with reservation, and refused before a witness', () => {
    const kinds = all('MinutesSigned').map(({ data }) => data.subject.kind)
    expect(new Set(kinds)).toEqual(new Set(['signed', 'reservation', 'refused']))
  })

  it('explanations are accepted and rejected', () => {
    expect(all('ExplanationAccepted')).toHaveLength(1)
    expect(all('ExplanationRejected')).toHaveLength(1)
  })

  it('a suspected crime is referred before the draft, and the subject is not told', () => {
    const story = storyOf('ba-vi')
    const types = story.map(({ type }) => type)
    expect(types.indexOf('ViolationReferred')).toBeGreaterThan(-1)
    expect(types.indexOf('ViolationReferred')).toBeLessThan(types.indexOf('DraftCirculated'))
    const crime = all('FindingRaised').find(
      ({ data }) => data.finding.statement.kind === 'suspected-crime',
    )
    const draft = story.find((event) => event.type === 'DraftCirculated')
    expect(draft?.data.findings).not.toContain(crime?.data.findingId)
    const conclusion = story.find((event) => event.type === 'ConclusionIssued')
    const onCrime = conclusion?.data.demands.filter(
      ({ findingId }) => findingId === crime?.data.findingId,
    )
    expect(onCrime).toEqual([])
  })

  it('a conclusion is issued after the delegation was dissolved', () => {
    const at = (type: string, part: string): number =>
      log.findIndex((stored) => stored.type === type && stored.stream.includes(part))
    expect(at('DelegationDissolved', 'doan')).toBeGreaterThan(-1)
    expect(at('ConclusionIssued', 'ba-dinh')).toBeGreaterThan(at('DelegationDissolved', 'doan'))
  })

  it('a conclusion is corrected, one reviewed at the request of the subject, one revoked', () => {
    expect(all('ConclusionCorrected')).toHaveLength(1)
    expect(all('ReviewDecided')).toHaveLength(1)
    expect(all('ConclusionRevoked')).toHaveLength(1)
  })
})

describe('what follows an inspection', () => {
  const of = (type: string) => log.filter((stored) => stored.type === type)
  const by = (policy: string, type: string) =>
    of(type).filter(({ meta: { actor } }) => actor.kind === 'policy' && actor.name === policy)
  const streams = (type: string) => new Set(of(type).map(({ stream }) => stream))

  it('shortcomings of the year before come in as obligations, and one is found again', () => {
    const asked = all('PriorShortcomingsRequired').filter(({ data }) => data.obligations.length > 0)
    expect(asked).toHaveLength(2)
    const repeats = all('FindingRaised').filter(
      ({ data }) => data.finding.statement.repeats !== undefined,
    )
    expect(repeats).toMatchObject([{ data: { finding: { severity: 'significant' } } }])
  })

  it('each demand becomes a remediation; some are late, urged, escalated and owed a follow-up', () => {
    const demands = all('ConclusionIssued').flatMap(({ data }) => data.demands)
    expect(by('followUp', 'RemediationOpened')).toHaveLength(demands.length)
    expect(by('followUp', 'RemediationAnnulled')).toHaveLength(1)
    const steps = ['RemediationOverdue', 'AgencyUrged', 'RemediationEscalated', 'FollowUpRequested']
    const counts = steps.map((type) => by('escalation', type).length)
    expect(counts).toEqual([9, 8, 4, 4])
    expect(streams('CompletionVerified').size).toBeGreaterThan(20)
  })

  it('two initiatives are piloted and replicated to districts', () => {
    expect(by('followUp', 'InitiativeRecorded').length).toBeGreaterThan(2)
    expect(streams('PilotEvaluated').size).toBe(2)
    expect(of('ReplicationConfirmed')).toHaveLength(4)
  })

  it('the responsibility of a head is decided, after an explanation', () => {
    expect(of('MatterDecided').map(({ data }) => data)).toMatchObject([
      { outcome: 'lessons', explained: true, decidedBy: 'ubnd-thanh-pho' },
    ])
  })

  it('R29: a district inspects on its own, and the city is told how far that went by then', () => {
    const told = all('OwnInspectingRecorded')
    const districts = all('InspectionProposed').filter(
      ({ data }) => data.subjectLevel === 'district',
    )
    expect(by('ownInspecting', 'OwnInspectingRecorded')).toHaveLength(districts.length)
    expect(told).toHaveLength(districts.length)
    const own = told.filter(({ data }) => data.ownInspecting.plans.length > 0)
    expect(own).toMatchObject([
      {
        data: {
          inspectionId: 'kh-61-2023_gia-lam-07',
          ownInspecting: {
            plans: ['kh-gia-lam-2023'],
            divisions: { agencies: 2, inspected: 1 },
            communes: { agencies: 3, inspected: 2 },
          },
        },
      },
    ])
  })

  it('a task is done, another marked and urged', () => {
    expect(of('TaskAccepted')).toHaveLength(1)
    expect(by('escalation', 'TaskUrged')).toHaveLength(1)
  })
})

it('nothing that the data asks for is malformed, and only windows are refused', async () => {
  const { out } = await runHere('--db', join(await folder(), 'year.db'), '--lang', 'en')
  expect(out.match(/│ R\d+ +│/g)?.length).toBe(8)
  expect(out).toContain('Obligations to remedy: 32; verified 26')
  // The city's visit joins a civil-duty window that moves, and no inspection of this log is behind that.
  // Of the extension that was refused nothing is left to give back, and the calendar says so.
  const refusals = log.filter(({ type }) => type === 'CommandRefused')
  expect(refusals.map(({ data }) => data)).toMatchObject([
    { commandType: 'ConfirmSchedule', rejection: { _tag: 'InspectionNotBegun' } },
    { commandType: 'MoveWindow', rejection: { _tag: 'NothingToMove' } },
  ])
})
