/**
 * `docs/events.md`: every event, with its versions, fields, units, personal marks and an example,
 * read off the codecs; what it means, off the doc block above its codec.
 */
import * as core from '@kiemtra/core'
import { domain, type DomainMember } from '@kiemtra/core'
import * as kernel from '@kiemtra/kernel'
import { type Codec, isCodec, shapeOf } from '@kiemtra/kernel'
import { exampleOf } from './example.ts'
import { cell, table } from './markdown.ts'
import { meanings } from './meanings.ts'

// ------------------------------------------------------------- named codecs

/** Codecs that have a name of their own: they are explained once, and linked to. */
const named = new Map<Codec, string>()
for (const module of [kernel, core]) {
  for (const [name, value] of Object.entries(module)) {
    if (isCodec(value) && !named.has(value)) named.set(value, name)
  }
}
const eventCodecs = new Set(
  domain.flatMap(({ events }) => events.flatMap(({ versions }) => versions)),
)

/** Names that were met on the way, to be explained below; a set grows while it is walked. */
const met = new Map<string, Codec>()

const anchor = (name: string): string => `[${name}](#${name.toLowerCase()})`

// -------------------------------------------------------------------- types

/** What a codec is, in words; what has a name, by its name. */
const typeOf = (codec: Codec): string => {
  const name = named.get(codec)
  if (name !== undefined && !eventCodecs.has(codec)) {
    met.set(name, codec)
    return anchor(name)
  }
  return wordsFor(codec)
}

const wordsFor = (codec: Codec): string => {
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
      return shapeOf(shape.of)._tag === 'props' ? wordsFor(shape.of) : cell(shape.name)
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

const isPersonal = (codec: Codec): boolean => shapeOf(codec)._tag === 'personal'

/** Whether personal data may stand anywhere within. */
const holdsPersonal = (codec: Codec): boolean => {
  const shape = shapeOf(codec)
  switch (shape._tag) {
    case 'personal':
      return true
    case 'array':
      return holdsPersonal(shape.item)
    case 'refinement':
      return holdsPersonal(shape.of)
    case 'props':
      return shape.props.some((prop) => holdsPersonal(prop.codec))
    case 'union':
    case 'intersection':
      return shape.members.some(holdsPersonal)
    default:
      return false
  }
}

const fieldsOf = (codec: Codec): ReadonlyArray<string> => {
  const shape = shapeOf(codec)
  if (shape._tag === 'refinement' && shapeOf(shape.of)._tag === 'props') return fieldsOf(shape.of)
  if (shape._tag !== 'props') return [wordsFor(codec)]
  return table(
    ['field', 'what it is', 'personal'],
    shape.props.map(({ name, codec: of, required }) => [
      `\`${name}\`${required ? '' : ' (optional)'}`,
      typeOf(of),
      isPersonal(of) ? 'yes' : holdsPersonal(of) ? 'within' : '',
    ]),
  )
}

// --------------------------------------------------------------------- page

const eventSection = (
  { labels }: DomainMember,
  event: DomainMember['events'][number],
): ReadonlyArray<string> => {
  const { type, versions, formerNames, retired } = event
  const codec = versions.at(-1)
  const label = labels.events[type]
  const example = codec === undefined ? undefined : exampleOf(codec)
  return [
    `#### ${type}`,
    '',
    `${label?.vi ?? ''} · ${label?.en ?? ''}. Version ${String(versions.length)}${
      formerNames.length > 0 ? `, once ${formerNames.join(', ')}` : ''
    }${retired ? ', no longer written' : ''}.`,
    '',
    meanings.get(type) ?? '',
    '',
    ...(codec === undefined ? [] : fieldsOf(codec)),
    '',
    '```json',
    JSON.stringify({ type, data: example }, undefined, 2),
    '```',
    '',
  ]
}

const namedSections = (): ReadonlyArray<string> => {
  const done = new Map<string, ReadonlyArray<string>>()
  // What a named codec is made of may name others: the map grows while it is walked.
  for (const [name, codec] of met) {
    done.set(name, [`#### ${name}`, '', meanings.get(name) ?? '', '', ...fieldsOf(codec), ''])
  }
  return [...done].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, lines]) => lines)
}

/** The page. */
export const eventsPage = (): string => {
  met.clear()
  const events = domain.flatMap((member) => [
    `### ${member.category}`,
    '',
    ...member.events.flatMap((event) => eventSection(member, event)),
  ])
  const count = domain.reduce((sum, member) => sum + member.events.length, 0)
  return [
    '# Events',
    '',
    `The ${String(count)} events of the domain, as they are stored in \`data\`; the envelope (who, when it was recorded, because of what, relying on what) is the kernel's \`EventMeta\`. Generated by \`npm run docs\` from the codecs.`,
    '',
    'Dates are civil days in Asia/Ho_Chi_Minh (`YYYY-MM-DD`), instants ISO 8601 UTC. A name that holds a quantity ends in its unit; a duration carries its unit (`workingDays` or `days`). `happenedOn` or `happenedAt` is when it happened; `recordedLateDays` how many days passed until it was recorded. A field marked personal holds personal data or free text about persons. Person ids are opaque.',
    '',
    ...events,
    '## Shapes',
    '',
    ...namedSections(),
  ].join('\n')
}

/** Events that no doc block explains. */
export const unexplained = (): ReadonlyArray<string> =>
  domain.flatMap(({ events }) =>
    events.map(({ type }) => type).filter((type) => (meanings.get(type) ?? '') === ''),
  )
