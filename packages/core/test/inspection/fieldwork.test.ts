/**
 * Fieldwork: who acts (R3, R5, R6), when (R8), inside what (R11), on what (R12), with what address
 * (R15), on what was pointed out before (R19).
 */
import {
  officialFrom,
  sampleAgencyEvents,
  sampleEvidence,
  sampleCombination,
  sampleReservation,
} from '@kiemtra/core/testing'
import { describe, expect, it } from 'vitest'
import {
  assessment,
  closed,
  document,
  evidence,
  found,
  minutes,
  noticed,
  opened,
  openedInManyWays,
  order,
  ordered,
  proposal,
  proposed,
  raise,
  scheduled,
  Story,
  team,
  w1,
  worked,
  answered,
} from './support.ts'

const on = (happenedOn: string) => ({ happenedOn, recordedLateDays: 0 })
const ways = openedInManyWays()
const reason = 'Synthetic'

const dissolved = (day: string) =>
  ({
    type: 'DelegationDissolved',
    data: {
      ...on(day),
      delegationId: 'doan-p61',
      document: document('so-noi-vu', '9/QĐ-SNV', day),
      handovers: [],
    },
  }) as const

const recused = (personId: string, subjectId: string) =>
  ({
    type: 'MemberRecused',
    data: {
      ...on('2023-04-11'),
      delegationId: 'doan-p61',
      personId,
      subjectId,
      reason,
      vacancies: [],
    },
  }) as const

/** What members do in fieldwork, each ready to be done on 11 April by nv-3. */
const acts = (story: Story, memberId: string, when = '2023-04-11') => {
  const ready = worked(story).does('RaiseFinding', '2023-04-11', raise())
  const { statement } = raise()
  return (from: (ready: Story) => Story) => {
    const s = from(ready)
    return {
      AttachEvidence: () => s.asks('AttachEvidence', when, { ...evidence('e2'), memberId }),
      AssessContent: () => s.asks('AssessContent', when, { ...assessment(), memberId }),
      RaiseFinding: () => s.asks('RaiseFinding', when, raise({}, 'f2', memberId)),
      AmendFinding: () =>
        s.asks('AmendFinding', when, { memberId, findingId: 'f1', statement, reason }),
      WithdrawFinding: () => s.asks('WithdrawFinding', when, { memberId, findingId: 'f1', reason }),
      ReviewFinding: () => s.asks('ReviewFinding', when, { memberId, findingId: 'f1' }),
      SignMinutes: () => s.asks('SignMinutes', when, { ...minutes, memberId }),
      CloseFieldwork: () =>
        s.does('SignMinutes', '2023-04-11', minutes).asks('CloseFieldwork', when, { memberId }),
    }
  }
}

