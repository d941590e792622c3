/**
 * Which tests name which rules: titles that begin with ids, `R7: …` or `R9, R10: …`, their own or
 * those of a group around them. Read from the sources, so that a test that is skipped or never
 * registered can't hide behind a report.
 */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { ROOT } from '../docs/repository.ts'

/** A test, by its own title and those around it, and what they name. */
export interface Titled {
  readonly file: string
  readonly title: string
  /** Rules and laws, the test's own, else those of the nearest group that names any. */
  readonly names: ReadonlyArray<string>
}

const NAMES = /^((?:R\d+|L\d+|lifecycle|policy|words)(?:(?:, | to )(?:R\d+|L\d+|lifecycle))*): /

/** What a title names at its beginning. */
export const namesIn = (title: string): ReadonlyArray<string> => {
  const found = NAMES.exec(title)?.[1]
  return found === undefined ? [] : found.split(/, | to /)
}

/** The tests of some files, by patterns from the root. */
export const testsIn = (patterns: ReadonlyArray<string>): ReadonlyArray<Titled> =>
  globSync([...patterns], { cwd: ROOT })
    .sort()
    .flatMap(testsOf)

const testsOf = (file: string): ReadonlyArray<Titled> => {
  const text = readFileSync(join(ROOT, file), 'utf8')
  return titlesIn(text).map((test) => ({ file, ...test }))
}

/** The tests in a source, in its order. */
export const titlesIn = (text: string): ReadonlyArray<Omit<Titled, 'file'>> => {
  const source = ts.createSourceFile('test.ts', text, ts.ScriptTarget.Latest, true)
  const found: Omit<Titled, 'file'>[] = []
  const visit = (node: ts.Node, around: ReadonlyArray<string>): void => {
    const call = callOf(node)
    if (call === undefined) {
      ts.forEachChild(node, (child) => visit(child, around))
    } else if (call.kind === 'group') {
      for (const argument of call.rest) visit(argument, [...around, call.title])
    } else {
      const named = [call.title, ...around.toReversed()].map(namesIn)
      found.push({ title: call.title, names: named.find((names) => names.length > 0) ?? [] })
    }
  }
  visit(source, [])
  return found
}

interface Call {
  readonly kind: 'group' | 'test'
  readonly title: string
  readonly rest: ReadonlyArray<ts.Node>
}

/** `describe(…)`, `it(…)` and `test(…)`, `.each(…)` and the like included. */
const callOf = (node: ts.Node): Call | undefined => {
  if (!ts.isCallExpression(node)) return undefined
  let callee: ts.Expression = node.expression
  while (ts.isCallExpression(callee) || ts.isPropertyAccessExpression(callee)) {
    callee = callee.expression
  }
  const [first, ...rest] = node.arguments
  if (!ts.isIdentifier(callee) || first === undefined || rest.length === 0) return undefined
  const title = textOf(first)
  if (title === undefined) return undefined
  if (callee.text === 'describe') return { kind: 'group', title, rest }
  return callee.text === 'it' || callee.text === 'test'
    ? { kind: 'test', title, rest: [] }
    : undefined
}

/** A title; of a template, with its holes shown. */
const textOf = (node: ts.Expression): string | undefined => {
  if (ts.isStringLiteralLike(node)) return node.text
  if (!ts.isTemplateExpression(node)) return undefined
  return node.head.text + node.templateSpans.map(({ literal }) => `…${literal.text}`).join('')
}
