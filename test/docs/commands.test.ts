/**
 * Every command in the README and in CONTRIBUTING is there to be typed, and `npm start` works as shown.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { askedBy, commandsIn, writingInto } from './commands.ts'
import { at, readJson, ROOT } from './repository.ts'

const folder = mkdtempSync(join(tmpdir(), 'kiemtra-docs-'))
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

const scripts = at(readJson('package.json'), 'scripts')

/** A script as npm runs it, from the root; the exit code, and what was printed. */
const running = (script: string, args: ReadonlyArray<string>) =>
  new Promise<{ readonly code: number | null; readonly output: string }>((resolve, reject) => {
    const quoted = args.map((arg) => JSON.stringify(arg)).join(' ')
    const child = spawn(`${script} ${quoted}`, { cwd: ROOT, shell: true })
    let output = ''
    const heard = (chunk: unknown): void => {
      output += String(chunk)
    }
    child.stdout.on('data', heard)
    child.stderr.on('data', heard)
    child.on('error', reject)
    child.on('close', (code) => {
      resolve({ code, output })
    })
  })

const pages = ['README.md', 'CONTRIBUTING.md'].map((page) => ({ page, commands: commandsIn(page) }))

it.each(pages)('$page has commands', ({ commands }) => {
  expect(commands.length).toBeGreaterThan(2)
})

const shown = new Map(
  pages.flatMap(({ commands }) => commands.map((command) => [command.words.join(' '), command])),
)

describe('each can be typed', () => {
  for (const [line, command] of shown) {
    it(line, { timeout: 120_000 }, async () => {
      const asked = askedBy(command)
      expect(asked._tag).not.toBe('Unknown')
      if (asked._tag === 'Tool') expect(existsSync(asked.path)).toBe(true)
      if (asked._tag !== 'Script') return
      const script = at(scripts, asked.name)
      expect(script).toBeTypeOf('string')
      // The other scripts are the checks, of which this test is a part.
      if (asked.name !== 'start') return
      const { code, output } = await running(String(script), writingInto(folder, asked.args))
      expect(code, output).toBe(0)
      expect(output).toMatch(/\S/)
    })
  }
})
