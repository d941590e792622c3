/**
 * Packs every publishable package and uses the tarballs as a stranger would: installed by npm beside the
 * real peers, loaded by plain Node as ESM and as CommonJS, type-checked under both module resolutions.
 *
 * Only this finds an import that a bundler or TypeScript forgives and Node doesn't (`fp-ts/Either`).
 * Packages and entries are read from the manifests; a new one is covered by being there.
 */
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mapLimited, run, seconds, type Finished } from '../../scripts/run.ts'
import { isWritten, packages, parseManifest, type Package } from '../../scripts/workspace.ts'

const root = join(import.meta.dirname, '..', '..')
const work = mkdtempSync(join(tmpdir(), 'kiemtra-packed-'))
const tarballs = join(work, 'tarballs')
const consumer = join(work, 'consumer')
for (const dir of [tarballs, consumer]) mkdirSync(dir)

interface Verdict {
  readonly check: string
  readonly ok: boolean
  readonly output: string
}

const verdicts: Verdict[] = []
const report = (check: string, ok: boolean, output = ''): boolean => {
  verdicts.push({ check, ok, output })
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${check}`)
  if (!ok && output !== '') console.log(output.trimEnd().replace(/^/gm, '       '))
  return ok
}
const reportRun = (check: string, { ok, output, milliseconds }: Finished): boolean =>
  report(`${check} (${seconds(milliseconds)})`, ok, output)

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`
const pnpm = ['--yes', 'pnpm@12']

const found = packages(root)
for (const pkg of found.filter((each) => !isWritten(each))) {
  console.log(`--   ${pkg.manifest.name} has no source yet`)
}
const written = found.filter(isWritten)

/** Entries of a package as its user names them: `@kiemtra/core`, `@kiemtra/core/testing`. */
const entries = (pkg: Package): ReadonlyArray<string> =>
  Object.entries(pkg.manifest.exports ?? {})
    .filter(([, target]) => typeof target !== 'string')
    .map(([subpath]) => `${pkg.manifest.name}${subpath.slice(1)}`)

const optionalPeers = (pkg: Package): ReadonlyArray<string> =>
  Object.entries(pkg.manifest.peerDependenciesMeta ?? {})
    .filter(([, meta]) => meta.optional === true)
    .map(([name]) => name)

const tarball = (pkg: Package): string =>
  join(tarballs, `${pkg.manifest.name.slice(1).replace('/', '-')}-${pkg.manifest.version}.tgz`)

/** What npm would publish has to stand alone: no workspace protocol, no condition that points at `src`. */
const inspectTarball = async (pkg: Package): Promise<void> => {
  const list = await run('tar', ['-tzf', tarball(pkg)])
  const files = list.output.split('\n')
  const manifest = await run('tar', ['-xzOf', tarball(pkg), 'package/package.json'])
  const faults = [
    ...['package/README.md', 'package/LICENSE']
      .filter((file) => !files.includes(file))
      .map((file) => `${file} is missing`),
    ...files.filter((file) => file.startsWith('package/src/')).map((file) => `${file} is packed`),
    ...['workspace:', 'catalog:', '"source"']
      .filter((text) => manifest.output.includes(text))
      .map((text) => `package.json still says ${text}`),
  ]
  report(`contents ${pkg.manifest.name}`, list.ok && faults.length === 0, faults.join('\n'))
}

const installConsumer = async (): Promise<boolean> => {
  const own = Object.fromEntries(
    written.map((pkg) => [pkg.manifest.name, `file:${tarball(pkg)}`] as const),
  )
  const peers = Object.fromEntries(
    written.flatMap((pkg) =>
      Object.entries(pkg.manifest.peerDependencies ?? {}).filter(([name]) => !(name in own)),
    ),
  )
  const nodeTypes = parseManifest(
    readFileSync(join(root, 'node_modules', '@types', 'node', 'package.json'), 'utf8'),
  ).version
  writeFileSync(
    join(consumer, 'package.json'),
    json({
      name: 'consumer',
      private: true,
      type: 'module',
      dependencies: { ...peers, ...own },
      devDependencies: { '@types/node': nodeTypes },
      overrides: Object.fromEntries(Object.keys(own).map((name) => [name, `$${name}`])),
    }),
  )
  const args = ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--prefer-offline']
  return reportRun('install the tarballs with npm', await run('npm', args, { cwd: consumer }))
}

/** Two copies of fp-ts or io-ts would pass every other check and break `instanceof` in the user's process. */
const oneCopy = async (name: string): Promise<void> => {
  const { output } = await run('npm', ['ls', name, '--all', '--parseable'], { cwd: consumer })
  const copies = output.split('\n').filter((line) => line.endsWith(join('node_modules', name)))
  report(`one copy of ${name}`, copies.length === 1, output)
}

/** Loads an entry in a process of its own and answers the names that it exports. */
const load = async (
  entry: string,
  form: 'esm' | 'cjs',
  hidden: ReadonlyArray<string>,
): Promise<string> => {
  const print = 'console.log(Object.keys(loaded).filter((k) => k !== "default").sort().join())'
  const script =
    form === 'esm'
      ? `import * as loaded from '${entry}'; ${print}`
      : `const loaded = require('${entry}'); ${print}`
  const inputType = form === 'esm' ? 'module' : 'commonjs'
  const hide = ['--import', join(import.meta.dirname, 'hide.mjs')]
  const finished = await run('node', [...hide, `--input-type=${inputType}`, '-e', script], {
    cwd: consumer,
    env: { HIDDEN: hidden.join(), NODE_OPTIONS: '', NODE_NO_WARNINGS: '1' },
  })
  const names = finished.output.trim()
  report(`${form} ${entry}`, finished.ok && names !== '', names === '' ? 'exports nothing' : names)
  return names
}

const loadBoth = async (pkg: Package, entry: string): Promise<void> => {
  const hidden = entry === pkg.manifest.name ? optionalPeers(pkg) : []
  const esm = await load(entry, 'esm', hidden)
  const cjs = await load(entry, 'cjs', hidden)
  report(`same names ${entry}`, esm === cjs, `esm: ${esm}\ncjs: ${cjs}`)
}

/** Type-checks importers of every entry, our declarations included; faults in others' are not ours. */
const typeCheck = async (resolution: 'nodenext' | 'bundler'): Promise<void> => {
  const dir = join(consumer, resolution)
  mkdirSync(dir)
  const all = written.flatMap(entries)
  const names = all.map((_, index) => `e${String(index)}`)
  const uses = `export const all: readonly object[] = [${names.join(', ')}]\n`
  const esm = all.map((entry, index) => `import * as e${String(index)} from '${entry}'\n`)
  const cjs = all.map((entry, index) => `import e${String(index)} = require('${entry}')\n`)
  writeFileSync(join(dir, 'esm.mts'), esm.join('') + uses)
  if (resolution === 'nodenext') writeFileSync(join(dir, 'cjs.cts'), cjs.join('') + uses)
  const tsconfig = {
    compilerOptions: {
      target: 'es2023',
      lib: ['es2023'],
      module: resolution === 'nodenext' ? 'nodenext' : 'esnext',
      moduleResolution: resolution,
      types: ['node'],
      strict: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: false,
      noEmit: true,
    },
    include: ['*'],
  }
  writeFileSync(join(dir, 'tsconfig.json'), json(tsconfig))
  const { output, milliseconds } = await run('tsc', ['-p', resolution, '--pretty', 'false'], {
    cwd: consumer,
  })
  const errors = output.split('\n').filter((line) => line.includes('error TS'))
  const foreign = errors.filter(
    (line) => line.startsWith('node_modules/') && !line.startsWith('node_modules/@kiemtra/'),
  )
  const ours = errors.filter((line) => !foreign.includes(line))
  const note = foreign.length === 0 ? '' : `, ${String(foreign.length)} faults in peers' own types`
  report(`types, ${resolution} (${seconds(milliseconds)}${note})`, ours.length === 0, output)
}

const checkTarball = async (pkg: Package): Promise<void> => {
  const { name } = pkg.manifest
  reportRun(`publint ${name}`, await run('publint', [tarball(pkg), '--strict']))
  // node16: the profile without the resolution of Node 10, which knows no subpath exports.
  reportRun(
    `attw ${name}`,
    await run('attw', [tarball(pkg), '--profile', 'node16', '--format', 'ascii', '--no-emoji']),
  )
}

const checkAll = async (): Promise<void> => {
  if (!reportRun('build', await run('node', ['scripts/build.ts'], { cwd: root }))) return
  const filters = written.flatMap((pkg) => ['--filter', pkg.manifest.name])
  const pack = [...pnpm, ...filters, '-r', 'pack', '--pack-destination', tarballs]
  if (!reportRun('pack', await run('npx', pack, { cwd: root }))) return
  const packed = readdirSync(tarballs).length
  if (!report('a tarball for every package', packed === written.length && packed > 0)) return

  const jobs: ReadonlyArray<() => Promise<unknown>> = [
    async () => {
      if (!(await installConsumer())) return
      await mapLimited(
        [
          () => typeCheck('nodenext'),
          () => typeCheck('bundler'),
          ...written.flatMap((pkg) => entries(pkg).map((entry) => () => loadBoth(pkg, entry))),
          () => oneCopy('fp-ts'),
          () => oneCopy('io-ts'),
        ],
        2,
        (job) => job(),
      )
    },
    ...written.flatMap((pkg) => [() => inspectTarball(pkg), () => checkTarball(pkg)]),
  ]
  await mapLimited(jobs, 3, (job) => job())
}

if (written.length > 0) await checkAll()
rmSync(work, { recursive: true, force: true })

const failed = verdicts.filter(({ ok }) => !ok).length
console.log(`${String(verdicts.length - failed)} passed, ${String(failed)} failed`)
process.exitCode = failed === 0 ? 0 : 1
