/**
 * Stories of an initiative: of the district Đống Đa, found by the sample conclusion of 28 April 2023 as
 * `f4`; tried out in June at another district and a commune, and replicated from July on.
 */
import type { Plain } from '@kiemtra/kernel'
import {
  sampleAgencyEvents,
  sampleConclusionEvents,
  sampleDissolution,
  sampleDocumentOf,
} from '@kiemtra/core/testing'
import { Initiative, type InitiativeCommand } from '../../src/initiative/index.ts'
import type { InspectionEvent } from '../../src/inspection/index.ts'
import { agencyUnder } from '../remediation/support.ts'
import { type Others, type Rest, Story } from '../support/story.ts'

type Asking<Type extends InitiativeCommand['type']> = Rest<InitiativeCommand, Type>

// ------------------------------------------------------------------ others

const others: Others = {
  'inspection-i1': sampleConclusionEvents,
  'agency-ubnd-thanh-pho': agencyUnder('ubnd-thanh-pho', 'city', undefined, 'city-committee'),
  'agency-cuc-thue': agencyUnder('cuc-thue', 'city', undefined, 'central-body'),
  'agency-so-noi-vu': sampleAgencyEvents('so-noi-vu', 'department'),
  'agency-so-tu-phap': sampleAgencyEvents('so-tu-phap', 'department'),
  'agency-dong-da': sampleAgencyEvents('dong-da'),
  'agency-hoan-kiem': sampleAgencyEvents('hoan-kiem'),
  'agency-ba-dinh': sampleAgencyEvents('ba-dinh'),
  'agency-phuong-lang-ha': agencyUnder('phuong-lang-ha', 'commune', 'dong-da'),
  'agency-phuong-hang-bac': agencyUnder('phuong-hang-bac', 'commune', 'hoan-kiem'),
  'agency-tram-y-te': agencyUnder('tram-y-te', 'commune', 'phuong-lang-ha'),
}

/** An agency that is gone from a day on, with one successor. */
export const ended = (agencyId: string, from: string, successor = 'ba-dinh'): Others => ({
  [`agency-${agencyId}`]: [sampleDissolution(agencyId, successor, from)],
})

/** The sample conclusion, where its finding `f4` is another. */
export const found = (
  kind: 'achievement' | 'initiative' | 'suspected-crime',
  ...before: ReadonlyArray<Plain<InspectionEvent>>
): Others => ({
  'inspection-i1': sampleConclusionEvents.flatMap((event) => {
    if (event.type === 'FieldworkClosed') return [...before, event]
    if (event.type !== 'FindingRaised' || event.data.findingId !== 'f4') return [event]
    const { finding } = event.data
    const statement = { ...finding.statement, kind }
    return [{ ...event, data: { ...event.data, finding: { ...finding, statement } } }]
  }),
})

// --------------------------------------------------------------- what's asked

export const document = (issuer = 'ubnd-thanh-pho', signedOn = '2023-04-01') =>
  sampleDocumentOf(issuer, '45/QĐ-UBND', signedOn)

export const fromFinding = { kind: 'finding', inspectionId: 'i1', findingId: 'f4' } as const

export const initiative = (
  changes: Partial<Asking<'RecordInitiative'>> = {},
): Asking<'RecordInitiative'> => ({
  agencyId: 'dong-da',
  kind: 'initiative',
  area: 'procedures',
  title: 'Ngày thứ Năm không hẹn',
  description: 'Trả kết quả trong ngày cho thủ tục đơn giản',
  source: fromFinding,
  ...changes,
})

export const assessment = (
  assessedBy = 'so-noi-vu',
  recommended = true,
): Asking<'AssessInitiative'> => ({
  assessedBy,
  novelty: 'good',
  effectiveness: 'good',
  applicability: 'fair',
  opinion: 'Áp dụng được ở quận khác',
  recommended,
})

export const recognition = { document: document() }
export const refusal = { declinedBy: 'ubnd-thanh-pho', reason: 'Trùng với mô hình đã có' }

export const pilot: Asking<'StartPilot'> = {
  agencies: ['hoan-kiem', 'phuong-hang-bac'],
  from: '2023-06-01',
  until: '2023-06-30',
  lead: 'so-noi-vu',
}

export const evaluation = (
  outcome: Asking<'EvaluatePilot'>['outcome'] = 'successful',
  evaluatedBy = 'ubnd-thanh-pho',
): Asking<'EvaluatePilot'> => ({ evaluatedBy, outcome, summary: 'Giảm một nửa thời gian chờ' })

export const waiver = { document: document(), reason: 'Đã áp dụng ở tỉnh khác' }

export const replication = (
  agencies: Asking<'StartReplication'>['agencies'] = [
    { agencyId: 'hoan-kiem', dueOn: '2023-09-29' },
    { agencyId: 'phuong-hang-bac', dueOn: '2023-10-31' },
  ],
  by = document(),
): Asking<'StartReplication'> => ({ document: by, agencies })

export const confirmation = (
  agencyId = 'hoan-kiem',
  result: Asking<'ConfirmReplication'>['result'] = 'applied',
): Asking<'ConfirmReplication'> => ({ agencyId, result, evidence: ['12/BC-UBND'] })

// ------------------------------------------------------------------ stages

export const untold = new Story({ aggregate: Initiative, id: { initiativeId: 'n1' } }, others)
export const recorded = untold.does('RecordInitiative', '2023-05-04', initiative())
export const assessed = recorded.does('AssessInitiative', '2023-05-10', assessment())
export const declined = assessed.does('DeclineInitiative', '2023-05-15', refusal)
export const recognised = assessed.does('RecogniseInitiative', '2023-05-15', recognition)
export const piloted = recognised.does('StartPilot', '2023-05-22', pilot)
export const evaluated = piloted.does('EvaluatePilot', '2023-06-30', evaluation())
export const failed = piloted.does('EvaluatePilot', '2023-06-30', evaluation('unsuccessful'))
export const waived = recognised.does('WaivePilot', '2023-05-22', waiver)
export const replicating = evaluated.does('StartReplication', '2023-07-03', replication())
export const halfway = replicating.does('ConfirmReplication', '2023-09-01', confirmation())
export const replicated = halfway.does(
  'ConfirmReplication',
  '2023-09-04',
  confirmation('phuong-hang-bac', 'unsuited'),
)
