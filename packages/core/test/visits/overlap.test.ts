/** R7 by example: overlaps refused, waived, combined. */
import { civilDate } from '@kiemtra/kernel'
import { describe, expect, it } from 'vitest'
import {
  combine,
  by,
  last,
  move,
  reasons,
  release,
  reserve,
  rival,
  waive,
  word,
  wide,
  wideFacts,
} from './support.ts'
import { sampleVisitsFacts, visitsAgency, visitsPlan } from '../../src/testing/visits.ts'

describe('R7: overlapping windows', () => {
  it('R7: refuses another delegation on a shared day in a shared area, and says what to act on', () => {
    const days = { from: '2023-06-06', to: '2023-06-08' }
    const answer = last([reserve(), rival({ areas: ['procedures', 'steering'], period: days })])
    expect(answer).toMatchObject({
      yes: [
        {
          type: 'WindowRefused',
          data: {
            secret: false,
            claim: { windowId: 'w2', planId: 'tu-phap-2023' },
            period: days,
            reasons: [
              {
                _tag: 'Overlap',
                rule: 'R7',
                conflicts: [
                  {
                    windowId: 'w1',
                    planId: 'p61-2023',
                    slotId: 'doan-1',
                    inspectionId: 'i-w1',
                    period: { from: '2023-06-05', to: '2023-06-06' },
                    sharedAreas: ['steering'],
                  },
                ],
              },
            ],
          },
        },
      ],
    })
  })

  it.each([
    ['the day after', { period: { from: '2023-06-07', to: '2023-06-08' } }],
    ['the day before', { period: { from: '2023-06-01', to: '2023-06-04' } }],
    ['another area', { areas: ['procedures'] as const }],
  ])('R7: accepts a rival on %s', (_, changes) => {
    expect(word([reserve(), rival(changes)])).toBe('WindowReserved')
  })

  it.each([
    ['the last shared day', { period: { from: '2023-06-06', to: '2023-06-08' } }],
    ['the first shared day', { period: { from: '2023-06-01', to: '2023-06-05' } }],
    ['days inside', { period: { from: '2023-06-05', to: '2023-06-05' } }],
    ['days around', { period: { from: '2023-06-01', to: '2023-06-30' } }],
    ['the same days by report', { mode: 'report' as const }],
    ['one of two areas', { areas: ['procedures', 'steering'] as const }],
  ])('R7: refuses a rival on %s', (_, changes) => {
    expect(reasons([reserve(), rival(changes)])).toEqual(['Overlap'])
  })

  it('R7: the same delegation may overlap with itself, another of the same plan may not', () => {
    expect(word([reserve(), reserve({ windowId: 'w2' })])).toBe('WindowReserved')
    expect(reasons([reserve(), reserve({ windowId: 'w2', slotId: 'doan-2' })])).toEqual(['Overlap'])
    expect(reasons([reserve(), reserve({ windowId: 'w2', planId: 'cong-vu-2023' })])).toEqual([
      'Overlap',
    ])
  })

  it('R7: a move is checked like a reservation, but not against itself', () => {
    const apart = [reserve(), rival({ period: { from: '2023-06-12', to: '2023-06-13' } })]
    expect(reasons([...apart, move('w2', '2023-06-06', '2023-06-07')])).toEqual(['Overlap'])
    expect(word([...apart, move('w2', '2023-06-07', '2023-06-08')])).toBe('WindowMoved')
    expect(word([...apart, move('w2', '2023-06-13', '2023-06-14')])).toBe('WindowMoved')
  })

  it('R7: a window whose move is refused stands where it stood', () => {
    const steps = [
      reserve(),
      rival({ period: { from: '2023-06-12', to: '2023-06-13' } }),
      move('w2', '2023-06-06', '2023-06-07'),
      reserve({ windowId: 'w3', period: { from: '2023-06-13', to: '2023-06-14' } }),
    ]
    expect(reasons(steps)).toEqual(['Overlap'])
  })

  it('R7: days given back are free', () => {
    expect(word([reserve(), release('w1'), rival()])).toBe('WindowReserved')
  })

  it('R7: a refused claim holds no days, and may be asked for again', () => {
    expect(word([reserve(), rival(), release('w1'), rival()])).toBe('WindowReserved')
    expect(word([reserve(), rival(), reserve({ windowId: 'w3', slotId: 'doan-1' })])).toBe(
      'WindowReserved',
    )
  })
})

