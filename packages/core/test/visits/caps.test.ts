/** R8 by example: caps on days on site, concurrent windows, and days in a quarter. */
import { describe, expect, it } from 'vitest'
import { type VisitsCaps, sampleVisitsFacts } from '../../src/testing/visits.ts'
import { combine, last, move, reasons, release, reserve, rival, wide, word } from './support.ts'

const capped = (caps: Partial<VisitsCaps>) => sampleVisitsFacts(() => ({ ...wide, ...caps }))

/** Caps of the Department of Justice's plan alone. */
const justice = (caps: Partial<VisitsCaps>) =>
  sampleVisitsFacts((plan) => (plan === 'tu-phap-2023' ? { ...wide, ...caps } : wide))

const elsewhere = ['digital-government'] as const

describe('R8: days on site in one visit', () => {
  const facts = capped({ daysOnSiteMax: 2 })

  it('R8: as many as the cap, not one more', () => {
    expect(word([reserve()], facts)).toBe('WindowReserved')
    const three = { from: '2023-06-05', to: '2023-06-07' }
    expect(last([reserve({ period: three })], facts)).toMatchObject({
      yes: [
        {
          type: 'WindowRefused',
          data: {
            reasons: [
              {
                _tag: 'DaysOnSite',
                rule: 'R8',
                planId: 'p61-2023',
                max: { value: 2, basis: 'Synthetic' },
                days: 3,
              },
            ],
          },
        },
      ],
    })
  })

  it('R8: the cap of whoever shares a window is on their days, not on those of the others', () => {
    const oneDay = { from: '2023-06-26', to: '2023-06-26' }
    const shared = [
      reserve({ windowId: 'w6' }),
      rival({ windowId: 'w3', period: oneDay }),
      combine('w3', ['w6']),
      reserve({
        windowId: 'w7',
        inspectionId: 'i-w6',
        period: { from: '2023-06-22', to: '2023-06-22' },
      }),
    ]
    expect(word(shared, justice({ daysOnSiteMax: 1 }))).toBe('WindowReserved')
  })

  it('R8: weekends and holidays are no days on site', () => {
    // Friday to Monday; and Saturday 29 April to Thursday 4 May 2023, holidays to 3 May.
    expect(word([reserve({ period: { from: '2023-06-09', to: '2023-06-12' } })], facts)).toBe(
      'WindowReserved',
    )
    expect(word([reserve({ period: { from: '2023-04-29', to: '2023-05-05' } })], facts)).toBe(
      'WindowReserved',
    )
    expect(reasons([reserve({ period: { from: '2023-06-09', to: '2023-06-13' } })], facts)).toEqual(
      ['DaysOnSite'],
    )
  })

  it.each(['digital', 'report'] as const)('R8: a visit that is %s takes none', (mode) => {
    const month = { from: '2023-06-05', to: '2023-07-04' }
    expect(word([reserve({ mode, period: month })], facts)).toBe('WindowReserved')
  })

  it('R8: a visit that goes on in a second window has the days that are left', () => {
    const first = reserve({ inspectionId: 'i1', period: { from: '2023-06-05', to: '2023-06-05' } })
    const second = (to: string) =>
      reserve({ inspectionId: 'i1', windowId: 'w2', period: { from: '2023-06-12', to } })
    expect(word([first, second('2023-06-12')], facts)).toBe('WindowReserved')
    expect(reasons([first, second('2023-06-13')], facts)).toEqual(['DaysOnSite'])
    const other = reserve({ windowId: 'w2', period: { from: '2023-06-12', to: '2023-06-13' } })
    expect(word([first, other], facts)).toBe('WindowReserved')
  })

  it('R8: an extension is checked by the cap that was frozen', () => {
    expect(word([reserve(), move('w1', '2023-06-12', '2023-06-13')], facts)).toBe('WindowMoved')
    expect(reasons([reserve(), move('w1', '2023-06-05', '2023-06-07')], facts)).toEqual([
      'DaysOnSite',
    ])
  })
})

describe('R8: windows on one day', () => {
  const others = [
    reserve(),
    rival({ areas: elsewhere, period: { from: '2023-06-06', to: '2023-06-07' } }),
  ]
  const third = reserve({
    windowId: 'w3',
    slotId: 'doan-2',
    areas: ['procedures'],
    period: { from: '2023-06-06', to: '2023-06-08' },
  })

  it('R8: as many as the cap, not one more; the first such day and its windows are named', () => {
    expect(word([...others, third], capped({ concurrentWindowsMax: 3 }))).toBe('WindowReserved')
    expect(last([...others, third], justice({ concurrentWindowsMax: 2 }))).toMatchObject({
      yes: [
        {
          data: {
            reasons: [
              {
                _tag: 'ConcurrentWindows',
                rule: 'R8',
                // The cap of one already there, though the one that asks would allow it.
                planId: 'tu-phap-2023',
                on: '2023-06-06',
                windows: 3,
                windowIds: ['w1', 'w2'],
              },
            ],
          },
        },
      ],
    })
  })

  it('R8: the cap of the one that asks holds, though those there would allow it', () => {
    const asks = rival({ areas: elsewhere })
    expect(reasons([reserve(), asks], justice({ concurrentWindowsMax: 1 }))).toEqual([
      'ConcurrentWindows',
    ])
    expect(word([reserve(), asks], justice({ concurrentWindowsMax: 2 }))).toBe('WindowReserved')
  })

  it('R8: one after the other is not at once', () => {
    const facts = capped({ concurrentWindowsMax: 1 })
    const next = { areas: elsewhere, period: { from: '2023-06-07', to: '2023-06-08' } }
    expect(word([reserve(), rival(next)], facts)).toBe('WindowReserved')
  })

  it('R8: windows that meet on a weekend only don’t meet', () => {
    const facts = capped({ concurrentWindowsMax: 1 })
    const first = reserve({ period: { from: '2023-06-08', to: '2023-06-11' } })
    const second = rival({ areas: elsewhere, period: { from: '2023-06-10', to: '2023-06-13' } })
    expect(word([first, second], facts)).toBe('WindowReserved')
  })

  it.each(['digital', 'report'] as const)('R8: a %s one takes no place', (mode) => {
    const facts = capped({ concurrentWindowsMax: 1 })
    expect(word([reserve({ mode }), rival({ areas: elsewhere })], facts)).toBe('WindowReserved')
    expect(word([reserve(), rival({ areas: elsewhere, mode })], facts)).toBe('WindowReserved')
  })

  it('R8: combined inspections are one window', () => {
    const facts = capped({ concurrentWindowsMax: 2 })
    const combined = [reserve(), rival(), combine('w1', ['w2'])]
    const next = (windowId: string) =>
      reserve({ windowId, slotId: 'doan-2', areas: elsewhere, inspectionId: windowId })
    expect(word([...combined, next('w3')], facts)).toBe('WindowReserved')
    expect(new Set(reasons([...combined, next('w3'), next('w4')], facts))).toEqual(
      new Set(['ConcurrentWindows']),
    )
  })
})

