/**
 * Rules of inspections, R16 and R18.
 */
import { Inspection, type InspectionEvent } from '@kiemtra/core'
import { heard, type Told } from './findings.ts'
import { ofEach, type Rule } from './rule.ts'

/** What is wrong at some event, given the findings before it. */
const ofFindings = (
  wrongAt: (event: InspectionEvent, found: ReadonlyMap<string, Told>) => string | undefined,
): Rule =>
  ofEach(Inspection, (events) => {
    let found: ReadonlyMap<string, Told> = new Map()
    for (const event of events) {
      const wrong = wrongAt(event, found)
      if (wrong !== undefined) return wrong
      found = heard(found, event)
    }
    return undefined
  })

const unreferred = (
  found: ReadonlyMap<string, Told>,
  ...kinds: ReadonlyArray<string>
): string | undefined =>
  [...found].find(
    ([, { kind, referred, withdrawn }]) => kinds.includes(kind) && !referred && !withdrawn,
  )?.[0]

/** R18: a suspected crime is referred before the draft and is not in it; a violation, before publication. */
export const refersInTime: Rule = ofFindings(({ type, data }, found) => {
  if (type === 'DraftCirculated') {
    const late = unreferred(found, 'suspected-crime')
    if (late !== undefined)
      return `a draft went out, and ${late}, a suspected crime, was not referred`
    const told = data.findings.find((id) => found.get(id)?.kind === 'suspected-crime')
    if (told !== undefined) return `${told}, a suspected crime, is in the draft`
  }
  if (type === 'ConclusionPublished') {
    const late = unreferred(found, 'suspected-crime', 'violation')
    if (late !== undefined) return `it was published, and ${late} was not referred`
  }
  return undefined
})

/** R16: every reviewed shortcoming that was not corrected on the spot has a demand. */
export const demandsRemedy: Rule = ofFindings(({ type, data }, found) => {
  if (type !== 'ConclusionIssued') return undefined
  const answered = new Set<string>(data.demands.map(({ findingId }) => findingId))
  for (const [id, { kind, correctedOnSpot, withdrawn, reviewed }] of found) {
    const isOne = kind === 'shortcoming' || kind === 'violation'
    if (isOne && reviewed && !withdrawn && !correctedOnSpot && !answered.has(id)) {
      return `it concluded, and demands nothing for ${id}`
    }
  }
  return undefined
})

/** R16, R19: the conclusion answers every content of the scope, and prior shortcomings if there are any. */
export const answersTheScope: Rule = ofEach(Inspection, (events) => {
  const asked = new Set<string>()
  for (const { type, data } of events) {
    if (type === 'InspectionProposed' || type === 'UnannouncedOrdered') {
      for (const content of data.scope.contents) asked.add(content)
    }
    if (type === 'PriorShortcomingsRequired' && data.obligations.length > 0) {
      asked.add('prior-shortcomings')
    }
    if (type !== 'ConclusionIssued') continue
    const answered = new Set<string>(data.contents.map(({ content }) => content))
    const missing = [...asked].find((content) => !answered.has(content))
    if (missing !== undefined) return `its conclusion says nothing about ${missing}`
  }
  return undefined
})
