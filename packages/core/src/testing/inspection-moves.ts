/**
 * What may be asked of an inspection next: a few commands of every type, told with regard to where it
 * stands. Which of them it accepts, it says itself; the others are refusals worth seeing.
 */
import {
  addDays,
  type CivilDate,
  civilDate,
  type CommandMeta,
  type Plain,
  type PlainCommand,
} from '@kiemtra/kernel'
import type { InspectionCommand } from '../inspection/commands/index.ts'
import type { Finding, InspectionState } from '../inspection/state.ts'
import { sampleTarget } from './plan.ts'

/** A command as a test or an import writes it. */
export type InspectionMove = PlainCommand<InspectionCommand>

type Ask = Plain<InspectionCommand>
type DataOf<Type extends Ask['type']> = Extract<Ask, { type: Type }>['data']
/** What a sample finding says. */
export type SampleStatement = DataOf<'RaiseFinding'>['statement']

// ------------------------------------------------------------------ sample

/** The id of the inspection that samples and moves are about. */
export const sampleInspectionId = 'i1'

/** The proposal of the sample plan's target `t1`, on 13 March 2023, for 11 and 12 April. */
export const sampleProposal: DataOf<'ProposeInspection'> = {
  inspectionId: sampleInspectionId,
  happenedOn: '2023-03-13',
  planId: 'p61-2023',
  targetId: 't1',
  subjectId: 'dong-da',
  delegationId: 'doan-p61',
  inspectors: { by: 'whole' },
  scope: sampleTarget.scope,
  mode: 'on-site',
  ground: 'plan',
  window: sampleTarget.window,
}

const { targetId: _targetId, ...untargeted } = sampleProposal

/** An unannounced inspection of the same district, ordered by the delegation's head on 20 March. */
export const sampleOrder: DataOf<'OrderUnannounced'> = {
  ...untargeted,
  happenedOn: '2023-03-20',
  ground: 'signs-of-violation',
  order: { by: 'delegation-head', personId: 'nv-1' },
}

/** A document of an agency. */
export const sampleDocumentOf = (issuer: string, number: string, signedOn: string) =>
  ({ number, kind: 'conclusion', issuer, signedOn }) as const

/** A piece of evidence, taken at the beginning of a working day. */
export const sampleEvidence = (
  evidenceId: string,
  takenAt: string,
): DataOf<'AttachEvidence'>['evidence'] => ({
  evidenceId,
  kind: 'document',
  sha256: '0'.repeat(64),
  takenAt,
  reference: 'kho-tai-lieu/1',
})

const HAS_ADDRESS: ReadonlyArray<SampleStatement['kind']> = [
  'shortcoming',
  'violation',
  'suspected-crime',
]

/** What the sample district has itself inspected: one of two divisions, and of two communes one or none. */
export const sampleOwnInspecting = (
  communes = 1,
): DataOf<'RecordOwnInspecting'>['ownInspecting'] => ({
  plans: ['dong-da-2023'],
  inspections: ['dong-da-2023_1', 'dong-da-2023_2'],
  divisions: { agencies: 2, inspected: 1 },
  communes: { agencies: 2, inspected: communes },
})

/** What a finding may say: late dossiers, with an address where its kind needs one. */
export const sampleStatement = (changes: Partial<SampleStatement> = {}): SampleStatement => {
  const { kind = 'shortcoming', conditionOn = '2023-02-01' } = changes
  return {
    kind,
    area: 'procedures',
    content: 'own-reform-plan',
    severity: 'minor',
    criterion: 'Hồ sơ được giải quyết đúng hạn',
    condition: '20 trong 26 hồ sơ quá hạn',
    conditionOn,
    evidence: ['e1'],
    correctedOnSpot: false,
    sample: { population: 634, sampled: 26, nonConforming: 20, breakdown: [], remainder: 0 },
    ...(HAS_ADDRESS.includes(kind)
      ? {
          responsibility: {
            agencyId: 'dong-da',
            postId: 'deputy',
            field: 'procedures',
            headShare: 'leadership',
            headShareReason: 'Không đôn đốc',
            conditionOn,
          },
        }
      : {}),
    ...changes,
  }
}

// ------------------------------------------------------------------- moves

const nine = (day: CivilDate): string => `${day}T02:00:00.000Z`

