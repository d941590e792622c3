/**
 * Aggregates with one rule forgotten each: they decide as if the state said that it is kept.
 */
import { Initiative, Inspection, Remediation, Visits } from '@kiemtra/core'
import type { Plants } from './plant.ts'

/** R7: a window is reserved as if no other one were there. */
const crowded: typeof Visits = {
  ...Visits,
  decide: (command, state, facts) => {
    const windows = command.type === 'ReserveWindow' ? [] : state.windows
    return Visits.decide(command, { ...state, windows }, facts)
  },
}

/** R18: a draft goes out as if all that is to be referred had been. */
const silent: typeof Inspection = {
  ...Inspection,
  decide: (command, state, facts) => {
    if (command.type !== 'CirculateDraft' || state.status !== 'closed') {
      return Inspection.decide(command, state, facts)
    }
    const findings = new Map(
      [...state.findings].map(([id, finding]) => [id, { ...finding, referred: true }]),
    )
    return Inspection.decide(command, { ...state, findings }, facts)
  },
}

/** R16: whatever the scope, one content is enough of an answer. */
const brief: typeof Inspection = {
  ...Inspection,
  decide: (command, state, facts) => {
    if (command.type !== 'IssueConclusion' || state.status !== 'drafted') {
      return Inspection.decide(command, state, facts)
    }
    const contents = command.data.contents.map(({ content }) => content)
    const scope = { ...state.scope, contents }
    return Inspection.decide(command, { ...state, scope, prior: [] }, facts)
  },
}

/** R16: what is to be remedied needs no demand: it passes for corrected on the spot. */
const lenient: typeof Inspection = {
  ...Inspection,
  decide: (command, state, facts) => {
    if (command.type !== 'IssueConclusion' || state.status !== 'drafted') {
      return Inspection.decide(command, state, facts)
    }
    const demanded = new Set<string>(command.data.demands.map(({ findingId }) => findingId))
    const findings = new Map(
      [...state.findings].map(([id, finding]) => {
        const correctedOnSpot = finding.statement.correctedOnSpot || !demanded.has(id)
        return [id, { ...finding, statement: { ...finding.statement, correctedOnSpot } }]
      }),
    )
    return Inspection.decide(command, { ...state, findings }, facts)
  },
}

/** R21: nobody has ever held it but somebody who is not there. */
const trusting: typeof Remediation = {
  ...Remediation,
  decide: (command, state, facts) =>
    (command.type === 'VerifyCompletion' || command.type === 'RejectCompletion') &&
    state.status === 'claimed'
      ? Remediation.decide(command, { ...state, holders: [] }, facts)
      : Remediation.decide(command, state, facts),
}

/** R22: a follow-up is asked for whatever the step before. */
const rash: typeof Remediation = {
  ...Remediation,
  decide: (command, state, facts) =>
    command.type === 'RequestFollowUp' && state.status === 'open'
      ? Remediation.decide(command, { ...state, pursuit: 'escalated' }, facts)
      : Remediation.decide(command, state, facts),
}

/** R24: replicated as if a pilot had been waived. */
const eager: typeof Initiative = {
  ...Initiative,
  decide: (command, state, facts) =>
    command.type === 'StartReplication' && 'pilotWaived' in state
      ? Initiative.decide(command, { ...state, pilotWaived: true }, facts)
      : Initiative.decide(command, state, facts),
}

/** R24: recognised as if it had been assessed. */
const generous: typeof Initiative = {
  ...Initiative,
  decide: (command, state, facts) =>
    command.type === 'RecogniseInitiative' && state.status === 'recorded'
      ? Initiative.decide(
          command,
          { ...state, status: 'assessed', assessedBy: [], pilots: [], pilotWaived: false },
          facts,
        )
      : Initiative.decide(command, state, facts),
}

/** See the module. */
export const aggregatePlants: Plants = {
  'a calendar that sees no other window': { by: 'R7', make: () => ({ visits: crowded }) },
  'a draft that waits for no referral': { by: 'R18', make: () => ({ inspection: silent }) },
  'a conclusion that leaves a content out': { by: 'R16', make: () => ({ inspection: brief }) },
  'a conclusion that demands nothing': { by: 'R16', make: () => ({ inspection: lenient }) },
  'a remedy verified by who owes it': { by: 'R21', make: () => ({ remediation: trusting }) },
  'a follow-up before the superior was told': { by: 'R22', make: () => ({ remediation: rash }) },
  'a replication of what nobody tried': { by: 'R24', make: () => ({ initiative: eager }) },
  'a recognition of what nobody assessed': { by: 'R24', make: () => ({ initiative: generous }) },
}
