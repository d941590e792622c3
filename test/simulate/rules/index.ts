/**
 * The rules of the domain that a log can be held to, whatever an aggregate has thought of it.
 */
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
  'R7: no two delegations are in the same area at once': overlapsNowhere,
  'R7: who shares a window is told of its days': tellsWhoShares,
  'R8: who asks for days is told': asksTheCalendar,
  'R8: an inspection opens after its days were confirmed': opensAfterConfirmation,
  'R8: more days are granted after the calendar said yes': grantsAfterTheCalendar,
  'R8: who asks for more days is answered': answersExtensions,
  'R8: more days are refused after the calendar said no': refusesAfterTheCalendar,
  'R9: to an announced visit nothing is withheld': withholdsNothingOpen,
  'R16: a conclusion answers every content of the scope': answersTheScope,
  'R16: a conclusion demands what is to be remedied': demandsRemedy,
  'R17, R22: no obligation is lost': losesNoObligation,
  'R18: crimes are referred before the draft, violations before publication': refersInTime,
  'R19: an inspection is told what was pointed out before': tellsWhatWasBefore,
  'R20: an inspection that opened is told of tasks': tellsTheTasks,
  'R29: an inspection of a district is told what it has inspected': tellsOwnInspecting,
  'R21: nobody verifies what they have to remedy': verifiedFromOutside,
  'R22: overdue, urged, escalated, follow-up, in that order': pursuesInOrder,
  'R22: who is overdue is urged': pursuesOn,
  'R24: recognised once assessed, replicated once tried': replicatesWhatWasTried,
  'R28: nothing is recorded before it happened': recordedAfter,
} as const satisfies Readonly<Record<string, Rule>>
