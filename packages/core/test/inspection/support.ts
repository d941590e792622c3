/**
 * Stories of inspections: the sample inspection at the stage that a test needs, asked through
 * `given`, with facts that are folds of real events.
 */
import { CivilDate, type CommandMeta, type Fold, type Plain } from '@kiemtra/kernel'
import {
  foldPlain,
  officialFrom,
  sampleAgencyEvents,
  sampleDelegationEvents,
  sampleDocumentOf,
  sampleEvidence,
  sampleInspectionId,
  sampleMeta,
  sampleOrder,
  sampleOwnInspecting,
  samplePlanEvents,
  sampleProposal,
  sampleReservation,
  type SampleStatement,
  sampleStatement,
} from '@kiemtra/core/testing'
import { given, stateAfter, type TestCommand } from '@kiemtra/testing'
import { type AgencyEvent, agencyFold } from '../../src/agency/index.ts'
import { type AssignmentEvent, assignmentFold } from '../../src/assignment/index.ts'
import { type DelegationEvent, delegationFold } from '../../src/delegation/index.ts'
import {
  Inspection,
  type InspectionCommand,
  type InspectionEvent,
  type InspectionFacts,
  type InspectionState,
} from '../../src/inspection/index.ts'
import { type PlanEvent, planFold } from '../../src/plan/index.ts'
import { type VisitsEvent, visitsFold } from '../../src/visits/index.ts'

type Ask = Plain<InspectionCommand>
export type DataOf<Type extends Ask['type']> = Extract<Ask, { type: Type }>['data']
type Rest<Type extends Ask['type']> = Omit<
  DataOf<Type>,
  'inspectionId' | 'happenedOn' | 'happenedAt'
>

/** What has happened in other streams. */
interface Others {
  readonly plan: ReadonlyArray<Plain<PlanEvent>>
  readonly delegation: ReadonlyArray<Plain<DelegationEvent>>
  /** Of the delegation that it is handed over to, where that is another. */
  readonly taker?: ReadonlyArray<Plain<DelegationEvent>>
  /** Of the subject and the agency that answers; by default that of a living district. */
  readonly subject: ReadonlyArray<Plain<AgencyEvent>>
  readonly line: ReadonlyArray<Plain<AgencyEvent>>
  readonly visits: ReadonlyArray<Plain<VisitsEvent>>
  /** Of each task, by its id. */
  readonly tasks: Readonly<Record<string, ReadonlyArray<Plain<AssignmentEvent>>>>
}

export const day = (text: string): CivilDate => {
  if (CivilDate.is(text)) return text
  throw new Error(`not a day: ${text}`)
}

export const w1 = (
  from: string,
  to: string,
  inspectionId = sampleInspectionId,
  windowId = 'w1',
) => ({
  inspectionId,
  windowId,
  period: { from: day(from), to: day(to) },
})

const usual: Others = {
  plan: samplePlanEvents,
  delegation: sampleDelegationEvents,
  subject: sampleAgencyEvents('dong-da'),
  line: sampleAgencyEvents('dong-da'),
  visits: [sampleReservation(w1('2023-04-11', '2023-04-12'))],
  tasks: {},
}

/** Folds a history once: most stories share those of others. */
const remembered = <S>(fold: Fold<S>) => {
  const states = new WeakMap<object, S>()
  return (events: Parameters<typeof foldPlain>[1]): S => {
    const known = states.get(events)
    if (known !== undefined) return known
    const state = foldPlain(fold, events)
    states.set(events, state)
    return state
  }
}
const planOf = remembered(planFold)
const delegationOf = remembered(delegationFold)
const agencyOf = remembered(agencyFold)
const visitsOf = remembered(visitsFold)
const taskOf = remembered(assignmentFold)

/** Nine in the morning of a day in Vietnam, or the moment itself. */
const moment = (when: string): string => (when.length === 10 ? `${when}T02:00:00.000Z` : when)

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

export interface Sent {
  readonly actor?: CommandMeta['actor']
  /** The day of the record; by default that of the matter. */
  readonly recordedOn?: string
}

export class Story {
  private readonly events: ReadonlyArray<Plain<InspectionEvent>>
  private readonly others: Others
  private folded: InspectionState | undefined

  constructor(events: ReadonlyArray<Plain<InspectionEvent>> = [], others: Others = usual) {
    this.events = events
    this.others = others
  }

  /** The same story where other streams say something else. */
  where(others: Partial<Others>): Story {
    return new Story(this.events, { ...this.others, ...others })
  }

  /** The same story, after more has happened to others. */
  after(more: Partial<Others>): Story {
    const { plan, delegation, subject, visits } = this.others
    return this.where({
      plan: [...plan, ...(more.plan ?? [])],
      delegation: [...delegation, ...(more.delegation ?? [])],
      subject: [...subject, ...(more.subject ?? [])],
      visits: [...visits, ...(more.visits ?? [])],
    })
  }

  get state(): InspectionState {
    return (this.folded ??= stateAfter(Inspection, this.events))
  }

