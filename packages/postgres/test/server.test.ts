import { describe, expect, it } from 'vitest'
import { startPostgres } from '../../../test/support/postgres/server.ts'

describe('a machine that can’t run the server', () => {
  it('fails the tests with what PostgreSQL said', async () => {
    await expect(startPostgres({ no_such_setting: 'on' })).rejects.toThrow(
      /these tests need PostgreSQL.*no_such_setting/s,
    )
  })
})
