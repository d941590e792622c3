/** Mandate: acts that relied on a roster which has changed are flagged, and no conclusion gets out. */
import { describe, expect, it } from 'vitest'
import { commandHandler } from '@kiemtra/runtime'
import { Delegation, inspectionFold } from '../../src/index.ts'
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

const flagsIn = async ({ ports }: World): Promise<ReadonlyArray<unknown>> =>
  (await eventsIn(ports, 'inspection-i-1'))
    .filter(({ type }) => type === 'ActFlagged')
    .map(({ data }) => data)

const eventId = async ({ ports }: World, type: string): Promise<string | undefined> =>
  (await eventsIn(ports, 'inspection-i-1')).find((one) => one.type === type)?.id

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
      inDelegation('DissolveDelegation', '2023-04-12', {
        document: {
          number: '800/QĐ-SNV',
          kind: 'decision',
          issuer: 'so-noi-vu',
          signedOn: '2023-04-12',
        },
        handovers: [
          { to: { kind: 'agency', agencyId: 'so-noi-vu' }, inspections: ['i-1'], documents: [] },
        ],
      }),
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
})