describe('R5, R6, R3: who acts', () => {
  it.each(ways)('R6: only under a delegation in force on the day (%s)', (_, story) => {
    const by = acts(story, 'nv-3', '2023-04-12')
    const before = by((s) => s.after({ delegation: [dissolved('2023-04-13')] }))
    for (const act of Object.values(before)) expect(act().events).toHaveLength(1)
    const { CloseFieldwork, ...rest } = by((s) =>
      s.after({ delegation: [dissolved('2023-04-12')] }),
    )
    for (const act of [...Object.values(rest), CloseFieldwork])
      act().rejected('DelegationNotInForce')
  })

  it.each(ways)('R5: not at home, not under an interest, on this subject (%s)', (_, story) => {
    const by = acts(story, 'nv-3')
    for (const act of Object.values(
      by((s) => s.after({ delegation: [recused('nv-3', 'hoan-kiem')] })),
    )) {
      expect(act().events).toHaveLength(1)
    }
    for (const act of Object.values(
      by((s) => s.after({ delegation: [recused('nv-3', 'dong-da')] })),
    )) {
      act().rejected('MemberMayNotAct', { subjectId: 'dong-da' })
    }
    for (const act of Object.values(acts(story, 'stranger')((s) => s)))
      act().rejected('MemberMayNotAct')
  })

  it('R5: not on the own agency', () => {
    const ofJustice = scheduled(
      new Story()
        .where({
          subject: sampleAgencyEvents('so-tu-phap', 'department'),
          visits: [sampleReservation(w1('2023-04-11', '2023-04-12'))],
        })
        .does('OrderUnannounced', '2023-03-20', { ...order, subjectId: 'so-tu-phap' }),
    ).does('OpenInspection', '2023-04-11', { leaderId: 'nv-1' })
    ofJustice.asks('AttachEvidence', '2023-04-11', evidence()).rejected('MemberMayNotAct')
    expect(
      ofJustice.asks('AttachEvidence', '2023-04-11', { ...evidence(), memberId: 'nv-3' }).events,
    ).toHaveLength(1)
  })

  it('R3: for a team, its own members, and whoever leads in its leader’s stead', () => {
    const byTeam = noticed(scheduled(proposed({ inspectors: team }))).does(
      'OpenInspection',
      '2023-04-11',
      {
        leaderId: 'tp-1',
      },
    )
    for (const act of Object.values(acts(byTeam, 'tt-1')((s) => s))) act().rejected('NotOfTheTeam')
    for (const act of Object.values(acts(byTeam, 'nv-3')((s) => s)))
      expect(act().events).toHaveLength(1)
    for (const act of Object.values(acts(opened(), 'tt-1')((s) => s)))
      expect(act().events).toHaveLength(1)
    const leaderless = answered(byTeam).after({ delegation: [recused('tp-1', 'dong-da')] })
    leaderless
      .asks('AssessContent', '2023-04-11', { ...assessment(), memberId: 'nv-2' })
      .rejected('NotOfTheTeam')
    expect(
      leaderless.asks('AssessContent', '2023-04-11', { ...assessment(), memberId: 'nv-1' }).events,
    ).toHaveLength(1)
  })

  it('R3: a team gone, the whole delegation takes over', () => {
    const byTeam = noticed(scheduled(proposed({ inspectors: team }))).does(
      'OpenInspection',
      '2023-04-11',
      {
        leaderId: 'tp-1',
      },
    )
    const gone = answered(byTeam).after({
      delegation: [
        {
          type: 'TeamDisbanded',
          data: { ...on('2023-04-12'), delegationId: 'doan-p61', teamId: 'to-1' },
        },
      ],
    })
    gone.asks('AssessContent', '2023-04-12', assessment()).rejected('NotOfTheTeam')
    const to = { kind: 'delegation', delegationId: 'doan-p61' } as const
    const whole = gone.does('HandOverInspection', '2023-04-12', { to, reason })
    expect(whole.asks('AssessContent', '2023-04-12', assessment()).events).toHaveLength(1)
    whole.asks('HandOverInspection', '2023-04-12', { to, reason }).rejected('AlreadyDone')
  })
})

