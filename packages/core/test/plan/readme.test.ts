/**
 * The README's example is this folder's example, and says what it says it says.
 */
import { readFileSync } from 'node:fs'
import { expect, it, vi } from 'vitest'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')

it('the README shows the example, and the example prints what it promises', async () => {
  const example = read('./readme-example.ts')
  expect(read('../../README.md')).toContain(`\`\`\`ts\n${example}\`\`\``)
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined)
  await import('./readme-example.ts')
  const printed = log.mock.calls.map((words) => words.join(' '))
  log.mockRestore()
  expect(printed).toEqual(['R1 Plan p61-2023 was issued on 2023-03-03; amend it by a document.'])
  expect(example).toContain(`// ${printed.join()}`)
})