describe('R7: waivers', () => {
  const days = ['2023-06-05', '2023-06-06'] as const
  const sides = { agencyId: 'so-tu-phap', otherAgencyId: 'so-noi-vu' }

  it('R7: one side is not enough, both are, in either order', () => {
    const one = waive(...days, by('so-noi-vu'))
    const other = waive(...days, by('so-tu-phap'))
    expect(word([reserve(), one])).toBe('OverlapWaived')
    expect(reasons([reserve(), one, rival()])).toEqual(['Overlap'])
    expect(reasons([reserve(), other, rival()])).toEqual(['Overlap'])
    expect(word([reserve(), one, other, rival()])).toBe('WindowReserved')
    expect(word([reserve(), other, one, rival()])).toBe('WindowReserved')
  })

  it('R7: says for whom it was agreed', () => {
    expect(last([waive(...days, by('so-tu-phap'))])).toMatchObject({
      yes: [{ data: { agreedFor: ['tu-phap-2023'], bySuperior: false } }],
    })
    expect(last([waive(...days, by('ubnd-thanh-pho'), sides)])).toMatchObject({
      yes: [{ data: { agreedFor: ['p61-2023', 'tu-phap-2023'], bySuperior: true } }],
    })
  })

  it('R7: the common superior decides alone, if it is said whose it is', () => {
    expect(word([waive(...days, by('ubnd-thanh-pho'))])).toBe('NotEntitledToWaive')
    const decided = waive(...days, by('ubnd-thanh-pho'), sides)
    expect(word([reserve(), decided, rival()])).toBe('WindowReserved')
  })

  it('R7: another agency is neither side nor superior', () => {
    expect(word([waive(...days, by('thanh-tra'))])).toBe('NotEntitledToWaive')
    expect(word([waive(...days, by('thanh-tra'), sides)])).toBe('NotCommonSuperior')
    // A side is not its own superior.
    expect(word([waive(...days, by('so-noi-vu'), sides)])).toBe('NotCommonSuperior')
    expect(word([waive(...days, by('so-tu-phap'), sides)])).toBe('NotCommonSuperior')
  })

  it('R7: a side that is the other’s superior decides for both', () => {
    const below = (agencyId: string, superiorId: string) => ({
      ...wideFacts,
      [`agency ${agencyId}`]: visitsAgency(agencyId, 'division', 'division', superiorId),
    })
    for (const [higher, lower] of [
      ['so-noi-vu', 'so-tu-phap'],
      ['so-tu-phap', 'so-noi-vu'],
    ] as const) {
      const facts = below(lower, higher)
      const decided = last([waive(...days, by(higher), sides)], facts)
      expect(decided).toMatchObject({ yes: [{ data: { agreedFor: { length: 2 } } }] })
      expect(word([waive(...days, by(lower), sides)], facts)).toBe('NotCommonSuperior')
    }
  })

  it('R7: the superior of other agencies is none of theirs', () => {
    const others = { agencyId: 'so-tu-phap', otherAgencyId: 'dong-da' }
    expect(word([waive(...days, by('ubnd-thanh-pho'), others)])).toBe('NotSpeakingForPlans')
  })

  it('R7: holds for the days agreed to, not for one more', () => {
    const both = [waive(...days, by('so-noi-vu')), waive(...days, by('so-tu-phap'))]
    const longer = { from: '2023-06-05', to: '2023-06-07' }
    expect(word([reserve(), ...both, rival({ period: longer })])).toBe('WindowReserved')
    expect(reasons([reserve({ period: longer }), ...both, rival({ period: longer })])).toEqual([
      'Overlap',
    ])
  })

  it('R7: sides that agree to different days agree to the days of both', () => {
    const both = [
      waive('2023-06-05', '2023-06-06', by('so-noi-vu')),
      waive('2023-06-06', '2023-06-07', by('so-tu-phap')),
    ]
    const shared = { from: '2023-06-06', to: '2023-06-06' }
    expect(word([reserve(), ...both, rival({ period: shared })])).toBe('WindowReserved')
    expect(reasons([reserve(), ...both, rival()])).toEqual(['Overlap'])
  })

  it('R7: one agency that speaks for both plans agrees for both at once', () => {
    const ofBoth = waive(...days, by('so-noi-vu'), undefined, 'cong-vu-2023')
    expect(last([ofBoth])).toMatchObject({
      yes: [{ data: { agreedFor: ['p61-2023', 'cong-vu-2023'] } }],
    })
  })

  it('R7: agreeing again to what is agreed changes nothing', () => {
    const one = waive(...days, by('so-noi-vu'))
    expect(word([one, one])).toBe('nothing')
    expect(word([one, waive('2023-06-05', '2023-06-07', by('so-noi-vu'))])).toBe('OverlapWaived')
  })

  it('R7: a waiver of overlaps waives no cap', () => {
    const both = [waive(...days, by('so-noi-vu')), waive(...days, by('so-tu-phap'))]
    const facts = sampleVisitsFacts(() => ({ ...wide, concurrentWindowsMax: 1 }))
    // By the cap of either plan.
    expect(reasons([reserve(), ...both, rival()], facts)).toEqual([
      'ConcurrentWindows',
      'ConcurrentWindows',
    ])
  })

  it('R1: nobody speaks for a draft, whose terms may change', () => {
    const drafts = { ...sampleVisitsFacts(), 'plan tu-phap-2023': { status: 'undrafted' as const } }
    expect(word([waive(...days, by('so-noi-vu'))], drafts)).toBe('PlanNotInForce')
  })
})

