/**
 * Evidence: what a finding stands on. A hash and a reference, never the file.
 */
import { checkedString, Instant } from '@kiemtra/kernel'
import * as t from 'io-ts'
import { checked } from './checked.ts'
import { EvidenceId } from './ids.ts'
import type { Labels } from './label.ts'
import { Count } from './number.ts'
import { Text } from './text.ts'

/** Labels of the kinds of evidence. */
export const evidenceKinds = {
  document: { vi: 'Tài liệu kiểm chứng', en: 'Verifying document' },
  photo: { vi: 'Ảnh chụp', en: 'Photograph' },
  'register-extract': {
    vi: 'Trích xuất sổ theo dõi, phần mềm',
    en: 'Extract of a register or system',
  },
  interview: { vi: 'Biên bản làm việc', en: 'Record of an interview' },
  observation: { vi: 'Quan sát trực tiếp', en: 'Observation on the spot' },
  'self-report': { vi: 'Báo cáo tự kiểm tra', en: "The subject's own report" },
} as const satisfies Labels<string>

/** What kind of evidence it is. */
export type EvidenceKind = keyof typeof evidenceKinds

/** Codec of {@link EvidenceKind}. */
export const EvidenceKind: t.Type<EvidenceKind, unknown> = t.keyof(
  evidenceKinds,
  'kind of evidence',
)

/** SHA-256, 64 lower-case hexadecimal digits. */
export const Sha256: t.Type<string, unknown> = checkedString('sha256', (text) =>
  /^[0-9a-f]{64}$/.test(text),
)

/** How many were there, how many of them absent, how many of those with a reason. */
export const HeadCount = checked(
  t.strict({ total: Count, absent: Count, absentWithReason: Count }),
  ({ total, absent, absentWithReason }) => absentWithReason <= absent && absent <= total,
  'head count that adds up',
)

/** A piece of evidence; an observation says where, and may count heads. */
export const Evidence = checked(
  t.exact(
    t.intersection([
      t.type({
        evidenceId: EvidenceId,
        kind: EvidenceKind,
        sha256: Sha256,
        takenAt: Instant,
        reference: Text,
      }),
      t.partial({ place: Text, headCount: HeadCount }),
    ]),
  ),
  ({ kind, place }) => kind !== 'observation' || place !== undefined,
  'evidence; an observation with its place',
)
export type Evidence = t.TypeOf<typeof Evidence>
