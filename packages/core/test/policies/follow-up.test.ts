/** Follow-up of a conclusion (R16, R17, R23, R24): all that it leads to, and all that corrections reach. */
import { describe, expect, it } from 'vitest'
import {
  sampleConclusionEvents,
  sampleCorrection,
  sampleDemand,
  sampleRevocation,
} from '../../src/testing/obligations-sample.ts'
import { followUp } from '../../src/index.ts'
import { ledToBy, refusedUntil, type Told } from './hearing.ts'
import {
  eventsIn,
  expectOk,
  founded,
  logOf,
  pursuing,
  recordedAs,
  typesIn,
  world,
} from './support.ts'

type Recordable = Parameters<typeof recordedAs>[2]

/** The sample inspection, concluded, and what its conclusion led to. */
const concluded = async (...more: Recordable) => {
  const made = world(undefined, pursuing)
  for (const input of founded) await expectOk(made, input)
  await recordedAs(made, 'inspection-i1', sampleConclusionEvents)
  await made.settle()
  for (const event of more) {
    await recordedAs(made, 'inspection-i1', [event])
    await made.settle()
  }
  return made
}

describe('followUp', () => {
  it('R16: a demand becomes a remediation with its id, from the day of the conclusion', async () => {
    const { ports } = await concluded()
    for (const id of ['d1', 'd2']) {
      const [opened, ...more] = await eventsIn(ports, `remediation-${id}`)
      expect(more).toEqual([])
      expect(opened).toMatchObject({
        type: 'RemediationOpened',
        data: { remediationId: id, subjectId: 'dong-da', happenedOn: '2023-04-28' },
        meta: { actor: { kind: 'policy', name: 'followUp', onBehalfOf: 'so-noi-vu' } },
      })
    }
  })

  it('R23: a recommendation on responsibility opens a matter; one on policies doesn’t', async () => {
    const { ports } = await concluded()
    expect((await eventsIn(ports, 'accountability-r1'))[0]?.data).toMatchObject({
      agencyId: 'dong-da',
      about: { kind: 'post' },
      source: { kind: 'recommendation', recommendationId: 'r1' },
    })
    expect((await eventsIn(ports, 'accountability-r3'))[0]?.data).toMatchObject({
      about: { kind: 'organisation' },
    })
    expect(await typesIn(ports, 'accountability-r2')).toEqual([])
  })

  it('R24: an initiative that stands is recorded, under the id of the event that raised it', async () => {
    const { ports } = await concluded()
    const raised = (await eventsIn(ports, 'inspection-i1')).filter(
      ({ type }) => type === 'FindingRaised',
    )
    const ids = await Promise.all(raised.map(({ id }) => typesIn(ports, `initiative-${id}`)))
    expect(ids).toEqual([[], [], [], ['InitiativeRecorded']])
  })

  it('R24: an initiative that was withdrawn isn’t recorded', async () => {
    const made = world(undefined, pursuing)
    for (const input of founded) await expectOk(made, input)
    const withdrawn = {
      type: 'FindingWithdrawn',
      data: {
        inspectionId: 'i1',
        happenedAt: '2023-04-11T03:00:00.000Z',
        recordedLateDays: 0,
        memberId: 'tp-1',
        findingId: 'f4',
        reason: 'Synthetic',
      },
    }
    const before = sampleConclusionEvents.slice(0, 7)
    await recordedAs(made, 'inspection-i1', [
      ...before,
      withdrawn,
      ...sampleConclusionEvents.slice(7),
    ])
    await made.settle()
    const log = await logOf(made.ports)
    expect(log.filter(({ type }) => type === 'InitiativeRecorded')).toEqual([])
    expect(log.filter(({ type }) => type === 'RemediationOpened')).toHaveLength(2)
  })

  it('R17: a correction reaches what it adds, changes and annuls, and nothing that it keeps', async () => {
    const { ports } = await concluded(
      sampleCorrection('2023-05-10', [
        { kind: 'changed', demandId: 'd1', demand: sampleDemand({ dueOn: '2023-07-03' }) },
        { kind: 'annulled', demandId: 'd2', reason: 'Synthetic' },
        { kind: 'added', demandId: 'd3', demand: sampleDemand({ demandId: 'd3' }) },
      ]),
      sampleCorrection('2023-05-11', [
        { kind: 'kept', demandId: 'd1' },
        { kind: 'kept', demandId: 'd3' },
      ]),
    )
    expect(await typesIn(ports, 'remediation-d1')).toEqual(['RemediationOpened', 'DemandAmended'])
    expect((await eventsIn(ports, 'remediation-d1'))[1]?.data).toMatchObject({
      dueOn: '2023-07-03',
      happenedOn: '2023-05-10',
    })
    expect(await typesIn(ports, 'remediation-d2')).toEqual([
      'RemediationOpened',
      'RemediationAnnulled',
    ])
    expect(await typesIn(ports, 'remediation-d3')).toEqual(['RemediationOpened'])
  })

  it('R17: a revocation annuls what stands and withdraws what isn’t decided; the initiative stays', async () => {
    const { ports } = await concluded(
      sampleCorrection('2023-05-10', [{ kind: 'annulled', demandId: 'd2', reason: 'Synthetic' }]),
      sampleRevocation('2023-05-12'),
    )
    expect(await typesIn(ports, 'remediation-d1')).toEqual([
      'RemediationOpened',
      'RemediationAnnulled',
    ])
    expect(await typesIn(ports, 'remediation-d2')).toEqual([
      'RemediationOpened',
      'RemediationAnnulled',
    ])
    for (const id of ['r1', 'r3', 'r4']) {
      expect((await typesIn(ports, `accountability-${id}`)).at(-1)).toBe('MatterWithdrawn')
    }
    const types = (await logOf(ports)).map(({ type }) => type)
    expect(types.filter((type) => type.startsWith('Initiative'))).toEqual(['InitiativeRecorded'])
  })

  it('policy: a refusal comes back, and what the rule forbids stays undone', async () => {
    const made = world(undefined, pursuing)
    for (const input of founded) await expectOk(made, input)
    // Someone opened a matter by hand under the id; the policy’s own is refused and noted.
    await recordedAs(made, 'inspection-i1', sampleConclusionEvents)
    await expectOk(made, {
      of: 'remediation',
      type: 'OpenRemediation',
      data: {
        remediationId: 'd1',
        happenedOn: '2023-04-28',
        source: { kind: 'conclusion', inspectionId: 'i1', demandId: 'd1' },
      },
      at: '2023-04-28T03:00:00.000Z',
    })
    await made.settle()
    expect(await typesIn(made.ports, 'remediation-d1')).toEqual([
      'RemediationOpened',
      'CommandRefused',
    ])
  })

  // Told by hand: what the policy asks for, before anybody has said yes or no.
  const heard = (...events: Recordable): ReadonlyArray<Told> =>
    events.map(({ type, data }) => ({ in: 'inspection-i1', type, data: { ...data } }))
  const asked = (...events: ReadonlyArray<Told>) =>
    ledToBy(followUp, ...events).map((reaction) =>
      reaction._tag === 'Send' ? [reaction.command.type, idIn(reaction.command.data)] : reaction,
    )
  const raisedAt = sampleConclusionEvents.findIndex(
    ({ type, data }) => type === 'FindingRaised' && data.findingId === 'f4',
  )
  const statement = { kind: 'achievement', area: 'procedures' }
  const finding = { statement, severity: 'minor' }

  it('R16, R23, R24: a conclusion asks for each of them, and for nothing more', () => {
    expect(asked(...heard(...sampleConclusionEvents))).toEqual([
      ['OpenRemediation', 'd1'],
      ['OpenRemediation', 'd2'],
      ['OpenMatter', 'r1'],
      ['OpenMatter', 'r3'],
      ['OpenMatter', 'r4'],
      ['RecordInitiative', `event-${String(raisedAt)}`],
    ])
  })

  it('R24: an initiative keeps the event that raised it, whatever is raised or amended after it', () => {
    const act = {
      inspectionId: 'i1',
      happenedAt: '2023-04-11T03:00:00.000Z',
      recordedLateDays: 0,
      memberId: 'tp-1',
    }
    const initiative = sampleConclusionEvents[raisedAt]?.data
    const later = heard(
      { type: 'FindingRaised', data: { ...act, findingId: 'f5', finding } },
      { type: 'FindingAmended', data: { ...act, ...initiative, reason: 'Synthetic' } },
    )
    const events = heard(...sampleConclusionEvents)
    const told = [...events.slice(0, raisedAt + 1), ...later, ...events.slice(raisedAt + 1)]
    expect(asked(...told).slice(-1)).toEqual([['RecordInitiative', `event-${String(raisedAt)}`]])
    const gone = heard({
      type: 'FindingWithdrawn',
      data: { ...act, findingId: 'f4', reason: 'Synthetic' },
    })
    const without = [...events.slice(0, raisedAt + 1), ...gone, ...events.slice(raisedAt + 1)]
    expect(JSON.stringify(asked(...without))).not.toContain('RecordInitiative')
  })

  it('R17: a revocation takes back the demands and what is asked of persons, and no other recommendation', () => {
    const events = heard(...sampleConclusionEvents, sampleRevocation('2023-05-12'))
    expect(asked(...events)).toEqual([
      ['AnnulRemediation', 'd1'],
      ['AnnulRemediation', 'd2'],
      ['WithdrawMatter', 'r1'],
      ['WithdrawMatter', 'r3'],
      ['WithdrawMatter', 'r4'],
    ])
  })

  it.each([
    ['OpenRemediation', 'remediation-d1', 'd1'],
    ['OpenMatter', 'accountability-r1', 'r1'],
    ['RecordInitiative', `initiative-event-${String(raisedAt)}`, `event-${String(raisedAt)}`],
  ])('policy: %s that came too late for its day is asked for once more', (type, stream, id) => {
    const events = heard(...sampleConclusionEvents)
    const refused = refusedUntil('2023-05-02', stream, type, 'followUp', events.length - 1)
    expect(asked(...events, refused)).toEqual([[type, id]])
  })
})

/** The id of what a command is about. */
const idIn = (data: unknown): unknown =>
  typeof data === 'object' && data !== null ? Object.values(data)[0] : undefined
