/** Mandate: acts that relied on a roster which has changed are flagged, and no conclusion gets out. */
import { describe, expect, it } from 'vitest'
import { commandHandler } from '@kiemtra/runtime'
import { Delegation, inspectionFold } from '../../src/index.ts'
import { sampleEstablishment } from '../../src/testing/delegation.ts'
import { sampleDocument } from '../../src/testing/plan.ts'
import {
  acts,
  after,
  appoints,
  asks,
  at,
  attaches,
  eventsIn,
  type Input,
  notifies,
  opens,
  proposes,
  replaces,
  stateOf,
  world,
  type World,
} from './support.ts'

const underWay = [
  proposes('i-1', '2023-04-11', '2023-04-13'),
  notifies('i-1', '2023-03-20'),
  opens('i-1', '2023-04-11'),
]

const inDelegation = (type: string, day: string, data: Input['data'], recorded = day): Input => ({
  of: 'delegation',
  type,
  data: { delegationId: 'doan-p61', happenedOn: day, ...data },
  at: at(recorded, 10),
})

const recuses = (personId: string, day: string, recorded?: string, more: Input['data'] = {}) =>
  inDelegation('RecuseMember', day, { personId, reason: 'Synthetic', ...more }, recorded)

const dissolves = (day: string) =>
  inDelegation('DissolveDelegation', day, {
    document: { number: '800/QĐ-SNV', kind: 'decision', issuer: 'so-noi-vu', signedOn: day },
    handovers: [
      { to: { kind: 'agency', agencyId: 'so-noi-vu' }, inspections: ['i-1'], documents: [] },
    ],
  })

const flagsIn = async ({ ports }: World, id = 'i-1'): Promise<ReadonlyArray<unknown>> =>
  (await eventsIn(ports, `inspection-${id}`))
    .filter(({ type }) => type === 'ActFlagged')
    .map(({ data }) => data)

const eventId = async ({ ports }: World, type: string): Promise<string | undefined> =>
  (await eventsIn(ports, 'inspection-i-1')).find((one) => one.type === type)?.id

const statement = {
  kind: 'achievement',
  area: 'procedures',
  content: 'own-reform-plan',
  severity: 'minor',
  criterion: 'Synthetic',
  condition: 'Synthetic',
  conditionOn: '2023-04-11',
  evidence: ['e-1'],
  correctedOnSpot: false,
}

