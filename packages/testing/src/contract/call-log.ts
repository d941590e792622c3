/**
 * What a case has asked of its stores, line by line: the history that a counterexample shows.
 */

/** A history this long can still be read; what came before is counted. */
const MAX_LINES = 30

/** How a call is noted: what was asked, then what came of it, as far as it came. */
export type Noted = (answer: string) => void

/** See the module. */
export class CallLog {
  private readonly noted: { asked: string; answer: string }[] = []
  private dropped = 0
  private readonly numbers = new Map<string, number>()

  /** Notes a call that is begun. */
  begin(asked: string): Noted {
    const line = { asked, answer: 'no answer yet' }
    this.noted.push(line)
    if (this.noted.length > MAX_LINES) {
      this.noted.shift()
      this.dropped += 1
    }
    return (answer) => (line.answer = answer)
  }

  /** A number for an id, which is drawn and says nothing: the same again for the same id. */
  numberOf(id: string): number {
    const n = this.numbers.get(id) ?? this.numbers.size + 1
    this.numbers.set(id, n)
    return n
  }

  /** Forgets all. */
  clear(): void {
    this.numbers.clear()
    this.noted.length = 0
    this.dropped = 0
  }

  /** The calls, numbered from the first. */
  lines(): ReadonlyArray<string> {
    const before = this.dropped === 0 ? [] : [`… after ${this.dropped} other calls`]
    const lines = this.noted.map(
      ({ asked, answer }, i) => `${this.dropped + i + 1}. ${asked} -> ${answer}`,
    )
    return [...before, ...lines]
  }
}

/** The last few of many, as a history shows them. */
export const lastOf = (items: ReadonlyArray<string>): string => {
  if (items.length === 0) return 'nothing'
  const shown = items.slice(-MAX_SHOWN).join(', ')
  return items.length <= MAX_SHOWN ? shown : `… ${shown} (${items.length} in all)`
}

const MAX_SHOWN = 8
