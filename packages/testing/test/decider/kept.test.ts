/**
 * What checks keep between histories and between each other, nobody can spoil.
 */
import { aggregate, command, commandCodec, event, eventCodec, id } from '@kiemtra/kernel'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { describe, expect, it } from 'vitest'
import { checkDecider, foldIsAction, totality } from '../../src/index.ts'

const codec = eventCodec(event('Counted', t.strict({ by: t.number })))
const SPOILT = 123_456.5

const counter = (evolve: (count: number, data: { by: number }) => number) =>
  aggregate<number, { readonly _tag: 'Full' }>()({
    category: 'counter',
    idOf: ({ data }) => data.counterId,
    command: commandCodec(command('Count', t.strict({ counterId: id('counter') }))),
    event: codec,
    initialState: 0,
    needs: () => ({}),
    decide: (_, count) =>
      count < 3
        ? E.right([{ type: 'Counted' as const, data: { by: 1 } }])
        : E.left({ _tag: 'Full' }),
    evolve: (count, { data }) => evolve(count, data),
  })

const checked = { repeatable: ['Count'], runs: 100, seed: 61 } as const

describe('what a check keeps', () => {
  it('an evolve that writes into events spoils no later check of the same codec', () => {
    const writing = counter((count, data) => {
      data.by = SPOILT
      return count + 1
    })
    const sound = counter((count, { by }) => {
      if (by === SPOILT) throw new Error('an event of an earlier check')
      return count + 1
    })
    expect(checkDecider(writing, checked).verdict).toBe('refuted')
    expect(checkDecider(sound, checked).verdict).toBe('proven')
  })

  it('asks what stands before a history once for each stream', () => {
    const asked: string[] = []
    const seedEvents = (stream: string) => {
      asked.push(stream)
      return [{ type: 'Counted', data: { by: 1 } } as const]
    }
    const report = checkDecider(
      counter((count) => count + 1),
      { ...checked, seedEvents },
    )
    expect(report.verdict).toBe('proven')
    expect(asked.length).toBe(new Set(asked).size)
  })

  it('looks at what stands before histories once, and does not forget what is wrong there', () => {
    const initial = { count: 0 }
    // Its first event alone is folded by another rule, onto any state but that very object.
    const first = (state: { readonly count: number }) => (state === initial ? 1 : 2)
    const broken = aggregate<{ readonly count: number }, { readonly _tag: 'Full' }>()({
      category: 'counter',
      idOf: ({ data }) => data.counterId,
      command: commandCodec(command('Count', t.strict({ counterId: id('counter') }))),
      event: codec,
      initialState: initial,
      needs: () => ({}),
      decide: () => E.right([{ type: 'Counted' as const, data: { by: 1 } }]),
      evolve: (state, { data }) => ({ count: state.count + (data.by === 7 ? first(state) : 1) }),
    })
    const seedEvents = [{ type: 'Counted', data: { by: 7 } } as const]
    const { laws } = checkDecider(broken, { ...checked, seedEvents, only: [foldIsAction] })
    expect(laws[0]?.verdict).toBe('refuted')
    expect(laws[0]?.counterexample?.message).toContain('on an equal state, Counted leads elsewhere')
    expect(laws[0]?.counterexample?.history.length).toBe(1)
  })

  it('decides once what it draws, where no law asks again', () => {
    let decided = 0
    const willing = counter((count) => count + 1)
    const report = checkDecider(
      {
        ...willing,
        decide: (command, _count, facts) => {
          decided += 1
          return willing.decide(command, 0, facts)
        },
      },
      { ...checked, only: [totality] },
    )
    expect(report.verdict).toBe('proven')
    // Each command is looked at, and its one event.
    expect(report.laws[0]?.checks).toBe(2 * decided)
  })
})
