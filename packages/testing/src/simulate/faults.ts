/**
 * Faults: what can go wrong, and how often it does in one run.
 *
 * Swarm-weighted: each run leaves out about half of the kinds, and draws how often each of the others
 * happens. A run in which everything goes wrong at once gets nowhere, and rare meetings of two faults
 * need the others out of the way. The idea is TigerBeetle's.
 */
import type { Random } from './random.ts'

/** Kinds of faults, and what each does. */
export const faultKinds = {
  unavailable: 'a store refuses a call',
  'write-lost': 'an append is neither written nor answered',
  'reply-lost': 'a call does its work, and its answer is lost',
  'crash-before': 'a process dies before its call does its work',
  'crash-after': 'a process dies after its call has done its work',
  duplicate: 'a subscription delivers some events once more',
  late: 'a subscription delivers late',
  dropped: 'a subscription breaks off',
  stalled: 'a subscription delivers nothing for a long time',
  stale: 'a runner is paused, another takes over, the first wakes up',
  forwards: 'the clock jumps forwards',
  backwards: 'the clock jumps back',
  cancelled: 'a rebuild is called off',
  storm: 'many send to one stream at once',
  impatience: 'a sender gives up waiting and sends again',
} as const

/** A kind of fault. */
export type FaultKind = keyof typeof faultKinds

/** Which faults a run has. */
export interface Faults {
  /** Whether a fault of this kind happens now; counted if so. */
  readonly strikes: (kind: FaultKind) => boolean
  /** Until then nothing goes wrong. */
  readonly begin: () => void
  /** From now on nothing goes wrong. */
  readonly heal: () => void
  readonly counts: ReadonlyMap<FaultKind, number>
}

const SHARES = [0.01, 0.03, 0.1, 0.25] as const
/** What ends or delays much happens less often, or nothing would get done. */
const GRAVE_FACTOR = 0.2
const GRAVE: ReadonlySet<FaultKind> = new Set([
  'crash-before',
  'crash-after',
  'stalled',
  'stale',
  'forwards',
  'backwards',
  'cancelled',
  'storm',
])

const isFaultKind = (key: string): key is FaultKind => Object.hasOwn(faultKinds, key)

/** Every kind, in its order. */
export const allFaultKinds: ReadonlyArray<FaultKind> = Object.keys(faultKinds).filter(isFaultKind)

/** Draws which faults a run has; those that are left out never strike. */
export const drawFaults = (random: Random, leftOut: ReadonlySet<FaultKind>): Faults => {
  const shares = new Map<FaultKind, number>()
  for (const kind of allFaultKinds) {
    // Drawn for those left out, too: the others' shares stay what they are.
    const isIn = random.chance(0.5)
    const share = (random.pick(SHARES) ?? 0) * (GRAVE.has(kind) ? GRAVE_FACTOR : 1)
    if (isIn && !leftOut.has(kind)) shares.set(kind, share)
  }
  const counts = new Map<FaultKind, number>()
  let isOn = false
  return {
    counts,
    strikes: (kind) => {
      const share = isOn ? shares.get(kind) : undefined
      if (share === undefined || !random.chance(share)) return false
      counts.set(kind, (counts.get(kind) ?? 0) + 1)
      return true
    },
    begin: () => {
      isOn = true
    },
    heal: () => {
      isOn = false
    },
  }
}
