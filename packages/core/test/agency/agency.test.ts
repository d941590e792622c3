/**
 * The register by examples: each rule on both sides of its boundary.
 */
import { asOf, civilDate, isInstant, type PlainCommand } from '@kiemtra/kernel'
import { sampleAgencies } from '@kiemtra/core/testing'
import { beforeEach, describe, expect, it } from 'vitest'
import { Agency, type AgencyCommand, agencyFold, existsOn, headOn } from '../../src/agency/index.ts'
import { AgencyId } from '../../src/vocabulary/ids.ts'
import { accepted, rejected, sent } from '../support/sent.ts'
import { World } from '../support/world.ts'

let world: World
beforeEach(() => {
  world = new World()
  for (const command of sampleAgencies) accepted(world.handle(Agency, command), 'AgencyRegistered')
})

type DataOf<Type extends AgencyCommand['type']> = Extract<
  PlainCommand<AgencyCommand>,
  { type: Type }
>['data']

const ask = <Type extends AgencyCommand['type']>(type: Type, data: DataOf<Type>, at?: string) =>
  world.handle(Agency, sent(type, data, at === undefined ? {} : { recordedAt: at }))

const document = {
  number: '12/QĐ-UBND',
  kind: 'decision',
  issuer: 'ubnd-thanh-pho',
  signedOn: '2023-05-02',
} as const
const on = { agencyId: 'dong-da', happenedOn: '2023-05-02' } as const
const register = {
  agencyId: 'new-one',
  happenedOn: '2023-05-02',
  kind: 'unit',
  names: { vi: 'Đơn vị mới', en: 'New unit' },
  fields: [],
  posts: [],
} as const
const takerDue = { value: { amount: 5, unit: 'workingDays' }, basis: 'Synthetic' } as const
const appointment = {
  ...on,
  postId: 'head',
  personId: 'person-1',
  acting: false,
  from: '2023-05-10',
} as const

describe('the order of things', () => {
  it('lifecycle: registers an agency once', () => {
    rejected(ask('RegisterAgency', { ...register, agencyId: 'dong-da' }), {
      _tag: 'AgencyAlreadyRegistered',
      rule: 'lifecycle',
      agencyId: 'dong-da',
    })
  })

  it('lifecycle: changes only what is registered', () => {
    const names = { vi: 'Tên', en: 'Name' }
    accepted(ask('RenameAgency', { ...on, names, document }), 'AgencyRenamed')
    rejected(ask('RenameAgency', { ...on, agencyId: 'nowhere', names, document }), {
      _tag: 'AgencyNotRegistered',
      rule: 'lifecycle',
    })
  })

  it('lifecycle: records the index of a year once', () => {
    const index = { ...on, year: 2022, score: 80.9, source: 'Quyết định', shortcomings: [] }
    accepted(ask('RecordIndexResult', index), 'IndexResultRecorded')
    rejected(ask('RecordIndexResult', { ...index, score: 90 }), {
      _tag: 'IndexYearRecorded',
      rule: 'lifecycle',
      year: 2022,
    })
    accepted(ask('RecordIndexResult', { ...index, year: 2021 }), 'IndexResultRecorded')
  })
})

