/**
 * From the draft on: reviewed by another (R13), explained (R14), answered (R16), never changed (R17),
 * crimes withheld (R18), ratified (R5, R6), handed to a successor (R26), replied to (R23).
 */
import type { CommandMeta } from '@kiemtra/kernel'
import {
  officialFrom,
  sampleAgencyEvents,
  sampleDissolution,
  sampleStatement,
} from '@kiemtra/core/testing'
import { describe, expect, it } from 'vitest'
import {
  assessment,
  closed,
  concluded,
  conclusion,
  type DataOf,
  delegationEvents,
  demand,
  document,
  drafted,
  evidence,
  found,
  lead,
  opened,
  openedInManyWays,
  ordered,
  published,
  raise,
  recommendation,
  scheduled,
  type Story,
  member,
  stranger,
  subject,
  answered,
  worked,
} from './support.ts'

const reason = 'Synthetic'
const { statement } = raise()
const on = (happenedOn: string) => ({ happenedOn, recordedLateDays: 0 })
const review = (memberId: string, findingId = 'f1') => ({ memberId, findingId })
const amendTo = (changes: Parameters<typeof sampleStatement>[0], memberId = 'tt-1') => ({
  memberId,
  findingId: 'f1',
  statement: sampleStatement(changes),
  reason,
})
const refer = (...findings: ReadonlyArray<string>) => ({
  findings,
  to: 'Cơ quan điều tra',
  document: document('so-noi-vu', '77/CV-SNV', '2023-04-12'),
})
const issue = (
  story: Story,
  changes: Parameters<typeof conclusion>[0] = {},
  day = '2023-04-22',
  sent: Parameters<Story['asks']>[3] = {},
) => story.asks('IssueConclusion', day, conclusion(changes), sent)
const circulate = { reference: 'Dự thảo 2' }
const explain = (findings: ReadonlyArray<string> = ['f1'], explanationId = 'x1') => ({
  explanationId,
  findings,
  text: 'Do hệ thống lỗi',
})
const answer = (
  decision: DataOf<'DecideExplanation'>['decision'] = { kind: 'rejected' },
  deciderId = 'gd-1',
) => ({ explanationId: 'x1', deciderId, reason, decision })

describe('R13: reviewed by another', () => {
  it.each(openedInManyWays())(
    'R13: not by whoever raised it, nor by whoever last stated it (%s)',
    (_, way) => {
      const raised = worked(way).does('RaiseFinding', '2023-04-11', raise())
      raised
        .asks('ReviewFinding', '2023-04-11', review('tp-1'))
        .rejected('OwnFinding', { findingId: 'f1' })
      expect(raised.asks('ReviewFinding', '2023-04-11', review('nv-3')).events).toHaveLength(1)
      const amended = raised.does('AmendFinding', '2023-04-11', amendTo({}, 'nv-3'))
      for (const own of ['tp-1', 'nv-3']) {
        amended.asks('ReviewFinding', '2023-04-11', review(own)).rejected('OwnFinding')
      }
    },
  )

  it('R13: only reviewed findings go into a draft; an amended one is reviewed again', () => {
    const unreviewed = closed(worked().does('RaiseFinding', '2023-04-11', raise()))
    unreviewed
      .asks('CirculateDraft', '2023-04-14', circulate)
      .rejected('NotReviewed', { findingId: 'f1' })
    expect(closed().asks('CirculateDraft', '2023-04-14', circulate).events).toHaveLength(1)
    const amended = closed().does('AmendFinding', '2023-04-13', amendTo({}))
    amended.asks('CirculateDraft', '2023-04-14', circulate).rejected('NotReviewed')
    const again = amended.does('ReviewFinding', '2023-04-13', review('gd-1'))
    expect(again.asks('CirculateDraft', '2023-04-14', circulate).events).toHaveLength(1)
    const withdrawn = unreviewed.does('WithdrawFinding', '2023-04-13', {
      ...review('tt-1'),
      reason,
    })
    expect(withdrawn.asks('CirculateDraft', '2023-04-14', circulate).events[0]?.data).toMatchObject(
      {
        findings: [],
      },
    )
  })

  const KINDS = [
    'achievement',
    'initiative',
    'shortcoming',
    'violation',
    'suspected-crime',
  ] as const
  /** From light to grave; what is good is all alike. */
  const weightOf = (kind: (typeof KINDS)[number]) => Math.max(1, KINDS.indexOf(kind))
  it.each(KINDS.flatMap((before) => KINDS.map((now) => [before, now] as const)))(
    'R13: made of %s into %s, it is graver or not',
    (before, now) => {
      const story = found([{ kind: before, severity: 'significant' }])
      const graver = (severity: 'minor' | 'significant' | 'serious') =>
        story.asks('AmendFinding', '2023-04-11', amendTo({ kind: now, severity }, 'nv-3')).events[0]
          ?.data
      const byKind = weightOf(now) - weightOf(before)
      expect(graver('minor')).toMatchObject({ graver: byKind > 0 })
      expect(graver('significant')).toMatchObject({ graver: byKind > 0 })
      expect(graver('serious')).toMatchObject({ graver: byKind >= 0 })
    },
  )

  it('R13: a draft goes out again as soon as one finding in it is new to the subject', () => {
    const two = drafted(closed(found([{}, { condition: 'Synthetic' }])))
      .does('AmendFinding', '2023-04-17', amendTo({ severity: 'serious' }))
      .does('ReviewFinding', '2023-04-17', review('gd-1'))
    expect(two.asks('CirculateDraft', '2023-04-18', circulate).events).toHaveLength(1)
    two
      .does('CirculateDraft', '2023-04-18', circulate)
      .asks('CirculateDraft', '2023-04-18', circulate)
      .rejected('AlreadyDone')
  })

  it('R12, R28: what is amended, withdrawn or reviewed is there, and was there before', () => {
    const gone = closed().does('WithdrawFinding', '2023-04-13', { ...review('tt-1'), reason })
    const acts = (story: Story, findingId: string) => [
      story.asks('AmendFinding', '2023-04-13', { ...amendTo({}), findingId }),
      story.asks('WithdrawFinding', '2023-04-13', { ...review('tt-1', findingId), reason }),
      story.asks('ReviewFinding', '2023-04-13', review('tt-1', findingId)),
    ]
    for (const act of acts(gone, 'f1')) act.rejected('FindingWithdrawnAlready')
    for (const act of acts(closed(), 'f9')) act.rejected('NoSuchFinding')
    closed()
      .asks('AmendFinding', '2023-04-13', amendTo({ conditionOn: '2023-04-14' }))
      .rejected('NotYetHappened')
    expect(
      closed().asks('AmendFinding', '2023-04-13', amendTo({ conditionOn: '2023-04-13' })).events,
    ).toHaveLength(1)
  })

  it.each([
    ['graver in severity', { severity: 'significant' }, true],
    ['graver in kind', { kind: 'violation' }, true],
    ['graver in kind, lighter in severity', { kind: 'violation', severity: 'minor' }, true],
    ['as grave', { condition: '19 trong 26 hồ sơ quá hạn' }, false],
    ['lighter', { kind: 'achievement', severity: 'serious' }, false],
  ] as const)('R13: amended and %s, it is circulated again or not', (_, changes, again) => {
    const story = drafted().does('AmendFinding', '2023-04-17', amendTo(changes))
    issue(story, { demands: [] }).rejected('NotReviewed')
    const reviewed = story.does('ReviewFinding', '2023-04-17', review('gd-1'))
    const demands = 'kind' in changes && changes.kind === 'achievement' ? [] : [demand()]
    if (again) {
      issue(reviewed, { demands }).rejected('NotCirculated', { findingId: 'f1' })
      const anew = reviewed.does('CirculateDraft', '2023-04-18', circulate)
      issue(anew, { demands }, '2023-04-25').rejected('ExplanationWindowOpen', {
        until: '2023-04-25',
      })
      expect(issue(anew, { demands }, '2023-04-26').events).toHaveLength(1)
    } else {
      expect(issue(reviewed, { demands }).events).toHaveLength(1)
      reviewed.asks('CirculateDraft', '2023-04-18', circulate).rejected('AlreadyDone')
    }
  })

  it('R13: an explanation is not decided by whoever raised or last stated the finding', () => {
    const explained = drafted().does('SubmitExplanation', '2023-04-17', explain())
    explained
      .asks('DecideExplanation', '2023-04-18', answer(undefined, 'tp-1'))
      .rejected('OwnFinding')
    expect(explained.asks('DecideExplanation', '2023-04-18', answer()).events).toHaveLength(1)
    const amended = explained.does('AmendFinding', '2023-04-17', amendTo({}, 'tt-1'))
    amended
      .asks('DecideExplanation', '2023-04-18', answer(undefined, 'tt-1'))
      .rejected('OwnFinding')
  })
})