describe('R8: not obstructing', () => {
  it.each(ways)('R8: evidence is taken within the window (%s)', (_, story) => {
    const late = story.after({ delegation: [] })
    late.asks('AttachEvidence', '2023-04-13', evidence()).rejected('OutsideWindow')
    expect(late.asks('AttachEvidence', '2023-04-12', evidence()).events).toHaveLength(1)
  })

  it.each(ways)('R8: in office hours, unless the leader records why (%s)', (way, story) => {
    const leaderId = way === 'by a team' ? 'tp-1' : 'nv-1'
    const at = (time: string, data = evidence('e1', '2023-04-11T00:30:00.000Z')) =>
      story.asks('AttachEvidence', `2023-04-11T${time}Z`, data)
    at('00:59:00.000').rejected('OutsideOfficeHours')
    expect(at('01:00:00.000').events).toHaveLength(1)
    expect(at('09:59:00.000').events).toHaveLength(1)
    at('10:00:00.000').rejected('OutsideOfficeHours')
    const evening = { ...evidence(), outsideHoursReason: 'Tiếp dân buổi tối' }
    const by = (personId: string) =>
      story.asks('AttachEvidence', '2023-04-11T11:00:00.000Z', evening, {
        actor: officialFrom('so-noi-vu', personId),
      })
    expect(by(leaderId).events).toHaveLength(1)
    by('nv-3').rejected('OutsideOfficeHours')
  })

  it('R8: a leader who came after the opening may record why, too', () => {
    const evening = { ...evidence(), outsideHoursReason: 'Tiếp dân buổi tối' }
    const actor = officialFrom('so-noi-vu', 'nv-2')
    const ask = (story: Story) =>
      story.asks('AttachEvidence', '2023-04-11T11:00:00.000Z', evening, { actor })
    ask(opened()).rejected('OutsideOfficeHours')
    expect(ask(opened().after({ delegation: [recused('nv-1', 'dong-da')] })).events).toHaveLength(1)
  })

  it('R8: a desk review keeps neither window nor hours', () => {
    const desk = noticed(scheduled(proposed({ mode: 'digital' }))).does(
      'OpenInspection',
      '2023-04-11',
      {
        leaderId: 'nv-1',
      },
    )
    expect(desk.asks('AttachEvidence', '2023-04-13T13:00:00.000Z', evidence()).events).toHaveLength(
      1,
    )
  })

  it.each(ways)('R8: paused, nothing is done at the subject (%s)', (_, story) => {
    const { CloseFieldwork, ...rest } = acts(
      story,
      'nv-3',
    )((s) => s.does('PauseInspection', '2023-04-11', { reason }))
    for (const act of Object.values(rest)) act().rejected('IsPaused', { since: '2023-04-11' })
    worked(story)
      .does('SignMinutes', '2023-04-11', minutes)
      .does('PauseInspection', '2023-04-11', { reason })
      .asks('CloseFieldwork', '2023-04-11', { memberId: 'nv-3' })
      .rejected('IsPaused')
    expect(CloseFieldwork).toThrow(/IsPaused/)
    const paused = story.does('PauseInspection', '2023-04-11', { reason })
    paused.asks('PauseInspection', '2023-04-11', { reason }).rejected('IsPaused')
  })

  it.each(ways)(
    'R8: resumes in the window that was asked for, once the calendar holds it (%s)',
    (_, story) => {
      const to = { from: '2023-04-18', to: '2023-04-19' }
      const holding = [sampleReservation(w1(to.from, to.to))]
      story.asks('RequestResumption', '2023-04-11', { window: to }).rejected('NothingAsked')
      const paused = story.does('PauseInspection', '2023-04-11', { reason })
      paused
        .where({ visits: holding })
        .asks('ResumeInspection', '2023-04-17', { window: to })
        .rejected('NothingAsked')
      const asked = paused.does('RequestResumption', '2023-04-14', { window: to })
      asked.asks('ResumeInspection', '2023-04-17', { window: to }).rejected('WindowNotReserved')
      asked
        .asks('ResumeInspection', '2023-04-17', {
          window: { from: '2023-04-11', to: '2023-04-12' },
        })
        .rejected('NothingAsked')
      const no = { window: to, reason: 'overlap' } as const
      paused.asks('RefuseResumption', '2023-04-17', no).rejected('NothingAsked')
      asked
        .asks('RefuseResumption', '2023-04-17', { ...no, window: { ...to, to: '2023-04-20' } })
        .rejected('NothingAsked')
      const refused = asked.does('RefuseResumption', '2023-04-17', no)
      expect(refused.state).toMatchObject({
        paused: { since: '2023-04-11', resumption: undefined },
      })
      refused.asks('RefuseResumption', '2023-04-17', no).rejected('NothingAsked')
      refused
        .where({ visits: holding })
        .asks('ResumeInspection', '2023-04-17', { window: to })
        .rejected('NothingAsked')
      expect(refused.asks('RequestResumption', '2023-04-17', { window: to }).events).toHaveLength(1)
      const anothers = [sampleReservation(w1(to.from, to.to, 'i2'))]
      asked
        .where({ visits: anothers })
        .asks('ResumeInspection', '2023-04-17', { window: to })
        .rejected('WindowNotReserved')
      const joined = w1(to.from, to.to)
      const shared = w1(to.from, to.to, 'i2', 'w2')
      expect(
        asked
          .where({ visits: [sampleReservation(shared), sampleCombination(shared, joined)] })
          .asks('ResumeInspection', '2023-04-17', { window: to }).events,
      ).toHaveLength(1)
      const resumed = asked
        .where({ visits: holding })
        .does('ResumeInspection', '2023-04-17', { window: to })
      resumed.asks('AttachEvidence', '2023-04-17', evidence()).rejected('OutsideWindow')
      expect(resumed.asks('AttachEvidence', '2023-04-18', evidence()).events).toHaveLength(1)
    },
  )

  it('R8: more days are asked for before the window ends, and for after it', () => {
    const ask = (day: string, until: string) =>
      opened().asks('RequestExtension', day, { until, ground: 'complexity', reason })
    expect(ask('2023-04-12', '2023-04-13').events).toHaveLength(1)
    ask('2023-04-13', '2023-04-14').rejected('ExtensionTooLate', { until: '2023-04-12' })
    ask('2023-04-12', '2023-04-12').rejected('NotAnExtension')
    opened()
      .does('PauseInspection', '2023-04-11', { reason })
      .asks('RequestExtension', '2023-04-11', { until: '2023-04-13', ground: 'complexity', reason })
      .rejected('IsPaused')
  })

  it('R8: more days are granted once the calendar holds them, or refused', () => {
    const asked = opened().does('RequestExtension', '2023-04-12', {
      until: '2023-04-13',
      ground: 'non-cooperation',
      reason,
    })
    const window = { from: '2023-04-11', to: '2023-04-13' }
    opened().asks('ExtendFieldwork', '2023-04-12', { window }).rejected('NothingAsked')
    const no = { until: '2023-04-13', reason: 'caps' } as const
    opened().asks('RefuseExtension', '2023-04-12', no).rejected('NothingAsked')
    asked.asks('ExtendFieldwork', '2023-04-12', { window }).rejected('WindowNotReserved')
    asked
      .asks('ExtendFieldwork', '2023-04-12', { window: { ...window, to: '2023-04-12' } })
      .rejected('NotAnExtension', { until: '2023-04-13' })
    const granted = asked
      .where({ visits: [sampleReservation(w1(window.from, window.to))] })
      .does('ExtendFieldwork', '2023-04-12', { window })
    expect(granted.asks('AttachEvidence', '2023-04-13', evidence()).events).toHaveLength(1)
    granted.asks('ExtendFieldwork', '2023-04-12', { window }).rejected('NothingAsked')
    for (const until of ['2023-04-12', '2023-04-14']) {
      asked.asks('RefuseExtension', '2023-04-12', { ...no, until }).rejected('NothingAsked')
    }
    const refused = asked.does('RefuseExtension', '2023-04-12', no)
    refused.asks('AttachEvidence', '2023-04-13', evidence()).rejected('OutsideWindow')
    refused.asks('RefuseExtension', '2023-04-12', no).rejected('NothingAsked')
  })

  it('R6: pausing, resuming and extending need the delegation in force', () => {
    const gone = (story: Story) => story.after({ delegation: [dissolved('2023-04-12')] })
    const window = { from: '2023-04-18', to: '2023-04-19' }
    gone(opened())
      .asks('PauseInspection', '2023-04-12', { reason })
      .rejected('DelegationNotInForce')
    gone(opened().does('PauseInspection', '2023-04-11', { reason }))
      .asks('RequestResumption', '2023-04-12', { window })
      .rejected('DelegationNotInForce')
    gone(opened())
      .asks('RequestExtension', '2023-04-12', { until: '2023-04-13', ground: 'complexity', reason })
      .rejected('DelegationNotInForce')
  })
})

