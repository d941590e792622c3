/**
 * subjectPortal, the findings of a draft, as the subject has read them (R13, R14, R18).
 *
 * What is shown is what the subject was shown last: an amendment shows when it is circulated,
 * answered or concluded on, not before. A finding that turned into a suspected crime after it had
 * been in the draft reads like one that was withdrawn.
 */
import type { InspectionEvent } from '@kiemtra/core'
import type { Remembered } from '@kiemtra/kernel'
import type { Heard } from '../heard.ts'
import { shownFindings } from '../outcome-memory.ts'
import type { DraftFinding } from './row.ts'

type On<Type extends InspectionEvent['type']> = Extract<InspectionEvent, { type: Type }>
type Findings = ReadonlyArray<DraftFinding>

const EXPLAINED = 'explained '

/** What to remember of which findings an explanation is about. */
export const rememberExplanation = (event: Heard): Remembered | undefined =>
  event.type === 'ExplanationSubmitted'
    ? { [`${EXPLAINED}${event.data.explanationId}`]: event.data.findings.join(' ') }
    : undefined

/** The findings that are said now, with what became of them; those said before and no more, as withdrawn. */
const said = (before: Findings, memory: Remembered, isSaid: (id: string) => boolean): Findings => {
  const now = shownFindings(memory).filter(({ findingId }) => isSaid(findingId))
  const ids = new Set(now.map(({ findingId }) => findingId))
  const answers = new Map(before.map(({ findingId, answer }) => [findingId, answer]))
  return [
    ...before
      .filter(({ findingId }) => !ids.has(findingId))
      .map((one) => ({ ...one, answer: 'withdrawn' as const })),
    ...now.map((one) => ({ ...one, answer: answers.get(one.findingId) ?? ('none' as const) })),
  ]
}

/** The draft's findings. */
export const drafted = (
  before: Findings,
  { findings }: On<'DraftCirculated'>['data'],
  memory: Remembered,
): Findings => {
  const inDraft = new Set<string>(findings)
  return said(before, memory, (id) => inDraft.has(id))
}

/** The conclusion's findings: all that stand. */
export const concluded = (before: Findings, memory: Remembered): Findings =>
  said(before, memory, () => true)

const answer = (
  before: Findings,
  ids: ReadonlyArray<string>,
  to: DraftFinding['answer'],
): Findings => before.map((one) => (ids.includes(one.findingId) ? { ...one, answer: to } : one))

/** The subject explained itself on some of them. */
export const explained = (
  before: Findings,
  { findings }: On<'ExplanationSubmitted'>['data'],
): Findings => answer(before, findings, 'explained')

/** An explanation was not accepted. */
export const rejected = (
  before: Findings,
  { explanationId }: On<'ExplanationRejected'>['data'],
  memory: Remembered,
): Findings => answer(before, memory[`${EXPLAINED}${explanationId}`]?.split(' ') ?? [], 'rejected')

/** An explanation was accepted; an amended finding shows as it was answered. */
export const accepted = (
  before: Findings,
  { effects }: On<'ExplanationAccepted'>['data'],
): Findings => {
  let after = before
  for (const effect of effects) {
    after = answer(after, [effect.findingId], effect.kind)
    if (effect.kind !== 'amended') continue
    const { statement, severity } = effect.finding
    const { kind, content, area } = statement
    after = after.map((one) =>
      one.findingId === effect.findingId ? { ...one, kind, content, area, severity } : one,
    )
  }
  return after
}
