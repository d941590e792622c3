/**
 * Nothing that a delegation says goes without words in both languages, and no sentence says why a
 * member is excluded.
 */
import { isLeft } from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import {
  DelegationCommand,
  DelegationEvents,
  DelegationRejection,
} from '../../src/delegation/index.ts'
import { delegationLabels, exclusionReasons } from '../../src/labels/delegation.ts'
import { delegationRoles, teamGrounds } from '../../src/vocabulary/delegation-role.ts'
import { interestCategories } from '../../src/vocabulary/interest.ts'
import type { Label } from '../../src/vocabulary/label.ts'
import { membersOf, sampleOf } from '../support/sample.ts'

const isSaid = ({ vi, en }: Label): void => {
  expect(vi.trim()).not.toBe('')
  expect(en.trim()).not.toBe('')
  expect(`${vi}${en}`).not.toMatch(/undefined|\[object|NaN/)
}

describe('labels of delegations', () => {
  it('name every command, event and status', () => {
    const commands = membersOf(DelegationCommand).map(({ name }) => name)
    expect(Object.keys(delegationLabels.commands).toSorted()).toEqual(commands.toSorted())
    expect(Object.keys(delegationLabels.events).toSorted()).toEqual(
      DelegationEvents.types.toSorted(),
    )
    for (const group of [
      delegationLabels.commands,
      delegationLabels.events,
      delegationLabels.statuses,
      delegationRoles,
      teamGrounds,
      exclusionReasons,
    ]) {
      for (const label of Object.values<Label>(group)) isSaid(label)
    }
  })

  it('say of each rejection what to do, in a sentence of its own', () => {
    const members = membersOf(DelegationRejection)
    const said = members.map((member) => {
      const no = DelegationRejection.decode(sampleOf(member))
      if (isLeft(no)) throw new Error(member.name)
      return delegationLabels.rejection(no.right)
    })
    for (const label of said) {
      isSaid(label)
      for (const sentence of [label.vi, label.en]) expect(sentence).toMatch(/^\S.*[.]$/)
    }
    expect(new Set(said.map(({ vi }) => vi)).size).toBe(members.length)
    expect(new Set(said.map(({ en }) => en)).size).toBe(members.length)
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
