/** What the policies share: which reason is told, which command is worth another try. */
import { day } from '../inspection/support.ts'
import { describe, expect, it } from 'vitest'
import { RefusalReason } from '../../src/visits/shapes.ts'
import { cameLate, dayOf, reasonOf, toInspection } from '../../src/policies/shared.ts'

const parsed = (reason: unknown): RefusalReason => {
  if (RefusalReason.is(reason)) return reason
  throw new Error('not a reason')
}
const overlap = parsed({ _tag: 'Overlap', rule: 'R7', conflicts: [] })
const caps = parsed({
  _tag: 'DaysOnSite',
  rule: 'R8',
  planId: 'p61-2023',
  max: { value: 2, basis: 'Synthetic' },
  days: 3,
})
const withheld = { _tag: 'Withheld' } as const

describe('the reason to tell', () => {
  it('R9: nothing of a secret window’s, nor of one that a secret one is in the way of', () => {
    expect(reasonOf([overlap], true)).toBe('withheld')
    expect(reasonOf([], true)).toBe('withheld')
    expect(reasonOf([withheld], false)).toBe('withheld')
    expect(reasonOf([overlap, withheld], false)).toBe('withheld')
  })

  it('R7, R8: an overlap before a cap; else something else', () => {
    expect(reasonOf([overlap], false)).toBe('overlap')
    expect(reasonOf([caps, overlap], false)).toBe('overlap')
    expect(reasonOf([caps], false)).toBe('caps')
    expect(reasonOf([], false)).toBe('other')
  })
})

describe('another try', () => {
  it('lifecycle: for what came too late for its day, from the earliest day on', () => {
    const late = (earliest?: string) => ({
      _tag: 'OutOfOrder',
      ...(earliest === undefined ? {} : { earliest: day(earliest) }),
    })
    expect(cameLate(late('2023-04-11'), '2023-04-11')).toBe(true)
    expect(cameLate(late('2023-04-11'), '2023-04-12')).toBe(true)
    expect(cameLate(late('2023-04-12'), '2023-04-11')).toBe(false)
    expect(cameLate(late(), '2023-04-11')).toBe(false)
    expect(cameLate({ _tag: 'NotInThisPhase', earliest: day('2023-04-11') }, '2023-04-11')).toBe(
      false,
    )
  })
})

describe('for whom', () => {
  it('policy: the agency that is named, or else whoever the cause’s actor acted for', () => {
    const command = {
      type: 'CancelInspection',
      data: { inspectionId: 'i-1', happenedOn: '2023-04-11', reason: 'Synthetic' },
    } as const
    expect(toInspection(command, 'so-noi-vu')).toEqual({
      _tag: 'Send',
      to: 'inspection',
      command,
      discriminator: '',
      onBehalfOf: 'so-noi-vu',
    })
    expect('onBehalfOf' in toInspection(command)).toBe(false)
  })
})

describe('the day', () => {
  it('policy: is that of the record, in Hanoi', () => {
    expect(dayOf({ recordedAt: '2023-04-11T16:59:59.999Z' })).toBe('2023-04-11')
    expect(dayOf({ recordedAt: '2023-04-11T17:00:00.000Z' })).toBe('2023-04-12')
    expect(dayOf({ recordedAt: '2023-04-11' })).toBe('2023-04-11')
  })
})
