/**
 * A value of a codec, for a reader: the same in every run, and one that the codec accepts.
 */
import { type Codec, shapeOf } from '@kiemtra/kernel'

/** What a text or number without further shape may be: the first that the codec accepts. */
const candidates: ReadonlyArray<unknown> = [
  '2023-04-11',
  '2023-04-11T01:30:00.000Z',
  '61/KH-UBND',
  'a3f1'.repeat(16),
  'dong-da',
  2023,
  2,
  0.2,
]

/** What stands under a name tells more than its type: ids by what they are ids of, days in order. */
const byName: Readonly<Record<string, unknown>> = {
  agencyId: 'dong-da',
  subjectId: 'dong-da',
  assigneeId: 'dong-da',
  issuer: 'so-noi-vu',
  leadAgencyId: 'so-noi-vu',
  planIssuerId: 'ubnd-thanh-pho',
  concludedBy: 'so-noi-vu',
  planId: 'p61-2023',
  to: '2023-04-12',
  until: '2023-04-14',
  toMinute: 1020,
  fromMinute: 480,
  vi: 'Ủy ban nhân dân quận Đống Đa',
  en: "People's Committee of Đống Đa district",
  titleVi: 'Chủ tịch Ủy ban nhân dân quận',
  recordedLateDays: 0,
  absent: 1,
  absentWithReason: 1,
  total: 12,
  population: 26,
  sampled: 26,
  nonConforming: 20,
}

/** An example of a codec's values. */
export const exampleOf = (codec: Codec, name = ''): unknown => {
  const value = build(codec, name)
  if (!codec.is(value)) throw new Error(`no example of ${name === '' ? codec.name : name}`)
  return value
}

const build = (codec: Codec, name: string): unknown => {
  const named = byName[name]
  if (named !== undefined && codec.is(named)) return named
  const shape = shapeOf(codec)
  switch (shape._tag) {
    case 'literal':
      return shape.value
    case 'keyof':
      return shape.keys[0]
    case 'boolean':
      return false
    case 'null':
      return null
    case 'personal':
      return build(shape.of, name)
    case 'array':
      return listOf(codec, build(shape.item, name))
    case 'props':
      return Object.fromEntries(
        shape.props
          .filter(({ required }) => required)
          .map((prop) => [prop.name, build(prop.codec, prop.name)]),
      )
    case 'union': {
      const built = shape.members.map((member) => build(member, name))
      return built.find((value): boolean => codec.is(value))
    }
    case 'refinement': {
      const value = build(shape.of, name)
      return codec.is(value) ? value : simple(codec, name)
    }
    default:
      return simple(codec, name)
  }
}

const listOf = (codec: Codec, item: unknown): unknown => (codec.is([item]) ? [item] : [])

const simple = (codec: Codec, name: string): unknown => {
  const texts = name.endsWith('Id') ? [`${name.slice(0, -2)}-1`] : []
  const words = name === '' ? 'Nội dung' : `(${name})`
  return [...texts, ...candidates.filter((one) => !isText(codec) || one === ''), words].find(
    (candidate): boolean => codec.is(candidate),
  )
}

/** Whether any words will do; then they say what they stand for. */
const isText = (codec: Codec): boolean => codec.is('Nội dung 1, 2 & 3')
