/**
 * One node: a gRPC server behind a proxy of our own, so that its connections can be cut, stalled and
 * refused as a network and a dying process would. On 127.0.0.1 and a free port only.
 */
import { createServer, connect, type Server as NetServer, type Socket } from 'node:net'
import { once } from 'node:events'
import { Server, ServerCredentials } from '@grpc/grpc-js'
import features from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js'
import featureMessages from '@eventstore/db-client/generated/serverfeatures_pb.js'
import gossip from '@eventstore/db-client/generated/gossip_grpc_pb.js'
import gossipMessages from '@eventstore/db-client/generated/gossip_pb.js'
import sharedMessages from '@eventstore/db-client/generated/shared_pb.js'
import streams from '@eventstore/db-client/generated/streams_grpc_pb.js'
import { appendCall, batchAppendCall, deleteCall, tombstoneCall } from './appends.ts'
import { grpcError } from './messages.ts'
import { readCall } from './reads.ts'
import type { Servant } from './servant.ts'

const HOST = '127.0.0.1'
/** What the stand-in says that it is, where clients ask for a version. */
const VERSION = '23.10.0-stand-in'
const MAX_MESSAGE_BYTES = 16 * 1024 * 1024

/** A running node. */
export class Node {
  port = 0
  private readonly server: Server
  private proxy: NetServer | undefined
  private readonly sockets = new Set<Socket>()
  private innerPort = 0
  private stalled = false

  constructor(servant: Servant) {
    this.server = new Server({ 'grpc.max_receive_message_length': MAX_MESSAGE_BYTES })
    this.server.addService(streams.StreamsService, {
      append: appendCall(servant),
      batchAppend: batchAppendCall(servant),
      read: readCall(servant),
      delete: deleteCall(servant),
      tombstone: tombstoneCall(servant),
    })
    this.server.addService(features.ServerFeaturesService, {
      getSupportedMethods: featuresCall(servant),
    })
    this.server.addService(gossip.GossipService, { read: gossipCall(servant) })
    this.credentials = credentialsOf(servant)
  }

  private readonly credentials: ServerCredentials

  async start(): Promise<void> {
    this.innerPort = await new Promise<number>((resolve, reject) => {
      this.server.bindAsync(`${HOST}:0`, this.credentials, (error, port) =>
        error === null ? resolve(port) : reject(error),
      )
    })
    await this.listen()
  }

  /** Opens the port again, after {@link kill}. */
  async listen(): Promise<void> {
    const proxy = createServer((outer) => this.pass(outer))
    this.proxy = proxy
    proxy.listen(this.port, HOST)
    await once(proxy, 'listening')
    const address = proxy.address()
    if (typeof address === 'object' && address !== null) this.port = address.port
  }

  private pass(outer: Socket): void {
    const inner = connect(this.innerPort, HOST)
    for (const socket of [outer, inner]) {
      this.sockets.add(socket)
      socket.setNoDelay(true)
      socket.on('error', () => undefined)
      socket.on('close', () => {
        this.sockets.delete(socket)
        outer.destroy()
        inner.destroy()
      })
    }
    outer.pipe(inner)
    inner.pipe(outer)
    if (this.stalled) this.stall()
  }

  hangUp(): void {
    for (const socket of this.sockets) socket.resetAndDestroy()
  }

  kill(): void {
    this.proxy?.close()
    this.hangUp()
  }

  /** Pauses all sockets: what was sent stays unread, as with a stopped process. */
  stall(): void {
    this.stalled = true
    for (const socket of this.sockets) {
      socket.unpipe()
      socket.pause()
    }
  }

  /** Connections that were stalled are cut: half a stream can't be taken up again. */
  resume(): void {
    this.stalled = false
    this.hangUp()
  }

  stop(): void {
    this.kill()
    this.server.forceShutdown()
  }
}

const credentialsOf = ({ options: { tls } }: Servant): ServerCredentials =>
  tls === undefined
    ? ServerCredentials.createInsecure()
    : ServerCredentials.createSsl(null, [
        { private_key: Buffer.from(tls.key), cert_chain: Buffer.from(tls.cert) },
      ])

type Features = Parameters<InstanceType<typeof Server>['addService']>[1][string]

const featuresCall =
  ({ faults, options }: Servant): Features =>
  (_call: unknown, callback: (error: Error | null, value?: unknown) => void) => {
    const act = faults.meet('features')?.act
    if (act?.do === 'error') return callback(grpcError(act.code, act.details))
    const methods = ['append', 'read', ...(options.batch === false ? [] : ['batchappend'])].map(
      (name) =>
        new featureMessages.SupportedMethod()
          .setServiceName('event_store.client.streams.streams')
          .setMethodName(name)
          .setFeaturesList([]),
    )
    callback(
      null,
      new featureMessages.SupportedMethods()
        .setMethodsList(methods)
        .setEventStoreServerVersion(VERSION),
    )
  }

const { ClusterInfo, EndPoint, MemberInfo } = gossipMessages

const gossipCall =
  ({ faults, members }: Servant): Features =>
  (_call: unknown, callback: (error: Error | null, value?: unknown) => void) => {
    const act = faults.meet('gossip')?.act
    if (act?.do === 'error') return callback(grpcError(act.code, act.details))
    const infos = members().map(({ port, isLeader, isAlive }) =>
      new MemberInfo()
        .setInstanceId(
          new sharedMessages.UUID().setString(
            `00000000-0000-4000-8000-${String(port).padStart(12, '0')}`,
          ),
        )
        .setTimeStamp('0')
        .setState(isLeader ? MemberInfo.VNodeState.LEADER : MemberInfo.VNodeState.FOLLOWER)
        .setIsAlive(isAlive)
        .setHttpEndPoint(new EndPoint().setAddress(HOST).setPort(port)),
    )
    callback(null, new ClusterInfo().setMembersList(infos))
  }