describe('R11: scope', () => {
  it.each(ways)('R11: contents and areas of the scope, nothing else (%s)', (_, story) => {
    const ready = worked(story)
    const areas = ['procedures', 'institutions'] as const
    const contents = ['own-reform-plan', 'city-directions'] as const
    for (const area of areas) {
      for (const content of contents) {
        const inside = area === 'procedures' && content === 'own-reform-plan'
        const asked = [
          ready.asks('AssessContent', '2023-04-11', { ...assessment(content), area }),
          ready.asks('RaiseFinding', '2023-04-11', raise({ area, content })),
          ready.asks('ImportResult', '2023-04-11', {
            source: document('thanh-tra-thanh-pho', '5/TB-TTTP', '2023-03-01'),
            contents: [content],
            areas: [area],
            summary: 'Synthetic',
            resultOn: '2023-03-01',
          }),
        ]
        for (const decision of asked) {
          if (inside) expect(decision.events).toHaveLength(1)
          else decision.rejected('OutsideScope', { content, area })
        }
      }
    }
    const { statement } = raise({ area: 'institutions' })
    ready
      .does('RaiseFinding', '2023-04-11', raise())
      .asks('AmendFinding', '2023-04-11', { memberId: 'nv-3', findingId: 'f1', statement, reason })
      .rejected('OutsideScope')
  })
})

