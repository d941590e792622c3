/**
 * Questions asked again much later, and far away: of many histories at once.
 *
 * Whoever asks for the local hour is found out only in another time zone, and the way there and back
 * takes longer than the laws. So what was asked at home is asked once more on one journey with many
 * others. By then, others were asked in between: what was given away and is used again has changed.
 */
import { elsewhere } from '../value/elsewhen.ts'
import { thrownBy } from './saying.ts'

/** Asks again; says what is wrong, if anything. */
export type AskAgain = () => string | undefined

/** So many questions are asked on one journey. */
const MANY = 64

interface Kept<Whose> {
  readonly whose: Whose
  readonly again: AskAgain
}

/** Questions kept for later, and whose they are. */
export class Later<Whose> {
  private kept: Kept<Whose>[] = []

  keep(whose: Whose, again: AskAgain): void {
    this.kept.push({ whose, again })
  }

  /** Whether there are as many as one journey takes. */
  get isFull(): boolean {
    return this.kept.length >= MANY
  }

  /** Asks them all, and forgets them; what is wrong, and with whose. */
  ask(): ReadonlyArray<readonly [Whose, string]> {
    const { kept } = this
    this.kept = []
    return kept.length === 0 ? [] : elsewhere(() => kept.flatMap(answered))
  }
}

const answered = <Whose>({
  whose,
  again,
}: Kept<Whose>): ReadonlyArray<readonly [Whose, string]> => {
  let complaint: string | undefined
  const thrown = thrownBy(() => (complaint = again()))
  if (thrown !== undefined) return [[whose, `asked again later, it threw ${thrown}`]]
  return complaint === undefined ? [] : [[whose, complaint]]
}
