/** Every event that sets or moves a due date reaches deadlines; which don't is said here, with why. */
import { domain, Due } from '@kiemtra/core'
import { type Codec, shapeOf } from '@kiemtra/kernel'
import { expect, it } from 'vitest'
import { deadlines } from '../src/index.ts'

/** Fields that hold a due date, by what they are or what they are called; within lists, too. */
const dueFields = (codec: Codec, path = ''): ReadonlyArray<string> => {
  if (codec === Due) return [path]
  const shape = shapeOf(codec)
  switch (shape._tag) {
    case 'array':
      return dueFields(shape.item, path)
    case 'refinement':
    case 'personal':
      return dueFields(shape.of, path)
    case 'union':
    case 'intersection':
      return shape.members.flatMap((member) => dueFields(member, path))
    case 'props':
      return shape.props.flatMap(({ name, codec: of }) => {
        const here = path === '' ? name : `${path}.${name}`
        const isDue = /(^due|[dD]ueOn|^latestOn)$/.test(name)
        return isDue && !dueFields(of, here).includes(here)
          ? [here, ...dueFields(of, here)]
          : dueFields(of, here)
      })
    default:
      return []
  }
}

/** Parameters say how long a duty takes: in them nothing is due yet. */
const isParameter = (field: string): boolean =>
  /parameters?\.|Due\.value|frozen\.|vacancyDue|escalationAfter/.test(field)

/** Events with a due date that neither set nor move one. */
const NOTHING_NEW = {
  TaskOverdue: 'the task is due as before',
  TaskUrged: 'the task is due as before',
  RemediationOverdue: 'the remedy is due as before; the superior may be told from a day on',
  ReplicationConfirmed: 'says by when it was due',
  ConclusionCorrected: 'the demands are due by their remediations, which policies amend',
}

it('knows every due date of the log', () => {
  const found = domain.flatMap(({ events }) =>
    events.flatMap(({ type, versions }) => {
      const codec = versions.at(-1)
      const fields = codec === undefined ? [] : dueFields(codec).filter((one) => !isParameter(one))
      return fields.length === 0 ? [] : [{ type, fields }]
    }),
  )
  const missing = found.filter(
    ({ type }) => !Object.hasOwn(deadlines.on, type) && !Object.hasOwn(NOTHING_NEW, type),
  )
  expect(missing).toEqual([])
  const known = new Set(found.map(({ type }): string => type))
  expect(Object.keys(NOTHING_NEW).filter((type) => !known.has(type))).toEqual([])
  expect(found.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['NoticeSent', 'InspectionDeferred', 'MemberRecused', 'TaskAssigned']),
  )
})
