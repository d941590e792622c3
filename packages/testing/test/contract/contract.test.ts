import * as nodeTest from 'node:test'
import { describe, expect, it } from 'vitest'
import {
  type Contract,
  eventStoreContract,
  type RegisterTest,
  type Runner,
} from '../../src/index.ts'
import { contractOf } from '../../src/contract/contract.ts'

const setting = {
  open: async () => ({ n: 1 }),
  close: async () => {},
  has: new Set<string>(),
}

const registered = (contract: Contract): ReadonlyArray<string> => {
  const names: string[] = []
  const test: RegisterTest = Object.assign((name: string) => names.push(name), {
    skip: (name: string) => names.push(`skipped: ${name}`),
  })
  const group = (name: string, register: () => void): void => {
    names.push(`[${name}]`)
    register()
  }
  contract.register({ suite: group, test })
  return names
}

describe('a contract', () => {
  it('fails a case that has claimed nothing, and one that throws', async () => {
    const contract = contractOf(
      'c',
      [
        {
          name: 'g',
          cases: [
            { name: 'empty', run: async () => {} },
            { name: 'sound', run: async ({ n }, claims) => claims.equal(n, 1, 'n') },
            { name: 'wrong', run: async ({ n }, claims) => claims.equal(n, 2, 'n') },
            { name: 'beyond', needs: 'wings', run: async () => {} },
          ],
        },
      ],
      setting,
    )
    expect((await contract.run()).map(({ name, _tag }) => [name, _tag])).toEqual([
      ['g: empty', 'Failed'],
      ['g: sound', 'Passed'],
      ['g: wrong', 'Failed'],
      ['g: beyond', 'Skipped'],
    ])
    expect(registered(contract)).toEqual([
      '[c]',
      '[g]',
      'empty',
      'sound',
      'wrong',
      'skipped: beyond (needs the capability wings)',
    ])
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
    }
    const failing = { name: 'a', run: async () => Promise.reject(new Error('no')) }
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