describe('R6: from the close on, the concluding authority acts', () => {
  it('R6: and nobody else, the delegation dissolved or not', () => {
    const dissolved = (story: Story) =>
      story.after({
        delegation: [
          {
            type: 'DelegationDissolved',
            data: {
              ...on('2023-04-13'),
              delegationId: 'doan-p61',
              document: document('so-noi-vu', '9/QĐ-SNV', '2023-04-13'),
              handovers: [],
            },
          },
        ],
      })
    const explained = drafted().does('SubmitExplanation', '2023-04-17', explain())
    const asked = (actor: typeof lead) => [
      dissolved(closed()).asks('AmendFinding', '2023-04-14', amendTo({}), { actor }),
      dissolved(closed()).asks(
        'WithdrawFinding',
        '2023-04-14',
        { ...review('nv-3'), reason },
        { actor },
      ),
      dissolved(closed()).asks('CirculateDraft', '2023-04-14', circulate, { actor }),
      dissolved(explained).asks('DecideExplanation', '2023-04-18', answer(), { actor }),
      issue(dissolved(drafted()), {}, '2023-04-22', { actor }),
      dissolved(concluded()).asks(
        'PublishConclusion',
        '2023-04-24',
        { channel: 'Cổng' },
        { actor },
      ),
      dissolved(concluded()).asks(
        'CorrectConclusion',
        '2023-04-24',
        { document: document('so-noi-vu', '95/QĐ-SNV', '2023-04-24'), reason, demands: [] },
        { actor },
      ),
    ]
    for (const decision of asked(lead)) expect(decision.events).toHaveLength(1)
    for (const decision of asked(member)) {
      decision.rejected('NotTheConcludingAuthority', { concludedBy: 'so-noi-vu' })
    }
    for (const outsider of [stranger, subject]) {
      for (const decision of asked(outsider)) decision.rejected('NotInvolved')
    }
  })

  it('R6: a conclusion is a document of that agency', () => {
    issue(drafted(), { document: document('so-tu-phap', '90/TB-STP', '2023-04-14') }).rejected(
      'NotTheConcludingAuthority',
    )
  })

  it('R5, R6: a flagged act keeps the conclusion back until it is ratified or withdrawn', () => {
    const flag = { actId: 'f1', reason: 'roster' } as const
    const ratify = { actId: 'f1', reason }
    const flagged = drafted().does('FlagAct', '2023-04-17', flag)
    flagged.asks('FlagAct', '2023-04-17', flag).rejected('AlreadyDone')
    issue(flagged).rejected('FlaggedActs', { acts: ['f1'] })
    flagged
      .asks('RatifyAct', '2023-04-18', ratify, { actor: member })
      .rejected('NotTheConcludingAuthority')
    drafted().asks('RatifyAct', '2023-04-18', ratify).rejected('NoSuchAct')
    expect(
      issue(flagged.does('RatifyAct', '2023-04-18', ratify, { actor: lead })).events,
    ).toHaveLength(1)
    const withdrawn = flagged.does('WithdrawFinding', '2023-04-18', { ...review('gd-1'), reason })
    expect(issue(withdrawn, { demands: [] }).events).toHaveLength(1)
    withdrawn.asks('FlagAct', '2023-04-18', flag).rejected('FindingWithdrawnAlready')
    const accepted = flagged.does('SubmitExplanation', '2023-04-18', explain()).does(
      'DecideExplanation',
      '2023-04-18',
      answer({
        kind: 'accepted',
        effects: [{ kind: 'withdrawn', findingId: 'f1' }],
      }),
    )
    expect(issue(accepted, { demands: [] }).events).toHaveLength(1)
  })

  it('R6: who established the delegation ratifies, too', () => {
    const ofItself = drafted(
      closed(
        found(
          [{}],
          worked(
            scheduled(
              ordered().where({
                delegation: delegationEvents({ establishedBy: 'thanh-tra-thanh-pho' }),
              }),
            ).does('OpenInspection', '2023-04-11', { leaderId: 'nv-1' }),
          ),
        ),
      ),
    ).does('FlagAct', '2023-04-17', { actId: 'f1', reason: 'term' })
    const by = (agencyId: string) =>
      ofItself.asks(
        'RatifyAct',
        '2023-04-18',
        { actId: 'f1', reason },
        { actor: officialFrom(agencyId) },
      )
    expect(by('thanh-tra-thanh-pho').events).toHaveLength(1)
    expect(by('so-noi-vu').events).toHaveLength(1)
    by('so-tu-phap').rejected('NotTheConcludingAuthority')
  })

  it('R5: flagged when the conclusion is there already, it is not published before', () => {
    const flagged = concluded().does('FlagAct', '2023-04-23', { actId: 'f1', reason: 'roster' })
    const publish = (story: Story) =>
      story.asks('PublishConclusion', '2023-04-24', { channel: 'Cổng' })
    publish(flagged).rejected('FlaggedActs')
    expect(
      publish(flagged.does('RatifyAct', '2023-04-23', { actId: 'f1', reason })).events,
    ).toHaveLength(1)
  })
})

