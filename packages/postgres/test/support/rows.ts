/**
 * All rows of a table as one text, to compare to the byte.
 */
import type { ReadModelStore, ReadModelTable } from '@kiemtra/runtime'
import { success } from './world.ts'

/** Every row, in order of the keys. */
export const everyRow = async (
  store: ReadModelStore,
  table: Pick<ReadModelTable, 'name' | 'version'>,
): Promise<string> => {
  const scan = success(await store.scan(table)())
  const lines: string[] = [String(scan.position)]
  for (;;) {
    const page = success(await scan.next(100)())
    if (page.length === 0) break
    for (const one of page) lines.push(JSON.stringify(one))
  }
  await scan.close()
  return lines.join('\n')
}