  /** What comes of a command about a day, or a moment. */
  asks<const Type extends Ask['type']>(
    type: Type,
    when: string,
    data: Rest<Type>,
    { actor, recordedOn }: Sent = {},
  ) {
    const time = AT_AN_HOUR.has(type) ? { happenedAt: moment(when) } : { happenedOn: when }
    const meta = sampleMeta(day(recordedOn ?? when.slice(0, 10)), actor)
    // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- put together from parts that are checked above
    const command = {
      type,
      data: { inspectionId: sampleInspectionId, ...time, ...data },
      meta,
    } as TestCommand<InspectionCommand>
    return given(Inspection, this.events).facts(this.factsOf(command)).when(command)
  }

  /** The story after a command that is accepted. */
  does<const Type extends Ask['type']>(
    type: Type,
    when: string,
    data: Rest<Type>,
    sent: Sent = {},
  ): Story {
    const { events } = this.asks(type, when, data, sent)
    return new Story([...this.events, ...events], this.others)
  }

  private factsOf({ type, data }: TestCommand<InspectionCommand>): InspectionFacts {
    const decoded = Inspection.command.decode({ type, data })
    // `given` says what is wrong with it.
    if (decoded._tag === 'Left') return {}
    const needed: object = Inspection.needs(decoded.right, this.state)
    const tasks = Object.keys(needed).filter((name) => name.startsWith('task '))
    const lines = Object.keys(needed).filter((name) => name.startsWith('line '))
    return {
      ...('plan' in needed ? { plan: planOf(this.others.plan) } : {}),
      ...('delegation' in needed ? { delegation: delegationOf(this.others.delegation) } : {}),
      ...('taker' in needed
        ? { taker: delegationOf(this.others.taker ?? this.others.delegation) }
        : {}),
      ...('subject' in needed ? { subject: agencyOf(this.others.subject) } : {}),
      ...('visits' in needed ? { visits: visitsOf(this.others.visits) } : {}),
      ...('responsible' in needed ? { responsible: agencyOf(this.others.subject) } : {}),
      ...Object.fromEntries(
        tasks.map((name) => [name, taskOf(this.others.tasks[name.slice(5)] ?? [])]),
      ),
      ...Object.fromEntries(lines.map((name) => [name, agencyOf(this.others.line)])),
    }
  }
}

// ------------------------------------------------------------------ stages

const { inspectionId: _i, happenedOn: _p, ...proposalData } = sampleProposal
const { inspectionId: _j, happenedOn: _o, ...orderData } = sampleOrder
export const proposal = proposalData
export const order = orderData
export const team = { by: 'team', teamId: 'to-1', reason: 'Synthetic' } as const

export const document = sampleDocumentOf
export const lead = officialFrom('so-noi-vu')
export const subject = officialFrom('dong-da', 'dd-1')
export const stranger = officialFrom('so-tu-phap', 'x-1')
/** Of the delegation, and of no agency in charge. */
export const member = officialFrom('so-tu-phap', 'tp-1')

const window = { from: '2023-04-11', to: '2023-04-12' }

/** Stories don't change: a stage is told once. */
const told = (tell: () => Story): (() => Story) => {
  let story: Story | undefined
  return () => (story ??= tell())
}

export const proposed = (changes: Partial<Rest<'ProposeInspection'>> = {}): Story =>
  new Story().does('ProposeInspection', '2023-03-13', { ...proposal, ...changes })

export const ordered = (changes: Partial<Rest<'OrderUnannounced'>> = {}): Story =>
  new Story().does('OrderUnannounced', '2023-03-20', { ...order, ...changes })

export const scheduled = (from: Story): Story =>
  from.does('ConfirmSchedule', '2023-03-21', { windowId: 'w1', window })

export const notice = {
  document: document('so-noi-vu', '31/TB-SNV', '2023-03-01'),
  outline: 'Đề cương',
}

const noticedOnce = told(() => scheduled(proposed()))
export const noticed = (from: Story = noticedOnce()): Story =>
  from.does('SendNotice', '2023-03-22', notice)

export const opened = told(() =>
  noticed().does('OpenInspection', '2023-04-11', { leaderId: 'nv-1' }),
)

/** Inspections in fieldwork that differ in what a rule may not depend on. */
export const openedInManyWays = (): ReadonlyArray<readonly [string, Story]> => [
  ['announced', opened()],
  [
    'by a team',
    noticed(scheduled(proposed({ inspectors: team }))).does('OpenInspection', '2023-04-11', {
      leaderId: 'tp-1',
    }),
  ],
  ['unannounced', scheduled(ordered()).does('OpenInspection', '2023-04-11', { leaderId: 'nv-1' })],
  [
    'self-reported',
    noticed()
      .does('SubmitSelfReport', '2023-04-07', { reference: '12/BC-UBND', attachments: [] })
      .does('OpenInspection', '2023-04-11', { leaderId: 'nv-1' }),
  ],
]

export const evidence = (id = 'e1', takenAt = moment('2023-04-11')): Rest<'AttachEvidence'> => ({
  memberId: 'tp-1',
  evidence: sampleEvidence(id, takenAt),
})

