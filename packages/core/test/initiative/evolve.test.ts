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
  evaluation,
  failed,
  halfway,
  pilot,
  piloted,
  recognised,
  recorded,
  replicated,
  replicating,
  replication,
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

  it('R24: a second pilot has an outcome of its own', () => {
    const again = failed
      .does('StartPilot', '2023-07-10', { ...pilot, from: '2023-07-10', until: '2023-08-31' })
      .does('EvaluatePilot', '2023-09-04', evaluation())
    const { state } = again
    expect('pilots' in state && state.pilots.map(({ outcome }) => outcome)).toEqual([
      'unsuccessful',
      'successful',
    ])
  })

  it('R24: a second order keeps what the first one asked and was answered', () => {
    const more = halfway.does('StartReplication', '2023-09-02', {
      ...replication(),
      agencies: [{ agencyId: 'so-tu-phap', dueOn: '2023-12-29' }],
    })
    const { state } = more
    expect('replications' in state && state.replications.map(({ result }) => result)).toEqual([
      'applied',
      undefined,
      undefined,
    ])
  })

  it('R26: who has answered is not moved by a transfer', () => {
    const { state } = halfway
    if (!('replications' in state)) throw new Error('replicating')
    const answered = state.replications.find(({ result }) => result !== undefined)
    const after = Initiative.evolve(
      state,
      read({
        type: 'ReplicationTransferred',
        data: {
          initiativeId: state.initiativeId,
          originId: state.originId,
          happenedOn: '2023-09-03',
          recordedLateDays: 0,
          agencyId: answered?.agencyId ?? '',
          toId: 'so-noi-vu',
          lapsed: false,
          complete: false,
        },
      }),
    )
    expect('replications' in after && after.replications).toEqual(state.replications)
  })
})
