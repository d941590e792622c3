/** Runs the README's example, line by line as it stands there, and compares what it says it answers. */
import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { expect, it } from 'vitest'

const page = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
const example = /```ts\n([\s\S]*?)```/.exec(page)?.[1] ?? ''

it('the example answers what it says', async () => {
  // Each awaited answer becomes an entry of `answers`.
  const source = stripTypeScriptTypes(example).replace(
    /^await (.*?)( \/\/.*)?$/gm,
    'answers.push(await $1)',
  )
  const imports: Record<string, unknown> = {}
  const body = source.replace(
    /import ([\s\S]*?) from '(.*?)'/g,
    (_, names: string, from: string) =>
      `const ${names.replace('* as ', '')} = imports[${JSON.stringify(from)}]`,
  )
  imports['fp-ts/lib/Either.js'] = await import('fp-ts/lib/Either.js')
  imports['io-ts'] = await import('io-ts')
  imports['@kiemtra/kernel'] = await import('@kiemtra/kernel')
  imports['@kiemtra/runtime'] = await import('../src/index.ts')
  const answers: unknown[] = []
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the page is ours, and running it is the test
  const run: unknown = new Function('imports', 'answers', `return (async () => {${body}})()`)
  if (typeof run !== 'function') throw new Error('no function')
  await Reflect.apply(run, undefined, [imports, answers])
  expect(answers).toMatchObject([
    { right: { state: 5, revision: 0, repeated: false } },
    { right: { state: 5, revision: 0, repeated: true } },
    { left: { _tag: 'Rejected', rejection: { _tag: 'Overdrawn', balance: 5 } } },
    { _tag: 'Right' },
    { right: { balance: 5 } },
  ])
})