/** Recorded on the evening of a day, by an import unless another says so. */
export const sampleMeta = (
  day: CivilDate,
  actor: CommandMeta['actor'] = { kind: 'import', source: 'synthetic' },
): CommandMeta => ({ commandId: `on-${day}`, actor, recordedAt: `${day}T14:00:00.000Z` })

/** An agency's official. */
export const officialFrom = (agencyId: string, personId = 'nv-1'): CommandMeta['actor'] => ({
  kind: 'official',
  personId,
  agencyId,
  post: 'deputy',
})

const later = (...days: ReadonlyArray<CivilDate | undefined>): CivilDate =>
  days.reduce<CivilDate>((last, day) => (day !== undefined && day > last ? day : last), FIRST)
const FIRST = civilDate(2023, 3, 13)

type Asker = <const Type extends Ask['type']>(
  type: Type,
  data: Omit<DataOf<Type>, 'inspectionId' | 'happenedOn' | 'happenedAt'>,
  day?: CivilDate,
) => Told

/** What is asked, and on which day. */
interface Told {
  readonly type: Ask['type']
  readonly data: object
  readonly day: CivilDate
}

/** Commands of every type, as they may be asked on a day or soon after it; most belong to other phases. */
export const inspectionMoves = (
  state: InspectionState,
  today: CivilDate,
): ReadonlyArray<InspectionMove> => {
  const ask: Asker = (type, data, day = today) => ({ type, data, day })
  const found = 'findings' in state ? [...state.findings.values()] : []
  const told: ReadonlyArray<Told> = [
    ...beginning(ask),
    ...preparing(ask, state, today),
    ...working(ask, state, today),
    ...finding(ask, found),
    ...concluding(ask, state, found, today),
    ...following(ask, state, found),
  ]
  return told.flatMap(movesOf)
}

/** Commands that say a day and commands that say an hour, all by an import. */
const movesOf = ({ type, data, day }: Told): ReadonlyArray<InspectionMove> => {
  const time = AT_AN_HOUR.has(type) ? { happenedAt: nine(day) } : { happenedOn: day }
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- put together from parts that `Asker` has checked
  const asked = { type, data: { inspectionId: sampleInspectionId, ...time, ...data } } as Ask
  return [{ ...asked, meta: sampleMeta(day) }]
}

const AT_AN_HOUR: ReadonlySet<string> = new Set([
  'OpenInspection',
  'AttachEvidence',
  'AssessContent',
  'RaiseFinding',
  'AmendFinding',
  'WithdrawFinding',
  'ReviewFinding',
  'SignMinutes',
  'CloseFieldwork',
])

const beginning = (ask: Asker): ReadonlyArray<Told> => {
  const { happenedOn: _proposedOn, inspectionId: _id, ...proposal } = sampleProposal
  const { happenedOn: _orderedOn, inspectionId: _same, ...order } = sampleOrder
  const team = { by: 'team', teamId: 'to-1', reason: 'Synthetic' } as const
  const document = sampleDocumentOf('ubnd-thanh-pho', '12/QĐ-UBND', '2023-03-13')
  return [
    ask('ProposeInspection', proposal),
    ask('ProposeInspection', { ...proposal, inspectors: team, mode: 'report' }),
    ask('OrderUnannounced', order),
    ask('OrderUnannounced', {
      ...order,
      order: { by: 'agency', agencyId: 'ubnd-thanh-pho', document },
    }),
    ask('OrderUnannounced', { ...order, ground: 'draw', order: { by: 'draw', drawId: 'lot-1' } }),
  ]
}

const prior = (obligationId: string) =>
  ({ obligationId, area: 'procedures', source: { kind: 'obligation' } }) as const

