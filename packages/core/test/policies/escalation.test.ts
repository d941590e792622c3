/** Escalation (R22): overdue, urged, escalated, followed up, in that order, each on its day. */
import { policyStory, recorded } from '@kiemtra/kernel'
import { describe, expect, it } from 'vitest'
import { escalation, type EscalationState, Remediation } from '../../src/index.ts'
import { ledToBy, refusedUntil, type Told } from './hearing.ts'
import { eventsIn, typesIn } from './support.ts'
import { asksFor, claims, document, owes, pursued, tasks, goesOn, untilThe } from './obligations.ts'

const d1 = owes('d1', 'dong-da', '2023-04-03', '2023-06-01')

describe('escalation', () => {
  it('R22: nothing on the due date; on the day after it is marked, and the agency urged', async () => {
    const made = await pursued(d1)
    await untilThe(made, '2023-06-01')
    expect(await typesIn(made.ports, 'remediation-d1')).toEqual(['RemediationOpened'])
    await untilThe(made, '2023-06-02')
    const [, overdue, urged] = await eventsIn(made.ports, 'remediation-d1')
    expect(overdue).toMatchObject({
      type: 'RemediationOverdue',
      data: { happenedOn: '2023-06-02', escalation: { date: '2023-06-08' } },
      meta: { actor: { kind: 'policy', name: 'escalation', onBehalfOf: 'so-noi-vu' } },
    })
    expect(urged).toMatchObject({
      type: 'AgencyUrged',
      data: { happenedOn: '2023-06-02', basis: { kind: 'standing-order', planId: 'p61-2023' } },
    })
  })

  it('R22: the superior is told from its day on, then a follow-up is asked for, and owed', async () => {
    const made = await pursued(d1)
    await untilThe(made, '2023-06-02')
    await untilThe(made, '2023-06-07')
    expect((await typesIn(made.ports, 'remediation-d1')).at(-1)).toBe('AgencyUrged')
    await untilThe(made, '2023-06-08')
    const events = await eventsIn(made.ports, 'remediation-d1')
    expect(events.slice(3)).toMatchObject([
      { type: 'RemediationEscalated', data: { toId: 'ubnd-thanh-pho', happenedOn: '2023-06-08' } },
      { type: 'FollowUpRequested', data: { happenedOn: '2023-06-08' } },
    ])
    expect(events[4]?.data).not.toHaveProperty('takenBy')
    await untilThe(made, '2024-06-08')
    expect(await eventsIn(made.ports, 'remediation-d1')).toHaveLength(5)
  })

  it('R22: a runner that comes late takes all the steps, in order', async () => {
    const made = await pursued(d1)
    await untilThe(made, '2023-08-01')
    expect(await typesIn(made.ports, 'remediation-d1')).toEqual([
      'RemediationOpened',
      'RemediationOverdue',
      'AgencyUrged',
      'RemediationEscalated',
      'FollowUpRequested',
    ])
  })

  it('R22: what was claimed in time isn’t marked; rejected after its day, it is', async () => {
    const made = await pursued(d1, claims('d1', '2023-06-01'))
    await untilThe(made, '2023-06-05')
    expect((await typesIn(made.ports, 'remediation-d1')).at(-1)).toBe('CompletionClaimed')
    await goesOn(
      made,
      asksFor('RejectCompletion', 'd1', '2023-06-06', {
        verifiedBy: 'so-noi-vu',
        reason: 'Synthetic',
        done: 0.5,
      }),
    )
    await untilThe(made, '2023-06-07')
    const types = await typesIn(made.ports, 'remediation-d1')
    expect(types.slice(2)).toEqual(['CompletionRejected', 'RemediationOverdue', 'AgencyUrged'])
  })

  it('R22: what was claimed late is marked all the same', async () => {
    const made = await pursued(d1)
    await goesOn(made, claims('d1', '2023-06-02'))
    await untilThe(made, '2023-06-03')
    expect((await typesIn(made.ports, 'remediation-d1')).at(-1)).toBe('RemediationOverdue')
    // Nobody is urged before the claim is examined; once it is rejected, the agency is.
    const rejection = { verifiedBy: 'so-noi-vu', reason: 'Synthetic', done: 0.5 }
    await goesOn(made, asksFor('RejectCompletion', 'd1', '2023-06-05', rejection))
    expect((await typesIn(made.ports, 'remediation-d1')).slice(-2)).toEqual([
      'CompletionRejected',
      'AgencyUrged',
    ])
  })

  it('R22: the superior isn’t told while a claim waits to be examined; once it is rejected, it is', async () => {
    const made = await pursued(d1)
    await untilThe(made, '2023-06-02')
    await goesOn(made, claims('d1', '2023-06-05'))
    await untilThe(made, '2023-06-12')
    expect((await typesIn(made.ports, 'remediation-d1')).at(-1)).toBe('CompletionClaimed')
    const rejection = { verifiedBy: 'so-noi-vu', reason: 'Synthetic', done: 0.5 }
    await goesOn(made, asksFor('RejectCompletion', 'd1', '2023-06-13', rejection))
    await untilThe(made, '2023-06-14')
    expect((await typesIn(made.ports, 'remediation-d1')).slice(-3)).toEqual([
      'CompletionRejected',
      'RemediationEscalated',
      'FollowUpRequested',
    ])
  })

  it('R22: what isn’t urged yet has no day on which the superior is told', async () => {
    const made = await pursued(d1)
    await untilThe(made, '2023-06-02')
    const story = policyStory<unknown>(escalation)
    const timers: unknown[] = []
    for (const event of await eventsIn(made.ports, 'remediation-d1')) {
      const decoded = Remediation.event.decode(event)
      const turn = decoded._tag === 'Right' ? story.hear(recorded(event, decoded.right)) : undefined
      timers.push([event.type, turn?.reactions.find(({ _tag }) => _tag !== 'Send')])
    }
    expect(timers).toMatchObject([
      [
        'RemediationOpened',
        { _tag: 'At', timer: 'next step', instant: '2023-06-01T17:00:00.000Z' },
      ],
      ['RemediationOverdue', { _tag: 'CancelTimer', timer: 'next step' }],
      ['AgencyUrged', { _tag: 'At', timer: 'next step', instant: '2023-06-07T17:00:00.000Z' }],
    ])
  })

  it('R22: a timer that rings too early, or for nothing, or at no time, leads to nothing', async () => {
    const made = await pursued(d1, claims('d1', '2023-05-31'))
    const story = policyStory<EscalationState>(escalation)
    const rings = (instant: string) =>
      escalation
        .react(story.stateOf('kiemtra.remediation-d1'), {
          _tag: 'Timer',
          timer: 'next step',
          instant,
        })
        .map((reaction) => (reaction._tag === 'Send' ? reaction.command : reaction))
    const [opened, claimed] = await eventsIn(made.ports, 'remediation-d1')
    const hear = (event: typeof opened) => {
      const decoded = event === undefined ? undefined : Remediation.event.decode(event)
      if (event !== undefined && decoded?._tag === 'Right')
        story.hear(recorded(event, decoded.right))
    }
    expect(rings('2023-06-01T17:00:00.000Z')).toEqual([])
    hear(opened)
    expect(rings('2023-06-01T16:59:59.999Z')).toEqual([])
    expect(rings('never')).toEqual([])
    expect(rings('2023-06-01T17:00:00.000Z')).toEqual([
      { type: 'MarkOverdue', data: { remediationId: 'd1', happenedOn: '2023-06-02' } },
    ])
    hear(claimed)
    expect(rings('2023-06-01T17:00:00.000Z')).toEqual([])
  })

  it.each([
    ['remediation-d1', 'RemediationOverdue', 'Urge'],
    ['assignment-t-1', 'TaskOverdue', 'UrgeTask'],
  ])(
    'policy: in %s, what follows %s too early for its day is asked for once more',
    async (stream, cause, type) => {
      const made = await pursued(d1, tasks('t-1', 'dong-da', '2023-04-03', '2023-05-31'))
      await untilThe(made, '2023-06-02')
      const events = (await eventsIn(made.ports, stream))
        .slice(0, 2)
        .map(({ type, data }): Told => ({
          in: stream,
          type,
          data: Object.fromEntries(Object.entries(data ?? {})),
        }))
      expect(events.at(-1)?.type).toBe(cause)
      const refused = refusedUntil('2023-06-05', stream, type, 'escalation', 1)
      // And by nothing else: a timer that a refusal set would ring for the same, be refused, and so on.
      expect(ledToBy(escalation, ...events, refused)).toMatchObject([
        { _tag: 'Send', command: { type, data: { happenedOn: '2023-06-05' } } },
      ])
    },
  )

  it('R22: more time moves the day; what is verified is left alone', async () => {
    const made = await pursued(
      d1,
      owes('d2', 'dong-da', '2023-04-03', '2023-06-01'),
      asksFor('GrantExtension', 'd1', '2023-05-31', {
        dueOn: '2023-06-15',
        document: document('so-noi-vu', '2023-05-31'),
        reason: 'Synthetic',
      }),
      claims('d2', '2023-05-31'),
      asksFor('VerifyCompletion', 'd2', '2023-05-31', {
        verifiedBy: 'so-noi-vu',
        text: 'Synthetic',
      }),
    )
    await untilThe(made, '2023-06-15')
    expect((await typesIn(made.ports, 'remediation-d1')).at(-1)).toBe('ExtensionGranted')
    await untilThe(made, '2023-06-16')
    expect((await typesIn(made.ports, 'remediation-d1')).at(-1)).toBe('AgencyUrged')
    expect((await typesIn(made.ports, 'remediation-d2')).at(-1)).toBe('CompletionVerified')
  })

  it('R22: a task is marked on the day after it was due, and its assignee urged', async () => {
    const made = await pursued(tasks('t-1', 'dong-da', '2023-04-03', '2023-05-31'))
    await untilThe(made, '2023-05-31')
    expect(await typesIn(made.ports, 'assignment-t-1')).toEqual(['TaskAssigned'])
    await untilThe(made, '2023-06-01')
    const [, overdue, urged] = await eventsIn(made.ports, 'assignment-t-1')
    expect(overdue).toMatchObject({ type: 'TaskOverdue', data: { happenedOn: '2023-06-01' } })
    expect(urged).toMatchObject({ type: 'TaskUrged', data: { document: { number: '77/QĐ' } } })
  })

  it('R22: a task that is done isn’t marked, and once it is returned it is', async () => {
    const made = await pursued(tasks('t-1', 'dong-da', '2023-04-03', '2023-05-31'))
    const of = 'assignment'
    const on = (type: string, day: string, data: object) =>
      ({
        of,
        type,
        data: { taskId: 't-1', happenedOn: day, ...data },
        at: `${day}T05:00:00.000Z`,
      }) as const
    await goesOn(made, on('CompleteTask', '2023-05-31', { result: 'Synthetic' }))
    await untilThe(made, '2023-06-02')
    expect((await typesIn(made.ports, 'assignment-t-1')).at(-1)).toBe('TaskCompleted')
    await goesOn(made, on('ReturnTask', '2023-06-05', { reason: 'Synthetic' }))
    await untilThe(made, '2023-06-06')
    expect((await typesIn(made.ports, 'assignment-t-1')).slice(-2)).toEqual([
      'TaskOverdue',
      'TaskUrged',
    ])
  })
})
