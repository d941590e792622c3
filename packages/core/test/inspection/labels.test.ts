/**
 * Nothing that an inspection says goes without words in both languages.
 */
import { isLeft } from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { InspectionRejection } from '../../src/inspection/index.ts'
import { extensionGrounds } from '../../src/inspection/shapes.ts'
import { marks } from '../../src/vocabulary/mark.ts'
import { inspectionLabels } from '../../src/labels/inspection.ts'
import type { Label } from '../../src/vocabulary/label.ts'

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
  it('words: name every mark and every ground of an extension', () => {
    for (const group of [marks, extensionGrounds]) Object.values<Label>(group).forEach(isSaid)
  })

  it('words: say a phase by its name', () => {
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
