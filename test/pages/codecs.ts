/** What the pages read off codecs. */
import { type Codec, shapeOf } from '@kiemtra/kernel'

/** The members of a union, unions within it opened; a codec that is none is its own. */
export const membersOf = (codec: Codec): ReadonlyArray<Codec> => {
  const shape = shapeOf(codec)
  return shape._tag === 'union' ? shape.members.flatMap(membersOf) : [codec]
}

/** A property's literal, as text; empty where it has none. */
export const literalOf = (codec: Codec, name: string): string => {
  const shape = shapeOf(codec)
  const prop = shape._tag === 'props' ? shape.props.find((one) => one.name === name) : undefined
  const literal = prop === undefined ? undefined : shapeOf(prop.codec)
  return literal?._tag === 'literal' ? String(literal.value) : ''
}
