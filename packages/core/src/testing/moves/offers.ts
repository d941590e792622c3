/**
 * All offers, and those among which a history that means to get somewhere chooses.
 */
import type { InspectionState } from '../../inspection/state.ts'
import { inspectionPhases } from '../inspection-phases.ts'
import type { Here, InspectionOffer } from './asking.ts'
import { beginning } from './beginning.ts'
import { concluding } from './concluding.ts'
import { finding } from './finding.ts'
import { following } from './following.ts'
import { confirming, preparing } from './preparing.ts'
import { working } from './working.ts'

type Status = InspectionState['status']

/** Offers of every type; most belong to other phases. */
export const offersIn = (status: Status): ReadonlyArray<InspectionOffer> =>
  status === 'fieldwork' ? unconfirming : all

const unconfirming = [
  ...beginning,
  ...preparing,
  ...working,
  ...finding,
  ...concluding,
  ...following,
]
const all = [...beginning, confirming, ...unconfirming.slice(beginning.length)]

/** What ends or delays: taken now and then only, or few histories would see a conclusion. */
const RARE: ReadonlySet<string> = new Set([
  'CancelInspection',
  'RevokeConclusion',
  'DeferInspection',
  'RefuseSchedule',
  'RescheduleInspection',
  'PauseInspection',
  'HandOverInspection',
  'WithdrawFinding',
  'ImportResult',
  'FlagAct',
  'AmendFinding',
  'WaiveExplanation',
])

/** What policies would send at once. */
const ANSWERS: ReadonlySet<string> = new Set(['ListTasks', 'RecordOwnInspecting'])

/** The offers that a phase lists. */
interface Listed {
  readonly every: ReadonlyArray<InspectionOffer>
  readonly usual: ReadonlyArray<InspectionOffer>
  readonly answers: ReadonlyArray<InspectionOffer>
}

const listedIn = (status: Status): Listed => {
  const every = offersIn(status).filter(({ type }) => inspectionPhases[status].includes(type))
  const usual = every.filter(({ type }) => !RARE.has(type))
  return { every, usual, answers: usual.filter(({ type }) => ANSWERS.has(type)) }
}

const LISTED: Readonly<Record<Status, Listed>> = {
  none: listedIn('none'),
  preparing: listedIn('preparing'),
  fieldwork: listedIn('fieldwork'),
  closed: listedIn('closed'),
  drafted: listedIn('drafted'),
  concluded: listedIn('concluded'),
  revoked: listedIn('revoked'),
  cancelled: listedIn('cancelled'),
}

/**
 * Offers that the phase lists: those that policies would send at once, mostly before any others. What
 * ends or delays, and what is said already, only on a rare turn.
 */
export const offersToTake = (here: Here, isRareTurn: boolean): ReadonlyArray<InspectionOffer> => {
  const { every, usual, answers } = LISTED[here.state.status]
  if (isRareTurn) return every
  const due = answers.length === 0 ? answers : unsaid(answers, here)
  return due.length > 0 ? due : unsaid(usual, here)
}

/** Only in fieldwork is anything said already. */
const unsaid = (
  offers: ReadonlyArray<InspectionOffer>,
  here: Here,
): ReadonlyArray<InspectionOffer> =>
  here.state.status === 'fieldwork' ? offers.filter(({ isSaid }) => !isSaid?.(here)) : offers
