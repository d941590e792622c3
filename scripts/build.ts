/**
 * Builds every package that is written: `node scripts/build.ts [name...]`.
 *
 * They build side by side, in no order: declarations are made from the sources of the others, which
 * TypeScript finds through the `source` condition, so no build waits for another's output.
 */
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { mapLimited, run, seconds } from './run.ts'
import { isWritten, packages } from './workspace.ts'

const root = join(import.meta.dirname, '..')
const wanted = process.argv.slice(2)
const chosen = packages(root).filter(
  ({ manifest }) =>
    wanted.length === 0 ||
    wanted.some((name) => manifest.name === name || manifest.name.endsWith(`/${name}`)),
)

const built = await mapLimited(chosen, availableParallelism(), async (pkg) => {
  if (!isWritten(pkg)) {
    console.log(`  --   ${pkg.manifest.name} has no source yet: not built`)
    return true
  }
  const { ok, output, milliseconds } = await run('tsup', [], { cwd: pkg.dir })
  console.log(`  ${ok ? 'ok  ' : 'FAIL'} ${pkg.manifest.name} (${seconds(milliseconds)})`)
  if (!ok) console.log(output)
  return ok
})

process.exitCode = built.every(Boolean) ? 0 : 1