describe('R12: accurate', () => {
  it.each(ways)('R12: a finding stands on evidence that is there (%s)', (_, story) => {
    const ready = worked(story)
    ready
      .asks('RaiseFinding', '2023-04-11', raise({ evidence: ['e1', 'e2'] }))
      .rejected('NoSuchEvidence', {
        evidenceId: 'e2',
      })
    const more = ready.does('AttachEvidence', '2023-04-11', evidence('e2'))
    expect(
      more.asks('RaiseFinding', '2023-04-11', raise({ evidence: ['e1', 'e2'] })).events,
    ).toHaveLength(1)
    ready.asks('RaiseFinding', '2023-04-11', raise({ evidence: [] })).malformed()
  })

  it('R12: counts add up or show their remainder', () => {
    const sample = (
      breakdown: ReadonlyArray<{ label: string; count: number }>,
      remainder: number,
    ) =>
      worked().asks(
        'RaiseFinding',
        '2023-04-11',
        raise({
          sample: { population: 284, sampled: 284, nonConforming: 151, breakdown, remainder },
        }),
      )
    const parts = [
      { label: 'Đúng hạn', count: 127 },
      { label: 'Quá hạn', count: 94 },
      { label: 'Quá hạn chưa giải quyết', count: 57 },
    ]
    sample(parts, 0).malformed()
    expect(sample(parts, 6).events).toHaveLength(1)
  })

  it('R12: ids are used once, and named ones are there', () => {
    const ready = worked()
    ready.asks('AttachEvidence', '2023-04-11', evidence()).rejected('IdTaken')
    const raised = ready.does('RaiseFinding', '2023-04-11', raise())
    raised.asks('RaiseFinding', '2023-04-11', raise()).rejected('IdTaken')
    raised
      .asks('WithdrawFinding', '2023-04-11', { memberId: 'tp-1', findingId: 'f9', reason })
      .rejected('NoSuchFinding')
    const withdrawn = raised.does('WithdrawFinding', '2023-04-11', {
      memberId: 'tp-1',
      findingId: 'f1',
      reason,
    })
    withdrawn
      .asks('WithdrawFinding', '2023-04-11', { memberId: 'tp-1', findingId: 'f1', reason })
      .rejected('FindingWithdrawnAlready')
    withdrawn.asks('RaiseFinding', '2023-04-11', raise()).rejected('IdTaken')
  })

  it('R12: minutes are signed once, with reservation, or refused before a witness', () => {
    const ready = worked()
    const refused = (witnessId: string) => ({
      ...minutes,
      subject: { kind: 'refused', reason, witnessId } as const,
    })
    ready.asks('SignMinutes', '2023-04-12', refused('tp-1')).rejected('WitnessIsSigner')
    ready.asks('SignMinutes', '2023-04-12', refused('stranger')).rejected('MemberMayNotAct')
    const signed = ready.does('SignMinutes', '2023-04-12', refused('nv-3'))
    signed.asks('SignMinutes', '2023-04-12', minutes).rejected('AlreadyDone')
    expect(
      signed.asks('AttachEvidence', '2023-04-12', evidence('e2')).events[0]?.data,
    ).toMatchObject({ afterMinutes: true })
    expect(
      ready.asks('AttachEvidence', '2023-04-12', evidence('e2')).events[0]?.data,
    ).toMatchObject({
      afterMinutes: false,
    })
    ready.asks('CloseFieldwork', '2023-04-12', { memberId: 'tp-1' }).rejected('MinutesNotSigned')
    expect(signed.asks('CloseFieldwork', '2023-04-12', { memberId: 'tp-1' }).events).toHaveLength(1)
  })

  it('R28: nothing is attached before it was taken, nor found before it was there', () => {
    const story = worked()
    const taken = (takenAt: string) =>
      story.asks('AttachEvidence', '2023-04-11T03:00:00.000Z', {
        memberId: 'tp-1',
        evidence: sampleEvidence('e2', takenAt),
      })
    taken('2023-04-11T03:00:00.001Z').rejected('NotYetHappened')
    expect(taken('2023-04-11T03:00:00.000Z').events).toHaveLength(1)
    story
      .asks('RaiseFinding', '2023-04-11', raise({ conditionOn: '2023-04-12' }))
      .rejected('NotYetHappened')
    expect(
      story.asks('RaiseFinding', '2023-04-11', raise({ conditionOn: '2023-04-11' })).events,
    ).toHaveLength(1)
    const { responsibility } = raise().statement
    if (responsibility === undefined) throw new Error('a shortcoming has an address')
    story
      .asks(
        'RaiseFinding',
        '2023-04-11',
        raise({ responsibility: { ...responsibility, conditionOn: '2023-04-12' } }),
      )
      .rejected('NotYetHappened')
  })
})