describe('R14: explained', () => {
  it('R14: the conclusion waits for the last day of the window, or for the waiver', () => {
    const story = drafted()
    issue(story, {}, '2023-04-21').rejected('ExplanationWindowOpen', { until: '2023-04-21' })
    expect(issue(story, {}, '2023-04-22').events).toHaveLength(1)
    expect(issue(story, {}, '2023-04-21', { recordedOn: '2023-04-22' }).events).toHaveLength(1)
    const late = closed().does('CirculateDraft', '2023-04-14', circulate, {
      recordedOn: '2023-04-17',
    })
    issue(late, {}, '2023-04-24').rejected('ExplanationWindowOpen', { until: '2023-04-24' })
    story.asks('WaiveExplanation', '2023-04-17', {}, { actor: lead }).rejected('NotTheSubject')
    const waived = story.does('WaiveExplanation', '2023-04-17', {}, { actor: subject })
    expect(issue(waived, {}, '2023-04-17').events).toHaveLength(1)
    waived.asks('WaiveExplanation', '2023-04-17', {}).rejected('AlreadyDone')
  })

  it('R14: every explanation is answered, a late one, too', () => {
    const explained = drafted().does('SubmitExplanation', '2023-04-17', explain(), {
      actor: subject,
    })
    issue(explained).rejected('ExplanationUnanswered', { explanationId: 'x1' })
    expect(issue(explained.does('DecideExplanation', '2023-04-18', answer())).events).toHaveLength(
      1,
    )
    explained
      .does('DecideExplanation', '2023-04-18', answer())
      .asks('DecideExplanation', '2023-04-18', answer())
      .rejected('NoSuchExplanation')
    drafted().asks('DecideExplanation', '2023-04-18', answer()).rejected('NoSuchExplanation')
    const lateOf = (day: string, recordedOn = day) =>
      drafted().asks('SubmitExplanation', day, explain(), { recordedOn }).events[0]?.data
    expect(lateOf('2023-04-21')).toMatchObject({ late: false })
    expect(lateOf('2023-04-21', '2023-04-22')).toMatchObject({ late: true })
    issue(drafted().does('SubmitExplanation', '2023-04-22', explain())).rejected(
      'ExplanationUnanswered',
    )
  })

  it('R14: after the conclusion it is kept, marked late, and answered by nobody', () => {
    const story = concluded().does('SubmitExplanation', '2023-04-23', explain())
    expect(
      concluded().asks('SubmitExplanation', '2023-04-23', explain()).events[0]?.data,
    ).toMatchObject({
      late: true,
    })
    story.asks('DecideExplanation', '2023-04-23', answer()).rejected('NotInThisPhase')
    story.asks('SubmitExplanation', '2023-04-23', explain()).rejected('IdTaken')
  })

  it('R14: the subject explains itself, on what it has read, once under an id', () => {
    const story = drafted()
    story
      .asks('SubmitExplanation', '2023-04-17', explain(), { actor: stranger })
      .rejected('NotInvolved')
    story
      .asks('SubmitExplanation', '2023-04-17', explain(), { actor: member })
      .rejected('NotTheSubject')
    story.asks('SubmitExplanation', '2023-04-17', explain(['f2'])).rejected('NoSuchFinding')
    story
      .does('SubmitExplanation', '2023-04-17', explain())
      .asks('SubmitExplanation', '2023-04-17', explain())
      .rejected('IdTaken')
    story
      .does('WithdrawFinding', '2023-04-17', { ...review('gd-1'), reason })
      .asks('SubmitExplanation', '2023-04-17', explain())
      .rejected('FindingWithdrawnAlready')
  })

  it('R14: accepted, it says of each finding that still stands what becomes of it', () => {
    const two = drafted(closed(found([{}, { severity: 'serious' }]))).does(
      'SubmitExplanation',
      '2023-04-17',
      explain(['f1', 'f2']),
    )
    const accept = (
      story: Story,
      effects: Extract<DataOf<'DecideExplanation'>['decision'], { kind: 'accepted' }>['effects'],
    ) => story.asks('DecideExplanation', '2023-04-18', answer({ kind: 'accepted', effects }))
    const noted = (findingId: string) => ({ kind: 'noted', findingId, note: reason }) as const
    accept(two, [noted('f1')]).rejected('EffectsDoNotMatch')
    accept(two, [noted('f1'), noted('f3')]).rejected('EffectsDoNotMatch')
    accept(two, [noted('f1'), noted('f2'), noted('f3')]).rejected('EffectsDoNotMatch')
    expect(accept(two, [noted('f1'), noted('f2')]).events).toHaveLength(1)
    const one = two.does('WithdrawFinding', '2023-04-17', { ...review('gd-1'), reason })
    accept(one, [noted('f1'), noted('f2')]).rejected('EffectsDoNotMatch')
    expect(accept(one, [noted('f2')]).events).toHaveLength(1)
  })

  it('R14: an accepted explanation makes nothing graver, moves no address, and is reviewed again', () => {
    const explained = drafted(closed(found([{ severity: 'significant' }]))).does(
      'SubmitExplanation',
      '2023-04-17',
      explain(),
    )
    const amended = (changes: Parameters<typeof sampleStatement>[0]) =>
      explained.asks(
        'DecideExplanation',
        '2023-04-18',
        answer({
          kind: 'accepted',
          effects: [{ kind: 'amended', findingId: 'f1', statement: sampleStatement(changes) }],
        }),
      )
    amended({ severity: 'serious' }).rejected('EffectsDoNotMatch')
    amended({ kind: 'violation', severity: 'minor' }).rejected('EffectsDoNotMatch')
    const { responsibility } = statement
    if (responsibility === undefined) throw new Error('a shortcoming has an address')
    amended({ responsibility: { ...responsibility, postId: 'head' } }).rejected('EffectsDoNotMatch')
    amended({ responsibility: { ...responsibility, agencyId: 'hoan-kiem' } }).rejected(
      'EffectsDoNotMatch',
    )
    amended({ responsibility: { ...responsibility, conditionOn: '2021-01-01' } }).rejected(
      'EffectsDoNotMatch',
    )
    amended({ area: 'institutions' }).rejected('OutsideScope')
    amended({ evidence: ['e9'] }).rejected('NoSuchEvidence')
    const lighter = amended({ severity: 'minor' })
    expect(lighter.events[0]?.data).toMatchObject({
      effects: [
        { finding: { severity: 'minor', responsibility: { head: { personId: 'dong-da-1' } } } },
      ],
    })
    const story = explained.does(
      'DecideExplanation',
      '2023-04-18',
      answer({
        kind: 'accepted',
        effects: [{ kind: 'amended', findingId: 'f1', statement: sampleStatement() }],
      }),
    )
    issue(story).rejected('NotReviewed')
    story.asks('ReviewFinding', '2023-04-19', review('gd-1')).rejected('OwnFinding')
    expect(issue(story.does('ReviewFinding', '2023-04-19', review('gd-2'))).events).toHaveLength(1)
  })

  it('R13: an explanation is answered neither by whoever raised the finding nor by whoever restated it', () => {
    const explained = drafted(
      closed(
        worked()
          .does('RaiseFinding', '2023-04-11', raise())
          .does('AmendFinding', '2023-04-11', amendTo({}, 'nv-3'))
          .does('ReviewFinding', '2023-04-11', review('tt-1')),
      ),
    ).does('SubmitExplanation', '2023-04-17', explain())
    const by = (deciderId: string) =>
      explained.asks('DecideExplanation', '2023-04-18', answer({ kind: 'rejected' }, deciderId))
    for (const own of ['tp-1', 'nv-3']) by(own).rejected('OwnFinding')
    expect(by('tt-1').events).toHaveLength(1)
  })

  it('R14, R15: a finding that needs no address is amended on an explanation, too', () => {
    const explained = drafted(closed(found([{ kind: 'achievement' }]))).does(
      'SubmitExplanation',
      '2023-04-17',
      explain(),
    )
    const statement = sampleStatement({ kind: 'achievement', condition: 'Synthetic' })
    const [event] = explained.asks(
      'DecideExplanation',
      '2023-04-18',
      answer({ kind: 'accepted', effects: [{ kind: 'amended', findingId: 'f1', statement }] }),
    ).events
    expect(event?.data).toMatchObject({
      effects: [{ finding: { statement, severity: 'minor' } }],
    })
    expect(JSON.stringify(event)).not.toContain('responsibility')
  })

  it('R19: an accepted explanation leaves a repeat as grave as it was', () => {
    const explained = drafted(
      closed(
        found(
          [{ repeats: 'o1' }],
          answered(opened())
            .does('AttachEvidence', '2023-04-11', evidence())
            .does('AssessContent', '2023-04-11', assessment())
            .does('AssessContent', '2023-04-11', assessment('prior-shortcomings'))
            .does('AssessContent', '2023-04-11', assessment('own-reform-plan', 'steering'))
            .does('RequirePriorShortcomings', '2023-04-11', {
              obligations: [
                { obligationId: 'o1', area: 'procedures', source: { kind: 'obligation' } },
              ],
            }),
        ),
      ),
    ).does('SubmitExplanation', '2023-04-17', explain())
    const [event] = explained.asks(
      'DecideExplanation',
      '2023-04-18',
      answer({
        kind: 'accepted',
        effects: [
          { kind: 'amended', findingId: 'f1', statement: sampleStatement({ repeats: 'o1' }) },
        ],
      }),
    ).events
    expect(event?.data).toMatchObject({ effects: [{ finding: { severity: 'significant' } }] })
  })
})