describe('R8: working days of visits in a quarter', () => {
  const june = (windowId: string, from: string, to: string) =>
    reserve({ windowId, period: { from, to } })

  it('R8: as many as the cap, not one more', () => {
    const facts = capped({ visitDaysPerQuarterMax: 4 })
    const first = june('w1', '2023-06-05', '2023-06-06')
    expect(word([first, june('w2', '2023-06-12', '2023-06-13')], facts)).toBe('WindowReserved')
    expect(last([first, june('w2', '2023-06-12', '2023-06-14')], facts)).toMatchObject({
      yes: [
        {
          data: {
            reasons: [
              {
                _tag: 'DaysPerQuarter',
                rule: 'R8',
                planId: 'p61-2023',
                year: 2023,
                quarter: 2,
                days: 5,
                windowIds: ['w1'],
              },
            ],
          },
        },
      ],
    })
  })

  it('R8: each quarter by itself', () => {
    const facts = capped({ visitDaysPerQuarterMax: 2 })
    const first = june('w1', '2023-06-05', '2023-06-05')
    // Friday 30 June and Monday 3 July.
    expect(word([first, june('w2', '2023-06-30', '2023-07-03')], facts)).toBe('WindowReserved')
    expect(reasons([first, june('w2', '2023-06-29', '2023-07-03')], facts)).toEqual([
      'DaysPerQuarter',
    ])
    expect(reasons([first, june('w2', '2023-06-30', '2023-07-05')], facts)).toEqual([
      'DaysPerQuarter',
    ])
  })

  it('R8: two windows on one day are two days of visits', () => {
    const second = rival({ areas: elsewhere })
    expect(reasons([reserve(), second], justice({ visitDaysPerQuarterMax: 3 }))).toEqual([
      'DaysPerQuarter',
    ])
    expect(word([reserve(), second], justice({ visitDaysPerQuarterMax: 4 }))).toBe('WindowReserved')
  })

  it('R8: combined inspections count once, those given back not at all', () => {
    const facts = capped({ visitDaysPerQuarterMax: 4 })
    const next = june('w3', '2023-06-12', '2023-06-13')
    expect(word([reserve(), rival(), combine('w1', ['w2']), next], facts)).toBe('WindowReserved')
    const full = [reserve(), next]
    const more = june('w4', '2023-06-19', '2023-06-19')
    expect(reasons([...full, more], facts)).toEqual(['DaysPerQuarter'])
    expect(word([...full, release('w1'), more], facts)).toBe('WindowReserved')
  })

  it('R8: the caps of windows in the quarter hold for a move into it', () => {
    const facts = justice({ visitDaysPerQuarterMax: 3 })
    const steps = [rival(), reserve({ period: { from: '2023-07-10', to: '2023-07-11' } })]
    expect(reasons([...steps, move('w1', '2023-06-12', '2023-06-13')], facts)).toEqual([
      'DaysPerQuarter',
    ])
    expect(word([...steps, move('w1', '2023-06-12', '2023-06-12')], facts)).toBe('WindowMoved')
    expect(word([...steps, move('w1', '2023-07-12', '2023-07-13')], facts)).toBe('WindowMoved')
  })
})

describe('R8: working days', () => {
  it('R8: a window has one at least', () => {
    expect(word([reserve({ period: { from: '2023-06-10', to: '2023-06-11' } })])).toBe(
      'NoWorkingDay',
    )
    expect(word([reserve({ period: { from: '2023-06-10', to: '2023-06-12' } })])).toBe(
      'WindowReserved',
    )
    expect(word([reserve(), move('w1', '2023-09-01', '2023-09-04')])).toBe('NoWorkingDay')
  })

  it('R8: keeps the working days and the calendar they were counted by', () => {
    expect(last([reserve({ period: { from: '2023-06-09', to: '2023-06-12' } })])).toMatchObject({
      yes: [{ data: { days: { workingDays: ['2023-06-09', '2023-06-12'] } } }],
    })
  })

  it('R8: beyond the calendar nothing is guessed', () => {
    expect(word([reserve(), move('w1', '2027-12-31', '2028-01-03')])).toBe('OutsideCalendar')
    expect(word([reserve(), move('w1', '2027-12-30', '2027-12-31')])).toBe('WindowMoved')
  })
})
