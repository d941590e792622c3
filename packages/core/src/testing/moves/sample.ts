/**
 * What the moves of an inspection are made of: one district of the sample plan, its proposal, its
 * evidence, its findings.
 */
import type { CivilDate, CommandMeta, Plain, PlainCommand } from '@kiemtra/kernel'
import type { InspectionCommand } from '../../inspection/commands/index.ts'
import { sampleTarget } from '../plan.ts'

/** A command as a test or an import writes it. */
export type InspectionMove = PlainCommand<InspectionCommand>

/** What a move asks. */
export type Ask = Plain<InspectionCommand>
/** The data of a type of command. */
export type DataOf<Type extends Ask['type']> = Extract<Ask, { type: Type }>['data']
/** What a sample finding says. */
export type SampleStatement = DataOf<'RaiseFinding'>['statement']

// ------------------------------------------------------------------ sample

/** The id of the inspection that samples and moves are about. */
export const sampleInspectionId = 'i1'

/** The proposal of the sample plan's target `t1`, on 13 March 2023, for 11 and 12 April. */
export const sampleProposal: DataOf<'ProposeInspection'> = {
  inspectionId: sampleInspectionId,
  happenedOn: '2023-03-13',
  planId: 'p61-2023',
  targetId: 't1',
  subjectId: 'dong-da',
  delegationId: 'doan-p61',
  inspectors: { by: 'whole' },
  scope: sampleTarget.scope,
  mode: 'on-site',
  ground: 'plan',
  window: sampleTarget.window,
}

const { targetId: _targetId, ...untargeted } = sampleProposal

/** An unannounced inspection of the same district, ordered by the delegation's head on 20 March. */
export const sampleOrder: DataOf<'OrderUnannounced'> = {
  ...untargeted,
  happenedOn: '2023-03-20',
  ground: 'signs-of-violation',
  order: { by: 'delegation-head', personId: 'nv-1' },
}

/** A document of an agency. */
export const sampleDocumentOf = (issuer: string, number: string, signedOn: string) =>
  ({ number, kind: 'conclusion', issuer, signedOn }) as const

/** A piece of evidence, taken at the beginning of a working day. */
export const sampleEvidence = (
  evidenceId: string,
  takenAt: string,
): DataOf<'AttachEvidence'>['evidence'] => ({
  evidenceId,
  kind: 'document',
  sha256: '0'.repeat(64),
  takenAt,
  reference: 'kho-tai-lieu/1',
})

const HAS_ADDRESS: ReadonlyArray<SampleStatement['kind']> = [
  'shortcoming',
  'violation',
  'suspected-crime',
]

/** What the sample district has itself inspected: one of two divisions, and of two communes one or none. */
export const sampleOwnInspecting = (
  communes = 1,
): DataOf<'RecordOwnInspecting'>['ownInspecting'] => ({
  plans: ['dong-da-2023'],
  inspections: ['dong-da-2023_1', 'dong-da-2023_2'],
  divisions: { agencies: 2, inspected: 1 },
  communes: { agencies: 2, inspected: communes },
})

/** What a finding may say: late dossiers, with an address where its kind needs one. */
export const sampleStatement = (changes: Partial<SampleStatement> = {}): SampleStatement => {
  const { kind = 'shortcoming', conditionOn = '2023-02-01' } = changes
  return {
    kind,
    area: 'procedures',
    content: 'own-reform-plan',
    severity: 'minor',
    criterion: 'Hồ sơ được giải quyết đúng hạn',
    condition: '20 trong 26 hồ sơ quá hạn',
    conditionOn,
    evidence: ['e1'],
    correctedOnSpot: false,
    sample: { population: 634, sampled: 26, nonConforming: 20, breakdown: [], remainder: 0 },
    ...(HAS_ADDRESS.includes(kind)
      ? {
          responsibility: {
            agencyId: 'dong-da',
            postId: 'deputy',
            field: 'procedures',
            headShare: 'leadership',
            headShareReason: 'Không đôn đốc',
            conditionOn,
          },
        }
      : {}),
    ...changes,
  }
}

/** Recorded on the evening of a day, by an import unless another says so. */
export const sampleMeta = (
  day: CivilDate,
  actor: CommandMeta['actor'] = { kind: 'import', source: 'synthetic' },
): CommandMeta => ({ commandId: `on-${day}`, actor, recordedAt: `${day}T14:00:00.000Z` })

/** An agency's official. */
export const officialFrom = (agencyId: string, personId = 'nv-1'): CommandMeta['actor'] => ({
  kind: 'official',
  personId,
  agencyId,
  post: 'deputy',
})
