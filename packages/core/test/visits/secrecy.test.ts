/** R9 in the calendar: what a secret window does, and what nobody else may learn of it. */
import { describe, expect, it } from 'vitest'
import { sampleVisitsFacts } from '../../src/testing/visits.ts'
import { windowsInForce } from '../../src/visits/index.ts'
import {
  by,
  byImport,
  byPolicy,
  combine,
  commandOf,
  last,
  move,
  reasons,
  release,
  reserve,
  rival,
  run,
  waive,
  wide,
  word,
} from './support.ts'

const secret = (changes: Parameters<typeof reserve>[0] = {}, meta = by('so-noi-vu')) =>
  reserve({ windowId: 's1', notice: 'unannounced', ...changes }, meta)

const inForce = (steps: Parameters<typeof word>[0], facts?: Parameters<typeof word>[1]) =>
  windowsInForce(run(steps.map(commandOf), facts).state).flatMap(({ claims }) =>
    claims.map(({ windowId }) => windowId),
  )

describe('R9: secret windows', () => {
  it('R9: every event of an unannounced visit’s window says that it is secret', () => {
    const events = run(
      [
        secret(),
        move('s1', '2023-06-12', '2023-06-13'),
        reserve({ period: { from: '2023-06-19', to: '2023-06-20' }, slotId: 'doan-2' }),
        move('s1', '2023-06-19', '2023-06-20'),
        release('s1'),
        secret({ windowId: 's2', period: { from: '2023-06-19', to: '2023-06-20' } }),
      ].map(commandOf),
    ).answers.flatMap((answer) => ('yes' in answer ? answer.yes : []))
    const secrecy = events.map(({ type, data }) => [type, 'secret' in data && data.secret])
    expect(secrecy).toEqual([
      ['WindowReserved', true],
      ['WindowMoved', true],
      ['WindowReserved', false],
      ['WindowMoveRefused', true],
      ['WindowReleased', true],
      ['WindowRefused', true],
    ])
  })

  it('R7: an open window is given days that a secret one has; the secret one gives way', () => {
    expect(word([secret(), rival()])).toBe('WindowReserved')
    expect(inForce([secret()])).toEqual(['s1'])
    expect(inForce([secret(), rival()])).toEqual(['w2'])
    expect(inForce([secret(), rival(), release('w2')])).toEqual(['s1'])
    expect(inForce([secret(), rival({ areas: ['procedures'] })])).toEqual(['w2', 's1'])
  })

  it('R8: no cap is broken by a secret window for anyone else', () => {
    const facts = sampleVisitsFacts(() => ({
      daysOnSiteMax: 2,
      concurrentWindowsMax: 1,
      visitDaysPerQuarterMax: 2,
    }))
    expect(word([secret(), rival({ areas: ['procedures'] })], facts)).toBe('WindowReserved')
    expect(inForce([secret(), rival({ areas: ['procedures'] })], facts)).toEqual(['w2'])
  })

  it('R8: of several secret windows that can’t all stay, those reserved first do', () => {
    const facts = sampleVisitsFacts(() => ({ ...wide, concurrentWindowsMax: 2 }))
    const steps = [
      secret(),
      secret({ windowId: 's2', areas: ['procedures'] }),
      rival({ areas: ['digital-government'] }),
    ]
    expect(inForce(steps, facts)).toEqual(['w2', 's1'])
  })

  it('R7: a secret claim is refused for an open window, with all that is open of it', () => {
    expect(last([rival(), secret()])).toMatchObject({
      yes: [
        {
          type: 'WindowRefused',
          data: { secret: true, reasons: [{ _tag: 'Overlap', conflicts: [{ windowId: 'w2' }] }] },
        },
      ],
    })
  })

  it('R7: a secret claim is refused for another secret window, and nothing is said of it', () => {
    const other = secret({ windowId: 's2', planId: 'tu-phap-2023' }, by('so-tu-phap'))
    const answer = last([secret(), other])
    expect(answer).toMatchObject({
      yes: [{ type: 'WindowRefused', data: { secret: true, claim: { windowId: 's2' } } }],
    })
    const event = 'yes' in answer ? answer.yes[0] : undefined
    expect(event?.type === 'WindowRefused' && event.data.reasons).toEqual([{ _tag: 'Withheld' }])
    expect(JSON.stringify(event)).not.toMatch(/s1|p61|so-noi-vu|R7|R8/)
  })

  it('R7: with open and secret windows in the way only the open ones are spoken of', () => {
    const other = secret({ windowId: 's2', planId: 'tu-phap-2023' }, by('so-tu-phap'))
    const open = reserve({ slotId: 'doan-2' })
    expect(last([secret(), open, other])).toEqual(last([open, other]))
  })

  it('R7: the refusal of a move is as discreet', () => {
    const later = { from: '2023-06-12', to: '2023-06-13' }
    const other = secret({ windowId: 's2', planId: 'tu-phap-2023', period: later })
    expect(reasons([secret(), other, move('s2', '2023-06-06', '2023-06-07')])).toEqual(['Withheld'])
    expect(word([secret(), other, move('s2', '2023-06-07', '2023-06-08')])).toBe('WindowMoved')
  })

  it('R7: plans that agreed to overlap may do so in secret, too', () => {
    const sides = [
      waive('2023-06-05', '2023-06-06', by('so-noi-vu')),
      waive('2023-06-05', '2023-06-06', by('so-tu-phap')),
    ]
    expect(inForce([secret(), ...sides, rival()])).toEqual(['w2', 's1'])
  })
})