describe('heads', () => {
  it('lifecycle: are appointed to a post of a head', () => {
    rejected(ask('AppointHead', { ...appointment, postId: 'deputy' }), {
      _tag: 'NoHeadPost',
      rule: 'lifecycle',
    })
    accepted(ask('AppointHead', appointment), 'HeadAppointed')
  })

  it('lifecycle: are one at a time, and an acting head gives way to one for good', () => {
    accepted(ask('AppointHead', { ...appointment, acting: true }), 'HeadAppointed')
    const next = { ...appointment, personId: 'person-2', from: '2023-06-01' }
    rejected(ask('AppointHead', { ...next, acting: true }), {
      _tag: 'HeadInOffice',
      rule: 'lifecycle',
      since: '2023-05-10',
    })
    accepted(ask('AppointHead', next), 'HeadAppointed')
    expect(world.stateOf(agencyFold, 'dong-da')).toMatchObject({
      heads: [{ from: '2023-05-10', until: '2023-05-31' }, { from: '2023-06-01' }],
    })
    rejected(ask('AppointHead', { ...next, from: '2023-07-01' }), {
      _tag: 'HeadInOffice',
      rule: 'lifecycle',
      since: '2023-06-01',
    })
  })

  it('lifecycle: begin the day after the one before them ended, at the earliest', () => {
    accepted(ask('AppointHead', appointment), 'HeadAppointed')
    accepted(ask('VacateHead', { ...on, until: '2023-06-30' }), 'HeadVacated')
    rejected(ask('AppointHead', { ...appointment, from: '2023-06-30' }), {
      _tag: 'TenureOutOfOrder',
      rule: 'lifecycle',
      earliest: '2023-07-01',
    })
    accepted(ask('AppointHead', { ...appointment, from: '2023-07-01' }), 'HeadAppointed')
  })

  it('lifecycle: leave on the day they came, but not before, and only if in office', () => {
    rejected(ask('VacateHead', { ...on, until: '2023-05-10' }), {
      _tag: 'NoHeadInOffice',
      rule: 'lifecycle',
    })
    accepted(ask('AppointHead', appointment), 'HeadAppointed')
    rejected(ask('VacateHead', { ...on, until: '2023-05-09' }), {
      _tag: 'TenureOutOfOrder',
      rule: 'lifecycle',
      earliest: '2023-05-10',
    })
    accepted(ask('VacateHead', { ...on, until: '2023-05-10' }), 'HeadVacated')
  })

  it('lifecycle: are known for every day, as far as was known at an instant', () => {
    ask('AppointHead', { ...appointment, acting: true }, '2023-05-02T03:00:00.000Z')
    ask(
      'AppointHead',
      { ...appointment, personId: 'person-2', from: '2023-06-01' },
      '2023-06-05T03:00:00.000Z',
    )
    const events = world.eventsOf('agency', 'dong-da')
    const headAsOf = (knownOn: string, effectiveOn: readonly [number, number, number]) => {
      const knownAt = `${knownOn}T00:00:00.000Z`
      if (!isInstant(knownAt)) throw new Error(knownAt)
      return asOf({ knownAt, effectiveOn: civilDate(...effectiveOn) }).ask(
        agencyFold,
        events,
        headOn,
      )
    }
    const head = (personId: string) => ({ right: { personId } })
    expect(headAsOf('2023-05-03', [2023, 6, 2])).toMatchObject(head('person-1'))
    expect(headAsOf('2023-06-06', [2023, 6, 2])).toMatchObject(head('person-2'))
    expect(headAsOf('2023-06-06', [2023, 5, 31])).toMatchObject(head('person-1'))
    expect(headAsOf('2023-06-06', [2023, 5, 9])).toMatchObject({ right: undefined })
  })
})

describe('R25: superiors stand above', () => {
  it('R25: at registration', () => {
    rejected(ask('RegisterAgency', { ...register, kind: 'department', superiorId: 'dong-da' }), {
      _tag: 'SuperiorNotAbove',
      rule: 'R25',
      superiorLevel: 'district',
      level: 'department',
    })
    accepted(
      ask('RegisterAgency', { ...register, kind: 'division', superiorId: 'dong-da' }),
      'AgencyRegistered',
    )
  })

  it('R25: when the superior changes, itself included', () => {
    const change = { ...on, agencyId: 'phuong-lang-ha', document }
    rejected(ask('ChangeSuperior', { ...change, superiorId: 'phuong-hang-bac' }), {
      _tag: 'SuperiorNotAbove',
      rule: 'R25',
    })
    rejected(ask('ChangeSuperior', { ...change, superiorId: 'phuong-lang-ha' }), {
      _tag: 'SuperiorNotAbove',
      rule: 'R25',
    })
    accepted(ask('ChangeSuperior', { ...change, superiorId: 'hoan-kiem' }), 'SuperiorChanged')
  })

  it('names a superior that is not in the register as an unknown reference', () => {
    expect(ask('RegisterAgency', { ...register, superiorId: 'nowhere' })).toEqual({
      is: 'unknown',
      reference: 'agency-nowhere',
    })
  })
})

