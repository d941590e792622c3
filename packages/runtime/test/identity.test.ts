import fc from 'fast-check'
import { v5 } from 'uuid'
import { expect, it } from 'vitest'
import { COMMAND_NAMESPACE, commandIdOf, EVENT_NAMESPACE, eventIdOf } from '../src/index.ts'

it('the id of an event is uuid v5 of stream, command id and index', () => {
  const id = eventIdOf('kiemtra.plan-p61', 'issue-1', 2)
  expect(id).toBe(v5('kiemtra.plan-p61/issue-1/2', EVENT_NAMESPACE))
  // Written down: ids that stand in logs must never come out otherwise.
  expect([id, commandIdOf('import', '17')]).toMatchInlineSnapshot(`
    [
      "fdf05377-18df-54e0-a459-bb073cb472d1",
      "39cd251a-96dd-53e0-96a9-93eca55e3ca1",
    ]
  `)
})

it('a computed command id tells its parts apart', () => {
  const parts = fc.array(fc.string(), { maxLength: 3 })
  fc.assert(
    fc.property(parts, parts, (a, b) => {
      expect(commandIdOf(...a) === commandIdOf(...b)).toBe(JSON.stringify(a) === JSON.stringify(b))
    }),
  )
  expect(commandIdOf('a', 'b/c')).not.toBe(commandIdOf('a/b', 'c'))
  expect(commandIdOf('a')).toBe(v5('["a"]', COMMAND_NAMESPACE))
})
