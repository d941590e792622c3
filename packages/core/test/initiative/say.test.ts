/**
 * Who has a say in an initiative: the city, its origin and that one's superior, who held the contest,
 * who answers for the inspection; nobody else, however much in force.
 */
import { officialFrom } from '@kiemtra/core/testing'
import { describe, expect, it } from 'vitest'
import {
  type assessed,
  assessment,
  document,
  ended,
  evaluation,
  found,
  initiative,
  pilot,
  recognition,
  refusal,
  untold,
  waiver,
} from './support.ts'
import { agencyUnder } from '../remediation/support.ts'

type Told = typeof assessed
const agencies = [
  'ubnd-thanh-pho',
  'so-noi-vu',
  'so-tu-phap',
  'dong-da',
  'hoan-kiem',
  'ba-dinh',
  'phuong-lang-ha',
  'phuong-hang-bac',
  'tram-y-te',
  'cuc-thue',
] as const

/** Each step by an agency, asked by an import: whose document, or whose name, decides. */
const steps = {
  RecogniseInitiative: (story: Told, id: string) =>
    story.asks('RecogniseInitiative', '2023-05-15', { document: document(id) }),
  DeclineInitiative: (story: Told, id: string) =>
    story.asks('DeclineInitiative', '2023-05-15', { ...refusal, declinedBy: id }),
  StartPilot: (story: Told, id: string) =>
    story.asks('StartPilot', '2023-05-15', { ...pilot, lead: id }),
  WaivePilot: (story: Told, id: string) =>
    story.asks('WaivePilot', '2023-05-15', { ...waiver, document: document(id) }),
  EvaluatePilot: (story: Told, id: string) =>
    story
      .does('StartPilot', '2023-05-15', { ...pilot, agencies: ['ba-dinh'], lead: 'ubnd-thanh-pho' })
      .asks('EvaluatePilot', '2023-06-30', evaluation('inconclusive', id)),
}
const names = [
  'RecogniseInitiative',
  'DeclineInitiative',
  'StartPilot',
  'WaivePilot',
  'EvaluatePilot',
] as const

/** The agencies that may take a step; every other one of the city hears that it has no say. */
const takenBy = (story: Told, step: keyof typeof steps): ReadonlyArray<string> =>
  agencies.filter((agencyId) => {
    const decided = steps[step](story, agencyId)
    const { outcome } = decided
    if (outcome._tag === 'Accepted') return true
    if (outcome._tag === 'Rejected' && outcome.rejection._tag === 'EvaluatedByItsOwn') return false
    decided.rejected('NoSayInIt', { rule: 'R24', agencyId })
    return false
  })

/** Where everybody of the inspection is another agency. */
const byOthers = () => {
  const { 'inspection-i1': log = [] } = found('initiative')
  const changes = { planIssuerId: 'ba-dinh', leadAgencyId: 'so-tu-phap', concludedBy: 'hoan-kiem' }
  return {
    'inspection-i1': log.map((event) =>
      event.type === 'InspectionProposed'
        ? { ...event, data: { ...Object(event.data), ...changes } }
        : event,
    ),
  }
}

const told = (source: Parameters<typeof initiative>[0], assessor = 'cuc-thue'): Told =>
  untold
    .does('RecordInitiative', '2023-05-04', initiative(source))
    .does('AssessInitiative', '2023-05-10', assessment(assessor))
const byAgency = { kind: 'agency' } as const
const byContest = { kind: 'contest', document: document('so-tu-phap') } as const

