/** initiativeCatalogue: from the record to where it has been taken over (R24, R26). */
import { describe, expect, it } from 'vitest'
import { initiativeCatalogue } from '../src/index.ts'
import { city, initiative, rowsOf, type Step } from './support/city.ts'
import { allObligations } from './support/obligations.ts'
import { assessed, ofInitiative, recorded, wholeInitiative } from './support/tasks.ts'

const rowsAfter = async (...steps: ReadonlyArray<Step>) =>
  rowsOf(await city(...steps), initiativeCatalogue)

describe('an initiative', () => {
  it('lifecycle: is recorded with where it comes from', async () => {
    expect(await rowsAfter(recorded('k1'))).toEqual({
      k1: {
        initiativeId: 'k1',
        originId: 'dong-da',
        kind: 'model',
        area: 'procedures',
        title: 'Một thủ tục, hai kết quả',
        source: 'agency',
        inspectionId: null,
        recordedOn: '2023-02-01',
        status: 'recorded',
        assessedBy: [],
        recommended: null,
        recognisedOn: null,
        recognitionNumber: null,
        pilotAgencies: [],
        pilotOutcome: null,
        pilotWaived: false,
        replications: [],
        appliedCount: 0,
        replicationCount: 0,
      },
    })
  })

  it('R24: shows assessment, pilot, recognition and replication, each as it comes', async () => {
    const seen: unknown[] = []
    for (let n = 1; n <= wholeInitiative.length; n++) {
      const row = (await rowsAfter(...wholeInitiative.slice(0, n)))['k1']
      seen.push([row?.status, row?.pilotOutcome, row?.appliedCount, row?.replicationCount])
    }
    expect(seen).toEqual([
      ['recorded', null, 0, 0],
      ['assessed', null, 0, 0],
      ['assessed', null, 0, 0],
      ['assessed', 'successful', 0, 0],
      ['recognised', 'successful', 0, 0],
      ['replicating', 'successful', 0, 3],
      ['replicating', 'successful', 1, 3],
    ])
  })

  it('R24: another assessment takes nothing back; another pilot is open again', async () => {
    const again = [...wholeInitiative.slice(0, 5), assessed('k1')].map((step, n) =>
      n === 5
        ? initiative('AssessInitiative', {
            ...ofInitiative('k1', '2023-06-12'),
            assessedBy: 'so-tu-phap',
            novelty: 'fair',
            effectiveness: 'weak',
            applicability: 'weak',
            opinion: 'Chưa nên',
            recommended: false,
          })
        : step,
    )
    expect((await rowsAfter(...again))['k1']).toMatchObject({
      status: 'recognised',
      assessedBy: ['so-noi-vu', 'so-tu-phap'],
      recommended: false,
    })
    const piloted = initiative('StartPilot', {
      ...ofInitiative('k1', '2023-06-12'),
      agencies: ['hoan-kiem'],
      from: '2023-06-12',
      until: '2023-07-31',
      lead: 'so-noi-vu',
    })
    expect((await rowsAfter(...wholeInitiative.slice(0, 5), piloted))['k1']).toMatchObject({
      pilotAgencies: ['hoan-kiem'],
      pilotOutcome: null,
    })
  })

  it('R26: is declined, done without a pilot, or goes on with who took over an agency', async () => {
    const { k1, k2, k3 } = await rowsAfter(...allObligations)
    expect(k2).toMatchObject({ status: 'declined', pilotWaived: true })
    expect(k1?.replications.map(({ agencyId, result }) => [agencyId, result])).toEqual([
      ['so-tu-phap', 'adapted'],
      ['so-noi-vu', null],
    ])
    expect(k3?.replications).toEqual([
      { agencyId: 'dong-da', dueOn: '2024-03-31', result: null, late: null },
    ])
  })

  it('R24: an agency that it doesn’t suit has answered, and has not taken it over', async () => {
    const answers = (['so-noi-vu', 'hoan-kiem'] as const).map((agencyId, n) =>
      initiative('ConfirmReplication', {
        ...ofInitiative('k1', '2023-11-0' + String(n + 1)),
        agencyId,
        result: 'unsuited',
        evidence: ['Báo cáo'],
      }),
    )
    expect((await rowsAfter(...wholeInitiative, ...answers))['k1']).toMatchObject({
      status: 'replicated',
      appliedCount: 1,
      replicationCount: 3,
      replications: [{ late: true }, { late: false }, { late: true }],
    })
  })
})