describe('R15: address', () => {
  it.each(['shortcoming', 'violation', 'suspected-crime'] as const)(
    'R15: a %s names a post of the agency that answers; the head of that day is frozen',
    (kind) => {
      const { responsibility, ...statement } = raise({ kind }).statement
      if (responsibility === undefined) throw new Error('it has an address')
      const story = worked()
      const with_ = (changed: typeof responsibility | undefined) =>
        story.asks('RaiseFinding', '2023-04-11', {
          memberId: 'tp-1',
          findingId: 'f1',
          statement: {
            ...statement,
            ...(changed === undefined ? {} : { responsibility: changed }),
          },
        })
      with_(undefined).rejected('NoResponsibility', { findingId: 'f1' })
      with_({ ...responsibility, postId: 'chief' }).rejected('NoSuchPost', { postId: 'chief' })
      const headOn = (conditionOn: string) => {
        const [event] = with_({ ...responsibility, conditionOn }).events
        return event?.type === 'FindingRaised' ? event.data.finding.responsibility?.head : 'none'
      }
      expect(headOn('2021-06-01')).toEqual({ postId: 'head', personId: 'dong-da-1', acting: false })
      expect(headOn('2021-05-31')).toBeUndefined()
    },
  )

  it('R15: the address says the field, and the head’s share with its reason', () => {
    const { statement } = raise()
    const { responsibility } = statement
    if (responsibility === undefined) throw new Error('it has an address')
    const asks = (changes: object) =>
      worked().asks('RaiseFinding', '2023-04-11', {
        ...raise(),
        statement: { ...statement, responsibility: { ...responsibility, ...changes } },
      })
    const said = { field: 'digital-government', headShare: 'leadership', headShareReason: 'S' }
    expect(asks(said).events).toMatchObject([{ data: { finding: { responsibility: said } } }])
    for (const missing of ['field', 'headShare', 'headShareReason']) {
      asks({ [missing]: undefined }).malformed(`data.statement.responsibility.${missing}`)
    }
  })

  it.each(['achievement', 'initiative'] as const)('R15: an %s needs none', (kind) => {
    expect(worked().asks('RaiseFinding', '2023-04-11', raise({ kind })).events).toHaveLength(1)
  })
})

