/**
 * Faults planted in the domain's system: of every kind those that take few seeds. All of them, with how
 * many seeds each takes: `npm run simulate -- --planted`.
 */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { domain } from './domain.ts'
import { isFound, planted, search } from './planted/index.ts'
import { says } from './planted/silences.ts'

const soon = [
  'an escalation that never urges',
  'a calendar that sees no other window',
  'a conclusion that leaves a content out',
  'followUp, which never says AnnulRemediation',
  'windows, which never says MoveWindow',
  'an inspection register that leaves out what was announced',
  'a register that shows a conclusion before its publication',
  'an event store that reads two events in the wrong order',
  'an event store that writes an append twice',
  'a projector that loses a row, now and then',
  'a handler that answers a repeat with nothing',
  'a handler that never answers, now and then',
  'a policy runner that sends under new ids',
] as const

/** Every one of them takes fewer; a change of the senders may shift by some. */
const SEEDS = 60

describe('a simulation of the domain finds', () => {
  it.each(soon)('%s', { timeout: 300_000 }, async (name) => {
    const plant = planted[name]
    if (plant === undefined) throw new Error(`nothing is planted as ${name}`)
    const found = await search(plant, 1, SEEDS)
    expect(isFound(plant, found), found.why).toBe(true)
    // By its seed alone it is found again, in the same words.
    const again = await search(plant, found.found ?? 0, 1)
    expect(again.why).toBe(found.why)
  })

  it('nothing where nothing is planted', { timeout: 300_000 }, async () => {
    const found = await search({ make: () => ({}) }, 1, 8)
    expect(found).toEqual({ seeds: 8, found: undefined, why: '' })
    expect(isFound({ make: () => ({}) }, found)).toBe(false)
  })
})

describe('what is planted', () => {
  it('leaves no policy out', () => {
    const silenced = says.map(([{ name }]) => name)
    expect(silenced.toSorted()).toEqual(domain.policies?.map(({ name }) => name))
  })

  it('is found only by what was to find it', () => {
    const plant = { by: 'R7', make: () => ({}) }
    expect(isFound(plant, { seeds: 3, found: 3, why: 'rules: R7: two at once' })).toBe(true)
    expect(isFound(plant, { seeds: 3, found: 3, why: 'rules: R8: nobody was asked' })).toBe(false)
  })

  it('is looked for by a command that prints a table', { timeout: 300_000 }, async () => {
    const main = fileURLToPath(new URL('main.ts', import.meta.url))
    const run = (...args: ReadonlyArray<string>) =>
      promisify(execFile)(process.execPath, ['--conditions=source', main, '--planted', ...args])
    const { stdout } = await run('--only', 'a conclusion that leaves a content out')
    expect(stdout).toMatch(/^planted fault +seeds +seed +found by$/m)
    expect(stdout).toMatch(/^a conclusion that leaves a content out +\d+ +\d+ {2}rules: R16: /m)
    expect(stdout).toMatch(/^1 of 1 were found, the slowest after \d+ seeds$/m)
    // What isn't found is said, and is a failure: nothing is, without a seed to find it under.
    const args = ['--runs', '0', '--only', 'that leaves a content out']
    const failed: unknown = await run(...args).catch((error: unknown) => error)
    expect(failed).toMatchObject({ code: 1 })
    expect(String(Reflect.get(Object(failed), 'stdout'))).toContain('NOT FOUND within 0 seeds')
  })
})