describe('R7: combined inspections', () => {
  const facts = sampleVisitsFacts(() => ({
    daysOnSiteMax: 2,
    concurrentWindowsMax: 1,
    visitDaysPerQuarterMax: 2,
  }))

  it('R7: a refused inspection comes along, and counts once', () => {
    const answer = last([reserve(), rival(), combine('w1', ['w2'])], facts)
    expect(answer).toMatchObject({
      yes: [
        {
          type: 'InspectionsCombined',
          data: {
            windowId: 'w1',
            joined: [{ windowId: 'w2' }],
            members: [
              { windowId: 'w1', planId: 'p61-2023', inspectionId: 'i-w1' },
              { windowId: 'w2', planId: 'tu-phap-2023', inspectionId: 'i-w2' },
            ],
            days: { period: { from: '2023-06-05', to: '2023-06-06' } },
          },
        },
      ],
    })
  })

  it('R7: a standing inspection comes along and leaves its own days free', () => {
    const later = { from: '2023-06-12', to: '2023-06-13' }
    const steps = [reserve(), rival({ period: later }), combine('w1', ['w2'])]
    expect(word([...steps, reserve({ windowId: 'w3', slotId: 'doan-2', period: later })])).toBe(
      'WindowReserved',
    )
  })

  it('R7: later moves move all, each under its own caps', () => {
    const steps = [reserve(), rival(), combine('w1', ['w2'])]
    const answer = last([...steps, move('w2', '2023-06-12', '2023-06-13')])
    expect(answer).toMatchObject({
      yes: [{ type: 'WindowMoved', data: { members: [{ windowId: 'w1' }, { windowId: 'w2' }] } }],
    })
    // The joined delegation's plan allows two days, the host's more.
    const uneven = sampleVisitsFacts((plan) =>
      plan === 'tu-phap-2023' ? { ...wide, daysOnSiteMax: 2 } : wide,
    )
    expect(reasons([...steps, move('w1', '2023-06-12', '2023-06-14')], uneven)).toEqual([
      'DaysOnSite',
    ])
    expect(word([...steps, move('w1', '2023-06-12', '2023-06-13')], uneven)).toBe('WindowMoved')
  })

  it('R7: one that gives its window back leaves the others in it', () => {
    const steps = [reserve(), rival(), combine('w1', ['w2']), release('w1')]
    expect(word([...steps, rival({ windowId: 'w3' })])).toBe('WindowReserved')
    expect(reasons([...steps, reserve({ windowId: 'w4' })])).toEqual(['Overlap'])
  })

  it('R7: who speaks for the inspection that comes along decides', () => {
    const steps = [reserve(), rival()]
    expect(word([...steps, combine('w1', ['w2'], by('so-tu-phap'))])).toBe('InspectionsCombined')
    expect(word([...steps, combine('w1', ['w2'], by('so-noi-vu'))])).toBe('NotEntitledToCombine')
  })

  it('R7: a third delegation in the way stays in the way', () => {
    const third = reserve({ windowId: 'w3', slotId: 'doan-2', areas: ['procedures'] })
    const joins = rival({ areas: ['procedures'] })
    expect(word([reserve(), third, joins, combine('w1', ['w2'])])).toBe('CombinationOverlaps')
    expect(word([reserve(), third, joins, combine('w3', ['w2'])])).toBe('InspectionsCombined')
  })

  it('R8: the caps of who comes along hold on the days of the window', () => {
    const uneven = sampleVisitsFacts((plan) =>
      plan === 'tu-phap-2023' ? { ...wide, daysOnSiteMax: 1 } : wide,
    )
    expect(word([reserve(), rival(), combine('w1', ['w2'])], uneven)).toBe('CombinationOverCaps')
  })

  it('R1: a refused claim comes in under a plan in force only; one that stands may come along', () => {
    const plan = visitsPlan('tu-phap-2023', wide)
    if (plan.status !== 'issued') throw new Error('the sample plan is issued')
    const on = civilDate(2023, 6, 2)
    const facts = {
      ...wideFacts,
      'plan tu-phap-2023': { ...plan, status: 'revoked' as const, revokedOn: on },
    }
    expect(word([reserve(), rival(), combine('w1', ['w2'])], facts)).toBe('PlanNotInForce')
    const later = rival({ period: { from: '2023-06-12', to: '2023-06-13' } })
    expect(word([reserve(), later, combine('w1', ['w2'])], facts)).toBe('InspectionsCombined')
  })

  it('R7: one that shares the window already, or isn’t there, is told apart', () => {
    const steps = [reserve(), rival(), combine('w1', ['w2'])]
    expect(word([...steps, combine('w1', ['w2'])])).toBe('WindowAlreadyCombined')
    expect(word([...steps, combine('w1', ['w1'])])).toBe('WindowAlreadyCombined')
    expect(word([...steps, combine('w1', ['w9'])])).toBe('WindowNotFound')
    expect(word([...steps, combine('w9', ['w1'])])).toBe('WindowNotFound')
  })
})
