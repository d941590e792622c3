/** The gates of R19, R20 and R29: what an inspection waits for is answered into it, "none" included. */
import { describe, expect, it } from 'vitest'
import { eventsIn, type Input, notifies, opens, orders, proposes, type World } from './support.ts'
import { asksFor, claims, document, owes, pursued, tasks } from './obligations.ts'

const answered = async ({ ports }: World, type: string, id = 'i-1') =>
  (await eventsIn(ports, `inspection-${id}`)).find((event) => event.type === type)?.data

const verified = (id: string, day: string) => [
  claims(id, day),
  asksFor('VerifyCompletion', id, day, { verifiedBy: 'so-noi-vu', text: 'Synthetic' }),
]

const index = (year: number, ...ids: ReadonlyArray<string>): Input => ({
  of: 'agency',
  type: 'RecordIndexResult',
  data: {
    agencyId: 'dong-da',
    happenedOn: '2023-02-01',
    year,
    source: 'Synthetic',
    shortcomings: ids.map((shortcomingId) => ({
      shortcomingId,
      area: 'procedures',
      condition: 'Synthetic',
    })),
  },
  at: '2023-03-13T02:00:00.000Z',
})

describe('priorShortcomings', () => {
  it('R19: none is an answer, for an order, too', async () => {
    const made = await pursued(
      proposes('i-1', '2023-04-11', '2023-04-13'),
      orders('i-2', '2023-05-11', '2023-05-12'),
    )
    expect(await answered(made, 'PriorShortcomingsRequired')).toMatchObject({ obligations: [] })
    expect(await answered(made, 'PriorShortcomingsRequired', 'i-2')).toMatchObject({
      obligations: [],
    })
  })

  it('R19: what is open, and what was closed no earlier than last year', async () => {
    const closes = (id: string, day: string) =>
      [owes(id, 'dong-da', '2021-03-01', '2024-06-03'), ...verified(id, day)].map((input) => ({
        ...input,
        at: '2023-03-14T02:00:00.000Z',
      }))
    const made = await pursued(
      ...closes('before', '2021-12-31'),
      ...closes('last-year', '2022-01-01'),
      { ...owes('open', 'dong-da', '2021-03-01', '2024-06-03'), at: '2023-03-14T02:00:00.000Z' },
      {
        ...owes('elsewhere', 'hoan-kiem', '2021-03-01', '2024-06-03'),
        at: '2023-03-14T02:00:00.000Z',
      },
      proposes('i-1', '2023-04-11', '2023-04-13'),
    )
    expect(await answered(made, 'PriorShortcomingsRequired')).toMatchObject({
      obligations: [{ obligationId: 'last-year' }, { obligationId: 'open', area: 'procedures' }],
    })
  })

  it('R19: what last year’s index named, unless it has become an obligation', async () => {
    const made = await pursued(
      index(2021, 's-old'),
      index(2022, 's-1', 's-2'),
      {
        of: 'remediation',
        type: 'OpenRemediation',
        data: {
          remediationId: 'r-1',
          happenedOn: '2023-03-14',
          source: {
            kind: 'index',
            year: 2022,
            shortcomingId: 's-1',
            subjectId: 'dong-da',
            planId: 'p61-2023',
            text: 'Synthetic',
            responsiblePostId: 'head',
            acceptanceTest: 'Synthetic',
            severity: 'minor',
          },
        },
        at: '2023-03-14T02:00:00.000Z',
      },
      proposes('i-1', '2023-04-11', '2023-04-13'),
    )
    expect(await answered(made, 'PriorShortcomingsRequired')).toMatchObject({
      obligations: [
        { obligationId: 'r-1', source: { kind: 'obligation' } },
        { obligationId: 's-2', source: { kind: 'index', shortcomingId: 's-2' } },
      ],
    })
  })

  it('R19, R26: what a taker took over is its own; the former holder is asked about it no more', async () => {
    const made = await pursued(
      {
        ...owes('d1', 'hoan-kiem', '2023-03-06', '2024-06-03'),
        at: '2023-03-14T02:00:00.000Z',
      },
      {
        of: 'agency',
        type: 'DissolveAgency',
        data: {
          agencyId: 'hoan-kiem',
          happenedOn: '2023-03-14',
          effectiveOn: '2023-03-14',
          successors: ['dong-da'],
          document: document('ubnd-thanh-pho', '2023-03-14'),
          takerDue: { value: { amount: 10, unit: 'workingDays' }, basis: 'Synthetic' },
        },
        at: '2023-03-14T03:00:00.000Z',
      },
      proposes('i-1', '2023-04-11', '2023-04-13'),
    )
    expect(await answered(made, 'PriorShortcomingsRequired')).toMatchObject({
      obligations: [{ obligationId: 'd1', area: 'procedures' }],
    })
  })
})

const underWay = [
  proposes('i-1', '2023-04-11', '2023-04-13'),
  notifies('i-1', '2023-03-20'),
  opens('i-1', '2023-04-11'),
]

/** A task of an agency's own reform plan. */
const plansFor = (taskId: string, agencyId: string): Input => {
  const { data, ...input } = tasks(taskId, agencyId, '2023-03-15', '2023-12-29')
  const basis = { kind: 'own-plan', document: document(agencyId, '2023-03-15') }
  return {
    ...input,
    data: { ...data, content: 'own-reform-plan', assignerId: agencyId, basis },
  }
}

describe('standingTasks', () => {
  it('R20: none is an answer; it comes with the opening, and not before', async () => {
    const made = await pursued(...underWay.slice(0, 2))
    expect(await answered(made, 'TasksListed')).toBeUndefined()
    expect(await answered(await pursued(...underWay), 'TasksListed')).toMatchObject({ tasks: [] })
  })

  it('R20: the subject’s tasks, not another’s', async () => {
    const made = await pursued(
      plansFor('t-1', 'dong-da'),
      plansFor('t-2', 'hoan-kiem'),
      ...underWay,
    )
    expect(await answered(made, 'TasksListed')).toMatchObject({ tasks: [{ taskId: 't-1' }] })
  })
})

describe('ownInspecting', () => {
  it('R29: nothing is an answer, with the agencies below a district that it could inspect', async () => {
    expect(await answered(await pursued(...underWay), 'OwnInspectingRecorded')).toMatchObject({
      subjectId: 'dong-da',
      asOf: '2023-04-11',
      ownInspecting: {
        plans: [],
        inspections: [],
        divisions: { agencies: 1, inspected: 0 },
        communes: { agencies: 1, inspected: 0 },
      },
    })
  })
})
