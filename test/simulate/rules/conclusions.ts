/**
 * Rules of what conclusions, their corrections and their revocations lead to (R16, R17, R23, R24).
 */
import {
  Accountability,
  accountabilityFold,
  Initiative,
  Inspection,
  type InspectionEvent,
  Remediation,
  remediationFold,
} from '@kiemtra/core'
import { parseStream, type Recorded, streamOf } from '@kiemtra/kernel'
import { sightOf, type Sight } from '../sight.ts'
import { heard, type Told } from './findings.ts'
import { owedBy, type Traces } from './owed.ts'
import { type Rule, streamsOf } from './rule.ts'

/** R17, R23, R24: matters, initiatives, and changes of demands follow from conclusions and corrections. */
export const followsUp: Rule = owedBy('followUp', (log, traces) => {
  const sight = sightOf(log)
  for (const [stream, events] of streamsOf(Inspection, log)) {
    let found: ReadonlyMap<string, Told> = new Map()
    const given = new Given()
    for (const one of events) {
      const missed = given.missedAt(one, found, traces)
      if (missed !== undefined) return `${stream}: after ${one.event.type} ${missed}`
      found = heard(found, one.event)
    }
    const left = given.isRevoked ? given.leftIn(sight, traces) : undefined
    if (left !== undefined) return `${stream} was revoked, and ${left} still stands`
  }
  return undefined
})

/** What a conclusion has given rise to. */
class Given {
  isRevoked = false
  private readonly demands = new Set<string>()
  private readonly matters = new Set<string>()

  /** What an event should have led to, and didn't. */
  missedAt(
    { event, id }: Recorded<InspectionEvent>,
    found: ReadonlyMap<string, Told>,
    { of }: Traces,
  ): string | undefined {
    const reached = (category: string): ReadonlySet<string> =>
      new Set(of(id, category).map(({ stream }) => parseStream(stream)?.id ?? ''))
    switch (event.type) {
      case 'ConclusionIssued': {
        for (const { demandId } of event.data.demands) this.demands.add(demandId)
        for (const { recommendationId, kind } of event.data.recommendations) {
          if (kind === 'handling') this.matters.add(recommendationId)
        }
        const opened = reached(Accountability.category)
        const unopened = [...this.matters].find((matter) => !opened.has(matter))
        if (unopened !== undefined) return `no matter ${unopened} was opened`
        const initiatives = [...found.values()].filter(
          ({ kind, withdrawn }) => kind === 'initiative' && !withdrawn,
        )
        const recorded = reached(Initiative.category).size
        return recorded < initiatives.length
          ? `of ${initiatives.length} initiatives ${recorded} were recorded`
          : undefined
      }
      case 'ConclusionCorrected': {
        const changed = reached(Remediation.category)
        for (const { demandId, kind } of event.data.demands) {
          if (kind === 'added') this.demands.add(demandId)
          if (kind !== 'kept' && !changed.has(demandId)) return `${demandId}, ${kind}, was not told`
        }
        return undefined
      }
      case 'ConclusionRevoked':
        this.isRevoked = true
        return undefined
      default:
        return undefined
    }
  }

  /** What still stands of it. */
  leftIn(sight: Sight, { isRefused }: Traces): string | undefined {
    const isLeft = (category: string, id: string, status: string, by: string): boolean =>
      ['open', 'claimed', 'asked', 'explained'].includes(status) &&
      !isRefused(streamOf('kiemtra', category, id), by)
    const demand = [...this.demands].find((id) => {
      const { status } = sight.stateOf(remediationFold, id)
      return isLeft(Remediation.category, id, status, 'AnnulRemediation')
    })
    const matter = [...this.matters].find((id) => {
      const { status } = sight.stateOf(accountabilityFold, id)
      return isLeft(Accountability.category, id, status, 'WithdrawMatter')
    })
    return demand ?? matter
  }
}
