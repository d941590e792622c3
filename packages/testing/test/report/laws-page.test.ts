import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import * as kit from '../../src/index.ts'

const page = readFileSync(
  fileURLToPath(new URL('../../../../docs/guides/laws.md', import.meta.url)),
  'utf8',
)

it.each(kit.laws)('$id is on the page of laws, in its own words', ({ id, name, statement }) => {
  expect(page).toContain(`## ${id === name ? id : `${id}: ${name}`}\n`)
  expect(page).toContain(`> ${statement}\n`)
})

it('L1 to L18, promises and every other law are exports, each once', () => {
  const exported = Object.values(kit).filter((one: unknown) => kit.laws.some((law) => law === one))
  expect(new Set(exported).size).toBe(kit.laws.length)
  expect(kit.laws.slice(0, 18).map(({ id }) => id)).toEqual(
    Array.from({ length: 18 }, (_, i) => `L${i + 1}`),
  )
})
