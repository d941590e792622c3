import { expect, it } from 'vitest'
import { commandHandler, inMemoryEventStore } from '../../src/index.ts'
import { Account } from '../support/account.ts'
import { done, failed } from '../support/answers.ts'
import { meta } from '../support/meta.ts'

it('handles', async () => {
  const handle = commandHandler({ events: inMemoryEventStore() })
  const a = await done(
    handle(Account, { type: 'Deposit', data: { accountId: 'a', amount: 3 }, meta: meta('c1') }),
  )
  expect(a).toMatchObject({ state: { balance: 3 }, revision: 0, repeated: false })
  const b = await done(
    handle(Account, { type: 'Deposit', data: { accountId: 'a', amount: 3 }, meta: meta('c1') }),
  )
  expect(b).toEqual({ ...a, repeated: true })
  expect(
    await failed(
      handle(Account, { type: 'Withdraw', data: { accountId: 'a', amount: 4 }, meta: meta('c2') }),
    ),
  ).toEqual({ _tag: 'Rejected', rejection: { _tag: 'Overdrawn', balance: 3 } })
  expect(await failed(handle.untyped(Account, 7))).toMatchObject({ _tag: 'MalformedCommand' })
})
