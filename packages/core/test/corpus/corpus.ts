/**
 * The golden corpus: events of every version ever released, as they were stored, kept for ever.
 *
 * One file an aggregate. Entries are only ever added, at the end (`add.ts`), never changed. Beside each
 * stands a digest of the state after folding all entries up to it: a fold that means something else
 * shows there, and is taken over only on purpose (`add.ts --fold <category>`).
 */
import type { EventDefinition, Message, SealedAggregate } from '@kiemtra/kernel'
import { isCodec, positionOf, type StoredEvent } from '@kiemtra/kernel'
import { arbitraryOf, override } from '@kiemtra/testing'
import fc from 'fast-check'
import { isLeft } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { DocumentNumber } from '../../src/vocabulary/official-document.ts'

// ------------------------------------------------------------------- model

export const Entry = t.strict({
  type: t.string,
  schemaVersion: t.number,
  data: t.unknown,
  /** Of the state after this entry and all before it. */
  state: t.string,
})
export type Entry = t.TypeOf<typeof Entry>

/** What of a member of the domain a corpus needs. */
export interface Kept {
  readonly category: string
  readonly aggregate: SealedAggregate
  readonly events: ReadonlyArray<EventDefinition<Message>>
}

// ------------------------------------------------------------------- files

const fileOf = (category: string): string =>
  fileURLToPath(new URL(`./data/${category}.json`, import.meta.url))

/** The entries that are kept. */
export const kept = (category: string): ReadonlyArray<Entry> => {
  if (!existsSync(fileOf(category))) return []
  const decoded = t.array(Entry).decode(JSON.parse(readFileSync(fileOf(category), 'utf8')))
  if (isLeft(decoded)) throw new Error(`the corpus of ${category} can't be read`)
  return decoded.right
}

/** Keeps entries, each on a line of its own, so that a change of an old one stands out in review. */
export const keep = (category: string, entries: ReadonlyArray<Entry>): void => {
  const lines = entries.map((entry) => JSON.stringify(entry))
  writeFileSync(fileOf(category), `[\n${lines.join(',\n')}\n]\n`)
}

// --------------------------------------------------------------- behaviour

const SAMPLES = 3
const SEED = 61
/** What can't be drawn from its codec alone. */
export const overrides = [override(DocumentNumber, fc.constantFrom('61/KH-UBND', '24-CT/TU'))]

/** The versions of a member of which nothing is kept. */
export const missing = (
  { events }: Kept,
  entries: ReadonlyArray<Pick<Entry, 'type' | 'schemaVersion'>>,
): ReadonlyArray<Omit<Entry, 'state'>> => {
  const known = new Set(entries.map(({ type, schemaVersion }) => `${type} v${schemaVersion}`))
  const rounds = Array.from({ length: SAMPLES }, (_, round) =>
    events.flatMap(({ type, versions }) =>
      versions.flatMap((codec, i) => {
        const schemaVersion = i + 1
        if (known.has(`${type} v${schemaVersion}`) || !isCodec(codec)) return []
        const drawn = fc.sample<unknown>(arbitraryOf<unknown, unknown>(codec, { overrides }), {
          numRuns: SAMPLES,
          seed: SEED,
        })
        const data: unknown = JSON.parse(JSON.stringify(codec.encode(drawn[round])))
        return [{ type, schemaVersion, data }]
      }),
    ),
  )
  return rounds.flat()
}

const storedOf = (
  category: string,
  { type, schemaVersion, data }: Omit<Entry, 'state'>,
  revision: number,
): StoredEvent => ({
  id: `golden-${revision}`,
  stream: `kiemtra.${category}-golden`,
  revision,
  position: positionOf(String(revision).padStart(6, '0')),
  type,
  data,
  meta: {
    schemaVersion,
    commandId: 'golden',
    index: 0,
    count: 1,
    actor: { kind: 'import', source: 'golden' },
    recordedAt: '2024-01-01T00:00:00.000Z',
    correlationId: 'golden',
    reads: [],
  },
})

/** Folds entries from the start; the digest of the state after each. */
export const folded = (
  { category, aggregate }: Kept,
  entries: ReadonlyArray<Omit<Entry, 'state'>>,
): ReadonlyArray<string> =>
  aggregate.open((one) => {
    let state = one.initialState
    return entries.map((entry, i) => {
      const decoded = one.event.decode(storedOf(category, entry, i))
      if (isLeft(decoded)) {
        throw new Error(`${entry.type} v${entry.schemaVersion}: ${JSON.stringify(decoded.left)}`)
      }
      state = one.evolve(state, decoded.right)
      return digestOf(state)
    })
  })

/** Keys in order, maps and sets as lists: what a state says, whatever it is built from. */
const digestOf = (state: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(plain(state)))
    .digest('hex')
    .slice(0, 16)

const plain = (value: unknown): unknown => {
  if (value instanceof Map) return { map: [...value].map(plain) }
  if (value instanceof Set) return { set: [...value].map(plain) }
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, plain(inner)]),
  )
}
