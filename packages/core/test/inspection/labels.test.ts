/**
 * Nothing that an inspection says goes without words in both languages.
 */
import { isLeft } from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import {
  InspectionCommand,
  InspectionEvents,
  InspectionRejection,
} from '../../src/inspection/index.ts'
import { extensionGrounds, marks } from '../../src/inspection/shapes.ts'
import { inspectionLabels } from '../../src/labels/inspection.ts'
import type { Label } from '../../src/vocabulary/label.ts'
import { membersOf, sampleOf } from '../support/sample.ts'

const isSaid = ({ vi, en }: Label): void => {
  expect(vi.trim()).not.toBe('')
  expect(en.trim()).not.toBe('')
  expect(vi).not.toBe(en)
  expect(`${vi}${en}`).not.toMatch(/undefined|\[object|NaN/)
}

const saidOf = (value: unknown): Label => {
  const no = InspectionRejection.decode(value)
  if (isLeft(no)) throw new Error(`not a rejection: ${JSON.stringify(value)}`)
  return inspectionLabels.rejection(no.right)
}

describe('labels of inspections', () => {
  it('name every command, event and status', () => {
    const commands = membersOf(InspectionCommand).map(({ name }) => name)
    expect(Object.keys(inspectionLabels.commands).toSorted()).toEqual(commands.toSorted())
    expect(Object.keys(inspectionLabels.events).toSorted()).toEqual(
      InspectionEvents.types.toSorted(),
    )
    const { commands: asked, events, statuses } = inspectionLabels
    for (const group of [asked, events, statuses, marks, extensionGrounds]) {
      const labels = Object.values<Label>(group)
      for (const label of labels) isSaid(label)
      expect(new Set(labels.map(({ vi }) => vi)).size).toBe(labels.length)
      expect(new Set(labels.map(({ en }) => en)).size).toBe(labels.length)
    }
  })

  it('say of each rejection what to do, in a sentence of its own', () => {
    const members = membersOf(InspectionRejection)
    const said = members.map((member) => saidOf(sampleOf(member)))
    for (const label of said) {
      isSaid(label)
      for (const sentence of [label.vi, label.en]) expect(sentence).toMatch(/^\S.*[;].*[.]$/)
    }
    expect(new Set(said.map(({ vi }) => vi)).size).toBe(members.length)
    expect(new Set(said.map(({ en }) => en)).size).toBe(members.length)
  })

  it('say a phase by its name', () => {
    const label = saidOf({
      _tag: 'NotInThisPhase',
      rule: 'lifecycle',
      inspectionId: 'i1',
      phase: 'drafted',
    })
    expect(label.en).toContain(inspectionLabels.statuses.drafted.en)
    expect(label.vi).toContain(inspectionLabels.statuses.drafted.vi)
  })

  it('R18: speak of a withheld finding as of one that is not there', () => {
    const no = (_tag: string) => ({ _tag, rule: 'R12', findingId: 'f1' })
    expect(saidOf(no('NoSuchFinding')).en).not.toMatch(/crime|withheld|referred/)
  })
})
