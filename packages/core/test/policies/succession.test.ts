/** Succession (R26): what an agency leaves goes to who takes over, whenever that is known. */
import { describe, expect, it } from 'vitest'
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