describe('R16: the conclusion', () => {
  it('R16: answers every content of the scope, and no other', () => {
    const [first, second] = conclusion().contents
    if (first === undefined || second === undefined) throw new Error('there are two')
    issue(drafted(), { contents: [first] }).rejected('ContentUnanswered', {
      content: 'prior-shortcomings',
    })
    issue(drafted(), { contents: [second] }).rejected('ContentUnanswered', {
      content: 'own-reform-plan',
    })
    issue(drafted(), {
      contents: [first, second, { content: 'city-directions', text: 'x' }],
    }).rejected('ContentOutsideScope', { content: 'city-directions' })
  })

  it.each(['shortcoming', 'violation'] as const)(
    'R16: a %s that was not put right on the spot has a demand',
    (kind) => {
      const story = (changes: object) => drafted(closed(found([{ kind, ...changes }])))
      issue(story({}), { demands: [] }).rejected('DemandMissing', { findingId: 'f1' })
      expect(issue(story({})).events).toHaveLength(1)
      expect(issue(story({ correctedOnSpot: true }), { demands: [] }).events).toHaveLength(1)
      issue(story({ correctedOnSpot: true })).rejected('DemandWithoutGround', { demandId: 'd1' })
    },
  )

  it('R16: a demand stands on a finding, on a post of the subject, and falls due later', () => {
    const demands = (changes: Parameters<typeof demand>[0]) =>
      issue(drafted(), { demands: [demand(changes)] })
    demands({ findingId: 'f2' }).rejected('DemandWithoutGround')
    demands({ responsiblePostId: 'chief' }).rejected('DemandWithoutPost', { demandId: 'd1' })
    demands({ dueOn: '2023-04-22' }).rejected('DemandDueTooSoon')
    expect(demands({ dueOn: '2023-04-23' }).events).toHaveLength(1)
    const praised = drafted(closed(found([{ kind: 'achievement' }])))
    issue(praised).rejected('DemandWithoutGround')
    expect(issue(praised, { demands: [] }).events).toHaveLength(1)
  })

  it('R16: dissent of members, past ones too, is kept until the conclusion', () => {
    const dissent = (story: Story, memberId = 'tt-1') =>
      story.asks('RecordDissent', '2023-04-22', { memberId, opinion: reason })
    for (const story of [opened(), closed(), drafted()]) {
      expect(dissent(story).events).toHaveLength(1)
      dissent(story, 'stranger').rejected('MemberMayNotAct')
    }
    const once = drafted().does('RecordDissent', '2023-04-22', {
      memberId: 'tt-1',
      opinion: reason,
    })
    dissent(once).rejected('AlreadyDone')
    dissent(concluded()).rejected('NotInThisPhase')
  })

  it('R17: what is late is shown late', () => {
    const lateOf = (day: string) => issue(drafted(), {}, day).events[0]?.data
    expect(lateOf('2023-05-08')).toMatchObject({ late: false, publication: { date: '2023-05-18' } })
    expect(lateOf('2023-05-09')).toMatchObject({ late: true })
    const published_ = (day: string) =>
      concluded().asks('PublishConclusion', day, { channel: 'Cổng' }).events[0]?.data
    expect(published_('2023-05-02')).toMatchObject({ late: false })
    expect(published_('2023-05-03')).toMatchObject({ late: true })
  })
})

