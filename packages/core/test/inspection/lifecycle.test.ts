/**
 * Every path of the lifecycle ends: a generator walks it, meets every event, and from wherever it
 * stands a published conclusion can still be reached, without calling off or revoking anything.
 */
import { addDays, type CivilDate } from '@kiemtra/kernel'
import {
  dayOfMove,
  inspectionHistories,
  type InspectionMove,
  inspectionMoves,
  inspectionPhases,
  type InspectionStep,
  stepOf,
} from '@kiemtra/core/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { InspectionEvents, type InspectionState } from '../../src/inspection/index.ts'

/** What leads on, the nearest to the end first. */
const ONWARD: ReadonlyArray<InspectionMove['type']> = [
  'PublishConclusion',
  'IssueConclusion',
  'RatifyAct',
  'DecideExplanation',
  'ReviewFinding',
  'ReferViolation',
  'CirculateDraft',
  'CloseFieldwork',
  'SignMinutes',
  'RequirePriorShortcomings',
  'ListTasks',
  'RecordOwnInspecting',
  'AssessContent',
  'ResumeInspection',
  'RequestResumption',
  'OpenInspection',
  'SendNotice',
  'ConfirmSchedule',
  'RescheduleInspection',
]

const ASKED_ONCE: ReadonlySet<string> = new Set([
  'AssessContent',
  'RescheduleInspection',
  'ListTasks',
  'RecordOwnInspecting',
])

const isEnd = (state: InspectionState): boolean =>
  state.status === 'revoked' ||
  state.status === 'cancelled' ||
  (state.status === 'concluded' && state.publishedOn !== undefined)

/** The commands that lead from a state to an end, or where it got stuck. */
const wayOut = (
  from: InspectionState,
  since: CivilDate,
): { readonly end: InspectionState; readonly taken: ReadonlyArray<string> } => {
  let state = from
  let today = since
  const taken: Array<string> = []
  const before = new Set<string>()
  while (!isEnd(state) && taken.length < 60) {
    const next = inspectionMoves(state, today)
      .filter(({ type }) => ONWARD.includes(type) && inspectionPhases[state.status].includes(type))
      .toSorted((a, b) => ONWARD.indexOf(a.type) - ONWARD.indexOf(b.type))
      .map((move) => ({ move, step: stepOf(state, move) }))
      // The same question twice leads nowhere new.
      .find(({ move, step }) => {
        if (step.rejection !== undefined) return false
        const { meta: _meta, data, type } = move
        const key = `${type} ${JSON.stringify({ ...data, happenedAt: '', happenedOn: '' })}`
        const repeats = ASKED_ONCE.has(type)
        if (repeats && before.has(key)) return false
        before.add(key)
        return true
      })
    if (next === undefined) {
      // Days pass: a window ends, another can be asked for.
      if (taken.at(-1) === 'wait') break
      today = addDays(today, 7)
      taken.push('wait')
      continue
    }
    taken.push(next.move.type)
    state = next.step.after
    const day = dayOfMove(next.move)
    if (day > today) today = day
  }
  return { end: state, taken }
}

const histories = fc.sample(inspectionHistories, { numRuns: 400, seed: 61 })

const lastDayOf = (steps: ReadonlyArray<InspectionStep>): CivilDate =>
  steps.map(({ command }) => dayOfMove(command)).reduce((last, day) => (day > last ? day : last))

describe('the lifecycle', () => {
  it('lifecycle: reaches every event', () => {
    const reached = new Set<string>()
    for (const steps of histories) {
      for (const { events } of steps) for (const { type } of events) reached.add(type)
    }
    expect(InspectionEvents.types.filter((type) => !reached.has(type))).toEqual([])
  })

  it('lifecycle: leads from every state to a published conclusion, with nothing called off', () => {
    const dead = new Set<string>()
    const from = new Map<string, number>()
    for (const steps of histories.slice(0, 150)) {
      for (const [i, { after }] of steps.entries()) {
        // Some of each history, and always where it stopped.
        if (after.status === 'none' || isEnd(after)) continue
        if (i % 9 !== 0 && i < steps.length - 1) continue
        const today = lastDayOf(steps.slice(0, i + 1))
        from.set(after.status, (from.get(after.status) ?? 0) + 1)
        const { end, taken } = wayOut(after, today)
        if (!isEnd(end)) dead.add(`${after.status}: ${taken.join(', ')} … ${end.status}`)
      }
    }
    expect([...dead]).toEqual([])
    for (const status of ['preparing', 'fieldwork', 'closed', 'drafted', 'concluded']) {
      expect(from.get(status) ?? 0, status).toBeGreaterThan(3)
    }
  })

  it('lifecycle: can be called off or revoked wherever that is provided for', () => {
    const refused = new Set<string>()
    for (const steps of histories) {
      const last = steps.at(-1)
      if (last === undefined || last.after.status === 'none') continue
      for (const type of ['CancelInspection', 'RevokeConclusion'] as const) {
        if (!inspectionPhases[last.after.status].includes(type)) continue
        for (const move of inspectionMoves(last.after, lastDayOf(steps))) {
          const no = move.type === type ? stepOf(last.after, move).rejection : undefined
          if (no !== undefined) refused.add(`${type}: ${no._tag}`)
        }
      }
    }
    expect([...refused]).toEqual([])
  })
})
