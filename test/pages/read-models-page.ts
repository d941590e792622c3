/**
 * `docs/read-models.md`: every read model with its columns, as SQL has them, in both languages: read
 * off the projections, their codecs and labels.
 */
import * as core from '@kiemtra/core'
import type { Label } from '@kiemtra/core'
import { type AnyProjection, type Codec, shapeOf } from '@kiemtra/kernel'
import * as projections from '@kiemtra/projections'
import { readModelLabels, readModels } from '@kiemtra/projections'
import { tableOf } from '@kiemtra/runtime'
import * as t from 'io-ts'
import { sqlType } from '../../packages/postgres/src/names.ts'
import { codecWords } from './codec-words.ts'
import { membersOf } from './codecs.ts'
import { cell, table } from './markdown.ts'
import { meanings } from './meanings.ts'

const words = codecWords([core, projections], new Set())
const labels = new Map(Object.entries(readModelLabels))

const code = (name: string): string => `\`${name}\``

// ----------------------------------------------------------------- columns

const isNull = (codec: Codec): boolean => shapeOf(codec)._tag === 'null'

/** What a column holds where it isn't NULL; nothing to add where its SQL type says it all. */
const holds = (codec: Codec): string => {
  const said = membersOf(codec).filter((one) => !isNull(one))
  return said
    .filter((one) => !['string', 'number', 'boolean'].includes(shapeOf(one)._tag))
    .map(words.typeOf)
    .join(' or ')
}

const propsOf = (codec: Codec): ReadonlyArray<readonly [string, Codec]> => {
  const shape = shapeOf(codec)
  return shape._tag === 'props' ? shape.props.map((prop) => [prop.name, prop.codec]) : []
}

const columnsOf = (readModel: AnyProjection): ReadonlyArray<string> => {
  const codecs = new Map(propsOf(readModel.row))
  const said = new Map<string, Label>(Object.entries(labels.get(readModel.name)?.columns ?? {}))
  return table(
    ['column', 'SQL type', 'Tiếng Việt', 'English', 'holds'],
    tableOf(readModel).columns.map(({ name, kind }) => {
      const codec = codecs.get(name) ?? readModel.row
      const { vi, en } = said.get(name) ?? { vi: '', en: '' }
      const nullable = membersOf(codec).some(isNull)
      return [
        code(name),
        `${sqlType[kind]}${nullable ? ', NULL' : ''}`,
        cell(vi),
        cell(en),
        holds(codec),
      ]
    }),
  )
}

// ------------------------------------------------------------- read models

const audienceOf = ({ audience }: AnyProjection): string => {
  switch (audience) {
    case 'auditor':
      return 'auditors'
    case 'delegation':
      return 'every delegation, and auditors'
    case 'public':
      return 'everyone'
    default:
      return 'the subject that the row is for, and auditors'
  }
}

const section = (readModel: AnyProjection): ReadonlyArray<string> => {
  const said = labels.get(readModel.name)
  const { name, version, indexes } = readModel
  return [
    `### ${name}`,
    '',
    `${said?.name.vi ?? ''} · ${said?.name.en ?? ''}.`,
    '',
    `- One row per: ${said?.row.vi ?? ''} · ${said?.row.en ?? ''}`,
    `- Key (\`_key\`): ${keyOf(name)}`,
    `- Audience: ${audienceOf(readModel)}`,
    `- Version: ${String(version)}`,
    `- Indexes: ${indexes.map(code).join(', ')}`,
    '',
    ...columnsOf(readModel),
    '',
  ]
}

const keyOf = (name: string): string => {
  const key: ReadonlyArray<string> = labels.get(name)?.key ?? []
  const made = code(key.join('.'))
  return name === 'deadlines' ? `${made}, and what tells several of one kind apart` : made
}

// ------------------------------------------------------------------ shapes

const LabelCodec = t.type({ vi: t.string, en: t.string })

/** The values of a closed list, with their labels where the list has them. */
const termsOf = (codec: Codec): ReadonlyArray<string> | undefined => {
  if (!(codec instanceof t.KeyofType)) return undefined
  const terms: ReadonlyArray<readonly [string, unknown]> = Object.entries(
    t.UnknownRecord.is(codec.keys) ? codec.keys : {},
  )
  const labelled = terms.flatMap(([term, label]) =>
    LabelCodec.is(label) ? [[code(term), cell(label.vi), cell(label.en)]] : [],
  )
  if (labelled.length < terms.length) return [words.madeOf(codec)]
  return table(['value', 'Tiếng Việt', 'English'], labelled)
}

const shapesMet = (): ReadonlyArray<string> => {
  const done = new Map<string, ReadonlyArray<string>>()
  // What a shape is made of may name others: the map grows while it is walked.
  for (const [name, codec] of words.met) {
    const props = propsOf(codec).map(([prop, of]) => [code(prop), words.typeOf(of)])
    const made = termsOf(codec) ?? (props.length > 0 ? table(['field', 'what it is'], props) : [])
    const meaning = meanings.get(name) ?? ''
    done.set(name, [`#### ${name}`, '', ...(meaning === '' ? [] : [meaning, '']), ...made, ''])
  }
  return [...done].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, lines]) => lines)
}

// -------------------------------------------------------------------- page

/** The page. */
export const readModelsPage = (): string => {
  words.met.clear()
  const sections = readModels.flatMap(section)
  return [
    '# Read models',
    '',
    `The ${String(readModels.length)} read models of the domain, each a view of its name. Generated by \`npm run docs\` from the projections and their labels (\`readModelLabels\` of \`@kiemtra/projections\`); what they mean and what to ask them, with SQL, is in [the package](../packages/projections).`,
    '',
    `SQL types are PostgreSQL's. SQLite has the same columns without declared types: numbers are numbers, booleans 0 and 1, jsonb is JSON text. Days are \`YYYY-MM-DD\` in Asia/Ho_Chi_Minh, months \`YYYY-MM\`, instants ISO 8601 UTC: as texts they sort as they should. A share is from 0 to 1. NULL: it hasn't happened, or doesn't apply. A delegation, the public and subjects read through \`readModelAs\`, which enforces the audience; a grant on a view of PostgreSQL is the operator's to match with it.`,
    '',
    ...sections,
    '## Shapes',
    '',
    ...shapesMet(),
  ].join('\n')
}
