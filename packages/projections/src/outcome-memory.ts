/**
 * What read models for the subject and the public remember of an inspection's outcome.
 *
 * They may not show a finding before its draft, or a conclusion before its publication, and a
 * suspected crime never (R18). So what comes before waits in the links, and a row is written anew
 * from them when it may be seen. Rejected: rows with a mark that says who may read which column.
 */
import {
  type Demand,
  FindingKind,
  type InspectionEvent,
  PlanContent,
  ReformArea,
  Severity,
} from '@kiemtra/core'
import { civilDateOf, type Remembered } from '@kiemtra/kernel'
import * as t from 'io-ts'
import type { Heard } from './heard.ts'
import { rememberSetting } from './inspection-memory.ts'

// ------------------------------------------------------------------- model

/** A finding, as far as it may be shown. */
export const ShownFinding = t.strict({
  findingId: t.string,
  kind: FindingKind,
  content: PlanContent,
  area: ReformArea,
  severity: Severity,
})
export type ShownFinding = t.TypeOf<typeof ShownFinding>

/** A demand of the conclusion as it stands: its text is in the document. */
export const ShownDemand = t.strict({
  demandId: t.string,
  area: ReformArea,
  dueOn: t.string,
})
export type ShownDemand = t.TypeOf<typeof ShownDemand>

const FINDING = 'finding '
const DEMAND = 'demand '
const CORRECTION = 'correction '
/** What is not there any more: links are added to, never taken from. */
const GONE = ''

// --------------------------------------------------------------- remembering

type On<Type extends InspectionEvent['type']> = Extract<InspectionEvent, { type: Type }>
type Stated = On<'FindingRaised'>['data']['finding']

const stated = ({ statement: { kind, content, area }, severity }: Stated): string =>
  [kind, content, area, severity].join(' ')

const demanded = ({ area, dueOn }: Demand): string => [area, dueOn].join(' ')

const yesNo = (is: boolean): string => (is ? 'yes' : 'no')

/** What became of the findings that an accepted explanation is about. */
const accepted = ({ effects }: On<'ExplanationAccepted'>['data']): Remembered => {
  const memory: Record<string, string> = {}
  for (const effect of effects) {
    if (effect.kind === 'noted') continue
    memory[`${FINDING}${effect.findingId}`] =
      effect.kind === 'withdrawn' ? GONE : stated(effect.finding)
  }
  return memory
}

const corrected = ({ document, demands }: On<'ConclusionCorrected'>['data']): Remembered => {
  const memory: Record<string, string> = { [`${CORRECTION}${document.number}`]: 'yes' }
  for (const correction of demands) {
    const key = `${DEMAND}${correction.demandId}`
    if (correction.kind === 'annulled') memory[key] = GONE
    else if (correction.kind !== 'kept') memory[key] = demanded(correction.demand)
  }
  return memory
}

/** What to remember of an event: how the inspection is set, and what comes out of it. */
export const rememberOutcome = (event: Heard): Remembered | undefined => {
  switch (event.type) {
    case 'InspectionOpened':
      return { openedOn: civilDateOf(event.data.happenedAt) }
    case 'FindingRaised':
    case 'FindingAmended':
      return { [`${FINDING}${event.data.findingId}`]: stated(event.data.finding) }
    case 'FindingWithdrawn':
      return { [`${FINDING}${event.data.findingId}`]: GONE }
    case 'ExplanationAccepted':
      return accepted(event.data)
    case 'ConclusionIssued': {
      const { document, happenedOn, late, demands } = event.data
      return {
        conclusionNumber: document.number,
        concludedOn: happenedOn,
        conclusionLate: yesNo(late),
        ...Object.fromEntries(demands.map((one) => [`${DEMAND}${one.demandId}`, demanded(one)])),
      }
    }
    case 'ConclusionPublished': {
      const { happenedOn, late, channel } = event.data
      return { publishedOn: happenedOn, publicationLate: yesNo(late), channel }
    }
    case 'ConclusionCorrected':
      return corrected(event.data)
    case 'ReviewRequested':
      return { review: 'requested' }
    case 'ReviewDecided':
      return { review: event.data.outcome }
    case 'ConclusionRevoked':
      return { revokedOn: event.data.happenedOn }
    default:
      return rememberSetting(event)
  }
}

// --------------------------------------------------------------- recalling

const entries = (memory: Remembered, prefix: string): ReadonlyArray<readonly [string, string]> =>
  Object.entries(memory)
    .filter(([name, value]) => name.startsWith(prefix) && value !== GONE)
    .map(([name, value]) => [name.slice(prefix.length), value])

/** The findings that stand and may be shown: never a suspected crime (R18). */
export const shownFindings = (memory: Remembered): ReadonlyArray<ShownFinding> =>
  entries(memory, FINDING).flatMap(([findingId, value]) => {
    const [kind, content, area, severity] = value.split(' ')
    const finding = { findingId, kind, content, area, severity }
    return ShownFinding.is(finding) && finding.kind !== 'suspected-crime' ? [finding] : []
  })

/** The demands that stand. */
export const shownDemands = (memory: Remembered): ReadonlyArray<ShownDemand> =>
  entries(memory, DEMAND).flatMap(([demandId, value]) => {
    const [area, dueOn] = value.split(' ')
    const demand = { demandId, area, dueOn }
    return ShownDemand.is(demand) ? [demand] : []
  })

/** The numbers of the documents that corrected the conclusion. */
export const corrections = (memory: Remembered): ReadonlyArray<string> =>
  entries(memory, CORRECTION).map(([number]) => number)