describe('who has a say', () => {
  it.each(['RecogniseInitiative', 'DeclineInitiative'] as const)('R24: %s', (step) => {
    expect(takenBy(told({ source: byAgency }), step)).toEqual(['ubnd-thanh-pho', 'dong-da'])
    const commune = told({ source: byAgency, agencyId: 'phuong-lang-ha' })
    expect(takenBy(commune, step)).toEqual(['ubnd-thanh-pho', 'dong-da', 'phuong-lang-ha'])
    const unit = told({ source: byAgency, agencyId: 'tram-y-te' })
    expect(takenBy(unit, step)).toEqual(['ubnd-thanh-pho', 'phuong-lang-ha', 'tram-y-te'])
    expect(takenBy(told({ source: byContest }), step)).toEqual([
      'ubnd-thanh-pho',
      'so-tu-phap',
      'dong-da',
    ])
    expect(takenBy(told({}), step)).toEqual(['ubnd-thanh-pho', 'so-noi-vu', 'dong-da'])
    expect(takenBy(told({}).where(byOthers()), step)).toEqual([
      'ubnd-thanh-pho',
      'so-tu-phap',
      'dong-da',
      'hoan-kiem',
      'ba-dinh',
    ])
  })

  it('R24: a pilot is led by one of them, or by one that has assessed it', () => {
    const own = told({ source: byAgency })
    expect(takenBy(own, 'StartPilot')).toEqual(['ubnd-thanh-pho', 'dong-da', 'cuc-thue'])
    const looked = told({ source: byAgency }, 'so-noi-vu')
    expect(takenBy(looked, 'StartPilot')).toEqual(['ubnd-thanh-pho', 'so-noi-vu', 'dong-da'])
    expect(takenBy(told({}), 'StartPilot')).toEqual([
      'ubnd-thanh-pho',
      'so-noi-vu',
      'dong-da',
      'cuc-thue',
    ])
  })

  it('R24: it is evaluated by one of them, or one that has assessed it, from outside', () => {
    const own = told({ source: byAgency })
    expect(takenBy(own, 'EvaluatePilot')).toEqual(['ubnd-thanh-pho', 'cuc-thue'])
    expect(takenBy(told({}), 'EvaluatePilot')).toEqual(['ubnd-thanh-pho', 'so-noi-vu', 'cuc-thue'])
    expect(takenBy(told({ source: byContest }), 'EvaluatePilot')).toEqual([
      'ubnd-thanh-pho',
      'so-tu-phap',
      'cuc-thue',
    ])
    const commune = told({ source: byAgency, agencyId: 'phuong-lang-ha' })
    expect(takenBy(commune, 'EvaluatePilot')).toEqual(['ubnd-thanh-pho', 'dong-da', 'cuc-thue'])
  })

  it('R24: or by the one that led it, if it isn’t its own', () => {
    const led = told({ source: byAgency }, 'so-noi-vu').does('StartPilot', '2023-05-15', {
      ...pilot,
      agencies: ['ba-dinh'],
      lead: 'dong-da',
    })
    led
      .asks('EvaluatePilot', '2023-06-30', evaluation('inconclusive', 'dong-da'))
      .rejected('EvaluatedByItsOwn')
    const found = told({ source: byContest }).does('StartPilot', '2023-05-15', {
      ...pilot,
      lead: 'so-tu-phap',
    })
    // Another contest's organiser would have no say; the one that leads it does.
    const elsewhere = { ...byContest, document: document('ba-dinh') }
    expect(takenBy(told({ source: elsewhere }), 'StartPilot')).not.toContain('so-tu-phap')
    expect(
      found.asks('EvaluatePilot', '2023-06-30', evaluation('inconclusive', 'so-tu-phap')).events,
    ).toHaveLength(1)
  })

  it('R24: a pilot is waived from outside, never by its origin', () => {
    expect(takenBy(told({ source: byAgency }), 'WaivePilot')).toEqual(['ubnd-thanh-pho'])
    const commune = told({ source: byAgency, agencyId: 'phuong-lang-ha' })
    expect(takenBy(commune, 'WaivePilot')).toEqual(['ubnd-thanh-pho', 'dong-da'])
    expect(takenBy(told({ source: byContest }), 'WaivePilot')).toEqual([
      'ubnd-thanh-pho',
      'so-tu-phap',
    ])
    const ownContest = { ...byContest, document: document('dong-da') }
    expect(takenBy(told({ source: ownContest }), 'WaivePilot')).toEqual(['ubnd-thanh-pho'])
    expect(takenBy(told({}).where(byOthers()), 'WaivePilot')).toEqual([
      'ubnd-thanh-pho',
      'so-tu-phap',
      'hoan-kiem',
      'ba-dinh',
    ])
  })

  it('R24, R26: who takes over from its origin has its say, and its limits', () => {
    const story = told({ source: byAgency }).after(ended('dong-da', '2023-05-11'))
    story
      .asks('RecogniseInitiative', '2023-05-15', { document: document('dong-da') })
      .rejected('AgencyNotInForce')
    story
      .asks('RecogniseInitiative', '2023-05-15', { document: document('so-tu-phap') })
      .rejected('NoSayInIt', { agencies: ['dong-da', 'ba-dinh', 'ubnd-thanh-pho'] })
    for (const step of ['RecogniseInitiative', 'DeclineInitiative', 'StartPilot'] as const) {
      expect(steps[step](story, 'ba-dinh').events).toHaveLength(1)
    }
    steps.WaivePilot(story, 'ba-dinh').rejected('NoSayInIt', { agencies: ['ubnd-thanh-pho'] })
  })

  it('R24: the city has a say, and no one above it, in what is its own', () => {
    const own = told({ source: byAgency, agencyId: 'ubnd-thanh-pho' }).where({
      'agency-ubnd-thanh-pho': agencyUnder('ubnd-thanh-pho', 'city', undefined, 'city-committee'),
    })
    expect(takenBy(own, 'WaivePilot')).toEqual(['ubnd-thanh-pho'])
    steps.WaivePilot(own, 'so-noi-vu').rejected({
      _tag: 'NoSayInIt',
      rule: 'R24',
      agencyId: 'so-noi-vu',
      agencies: [],
    })
  })

  it.each(names)('R24: what %s may do, another’s official may not say for it', (step) => {
    const asks = {
      RecogniseInitiative: recognition,
      DeclineInitiative: refusal,
      StartPilot: { ...pilot, lead: 'ubnd-thanh-pho' },
      WaivePilot: waiver,
      EvaluatePilot: evaluation(),
    }
    const story =
      step === 'EvaluatePilot' ? told({}).does('StartPilot', '2023-05-15', pilot) : told({})
    const on = step === 'EvaluatePilot' ? '2023-06-30' : '2023-05-15'
    story
      .asks(step, on, asks[step], { actor: officialFrom('so-tu-phap') })
      .rejected('NotEntitled', { agencies: ['ubnd-thanh-pho'] })
    const city = { actor: officialFrom('ubnd-thanh-pho') }
    expect(story.asks(step, on, asks[step], city).events).toHaveLength(1)
  })
})
