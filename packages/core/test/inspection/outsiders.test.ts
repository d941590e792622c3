/**
 * What those hear whose business it isn't: the same, whatever the inspection hides (R9, R18). A refusal's
 * sentence says what the refusal says, so equal refusals are equal texts.
 */
import type { Command, CommandMeta } from '@kiemtra/kernel'
import {
  allowingFacts,
  dayOfMove,
  inspectionHistories,
  type InspectionMove,
  inspectionMoves,
  officialFrom,
} from '@kiemtra/core/testing'
import { isLeft } from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  Inspection,
  type InspectionCommand,
  type InspectionState,
} from '../../src/inspection/index.ts'
import { isSecretInspection } from '../../src/inspection/state.ts'

/** Of the subject, be it one who is of the delegation, too; and of an agency that has one in it. */
const outsidersOf = (state: InspectionState) => {
  const subjectId = state.status === 'none' ? 'dong-da' : state.subjectId
  return [
    officialFrom(subjectId, 'dd-1'),
    officialFrom(subjectId, 'tp-1'),
    officialFrom('so-tu-phap', 'x-1'),
  ]
}
const SUBJECTS: ReadonlySet<string> = new Set([
  'SubmitSelfReport',
  'SubmitExplanation',
  'WaiveExplanation',
  'RequestReview',
])

const asked = ({ meta, ...move }: InspectionMove, actor: CommandMeta['actor']) => {
  const decoded = Inspection.command.decode(move)
  if (isLeft(decoded)) throw new Error(`not a command: ${JSON.stringify(move)}`)
  const command: Command<InspectionCommand> = { ...decoded.right, meta: { ...meta, actor } }
  return command
}

/** What an outsider hears, under facts that would allow it to whom it may be allowed. */
const heard = (command: Command<InspectionCommand>, state: InspectionState): string => {
  const decided = Inspection.decide(command, state, allowingFacts(command, state))
  return isLeft(decided)
    ? JSON.stringify(decided.left)
    : decided.right.map(({ type }) => type).join()
}

const histories = fc.sample(inspectionHistories, { numRuns: 150, seed: 9 })

/** Every state of the histories, with whatever might be asked in it, by anybody outside. */
const eachQuestion = (
  check: (command: Command<InspectionCommand>, state: InspectionState) => void,
): void => {
  for (const steps of histories) {
    for (const [i, { command: last, after }] of steps.entries()) {
      if (i % 5 !== 0 && i < steps.length - 1) continue
      const today = dayOfMove(last)
      for (const move of inspectionMoves(after, today)) {
        for (const outsider of outsidersOf(after)) check(asked(move, outsider), after)
      }
    }
  }
}

describe('R9: a secret visit', () => {
  it('R9: is answered as if there were none', () => {
    let questions = 0
    eachQuestion((command, state) => {
      if (!isSecretInspection(state)) return
      // A beginning under the same id is the one question that can't be: ids of secret visits are random.
      if (command.type === 'ProposeInspection' || command.type === 'OrderUnannounced') return
      questions += 1
      expect(heard(command, state)).toBe(heard(command, Inspection.initialState))
    })
    expect(questions).toBeGreaterThan(500)
  })
})

describe('R18: what is withheld', () => {
  it('R18: others hear one answer to all that they ask, in every phase', () => {
    const answers = new Set<string>()
    const phases = new Set<string>()
    eachQuestion((command, state) => {
      if (state.status === 'none' || isSecretInspection(state)) return
      if (SUBJECTS.has(command.type) || command.type === 'RecordReply') return
      if (command.type === 'ProposeInspection' || command.type === 'OrderUnannounced') return
      phases.add(state.status)
      answers.add(heard(command, state))
    })
    expect([...answers]).toEqual([
      JSON.stringify({ _tag: 'NotInvolved', rule: 'R6', inspectionId: 'i1' }),
    ])
    expect(phases.size).toBeGreaterThanOrEqual(6)
  })

  it('R18: the subject hears the same with and without what it hasn’t read', () => {
    let hidden = 0
    eachQuestion((command, state) => {
      if (
        !('findings' in state) ||
        !(SUBJECTS.has(command.type) || command.type === 'RecordReply')
      ) {
        return
      }
      const read = new Map([...state.findings].filter(([, { circulated }]) => circulated))
      if (read.size < state.findings.size) hidden += 1
      const { meta } = command
      const every = {
        ...command,
        ...(command.type === 'SubmitExplanation'
          ? { data: { ...command.data, findings: [...state.findings.keys()].slice(-1) } }
          : {}),
      }
      // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- the same command, about another finding
      const about = { ...every, meta } as Command<InspectionCommand>
      expect(heard(about, state)).toBe(heard(about, { ...state, findings: read }))
    })
    expect(hidden).toBeGreaterThan(100)
  })
})
