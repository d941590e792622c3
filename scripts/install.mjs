// @ts-check
/**
 * Installs the workspace unless it is installed: a fresh clone has neither pnpm nor Node 24, so this
 * runs on whatever Node starts it (20 and later) and needs nothing but npx.
 *
 * The stamp is a hash of what decides an installation, not a time: a checkout changes times at will.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..')
const stamp = join(root, 'node_modules', '.installed')

const members = (/** @type {string} */ folder) =>
  existsSync(join(root, folder))
    ? readdirSync(join(root, folder)).map((name) => `${folder}/${name}`)
    : []

const fingerprint = () => {
  const hash = createHash('sha256')
  const folders = ['.', 'test', ...members('packages'), ...members('examples')].sort()
  const files = [
    'pnpm-lock.yaml',
    'pnpm-workspace.yaml',
    ...folders.map((f) => `${f}/package.json`),
  ]
  for (const file of files) {
    if (existsSync(join(root, file))) hash.update(file).update(readFileSync(join(root, file)))
  }
  return hash.digest('hex')
}

const wanted = fingerprint()
const installed = existsSync(stamp) ? readFileSync(stamp, 'utf8') : ''

if (installed !== wanted || !existsSync(join(root, 'node_modules', '.bin', 'node'))) {
  process.stderr.write('Installing the dependencies...\n')
  const run = spawnSync('npx', ['--yes', 'pnpm@12', 'install', '--frozen-lockfile'], {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    // CI: never ask. The log level: `npm --silent` would hide why the installation failed.
    env: { ...process.env, CI: 'true', npm_config_loglevel: 'warn' },
  })
  if (run.status !== 0) {
    process.stderr.write(`${run.stdout ?? ''}${run.stderr ?? ''}${run.error?.message ?? ''}\n`)
    process.stderr.write(
      'The dependencies could not be installed (`npx pnpm@12 install --frozen-lockfile`, output above).\n' +
        'The first installation needs the npm registry; check the network and run the command again.\n',
    )
    process.exit(1)
  }
  writeFileSync(stamp, wanted)
}
