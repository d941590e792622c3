/**
 * Situations: where a stream stood, what was asked there, what came of it, and where that led.
 *
 * Counted, they are what a check has reached: event types, transitions, commands that never got
 * through. And they say which commands the dear laws are asked about: a situation the first time it
 * is met, the fourth, the sixteenth, and so on, so that rare ones always get their turn and common
 * ones ever less. Beside that a share of all commands, as what is wrong may lie in their data: a
 * quarter of the first ones, then ever less: about as many as twelve times the square root of all.
 * Rejected: a share of the histories, whole. It asks about what is common again and again, and about
 * all that stands around what is rare.
 */
import type { Message, Tagged } from '@kiemtra/kernel'
import type { Happened, Trace } from '../history/trace.ts'
import type { StepOutcome } from '../history/world.ts'
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

/** One of them, and how often it was met. */
interface Situation {
  readonly from: string
  readonly asked: string
  readonly outcome: StepOutcome<Message, Tagged>['_tag']
  /** Types of events, the tag of a rejection, or the category that had no such stream. */
  readonly came: ReadonlyArray<string>
  readonly to: string
  count: number
}

/** Places in a history that are worth asking about. */
export interface Worth {
  /** For laws that take as long as deciding. */
  readonly often: ReadonlyArray<number>
  /** For those that take many times as long: a part of the others. */
  readonly seldom: ReadonlyArray<number>
  /** Whether one of them was met for the first time. */
  readonly isNews: boolean
}

/** Of the first 1,024 commands one in four is asked about, of four times as many one in eight, and so on. */
const FIRST_BITS = 2
const bitsAt = (commands: number): number =>
  Math.max(FIRST_BITS, ((33 - Math.clz32(commands)) >> 1) - 3)
/** Of the cheaper questions, so many times as many: two to the power of it. */
const OFTEN_BITS = 3
/** Two to the power of 32 by the golden ratio: its multiples, cut off, are spread evenly. */
const GOLDEN = 0x9e3779b1

/** What a check has met so far. */
export class Situations<S> {
  private readonly met: Situation[] = []
  private readonly byName = {
    Right: new Map<string, Names<Names<Names<Situation>>>>(),
    Left: new Map<string, Names<Names<Names<Situation>>>>(),
    UnknownReference: new Map<string, Names<Names<Names<Situation>>>>(),
  }
  private commands = 0
  private readonly nameOf: (state: S) => string

  constructor(nameOf: (state: S) => string = nameOfState) {
    this.nameOf = nameOf
  }

  /** Counts what a history met; says which of its commands are worth asking about. */
  meet<C extends Message, E extends Message, R extends Tagged, F>({
    happened,
  }: Pick<Trace<C, E, S, R, F>, 'happened'>): Worth {
    const [often, seldom]: [number[], number[]] = [[], []]
    let isNews = false
    for (let i = 0; i < happened.length; i++) {
      const one = happened[i]
      if (one === undefined) continue
      const situation = this.situationOf(one)
      situation.count += 1
      if (situation.count === 1) isNews = true
      const bits = this.bitsOfItsTurn()
      const isMilestone = isPowerOfFour(situation.count)
      if (isMilestone || bits === 0) seldom.push(i)
      if (isMilestone || bits <= OFTEN_BITS) often.push(i)
    }
    return { often, seldom, isNews }
  }

  /** How often events of each type were led to. */
  events(): ReadonlyMap<string, number> {
    return this.counted((_, type) => type)
  }

  /** How often each event led from which kind of state to which. */
  transitions(): ReadonlyMap<string, number> {
    return this.counted(({ from, to }, type) => `${from} --${type}--> ${to}`)
  }

  /** Commands that never got through, and references that never led anywhere. */
  notes(): ReadonlyArray<string> {
    const answers = new Map<string, { accepted: number; refused: number; unasked: number }>()
    const lost = new Set<string>()
    for (const { asked, outcome, came, count } of this.met) {
      const answer = answers.get(asked) ?? { accepted: 0, refused: 0, unasked: 0 }
      answers.set(asked, answer)
      if (outcome === 'Right') answer.accepted += count
      if (outcome === 'Left') answer.refused += count
      if (outcome !== 'UnknownReference') continue
      answer.unasked += count
      for (const category of came) lost.add(category)
    }
    const never = [...answers].filter(([, { accepted }]) => accepted === 0)
    return [
      ...never.map(([type, { refused, unasked }]) => {
        const instead = [
          ...(refused > 0 ? [`${refused} refused`] : []),
          ...(unasked > 0 ? [`${unasked} not asked`] : []),
        ]
        return `${type} was never accepted (${instead.join(', ')})`
      }),
      ...[...lost].map(
        (category) =>
          `some references led to no stream of ${category}: \`facts\` says what there is`,
      ),
    ]
  }

  private counted(nameOf: (met: Situation, type: string) => string): ReadonlyMap<string, number> {
    const counts = new Map<string, number>()
    for (const met of this.met) {
      if (met.outcome !== 'Right') continue
      for (const type of met.came) {
        const name = nameOf(met, type)
        counts.set(name, (counts.get(name) ?? 0) + met.count)
      }
    }
    return counts
  }

  private situationOf<C extends Message, E extends Message, R extends Tagged, F>({
    command,
    before,
    outcome,
    after,
  }: Happened<C, E, S, R, F>): Situation {
    const asked = command.type
    const from = this.nameOf(before)
    const to = after === before ? from : this.nameOf(after)
    const known: Names<Situation> = inner(
      inner(inner(this.byName[outcome._tag], from), asked),
      nameOf(outcome),
    )
    const met = known.get(to)
    if (met !== undefined) return met
    const fresh = { from, asked, outcome: outcome._tag, came: cameOf(outcome), to, count: 0 }
    known.set(to, fresh)
    this.met.push(fresh)
    return fresh
  }

  /** How many bits the next command's turn is away from a dear question's; more than any at most times. */
  private bitsOfItsTurn(): number {
    this.commands += 1
    const turn = Math.imul(this.commands, GOLDEN) >>> (32 - bitsAt(this.commands))
    return 32 - Math.clz32(turn)
  }
}

/** Values by name; one name after the other is found faster than all in one text. */
type Names<A> = Map<string, A>

const inner = <A>(names: Names<Names<A>>, name: string): Names<A> => {
  const known = names.get(name)
  if (known !== undefined) return known
  const fresh = new Map<string, A>()
  names.set(name, fresh)
  return fresh
}

const isPowerOfFour = (n: number): boolean => (n & (n - 1)) === 0 && (n & 0x55555555) !== 0

/** What came of a command: types of events, the tag of a rejection, or the category that lacked a stream. */
const cameOf = (outcome: StepOutcome<Message, Tagged>): ReadonlyArray<string> => {
  if (outcome._tag === 'Right') return outcome.right.map(({ type }) => type)
  return [outcome._tag === 'Left' ? tagOf(outcome.left) : outcome.category]
}

/** The same in one name. */
const nameOf = (outcome: StepOutcome<Message, Tagged>): string => {
  if (outcome._tag === 'Left') return tagOf(outcome.left)
  if (outcome._tag !== 'Right') return outcome.category
  const { right: events } = outcome
  const [first] = events
  return events.length === 1 && first !== undefined ? first.type : cameOf(outcome).join(' ')
}

/** Its tag, if it has one: a broken aggregate may refuse with anything. */
const tagOf = (rejection: unknown): string => {
  const tag = isBag(rejection) ? rejection['_tag'] : rejection
  return typeof tag === 'string' ? tag : typeof tag
}
