/** Succession (R26): what an agency leaves goes to who takes over, whenever that is known. */
import { describe, expect, it } from 'vitest'
import { succession } from '../../src/index.ts'
import { heardBy, type Told } from './hearing.ts'
import { eventsIn, notifies, opens, proposes, typesIn } from './support.ts'
import {
  asksFor,
  claims,
  dissolves,
  names,
  owes,
  pursued,
  tasks,
  goesOn,
  untilThe,
} from './obligations.ts'

const owed = [
  owes('d1', 'so-tu-phap', '2023-04-03', '2024-06-03'),
  owes('d2', 'so-tu-phap', '2023-04-03', '2024-06-03'),
  tasks('t-1', 'so-tu-phap', '2023-04-03', '2024-06-03'),
  claims('d2', '2023-04-04'),
  asksFor('VerifyCompletion', 'd2', '2023-04-05', { verifiedBy: 'so-noi-vu', text: 'Synthetic' }),
]

describe('succession', () => {
  it('R26: a single successor gets what is open on the day of the end, and not before', async () => {
    const made = await pursued(
      ...owed,
      dissolves('so-tu-phap', '2023-05-03', '2023-06-01', 'so-noi-vu'),
    )
    await untilThe(made, '2023-05-31')
    expect(await typesIn(made.ports, 'remediation-d1')).toEqual(['RemediationOpened'])
    await untilThe(made, '2023-06-01')
    expect((await eventsIn(made.ports, 'remediation-d1'))[1]).toMatchObject({
      type: 'RemediationTransferred',
      data: { subjectId: 'so-noi-vu', fromId: 'so-tu-phap', happenedOn: '2023-06-01' },
      meta: { actor: { kind: 'policy', name: 'succession' } },
    })
    expect((await typesIn(made.ports, 'assignment-t-1')).at(-1)).toBe('TaskTransferred')
    expect((await typesIn(made.ports, 'remediation-d2')).at(-1)).toBe('CompletionVerified')
  })

  it('R26: several successors: it waits for the taker, who may be named late', async () => {
    const made = await pursued(
      ...owed,
      dissolves('so-tu-phap', '2023-05-03', '2023-05-03', 'so-noi-vu', 'thanh-tra-thanh-pho'),
    )
    await untilThe(made, '2023-07-03')
    expect(await typesIn(made.ports, 'remediation-d1')).toEqual(['RemediationOpened'])
    await goesOn(made, names('so-tu-phap', 'thanh-tra-thanh-pho', '2023-07-04'))
    expect((await eventsIn(made.ports, 'agency-so-tu-phap')).at(-1)?.data).toMatchObject({
      late: true,
    })
    expect((await eventsIn(made.ports, 'remediation-d1')).at(-1)?.data).toMatchObject({
      subjectId: 'thanh-tra-thanh-pho',
      happenedOn: '2023-07-04',
    })
  })

  it('R26: what was recorded before the end, and is heard of after it, moves all the same', async () => {
    const made = await pursued(
      owes('d1', 'so-tu-phap', '2023-04-03', '2024-06-03'),
      dissolves('so-tu-phap', '2023-05-03', '2023-05-10', 'so-noi-vu', 'thanh-tra-thanh-pho'),
    )
    // The day comes, and its timer fires, before the policy has read on to the taker.
    await untilThe(made, '2023-05-10')
    await goesOn(made, names('so-tu-phap', 'thanh-tra-thanh-pho', '2023-05-09'))
    await untilThe(made, '2023-05-11')
    expect((await eventsIn(made.ports, 'remediation-d1')).at(-1)).toMatchObject({
      type: 'RemediationTransferred',
      data: { subjectId: 'thanh-tra-thanh-pho', happenedOn: '2023-05-10' },
    })
    // And so does what it still got.
    await goesOn(made, owes('d2', 'so-tu-phap', '2023-05-09', '2024-06-03'))
    await untilThe(made, '2023-05-12')
    expect((await typesIn(made.ports, 'remediation-d2')).at(-1)).toBe('RemediationTransferred')
  })

  it('R26: who took over may end, too; what comes after the end moves on at once', async () => {
    const made = await pursued(
      owes('d1', 'so-tu-phap', '2023-04-03', '2024-06-03'),
      dissolves('so-tu-phap', '2023-05-03', '2023-05-03', 'thanh-tra-thanh-pho'),
      dissolves('thanh-tra-thanh-pho', '2023-05-04', '2023-05-04', 'so-noi-vu'),
      { ...owes('d2', 'so-tu-phap', '2023-04-28', '2024-06-03'), at: '2023-05-05T02:00:00.000Z' },
    )
    for (const id of ['d1', 'd2']) {
      expect(await eventsIn(made.ports, `remediation-${id}`)).toMatchObject([
        { data: { subjectId: 'so-tu-phap' } },
        { data: { subjectId: 'thanh-tra-thanh-pho' } },
        { data: { subjectId: 'so-noi-vu' } },
      ])
    }
  })

  it('R26: an unopened inspection is called off, an opened one goes on with the successor', async () => {
    const made = await pursued(
      proposes('i-1', '2023-04-11', '2023-04-13'),
      proposes('i-2', '2023-05-11', '2023-05-12', 'p62'),
      notifies('i-1', '2023-03-20'),
      opens('i-1', '2023-04-11'),
      dissolves('dong-da', '2023-04-12', '2023-04-12', 'hoan-kiem'),
    )
    expect(await typesIn(made.ports, 'inspection-i-2')).toContain('InspectionCancelled')
    const handed = (await eventsIn(made.ports, 'inspection-i-1')).find(
      ({ type }) => type === 'InspectionHandedOver',
    )
    expect(handed?.data).toMatchObject({ to: { kind: 'successor', subjectId: 'hoan-kiem' } })
  })

  it('policy: what came too late for its day is done on the day of the refusal', async () => {
    const made = await pursued(
      owes('d1', 'so-tu-phap', '2023-04-03', '2024-06-03'),
      dissolves('so-tu-phap', '2023-05-03', '2023-05-10', 'so-noi-vu'),
    )
    // Before the policy comes to it, a claim is recorded for a later day.
    const later = { ...claims('d1', '2023-05-12'), at: '2023-05-12T02:00:00.000Z' }
    await made.does(later)
    await untilThe(made, '2023-05-12')
    const types = await typesIn(made.ports, 'remediation-d1')
    expect(types).toContain('RemediationTransferred')
  })
})

