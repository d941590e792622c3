/**
 * Nothing that a delegation says goes without words in both languages, and no sentence says why a
 * member is excluded.
 */
import { isLeft } from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { DelegationRejection } from '../../src/delegation/index.ts'
import { delegationLabels, exclusionReasons } from '../../src/labels/delegation.ts'
import { delegationRoles, teamGrounds } from '../../src/vocabulary/delegation-role.ts'
import { interestCategories } from '../../src/vocabulary/interest.ts'
import type { Label } from '../../src/vocabulary/label.ts'

const isSaid = ({ vi, en }: Label): void => {
  expect(vi.trim()).not.toBe('')
  expect(en.trim()).not.toBe('')
  expect(`${vi}${en}`).not.toMatch(/undefined|\[object|NaN/)
}

describe('labels of delegations', () => {
  it('words: name every role, ground of a team and reason of an exclusion', () => {
    for (const group of [delegationRoles, teamGrounds, exclusionReasons]) {
      Object.values<Label>(group).forEach(isSaid)
    }
  })

  it('R5: tell who is excluded, never why', () => {
    const no = DelegationRejection.decode({ _tag: 'MemberExcluded', rule: 'R5', personId: 'tp-1' })
    if (isLeft(no)) throw new Error('a rejection')
    const { vi, en } = delegationLabels.rejection(no.right)
    for (const category of Object.keys(interestCategories)) {
      expect(`${vi}${en}${JSON.stringify(no.right)}`).not.toContain(category)
    }
  })
})
