/**
 * The rules of the domain that a log can be held to, whatever an aggregate has thought of it.
 */
import { followsUp } from './conclusions.ts'
import {
  answersFieldwork,
  asksTheTaker,
  givesBackUnopened,
  givesBackUnused,
  reveals,
} from './days.ts'
import {
  callsOffUnderEndedPlans,
  flagsRecused,
  leavesNothingBehind,
  noticesLateness,
} from './ends.ts'
import {
  answersExplanations,
  opensUponNotice,
  reviewedByAnother,
  standsOnEvidence,
  staysInScope,
} from './fieldwork.ts'
import {
  asksTheCalendar,
  tellsOwnInspecting,
  tellsTheTasks,
  tellsWhatWasBefore,
  tellsWhoShares,
} from './gates.ts'
import { answersTheScope, demandsRemedy, refersInTime } from './inspections.ts'
import { folds, recordedAfter } from './log.ts'
import {
  losesNoObligation,
  pursuesInOrder,
  pursuesOn,
  replicatesWhatWasTried,
  verifiedFromOutside,
} from './obligations.ts'
import { knowsItsResults, leavesNoTarget } from './plans.ts'
import type { Rule } from './rule.ts'
import {
  answersExtensions,
  grantsAfterTheCalendar,
  opensAfterConfirmation,
  overlapsNowhere,
  refusesAfterTheCalendar,
  withholdsNothingOpen,
} from './visits.ts'

/** By what each says. */
export const rules = {
  'every stream can be folded': folds,
  'R1: a plan knows its results': knowsItsResults,
  'R1: nothing is prepared under a plan that has ended': callsOffUnderEndedPlans,
  'R5: what was done after stepping aside is flagged': flagsRecused,
  'R7: no two delegations are in the same area at once': overlapsNowhere,
  'R7: who shares a window is told of its days': tellsWhoShares,
  'R8: who asks for days is told': asksTheCalendar,
  'R8: what is deferred or called off gives its days back': givesBackUnopened,
  'R8: what pauses or ends gives back what is left': givesBackUnused,
  'R8: an inspection opens after its days were confirmed': opensAfterConfirmation,
  'R8: an unannounced visit that opens is revealed': reveals,
  'R8: more days are granted after the calendar said yes': grantsAfterTheCalendar,
  'R8: who asks for more days is answered': answersExtensions,
  'R8: who asks in fieldwork is answered': answersFieldwork,
  'R8: more days are refused after the calendar said no': refusesAfterTheCalendar,
  'R9: to an announced visit nothing is withheld': withholdsNothingOpen,
  'R10: an inspection opens when its notice has run': opensUponNotice,
  'R11: what is assessed and found lies in the scope': staysInScope,
  'R12: a finding stands on evidence': standsOnEvidence,
  'R13: a finding is reviewed by another': reviewedByAnother,
  'R14: explanations are answered before the conclusion': answersExplanations,
  'R16: a conclusion answers every content of the scope': answersTheScope,
  'R16: a conclusion demands what is to be remedied': demandsRemedy,
  'R17, R22: no obligation is lost': losesNoObligation,
  'R17, R23, R24: what a conclusion says is followed up': followsUp,
  'R18: crimes are referred before the draft, violations before publication': refersInTime,
  'R19: an inspection is told what was pointed out before': tellsWhatWasBefore,
  'R20: an inspection that opened is told of tasks': tellsTheTasks,
  'R21: nobody verifies what they have to remedy': verifiedFromOutside,
  'R22: overdue, urged, escalated, follow-up, in that order': pursuesInOrder,
  'R22: who is overdue is urged': pursuesOn,
  'R22: what is late is marked, and its superior told': noticesLateness,
  'R24: recognised once assessed, replicated once tried': replicatesWhatWasTried,
  'R26: who goes on at a successor asks its calendar': asksTheTaker,
  'R26: no target is left behind': leavesNoTarget,
  'R26: who has ended leaves nothing behind': leavesNothingBehind,
  'R28: nothing is recorded before it happened': recordedAfter,
  'R29: an inspection of a district is told what it has inspected': tellsOwnInspecting,
} as const satisfies Readonly<Record<string, Rule>>