const preparing = (ask: Asker, state: InspectionState, today: CivilDate): ReadonlyArray<Told> => {
  const window = 'window' in state ? state.window : { from: today, to: today }
  const latest = state.status === 'preparing' ? state.latestOn : undefined
  const soon = addDays(today, 10)
  const from = latest !== undefined && latest < soon ? latest : soon
  const notice = 'noticeSent' in state ? state.noticeSent?.openNotBefore : undefined
  const opening = later(today, 'window' in state ? state.window.from : undefined, notice)
  // In fieldwork only other days are news, and the calendar of these histories doesn't move.
  const confirms =
    state.status === 'fieldwork' ? [] : [ask('ConfirmSchedule', { windowId: 'w1', window })]
  return [
    ...confirms,
    ask('RefuseSchedule', { window, reason: 'withheld' }),
    ask('RescheduleInspection', { window: { from, to: addDays(from, 4) }, reason: 'Synthetic' }),
    ask('SendNotice', {
      document: sampleDocumentOf('so-noi-vu', '31/TB-SNV', today),
      outline: 'Đề cương báo cáo',
    }),
    ask('SubmitSelfReport', { reference: 'Báo cáo 12/BC-UBND', attachments: [] }),
    ask('RequirePriorShortcomings', { obligations: [] }),
    ask('RequirePriorShortcomings', { obligations: [prior('o1'), prior('o2')] }),
    ask(
      'OpenInspection',
      {
        leaderId: 'inspectors' in state && state.inspectors.by === 'team' ? 'tp-1' : 'nv-1',
        outsideHoursReason: 'Synthetic',
      },
      opening,
    ),
    ask('DeferInspection', { latestOn: addDays(today, 30), reason: 'Synthetic' }),
    ask('CancelInspection', { reason: 'Synthetic' }),
    ask('HandOverInspection', {
      to: { kind: 'delegation', delegationId: 'doan-2' },
      reason: 'Synthetic',
    }),
    ask('HandOverInspection', {
      to: { kind: 'delegation', delegationId: 'doan-p61' },
      reason: 'Synthetic',
    }),
    ask('HandOverInspection', {
      to: { kind: 'successor', subjectId: 'hoan-kiem' },
      reason: 'Synthetic',
    }),
    ask('ImportResult', {
      source: sampleDocumentOf('thanh-tra-thanh-pho', '5/TB-TTTP', '2023-03-01'),
      contents: ['own-reform-plan'],
      areas: ['procedures'],
      summary: 'Synthetic',
      resultOn: '2023-03-01',
    }),
  ]
}

const working = (ask: Asker, state: InspectionState, today: CivilDate): ReadonlyArray<Told> => {
  const window = 'window' in state ? state.window : { from: today, to: today }
  const extended = state.status === 'fieldwork' ? state.extensionAsked : undefined
  const asked = state.status === 'fieldwork' ? state.paused?.resumption : undefined
  const isListed = state.status === 'fieldwork' && state.tasks !== undefined
  const isRecorded = state.status === 'fieldwork' && state.ownInspecting !== undefined
  const soon = { from: addDays(today, 1), to: addDays(today, 4) }
  const evidence = (evidenceId: string): Told =>
    ask('AttachEvidence', {
      memberId: 'tp-1',
      evidence: sampleEvidence(evidenceId, nine(today)),
      outsideHoursReason: 'Synthetic',
    })
  const assess = (
    content: DataOf<'AssessContent'>['content'],
    area: DataOf<'AssessContent'>['area'] = 'procedures',
  ): Told =>
    ask('AssessContent', {
      memberId: 'nv-3',
      content,
      area,
      progress: 'fair',
      effectiveness: 'fair',
      quality: 'good',
      guidance: 'Synthetic',
    })
  return [
    evidence('e1'),
    evidence('e2'),
    // Answered once, and once more when something else is known: each answer has assessments done anew.
    ask('ListTasks', { tasks: isListed ? ['t-2'] : [] }),
    ask('RecordOwnInspecting', { ownInspecting: sampleOwnInspecting(isRecorded ? 0 : 1) }),
    assess('own-reform-plan', 'steering'),
    assess('own-reform-plan'),
    assess('prior-shortcomings'),
    ask('PauseInspection', { reason: 'Synthetic' }),
    ask('RequestResumption', { window: soon }),
    ask('ResumeInspection', { window: asked ?? soon }),
    ask('RefuseResumption', { window: asked ?? soon, reason: 'overlap' }),
    ask('RequestExtension', {
      until: addDays(window.to, 2),
      ground: 'complexity',
      reason: 'Synthetic',
    }),
    ask('ExtendFieldwork', { window: { from: window.from, to: extended ?? window.to } }),
    ask('RefuseExtension', { until: extended ?? window.to, reason: 'caps' }),
    ask('SignMinutes', {
      memberId: 'tp-1',
      reference: 'Biên bản 1',
      subject: { kind: 'reservation', reservation: 'Synthetic' },
    }),
    ask('SignMinutes', {
      memberId: 'tp-1',
      reference: 'Biên bản 1',
      subject: { kind: 'refused', reason: 'Synthetic', witnessId: 'nv-3' },
    }),
    ask('CloseFieldwork', { memberId: 'tp-1' }),
  ]
}

