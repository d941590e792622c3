/**
 * Official documents, as their number cites them: `61/KH-UBND`, `24-CT/TU`, `23/2024/NQ-HĐND`.
 */
import { checkedString, CivilDate } from '@kiemtra/kernel'
import * as t from 'io-ts'
import { AgencyId } from './ids.ts'
import type { Labels } from './label.ts'
import { rejection } from './rejection.ts'

/** Labels of the kinds of document. */
export const documentKinds = {
  plan: { vi: 'Kế hoạch', en: 'Plan' },
  decision: { vi: 'Quyết định', en: 'Decision' },
  directive: { vi: 'Chỉ thị', en: 'Directive' },
  resolution: { vi: 'Nghị quyết', en: 'Resolution' },
  notice: { vi: 'Thông báo', en: 'Notice' },
  conclusion: { vi: 'Thông báo kết luận kiểm tra', en: 'Notice of inspection conclusion' },
  report: { vi: 'Báo cáo', en: 'Report' },
  minutes: { vi: 'Biên bản', en: 'Minutes' },
  letter: { vi: 'Công văn', en: 'Official letter' },
} as const satisfies Labels<string>

/** What kind of document it is. */
export type DocumentKind = keyof typeof documentKinds

/** Codec of {@link DocumentKind}. */
export const DocumentKind: t.Type<DocumentKind, unknown> = t.keyof(
  documentKinds,
  'kind of document',
)

const NUMBER = /^\d{1,6}(?:\/\d{4})?[-/]\p{Lu}[\p{L}\d&]{0,19}(?:[-/]\p{Lu}[\p{L}\d&]{0,19}){0,3}$/u

/** A document's number: digits, perhaps a year, then abbreviations such as `KH-SNgV`, `SGD&ĐT`. */
export const DocumentNumber: t.Type<string, unknown> = checkedString(
  'document number such as 61/KH-UBND',
  (text) => NUMBER.test(text),
)

/** An official document, cited. */
export interface OfficialDocument {
  readonly number: string
  readonly kind: DocumentKind
  readonly issuer: AgencyId
  readonly signedOn: CivilDate
}

/** Codec of {@link OfficialDocument}. */
export const OfficialDocument: t.Type<OfficialDocument, unknown> = t.strict({
  number: DocumentNumber,
  kind: DocumentKind,
  issuer: AgencyId,
  signedOn: CivilDate,
})

/**
 * Rejection by R28: an act that cites a document happens on the day of its signing or later.
 */
export const DocumentNotSigned = rejection('DocumentNotSigned', 'R28', {
  signedOn: CivilDate,
  happenedOn: CivilDate,
})
export type DocumentNotSigned = t.TypeOf<typeof DocumentNotSigned>

/** R28's rejection of a document that wasn't signed on the day of the act, or `undefined`. */
export const notSigned = (
  { signedOn }: OfficialDocument,
  happenedOn: CivilDate,
): DocumentNotSigned | undefined =>
  signedOn <= happenedOn
    ? undefined
    : { _tag: 'DocumentNotSigned', rule: 'R28', signedOn, happenedOn }
