/**
 * Every public export has a doc block.
 */
import { describe, expect, it } from 'vitest'
import { entries, undocumented } from './entries.ts'

describe('every export is documented', () => {
  for (const { specifier, exported } of entries) {
    it(specifier, () => {
      expect(exported).not.toEqual([])
      expect(exported.flatMap(undocumented)).toEqual([])
    })
  }
})
