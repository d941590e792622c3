/**
 * The stand-in's log: streams, positions, and what the server's index writer answers to an append.
 *
 * Written from the observed behaviour of the 23.10 line (the rules are listed beside each branch). One
 * log stands for the whole cluster: what is written is replicated at once.
 */
import { randomUUID } from 'node:crypto'

/** A revision that an append expects. */
export type Expected = number | 'any' | 'none' | 'exists'

/** An event as it is offered. */
export interface Offered {
  readonly id: string
  readonly type: string
  readonly isJson: boolean
  readonly data: Uint8Array
  readonly metadata: Uint8Array
}

/** An event as it stands. */
export interface Entry extends Offered {
  readonly stream: string
  readonly revision: number
  readonly position: number
  readonly createdMs: number
}

/** What an append comes to. */
export type Outcome =
  | { readonly _tag: 'Written'; readonly revision: number; readonly position: number | undefined }
  | { readonly _tag: 'Conflict'; readonly actual: number }
  | { readonly _tag: 'Deleted' }
  | { readonly _tag: 'TooLarge' }

/** The mark in a stream's metadata that stands for deletion; beyond what a JS number can hold. */
const DELETED = '9223372036854775807'
const BYTES_BETWEEN = 100

/** A log. */
export class Log {
  readonly entries: Entry[] = []
  /** Asked before each append; grows with the cluster's options. */
  maxAppendBytes = 1024 * 1024
  positionOnRepeat = true
  private readonly streams = new Map<string, Entry[]>()
  private readonly tombstones = new Set<string>()
  /** What the server's cache of recent ids stands for: lost when another node leads. */
  private readonly recentIds = new Map<string, Entry>()
  private readonly listeners = new Set<() => void>()

  append(stream: string, expected: Expected, events: ReadonlyArray<Offered>): Outcome {
    if (this.tombstones.has(stream)) return { _tag: 'Deleted' }
    const bytes = events.reduce((sum, { data }) => sum + data.length, 0)
    if (bytes > this.maxAppendBytes) return { _tag: 'TooLarge' }
    const last = this.lastRevision(stream)
    if (expected === 'any' || expected === 'exists') return this.appendAnyhow(stream, events, last)
    const wanted = expected === 'none' ? -1 : expected
    if (wanted === last) return this.write(stream, events)
    if (wanted > last) return { _tag: 'Conflict', actual: last }
    const standing = this.streams.get(stream) ?? []
    for (let i = 0; i < events.length; i++) {
      if (standing[wanted + 1 + i]?.id === events[i]?.id) continue
      // A stream that was deleted counts as missing, and goes on where it ended.
      if (i === 0 && expected === 'none' && this.isSoftDeleted(stream))
        return this.write(stream, events)
      return { _tag: 'Conflict', actual: last }
    }
    return this.repeated(standing[wanted + events.length])
  }

  /** Remembers what it has written only as long as this node leads. */
  private appendAnyhow(stream: string, events: ReadonlyArray<Offered>, last: number): Outcome {
    const known = events.map(({ id }) => this.recentIds.get(`${stream}/${id}`))
    if (known.length > 0 && known.every((entry) => entry !== undefined)) {
      return this.repeated(known[known.length - 1])
    }
    return known.some((entry) => entry !== undefined)
      ? { _tag: 'Conflict', actual: last }
      : this.write(stream, events)
  }

  private repeated(entry: Entry | undefined): Outcome {
    return {
      _tag: 'Written',
      revision: entry?.revision ?? -1,
      position: this.positionOnRepeat ? entry?.position : undefined,
    }
  }

  /** Writes past all checks. */
  write(stream: string, events: ReadonlyArray<Offered>): Outcome {
    if (this.isSoftDeleted(stream))
      this.setTruncation(stream, String(this.lastRevision(stream) + 1))
    const standing = this.streams.get(stream) ?? []
    this.streams.set(stream, standing)
    let position = 0
    for (const event of events) {
      position = (this.entries.length + 1) * BYTES_BETWEEN
      const entry = { ...event, stream, revision: standing.length, position, createdMs: Date.now() }
      standing.push(entry)
      this.entries.push(entry)
      this.recentIds.set(`${stream}/${event.id}`, entry)
    }
    for (const listener of [...this.listeners]) listener()
    return { _tag: 'Written', revision: standing.length - 1, position }
  }

  clear(): void {
    this.entries.length = 0
    this.streams.clear()
    this.tombstones.clear()
    this.recentIds.clear()
  }

  forgetRecentIds(): void {
    this.recentIds.clear()
  }

  /** Calls back after each write; returns how to call that off. */
  onWrite(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  lastRevision(stream: string): number {
    return (this.streams.get(stream)?.length ?? 0) - 1
  }

  isTombstoned(stream: string): boolean {
    return this.tombstones.has(stream)
  }

  /** The events that can be read; `undefined` when the stream counts as missing. */
  visible(stream: string): ReadonlyArray<Entry> | undefined {
    const standing = this.streams.get(stream) ?? []
    const before = this.truncation(stream)
    const visible = before === DELETED ? [] : standing.slice(Number(before ?? 0))
    return visible.length === 0 ? undefined : visible
  }

  softDelete(stream: string): number {
    return this.setTruncation(stream, DELETED)
  }

  tombstone(stream: string): number {
    this.tombstones.add(stream)
    return this.entries.length * BYTES_BETWEEN
  }

  private isSoftDeleted(stream: string): boolean {
    return this.truncation(stream) === DELETED
  }

  /** As text: the mark of deletion is no number that JSON.parse would keep. */
  private truncation(stream: string): string | undefined {
    if (stream.startsWith('$$')) return undefined
    const metadata = this.streams.get(`$$${stream}`)?.at(-1)
    if (metadata === undefined) return undefined
    return /"\$tb":(\d+)/.exec(Buffer.from(metadata.data).toString('utf8'))?.[1]
  }

  private setTruncation(stream: string, before: string): number {
    const event: Offered = {
      id: randomUUID(),
      type: '$metadata',
      isJson: true,
      data: Buffer.from(`{"$tb":${before}}`),
      metadata: new Uint8Array(),
    }
    const outcome = this.write(`$$${stream}`, [event])
    return outcome._tag === 'Written' ? (outcome.position ?? 0) : 0
  }
}
