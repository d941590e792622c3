/**
 * Read models as their readers may see them: the audience that a projection declares, enforced.
 *
 * Promises: a reader outside the audience is denied, whatever is asked; a subject gets its own rows,
 * and of another's gets the very answer that it gets where there is none. Pages are as full as the
 * reader's rows allow, and say nothing of how many others there are; so they have no position, for
 * that moves with every event. Rejected: telling who may see a row on the row; one query forgets.
 */
import type { Audience, EventSource, Projection } from '@kiemtra/kernel'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { ReadModelStore } from '../ports/read-model-store.ts'
import { type ReadFailure, readModel, type TypedPage, type TypedQuery } from './read-model.ts'

// ------------------------------------------------------------------- model

/** Who reads. The embedding service proves it; what a reader may see, the projection says. */
export type Reader =
  /** Sees everything. */
  | { readonly as: 'auditor' }
  /** Sees what is for delegations, for any subject, and for everyone. */
  | { readonly as: 'delegation' }
  /** Sees its own rows of what is for subjects, and what is for everyone. */
  | { readonly as: 'subject'; readonly id: string }
  | { readonly as: 'public' }

/** Some rows that a reader may see. */
export type ReadersPage<Row> = Omit<TypedPage<Row>, 'position'>

/** The rows of one projection that a reader may see. */
export interface ReadersModel<Row> {
  readonly get: (key: string) => TaskEither<ReadFailure, Row | undefined>
  readonly query: (query?: TypedQuery<Row>) => TaskEither<ReadFailure, ReadersPage<Row>>
}

// --------------------------------------------------------------- behaviour

type Sight<Row> = 'all' | 'none' | ((row: Row) => boolean)

const sightOf = <Row>(audience: Audience<Row>, reader: Reader): Sight<Row> => {
  if (audience === 'public' || reader.as === 'auditor') return 'all'
  if (reader.as === 'public' || audience === 'auditor') return 'none'
  if (reader.as === 'delegation') return 'all'
  if (audience === 'delegation') return 'none'
  return (row) => audience.subject(row) === reader.id
}

const DEFAULT_LIMIT = 100

/**
 * The rows of a projection in a store, as one reader may see them. `AccessDenied` to a reader whom
 * the projection is not for.
 *
 * @example
 * const Letters = {
 *   category: 'letter',
 *   event: eventCodec(event('Sent', t.strict({ to: t.string }))),
 * }
 * const inbox = projection<{ readonly to: string }>()({
 *   name: 'inbox',
 *   version: 1,
 *   from: [Letters],
 *   audience: { subject: ({ to }) => to },
 *   row: t.strict({ to: t.string }),
 *   indexes: ['to'],
 *   on: { Sent: { keys: ({ id }) => [id], apply: (_, { event }) => event.data } },
 * })
 * const readModels = inMemoryReadModels()
 * await projector({ events: inMemoryEventStore(), readModels, projections: [inbox] }).catchUp()()
 * const mine = await readModelAs(readModels, inbox, { as: 'subject', id: 'dong-da' }).query()()
 * E.isRight(mine) && mine.right // => { rows: [] }
 * E.isLeft(await readModelAs(readModels, inbox, { as: 'public' }).query()()) // => true
 */
export const readModelAs = <Row, Sources extends ReadonlyArray<EventSource>>(
  store: ReadModelStore,
  projection: Projection<Row, Sources>,
  reader: Reader,
): ReadersModel<Row> => {
  const model = readModel(store, projection)
  const sees = sightOf(projection.audience, reader)
  if (sees === 'none') {
    const operation = `read ${projection.name}`
    const denied = async () => left<ReadFailure>({ _tag: 'AccessDenied', operation })
    return { get: () => denied, query: () => denied }
  }
  return {
    get: (key) => async () => {
      const found = await model.get(key)()
      if (isLeft(found) || found.right === undefined || sees === 'all') return found
      return right(sees(found.right) ? found.right : undefined)
    },
    query: (query = {}) =>
      sees === 'all' ? withoutPosition(model.query(query)) : sift(model.query, query, sees),
  }
}

const withoutPosition =
  <Row>(
    query: TaskEither<ReadFailure, TypedPage<Row>>,
  ): TaskEither<ReadFailure, ReadersPage<Row>> =>
  async () => {
    const page = await query()
    if (isLeft(page)) return page
    const { rows, next } = page.right
    return right(next === undefined ? { rows } : { rows, next })
  }

/**
 * Asks for as many rows as are missing until the page is full, so that its cursor is of its last row;
 * then looks on for one more, as a next page without rows would tell of others'.
 */
const sift =
  <Row>(
    ask: (query: TypedQuery<Row>) => TaskEither<ReadFailure, TypedPage<Row>>,
    query: TypedQuery<Row>,
    sees: (row: Row) => boolean,
  ): TaskEither<ReadFailure, ReadersPage<Row>> =>
  async () => {
    const { limit = DEFAULT_LIMIT } = query
    const rows: { readonly key: string; readonly row: Row }[] = []
    let cursor: string | undefined
    let asked = query
    for (;;) {
      const isFull = cursor !== undefined
      const page = await ask({ ...asked, limit: isFull ? DEFAULT_LIMIT : limit - rows.length })()
      if (isLeft(page)) return page
      const own = page.right.rows.filter(({ row }) => sees(row))
      if (cursor !== undefined && own.length > 0) return right({ rows, next: cursor })
      rows.push(...own)
      const { next } = page.right
      if (next === undefined) return right({ rows })
      if (!isFull && rows.length >= limit) cursor = next
      asked = { ...query, after: next }
    }
  }
