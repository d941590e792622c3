/**
 * The fold of an initiative: total, and deaf to what doesn't fit.
 */
import { stateAfter } from '@kiemtra/testing'
import { describe, expect, it } from 'vitest'
import { Initiative } from '../../src/initiative/index.ts'
import { readEvent } from '../support/history.ts'
import {
  assessed,
  declined,
  evaluated,
  failed,
  piloted,
  recognised,
  recorded,
  replicated,
  replicating,
  untold,
  waived,
} from './support.ts'

const read = readEvent(Initiative)
const stages = {
  untold,
  recorded,
  assessed,
  declined,
  recognised,
  piloted,
  evaluated,
  failed,
  waived,
  replicating,
  replicated,
}
/** Every type of event, each once. */
const events = new Map(
  Object.values(stages).flatMap(({ events: log }) => log.map((event) => [event.type, read(event)])),
)
/** What each status hears of; the rest changes nothing. */
const heard: Readonly<Record<string, ReadonlyArray<string>>> = {
  none: ['InitiativeRecorded'],
  recorded: ['InitiativeAssessed'],
  declined: [],
  assessed: [
    'InitiativeAssessed',
    'InitiativeRecognised',
    'InitiativeDeclined',
    'PilotStarted',
    'PilotEvaluated',
    'PilotWaived',
  ],
  recognised: [
    'InitiativeAssessed',
    'PilotStarted',
    'PilotEvaluated',
    'PilotWaived',
    'ReplicationStarted',
  ],
}

describe('the fold', () => {
  it.each(Object.entries(stages))('lifecycle: %s hears what fits, and nothing else', (_, story) => {
    const { state } = story
    const frozen = JSON.stringify(state)
    expect(events.size).toBe(9)
    for (const [type, event] of events) {
      const after = Initiative.evolve(state, event)
      expect(JSON.stringify(state)).toBe(frozen)
      const fits = heard[state.status]
      if (fits !== undefined && !fits.includes(type)) expect(after).toBe(state)
      if (type === 'InitiativeRecorded' && state.status !== 'none') expect(after).toBe(state)
      if (fits?.includes(type) === true) expect(after).not.toBe(state)
    }
  })

  it('lifecycle: is the same however it is cut', () => {
    for (const story of Object.values(stages)) {
      let state = Initiative.initialState
      for (const event of story.events) state = Initiative.evolve(state, read(event))
      expect(state).toEqual(stateAfter(Initiative, story.events))
    }
  })
})
