/**
 * A wire between a client and its server, that a test can cut.
 */
import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** A wire. */
export interface Proxy {
  readonly port: number
  /** Cuts every connection that there is. */
  readonly cut: () => void
  /**
   * The next time the client says something with this text in it: `before` cuts without passing it
   * on; `after` passes it on, waits until the server has answered, and cuts without the answer.
   */
  readonly cutAt: (text: string, when: 'before' | 'after') => void
  /** How often {@link cutAt} has cut. */
  readonly cuts: () => number
  readonly close: () => Promise<void>
}

/** Opens a wire to a port of this machine. */
export const startProxy = async (to: number): Promise<Proxy> => {
  const sockets = new Set<Socket>()
  let trap: { readonly text: string; readonly when: 'before' | 'after' } | undefined
  let cuts = 0

  const server = createServer((client) => {
    const upstream = connect(to, '127.0.0.1')
    let swallows = false
    const end = (): void => {
      for (const socket of [client, upstream]) {
        sockets.delete(socket)
        socket.destroy()
      }
    }
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('error', end)
      socket.on('close', end)
    }
    client.on('data', (data) => {
      const sprung = trap !== undefined && data.includes(trap.text) ? trap : undefined
      if (sprung !== undefined) {
        trap = undefined
        cuts += 1
        if (sprung.when === 'before') return end()
        swallows = true
      }
      upstream.write(data)
    })
    upstream.on('data', (data) => {
      if (swallows) end()
      else client.write(data)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port is free')
  const cut = (): void => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    port: address.port,
    cut,
    cutAt: (text, when) => {
      trap = { text, when }
    },
    cuts: () => cuts,
    close: async () => {
      cut()
      server.close()
      await once(server, 'close')
    },
  }
}