describe('R9: who may touch a secret window', () => {
  const touches = [
    move('s1', '2023-06-12', '2023-06-13', by('so-tu-phap')),
    release('s1', by('so-tu-phap')),
    combine('w2', ['s1'], by('so-tu-phap')),
    combine('s1', ['w2'], by('so-tu-phap')),
  ]

  it('R9: to another agency’s official it isn’t there, standing, given back or refused', () => {
    const open = rival({ areas: ['procedures'] })
    for (const touch of touches) {
      const unknown = last([open, touch])
      expect(unknown).toMatchObject({ no: 'WindowNotFound' })
      expect(last([open, secret(), touch])).toEqual(unknown)
      expect(last([open, secret(), release('s1'), touch])).toEqual(unknown)
      expect(last([open, rival({ windowId: 'w3' }), secret(), touch])).toEqual(unknown)
    }
  })

  it('R9: its keeper, a policy and an import may', () => {
    for (const meta of [by('so-noi-vu'), byPolicy, byImport]) {
      expect(word([secret(), move('s1', '2023-06-12', '2023-06-13', meta)])).toBe('WindowMoved')
      expect(word([secret(), release('s1', meta)])).toBe('WindowReleased')
    }
  })

  it('R9: it is combined with none before it opens', () => {
    const open = rival({ areas: ['procedures'] })
    expect(word([open, secret(), combine('w2', ['s1'])])).toBe('SecretNotCombined')
    expect(word([open, secret(), combine('s1', ['w2'])])).toBe('SecretNotCombined')
    expect(word([rival(), secret(), combine('w2', ['s1'])])).toBe('SecretNotCombined')
  })
})

describe('R9: when the visit opens', () => {
  const opened = move('s1', '2023-06-05', '2023-06-06', byPolicy, true)

  it('R9: its window stands openly from then on, and others are refused by it', () => {
    expect(last([secret(), opened])).toMatchObject({
      yes: [{ type: 'WindowMoved', data: { secret: false, revealed: true } }],
    })
    expect(reasons([secret(), opened, rival()])).toEqual(['Overlap'])
    expect(word([secret(), opened, move('s1', '2023-06-12', '2023-06-13', by('so-tu-phap'))])).toBe(
      'WindowMoved',
    )
  })

  it('R9: once open, it can’t be opened again', () => {
    expect(word([secret(), opened, opened])).toBe('NothingToMove')
    const moved = move('s1', '2023-06-12', '2023-06-13', byPolicy, true)
    expect(last([secret(), opened, moved])).toMatchObject({ yes: [{ data: { revealed: false } }] })
  })

  it('R9: to the days that it holds it is moved by its keeper alone; one that gave way holds none', () => {
    const stays = (meta: typeof byPolicy) => move('s1', '2023-06-05', '2023-06-06', meta)
    expect(word([secret(), stays(byPolicy)])).toBe('NothingToMove')
    expect(word([secret(), stays(by('so-tu-phap'))])).toBe('WindowNotFound')
    expect(last([secret(), rival(), stays(byPolicy)])).toMatchObject({
      yes: [{ type: 'WindowMoveRefused', data: { secret: true, reasons: [{ _tag: 'Overlap' }] } }],
    })
  })

  it('R7: one that gave way can’t stand openly, and stays secret', () => {
    expect(last([secret(), rival(), opened])).toMatchObject({
      yes: [{ type: 'WindowMoveRefused', data: { secret: true, reasons: [{ _tag: 'Overlap' }] } }],
    })
    expect(
      word([secret(), rival(), opened, reserve({ windowId: 'w3', areas: ['steering'] })]),
    ).toBe('WindowRefused')
  })
})