describe('what succession makes of what it hears', () => {
  const holds = (remediationId: string): Told => ({
    in: `remediation-${remediationId}`,
    type: 'RemediationOpened',
    data: { remediationId, subjectId: 'so-tu-phap' },
    on: '2023-05-02',
  })
  /** Known on the 3rd, in force from the 10th on. */
  const ends: Told = {
    in: 'agency-so-tu-phap',
    type: 'AgencyDissolved',
    data: { agencyId: 'so-tu-phap', effectiveOn: '2023-05-10', successors: ['so-noi-vu'] },
    on: '2023-05-03',
  }
  const moved = (remediationId: string, happenedOn: string) => ({
    _tag: 'Send',
    command: {
      type: 'TransferRemediation',
      data: { remediationId, happenedOn, toId: 'so-noi-vu' },
    },
  })
  const theTimer = [{ _tag: 'At', timer: 'end', instant: '2023-05-09T17:00:00.000Z' }]
  /** The refusal of what the event at a place has led to. */
  const refused = (place: number, on: string, rejection: { readonly _tag: string }): Told => ({
    in: 'remediation-d2',
    type: 'CommandRefused',
    data: { commandType: 'TransferRemediation', rejection },
    on,
    answers: { policy: 'succession', place },
  })
  const tooLate = { _tag: 'OutOfOrder', earliest: '2023-05-11' }

  it('R26: before the day of the end it asks for its timer, and for nothing else', () => {
    expect(heardBy(succession, holds('d1'), ends).reactions).toEqual(theTimer)
    const lastDay = { ...holds('d2'), on: '2023-05-09' }
    expect(heardBy(succession, holds('d1'), ends, lastDay).reactions).toEqual(theTimer)
    const firstDay = { ...holds('d2'), on: '2023-05-10' }
    expect(heardBy(succession, holds('d1'), ends, firstDay).reactions).toMatchObject([
      moved('d2', '2023-05-10'),
    ])
  })

  it('R26: its timer moves everything on the day of the end, and nothing before it', () => {
    const state = heardBy(succession, holds('d1'), holds('d2'), ends).stateOf('so-tu-phap')
    const fires = (instant: string) =>
      succession.react(state, { _tag: 'Timer', timer: 'end', instant })
    expect(fires('2023-05-09T16:59:59.999Z')).toEqual([])
    const both = [moved('d1', '2023-05-10'), moved('d2', '2023-05-10')]
    expect(fires('2023-05-09T17:00:00.000Z')).toMatchObject(both)
    expect(fires('no instant')).toEqual([])
  })

  it('policy: what was refused because it came too late is asked for once more, and nothing else', () => {
    const last = { ...holds('d2'), on: '2023-05-10' }
    const again = heardBy(succession, holds('d1'), ends, last, refused(2, '2023-05-11', tooLate))
    expect(again.reactions).toMatchObject([moved('d2', '2023-05-11')])
    expect(again.reactions).toHaveLength(1)
    const early = heardBy(succession, holds('d1'), ends, last, refused(2, '2023-05-10', tooLate))
    expect(early.reactions).toEqual([])
  })

  it('policy: what was refused for any other reason stays so, which is remembered', () => {
    const last = { ...holds('d2'), on: '2023-05-10' }
    const no = refused(2, '2023-05-11', { _tag: 'NotTheTaker' })
    const { reactions, stateOf } = heardBy(succession, holds('d1'), ends, last, no)
    expect(reactions).toEqual([])
    expect(stateOf('so-tu-phap').refusals).toEqual([
      { commandType: 'TransferRemediation', rejection: 'NotTheTaker' },
    ])
  })

  it('policy: a refusal from before the end doesn’t ask for the timer once more', () => {
    const no = refused(1, '2023-05-09', { _tag: 'NotYetHappened' })
    const { reactions, stateOf } = heardBy(succession, holds('d2'), ends, no)
    expect(reactions).toEqual([])
    expect(stateOf('so-tu-phap').refusals).toHaveLength(1)
  })
})
