/**
 * Budget: a command on a stream of 10,000 events, against one on a stream of 10, with the cache.
 */
import { commandHandler, inMemoryEventStore } from '@kiemtra/runtime'
import { Account, deposit, draftOfDeposit } from './account.ts'
import { type Budget, duration } from './budget.ts'
import { compare, type Side } from './measure.ts'

const onStreamOf =
  (length: number): Side =>
  async (operations) => {
    const events = inMemoryEventStore()
    const handle = commandHandler({ events })
    for (let n = 0; n < length; n++) {
      const expected = n === 0 ? 'no-stream' : n - 1
      await events.append('kiemtra.account-a', expected, [draftOfDeposit('a', n)])()
    }
    // The first command folds the whole stream; those after it are what the cache is for.
    await handle(Account, deposit('a', length))()
    const commands = Array.from({ length: operations }, (_, i) => deposit('a', length + 1 + i))
    return async () => {
      for (const command of commands) {
        const answer = await handle(Account, command)()
        if (answer._tag === 'Left') throw new Error(answer.left._tag)
      }
    }
  }

/** A command on a long stream. */
export const longStream: Budget = {
  name: 'long stream',
  what: 'command on a 10,000-event stream, against a 10-event stream, with the cache',
  atLeast: 0.7,
  unit: 'times',
  measure: async (effort) => {
    const found = await compare(
      { ours: onStreamOf(10_000), baseline: onStreamOf(10), operations: 2_000 },
      effort,
    )
    const times = `${duration(found.oursNs)}, short ${duration(found.baselineNs)}`
    return { value: found.ratio, notes: [times] }
  },
}
