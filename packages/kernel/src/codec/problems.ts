/**
 * What is wrong with a value, said without the value.
 *
 * A problem has a path, what was expected and the kind of what was found. Values, and the keys of
 * open-ended records, may be personal data and never appear. Rejected: io-ts's `PathReporter`,
 * which prints the offending value and grows with the square of a union.
 */
import type * as t from 'io-ts'
import { isCodec, type Shape, shapeOf } from './shape.ts'

/** One thing wrong: where, what should be there, and the kind of what is. */
export interface Problem {
  readonly path: string
  readonly expected: string
  readonly found: string
}

/**
 * The problems behind io-ts's errors, one per path.
 *
 * @example
 * // for t.strict({ a: t.array(t.string) }) and { a: ['x', 7] }
 * // [{ path: 'a[1]', expected: 'string', found: 'number' }]
 */
export const problemsOf = (errors: t.Errors, root = ''): ReadonlyArray<Problem> => {
  const byPath = new Map<string, Problem>()
  for (const error of errors) {
    const problem = problemOf(error.context, root)
    if (!byPath.has(problem.path)) byPath.set(problem.path, problem)
  }
  return [...byPath.values()]
}

const problemOf = (context: t.Context, root: string): Problem => {
  let path = root
  let at = context[0]
  let parent: Shape | undefined
  for (const entry of context) {
    if (entry !== context[0] && parent !== undefined) {
      // Inside an untagged union every member complains: the union itself is the clearer answer.
      if (parent._tag === 'union' && !isTagged(parent)) break
      path = join(path, entry.key, parent)
    }
    at = entry
    parent = isCodec(entry.type) ? unwrapped(shapeOf(entry.type)) : undefined
  }
  return {
    path: path === '' ? '(whole)' : path,
    expected: at?.type.name ?? 'a value',
    found: kindOf(at?.actual),
  }
}

const join = (path: string, key: string, parent: Shape): string => {
  switch (parent._tag) {
    case 'union':
    case 'intersection':
      return path
    case 'array':
    case 'tuple':
      return `${path}[${key}]`
    case 'record':
      return path === '' ? '*' : `${path}.*`
    default:
      // Members of an intersection are numbered by io-ts, also where we see one object.
      if (parent._tag === 'props' && !parent.props.some((prop) => prop.name === key)) return path
      return path === '' ? key : `${path}.${key}`
  }
}

const isTagged = (union: Shape): boolean =>
  union._tag === 'union' && union.members.every((member) => shapeOf(member)._tag === 'props')

const unwrapped = (shape: Shape): Shape => {
  let current = shape
  while (current._tag === 'personal' || current._tag === 'refinement') current = shapeOf(current.of)
  if (current._tag !== 'recursive') return current
  const definition = current.definition()
  return definition === undefined ? current : unwrapped(shapeOf(definition))
}

/** The kind of a value, in JSON's words. */
export const kindOf = (u: unknown): string => {
  if (u === null) return 'null'
  if (u === undefined) return 'nothing'
  if (Array.isArray(u)) return 'array'
  return typeof u
}