describe('R19: prior shortcomings', () => {
  const prior = (obligationId: string, area: 'procedures' | 'institutions' = 'procedures') =>
    ({ obligationId, area, source: { kind: 'obligation' } }) as const
  const looking = (obligations: ReadonlyArray<ReturnType<typeof prior>>, from = opened()) =>
    answered(from)
      .does('AttachEvidence', '2023-04-11', evidence())
      .does('AssessContent', '2023-04-11', assessment())
      .does('AssessContent', '2023-04-11', assessment('own-reform-plan', 'steering'))
      .does('RequirePriorShortcomings', '2023-04-11', { obligations })
      .does('SignMinutes', '2023-04-11', minutes)
  const close = (story: Story) => story.asks('CloseFieldwork', '2023-04-12', { memberId: 'tp-1' })

  it.each(ways)(
    'R19: fieldwork closes when it was answered; none is an answer (%s)',
    (_, story) => {
      const unanswered = answered(story)
        .does('AttachEvidence', '2023-04-11', evidence())
        .does('AssessContent', '2023-04-11', assessment())
        .does('AssessContent', '2023-04-11', assessment('own-reform-plan', 'steering'))
        .does('AssessContent', '2023-04-11', assessment('prior-shortcomings'))
        .does('SignMinutes', '2023-04-11', minutes)
      close(unanswered).rejected('PriorShortcomingsUnanswered')
      const none = unanswered.does('RequirePriorShortcomings', '2023-04-11', { obligations: [] })
      expect(close(none).events).toHaveLength(1)
      none
        .asks('RequirePriorShortcomings', '2023-04-11', { obligations: [] })
        .rejected('AlreadyDone')
    },
  )

  it('R19: each is looked at: assessed in its area, repeated, or imported', () => {
    const story = looking([prior('o1'), prior('o2')])
    close(story).rejected('PriorShortcomingsOpen', { obligations: ['o1', 'o2'] })
    const repeated = story.does('RaiseFinding', '2023-04-11', raise({ repeats: 'o1' }))
    close(repeated).rejected('PriorShortcomingsOpen', { obligations: ['o2'] })
    const withdrawn = repeated.does('WithdrawFinding', '2023-04-11', {
      memberId: 'tp-1',
      findingId: 'f1',
      reason,
    })
    close(withdrawn).rejected('PriorShortcomingsOpen', { obligations: ['o1', 'o2'] })
    const assessed = story.does('AssessContent', '2023-04-11', assessment('prior-shortcomings'))
    expect(close(assessed).events).toHaveLength(1)
    const imported = story.does('ImportResult', '2023-04-11', {
      source: document('thanh-tra-thanh-pho', '5/TB-TTTP', '2023-03-01'),
      contents: ['prior-shortcomings'],
      areas: ['procedures'],
      summary: 'Synthetic',
      resultOn: '2023-03-01',
    })
    expect(close(imported).events).toHaveLength(1)
  })

  it('R19: another’s result counts for its own area, and for that content only', () => {
    const imports = (
      content: 'prior-shortcomings' | 'own-reform-plan',
      area: 'procedures' | 'institutions',
    ) =>
      looking([prior('o1'), prior('o2', 'institutions')]).does('ImportResult', '2023-04-11', {
        source: document('thanh-tra-thanh-pho', '5/TB-TTTP', '2023-03-01'),
        contents: [content],
        areas: [area],
        summary: 'Synthetic',
        resultOn: '2023-03-01',
      })
    const open = (...obligations: ReadonlyArray<string>) =>
      ['PriorShortcomingsOpen', { obligations }] as const
    close(imports('prior-shortcomings', 'procedures')).rejected(...open('o2'))
    close(imports('prior-shortcomings', 'institutions')).rejected(...open('o1'))
    close(imports('own-reform-plan', 'procedures')).rejected(...open('o1', 'o2'))
  })

  it('R19: it is looked at even where the scope left it out', () => {
    const narrow = noticed(
      scheduled(proposed({ scope: { ...proposal.scope, contents: ['own-reform-plan'] } })),
    ).does('OpenInspection', '2023-04-11', { leaderId: 'nv-1' })
    expect(close(looking([], narrow)).events).toHaveLength(1)
    const elsewhere = assessment('prior-shortcomings', 'institutions')
    looking([], narrow).asks('AssessContent', '2023-04-11', elsewhere).rejected('OutsideScope')
    const story = looking([prior('o1', 'institutions')], narrow)
    close(story).rejected('PriorShortcomingsOpen')
    story
      .asks('AssessContent', '2023-04-11', assessment('prior-shortcomings'))
      .rejected('OutsideScope')
    expect(close(story.does('AssessContent', '2023-04-11', elsewhere)).events).toHaveLength(1)
  })

  it.each([
    ['minor', 'significant'],
    ['significant', 'serious'],
    ['serious', 'serious'],
  ] as const)(
    'R19: still there, a %s shortcoming is %s, and a shortcoming still',
    (severity, graver) => {
      const story = looking([prior('o1')])
      const severityOf = (changes: Parameters<typeof raise>[0]) =>
        story.asks('RaiseFinding', '2023-04-11', raise({ severity, ...changes })).events[0]?.data
      expect(severityOf({ repeats: 'o1' })).toMatchObject({
        finding: { severity: graver, statement: { kind: 'shortcoming', severity } },
      })
      expect(severityOf({})).toMatchObject({ finding: { severity } })
    },
  )

  it('R19: only what was pointed out before is repeated, and only by a shortcoming', () => {
    const story = looking([prior('o1')])
    story
      .asks('RaiseFinding', '2023-04-11', raise({ repeats: 'o2' }))
      .rejected('NotAPriorShortcoming')
    story
      .asks('RaiseFinding', '2023-04-11', raise({ kind: 'achievement', repeats: 'o1' }))
      .rejected('NotAPriorShortcoming')
    opened()
      .does('AttachEvidence', '2023-04-11', evidence())
      .asks('RaiseFinding', '2023-04-11', raise({ repeats: 'o1' }))
      .rejected('NotAPriorShortcoming')
  })
})

