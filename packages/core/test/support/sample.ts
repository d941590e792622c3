/**
 * One value of a codec, and the members of a union: enough to ask labels about every rejection.
 */
import { type Codec, shapeOf } from '@kiemtra/kernel'

const candidates: ReadonlyArray<unknown> = [
  'so-noi-vu',
  '2023-04-11',
  'Nội dung',
  3,
  2023,
  { from: '2023-04-11', to: '2023-04-12' },
]

/** The members of a union, unions within it opened. */
export const membersOf = (codec: Codec): ReadonlyArray<Codec> => {
  const shape = shapeOf(codec)
  return shape._tag === 'union' ? shape.members.flatMap(membersOf) : [codec]
}

/** A value that the codec accepts. */
export const sampleOf = (codec: Codec): unknown => {
  const shape = shapeOf(codec)
  switch (shape._tag) {
    case 'literal':
      return shape.value
    case 'keyof':
      return shape.keys[0]
    case 'array':
      return [sampleOf(shape.item)]
    case 'props':
      return Object.fromEntries(shape.props.map((prop) => [prop.name, sampleOf(prop.codec)]))
    case 'union':
      return shape.members[0] === undefined ? undefined : sampleOf(shape.members[0])
    default: {
      const found = candidates.find((candidate): boolean => codec.is(candidate))
      if (found === undefined) throw new Error(`no sample for ${codec.name}`)
      return found
    }
  }
}
