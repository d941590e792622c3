/**
 * Moves before the opening: schedule, notice, self-report, and what ends, delays or hands over.
 */
import { addDays, type CivilDate } from '@kiemtra/kernel'
import { ask, type Here, type InspectionOffer, later } from './asking.ts'
import { sampleDocumentOf } from './sample.ts'

const prior = (obligationId: string) =>
  ({ obligationId, area: 'procedures', source: { kind: 'obligation' } }) as const

/** The first day of the window, and not before the notice says. */
const opening = ({ state, today }: Here): CivilDate =>
  later(
    today,
    'window' in state ? state.window.from : undefined,
    'noticeSent' in state ? state.noticeSent?.openNotBefore : undefined,
  )

/** Not in fieldwork: there only other days are news, and the calendar of these histories doesn't move. */
export const confirming = ask('ConfirmSchedule')(({ window }) => ({ windowId: 'w1', window }))

/** What else may be asked then. */
export const preparing: ReadonlyArray<InspectionOffer> = [
  ask('RefuseSchedule')(({ window }) => ({ window, reason: 'withheld' })),
  ask('RescheduleInspection')(({ state, today }) => {
    const latest = state.status === 'preparing' ? state.latestOn : undefined
    const soon = addDays(today, 10)
    const from = latest !== undefined && latest < soon ? latest : soon
    return { window: { from, to: addDays(from, 4) }, reason: 'Synthetic' }
  }),
  ask('SendNotice')(({ today }) => ({
    document: sampleDocumentOf('so-noi-vu', '31/TB-SNV', today),
    outline: 'Đề cương báo cáo',
  })),
  ask('SubmitSelfReport')(() => ({ reference: 'Báo cáo 12/BC-UBND', attachments: [] })),
  ask('RequirePriorShortcomings')(() => ({ obligations: [] })),
  ask('RequirePriorShortcomings')(() => ({ obligations: [prior('o1'), prior('o2')] })),
  ask('OpenInspection', { day: opening })(({ state }) => ({
    leaderId: 'inspectors' in state && state.inspectors.by === 'team' ? 'tp-1' : 'nv-1',
    outsideHoursReason: 'Synthetic',
  })),
  ask('DeferInspection')(({ today }) => ({ latestOn: addDays(today, 30), reason: 'Synthetic' })),
  ask('CancelInspection')(() => ({ reason: 'Synthetic' })),
  ask('HandOverInspection')(() => ({
    to: { kind: 'delegation', delegationId: 'doan-2' },
    reason: 'Synthetic',
  })),
  ask('HandOverInspection')(() => ({
    to: { kind: 'delegation', delegationId: 'doan-p61' },
    reason: 'Synthetic',
  })),
  ask('HandOverInspection')(() => ({
    to: { kind: 'successor', subjectId: 'hoan-kiem' },
    reason: 'Synthetic',
  })),
  ask('ImportResult')(() => ({
    source: sampleDocumentOf('thanh-tra-thanh-pho', '5/TB-TTTP', '2023-03-01'),
    contents: ['own-reform-plan'],
    areas: ['procedures'],
    summary: 'Synthetic',
    resultOn: '2023-03-01',
  })),
]
