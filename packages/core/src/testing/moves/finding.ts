/**
 * Moves about findings: raised, amended, withdrawn, reviewed.
 */
import { ask, type Here, type InspectionOffer } from './asking.ts'
import { sampleStatement, type SampleStatement } from './sample.ts'

const KINDS: ReadonlyArray<SampleStatement['kind']> = [
  'achievement',
  'shortcoming',
  'violation',
  'suspected-crime',
]

/** The first finding that stands. */
const about = ({ found }: Here): string =>
  found.find(({ withdrawn }) => !withdrawn)?.findingId ?? 'f1'

const raise = (changes: Partial<SampleStatement>): InspectionOffer =>
  ask('RaiseFinding')(({ found }) => ({
    memberId: 'tp-1',
    findingId: `f${String(found.length + 1)}`,
    statement: sampleStatement(changes),
  }))

const review = (memberId: string): InspectionOffer =>
  ask('ReviewFinding')((here) => ({
    memberId,
    findingId:
      here.found.find(({ reviewed, withdrawn }) => !reviewed && !withdrawn)?.findingId ??
      about(here),
  }))

const amend = (changes: Partial<SampleStatement>): InspectionOffer =>
  ask('AmendFinding')((here) => ({
    memberId: 'nv-3',
    findingId: about(here),
    statement: sampleStatement(changes),
    reason: 'Synthetic',
  }))

/** What may be asked there. */
export const finding: ReadonlyArray<InspectionOffer> = [
  ...KINDS.map((kind) => raise({ kind })),
  raise({ content: 'prior-shortcomings', repeats: 'o1' }),
  raise({ correctedOnSpot: true, severity: 'significant' }),
  amend({ severity: 'serious' }),
  amend({ kind: 'suspected-crime' }),
  amend({ kind: 'achievement' }),
  ask('WithdrawFinding')((here) => ({
    memberId: 'nv-3',
    findingId: about(here),
    reason: 'Synthetic',
  })),
  review('nv-2'),
  review('tp-1'),
  review('tt-1'),
]
