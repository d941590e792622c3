/**
 * What was refused: commands that the domain rejected, and windows that a calendar refused.
 */
import {
  type Label,
  refusalReasonLabel,
  rejectionLabel,
  Visits,
  WindowRefused,
} from '@kiemtra/core'
import { streamOf } from '@kiemtra/kernel'
import { DEFAULT_NAMESPACE, type EventStore } from '@kiemtra/runtime'
import type { Answers } from './send.ts'

/** One refusal, as the report shows it. */
export interface Refusal {
  readonly on: string
  readonly objectId: string
  readonly planId: string
  readonly rule: string
  readonly reason: string
}

/** Every refusal, in the order in which it came. */
export const refusals = async (
  lang: keyof Label,
  { refused }: Answers,
  events: EventStore,
  agencies: ReadonlyArray<string>,
): Promise<ReadonlyArray<Refusal>> => {
  const found = refused.map(({ step, rejection }) => ({
    at: step.recordedAt,
    objectId: step.objectId,
    planId: 'planId' in rejection ? String(rejection.planId) : '',
    rule: 'rule' in rejection ? String(rejection.rule) : '',
    reason: rejectionLabel(rejection)?.[lang] ?? rejection._tag,
  }))
  for (const agencyId of agencies) {
    for await (const { type, data, meta } of events.read(
      streamOf(DEFAULT_NAMESPACE, Visits.category, agencyId),
    )) {
      if (type !== 'WindowRefused' || !WindowRefused.is(data)) continue
      for (const reason of data.reasons) {
        found.push({
          at: meta.recordedAt,
          objectId: agencyId,
          planId: data.claim.planId,
          rule: 'rule' in reason ? reason.rule : '',
          reason: refusalReasonLabel(reason)[lang],
        })
      }
    }
  }
  return found
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    .map(({ at, ...refusal }) => ({ on: at.slice(0, 10), ...refusal }))
}
