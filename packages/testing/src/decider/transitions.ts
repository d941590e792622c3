/**
 * What histories have reached: event types, and transitions between states by name.
 */
import type { Message, Tagged } from '@kiemtra/kernel'
import type { Trace } from '../history/trace.ts'
import { isBag } from '../value/equals.ts'

/** The name of a state: its discriminant, or its kind. */
const nameOfState = (state: unknown): string => {
  if (!isBag(state)) return typeof state === 'string' ? state : typeof state
  for (const key of ['status', '_tag', 'kind', 'type']) {
    const value = state[key]
    if (typeof value === 'string') return value
  }
  return 'state'
}

/** Counts what traces have reached. */
export class Transitions<S> {
  readonly events = new Map<string, number>()
  readonly reached = new Map<string, number>()
  private readonly answers = new Map<
    string,
    { accepted: number; refused: number; unasked: number }
  >()
  private readonly lost = new Set<string>()
  /** Who was refused what in which state: no transition, and yet somewhere new. */
  private readonly refusals = new Set<string>()
  private readonly nameOf: (state: S) => string

  constructor(nameOf: (state: S) => string = nameOfState) {
    this.nameOf = nameOf
  }

  /** Adds a trace; whether it reached something for the first time. */
  add<C extends Message, E extends Message, R extends Tagged, F>({
    happened,
  }: Trace<C, E, S, R, F>): boolean {
    const before = this.reached.size + this.refusals.size
    for (const { command, before: from, outcome, after } of happened) {
      const answer = this.answerTo(command.type)
      if (outcome._tag === 'Left') {
        answer.refused += 1
        this.refusals.add(`${this.nameOf(from)} ${command.type} ${tagOf(outcome.left)}`)
      }
      if (outcome._tag === 'UnknownReference') {
        answer.unasked += 1
        this.lost.add(outcome.category)
      }
      if (outcome._tag !== 'Right') continue
      answer.accepted += 1
      for (const { type } of outcome.right) {
        count(this.events, type)
        count(this.reached, `${this.nameOf(from)} --${type}--> ${this.nameOf(after)}`)
      }
    }
    return this.reached.size + this.refusals.size > before
  }

  /** Commands that never got through, and references that never led anywhere. */
  notes(): ReadonlyArray<string> {
    const never = [...this.answers].filter(([, { accepted }]) => accepted === 0)
    return [
      ...never.map(([type, { refused, unasked }]) => {
        const instead = [
          ...(refused > 0 ? [`${refused} refused`] : []),
          ...(unasked > 0 ? [`${unasked} not asked`] : []),
        ]
        return `${type} was never accepted (${instead.join(', ')})`
      }),
      ...[...this.lost].map(
        (category) =>
          `some references led to no stream of ${category}: \`facts\` says what there is`,
      ),
    ]
  }

  private answerTo(type: string): { accepted: number; refused: number; unasked: number } {
    const known = this.answers.get(type)
    if (known !== undefined) return known
    const fresh = { accepted: 0, refused: 0, unasked: 0 }
    this.answers.set(type, fresh)
    return fresh
  }
}

/** Its tag, if it has one: a broken aggregate may refuse with anything. */
const tagOf = (rejection: unknown): string => {
  const tag = isBag(rejection) ? rejection['_tag'] : rejection
  return typeof tag === 'string' ? tag : typeof tag
}

const count = (counts: Map<string, number>, name: string): void => {
  counts.set(name, (counts.get(name) ?? 0) + 1)
}
