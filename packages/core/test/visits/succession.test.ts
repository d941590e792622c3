/** R26 in the calendar: windows of an agency that has ended, in the calendar of who took over. */
import { civilDate, type PlainCommand, vietnamCalendar } from '@kiemtra/kernel'
import { describe, expect, it } from 'vitest'
import { sampleVisitsFacts } from '../../src/testing/visits.ts'
import type { VisitsCommand } from '../../src/visits/commands.ts'
import {
  answerOf,
  by,
  byImport,
  byPolicy,
  combine,
  commandOf,
  last,
  reasons,
  release,
  reserve,
  rival,
  run,
  wide,
  wideFacts,
  word,
} from './support.ts'

type Succession = Extract<PlainCommand<VisitsCommand>, { type: 'SucceedWindow' }>['data']

/** The district takes over a window of its predecessor: w5 and w6 shared one, s3 is secret. */
const succeed = (
  windowId: string,
  changes: Partial<Succession> = {},
  meta: typeof byImport = byImport,
): PlainCommand<VisitsCommand> => ({
  type: 'SucceedWindow',
  data: {
    agencyId: 'dong-da',
    happenedOn: '2023-06-02',
    windowId,
    fromId: 'dong-da-cu',
    period: { from: '2023-06-05', to: '2023-06-06' },
    ...changes,
  },
  meta,
})

const eventOf = (...commands: Parameters<typeof last>[0]) => {
  const answer = last(commands)
  return 'yes' in answer ? answer.yes[0] : undefined
}

describe('R26: a window of an agency that has ended', () => {
  it('R26: is claimed for the same inspection, under the same id, caps and keeper', () => {
    expect(eventOf(succeed('w5'))).toEqual({
      type: 'WindowReserved',
      data: {
        agencyId: 'dong-da',
        happenedOn: '2023-06-02',
        recordedLateDays: 212,
        secret: false,
        succeeds: 'dong-da-cu',
        claim: wideFacts['calendar dong-da-cu']?.windows[0]?.claims[0],
        days: {
          period: { from: '2023-06-05', to: '2023-06-06' },
          workingDays: ['2023-06-05', '2023-06-06'],
          calendarVersion: vietnamCalendar.version,
        },
      },
    })
  })

  it('R26: goes to the taker, from the end on, and for no day before', () => {
    expect(word([succeed('w5', { happenedOn: '2023-05-31' })])).toBe('NotTheTaker')
    expect(word([succeed('w5', { happenedOn: '2023-06-01' })])).toBe('WindowReserved')
    expect(word([succeed('w5', { fromId: 'so-tu-phap' })])).toBe('NotTheTaker')
    expect(word([succeed('w5', { fromId: 'nobody' })])).toBe('NotTheTaker')
    expect(word([succeed('w5', { agencyId: 'so-noi-vu' })])).toBe('NotTheTaker')
    const from = (day: string) => succeed('w5', { period: { from: day, to: '2023-06-02' } })
    expect(word([from('2023-05-31')])).toBe('DaysBeforeTheEnd')
    expect(word([from('2023-06-01')])).toBe('WindowReserved')
  })

  it('R26: comes once, and not again after it was given back', () => {
    expect(word([succeed('w5'), succeed('w5')])).toBe('WindowAlreadyReserved')
    expect(word([succeed('w5'), release('w5'), succeed('w5')])).toBe('WindowAlreadyReleased')
    expect(word([succeed('w9')])).toBe('WindowNotFound')
  })

  it('R8: takes working days that the calendar covers, and an agency that is there', () => {
    const on = (from: string, to: string) => word([succeed('w5', { period: { from, to } })])
    expect(on('2023-06-03', '2023-06-04')).toBe('NoWorkingDay')
    expect(on('2023-06-04', '2023-06-05')).toBe('WindowReserved')
    expect(on('2099-06-03', '2099-06-04')).toBe('OutsideCalendar')
    const ended = (effectiveOn: number) => {
      const taker = wideFacts['agency dong-da-cu']
      if (taker?.status !== 'dissolved') throw new Error('the sample has changed')
      const its = { ...taker, effectiveOn: civilDate(2023, 6, effectiveOn) }
      return word([succeed('w5')], { ...wideFacts, 'agency dong-da': its })
    }
    expect(ended(6)).toBe('SubjectNotInForce')
    expect(ended(7)).toBe('WindowReserved')
  })

  it('R7: is refused among windows of other delegations, and may be asked for again', () => {
    const other = rival({ period: { from: '2023-06-06', to: '2023-06-06' } })
    expect(eventOf(other, succeed('w5'))).toMatchObject({
      type: 'WindowRefused',
      data: {
        succeeds: 'dong-da-cu',
        claim: { windowId: 'w5' },
        period: { from: '2023-06-05', to: '2023-06-06' },
        reasons: [{ _tag: 'Overlap', conflicts: [{ windowId: 'w2' }] }],
      },
    })
    expect(word([rival({ period: { from: '2023-06-07', to: '2023-06-07' } }), succeed('w5')])).toBe(
      'WindowReserved',
    )
    expect(word([other, succeed('w5'), release('w2'), succeed('w5')])).toBe('WindowReserved')
  })

  it('R8: counts among the taker’s days of visits', () => {
    const facts = sampleVisitsFacts(() => ({ ...wide, visitDaysPerQuarterMax: 3 }))
    const own = (to: string) =>
      reserve({ slotId: 'doan-2', areas: ['institutions'], period: { from: '2023-06-12', to } })
    expect(reasons([own('2023-06-13'), succeed('w5')], facts)).toEqual(['DaysPerQuarter'])
    expect(word([own('2023-06-12'), succeed('w5')], facts)).toBe('WindowReserved')
  })
})

