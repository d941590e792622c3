/**
 * Aggregates, codecs, projections and policies broken by one line, one a law. The page of laws shows
 * each as it stands here, and what the kit finds.
 */
import { type DecodeFailure, event, eventCodec, positionOf } from '@kiemtra/kernel'
import type { LawId, Report } from '@kiemtra/testing'
import { mapLeft, right } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import {
  Counter,
  counterEvents,
  type CounterRejection,
  LIMIT,
} from '../../../packages/testing/test/support/counter.ts'
import {
  closedTotalsAnd,
  codec,
  codecWith,
  counterWith,
  echoSending,
  limitedCounterWith,
  nextCall,
  stateKeeping,
  thrown,
  totalsBy,
  totalsWrittenWith,
  upcasts,
} from './sound-models.ts'

const Year = t.refinement(t.number, (n) => n >= 2000 && n < 2100, 'year')
const Name = t.strict({ name: t.string })
const Named = t.strict({ name: t.string, lang: t.string })
const hidden = Symbol('hidden')

/** See the module. */
export const brokenModels: Readonly<Partial<Record<LawId, () => Report | Promise<Report>>>> = {
  L1: () =>
    counterWith({
      evolve: (state, e) =>
        state.status === 'new' && e.type === 'Closed'
          ? thrown('it was never opened')
          : Counter.evolve(state, e),
    }),
  L2: () =>
    counterWith({
      evolve: (state, e) =>
        state.status === 'open' && e.type === 'Counted'
          ? Object.assign(state, { total: state.total + e.data.by, counts: state.counts + 1 })
          : Counter.evolve(state, e),
    }),
  L3: () =>
    counterWith({
      decide: (command, state, facts) =>
        command.type === 'Close' && state.status === 'open'
          ? right([{ type: 'Closed', data: { total: nextCall() } }])
          : Counter.decide(command, state, facts),
    }),
  L4: () =>
    counterWith({
      decide: (command, state, facts) =>
        command.type === 'Close' && state.status === 'open'
          ? right([
              { type: 'Closed', data: Object.assign({ total: 0 }, { [hidden]: state.total }) },
            ])
          : Counter.decide(command, state, facts),
      evolve: (state, e) =>
        state.status === 'open' && e.type === 'Closed'
          ? { status: 'closed', total: Number(Reflect.get(e.data, hidden) ?? 0) }
          : Counter.evolve(state, e),
    }),
  L5: () =>
    codecWith({
      encode: (e) => {
        const encoded = counterEvents.encode(e)
        return e.type === 'Counted' ? { ...encoded, data: { by: 1 } } : encoded
      },
    }),
  L6: () =>
    upcasts(
      eventCodec(
        event('Planned', t.strict({ year: Year })).revised(
          t.strict({ year: Year, next: Year }),
          ({ year }) => ({ year, next: year + 1 }),
        ),
      ),
    ),
  L7: () =>
    upcasts(
      eventCodec(
        event('Named', Named)
          .revised(Name, ({ name, lang }) => Object.assign({ name }, { lang }))
          .revised(Named, (v2) => ({ ...v2, lang: String(Reflect.get(v2, 'lang')) })),
      ),
    ),
  L8: () =>
    upcasts(
      eventCodec(
        event('Named', Name).revised(Named, ({ name }) => ({
          name: name === '' ? 'unnamed' : name,
          lang: 'vi',
        })),
      ),
      {
        'the name that stands': {
          then: (events) =>
            events.map(({ data }): unknown => Reflect.get(Object(data), 'name')).at(-1),
          now: (events) => events.at(-1)?.data.name,
        },
      },
    ),
  L9: () =>
    counterWith({
      snapshot: { foldVersion: 1, state: stateKeeping((open) => ({ ...open, counts: 0 })) },
    }),
  L10: () =>
    counterWith({
      decide: (command, state, facts) =>
        command.type === 'Open' && state.status === 'open'
          ? right([{ type: 'Opened', data: command.data }])
          : Counter.decide(command, state, facts),
    }),
  L11: () =>
    counterWith({
      decide: (command, state, facts) =>
        mapLeft((no: CounterRejection) => ({ ...no, events: [{ type: 'Opened', data: {} }] }))(
          Counter.decide(command, state, facts),
        ),
    }),
  L12: () =>
    limitedCounterWith({
      decide: (command, state, facts) =>
        command.type === 'Count' && state.status === 'open' && state.total < LIMIT
          ? right([{ type: 'Counted', data: { by: command.data.by } }])
          : Counter.decide(command, state, facts),
    }),
  L13: () =>
    totalsWrittenWith(({ commit }) => ({
      commit: (batch) =>
        commit({ ...batch, position: positionOf(String(nextCall()).padStart(16, '0')) }),
    })),
  L14: () =>
    totalsWrittenWith(({ commit }) => ({
      commit: (batch) => commit({ ...batch, upserts: batch.upserts.slice(0, 2) }),
    })),
  L15: () => totalsBy((_, by) => by),
  total: () =>
    counterWith({
      decide: (command, state, facts) =>
        state.status === 'closed' ? thrown('closed') : Counter.decide(command, state, facts),
    }),
  strict: () => codec(eventCodec(event('Named', t.type({ name: t.string })))),
  private: () =>
    codecWith({
      decode: (stored) =>
        mapLeft((why: DecodeFailure) =>
          why._tag === 'Malformed'
            ? {
                ...why,
                problems: [{ path: 'data', expected: 'data', found: JSON.stringify(stored.data) }],
              }
            : why,
        )(counterEvents.decode(stored)),
    }),
  names: () =>
    codec(
      eventCodec(
        event('Opened', Name).renamedFrom('Begun'),
        event('Resumed', Name).renamedFrom('Begun'),
      ),
    ),
  secrecy: () =>
    closedTotalsAnd({
      Opened: { keys: ({ stream }) => [stream], apply: () => ({ total: 0 }) },
    }),
  sends: () => echoSending((one) => ({ ...one, discriminator: 'count' })),
}
