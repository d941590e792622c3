/**
 * Policies that take turns: wherever the process dies, the whole log is the same, in its order. What
 * an event leads to comes before what a day leads to, and one timer's doings before the next one's.
 */
import { policy } from '@kiemtra/kernel'
import { describe, expect, it } from 'vitest'
import { done } from '../support/answers.ts'
import { mortal } from '../support/mortal.ts'
import { ask, logOf, typesOf, world, type World } from '../support/policies.ts'
import { type Moving, reminders, transfers } from '../support/transfers.ts'

/** Pays a fee for all that happens to a transfer, and a tip for each fee. */
const fees = policy<Moving>()({
  ...transfers,
  name: 'fees',
  react: (_, on) => {
    if (on._tag === 'Timer') return []
    const { event } = on.recorded
    // A tip is of two; nothing follows from it.
    if (event.type === 'Deposited' && event.data.amount !== 1) return []
    const [accountId, amount] = event.type === 'Deposited' ? ['tips', 2] : ['fees', 1]
    const command = { type: 'Deposit', data: { accountId, amount } }
    return [{ _tag: 'Send', to: 'account', command, discriminator: '' }]
  },
})

/** Both timers are due on this day, and something new comes in. */
const DAY = '2026-01-11T00:00:00Z'

const before = async (): Promise<World> => {
  const made = world([fees, reminders])
  await ask(made.events, 't-1', 'a', 'b', 7, DAY)
  await ask(made.events, 't-2', 'a', 'b', 5, DAY)
  await done(made.runner({ inTurns: true }).tick())
  await ask(made.events, 't-3', 'b', 'c', 7, '2026-02-01T00:00:00Z')
  made.clock.now = DAY
  return made
}

/** Lives a day in a process with a clock of its own, that may die. */
const live = async ({ events, store }: Pick<World, 'events' | 'store'>): Promise<void> => {
  const other = world([fees, reminders], events, store)
  other.clock.now = DAY
  const runner = other.runner({ inTurns: true })
  const running = runner.run()
  running.catch(() => undefined)
  await runner
    .tick()()
    .catch(() => undefined)
  await runner.stop().catch(() => undefined)
}

describe('policies that take turns', () => {
  it('do what events lead to before what a day leads to, timer by timer', async () => {
    const made = await before()
    const known = (await logOf(made.events)).length
    await live(made)
    const paid = (count: number, account: string) =>
      Array.from({ length: count }, () => `${account} Deposited`)
    const rung = (transferId: string) => [
      `${transferId} TransferReminded`,
      `${transferId} DelayNoted`,
      `${transferId} DelayNoted`,
      ...paid(3, 'fees'),
      ...paid(3, 'tips'),
    ]
    expect((await typesOf(made.events)).slice(known)).toEqual([
      ...paid(1, 'fees'),
      ...paid(1, 'tips'),
      ...rung('t-1'),
      ...rung('t-2'),
    ])
  })

  it('leave the same log in its order, wherever the process dies', async () => {
    const undisturbed = await before()
    await live(undisturbed)
    const expected = await logOf(undisturbed.events)
    let deaths = 0
    for (let at = 1; ; at++) {
      const made = await before()
      const process = mortal(made, at)
      await live(process)
      const hasDied = process.calls.count >= at
      if (hasDied) await live(made)
      expect(await logOf(made.events), `call ${String(at)}`).toEqual(expected)
      if (!hasDied) break
      deaths += 1
    }
    // Every event of the day is a call, and each lane's checkpoint behind it.
    expect(deaths).toBeGreaterThan(3 * 20)
  })

  it('wait for no lane that has stopped', async () => {
    const broken = policy<Moving>()({
      ...transfers,
      name: 'broken',
      evolve: () => {
        throw new Error('broken')
      },
    })
    const { events, clock, runner } = world([broken, reminders])
    await ask(events, 't-1', 'a', 'b', 7, DAY)
    clock.now = DAY
    const started = runner({ inTurns: true })
    const running = started.run()
    while (!(await typesOf(events)).includes('t-1 TransferReminded')) {
      await new Promise((go) => setImmediate(go))
    }
    await started.stop()
    await running
    expect(started.states().map(({ state }) => state._tag)).toEqual(['Stopped', 'Idle'])
  })
})
