/**
 * Sentences write dates as their language does. That nothing goes without words, the test of the
 * whole domain shows (`test/domain.test.ts`).
 */
import { expect, it } from 'vitest'
import { rejectionLabel } from '../../src/domain.ts'

it('R28: dates are written as their language does', () => {
  const said = rejectionLabel({ _tag: 'NotYetHappened', rule: 'R28', happenedOn: '2023-03-31' })
  expect(said?.vi).toContain('31/03/2023')
  expect(said?.en).toContain('2023-03-31')
})
