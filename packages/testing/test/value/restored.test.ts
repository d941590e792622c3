import { expect, it } from 'vitest'
import { restoring } from '../../src/value/restored.ts'

it('puts everything back into the same objects', () => {
  const list = [1, { deep: 'a' }]
  const inner = { list, more: new Map([['a', 1]]), some: new Set(['x']) }
  const value: Record<string, unknown> = { inner, n: 1 }
  const restore = restoring(value)
  list.push(3)
  Reflect.set(list[1] ?? {}, 'deep', 'b')
  inner.more.set('b', 2)
  inner.some.clear()
  value['extra'] = true
  value['n'] = { now: 'an object' }
  restore()
  expect(value).toEqual({
    inner: { list: [1, { deep: 'a' }], more: new Map([['a', 1]]), some: new Set(['x']) },
    n: 1,
  })
  expect(value['inner']).toBe(inner)
  expect(inner.list).toBe(list)
})

it('leaves alone what has not changed, and what can not be written into', () => {
  const frozen = Object.freeze({ n: 1 })
  restoring(frozen)()
  restoring(undefined)()
  restoring(7)()
  expect(frozen).toEqual({ n: 1 })
})
