/** Nothing that a calendar of visits says goes without words in both languages. */
import { isLeft } from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { refusalReasonLabel, visitsLabels } from '../../src/labels/visits.ts'
import { RefusalReason, releaseReasons } from '../../src/visits/index.ts'
import type { Label } from '../../src/vocabulary/label.ts'
import { membersOf, sampleOf } from '../support/sample.ts'

const isSaid = ({ vi, en }: Label): void => {
  for (const text of [vi, en]) {
    expect(text.trim()).not.toBe('')
    expect(text).not.toMatch(/undefined|\[object|NaN/)
  }
}

const areSentences = (all: ReadonlyArray<Label>): void => {
  for (const { vi, en } of all) for (const text of [vi, en]) expect(text).toMatch(/^\S.*[.]$/)
  expect(new Set(all.map(({ vi }) => vi)).size).toBe(all.length)
  expect(new Set(all.map(({ en }) => en)).size).toBe(all.length)
}

describe('labels of calendars of visits', () => {
  it('words: name every reason of a release', () => {
    Object.values<Label>(releaseReasons).forEach(isSaid)
  })

  it('words: say of every reason of a refusal what to do; of a secret one nothing else', () => {
    const said = membersOf(RefusalReason).map((member) => {
      const why = RefusalReason.decode(sampleOf(member))
      if (isLeft(why)) throw new Error(member.name)
      return refusalReasonLabel(why.right)
    })
    for (const label of said) isSaid(label)
    areSentences(said)
    expect(refusalReasonLabel({ _tag: 'Withheld' }).en).toBe(
      "These days can't be given; choose others.",
    )
  })

  it('words: tell a common superior that is there from one that isn’t', () => {
    const none = visitsLabels.rejection({ _tag: 'NotCommonSuperior', rule: 'R7', superiorIds: [] })
    isSaid(none)
    expect(none.en).toContain('each side must agree')
  })
})
