import * as nodeTest from 'node:test'
import { describe, expect, it } from 'vitest'
import {
  type Contract,
  eventStoreContract,
  type RegisterTest,
  type Runner,
  safeRetry,
  streamOrder,
} from '../../src/index.ts'
import { contractOf } from '../../src/contract/contract.ts'

const setting = {
  open: async () => ({ n: 1 }),
  close: async () => {},
  has: new Set<string>(),
  seed: 1,
}

const registered = (contract: Contract) => {
  const names: string[] = []
  const runs = new Map<string, () => Promise<void>>()
  const test: RegisterTest = Object.assign(
    (name: string, run: () => Promise<void>) => {
      names.push(name)
      runs.set(name, run)
    },
    { skip: (name: string) => names.push(`skipped: ${name}`) },
  )
  const group = (name: string, register: () => void): void => {
    names.push(`[${name}]`)
    register()
  }
  contract.register({ suite: group, test })
  return { names, runs }
}

describe('a contract', () => {
  it('fails a case that throws, and leaves unproven one that has claimed or met nothing', async () => {
    const law = streamOrder
    const contract = contractOf(
      'c',
      [
        {
          name: 'g',
          cases: [
            { name: 'empty', law, run: async () => {} },
            { name: 'sound', law, run: async ({ n }, claims) => claims.equal(n, 1, 'n') },
            { name: 'wrong', law, run: async ({ n }, claims) => claims.equal(n, 2, 'n') },
            { name: 'beyond', law, needs: 'wings', run: async () => {} },
            {
              name: 'elsewhere',
              law,
              run: async ({ n }, claims) => {
                claims.equal(n, 1, 'n')
                claims.that(n > 1, 'sent again', safeRetry)
              },
            },
            {
              name: 'idle',
              law,
              run: async ({ n }, claims) => {
                claims.equal(n, 1, 'n')
                claims.met(0, 'rows')
                claims.met(1, 'columns')
              },
            },
          ],
        },
      ],
      setting,
    )
    const outcomes = await contract.run()
    expect(outcomes.map(({ name, law: about, _tag }) => [name, about, _tag])).toEqual([
      ['g: empty', 'P1', 'Unproven'],
      ['g: sound', 'P1', 'Passed'],
      ['g: wrong', 'P1', 'Failed'],
      ['g: beyond', 'P1', 'Skipped'],
      ['g: elsewhere', 'P2', 'Failed'],
      ['g: idle', 'P1', 'Unproven'],
    ])
    expect(outcomes[5]).toMatchObject({ missed: ['has met no rows'] })
    const { names, runs } = registered(contract)
    expect(names).toEqual([
      '[c]',
      '[g]',
      'P1: empty',
      'P1: sound',
      'P1: wrong',
      'skipped: P1: beyond (needs the capability wings)',
      'P1: elsewhere',
      'P1: idle',
    ])
    const told = (name: string): Promise<string> | undefined =>
      runs
        .get(name)?.()
        .then(
          () => 'held',
          (error: unknown) => (error instanceof Error ? error.message : String(error)),
        )
    expect(await told('P1: empty')).toBe('P1 is unproven: the case has claimed nothing')
    expect(await told('P1: sound')).toBe('held')
    expect(await told('P1: wrong')).toBe(`P1 is broken: ${streamOrder.statement}\nn\n- 2\n+ 1`)
    expect(await told('P1: elsewhere')).toBe(`P2 is broken: ${safeRetry.statement}\nsent again`)
    expect(await told('P1: idle')).toBe('P1 is unproven: the case has met no rows')
  })

  it('gives back what it opened, also after a failure', async () => {
    let open = 0
    const counting = {
      open: async () => {
        open += 1
        return {}
      },
      close: async () => {
        open -= 1
      },
      has: new Set<string>(),
      seed: 1,
    }
    const failing = {
      name: 'a',
      law: streamOrder,
      run: async () => Promise.reject(new Error('no')),
    }
    await contractOf('c', [{ name: 'g', cases: [failing] }], counting).run()
    expect(open).toBe(0)
  })

  it('takes the runner of node:test as it is', () => {
    const runner: Runner = { suite: nodeTest.suite, test: nodeTest.test }
    expect(typeof runner.test.skip).toBe('function')
    expect(
      eventStoreContract(() => ({ open: () => Promise.reject(new Error()) }), { name: 'x' }).name,
    ).toBe('event store: x')
  })
})