describe('R18: referred', () => {
  it('R18: a violation before publication', () => {
    const story = concluded(drafted(closed(found([{ kind: 'violation' }]))))
    const publish = (from: Story) =>
      from.asks('PublishConclusion', '2023-04-24', { channel: 'Cổng' })
    publish(story).rejected('NotReferred', { findingId: 'f1' })
    expect(publish(story.does('ReferViolation', '2023-04-23', refer('f1'))).events).toHaveLength(1)
    published().asks('PublishConclusion', '2023-04-25', { channel: 'Cổng' }).rejected('AlreadyDone')
  })

  const crime = found([{ kind: 'suspected-crime' }, {}])
  it('R18: a suspected crime before the draft, and withheld from it', () => {
    const story = closed(crime)
    story
      .asks('CirculateDraft', '2023-04-14', circulate)
      .rejected('NotReferred', { findingId: 'f1' })
    const referred = story.does('ReferViolation', '2023-04-13', refer('f1'))
    expect(referred.asks('CirculateDraft', '2023-04-14', circulate).events[0]?.data).toMatchObject({
      findings: ['f2'],
    })
    drafted(referred)
      .asks('SubmitExplanation', '2023-04-17', explain(['f1']))
      .rejected('NoSuchFinding')
  })

  it('R18: it has no demand, and no recommendation names it', () => {
    const story = drafted(closed(crime).does('ReferViolation', '2023-04-13', refer('f1')))
    const demands = [demand({ findingId: 'f2' })]
    expect(issue(story, { demands }).events).toHaveLength(1)
    issue(story, { demands: [...demands, demand({ demandId: 'd2' })] }).rejected(
      'DemandWithoutGround',
    )
    const about = (findingId: string) => [recommendation({ findingId })]
    issue(story, { demands, recommendations: about('f1') }).rejected('NoSuchFinding')
    issue(story, { demands, recommendations: about('f9') }).rejected('NoSuchFinding')
    expect(issue(story, { demands, recommendations: about('f2') }).events).toHaveLength(1)
    expect(published(concluded(story, { demands })).state).toMatchObject({
      status: 'concluded',
      publishedOn: '2023-04-24',
    })
  })

  it('R18: what becomes a suspected crime is referred as one, and taken out of the draft', () => {
    const story = drafted(
      closed(found([{ kind: 'violation' }])).does('ReferViolation', '2023-04-13', refer('f1')),
    )
      .does('AmendFinding', '2023-04-17', amendTo({ kind: 'suspected-crime' }))
      .does('ReviewFinding', '2023-04-17', review('gd-1'))
    issue(story, { demands: [] }).rejected('NotReferred', { findingId: 'f1' })
    story.asks('SubmitExplanation', '2023-04-18', explain()).rejected('NoSuchFinding')
    const referred = story.does('ReferViolation', '2023-04-18', refer('f1'))
    expect(issue(referred, { demands: [] }).events).toHaveLength(1)
  })

  it('R18: each once, what stands only, and no mere shortcoming', () => {
    const story = closed(found([{ kind: 'violation' }, {}]))
    story
      .asks('ReferViolation', '2023-04-13', refer('f2'))
      .rejected('NothingToRefer', { findingId: 'f2' })
    story.asks('ReferViolation', '2023-04-13', refer('f9')).rejected('NothingToRefer')
    story
      .does('ReferViolation', '2023-04-13', refer('f1'))
      .asks('ReferViolation', '2023-04-13', refer('f1'))
      .rejected('NothingToRefer')
    story
      .does('WithdrawFinding', '2023-04-13', { ...review('gd-1'), reason })
      .asks('ReferViolation', '2023-04-13', refer('f1'))
      .rejected('NothingToRefer')
  })

  it('R18: cancelled or revoked, the duty stays, and nothing else', () => {
    const violation = found([{ kind: 'violation' }])
    const off = violation.does('CancelInspection', '2023-04-12', { reason })
    const revoked = concluded(drafted(closed(violation))).does('RevokeConclusion', '2023-04-24', {
      document: document('so-noi-vu', '99/QĐ-SNV', '2023-04-24'),
      reason,
    })
    expect(off.state).toMatchObject({ status: 'cancelled', opened: true })
    for (const story of [off, revoked]) {
      expect(story.asks('ReferViolation', '2023-04-25', refer('f1')).events).toHaveLength(1)
      story.asks('CirculateDraft', '2023-04-25', circulate).rejected('NotInThisPhase')
      story
        .asks('HandOverInspection', '2023-04-25', {
          to: { kind: 'successor', subjectId: 'x' },
          reason,
        })
        .rejected('NotInThisPhase')
    }
    closed().asks('CancelInspection', '2023-04-25', { reason }).rejected('NotInThisPhase')
  })
})

