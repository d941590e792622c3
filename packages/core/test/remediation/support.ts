/**
 * Stories of remediations: of the sample conclusion's demand `d1`, due on Thursday 1 June 2023, and of
 * an opening balance, due on 30 June.
 */
import type { Plain } from '@kiemtra/kernel'
import {
  officialFrom,
  sampleAgencyEvents,
  sampleConclusionEvents,
  sampleDocumentOf,
  sampleEvidence,
  sampleIndexResult,
  samplePlanEvents,
  sampleSources,
} from '@kiemtra/core/testing'
import type { AgencyEvent } from '../../src/agency/index.ts'
import { Remediation } from '../../src/remediation/index.ts'
import { Story } from '../support/story.ts'

/** An agency somewhere else in the city's order. */
export const agencyUnder = (
  agencyId: string,
  level: 'city' | 'department' | 'district' | 'division' | 'commune',
  superiorId?: string,
  kind?: Parameters<typeof sampleAgencyEvents>[1],
): ReadonlyArray<Plain<AgencyEvent>> =>
  sampleAgencyEvents(agencyId, kind).map((event) => {
    if (event.type !== 'AgencyRegistered') return event
    const { superiorId: _superior, ...data } = event.data
    return {
      ...event,
      data: { ...data, level, ...(superiorId === undefined ? {} : { superiorId }) },
    }
  })

const others = {
  'inspection-i1': sampleConclusionEvents,
  'plan-p61-2023': samplePlanEvents,
  'agency-dong-da': [...sampleAgencyEvents('dong-da'), sampleIndexResult('dong-da')],
  'agency-hoan-kiem': sampleAgencyEvents('hoan-kiem'),
  'agency-so-noi-vu': sampleAgencyEvents('so-noi-vu', 'department'),
  'agency-so-tu-phap': sampleAgencyEvents('so-tu-phap', 'department'),
  'agency-ubnd-thanh-pho': agencyUnder('ubnd-thanh-pho', 'city'),
  'agency-phong-tu-phap': agencyUnder('phong-tu-phap', 'division', 'dong-da'),
  'agency-phong-hoan-kiem': agencyUnder('phong-hoan-kiem', 'division', 'hoan-kiem'),
}

export const untold = (remediationId = 'd1') =>
  new Story({ aggregate: Remediation, id: { remediationId } }, others)

export const opened = untold().does('OpenRemediation', '2023-04-28', {
  source: sampleSources.conclusion,
})
export const inherited = untold('o1').does('OpenRemediation', '2023-04-03', {
  source: sampleSources['opening-balance'],
})

export const evidence = (takenOn = '2023-05-02') => [
  sampleEvidence('e1', `${takenOn}T02:00:00.000Z`),
]
export const claim = { text: 'Đã giải quyết xong', evidence: evidence() }
export const verification = { verifiedBy: 'so-noi-vu', text: 'Đúng như báo cáo' }
export const refusal = { verifiedBy: 'so-noi-vu', reason: 'Còn 4 hồ sơ', done: 0.8 }
export const standingOrder = { kind: 'standing-order', planId: 'p61-2023' } as const

export const claimed = opened.does('ClaimCompletion', '2023-05-30', claim)
export const verified = claimed.does('VerifyCompletion', '2023-06-05', verification)
export const overdue = opened.does('MarkOverdue', '2023-06-02', {})
export const urged = overdue.does('Urge', '2023-06-05', { basis: standingOrder })
export const escalated = urged.does('Escalate', '2023-06-08', { basis: standingOrder })

export const city = officialFrom('ubnd-thanh-pho', 'tp-9')
export const lead = officialFrom('so-noi-vu')
export const holder = officialFrom('dong-da', 'dd-1')
export const stranger = officialFrom('so-tu-phap', 'x-1')
export const document = (issuer = 'so-noi-vu', signedOn = '2023-04-01') =>
  sampleDocumentOf(issuer, '99/QĐ-UBND', signedOn)
