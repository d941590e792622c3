/** An aggregate that takes any name as its id, and throws at one: for faults. */
import { aggregate, command, commandCodec, event, eventCodec, seal } from '@kiemtra/kernel'
import { right } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

const Named = t.strict({ name: t.string })

/** Greets; a name may be no id. */
export const strangerTarget = seal(
  aggregate<null, { readonly _tag: 'Never' }>()({
    category: 'stranger',
    idOf: ({ data }) => data.name,
    command: commandCodec(command('Greet', Named)),
    event: eventCodec(event('Greeted', Named)),
    initialState: null,
    needs: () => ({}),
    decide: ({ data }) => {
      if (data.name === 'thrower') throw new Error('a bug')
      return right([{ type: 'Greeted' as const, data }])
    },
    evolve: (state) => state,
  }),
)
