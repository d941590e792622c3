import { domain } from '@kiemtra/core'
import { COMMAND_REFUSED, parseStream } from '@kiemtra/kernel'
import { describe, expect, it } from 'vitest'
import { auditTrail, readModels } from '../src/index.ts'
import { city, openReadModels, rowsOf, visits } from './support/city.ts'
import { notify, reserve, secret, type Visit } from './support/course.ts'

const visit: Visit = { inspectionId: 's1', subjectId: 'hoan-kiem' }

describe('the aggregates', () => {
  it('are heard with all their events, and their refusals', () => {
    const heard = new Set(auditTrail.from.map(({ category }) => category))
    expect([...heard].sort()).toEqual(domain.map(({ category }) => category).sort())
    for (const { aggregate } of domain) {
      for (const type of aggregate.eventTypes) expect(auditTrail.on).toHaveProperty(type)
    }
    expect(auditTrail.on).toHaveProperty(COMMAND_REFUSED)
  })
})

describe('the trail', () => {
  it('has a row for every event, by its id', async () => {
    const ready = await city(...secret(visit))
    const log = await ready.log()
    const rows = await rowsOf(ready, auditTrail)
    expect(Object.keys(rows).sort()).toEqual(log.map(({ id }) => id).sort())
    for (const { id, type, revision, meta } of log) {
      expect(rows[id]).toMatchObject({
        eventId: id,
        eventType: type,
        revision,
        recordedAt: meta.recordedAt,
        commandId: meta.commandId,
        correlationId: meta.correlationId,
      })
    }
    const categories = new Set(Object.values(rows).map(({ category }) => category))
    expect(categories).toEqual(new Set(log.map(({ stream }) => parseStream(stream)?.category)))
  })

  it('names who acted, on whose behalf, because of what', async () => {
    const ready = await city()
    await ready.go(
      {
        ...reserve(visit),
        meta: {
          actor: { kind: 'policy', name: 'scheduling', onBehalfOf: 'so-noi-vu' },
          caused: true,
        },
      },
      visits(
        'ReleaseWindow',
        {
          agencyId: 'hoan-kiem',
          happenedOn: '2023-05-09',
          windowId: 'w-s1',
          reason: 'cancelled',
        },
        {
          actor: { kind: 'official', personId: 'nv-1', agencyId: 'so-noi-vu', post: 'deputy' },
          recordedAt: '2023-05-11T02:00:00.000Z',
        },
      ),
      {
        ...reserve({ ...visit, inspectionId: 's2' }),
        meta: { actor: { kind: 'operator', personId: 'op-1', reason: 'Nhập bù' } },
      },
    )
    const established = (await ready.log()).find(
      ({ stream }) => stream === 'kiemtra.delegation-doan-p61-2',
    )
    const rows = Object.values(await rowsOf(ready, auditTrail))
    const by = (kind: string) =>
      rows.find(({ category, actorKind }) => category === 'visits' && actorKind === kind)
    expect(by('policy')).toMatchObject({
      actor: 'scheduling',
      agencyId: 'so-noi-vu',
      objectId: 'hoan-kiem',
      causationId: established?.id,
    })
    expect(by('official')).toMatchObject({
      actor: 'nv-1',
      agencyId: 'so-noi-vu',
      happened: '2023-05-09',
      recordedAt: '2023-05-11T02:00:00.000Z',
      revision: 1,
    })
    expect(by('operator')).toMatchObject({ actor: 'op-1', agencyId: null, causationId: null })
    expect(rows.find(({ category }) => category === 'agency')).toMatchObject({
      actorKind: 'import',
      actor: 'test',
      agencyId: null,
    })
    expect(JSON.stringify(rows)).not.toContain('Nhập bù')
  })

  it('shows a recorded refusal: what was asked, what was in the way, by which rule', async () => {
    const ready = await city(...secret(visit))
    expect(await ready.ask({ ...notify(visit), meta: { onRefusal: 'record' } })).toBe(
      'UnannouncedHasNoNotice',
    )
    const refused = Object.values(await rowsOf(ready, auditTrail)).filter(
      ({ eventType }) => eventType === COMMAND_REFUSED,
    )
    expect(refused).toMatchObject([
      {
        category: 'inspection',
        objectId: 's1',
        refusedCommand: 'SendNotice',
        rejection: 'UnannouncedHasNoNotice',
        rule: 'R9',
        happened: null,
      },
    ])
  })

  it('is for auditors, and the only one', () => {
    expect(readModels.filter(({ audience }) => audience === 'auditor')).toEqual([auditTrail])
    // Whom the others are for, each says; for everyone, or for one subject, are only these.
    const delegations = openReadModels.filter(({ audience }) => audience === 'delegation')
    const others = openReadModels.filter((one) => !delegations.includes(one))
    expect(others.map(({ name }) => name)).toEqual([
      'subjectPortal',
      'publicRegister',
      'agencyRegister',
    ])
  })
})