describe('mandate', () => {
  it('R5: an act by a member who was recused for that day is flagged; one of the day before is not', async () => {
    const made = await after(
      ...underWay,
      attaches('i-1', '2023-04-11', 'e-1'),
      attaches('i-1', '2023-04-12', 'e-2'),
      recuses('tp-1', '2023-04-12', '2023-04-14'),
    )
    const attached = (await eventsIn(made.ports, 'inspection-i-1')).filter(
      ({ type }) => type === 'EvidenceAttached',
    )
    expect(await flagsIn(made)).toMatchObject([
      { actId: attached[1]?.id, reason: 'roster', happenedOn: '2023-04-14' },
    ])
  })

  it('R5: a recusal on another subject, or of another member, flags nothing', async () => {
    const made = await after(
      ...underWay,
      attaches('i-1', '2023-04-12', 'e-1'),
      recuses('tp-1', '2023-04-12', '2023-04-14', { subjectId: 'so-tu-phap' }),
      recuses('nv-3', '2023-04-12', '2023-04-14'),
    )
    expect(await flagsIn(made)).toEqual([])
  })

  it('R6: an act after the delegation was dissolved is flagged for its term', async () => {
    const made = await after(
      ...underWay,
      attaches('i-1', '2023-04-12', 'e-1'),
      dissolves('2023-04-12'),
    )
    expect(await flagsIn(made)).toMatchObject([
      { actId: await eventId(made, 'EvidenceAttached'), reason: 'term' },
    ])
  })

  it('R5: an opening by a leader who was already excluded is flagged', async () => {
    const made = await after(...underWay, recuses('nv-1', '2023-04-11', '2023-04-12'))
    expect(await flagsIn(made)).toMatchObject([
      { actId: await eventId(made, 'InspectionOpened'), reason: 'roster' },
    ])
  })

  it('R5: a roster that changed between reading and appending: the act is flagged', async () => {
    const made = await after(...underWay)
    // The recusal is recorded after the delegation was read, and before the evidence is written.
    const { events } = made.ports
    let crossed = false
    const racing = {
      ...events,
      append: ((stream, ...rest) =>
        async () => {
          if (stream.startsWith('kiemtra.inspection-') && !crossed) {
            crossed = true
            const { type, data, at: recordedAt } = recuses('tp-1', '2023-04-11', '2023-04-12')
            const meta = {
              commandId: 'crossing',
              actor: { kind: 'import', source: 'x' },
              recordedAt,
            }
            await commandHandler({ events }).untyped(Delegation, { type, data, meta })()
          }
          return events.append(stream, ...rest)()
        }) satisfies typeof events.append,
    }
    const { does } = world({ ...made.ports, events: racing })
    expect(await does(attaches('i-1', '2023-04-12', 'e-1'))).toBe('ok')
    await made.settle()
    expect(crossed).toBe(true)
    const order = (await eventsIn(made.ports, 'delegation-doan-p61')).at(-1)?.position
    const act = (await eventsIn(made.ports, 'inspection-i-1')).find(
      ({ type }) => type === 'EvidenceAttached',
    )
    expect(order !== undefined && act !== undefined && order < act.position).toBe(true)
    expect(await flagsIn(made)).toMatchObject([{ actId: act?.id, reason: 'roster' }])
    expect(await stateOf(made.ports, inspectionFold, 'i-1')).toMatchObject({
      flagged: new Set([act?.id]),
    })
  })

  it('R5: a finding raised and amended is flagged once, under its own id, and settled by withdrawal', async () => {
    const raised = { memberId: 'tp-1', findingId: 'f-1', statement }
    const made = await after(
      ...underWay,
      attaches('i-1', '2023-04-11', 'e-1', 'nv-3'),
      acts('RaiseFinding', 'i-1', '2023-04-12', raised),
      acts('AmendFinding', 'i-1', '2023-04-12', { ...raised, reason: 'Synthetic' }),
      recuses('tp-1', '2023-04-12', '2023-04-13'),
    )
    expect(await flagsIn(made)).toMatchObject([{ actId: 'f-1' }])
    expect(
      await made.does(
        acts('WithdrawFinding', 'i-1', '2023-04-13', {
          memberId: 'nv-3',
          findingId: 'f-1',
          reason: 'Synthetic',
        }),
      ),
    ).toBe('ok')
    expect(await stateOf(made.ports, inspectionFold, 'i-1')).toMatchObject({ flagged: new Set() })
  })

  it('R5: one finding id in two inspections is two acts, and both are flagged', async () => {
    const finds = (inspectionId: string, day: string, evidenceId: string) => [
      attaches(inspectionId, day, evidenceId, 'nv-3'),
      acts('RaiseFinding', inspectionId, day, {
        memberId: 'tp-1',
        findingId: 'f-1',
        statement: { ...statement, conditionOn: day, evidence: [evidenceId] },
      }),
    ]
    const made = await after(
      ...underWay,
      ...finds('i-1', '2023-04-11', 'e-1'),
      proposes('i-2', '2023-04-17', '2023-04-18'),
      notifies('i-2', '2023-03-20'),
      opens('i-2', '2023-04-17'),
      ...finds('i-2', '2023-04-17', 'e-2'),
      recuses('tp-1', '2023-04-11', '2023-04-18'),
    )
    expect(await flagsIn(made, 'i-1')).toMatchObject([{ inspectionId: 'i-1', actId: 'f-1' }])
    expect(await flagsIn(made, 'i-2')).toMatchObject([{ inspectionId: 'i-2', actId: 'f-1' }])
  })

  it('R5: an act is not judged by what was before the roster that it cites', async () => {
    const made = await after(
      ...underWay,
      appoints('tp-2', '2023-04-12'),
      attaches('i-1', '2023-04-12', 'e-1', 'tp-2'),
    )
    expect(await flagsIn(made)).toEqual([])
  })

  it('R5: what a later decision mends stays flagged, for someone to ratify', async () => {
    const made = await after(
      ...underWay,
      attaches('i-1', '2023-04-12', 'e-1'),
      replaces('tp-1', 'tp-2', '2023-04-12'),
      appoints('tp-1', '2023-04-12', '2023-04-13'),
    )
    expect(await flagsIn(made)).toMatchObject([{ reason: 'roster', happenedOn: '2023-04-12' }])
  })

  it('R5: another delegation’s changes flag nothing, nor do later days', async () => {
    const made = await after(
      ...underWay,
      attaches('i-1', '2023-04-12', 'e-1'),
      {
        ...recuses('tp-1', '2023-04-12'),
        data: { ...recuses('tp-1', '2023-04-12').data, delegationId: 'doan-p62' },
      },
      recuses('tp-1', '2023-04-13'),
      asks('PauseInspection', 'i-1', '2023-04-13', { reason: 'Synthetic' }),
    )
    expect(await flagsIn(made)).toEqual([])
  })

  it('R5: each act is flagged, and once, however often the roster changes after it', async () => {
    const made = await after(
      ...underWay,
      attaches('i-1', '2023-04-12', 'e-1'),
      attaches('i-1', '2023-04-12', 'e-2'),
      recuses('tp-1', '2023-04-12', '2023-04-13'),
      replaces('tp-1', 'tp-2', '2023-04-12', '2023-04-13'),
    )
    const all = await eventsIn(made.ports, 'inspection-i-1')
    const attached = all.filter(({ type }) => type === 'EvidenceAttached').map(({ id }) => id)
    expect(attached).toHaveLength(2)
    expect(await flagsIn(made)).toMatchObject(attached.map((actId) => ({ actId })))
    // Asked for again, it would be refused.
    expect(all.map(({ type }) => type)).not.toContain('CommandRefused')
  })

  it('R5: what the delegation does as a whole needs its term, and no member’s mandate', async () => {
    const paused = [
      ...underWay,
      asks('PauseInspection', 'i-1', '2023-04-12', { reason: 'Synthetic' }),
    ]
    expect(await flagsIn(await after(...paused, recuses('tp-1', '2023-04-12')))).toEqual([])
    const made = await after(...paused, dissolves('2023-04-12'))
    expect(await flagsIn(made)).toMatchObject([
      { actId: await eventId(made, 'InspectionPaused'), reason: 'term' },
    ])
  })

  it('R5: an opening by one who may act, and no longer leads, is flagged', async () => {
    const instead = [
      proposes('i-1', '2023-04-11', '2023-04-13'),
      notifies('i-1', '2023-03-20'),
      recuses('nv-1', '2023-04-10'),
      acts('OpenInspection', 'i-1', '2023-04-11', { leaderId: 'nv-2' }),
    ]
    const headed = (day: string) =>
      inDelegation(
        'ReplaceHead',
        day,
        {
          head: { role: 'head', personId: 'nv-4', agencyId: 'so-noi-vu', postId: 'deputy' },
          document: { number: '813/QĐ-SNV', kind: 'decision', issuer: 'so-noi-vu', signedOn: day },
          reason: 'Synthetic',
        },
        '2023-04-12',
      )
    expect(await flagsIn(await after(...instead, headed('2023-04-11')))).toMatchObject([
      { reason: 'roster' },
    ])
    expect(await flagsIn(await after(...instead, headed('2023-04-12')))).toEqual([])
  })

  it('R5: a team’s opening needs the team’s leader', async () => {
    const team = inDelegation('FormTeam', '2023-03-14', {
      teamId: 'to-1',
      leaderId: 'tp-1',
      members: ['tp-1', 'nv-3'],
      grounds: ['content'],
      reason: 'Synthetic',
    })
    const proposal = proposes('i-1', '2023-04-11', '2023-04-13')
    const byTeam = [
      team,
      {
        ...proposal,
        data: {
          ...proposal.data,
          inspectors: { by: 'team', teamId: 'to-1', reason: 'Synthetic' },
        },
      },
      notifies('i-1', '2023-03-20'),
      acts('OpenInspection', 'i-1', '2023-04-11', { leaderId: 'tp-1' }),
    ]
    expect(await flagsIn(await after(...byTeam, recuses('nv-1', '2023-04-11')))).toEqual([])
    expect(await flagsIn(await after(...byTeam, recuses('tp-1', '2023-04-11')))).toMatchObject([
      { reason: 'roster' },
    ])
  })

  it.each([
    ['signed', { kind: 'signed' }, ['tp-1']],
    ['refused', { kind: 'refused', reason: 'Synthetic', witnessId: 'nv-3' }, ['tp-1', 'nv-3']],
  ])('R5: minutes (%s) need the mandate of everyone who signs', async (_, subject, signers) => {
    const signed = [
      ...underWay,
      acts('SignMinutes', 'i-1', '2023-04-12', {
        memberId: 'tp-1',
        reference: 'Biên bản 1',
        subject,
      }),
    ]
    for (const personId of ['tp-1', 'nv-3', 'nv-2']) {
      const made = await after(...signed, recuses(personId, '2023-04-12'))
      const actId = await eventId(made, 'MinutesSigned')
      expect([personId, await flagsIn(made)]).toMatchObject([
        personId,
        signers.includes(personId) ? [{ actId, reason: 'roster' }] : [],
      ])
    }
  })

  it('R6: handed over to another delegation, acts rely on that one', async () => {
    const another: Input = {
      ...inDelegation('EstablishDelegation', '2023-03-10', sampleEstablishment),
      data: { ...sampleEstablishment, delegationId: 'doan-p61b' },
    }
    const handed = [
      another,
      ...underWay,
      asks('HandOverInspection', 'i-1', '2023-04-12', {
        to: { kind: 'delegation', delegationId: 'doan-p61b' },
        reason: 'Synthetic',
      }),
      attaches('i-1', '2023-04-12', 'e-1'),
    ]
    expect(await flagsIn(await after(...handed, recuses('tp-1', '2023-04-12')))).toEqual([])
    const made = await after(
      ...handed,
      recuses('tp-1', '2023-04-12', '2023-04-12', { delegationId: 'doan-p61b' }),
    )
    expect(await flagsIn(made)).toMatchObject([
      { actId: await eventId(made, 'EvidenceAttached'), reason: 'roster' },
    ])
  })

  it('R26: handed over to a successor, acts are on that one', async () => {
    const handed = [
      ...underWay,
      {
        of: 'agency',
        type: 'DissolveAgency',
        data: {
          agencyId: 'dong-da',
          happenedOn: '2023-04-11',
          effectiveOn: '2023-04-12',
          successors: ['hoan-kiem'],
          takerDue: { value: { amount: 20, unit: 'workingDays' }, basis: 'Synthetic' },
          document: sampleDocument,
        },
        at: at('2023-04-11', 11),
      } as const,
      asks('HandOverInspection', 'i-1', '2023-04-12', {
        to: { kind: 'successor', subjectId: 'hoan-kiem' },
        reason: 'Synthetic',
      }),
      attaches('i-1', '2023-04-12', 'e-1'),
    ]
    const recused = async (subjectId: string) =>
      flagsIn(await after(...handed, recuses('tp-1', '2023-04-12', '2023-04-12', { subjectId })))
    expect(await recused('dong-da')).toEqual([])
    expect(await recused('hoan-kiem')).toMatchObject([{ reason: 'roster' }])
  })
})
