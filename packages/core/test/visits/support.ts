/** What the tests of calendars of visits share: short ways to write commands, and a run of them. */
import { type Command, type CommandMeta, foldEvents, type PlainCommand } from '@kiemtra/kernel'
import { isLeft } from 'fp-ts/lib/Either.js'
import { type VisitsCaps, sampleVisitsFacts } from '../../src/testing/visits.ts'
import {
  Visits,
  type VisitsEvent,
  type VisitsFacts,
  type VisitsState,
} from '../../src/visits/index.ts'
import type { VisitsCommand } from '../../src/visits/commands.ts'

export type Answer =
  | { readonly no: string; readonly rejection: unknown }
  | { readonly yes: ReadonlyArray<VisitsEvent> }

/** Decodes what is written plainly, as the handler does; a test that writes nonsense fails loudly. */
export const commandOf = (plain: PlainCommand<VisitsCommand>): Command<VisitsCommand> => {
  const decoded = Visits.command.decode({ type: plain.type, data: plain.data })
  if (isLeft(decoded)) throw new Error(`not a command: ${JSON.stringify(plain)}`)
  return { ...decoded.right, meta: plain.meta }
}

export const answerOf = (
  command: Command<VisitsCommand>,
  state: VisitsState,
  facts: VisitsFacts,
): Answer => {
  const decided = Visits.decide(command, state, facts)
  return isLeft(decided)
    ? { no: decided.left._tag, rejection: decided.left }
    : { yes: decided.right }
}

const metaBy = (actor: CommandMeta['actor']): CommandMeta => ({
  commandId: 'c1',
  actor,
  recordedAt: '2023-12-31T08:00:00.000Z',
})

export const byImport = metaBy({ kind: 'import', source: 'test' })
export const byPolicy = metaBy({ kind: 'policy', name: 'windows', onBehalfOf: 'so-noi-vu' })
export const by = (agencyId: string): CommandMeta =>
  metaBy({ kind: 'official', personId: 'person-1', agencyId, post: 'head' })

type Reservation = Extract<PlainCommand<VisitsCommand>, { type: 'ReserveWindow' }>['data']

/** A reservation by Home Affairs' first delegation, on a Monday and Tuesday, with changes. */
export const reserve = (
  changes: Partial<Reservation> = {},
  meta: CommandMeta = byImport,
): PlainCommand<VisitsCommand> => ({
  type: 'ReserveWindow',
  data: {
    agencyId: 'dong-da',
    happenedOn: '2023-06-01',
    windowId: 'w1',
    planId: 'p61-2023',
    slotId: 'doan-1',
    inspectionId: `i-${changes.windowId ?? 'w1'}`,
    areas: ['steering'],
    mode: 'on-site',
    notice: 'announced',
    period: { from: '2023-06-05', to: '2023-06-06' },
    ...changes,
  },
  meta,
})

/** A rival's reservation: another plan's delegation, on the same days, in the same area. */
export const rival = (
  changes: Partial<Reservation> = {},
  meta: CommandMeta = byImport,
): PlainCommand<VisitsCommand> =>
  reserve({ windowId: 'w2', planId: 'tu-phap-2023', ...changes }, meta)

const about = { agencyId: 'dong-da', happenedOn: '2023-06-02' } as const

export const move = (
  windowId: string,
  from: string,
  to: string,
  meta: CommandMeta = byImport,
  openly?: boolean,
): PlainCommand<VisitsCommand> => ({
  type: 'MoveWindow',
  data: { ...about, windowId, to: { from, to }, ...(openly === undefined ? {} : { openly }) },
  meta,
})

export const release = (
  windowId: string,
  meta: CommandMeta = byImport,
): PlainCommand<VisitsCommand> => ({
  type: 'ReleaseWindow',
  data: { ...about, windowId, reason: 'cancelled' },
  meta,
})

export const waive = (
  from: string,
  to: string,
  meta: CommandMeta,
  asSuperiorOf?: { agencyId: string; otherAgencyId: string },
  otherPlanId = 'tu-phap-2023',
): PlainCommand<VisitsCommand> => ({
  type: 'WaiveOverlap',
  data: {
    ...about,
    planId: 'p61-2023',
    otherPlanId,
    period: { from, to },
    reason: 'Synthetic',
    ...(asSuperiorOf === undefined ? {} : { asSuperiorOf }),
  },
  meta,
})

export const combine = (
  windowId: string,
  withWindowIds: ReadonlyArray<string>,
  meta: CommandMeta = byImport,
): PlainCommand<VisitsCommand> => ({
  type: 'CombineInspections',
  data: { ...about, windowId, withWindowIds, reason: 'Synthetic' },
  meta,
})

/** Caps so wide that R8 never speaks. */
export const wide: VisitsCaps = {
  daysOnSiteMax: 99,
  concurrentWindowsMax: 99,
  visitDaysPerQuarterMax: 99,
}

export const wideFacts = sampleVisitsFacts(() => wide)

/** Handles commands one after another; the answers, and where it ends. */
export const run = (
  commands: ReadonlyArray<Command<VisitsCommand>>,
  facts: VisitsFacts = wideFacts,
): { readonly answers: ReadonlyArray<Answer>; readonly state: VisitsState } => {
  let state = Visits.initialState
  const answers: Answer[] = []
  for (const command of commands) {
    const answer = answerOf(command, state, facts)
    answers.push(answer)
    if ('yes' in answer) state = foldEvents(Visits, answer.yes, state)
  }
  return { answers, state }
}

/** The answer to the last of some commands. */
export const last = (
  commands: ReadonlyArray<PlainCommand<VisitsCommand>>,
  facts: VisitsFacts = wideFacts,
): Answer => run(commands.map(commandOf), facts).answers.at(-1) ?? { yes: [] }

/** The last answer in one word: the rejection's tag, or the events' types. */
export const word = (
  commands: ReadonlyArray<PlainCommand<VisitsCommand>>,
  facts: VisitsFacts = wideFacts,
): string => {
  const answer = last(commands, facts)
  return 'no' in answer ? answer.no : answer.yes.map(({ type }) => type).join(' ') || 'nothing'
}

/** The tags of the reasons in the last answer, a refusal. */
export const reasons = (
  commands: ReadonlyArray<PlainCommand<VisitsCommand>>,
  facts: VisitsFacts = wideFacts,
): ReadonlyArray<string> => {
  const answer = last(commands, facts)
  const event = 'yes' in answer ? answer.yes[0] : undefined
  return event?.type === 'WindowRefused' || event?.type === 'WindowMoveRefused'
    ? event.data.reasons.map(({ _tag }) => _tag)
    : []
}