export const assessment = (
  content: DataOf<'AssessContent'>['content'] = 'own-reform-plan',
  area: DataOf<'AssessContent'>['area'] = 'procedures',
): Rest<'AssessContent'> => ({
  memberId: 'nv-3',
  content,
  area,
  progress: 'fair',
  effectiveness: 'fair',
  quality: 'good',
  guidance: 'Synthetic',
})

export const raise = (
  changes: Partial<SampleStatement> = {},
  findingId = 'f1',
  memberId = 'tp-1',
): Rest<'RaiseFinding'> => ({ memberId, findingId, statement: sampleStatement(changes) })

/** Answered: the district has no tasks, and has inspected one of its two divisions and communes. */
export const answered = (from: Story = opened()): Story =>
  from
    .does('ListTasks', '2023-04-11', { tasks: [] })
    .does('RecordOwnInspecting', '2023-04-11', { ownInspecting: sampleOwnInspecting() })

/** Evidence attached, every content looked at, prior shortcomings answered: none. */
export const worked = (from: Story = opened()): Story =>
  answered(from)
    .does('AttachEvidence', '2023-04-11', evidence())
    .does('AssessContent', '2023-04-11', assessment())
    .does('AssessContent', '2023-04-11', assessment('prior-shortcomings'))
    .does('AssessContent', '2023-04-11', assessment('own-reform-plan', 'steering'))
    .does('RequirePriorShortcomings', '2023-04-11', { obligations: [] })

export const minutes = {
  memberId: 'tp-1',
  reference: 'Biên bản 1',
  subject: { kind: 'signed' },
} as const

/** With findings `f1`, `f2`, … raised by tp-1 and reviewed by nv-3. */
const workedOnce = told(() => worked())
export const found = (
  statements: ReadonlyArray<Partial<SampleStatement>> = [{}],
  from: Story = workedOnce(),
): Story =>
  statements.reduce<Story>(
    (story, changes, i) =>
      story
        .does('RaiseFinding', '2023-04-11', raise(changes, `f${String(i + 1)}`))
        .does('ReviewFinding', '2023-04-11', {
          memberId: 'nv-3',
          findingId: `f${String(i + 1)}`,
        }),
    from,
  )

const foundOnce = told(() => found())
export const closed = (from: Story = foundOnce()): Story =>
  from
    .does('SignMinutes', '2023-04-12', minutes)
    .does('CloseFieldwork', '2023-04-12', { memberId: 'tp-1' })

/** Circulated on a Friday: five working days later is 21 April. */
const closedOnce = told(() => closed())
export const drafted = (from: Story = closedOnce()): Story =>
  from.does('CirculateDraft', '2023-04-14', { reference: 'Dự thảo' })

export const demand = (
  changes: Partial<DataOf<'IssueConclusion'>['demands'][number]> = {},
): DataOf<'IssueConclusion'>['demands'][number] => ({
  demandId: 'd1',
  findingId: 'f1',
  area: 'procedures',
  text: 'Khắc phục',
  responsiblePostId: 'deputy',
  dueOn: '2023-06-01',
  acceptanceTest: 'Không còn hồ sơ quá hạn',
  ...changes,
})

export const recommendation = (
  changes: Partial<DataOf<'IssueConclusion'>['recommendations'][number]> = {},
): DataOf<'IssueConclusion'>['recommendations'][number] => ({
  recommendationId: 'r1',
  kind: 'policy',
  addresseeId: 'ubnd-thanh-pho',
  text: 'Synthetic',
  replyDueOn: '2023-06-01',
  ...changes,
})

export const conclusion = (
  changes: Partial<Rest<'IssueConclusion'>> = {},
): Rest<'IssueConclusion'> => ({
  document: document('so-noi-vu', '90/TB-SNV', '2023-04-14'),
  contents: [
    { content: 'own-reform-plan', text: 'Synthetic' },
    { content: 'prior-shortcomings', text: 'Synthetic' },
  ],
  demands: [demand()],
  recommendations: [recommendation()],
  ...changes,
})

const draftedOnce = told(() => drafted())
export const concluded = (
  from: Story = draftedOnce(),
  changes: Partial<Rest<'IssueConclusion'>> = {},
): Story => from.does('IssueConclusion', '2023-04-22', conclusion(changes))

const concludedOnce = told(() => concluded())
export const published = (from: Story = concludedOnce()): Story =>
  from.does('PublishConclusion', '2023-04-24', { channel: 'Cổng thông tin điện tử' })

/** The sample delegation's events, where its decision says something else. */
export const delegationEvents = ({
  establishedBy = 'so-noi-vu',
  delegationId = 'doan-p61',
  planId = 'p61-2023',
}): ReadonlyArray<Plain<DelegationEvent>> =>
  sampleDelegationEvents.map((event) => {
    if (event.type !== 'DelegationEstablished') return event
    const { frozen } = event.data
    return {
      ...event,
      data: {
        ...event.data,
        delegationId,
        planId,
        frozen: { ...frozen, terms: { ...frozen.terms, establishedBy } },
      },
    }
  })