describe('R16: what the conclusion will answer is looked at', () => {
  it('R16: an assessment judges progress, effectiveness and quality, and says how it guides', () => {
    const asks = (changes: object) =>
      worked().asks('AssessContent', '2023-04-11', { ...assessment(), ...changes })
    const said = {
      progress: 'good',
      effectiveness: 'fair',
      quality: 'weak',
      guidance: 'Công khai lịch trả kết quả',
    }
    expect(asks(said).events).toMatchObject([{ type: 'ContentAssessed', data: said }])
    for (const missing of ['progress', 'effectiveness', 'quality', 'guidance']) {
      asks({ [missing]: undefined }).malformed(`data.${missing}`)
    }
  })

  it('R16: assessed, found something in, or imported, content by content', () => {
    const story = answered()
      .does('AttachEvidence', '2023-04-11', evidence())
      .does('RequirePriorShortcomings', '2023-04-11', { obligations: [] })
      .does('AssessContent', '2023-04-11', assessment('prior-shortcomings'))
      .does('AssessContent', '2023-04-11', assessment('prior-shortcomings', 'steering'))
      .does('SignMinutes', '2023-04-12', minutes)
    const close = (from: Story) => from.asks('CloseFieldwork', '2023-04-12', { memberId: 'tp-1' })
    close(story).rejected('ContentNotExamined', { content: 'own-reform-plan' })
    expect(close(story.does('AssessContent', '2023-04-12', assessment())).events).toHaveLength(1)
    expect(close(story.does('RaiseFinding', '2023-04-12', raise())).events).toHaveLength(1)
    const imported = story.does('ImportResult', '2023-04-12', {
      source: document('thanh-tra-thanh-pho', '5/TB-TTTP', '2023-03-01'),
      contents: ['own-reform-plan'],
      areas: ['procedures'],
      summary: 'Synthetic',
      resultOn: '2023-03-01',
    })
    expect(close(imported).events).toHaveLength(1)
  })

  it('R28: an imported result was there, and its document signed', () => {
    const from = (signedOn: string, resultOn: string) =>
      ordered().asks('ImportResult', '2023-03-21', {
        source: document('thanh-tra-thanh-pho', '5/TB-TTTP', signedOn),
        contents: ['own-reform-plan'],
        areas: ['procedures'],
        summary: 'Synthetic',
        resultOn,
      })
    expect(from('2023-03-21', '2023-03-21').events).toHaveLength(1)
    from('2023-03-22', '2023-03-21').rejected('DocumentNotSigned')
    from('2023-03-21', '2023-03-22').rejected('NotYetHappened')
  })
})

describe('the close', () => {
  it('lifecycle: counts the conclusion’s due date from the record, fifteen working days', () => {
    const ready = found().does('SignMinutes', '2023-04-12', minutes)
    const dueOf = (recordedOn: string) =>
      ready.asks('CloseFieldwork', '2023-04-12', { memberId: 'tp-1' }, { recordedOn }).events[0]
        ?.data
    // 13, 14, 17 … 28 April are twelve; 4, 5, 8 May.
    expect(dueOf('2023-04-12')).toMatchObject({ conclusion: { date: '2023-05-08' } })
    expect(dueOf('2023-04-13')).toMatchObject({
      conclusion: { date: '2023-05-09' },
      recordedLateDays: 1,
    })
    expect(closed().state).toMatchObject({ status: 'closed', conclusionDueOn: '2023-05-08' })
  })
})