describe('R7: windows that were shared', () => {
  it('R7: are shared again, on the days of the first that came', () => {
    const later = { period: { from: '2023-06-06', to: '2023-06-06' } }
    expect(eventOf(succeed('w5'), succeed('w6', later))).toMatchObject({
      type: 'InspectionsCombined',
      data: {
        windowId: 'w5',
        joined: [{ windowId: 'w6', planId: 'tu-phap-2023' }],
        members: [{ windowId: 'w5' }, { windowId: 'w6' }],
        days: { period: { from: '2023-06-05', to: '2023-06-06' } },
      },
    })
    // It overlaps with w5 in days and areas: by itself it would have been refused.
    expect(word([rival(), succeed('w5')])).toBe('WindowRefused')
  })

  it('R7: are shared again also with whom the first has met here', () => {
    const met = [succeed('w5'), rival(), combine('w5', ['w2'])]
    expect(eventOf(...met, succeed('w6'))).toMatchObject({
      type: 'InspectionsCombined',
      data: { members: [{ windowId: 'w5' }, { windowId: 'w2' }, { windowId: 'w6' }] },
    })
  })

  it('R8: stand under the caps of both: the second is refused where they are too tight for it', () => {
    const facts = sampleVisitsFacts((plan) =>
      plan === 'tu-phap-2023' ? { ...wide, daysOnSiteMax: 1 } : wide,
    )
    expect(reasons([succeed('w5'), succeed('w6')], facts)).toEqual(['DaysOnSite'])
    // What it was refused are the days of the first, not those that it asked for.
    const second = succeed('w6', { period: { from: '2023-06-06', to: '2023-06-06' } })
    expect(last([succeed('w5'), second], facts)).toMatchObject({
      yes: [{ data: { period: { from: '2023-06-05', to: '2023-06-06' } } }],
    })
  })
})

describe('R26: a second window that comes to a taker that ends, too', () => {
  it('R26: is refused by the days of the first, for those are its days', () => {
    const taker = wideFacts['agency dong-da-cu']
    if (taker?.status !== 'dissolved') throw new Error('the sample has changed')
    const ending = { ...taker, effectiveOn: civilDate(2023, 6, 6) }
    const { state } = run([commandOf(succeed('w5'))])
    const second = commandOf(succeed('w6', { period: { from: '2023-06-05', to: '2023-06-05' } }))
    const answer = answerOf(second, state, { ...wideFacts, 'agency dong-da': ending })
    expect(answer).toMatchObject({ no: 'SubjectNotInForce' })
  })
})

describe('R9: a secret window that moves', () => {
  it('R9: stays secret, and is no business of anybody else’s', () => {
    expect(eventOf(succeed('s3', {}, by('so-noi-vu')))).toMatchObject({
      type: 'WindowReserved',
      data: { secret: true },
    })
    expect(eventOf(succeed('s3', {}, byPolicy))).toMatchObject({ data: { secret: true } })
    expect(word([succeed('s3', {}, by('so-tu-phap'))])).toBe('WindowNotFound')
    // To whoever may not know of it, it is as one that was never there, also where it stands already.
    expect(word([succeed('s3'), succeed('s3', {}, by('so-tu-phap'))])).toBe('WindowNotFound')
  })

  it('R9: gives way to an open one that comes, and is withheld from none', () => {
    const hidden = succeed('s3', {}, by('so-noi-vu'))
    expect(word([hidden, succeed('w5')])).toBe('WindowReserved')
    expect(reasons([succeed('w5'), hidden])).toEqual(['Overlap'])
    const secret = reserve({ windowId: 's1', notice: 'unannounced' }, by('so-noi-vu'))
    expect(reasons([secret, hidden])).toEqual(['Withheld'])
  })

  it('R9: is open to all when it moves openly, for its visit has opened', () => {
    expect(eventOf(succeed('s3', { openly: true }))).toMatchObject({
      type: 'WindowReserved',
      data: { secret: false },
    })
    expect(eventOf(rival(), succeed('s3', { openly: true }))).toMatchObject({
      type: 'WindowRefused',
      data: { secret: true, reasons: [{ _tag: 'Overlap' }] },
    })
  })
})
