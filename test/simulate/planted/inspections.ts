/**
 * Inspections with one rule of their course forgotten each: they decide as if the state said that it is
 * kept.
 */
import { Inspection, type InspectionState, PersonId } from '@kiemtra/core'
import { addDays } from '@kiemtra/kernel'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { Plants } from './plant.ts'

type Command = Parameters<typeof Inspection.decide>[0]
type Facts = Parameters<typeof Inspection.decide>[2]

/** Decides a command upon another state than there is. */
const deceived = (
  believe: (state: InspectionState, command: Command) => InspectionState,
): typeof Inspection => ({
  ...Inspection,
  decide: (command, state, facts) => Inspection.decide(command, believe(state, command), facts),
})

/** R10: any notice has run. */
const impatient = deceived((state, { type }) =>
  type === 'OpenInspection' && state.status === 'preparing' && state.noticeSent !== undefined
    ? {
        ...state,
        noticeSent: { ...state.noticeSent, openNotBefore: addDays(state.since, -30) },
      }
    : state,
)

/** R8: days that were asked for are as good as held. */
const presuming: typeof Inspection = {
  ...Inspection,
  decide: (command, state, facts) => {
    const isAsked = state.status === 'preparing' && state.schedule.kind !== 'confirmed'
    if (command.type !== 'OpenInspection' || !isAsked) {
      return Inspection.decide(command, state, facts)
    }
    const [window] = facts.visits?.windows ?? []
    const [claim] = window?.claims ?? []
    if (claim === undefined) return Inspection.decide(command, state, facts)
    const schedule = { kind: 'confirmed', windowId: claim.windowId } as const
    return Inspection.decide(command, { ...state, schedule }, holding(state.inspectionId, facts))
  },
}

/** The calendar as if it held all its windows for an inspection. */
const holding = (inspectionId: Inspecting, facts: Facts): Facts => {
  const { visits } = facts
  if (visits === undefined) return facts
  const windows = visits.windows.map((window) => ({
    ...window,
    claims: window.claims.map((claim) => ({ ...claim, inspectionId })),
  }))
  return { ...facts, visits: { ...visits, windows } }
}
type Inspecting = Extract<InspectionState, { readonly inspectionId: unknown }>['inspectionId']

/** R11: whatever is assessed is in the scope. */
const sprawling = deceived((state, command) => {
  if (command.type !== 'AssessContent' || state.status !== 'fieldwork') return state
  const { content, area } = command.data
  const { scope } = state
  const contents = [...scope.contents, content]
  return { ...state, scope: { ...scope, contents, areas: [...scope.areas, area] } }
})

/** R12: whatever a finding stands on is there. */
const credulous = deceived((state, command) =>
  command.type === 'RaiseFinding' && state.status === 'fieldwork'
    ? { ...state, evidence: new Set(command.data.statement.evidence) }
    : state,
)

const nobody = PersonId.decode('nobody')

/** R13: a finding was stated by others, whoever reviews it. */
const blind = deceived((state, command) => {
  const isReview = command.type === 'ReviewFinding'
  if (!isReview || (state.status !== 'fieldwork' && state.status !== 'closed')) return state
  const { findingId, memberId } = command.data
  const one = state.findings.get(findingId)
  if (one === undefined) return state
  const raisedBy = isLeft(nobody) ? memberId : nobody.right
  const findings = new Map(state.findings)
  findings.set(findingId, { ...one, raisedBy, statedBy: raisedBy })
  return { ...state, findings }
})

/** R14: every explanation was answered. */
const deaf = deceived((state, { type }) => {
  if (type !== 'IssueConclusion' || state.status !== 'drafted') return state
  const explanations = new Map(
    [...state.explanations].map(([id, one]) => [id, { ...one, decided: true }]),
  )
  return { ...state, explanations }
})

/** See the module. */
export const inspectionPlants: Plants = {
  'an opening on days that nobody holds': { by: 'R8', make: () => ({ inspection: presuming }) },
  'an opening before its notice has run': { by: 'R10', make: () => ({ inspection: impatient }) },
  'an assessment outside the scope': { by: 'R11', make: () => ({ inspection: sprawling }) },
  'a finding that stands on nothing': { by: 'R12', make: () => ({ inspection: credulous }) },
  'a finding reviewed by who stated it': { by: 'R13', make: () => ({ inspection: blind }) },
  'a conclusion before an explanation is answered': {
    by: 'R14',
    make: () => ({ inspection: deaf }),
  },
}
