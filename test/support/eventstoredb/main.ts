/**
 * The stand-in's process: does what its test tells it to, and ends with it.
 *
 * A process of its own, because the stubs it serves with write to the same global namespace as the
 * Kurrent client's, and because a server must be able to be stopped while its client goes on.
 */
import { Cluster } from './cluster.ts'

const cluster = new Cluster()

interface Request {
  readonly id: number
  readonly method: string
  readonly args: ReadonlyArray<unknown>
}

const isRequest = (message: unknown): message is Request =>
  typeof message === 'object' && message !== null && 'id' in message && 'method' in message

const answer = async ({ id, method, args }: Request): Promise<void> => {
  try {
    const run: unknown = Reflect.get(cluster, method)
    if (typeof run !== 'function') throw new TypeError(`no method ${method}`)
    const value: unknown = await Reflect.apply(run, cluster, args)
    process.send?.({ id, value })
  } catch (error) {
    process.send?.({ id, error: String(error) })
  }
  if (method === 'stop') process.disconnect()
}

process.on('message', (message) => {
  if (isRequest(message)) void answer(message)
})
process.on('disconnect', () => {
  cluster.stop()
  process.exit()
})
