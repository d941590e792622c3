/**
 * Moves of fieldwork: evidence, assessments, pauses, extensions, minutes, the close.
 */
import { addDays, type CivilDate } from '@kiemtra/kernel'
import type { InspectionState } from '../../inspection/state.ts'
import type { Period } from '../../vocabulary/scope.ts'
import { ask, type Here, type InspectionOffer, nine } from './asking.ts'
import { type DataOf, sampleEvidence, sampleOwnInspecting } from './sample.ts'

const evidence = (evidenceId: string): InspectionOffer =>
  ask('AttachEvidence')(({ today }) => ({
    memberId: 'tp-1',
    evidence: sampleEvidence(evidenceId, nine(today)),
    outsideHoursReason: 'Synthetic',
  }))

const assess = (
  content: DataOf<'AssessContent'>['content'],
  area: DataOf<'AssessContent'>['area'] = 'procedures',
): InspectionOffer => {
  const assessed = `${content}/${area}`
  return ask('AssessContent', {
    isSaid: ({ state }) => state.status === 'fieldwork' && state.assessed.has(assessed),
  })(() => ({
    memberId: 'nv-3',
    content,
    area,
    progress: 'fair',
    effectiveness: 'fair',
    quality: 'good',
    guidance: 'Synthetic',
  }))
}

const soon = (today: CivilDate): Period => ({ from: addDays(today, 1), to: addDays(today, 4) })

/** The days on which it asks to go on, if it asks. */
const resumption = (state: InspectionState): Period | undefined =>
  state.status === 'fieldwork' ? state.paused?.resumption : undefined

const extension = (state: InspectionState): CivilDate | undefined =>
  state.status === 'fieldwork' ? state.extensionAsked : undefined

const isListed = ({ state }: Here): boolean =>
  state.status === 'fieldwork' && state.tasks !== undefined

const isRecorded = ({ state }: Here): boolean =>
  state.status === 'fieldwork' && state.ownInspecting !== undefined

/** What may be asked then. */
export const working: ReadonlyArray<InspectionOffer> = [
  evidence('e1'),
  evidence('e2'),
  // Answered once, and once more when something else is known: each answer has assessments done anew.
  ask('ListTasks', { isSaid: isListed })((here) => ({ tasks: isListed(here) ? ['t-2'] : [] })),
  ask('RecordOwnInspecting', { isSaid: isRecorded })((here) => ({
    ownInspecting: sampleOwnInspecting(isRecorded(here) ? 0 : 1),
  })),
  assess('own-reform-plan', 'steering'),
  assess('own-reform-plan'),
  assess('prior-shortcomings'),
  ask('PauseInspection')(() => ({ reason: 'Synthetic' })),
  ask('RequestResumption')(({ today }) => ({ window: soon(today) })),
  ask('ResumeInspection')(({ state, today }) => ({ window: resumption(state) ?? soon(today) })),
  ask('RefuseResumption')(({ state, today }) => ({
    window: resumption(state) ?? soon(today),
    reason: 'overlap',
  })),
  ask('RequestExtension')(({ window }) => ({
    until: addDays(window.to, 2),
    ground: 'complexity',
    reason: 'Synthetic',
  })),
  ask('ExtendFieldwork')(({ state, window }) => ({
    window: { from: window.from, to: extension(state) ?? window.to },
  })),
  ask('RefuseExtension')(({ state, window }) => ({
    until: extension(state) ?? window.to,
    reason: 'caps',
  })),
  ask('SignMinutes')(() => ({
    memberId: 'tp-1',
    reference: 'Biên bản 1',
    subject: { kind: 'reservation', reservation: 'Synthetic' },
  })),
  ask('SignMinutes')(() => ({
    memberId: 'tp-1',
    reference: 'Biên bản 1',
    subject: { kind: 'refused', reason: 'Synthetic', witnessId: 'nv-3' },
  })),
  ask('CloseFieldwork')(() => ({ memberId: 'tp-1' })),
]
