/**
 * The list of the domain is whole, and nothing that it says goes without words in both languages.
 */
import { shapeOf } from '@kiemtra/kernel'
import { describe, expect, it } from 'vitest'
import { domain, rejectionLabel } from '../src/domain.ts'
import * as core from '../src/index.ts'
import type { Label } from '../src/vocabulary/label.ts'
import { ruleKinds, rules } from '../src/vocabulary/rule.ts'
import { membersOf, sampleOf } from './support/sample.ts'

const isSaid = ({ vi, en }: Label): void => {
  expect(vi.trim()).not.toBe('')
  expect(en.trim()).not.toBe('')
  expect(vi).not.toBe(en)
  expect(`${vi}${en}`).not.toMatch(/undefined|\[object|NaN/)
}

const areDistinct = (labels: ReadonlyArray<Label>): void => {
  expect(new Set(labels.map(({ vi }) => vi)).size).toBe(labels.length)
  expect(new Set(labels.map(({ en }) => en)).size).toBe(labels.length)
}

describe('the domain', () => {
  it('lifecycle: is every aggregate that core exports', () => {
    const inCore = Object.values(core).flatMap((one: unknown) =>
      typeof one === 'object' && one !== null && 'decide' in one && 'category' in one
        ? [one.category]
        : [],
    )
    expect(domain.map(({ category }) => category).sort()).toEqual(inCore.sort())
  })

  it('lifecycle: has one aggregate for a type of command or event', () => {
    const commands = domain.flatMap(({ aggregate }) => aggregate.commandTypes)
    const events = domain.flatMap(({ aggregate }) => aggregate.eventTypes)
    expect(new Set(commands).size).toBe(commands.length)
    expect(new Set(events).size).toBe(events.length)
  })
})

describe.each(domain.map((one) => [one.category, one] as const))('labels of %s', (_, one) => {
  it('lifecycle: name every command, event and status, each by a name of its own', () => {
    const { commands, events, statuses } = one.labels
    expect(Object.keys(commands).sort()).toEqual([...one.aggregate.commandTypes].sort())
    expect(Object.keys(events).sort()).toEqual(one.events.map(({ type }) => type).sort())
    for (const group of [commands, events, statuses]) {
      const labels = Object.values(group)
      expect(labels.length).toBeGreaterThan(0)
      labels.forEach(isSaid)
      areDistinct(labels)
    }
  })

  it('lifecycle: say of every rejection what is wrong and what to do, in a sentence of its own', () => {
    const members = membersOf(one.rejections)
    const said = members.map((member) => one.sentence(sampleOf(member)))
    const labels = said.flatMap((label) => label ?? [])
    expect(labels).toHaveLength(members.length)
    for (const label of labels) {
      isSaid(label)
      for (const sentence of [label.vi, label.en]) expect(sentence).toMatch(/^\S.*[.]$/)
    }
    areDistinct(labels)
  })

  it('lifecycle: name a rule that there is with every rejection', () => {
    for (const member of membersOf(one.rejections)) {
      const shape = shapeOf(member)
      const rule = shape._tag === 'props' ? shape.props.find(({ name }) => name === 'rule') : null
      const literal = rule === undefined || rule === null ? undefined : shapeOf(rule.codec)
      expect(literal?._tag === 'literal' && String(literal.value) in rules).toBe(true)
    }
  })
})

describe('rules and rejections', () => {
  it('lifecycle: are said in both languages', () => {
    const said = Object.values(rules).map(({ says }) => says)
    for (const label of [...said, ...Object.values(ruleKinds)]) isSaid(label)
    areDistinct(said)
  })

  it('lifecycle: any rejection becomes its sentence; what is none becomes nothing', () => {
    const no = { _tag: 'PlanNotFound', rule: 'R1' }
    expect(rejectionLabel(no)).toBeUndefined()
    const agency = { _tag: 'AgencyNotRegistered', rule: 'lifecycle', agencyId: 'so-noi-vu' }
    expect(rejectionLabel(agency)?.en).toContain('so-noi-vu')
  })
})
