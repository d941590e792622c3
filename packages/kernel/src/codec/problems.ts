/**
 * What is wrong with a value, said without the value.
 *
 * A problem has a path, what was expected and the kind of what was found. Values, and the keys of
 * open-ended records, may be personal data and never appear. Rejected: io-ts's `PathReporter`,
 * which prints the offending value and grows with the square of a union.
 */
import * as t from 'io-ts'
import { CHOSEN, type Codec } from './codec.ts'
import { PersonalType } from './personal.ts'
import { isCodec, shapeOf } from './shape.ts'

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
 * const decoded = t.strict({ a: t.array(t.string) }).decode({ a: ['x', 7] })
 * E.isLeft(decoded) && problemsOf(decoded.left)
 * // => [{ path: 'a[1]', expected: 'string', found: 'number' }]
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
  let at: t.ContextEntry | undefined
  for (const entry of context) {
    if (at !== undefined) {
      const next = step(isCodec(at.type) ? bare(at.type) : undefined, entry.key)
      if (next === undefined) break
      path = next.startsWith('[') || path === '' || next === '' ? path + next : `${path}.${next}`
    }
    at = entry
  }
  return {
    path: path === '' ? '(whole)' : path,
    expected: at?.type.name ?? 'a value',
    found: kindOf(at?.actual),
  }
}

/** How the path goes on below a codec; `undefined`: it ends here. */
const step = (parent: Codec | undefined, key: string): string | undefined => {
  // io-ts numbers the members of these; they are no places in the value.
  if (parent instanceof t.IntersectionType) return ''
  if (parent instanceof t.UnionType) return isChosen(parent, key) ? '' : undefined
  const shape = parent === undefined ? undefined : shapeOf(parent)
  if (shape?._tag === 'array' || shape?._tag === 'tuple') return `[${key}]`
  // Only what the codec itself names may be said: any other key came with the value.
  return shape?._tag === 'props' && shape.props.some((prop) => prop.name === key) ? key : '*'
}

/**
 * Whether the union picked this member by its tag. Where it tried one after the other, every member
 * complains, and the union as a whole is the clearer answer.
 */
const isChosen = (union: Codec, key: string): boolean => 'tag' in union || key === CHOSEN

/** The codec that does the work, under its wrappers. */
const bare = (codec: Codec): Codec => {
  let at = codec
  for (;;) {
    const of: unknown =
      at instanceof t.RecursiveType
        ? at.runDefinition()
        : at instanceof t.ExactType ||
            at instanceof t.ReadonlyType ||
            at instanceof t.RefinementType ||
            at instanceof PersonalType
          ? at.type
          : undefined
    if (!isCodec(of)) return at
    at = of
  }
}

/** The kind of a value, in JSON's words. */
export const kindOf = (u: unknown): string => {
  if (u === null) return 'null'
  if (u === undefined) return 'nothing'
  if (Array.isArray(u)) return 'array'
  return typeof u
}
