/**
 * What a codec is, in the words of the generated pages. What modules export under a name is called by
 * it, and linked to, to be explained once.
 */
import { type Codec, isCodec, shapeOf } from '@kiemtra/kernel'
import { cell } from './markdown.ts'

/** Words for codecs. */
export interface CodecWords {
  /** What a codec is; what has a name, by its name. */
  readonly typeOf: (codec: Codec) => string
  /** What it is made of, be it named or not. */
  readonly madeOf: (codec: Codec) => string
  /** Names that were met on the way, to be explained; it grows while it is walked. */
  readonly met: Map<string, Codec>
}

const anchor = (name: string): string => `[${name}](#${name.toLowerCase()})`

/** Words for codecs that may have a name in these modules; some are made of parts whatever they are called. */
export const codecWords = (
  modules: ReadonlyArray<object>,
  unnamed: ReadonlySet<Codec>,
): CodecWords => {
  const named = new Map<Codec, string>()
  for (const module of modules) {
    for (const [name, value] of Object.entries(module)) {
      if (isCodec(value) && !named.has(value)) named.set(value, name)
    }
  }
  const met = new Map<string, Codec>()

  const typeOf = (codec: Codec): string => {
    const name = named.get(codec)
    if (name !== undefined && !unnamed.has(codec)) {
      met.set(name, codec)
      return anchor(name)
    }
    return madeOf(codec)
  }

  const madeOf = (codec: Codec): string => {
    const shape = shapeOf(codec)
    switch (shape._tag) {
      case 'literal':
        return `\`${String(shape.value)}\``
      case 'keyof':
        return shape.keys.map((key) => `\`${key}\``).join(' or ')
      case 'array':
        return `list of ${typeOf(shape.item)}`
      case 'tuple':
        return `[${shape.items.map(typeOf).join(', ')}]`
      case 'record':
        return `map of ${typeOf(shape.domain)} to ${typeOf(shape.codomain)}`
      case 'union':
        return shape.members.map(typeOf).join(' or ')
      case 'intersection':
        return shape.members.map(typeOf).join(' and ')
      case 'personal':
        return typeOf(shape.of)
      case 'refinement':
        return shapeOf(shape.of)._tag === 'props' ? madeOf(shape.of) : cell(shape.name)
      case 'props':
        return `{ ${shape.props
          .map(({ name, codec: of, required }) => `${name}${required ? '' : '?'}: ${typeOf(of)}`)
          .join('; ')} }`
      case 'recursive':
      case 'opaque':
        return cell(codec.name)
      default:
        return shape._tag
    }
  }

  return { typeOf, madeOf, met }
}