const KINDS: ReadonlyArray<SampleStatement['kind']> = [
  'achievement',
  'shortcoming',
  'violation',
  'suspected-crime',
]

const finding = (ask: Asker, found: ReadonlyArray<Finding>): ReadonlyArray<Told> => {
  const first = found.find(({ withdrawn }) => !withdrawn)
  const next = `f${String(found.length + 1)}`
  const raise = (statement: SampleStatement): Told =>
    ask('RaiseFinding', { memberId: 'tp-1', findingId: next, statement })
  const about = first?.findingId ?? 'f1'
  const unreviewed = found.find(({ reviewed, withdrawn }) => !reviewed && !withdrawn)
  const review = (memberId: string): Told =>
    ask('ReviewFinding', { memberId, findingId: unreviewed?.findingId ?? about })
  const amend = (statement: SampleStatement): Told =>
    ask('AmendFinding', { memberId: 'nv-3', findingId: about, statement, reason: 'Synthetic' })
  return [
    ...KINDS.map((kind) => raise(sampleStatement({ kind }))),
    raise(sampleStatement({ content: 'prior-shortcomings', repeats: 'o1' })),
    raise(sampleStatement({ correctedOnSpot: true, severity: 'significant' })),
    amend(sampleStatement({ severity: 'serious' })),
    amend(sampleStatement({ kind: 'suspected-crime' })),
    amend(sampleStatement({ kind: 'achievement' })),
    ask('WithdrawFinding', { memberId: 'nv-3', findingId: about, reason: 'Synthetic' }),
    review('nv-2'),
    review('tp-1'),
    review('tt-1'),
  ]
}

const concluding = (
  ask: Asker,
  state: InspectionState,
  found: ReadonlyArray<Finding>,
  today: CivilDate,
): ReadonlyArray<Told> => {
  const circulated = found.filter((one) => one.circulated && !one.withdrawn)
  const explanations = 'explanations' in state ? state.explanations : undefined
  const [explanationId, open] = [...(explanations ?? [])].find(([, { decided }]) => !decided) ?? []
  const standing = (open?.findings ?? []).filter((id) =>
    found.some(({ findingId, withdrawn }) => findingId === id && !withdrawn),
  )
  const decide = (deciderId: string, decision: DataOf<'DecideExplanation'>['decision']): Told =>
    ask('DecideExplanation', {
      explanationId: explanationId ?? 'x1',
      deciderId,
      reason: 'Synthetic',
      decision,
    })
  const referable = found.filter(
    ({ statement, withdrawn, referred }) =>
      !withdrawn &&
      !referred &&
      (statement.kind === 'violation' || statement.kind === 'suspected-crime'),
  )
  const until = state.status === 'drafted' && !state.waived ? addDays(state.explainUntil, 1) : today
  const issuing = later(today, until)
  const demanded = found.filter(
    ({ statement, withdrawn }) =>
      !withdrawn &&
      !statement.correctedOnSpot &&
      (statement.kind === 'shortcoming' || statement.kind === 'violation'),
  )
  return [
    ask('CirculateDraft', { reference: 'Dự thảo 1' }),
    ask('SubmitExplanation', {
      explanationId: `x${String((explanations?.size ?? 0) + 1)}`,
      findings: circulated.length === 0 ? ['f1'] : circulated.map(({ findingId }) => findingId),
      text: 'Synthetic',
    }),
    ask('WaiveExplanation', {}),
    decide('gd-1', { kind: 'rejected' }),
    decide('gd-1', {
      kind: 'accepted',
      effects: standing.map((findingId, i) =>
        i === 0
          ? { kind: 'withdrawn', findingId }
          : { kind: 'noted', findingId, note: 'Synthetic' },
      ),
    }),
    decide('gd-1', {
      kind: 'accepted',
      effects: standing.map((findingId) => ({
        kind: 'amended',
        findingId,
        statement: sampleStatement(),
      })),
    }),
    decide('tp-1', { kind: 'rejected' }),
    // Who has answered one explanation by an amendment doesn't answer the next on that finding (R13).
    decide('gd-2', { kind: 'rejected' }),
    ask('RecordDissent', { memberId: 'tt-1', opinion: 'Synthetic' }),
    ask('RecordDissent', { memberId: 'stranger', opinion: 'Synthetic' }),
    ask('ReferViolation', {
      findings: referable.length === 0 ? ['f1'] : referable.map(({ findingId }) => findingId),
      to: 'Cơ quan điều tra',
      document: sampleDocumentOf('so-noi-vu', '77/CV-SNV', today),
    }),
    ask('FlagAct', { actId: 'f1', reason: 'roster' }),
    ask('FlagAct', { actId: 'e1', reason: 'term' }),
    ...['f1', 'e1'].map((actId) => ask('RatifyAct', { actId, reason: 'Synthetic' })),
    ask(
      'IssueConclusion',
      {
        document: sampleDocumentOf(
          'concludedBy' in state ? state.concludedBy : 'so-noi-vu',
          '90/TB-SNV',
          issuing,
        ),
        contents: (['own-reform-plan', 'prior-shortcomings'] as const).map((content) => ({
          content,
          text: 'Synthetic',
        })),
        demands: demanded.map(({ findingId, statement }) => ({
          demandId: `d-${findingId}`,
          findingId,
          area: statement.area,
          text: 'Khắc phục',
          responsiblePostId: 'deputy',
          dueOn: addDays(issuing, 30),
          acceptanceTest: 'Không còn hồ sơ quá hạn',
        })),
        recommendations: [
          {
            recommendationId: 'r1',
            kind: 'policy',
            addresseeId: 'ubnd-thanh-pho',
            text: 'Synthetic',
            replyDueOn: addDays(issuing, 30),
          },
        ],
      },
      issuing,
    ),
  ]
}

