/**
 * Moves about explanations: submitted, waived, decided.
 */
import { ask, type Here, type InspectionOffer } from './asking.ts'
import { type DataOf, sampleStatement } from './sample.ts'

type Decision = DataOf<'DecideExplanation'>['decision']

/** What may be explained, by id. */
const circulated = ({ found }: Here): ReadonlyArray<string> => {
  const ids = found
    .filter((one) => one.circulated && !one.withdrawn)
    .map(({ findingId }) => findingId)
  return ids.length === 0 ? ['f1'] : ids
}

const explanationsIn = ({ state }: Here) =>
  'explanations' in state ? state.explanations : undefined

/** The first explanation that nobody has decided. */
const openIn = (here: Here) => {
  for (const [id, explanation] of explanationsIn(here) ?? []) {
    if (!explanation.decided) return { id, findings: explanation.findings }
  }
  return { id: 'x1', findings: [] }
}

/** The findings that it is about, where they stand. */
const standing = (here: Here): ReadonlyArray<string> =>
  openIn(here).findings.filter((id) =>
    here.found.some(({ findingId, withdrawn }) => findingId === id && !withdrawn),
  )

const decide = (deciderId: string, decision: (here: Here) => Decision): InspectionOffer =>
  ask('DecideExplanation')((here) => ({
    explanationId: openIn(here).id,
    deciderId,
    reason: 'Synthetic',
    decision: decision(here),
  }))

const reject = (): Decision => ({ kind: 'rejected' })

/** What may be asked then. */
export const explaining: ReadonlyArray<InspectionOffer> = [
  ask('SubmitExplanation')((here) => ({
    explanationId: `x${String((explanationsIn(here)?.size ?? 0) + 1)}`,
    findings: circulated(here),
    text: 'Synthetic',
  })),
  ask('WaiveExplanation')(() => ({})),
  decide('gd-1', reject),
  decide('gd-1', (here) => ({
    kind: 'accepted',
    effects: standing(here).map((findingId, i) =>
      i === 0 ? { kind: 'withdrawn', findingId } : { kind: 'noted', findingId, note: 'Synthetic' },
    ),
  })),
  decide('gd-1', (here) => ({
    kind: 'accepted',
    effects: standing(here).map((findingId) => ({
      kind: 'amended',
      findingId,
      statement: sampleStatement(),
    })),
  })),
  decide('tp-1', reject),
  // Who has answered one explanation by an amendment doesn't answer the next on that finding (R13).
  decide('gd-2', reject),
]
