/**
 * The personal marks of codecs, read off their shapes.
 */
import { type Codec, shapeOf } from '@kiemtra/kernel'

/** Paths of what is marked personal. */
export const marked = (codec: Codec, path = ''): ReadonlyArray<string> => {
  const shape = shapeOf(codec)
  switch (shape._tag) {
    case 'personal':
      return [path]
    case 'props':
      return shape.props.flatMap((prop) =>
        marked(prop.codec, path === '' ? prop.name : `${path}.${prop.name}`),
      )
    case 'union':
    case 'intersection':
      return shape.members.flatMap((member) => marked(member, path))
    case 'array':
      return marked(shape.item, path)
    case 'refinement':
      return marked(shape.of, path)
    default:
      return []
  }
}

/** What is marked in each type of event, by version. */
export const marksOf = (
  definitions: ReadonlyArray<{ readonly type: string; readonly versions: ReadonlyArray<Codec> }>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    definitions.map(({ type, versions }) => [
      type,
      versions.flatMap((version) => marked(version)).join(' '),
    ]),
  )