describe('R17: after the conclusion', () => {
  const correct = (
    story: Story,
    demands: DataOf<'CorrectConclusion'>['demands'],
    number = '95/QĐ-SNV',
    issuer = 'so-noi-vu',
  ) =>
    story.asks('CorrectConclusion', '2023-04-24', {
      document: document(issuer, number, '2023-04-24'),
      reason,
      demands,
    })
  const corrected = (
    demands: DataOf<'CorrectConclusion'>['demands'],
    number = '95/QĐ-SNV',
    story = concluded(),
  ) =>
    story.does('CorrectConclusion', '2023-04-24', {
      document: document('so-noi-vu', number, '2023-04-24'),
      reason,
      demands,
    })

  it('R17: it is corrected by another document of the agency each time', () => {
    correct(concluded(), [], '90/TB-SNV').rejected('SameDocument')
    correct(concluded(), [], '95/QĐ-STP', 'so-tu-phap').rejected('NotTheConcludingAuthority')
    correct(corrected([]), []).rejected('SameDocument')
    expect(correct(corrected([]), [], '96/QĐ-SNV').events).toHaveLength(1)
  })

  it('R17: a correction says of every demand what became of it', () => {
    const [event] = correct(concluded(), []).events
    expect(event?.data).toMatchObject({ demands: [{ kind: 'kept', demandId: 'd1' }] })
    const change = {
      kind: 'changed',
      demandId: 'd1',
      demand: demand({ dueOn: '2023-07-01' }),
    } as const
    expect(correct(concluded(), [change]).events[0]?.data).toMatchObject({ demands: [change] })
    correct(concluded(), [
      { ...change, demandId: 'd2', demand: demand({ demandId: 'd2' }) },
    ]).rejected('NoSuchDemand')
    correct(concluded(), [{ ...change, demand: demand({ demandId: 'd2' }) }]).rejected(
      'NoSuchDemand',
    )
    correct(concluded(), [{ ...change, demand: demand({ dueOn: '2023-04-24' }) }]).rejected(
      'DemandDueTooSoon',
    )
    correct(concluded(), [{ ...change, demand: demand({ responsiblePostId: 'chief' }) }]).rejected(
      'DemandWithoutPost',
    )
    correct(concluded(), [{ kind: 'annulled', demandId: 'd9', reason }]).rejected('NoSuchDemand')
    const add = { kind: 'added', demandId: 'd2', demand: demand({ demandId: 'd2' }) } as const
    expect(correct(concluded(), [add]).events[0]?.data).toMatchObject({
      demands: [add, { kind: 'kept', demandId: 'd1' }],
    })
    correct(concluded(), [{ ...add, demandId: 'd1', demand: demand() }]).rejected('IdTaken')
    correct(concluded(), [
      { ...add, demand: demand({ demandId: 'd2', findingId: 'f9' }) },
    ]).rejected('DemandWithoutGround')
  })

  it('R17: an annulled demand stays annulled', () => {
    const annulled = corrected([{ kind: 'annulled', demandId: 'd1', reason }])
    correct(annulled, [{ kind: 'kept', demandId: 'd1' }], '96/QĐ-SNV').rejected('NoSuchDemand')
    correct(annulled, [{ kind: 'added', demandId: 'd1', demand: demand() }], '96/QĐ-SNV').rejected(
      'IdTaken',
    )
    expect(correct(annulled, [], '96/QĐ-SNV').events[0]?.data).toMatchObject({ demands: [] })
  })

  const request = { reason, document: document('dong-da', '4/CV-UBND', '2023-04-24') }
  const outcome = (of: DataOf<'DecideReview'>['outcome'], issuer = 'so-noi-vu') => ({
    outcome: of,
    document: document(issuer, '98/TB', '2023-04-24'),
    reason,
  })
  it('R17: reviewed when the subject asks, by who concluded or who issued the plan', () => {
    const story = concluded()
    story.asks('RequestReview', '2023-04-24', request, { actor: lead }).rejected('NotTheSubject')
    story.asks('DecideReview', '2023-04-24', outcome('upheld')).rejected('NoReviewAsked')
    const asked = story.does('RequestReview', '2023-04-24', request, { actor: subject })
    asked.asks('RequestReview', '2023-04-24', request).rejected('AlreadyDone')
    const by = (agencyId: string, issuer = agencyId) =>
      asked.asks('DecideReview', '2023-04-24', outcome('upheld', issuer), {
        actor: officialFrom(agencyId),
      })
    expect(by('so-noi-vu').events).toHaveLength(1)
    expect(by('ubnd-thanh-pho').events).toHaveLength(1)
    by('dong-da').rejected('NotInvolved')
    asked
      .asks('DecideReview', '2023-04-24', outcome('upheld', 'so-noi-vu'), { actor: member })
      .rejected('NotTheConcludingAuthority')
    by('so-noi-vu', 'dong-da').rejected('NotTheConcludingAuthority')
    const decided = asked.does('DecideReview', '2023-04-24', outcome('to-correct'))
    decided.asks('DecideReview', '2023-04-24', outcome('upheld')).rejected('NoReviewAsked')
    expect(decided.state).toMatchObject({ review: 'to-correct' })
    expect(corrected([], '95/QĐ-SNV', decided).state).toMatchObject({ review: 'none' })
  })

  it('R17: revoked by another document of who concluded or who issued the plan', () => {
    const revoke = (story: Story, number: string, issuer: string, actor = officialFrom(issuer)) =>
      story.asks(
        'RevokeConclusion',
        '2023-04-25',
        { document: document(issuer, number, '2023-04-25'), reason },
        { actor },
      )
    for (const story of [concluded(), published()]) {
      expect(revoke(story, '99/QĐ', 'so-noi-vu').events).toHaveLength(1)
      expect(revoke(story, '99/QĐ', 'ubnd-thanh-pho').events).toHaveLength(1)
      revoke(story, '99/QĐ', 'so-tu-phap').rejected('NotTheConcludingAuthority')
      revoke(story, '99/QĐ', 'so-tu-phap', lead).rejected('NotTheConcludingAuthority')
      revoke(story, '90/TB-SNV', 'so-noi-vu').rejected('SameDocument')
    }
  })

  it('R23: a recommendation is replied to once; a late reply is marked', () => {
    const reply = {
      recommendationId: 'r1',
      document: document('ubnd-thanh-pho', '55/CV', '2023-05-01'),
      text: reason,
    }
    const lateOf = (day: string) => concluded().asks('RecordReply', day, reply).events[0]?.data
    expect(lateOf('2023-06-01')).toMatchObject({ late: false })
    expect(lateOf('2023-06-02')).toMatchObject({ late: true })
    concluded()
      .asks('RecordReply', '2023-06-01', { ...reply, recommendationId: 'r2' })
      .rejected('NoSuchRecommendation')
    concluded()
      .does('RecordReply', '2023-06-01', reply)
      .asks('RecordReply', '2023-06-01', reply)
      .rejected('NoSuchRecommendation')
    const by = (actor: CommandMeta['actor']) =>
      concluded().asks('RecordReply', '2023-06-01', reply, { actor })
    for (const actor of [officialFrom('ubnd-thanh-pho'), lead, member]) {
      expect(by(actor).events).toHaveLength(1)
    }
    for (const actor of [stranger, subject]) by(actor).rejected('NoSuchRecommendation')
    const toSubject = concluded(undefined, {
      recommendations: [recommendation({ addresseeId: 'dong-da' })],
    })
    expect(
      toSubject.asks('RecordReply', '2023-06-01', reply, { actor: subject }).events,
    ).toHaveLength(1)
  })

  it('R28: each document is signed by the day of its act', () => {
    const unsigned = (issuer: string) => document(issuer, '99/QĐ', '2023-04-25')
    const asked = concluded().does('RequestReview', '2023-04-23', {
      ...request,
      document: document('dong-da', '4/CV', '2023-04-23'),
    })
    const violation = closed(found([{ kind: 'violation' }]))
    const decisions = [
      issue(drafted(), { document: unsigned('so-noi-vu') }, '2023-04-24'),
      concluded().asks('CorrectConclusion', '2023-04-24', {
        document: unsigned('so-noi-vu'),
        reason,
        demands: [],
      }),
      concluded().asks('RequestReview', '2023-04-24', { document: unsigned('dong-da'), reason }),
      asked.asks('DecideReview', '2023-04-24', {
        ...outcome('upheld'),
        document: unsigned('so-noi-vu'),
      }),
      concluded().asks('RevokeConclusion', '2023-04-24', {
        document: unsigned('so-noi-vu'),
        reason,
      }),
      concluded().asks('RecordReply', '2023-04-24', {
        recommendationId: 'r1',
        document: unsigned('x'),
        text: reason,
      }),
      violation.asks('ReferViolation', '2023-04-24', {
        ...refer('f1'),
        document: unsigned('so-noi-vu'),
      }),
    ]
    for (const decision of decisions) decision.rejected('DocumentNotSigned')
  })

  it('the steps of a phase lie in it', () => {
    closed()
      .asks('CirculateDraft', '2023-04-11', circulate)
      .rejected('OutOfOrder', { earliest: '2023-04-12' })
    issue(
      drafted().does('WaiveExplanation', '2023-04-14', {}),
      { document: document('so-noi-vu', '90/TB', '2023-04-01') },
      '2023-04-13',
    ).rejected('OutOfOrder', { earliest: '2023-04-14' })
    concluded()
      .asks('PublishConclusion', '2023-04-21', { channel: 'Cổng' })
      .rejected('OutOfOrder', { earliest: '2023-04-22' })
    expect(
      closed(found([{ kind: 'violation' }])).asks('ReferViolation', '2023-04-12', refer('f1'))
        .events,
    ).toHaveLength(1)
  })
})

