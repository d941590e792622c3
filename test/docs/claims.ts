/**
 * What a program in the documentation claims: `expression // => value` says that the two are equal,
 * deeply, and becomes an assertion. Lines stay where they are, so an error's line is the reader's.
 *
 * A `// =>` that stands behind no expression statement would assert nothing, so it is an error.
 */
import ts from 'typescript'

/** A program whose claims are assertions, its imports taken out. */
export interface Claiming {
  readonly imports: ReadonlyArray<string>
  readonly body: string
  readonly claims: number
}

/** What the assertion is called in a program; no example would use the name. */
const CLAIM = '__claim'

/**
 * What a program with claims begins with. It exports the numbers of the claims that held, for one
 * inside an `if` or a loop may never be reached.
 */
export const CLAIM_KEEPER = [
  `import { deepEqual as __equal } from 'node:assert/strict'`,
  `export const held = new Set<number>()`,
  `const ${CLAIM} = (claim: number, actual: unknown, expected: unknown): void => {`,
  `  __equal(actual, expected)`,
  `  held.add(claim)`,
  `}`,
  `void ${CLAIM}`,
].join('\n')

const claimed = /^[ \t]*(?:\n[ \t]*)?\/\/ => ([^\n]+)/

/** The program with each claim made into an assertion, and its imports apart. */
export const claiming = (code: string, origin: string): Claiming => {
  const file = parsed(code)
  const edits: { readonly from: number; readonly to: number; readonly text: string }[] = []
  const imports: string[] = []
  let claims = 0
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      imports.push(node.getText(file))
      const lines = node.getText(file).replaceAll(/[^\n]+/g, '')
      edits.push({ from: node.getStart(file), to: node.end, text: lines })
    } else if (ts.isExpressionStatement(node)) {
      const claim = claimed.exec(code.slice(node.end))
      if (claim !== null) {
        claims++
        const [whole, value = ''] = claim
        const between = whole.includes('\n') ? '\n' : ''
        const text = `${CLAIM}(${claims}, ${node.expression.getText(file)},${between} ${value})`
        edits.push({ from: node.getStart(file), to: node.end + whole.length, text })
      }
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  const written = code.match(/\/\/ =>/g)?.length ?? 0
  if (written !== claims) {
    throw new Error(
      `${origin}: of ${written} claims ${claims} stand behind an expression statement`,
    )
  }
  const body = edits
    .toSorted((a, b) => b.from - a.from)
    .reduce((text, edit) => text.slice(0, edit.from) + edit.text + text.slice(edit.to), code)
  return { imports, body, claims }
}

/** The names that a program uses and doesn't declare at its top: candidates for an import. */
export const freeNames = (code: string): ReadonlyArray<string> => {
  const file = parsed(code)
  const used = new Set<string>()
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && isName(node)) used.add(node.text)
    ts.forEachChild(node, visit)
  }
  visit(file)
  const declared = new Set(file.statements.flatMap(declaredBy))
  return [...used].filter((name) => !declared.has(name))
}

const parsed = (code: string): ts.SourceFile =>
  ts.createSourceFile('program.ts', code, ts.ScriptTarget.ES2023, true)

const declaredBy = (statement: ts.Statement): ReadonlyArray<string> => {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap(({ name }) => boundBy(name))
  }
  if (ts.isImportDeclaration(statement)) {
    const { importClause } = statement
    const bindings = importClause?.namedBindings
    const named =
      bindings === undefined ? [] : ts.isNamespaceImport(bindings) ? [bindings] : bindings.elements
    return [importClause?.name, ...named.map(({ name }) => name)].flatMap((name) =>
      name === undefined ? [] : [name.text],
    )
  }
  const declares =
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement)
  return declares && statement.name !== undefined ? [statement.name.text] : []
}

const boundBy = (name: ts.BindingName): ReadonlyArray<string> =>
  ts.isIdentifier(name)
    ? [name.text]
    : name.elements.flatMap((one) => (ts.isBindingElement(one) ? boundBy(one.name) : []))

/** Not the name of a property, which no import would give. */
const isName = (node: ts.Identifier): boolean => {
  const { parent } = node
  if (ts.isPropertyAccessExpression(parent) || ts.isPropertyAssignment(parent)) {
    return parent.name !== node
  }
  if (ts.isBindingElement(parent)) return parent.propertyName !== node
  return (
    !ts.isPropertySignature(parent) &&
    !ts.isMethodDeclaration(parent) &&
    !ts.isImportSpecifier(parent)
  )
}