const following = (
  ask: Asker,
  state: InspectionState,
  found: ReadonlyArray<Finding>,
): ReadonlyArray<Told> => {
  const issuer = 'concludedBy' in state ? state.concludedBy : 'so-noi-vu'
  const documents = state.status === 'concluded' ? state.documents.size : 0
  const signed = (number: string) => sampleDocumentOf(issuer, number, '2023-03-13')
  const [demandId] = state.status === 'concluded' ? state.demands.keys() : []
  const shortcoming = found.find(
    ({ statement, withdrawn }) =>
      !withdrawn && statement.kind === 'shortcoming' && !statement.correctedOnSpot,
  )
  const demand = {
    demandId: 'd-added',
    findingId: shortcoming?.findingId ?? 'f1',
    area: 'procedures',
    text: 'Khắc phục',
    responsiblePostId: 'deputy',
    dueOn: '2024-03-01',
    acceptanceTest: 'Synthetic',
  } as const
  const correct = (demands: DataOf<'CorrectConclusion'>['demands']): Told =>
    ask('CorrectConclusion', {
      document: signed(`9${String(documents)}/QĐ-SNV`),
      reason: 'Synthetic',
      demands,
    })
  const decide = (outcome: DataOf<'DecideReview'>['outcome']): Told =>
    ask('DecideReview', { outcome, document: signed('88/TB-SNV'), reason: 'Synthetic' })
  return [
    ask('PublishConclusion', { channel: 'Cổng thông tin điện tử' }),
    correct([]),
    correct([{ kind: 'annulled', demandId: demandId ?? 'd1', reason: 'Synthetic' }]),
    correct([{ kind: 'added', demandId: 'd-added', demand }]),
    ask('RequestReview', {
      reason: 'Synthetic',
      document: sampleDocumentOf('dong-da', '4/CV-UBND', '2023-03-13'),
    }),
    decide('upheld'),
    decide('to-correct'),
    decide('to-revoke'),
    ask('RevokeConclusion', { document: signed('199/QĐ-SNV'), reason: 'Synthetic' }),
    ask('RecordReply', {
      recommendationId: 'r1',
      document: sampleDocumentOf('ubnd-thanh-pho', '55/CV-UBND', '2023-03-13'),
      text: 'Synthetic',
    }),
  ]
}
