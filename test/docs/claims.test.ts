/**
 * How claims are read: a runner that overlooked them would pass for ever.
 */
import { expect, it } from 'vitest'
import { claiming, freeNames } from './claims.ts'

const bodyOf = (code: string): string => claiming(code, 'here').body

it('a claim on the line, or on the line below, becomes an assertion', () => {
  expect(bodyOf('f(1) // => 2')).toBe('__claim(1, f(1), 2)')
  expect(bodyOf('f(\n  1,\n)\n// => 2')).toBe('__claim(1, f(\n  1,\n),\n 2)')
})

it('a claim inside a block counts, and is numbered', () => {
  const { body, claims } = claiming('if (a) {\n  b // => 1\n}\nc // => 2', 'here')
  expect({ body, claims }).toEqual({
    body: 'if (a) {\n  __claim(1, b, 1)\n}\n__claim(2, c, 2)',
    claims: 2,
  })
})

it('a claim behind anything but an expression statement is an error', () => {
  expect(() => bodyOf('const a = f(1) // => 2')).toThrow(/^here: of 1 claims 0/)
  expect(() => bodyOf('f(1)\n\n// => 2')).toThrow(/^here: of 1 claims 0/)
  expect(() => bodyOf('f(1) // =>')).toThrow(/^here: of 1 claims 0/)
})

it('imports are taken out, and their lines stay', () => {
  const { imports, body } = claiming("import {\n  a,\n} from 'b'\na // => 1", 'here')
  expect(imports).toEqual(["import {\n  a,\n} from 'b'"])
  expect(body).toBe('\n\n\n__claim(1, a, 1)')
})

it('names are free unless declared at the top, or of a property', () => {
  const code = `
    import z, { x as y } from 'module'
    import * as all from 'module'
    const [a, { b: c }] = first({ key: value })
    function f(): Type { return c.property }
    interface Own { readonly own: Other }
    y; z; all; a
    const nested = ({ event }) => event
    event({ short })
  `
  expect([...freeNames(code)].sort()).toEqual(
    ['Other', 'Type', 'event', 'first', 'short', 'value'].sort(),
  )
})
