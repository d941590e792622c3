/**
 * Which codecs a guard can be built from: those that are what their class says, and that io-ts lets
 * us see into. Of the others only the codec itself knows what it accepts.
 */
import * as t from 'io-ts'
import type { Codec } from './codec.ts'
import { isGenuine } from './genuine.ts'
import { isCodec, type Prop, type Shape, shapeOf } from './shape.ts'

/** Rare in messages, and intricate in io-ts: merging, stripping per member, exact lengths. */
type Unseen = 'intersection' | 'tuple' | 'opaque'

/** A shape that a guard can be built from. */
export type SeenShape = Exclude<Shape, { readonly _tag: Unseen }>

/** The shape of a codec, where a guard can be built from it. */
export const seenShapeOf = (codec: Codec): SeenShape | undefined => {
  if (!isGenuine(codec)) return undefined
  const shape = shapeOf(codec)
  if (shape._tag !== 'intersection' && shape._tag !== 'tuple' && shape._tag !== 'opaque') {
    return shape
  }
  const exact = codec instanceof t.ExactType
  const of: unknown = exact ? codec.type : codec
  const props = isCodec(of) ? sharedProps(of) : undefined
  return props === undefined ? undefined : { _tag: 'props', props, exact }
}

/**
 * Props of an intersection whose members share keys by the very same codec, as where each says when
 * it happened. They then decode alike, or not at all; shared by different codecs, only io-ts can merge.
 */
const sharedProps = (codec: Codec): ReadonlyArray<Prop> | undefined => {
  if (!isGenuine(codec)) return undefined
  const shape = shapeOf(codec)
  if (shape._tag === 'props') return shape.exact ? undefined : shape.props
  if (shape._tag !== 'intersection' || shape.members.length === 0) return undefined
  const all = new Map<string, Prop>()
  for (const member of shape.members) {
    const props = sharedProps(member)
    if (props === undefined) return undefined
    for (const { name, codec: of, required } of props) {
      const before = all.get(name)
      if (before !== undefined && before.codec !== of) return undefined
      all.set(name, { name, codec: of, required: required || before?.required === true })
    }
  }
  return [...all.values()]
}
