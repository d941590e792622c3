/** What an agency holds: each event that gives, moves or takes something, and whose event it is (R26). */
import { describe, expect, it } from 'vitest'
import { type Change, changeOf, linksOf, partiesOf } from '../../src/policies/holdings.ts'

type Heard = Parameters<typeof changeOf>[0]
type Type = Heard['type']

/** An event by what this file reads of it. */
const event = (type: Type, data: object): Heard => {
  const made: unknown = { type, data }
  if (isHeard(made)) return made
  throw new TypeError(type)
}
const isHeard = (made: unknown): made is Heard =>
  typeof made === 'object' && made !== null && 'type' in made && 'data' in made

const remembered = { keeperId: 'so-noi-vu', holderId: 'dong-da', competentId: 'ubnd-thanh-pho' }
const inspectionId = 'i-1'
const toSuccessor = {
  to: { kind: 'successor', subjectId: 'hoan-kiem' },
  from: { subjectId: 'dong-da' },
}
const toDelegation = { to: { kind: 'delegation' }, from: { subjectId: 'dong-da' } }

const visiting = (is: Change['is'], category: 'unopened' | 'opened'): Change => ({
  is,
  of: 'inspection',
  id: 'i-1',
  holding: { category, id: 'i-1', keeperId: 'so-noi-vu' },
})

const changing = (
  is: Change['is'],
  of: 'remediation' | 'assignment' | 'accountability',
): Change => ({ is, of, id: `${of}-1`, holding: { category: of, id: `${of}-1`, keeperId: '' } })

const own = { key: 'dong-da', others: [] }
const taken = { key: 'hoan-kiem', others: ['dong-da'] }
const known = { key: 'dong-da', others: ['ubnd-thanh-pho'] }

const obligation = { remediationId: 'remediation-1', subjectId: 'dong-da' }
const task = { taskId: 'assignment-1', assigneeId: 'dong-da' }
const matter = { matterId: 'accountability-1', agencyId: 'dong-da' }

describe('holdings', () => {
  it.each<readonly [Type, object, Change | undefined, ReturnType<typeof partiesOf>]>([
    ['InspectionProposed', { inspectionId }, visiting('held', 'unopened'), own],
    ['UnannouncedOrdered', { inspectionId }, visiting('held', 'unopened'), own],
    ['InspectionOpened', { inspectionId }, visiting('held', 'opened'), own],
    ['InspectionHandedOver', { inspectionId, ...toSuccessor }, visiting('moved', 'opened'), taken],
    ['InspectionHandedOver', { inspectionId, ...toDelegation }, undefined, undefined],
    ['ConclusionIssued', { inspectionId }, visiting('gone', 'opened'), own],
    ['InspectionCancelled', { inspectionId }, visiting('gone', 'opened'), own],
    ['NoticeSent', { inspectionId }, undefined, undefined],
    ['RemediationOpened', obligation, changing('held', 'remediation'), own],
    ['RemediationReopened', obligation, changing('held', 'remediation'), own],
    [
      'RemediationTransferred',
      { ...obligation, subjectId: 'hoan-kiem', fromId: 'dong-da' },
      changing('moved', 'remediation'),
      taken,
    ],
    ['CompletionVerified', obligation, changing('gone', 'remediation'), own],
    ['RemediationAnnulled', obligation, changing('gone', 'remediation'), own],
    ['CompletionRejected', obligation, undefined, undefined],
    ['TaskAssigned', task, changing('held', 'assignment'), own],
    [
      'TaskTransferred',
      { ...task, assigneeId: 'hoan-kiem', fromId: 'dong-da' },
      changing('moved', 'assignment'),
      taken,
    ],
    ['TaskAccepted', task, changing('gone', 'assignment'), own],
    ['TaskCancelled', task, changing('gone', 'assignment'), own],
    ['TaskReturned', task, undefined, undefined],
    ['MatterOpened', matter, changing('held', 'accountability'), known],
    [
      'MatterTransferred',
      { ...matter, fromId: 'dong-da', toId: 'hoan-kiem' },
      changing('moved', 'accountability'),
      taken,
    ],
    ['MatterDecided', { ...matter, outcome: 'none' }, changing('gone', 'accountability'), known],
    // An apology that was decided is still to be made.
    ['MatterDecided', { ...matter, outcome: 'apology' }, undefined, known],
    ['ApologyRecorded', matter, changing('gone', 'accountability'), known],
    ['MatterWithdrawn', matter, changing('gone', 'accountability'), known],
    ['AgencyDissolved', { agencyId: 'dong-da' }, undefined, own],
    ['TakerNamed', { agencyId: 'dong-da' }, undefined, own],
    ['CommandRefused', {}, undefined, undefined],
  ])(
    'R26: what it gives, moves or takes, and whose it is: %s (%j)',
    (type, data, change, parties) => {
      expect(changeOf(event(type, data), remembered)).toEqual(change)
      expect(partiesOf(event(type, data), remembered)).toEqual(parties)
    },
  )

  it('R26: without a memory of its stream, an inspection is nobody’s, and a matter the agency’s alone', () => {
    expect(partiesOf(event('InspectionOpened', { inspectionId }), {})).toBeUndefined()
    expect(changeOf(event('InspectionOpened', { inspectionId }), {})?.holding.keeperId).toBe('')
    expect(partiesOf(event('MatterDecided', matter), {})).toEqual(own)
  })

  it.each<readonly [Type, object, object | undefined]>([
    [
      'InspectionProposed',
      { subjectId: 'dong-da', leadAgencyId: 'so-noi-vu' },
      { holderId: 'dong-da', keeperId: 'so-noi-vu' },
    ],
    [
      'UnannouncedOrdered',
      {
        subjectId: 'dong-da',
        leadAgencyId: 'so-noi-vu',
        order: { by: 'agency', agencyId: 'ubnd-thanh-pho' },
      },
      { holderId: 'dong-da', keeperId: 'ubnd-thanh-pho' },
    ],
    ['InspectionHandedOver', toSuccessor, { holderId: 'hoan-kiem' }],
    ['InspectionHandedOver', toDelegation, undefined],
    ['MatterOpened', { competentId: 'ubnd-thanh-pho' }, { competentId: 'ubnd-thanh-pho' }],
    ['MatterTransferred', { competentId: 'so-noi-vu' }, { competentId: 'so-noi-vu' }],
    ['MatterDecided', { competentId: 'so-noi-vu' }, undefined],
  ])('R26: what is remembered of %s (%j)', (type, data, links) => {
    expect(linksOf(event(type, data))).toEqual(links)
  })
})
