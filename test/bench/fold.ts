/**
 * Budget: the fold of 1,000 events, against the bare loop.
 */
import { foldEvents } from '@kiemtra/kernel'
import { Account, type AccountEvent, storedDeposit } from './account.ts'
import { type Budget, duration } from './budget.ts'
import { compare, type Side } from './measure.ts'

const LENGTH = 1_000

const eventsOf = (): ReadonlyArray<AccountEvent> => {
  const events: AccountEvent[] = []
  for (let n = 0; n < LENGTH; n++) {
    const decoded = Account.event.decode(storedDeposit('a-1', n))
    if (decoded._tag === 'Right') events.push(decoded.right)
  }
  return events
}

const folded: Side = async (operations) => {
  const events = eventsOf()
  return () => {
    let changes = 0
    for (let i = 0; i < operations; i++) changes += foldEvents(Account, events).changes
    return changes
  }
}

const byHand: Side = async (operations) => {
  const events = eventsOf()
  return () => {
    let changes = 0
    for (let i = 0; i < operations; i++) {
      let state = Account.initialState
      for (let at = 0; at < events.length; at++) {
        const event = events[at]
        if (event !== undefined) state = Account.evolve(state, event)
      }
      changes += state.changes
    }
    return changes
  }
}

/** Fold of 1,000 events. */
export const fold: Budget = {
  name: 'fold',
  what: 'fold of 1,000 events, against the bare loop',
  atLeast: 0.9,
  unit: 'times',
  measure: async (effort) => {
    const found = await compare({ ours: folded, baseline: byHand, operations: 3_000 }, effort)
    const times = `${duration(found.oursNs)}, bare ${duration(found.baselineNs)}`
    return { value: found.ratio, notes: [times] }
  },
}