describe('R26: the subject ends', () => {
  const to = { kind: 'successor', subjectId: 'hoan-kiem' } as const
  const ending = (story: Story, successor = 'hoan-kiem') =>
    story.where({
      subject: [
        ...sampleAgencyEvents('dong-da'),
        sampleDissolution('dong-da', successor, '2023-04-20'),
      ],
    })

  it.each([
    ['fieldwork', found()],
    ['closed', closed()],
    ['drafted', drafted()],
    ['concluded', concluded()],
  ] as const)('R26: opened (%s), it goes on with the successor, from the day on', (_, story) => {
    const ask = (day: string, subjectId = 'hoan-kiem') =>
      ending(story).asks('HandOverInspection', day, { to: { ...to, subjectId }, reason })
    expect(ask('2023-04-20').state).toMatchObject({
      subjectId: 'hoan-kiem',
      concludedBy: 'so-noi-vu',
    })
    ask('2023-04-19').rejected('NotASuccessor')
    ask('2023-04-20', 'cau-giay').rejected('NotASuccessor')
    story.asks('HandOverInspection', '2023-04-20', { to, reason }).rejected('NotASuccessor')
  })

  it('R5: handed to the agency that concludes, the plan’s issuer concludes', () => {
    const [event] = ending(drafted(), 'so-noi-vu').asks('HandOverInspection', '2023-04-20', {
      to: { kind: 'successor', subjectId: 'so-noi-vu' },
      reason,
    }).events
    expect(event?.data).toMatchObject({
      concludedBy: 'ubnd-thanh-pho',
      from: { delegationId: 'doan-p61', subjectId: 'dong-da' },
    })
  })

  it('R26: the successor explains, and no longer the one that ended', () => {
    const story = ending(drafted()).does('HandOverInspection', '2023-04-20', { to, reason })
    story
      .asks('SubmitExplanation', '2023-04-20', explain(), { actor: subject })
      .rejected('NotInvolved')
    const successor = officialFrom('hoan-kiem', 'hk-1')
    expect(
      story.asks('SubmitExplanation', '2023-04-20', explain(), { actor: successor }).events,
    ).toHaveLength(1)
  })

  it('R6: to another delegation of the plan, in force', () => {
    const other = delegationEvents({ delegationId: 'doan-2' })
    const hand = (story: Story, day = '2023-04-12') =>
      story.asks('HandOverInspection', day, {
        to: { kind: 'delegation', delegationId: 'doan-2' },
        reason,
      })
    expect(hand(opened().where({ taker: other })).state).toMatchObject({
      delegationId: 'doan-2',
      inspectors: { by: 'whole' },
    })
    hand(opened().where({ taker: other }), '2023-12-30').rejected('DelegationNotInForce')
    const anothers = delegationEvents({ delegationId: 'doan-2', planId: 'cong-vu-2023' })
    hand(opened().where({ taker: anothers })).rejected('DelegationOfAnotherPlan')
    hand(opened().where({ taker: [] })).rejected('DelegationNotInForce')
  })
})
