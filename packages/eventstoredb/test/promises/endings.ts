/**
 * A program that has closed its store ends, and one that never used it too.
 */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { type Connect, rig } from '../rig.ts'

const PROGRAM = fileURLToPath(new URL('../program.ts', import.meta.url))
const run = promisify(execFile)

export const endings = (name: string, connect: Connect): void => {
  describe('a program', () => {
    const { server } = rig(connect)

    it.each(['uses', 'waits', 'nothing'])('ends when its store is closed (%s)', async (what) => {
      const { stdout } = await run(
        process.execPath,
        ['--conditions=source', PROGRAM, name, server().hosts, what],
        { timeout: 14_000 },
      )
      expect(stdout).toBe('closed\n')
    })
  })
}