describe('R26: an agency ends with successors', () => {
  const end = {
    ...on,
    agencyId: 'phuong-lang-ha',
    effectiveOn: '2023-06-01',
    successors: ['phuong-hang-bac'],
    document,
    takerDue,
  } as const

  it('R26: that are others, registered, and in force on the day', () => {
    rejected(ask('DissolveAgency', { ...end, successors: ['phuong-lang-ha'] }), {
      _tag: 'OwnSuccessor',
      rule: 'R26',
    })
    expect(ask('DissolveAgency', { ...end, successors: ['nowhere'] }).is).toBe('unknown')
    ask('DissolveAgency', { ...end, agencyId: 'phuong-hang-bac', successors: ['dong-da'] })
    rejected(ask('DissolveAgency', end), {
      _tag: 'AgencyNotInForce',
      rule: 'R26',
      agencyId: 'phuong-hang-bac',
    })
    accepted(ask('DissolveAgency', { ...end, effectiveOn: '2023-05-31' }), 'AgencyDissolved')
  })

  it('R26: among them one that is established on that day, not the day after', () => {
    const successor = { ...register, kind: 'commune-committee' } as const
    ask('RegisterAgency', { ...successor, establishedOn: '2023-06-02' })
    const joined = { ...end, successors: ['new-one'] }
    rejected(ask('DissolveAgency', joined), { _tag: 'AgencyNotInForce', rule: 'R26' })
    accepted(ask('DissolveAgency', { ...joined, effectiveOn: '2023-06-02' }), 'AgencyDissolved')
  })

  it('R26: not before the document is signed', () => {
    rejected(ask('DissolveAgency', { ...end, effectiveOn: '2023-05-01' }), {
      _tag: 'DissolvedBeforeSigned',
      rule: 'R26',
    })
    accepted(ask('DissolveAgency', { ...end, effectiveOn: '2023-05-02' }), 'AgencyDissolved')
  })

  it('R26: a single successor is the taker', () => {
    const [event] = accepted(ask('DissolveAgency', end), 'AgencyDissolved')
    expect(event?.data).not.toHaveProperty('takerDueOn')
    expect(world.stateOf(agencyFold, 'phuong-lang-ha')).toMatchObject({
      status: 'dissolved',
      takerId: 'phuong-hang-bac',
    })
    rejected(
      ask('NameTaker', { ...on, agencyId: 'phuong-lang-ha', takerId: 'dong-da', document }),
      {
        _tag: 'TakerAlreadyNamed',
        rule: 'R26',
      },
    )
  })

  it('R26: of several, one is named, by a due date in working days', () => {
    const several = { ...end, successors: ['phuong-hang-bac', 'dong-da'] }
    const naming = { ...on, agencyId: 'phuong-lang-ha', document, takerId: 'dong-da' } as const
    rejected(ask('NameTaker', naming), { _tag: 'AgencyNotDissolved', rule: 'R26' })
    const [event] = accepted(ask('DissolveAgency', several), 'AgencyDissolved')
    // 1 June 2023 is a Thursday: five working days later is Thursday the 8th.
    expect(event?.data).toMatchObject({ takerDueOn: { date: '2023-06-08', parameter: takerDue } })
    rejected(ask('NameTaker', { ...naming, takerId: 'hoan-kiem' }), {
      _tag: 'TakerNotSuccessor',
      rule: 'R26',
    })
    accepted(ask('NameTaker', naming), 'TakerNamed')
    rejected(ask('NameTaker', naming), { _tag: 'TakerAlreadyNamed', rule: 'R26' })
  })

  it.each([
    ['2023-06-08T16:00:00.000Z', false],
    ['2023-06-08T18:00:00.000Z', true],
  ])('R26: a taker named at %s is late: %s', (recordedAt, late) => {
    ask('DissolveAgency', { ...end, successors: ['phuong-hang-bac', 'dong-da'] })
    const naming = { ...on, agencyId: 'phuong-lang-ha', document, takerId: 'dong-da' } as const
    const [event] = accepted(ask('NameTaker', naming, recordedAt), 'TakerNamed')
    expect(event?.data).toMatchObject({ late })
  })

  it('R26: a due date outside the calendar is refused, not guessed', () => {
    const several = {
      ...end,
      effectiveOn: '2027-12-30',
      successors: ['phuong-hang-bac', 'dong-da'],
    }
    rejected(ask('DissolveAgency', several), { _tag: 'OutsideCalendar', rule: 'R26' })
  })

  it('R26: what happened before the end may still be recorded, what happens after may not', () => {
    ask('DissolveAgency', end)
    const rename = { ...on, agencyId: 'phuong-lang-ha', names: register.names, document } as const
    accepted(ask('RenameAgency', { ...rename, happenedOn: '2023-05-31' }), 'AgencyRenamed')
    rejected(ask('RenameAgency', { ...rename, happenedOn: '2023-06-01' }), {
      _tag: 'AgencyIsDissolved',
      rule: 'R26',
      effectiveOn: '2023-06-01',
    })
    rejected(ask('DissolveAgency', { ...end, effectiveOn: '2023-07-01' }), {
      _tag: 'AgencyIsDissolved',
      rule: 'R26',
    })
  })

  it('R26: it exists and has a head until the day before', () => {
    ask('AppointHead', { ...appointment, agencyId: 'phuong-lang-ha' })
    ask('DissolveAgency', end)
    const state = world.stateOf(agencyFold, 'phuong-lang-ha')
    expect(existsOn(state, civilDate(2023, 5, 31))).toBe(true)
    expect(existsOn(state, civilDate(2023, 6, 1))).toBe(false)
    expect(headOn(state, civilDate(2023, 5, 31))).toMatchObject({ personId: 'person-1' })
    expect(headOn(state, civilDate(2023, 6, 1))).toBeUndefined()
    rejected(
      ask('AppointHead', {
        ...appointment,
        agencyId: 'phuong-lang-ha',
        personId: 'person-2',
        from: '2023-06-01',
      }),
      { _tag: 'AgencyIsDissolved', rule: 'R26' },
    )
  })
})

