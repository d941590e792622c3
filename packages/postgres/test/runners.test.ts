/**
 * Two runners for one projection, each of which falls asleep again and again and is taken over.
 *
 * The server itself keeps the books: triggers note who claimed and who wrote a row, in the order in
 * which it happened. Pauses are of an hour's worth of minutes, a minute in half a millisecond.
 */
import {
  inMemoryEventStore,
  inMemoryReadModels,
  projector,
  type ReadModelStore,
} from '@kiemtra/runtime'
import { isLeft } from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { customerOrders, entries, record } from '../../runtime/test/support/orders.ts'
import { everyRow } from './support/rows.ts'
import { freshSchema, openReadModels, success, useServer } from './support/world.ts'

const server = useServer()
const MINUTE_MS = 0.5
const HOUR_IN_MINUTES = 60

const bookkeeping = (schema: string) => `
  CREATE TABLE ${schema}.books (at bigint GENERATED ALWAYS AS IDENTITY, what text, who text, checkpoint text);
  CREATE FUNCTION ${schema}.note_row() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO ${schema}.books (what, who) VALUES ('row', current_setting('application_name'));
    RETURN NULL;
  END $$;
  CREATE FUNCTION ${schema}.note_line() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO ${schema}.books (what, who, checkpoint) VALUES (
      CASE WHEN OLD.epoch <> NEW.epoch THEN 'claim' ELSE 'commit' END,
      current_setting('application_name'), NEW.checkpoint);
    RETURN NULL;
  END $$;
  CREATE TRIGGER note_row AFTER INSERT OR UPDATE OR DELETE ON ${schema}."customerOrders__rows_v1"
    FOR EACH ROW EXECUTE FUNCTION ${schema}.note_row();
  CREATE TRIGGER note_line AFTER UPDATE ON ${schema}.kiemtra_read_models
    FOR EACH ROW EXECUTE FUNCTION ${schema}.note_line();`

it('no row is written by the stale one, and none is lost', async () => {
  const schema = freshSchema()
  const events = inMemoryEventStore()
  const log = fc.sample(entries, { numRuns: 80, seed: 61 }).flat()
  const owner = await openReadModels(server(), { schema })
  const table = { name: 'customerOrders', version: 1 }
  await projector({ events, readModels: owner, projections: [customerOrders] }).catchUp()()
  await server().sql(bookkeeping(schema))

  let minutes = 0
  let fenced = 0
  let isOver = false
  const turns = { one: 0, two: 0 }
  /** Falls asleep for some minutes between reading and writing, now and then. */
  const sleepy = (name: keyof typeof turns, store: ReadModelStore): ReadModelStore => ({
    ...store,
    claim: (wanted) => async () => {
      const claimed = await store.claim(wanted)()
      if (isLeft(claimed)) return claimed
      const { right: writer } = claimed
      return {
        ...claimed,
        right: {
          ...writer,
          commit: (batch) => async () => {
            if (!isOver && Math.random() < 0.3) {
              const asleep = 1 + Math.random() * 20
              minutes += asleep
              await new Promise((resolve) => setTimeout(resolve, asleep * MINUTE_MS))
            }
            const done = await writer.commit(batch)()
            if (!isLeft(done)) turns[name] += 1
            else if (done.left._tag === 'Fenced') fenced += 1
            return done
          },
        },
      }
    },
  })

  const runner = async (name: keyof typeof turns): Promise<void> => {
    const store = await openReadModels(server(), {
      schema,
      connectionString: `${server().connectionString()}?application_name=${name}`,
    })
    while (!isOver) {
      const projections = [customerOrders]
      const running = projector({
        events,
        readModels: sleepy(name, store),
        projections,
        batchSize: 7,
      })
      // Ends when it is fenced off, or has caught up; then it wakes up, and claims again.
      await running.catchUp()()
    }
  }

  const runners = [runner('one'), runner('two')]
  await record(events, log)
  // How soon both have had their turns is the machine's matter, so it is waited for.
  while (minutes < HOUR_IN_MINUTES || fenced < 20 || turns.one <= 20 || turns.two <= 20) {
    await record(events, log.slice(0, 10))
    // Memory never waits; the runners have to get their turns.
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
  isOver = true
  await Promise.all(runners)
  success(await projector({ events, readModels: owner, projections: [customerOrders] }).catchUp()())

  const books = await server().sql(`SELECT what, who, checkpoint FROM ${schema}.books ORDER BY at`)
  let claimant: unknown
  let last = ''
  const wrote = new Map<unknown, number>()
  for (const { what, who, checkpoint } of books) {
    if (what === 'claim') {
      claimant = who
      continue
    }
    expect(who).toBe(claimant)
    wrote.set(who, (wrote.get(who) ?? 0) + 1)
    if (what !== 'commit') continue
    expect(String(checkpoint) > last).toBe(true)
    last = String(checkpoint)
  }
  // The server's books agree that both took their turns.
  expect(wrote.get('one')).toBeGreaterThan(20)
  expect(wrote.get('two')).toBeGreaterThan(20)

  const memory = inMemoryReadModels()
  success(
    await projector({ events, readModels: memory, projections: [customerOrders] }).catchUp()(),
  )
  expect(await everyRow(owner, table)).toBe(await everyRow(memory, table))
})
