/**
 * What nobody may be shown yet, at any commit: secret visits (R9), findings before their draft and
 * their publication, suspected crimes (R18).
 *
 * A finding is known by its id, which is no other inspection's. What its subject may know of it, it
 * knows from the draft that has it, or from the conclusion; the public, from the publication.
 */
import { Inspection } from '@kiemtra/core'
import type { StoredEvent } from '@kiemtra/kernel'
import type { Shown } from '@kiemtra/testing'
import { isLeft } from 'fp-ts/lib/Either.js'
import { missing } from './missing.ts'
import { heard, type Told } from './rules/findings.ts'

/** Ids of ordered inspections that haven't opened, and of their windows. */
const secretIds = (log: ReadonlyArray<StoredEvent>): ReadonlySet<string> => {
  const secrets = new Map<string, ReadonlyArray<string>>()
  for (const { type, stream, id } of log) {
    const inspectionId = stream.slice(stream.indexOf('-') + 1)
    // A window's id is that of the event that first asked for it.
    if (type === 'UnannouncedOrdered') secrets.set(stream, [inspectionId, id])
    if (type === 'InspectionOpened') secrets.delete(stream)
  }
  return new Set([...secrets.values()].flat())
}

type Audience = 'subject' | 'public'

const telling: ReadonlySet<string> = new Set([
  'FindingRaised',
  'FindingAmended',
  'FindingWithdrawn',
  'ExplanationAccepted',
  'DraftCirculated',
  'ConclusionIssued',
  'ConclusionPublished',
])

/** Ids of findings that an audience may not know of yet, or never. */
const withheldFrom = (audience: Audience, log: ReadonlyArray<StoredEvent>): ReadonlySet<string> => {
  const found = new Map<string, ReadonlyMap<string, Told>>()
  const known = new Set<string>()
  for (const stored of log) {
    if (!telling.has(stored.type)) continue
    const decoded = Inspection.event.decode(stored)
    if (isLeft(decoded)) continue
    const { type, data } = decoded.right
    const own = heard(found.get(stored.stream) ?? new Map(), decoded.right)
    found.set(stored.stream, own)
    if (audience === 'subject' && type === 'DraftCirculated') {
      for (const id of data.findings) known.add(id)
    }
    if (type === (audience === 'subject' ? 'ConclusionIssued' : 'ConclusionPublished')) {
      for (const [id, { kind }] of own) if (kind !== 'suspected-crime') known.add(id)
    }
  }
  const ids = [...found.values()].flatMap((own) => [...own.keys()])
  return new Set(ids.filter((id) => !known.has(id)))
}

/** What is wrong with the rows of a read model, as one commit has left them: too little, or too much. */
export const shown = (one: Shown): string | undefined => missing(one) ?? tooEarly(one)

const tooEarly = ({ projection: { name, audience }, rows, log }: Shown): string | undefined => {
  if (audience === 'auditor') return undefined
  const secrets = secretIds(log)
  const isInside = audience === 'delegation'
  const withheld = isInside ? [] : withheldFrom(audience === 'public' ? audience : 'subject', log)
  for (const [key, row] of rows) {
    const text = `${key} ${JSON.stringify(row)}`
    for (const secret of secrets) {
      if (text.includes(secret)) return `row ${key} of ${name} names ${secret}, a secret visit`
    }
    if (isInside) continue
    if (text.includes('suspected-crime')) return `row ${key} of ${name} tells of a suspected crime`
    for (const id of withheld) {
      if (text.includes(`"${id}"`)) return `row ${key} of ${name} tells of ${id} too early`
    }
  }
  return undefined
}
