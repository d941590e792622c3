/**
 * What becomes of obligations, tasks, initiatives and matters, as commands.
 *
 * That a conclusion leads to remediations and initiatives isn't in the data: policies see to it, and to
 * the marking, urging and escalating of what is late.
 */
import { Accountability, Assignment, Initiative, Remediation } from '@kiemtra/core'
import { streamOf } from '@kiemtra/kernel'
import { DEFAULT_NAMESPACE, eventIdOf } from '@kiemtra/runtime'
import type { InspectionsFile, ObligationsFile } from '../data.ts'
import type { Origin } from '../data-files.ts'
import { morningOf, rawStep, type Step } from '../step.ts'

type Act = ObligationsFile['acts'][number]

const FILE = 'obligations.json'

export const obligationSteps = (
  { acts }: ObligationsFile,
  inspections: InspectionsFile,
  year: ReadonlyArray<Step>,
  unknown: (origin: Origin, what: string) => void,
): ReadonlyArray<Step> =>
  acts.flatMap((act, i) => {
    const origin: Origin = { file: FILE, path: `acts[${i}]` }
    const id = typeof act.id === 'string' ? act.id : initiativeOf(act.id, inspections, year)
    if (id !== undefined) return [stepOf(act, id, origin)]
    unknown(origin, 'no such finding')
    return []
  })

/** An initiative has the id of the event that raised its finding. */
const initiativeOf = (
  { inspection, finding }: Exclude<Act['id'], string>,
  { inspections, unannounced }: InspectionsFile,
  year: ReadonlyArray<Step>,
): string | undefined => {
  const course =
    inspections.find(({ plan, target }) => `${plan}_${target}` === inspection) ??
    unannounced.find(({ inspectionId }) => inspectionId === inspection)
  const nth = course?.findings.findIndex(({ findingId }) => findingId === finding) ?? -1
  const raised = year.filter(
    ({ objectId, commandType }) => objectId === inspection && commandType === 'RaiseFinding',
  )[nth]
  return raised === undefined
    ? undefined
    : eventIdOf(streamOf(DEFAULT_NAMESPACE, 'inspection', inspection), raised.commandId, 0)
}

const stepOf = ({ of, on, type, data }: Act, id: string, origin: Origin): Step => {
  const about = { happenedOn: on, ...data }
  const at = morningOf(on)
  switch (of) {
    case 'remediation':
      return rawStep(Remediation, origin, at, id, { type, data: { remediationId: id, ...about } })
    case 'assignment':
      return rawStep(Assignment, origin, at, id, { type, data: { taskId: id, ...about } })
    case 'initiative':
      return rawStep(Initiative, origin, at, id, { type, data: { initiativeId: id, ...about } })
    case 'accountability':
      return rawStep(Accountability, origin, at, id, { type, data: { matterId: id, ...about } })
  }
}
