/**
 * Identity: the ids of events and of commands that nobody chose, computed and so repeatable.
 *
 * Both are uuid v5: the same input gives the same id in every process, which is what makes an
 * append, an import or a policy's command harmless to repeat. Rejected: random ids, which make
 * every retry a new event.
 */
import { parse, v5 } from 'uuid'

/** Our uuid namespace of event ids; published, so that others can compute them. */
export const EVENT_NAMESPACE = '6a826fd6-d6ec-4dcb-a2b6-95c7798402ce'

/** Our uuid namespace of computed command ids. */
export const COMMAND_NAMESPACE = 'f8ee78a9-c2f1-4f7f-a489-a41e36e3aa91'

// Parsed once: half of a v5's cost is in its namespace's text.
const eventNamespace = parse(EVENT_NAMESPACE)
const commandNamespace = parse(COMMAND_NAMESPACE)

/**
 * The id of an event: uuid v5 of `stream/commandId/index` in {@link EVENT_NAMESPACE}.
 *
 * Neither a stream's name nor a command id holds a slash, so no two triples share a text.
 *
 * @example
 * eventIdOf('kiemtra.plan-p61', 'issue-1', 0) // => 'f02ae3a2-ce6e-52d4-a783-21dab045be11'
 */
export const eventIdOf = (stream: string, commandId: string, index: number): string =>
  v5(`${stream}/${commandId}/${index}`, eventNamespace)

/**
 * A command id from what makes the command one and the same: for importers (source, row) and
 * policies (policy, event, command type, target stream, discriminator).
 *
 * Parts are joined as a JSON array, so that `('a', 'b/c')` and `('a/b', 'c')` differ.
 *
 * @example
 * commandIdOf('import', 'agencies.csv', '17') // => '5bf9cf49-f35f-5172-abd2-171ddf6d3d8a'
 */
export const commandIdOf = (...parts: ReadonlyArray<string>): string =>
  v5(JSON.stringify(parts), commandNamespace)
