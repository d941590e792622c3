/**
 * Stories of matters of responsibility: raised by the handling that the sample conclusion recommends,
 * about the head of the district on 1 February 2023.
 */
import {
  officialFrom,
  sampleAgencyEvents,
  sampleConclusionEvents,
  sampleDocumentOf,
} from '@kiemtra/core/testing'
import { Accountability } from '../../src/accountability/index.ts'
import { escalated, urged } from '../remediation/support.ts'
import { agencyUnder } from '../remediation/support.ts'
import { Story } from '../support/story.ts'

const others = {
  'inspection-i1': sampleConclusionEvents,
  'remediation-d1': escalated.events,
  'remediation-d2': urged.events,
  'agency-dong-da': sampleAgencyEvents('dong-da'),
  'agency-hoan-kiem': sampleAgencyEvents('hoan-kiem'),
  'agency-so-noi-vu': sampleAgencyEvents('so-noi-vu', 'department'),
  'agency-ubnd-thanh-pho': agencyUnder('ubnd-thanh-pho', 'city'),
}

export const untold = new Story({ aggregate: Accountability, id: { matterId: 'm1' } }, others)

export const handling = {
  kind: 'recommendation',
  inspectionId: 'i1',
  recommendationId: 'r1',
} as const
export const head = { kind: 'post', agencyId: 'dong-da', postId: 'head' } as const
export const deputy = { kind: 'post', agencyId: 'dong-da', postId: 'deputy' } as const
export const organisation = { kind: 'organisation', agencyId: 'dong-da' } as const

export const opened = untold.does('OpenMatter', '2023-05-02', { about: head, source: handling })

export const document = (issuer = 'ubnd-thanh-pho', signedOn = '2023-05-02') =>
  sampleDocumentOf(issuer, '120/UBND-NC', signedOn)
export const request = {
  document: document(),
  due: { value: { amount: 5, unit: 'workingDays' }, basis: 'Synthetic' },
} as const
export const decision = (
  outcome: 'lessons' | 'apology' | 'none' | 'referred-for-discipline' = 'lessons',
  on = document(),
) => ({ outcome, document: on, reason: 'Synthetic' })

/** Asked on Thursday 4 May: five working days later is 11 May. */
export const asked = opened.does('RequestExplanation', '2023-05-04', request)
export const explained = asked.does('GiveExplanation', '2023-05-09', { text: 'Giải trình' })
export const decided = explained.does('DecideMatter', '2023-05-10', decision())

export const city = officialFrom('ubnd-thanh-pho', 'tp-9')
export const lead = officialFrom('so-noi-vu')
export const district = officialFrom('dong-da', 'dd-2')
export const stranger = officialFrom('so-tu-phap', 'x-1')
/** The head of that day, who serves elsewhere now. */
export const formerHead = officialFrom('so-tu-phap', 'dong-da-1')