describe('R28: nothing is recorded before it happened', () => {
  const rename = { ...on, names: register.names, document } as const

  it('R28: neither the act', () => {
    // 17:00 UTC is midnight in Vietnam.
    rejected(ask('RenameAgency', rename, '2023-05-01T16:59:59.999Z'), {
      _tag: 'NotYetHappened',
      rule: 'R28',
    })
    const [event] = accepted(
      ask('RenameAgency', rename, '2023-05-01T17:00:00.000Z'),
      'AgencyRenamed',
    )
    expect(event?.data).toMatchObject({ recordedLateDays: 0 })
  })

  it('R28: nor its document; a late record is marked', () => {
    rejected(ask('RenameAgency', { ...rename, happenedOn: '2023-05-01' }), {
      _tag: 'DocumentNotSigned',
      rule: 'R28',
      signedOn: '2023-05-02',
    })
    const [event] = accepted(
      ask('RenameAgency', rename, '2023-05-05T03:00:00.000Z'),
      'AgencyRenamed',
    )
    expect(event?.data).toMatchObject({ recordedLateDays: 3 })
  })
})

describe('the codec', () => {
  it('lifecycle: refuses what is no agency', () => {
    const odd = { ...register, kind: 'ministry' }
    expect(world.handle(Agency, sent('RegisterAgency', odd)).is).toBe('malformed')
    expect(AgencyId.is('Sở Nội vụ')).toBe(false)
  })
})
