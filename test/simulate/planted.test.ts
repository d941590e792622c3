/**
 * Faults planted in the domain's system, those that are found soon; `npm run simulate -- --planted`
 * looks for them all.
 */
import { describe, expect, it } from 'vitest'
import { isFound, planted, search } from './planted/index.ts'

const soon = [
  'an escalation that never urges',
  'an extension without asking the calendar, which the inspection refuses',
  'an extension without asking the calendar, which nobody refuses',
  'a follow-up with ids at random',
  'a calendar that sees no other window',
  'a recognition of what nobody assessed',
  'a portal that shows a secret visit',
  'a portal that shows a finding before its draft',
  'a register that shows a conclusion before its publication',
  'an event store that loses an append',
  'an event store that writes an append twice',
  'an event store that delivers out of order',
  'a projector that passes over an event',
  'a projector that moves the checkpoint first',
  'a handler without repeat detection',
  'a handler that overwrites conflicts',
  'a read-model store without fencing',
  'a policy runner that sends under new ids',
] as const

const SEEDS = 1_000

describe('a simulation of the domain finds', () => {
  it.each(soon)('%s', { timeout: 300_000 }, async (name) => {
    const plant = planted[name]
    if (plant === undefined) throw new Error(`nothing is planted as ${name}`)
    const found = await search(plant, 1, SEEDS)
    expect(found.why).toContain(plant.by ?? '')
    expect(isFound(plant, found)).toBe(true)
    // By its seed alone it is found again, in the same words.
    const again = await search(plant, found.found ?? 0, 1)
    expect(again.why).toBe(found.why)
  })
})
