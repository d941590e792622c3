/**
 * Nothing that agencies and plans say goes without words in both languages, and no sentence about a
 * rejection leaves a hole.
 */
import type { Codec } from '@kiemtra/kernel'
import { isLeft } from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { AgencyCommand, AgencyEvents, AgencyRejection } from '../../src/agency/index.ts'
import { agencyLabels } from '../../src/labels/agency.ts'
import { planLabels } from '../../src/labels/plan.ts'
import { PlanCommand, PlanEvents, PlanRejection } from '../../src/plan/index.ts'
import type { Label } from '../../src/vocabulary/label.ts'
import { membersOf, sampleOf } from '../support/sample.ts'

const isSaid = ({ vi, en }: Label): void => {
  expect(vi.trim()).not.toBe('')
  expect(en.trim()).not.toBe('')
  expect(`${vi}${en}`).not.toMatch(/undefined|\[object|NaN/)
}

const typesOf = (commands: Codec): ReadonlyArray<string> =>
  membersOf(commands).map(({ name }) => name)

describe.each([
  ['agency', agencyLabels, AgencyCommand, AgencyEvents],
  ['plan', planLabels, PlanCommand, PlanEvents],
] as const)('labels of %s', (_name, labels, commands, events) => {
  it('name every command, event and status', () => {
    expect(Object.keys(labels.commands).toSorted()).toEqual(typesOf(commands).toSorted())
    expect(Object.keys(labels.events).toSorted()).toEqual(events.types.toSorted())
    for (const group of [labels.commands, labels.events, labels.statuses]) {
      for (const label of Object.values<Label>(group)) isSaid(label)
    }
  })
})

/** A sentence about each rejection, different from all others. */
const sentences = (all: ReadonlyArray<Label>, count: number): void => {
  expect(all).toHaveLength(count)
  for (const label of all) {
    isSaid(label)
    for (const sentence of [label.vi, label.en]) expect(sentence).toMatch(/^\S.*[.]$/)
  }
  expect(new Set(all.map(({ vi }) => vi)).size).toBe(all.length)
  expect(new Set(all.map(({ en }) => en)).size).toBe(all.length)
}

describe('rejections', () => {
  it('of agencies are sentences that say what to do', () => {
    const members = membersOf(AgencyRejection)
    const said = members.map((member) => {
      const no = AgencyRejection.decode(sampleOf(member))
      if (isLeft(no)) throw new Error(member.name)
      return agencyLabels.rejection(no.right)
    })
    sentences(said, members.length)
  })

  it('of plans are sentences that say what to do', () => {
    const members = membersOf(PlanRejection)
    const said = members.map((member) => {
      const no = PlanRejection.decode(sampleOf(member))
      if (isLeft(no)) throw new Error(member.name)
      return planLabels.rejection(no.right)
    })
    sentences(said, members.length)
  })

  it('write dates as their language does', () => {
    const no = AgencyRejection.decode({
      _tag: 'NotYetHappened',
      rule: 'R28',
      happenedOn: '2023-03-31',
    })
    if (isLeft(no)) throw new Error('a rejection')
    expect(agencyLabels.rejection(no.right).vi).toContain('31/03/2023')
    expect(agencyLabels.rejection(no.right).en).toContain('2023-03-31')
  })
})
