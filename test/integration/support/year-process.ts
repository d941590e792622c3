/**
 * The example's year until the end of July in one process over one file: commands, every policy with its checkpoint in
 * the store, every read model, all at once. It kills itself with SIGKILL at a write that it is told,
 * right before or right after its effect; without one it ends when all is quiet.
 *
 * `node year-process.ts FILE [WRITE before|after]`; prints how many writes it made.
 */
import {
  auditTrail,
  findingRegister,
  inspectionRegister,
  planProgress,
  visitCalendar,
} from '@kiemtra/projections'
import { type EventStore, type PolicyStore, projector, type ReadModelStore } from '@kiemtra/runtime'
import { sqliteEventStore, sqlitePolicies, sqliteReadModels } from '@kiemtra/sqlite'
import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import { OWN_DATA } from '../../../examples/hanoi-2023/src/cli.ts'
import { counted } from '../../../examples/hanoi-2023/src/counted.ts'
import { loadYear } from '../../../examples/hanoi-2023/src/load.ts'
import { sendAll } from '../../../examples/hanoi-2023/src/send.ts'

const [file = '', write = '0', when = 'before'] = process.argv.slice(2)

const ok = <A>(answer: Either<unknown, A>): A => {
  if (isLeft(answer)) throw new Error(JSON.stringify(answer.left))
  return answer.right
}

let writes = 0
const die = (): void => void process.kill(process.pid, 'SIGKILL')

/** A write, which may be the last thing that the process does, or the first that it doesn't do. */
const mortal =
  <A>(effect: () => Promise<A>): (() => Promise<A>) =>
  async () => {
    writes += 1
    const isLast = writes === Number(write)
    if (isLast && when === 'before') die()
    const answer = await effect()
    if (isLast) die()
    return answer
  }

const store = ok(await sqliteEventStore({ file })())
const events: EventStore = { ...store, append: (...args) => mortal(store.append(...args)) }

const policies = ok(await sqlitePolicies({ file })())
const policyStore: PolicyStore = {
  ...policies,
  claim: (policy) =>
    mortal(async () => {
      const claimed = await policies.claim(policy)()
      if (isLeft(claimed)) return claimed
      const { commit } = claimed.right
      return {
        ...claimed,
        right: { ...claimed.right, commit: (batch) => mortal(commit(batch)) },
      }
    }),
}

const tables = ok(await sqliteReadModels({ file })())
const readModels: ReadModelStore = {
  ...tables,
  claim: (table) =>
    mortal(async () => {
      const claimed = await tables.claim(table)()
      if (isLeft(claimed)) return claimed
      const { commit } = claimed.right
      return {
        ...claimed,
        right: { ...claimed.right, commit: (batch) => mortal(commit(batch)) },
      }
    }),
}

const year = ok(await loadYear(OWN_DATA))
const steps = year.steps.filter(({ recordedAt }) => recordedAt < '2023-08-01')
const projecting = projector({
  events,
  readModels,
  projections: [planProgress, visitCalendar, inspectionRegister, findingRegister, auditTrail],
})
const running = projecting.run()
ok(await sendAll(steps, counted(events), () => undefined, policyStore))
const head = ok(await store.head()())
if (head !== undefined) ok(await projecting.awaitPosition(head)())
await projecting.stop()
await running
await tables.close()
await policies.close()
await store.close()
console.log(writes)
