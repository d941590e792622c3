/** A small aggregate: a counter that can be full. */
import { left, right } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { aggregate, command, commandCodec, event, eventCodec } from '../../src/index.ts'

/** The counter is full. */
export interface Full {
  readonly _tag: 'Full'
  readonly most: number
}

/** How much was counted, and when last. */
export interface Count {
  readonly total: number
  readonly last: string | undefined
}

export const Counter = aggregate<Count, Full>()({
  category: 'counter',
  idOf: () => 'one',
  command: commandCodec(
    command('Count', t.strict({ by: t.number, on: t.string })),
    command('Reset', t.strict({})),
  ),
  event: eventCodec(
    event('Counted', t.strict({ by: t.number, on: t.string })),
    event('WasReset', t.strict({})),
  ),
  initialState: { total: 0, last: undefined },
  needs: () => ({}),
  decide: (asked, { total }) => {
    if (asked.type === 'Reset') return right([{ type: 'WasReset' as const, data: asked.data }])
    return total + asked.data.by > 9
      ? left({ _tag: 'Full', most: 9 })
      : right([{ type: 'Counted' as const, data: asked.data }])
  },
  evolve: (count, e) =>
    e.type === 'WasReset'
      ? { ...count, total: 0 }
      : { total: count.total + e.data.by, last: e.data.on },
})
