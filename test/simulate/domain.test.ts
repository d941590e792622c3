/**
 * The whole domain under a few seeds; `npm run simulate -- --runs N` takes as many as one likes.
 */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { combinations, domain as members, mandate, scheduling, windows } from '@kiemtra/core'
import { auditTrail, inspectionRegister, publicRegister, subjectPortal } from '@kiemtra/projections'
import { lawIn, reportText, simulate } from '@kiemtra/testing'
import { describe, expect, it } from 'vitest'
import { domain } from './domain.ts'

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url))
const RUNS = 60

const run = (...args: ReadonlyArray<string>) =>
  promisify(execFile)(process.execPath, ['--conditions=source', MAIN, ...args])

describe('the domain', () => {
  it('is simulated as a whole: every aggregate, policy and read model', () => {
    expect(domain.aggregates).toEqual(members.map(({ aggregate }) => aggregate))
    expect(domain.policies).toEqual(
      expect.arrayContaining([scheduling, windows, combinations, mandate]),
    )
    expect(domain.projections).toEqual(
      expect.arrayContaining([auditTrail, inspectionRegister, publicRegister, subjectPortal]),
    )
  })

  it('holds every law, and gets somewhere', { timeout: 600_000 }, async () => {
    const report = await simulate({ ...domain, seed: 1, runs: RUNS })
    expect(report.verdict, reportText(report)).toBe('proven')
    expect(Object.keys(report.eventTypesReached)).toEqual(
      expect.arrayContaining([
        'CommandRefused',
        'InspectionOpened',
        'InspectionScheduled',
        'UnannouncedOrdered',
        'WindowReserved',
      ]),
    )
    // Every aggregate has said something, and every policy has done something.
    expect(Object.keys(report.categories)).toEqual(
      members.map(({ category }) => category).toSorted(),
    )
    expect(Object.keys(report.policies)).toEqual(
      (domain.policies ?? []).map(({ name }) => name).toSorted(),
    )
    expect(lawIn(report, 'duties')?.checks).toBeGreaterThan(50)
    expect(lawIn(report, 'shown')?.checks).toBeGreaterThan(500)
  })
})

describe('npm run simulate', () => {
  it('replays a run by its seed, to the byte', { timeout: 300_000 }, async () => {
    const [once, again] = [await run('--seed', '3', '--trace'), await run('--seed', '3', '--trace')]
    expect(once.stdout).toBe(again.stdout)
    expect(once.stdout).toContain('(1 run, seed 3)')
    expect(once.stdout).toMatch(/\n +\d+ client sends \w+ command-0 to handler-\d/)
    const json: unknown = JSON.parse((await run('--seed', '3', '--steps', '20', '--json')).stdout)
    expect(json).toMatchObject({ subject: 'simulation', seed: 3, runs: 1 })
  })

  it('says what it can’t take', { timeout: 300_000 }, async () => {
    await expect(run('--runs', 'many')).rejects.toThrow(/--runs must be a whole number/)
  })
})
