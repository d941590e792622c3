/**
 * subjectPortal: what a subject may know and must do, no sooner than it may know it (R9, R10, R18).
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { subjectPortal, type SubjectRow } from '../src/index.ts'
import { agency, city, document, inspection, rowsOf, type Step, visits } from './support/city.ts'
import {
  announced,
  assess,
  cancel,
  circulate,
  close,
  conclude,
  confirm,
  demand,
  evidence,
  explain,
  fieldwork,
  noPrior,
  notify,
  open,
  propose,
  publish,
  raise,
  refer,
  reserve,
  reveal,
  review,
  revoke,
  secret,
  sign,
  type Visit,
  waive,
} from './support/course.ts'
import { allObligations, wholeObligation } from './support/obligations.ts'
import { wholeTask } from './support/tasks.ts'
import { amend, decideOn, reschedule, selfReport, withdraw } from './support/whole-life.ts'

const visit: Visit = { inspectionId: 'i1', subjectId: 'dong-da' }
const rowsAfter = async (...steps: ReadonlyArray<Step>) =>
  rowsOf(await city(...steps), subjectPortal)
const rowAfter = async (...steps: ReadonlyArray<Step>): Promise<SubjectRow | undefined> =>
  (await rowsAfter(...steps))['inspection.i1']

const proposed = [propose(visit), reserve(visit), confirm(visit)]
const notified = [...proposed, notify(visit)]
const f1 = ['f1', 'shortcoming', 'minor'] as const
const fielded = [...announced(visit), ...fieldwork(visit, f1)]
const drafted = [...fielded, circulate(visit)]

describe('an announced inspection', () => {
  it('R10: shows from its notice on, with what is asked of the subject', async () => {
    expect(await rowsAfter(...proposed)).toEqual({})
    expect(await rowsAfter(...notified)).toEqual({
      'inspection.i1': {
        subjectId: 'dong-da',
        kind: 'inspection',
        objectId: 'i1',
        planId: 'p61-2023',
        area: null,
        status: 'notified',
        delegationId: 'doan-p61',
        windowFrom: '2023-06-05',
        windowTo: '2023-06-06',
        duty: 'self-report',
        dueOn: '2023-05-24',
        late: false,
        document: '11/TB-SNV',
        findings: [],
      },
    })
  })

  it('R10: asks for a report until there is one, a new date included', async () => {
    const reported = [...notified, selfReport(visit)]
    expect(await rowAfter(...reported)).toMatchObject({
      status: 'reported',
      duty: null,
      dueOn: null,
      late: false,
    })
    expect(await rowAfter(...notified, selfReport(visit, '2023-05-25'))).toMatchObject({
      late: true,
    })
    const days = { from: '2023-06-19', to: '2023-06-20' }
    const moved: Visit = { ...visit, ...days }
    const move = visits('MoveWindow', {
      agencyId: 'dong-da',
      happenedOn: '2023-05-26',
      windowId: 'w-i1',
      to: days,
    })
    const anew = [reschedule(visit, days), move, confirm(moved)]
    const again = [...anew, notify(moved, '2023-05-30')]
    expect(await rowAfter(...notified, ...anew.slice(0, 1))).toMatchObject({ windowFrom: null })
    expect(await rowAfter(...notified, ...again)).toMatchObject({
      windowFrom: '2023-06-19',
      dueOn: '2023-06-13',
    })
    expect(await rowAfter(...reported, ...again)).toMatchObject({
      status: 'reported',
      duty: null,
      windowFrom: '2023-06-19',
    })
  })

  it('lifecycle: follows its course', async () => {
    const issued = [...drafted, waive(visit), conclude(visit, [demand('d1', 'f1')])]
    const published = [...issued, publish(visit)]
    const courses: ReadonlyArray<readonly [string, ReadonlyArray<Step>]> = [
      ['fieldwork', announced(visit)],
      ['closed', fielded],
      ['drafted', drafted],
      ['concluded', issued],
      ['published', published],
      ['revoked', [...published, revoke(visit)]],
      ['cancelled', [...notified, cancel(visit)]],
    ]
    for (const [status, steps] of courses) expect((await rowAfter(...steps))?.status).toBe(status)
    expect(await rowAfter(...issued)).toMatchObject({ duty: null, document: '20/TB-SNV' })
  })

  it('R9: is for its subject alone; R26: then for the successor', async () => {
    const { audience } = subjectPortal
    const readerOf = (row: SubjectRow | undefined) =>
      typeof audience === 'object' && row !== undefined ? audience.subject(row) : undefined
    expect(readerOf(await rowAfter(...notified))).toBe('dong-da')
    const ended = agency('DissolveAgency', {
      agencyId: 'dong-da',
      happenedOn: '2023-06-05',
      effectiveOn: '2023-06-06',
      successors: ['hoan-kiem'],
      document: document('70/NQ-HĐND', 'ubnd-thanh-pho', '2023-06-05'),
      takerDue: { value: { unit: 'days', amount: 30 }, basis: 'Synthetic' },
    })
    const handedOver = inspection('HandOverInspection', {
      inspectionId: 'i1',
      happenedOn: '2023-06-06',
      to: { kind: 'successor', subjectId: 'hoan-kiem' },
      reason: 'Sáp nhập',
    })
    const row = await rowAfter(...announced(visit), ended, handedOver)
    expect(readerOf(row)).toBe('hoan-kiem')
  })
})

describe('R9: an unannounced inspection', () => {
  it('R9: shows from its opening on, and called off before that never', async () => {
    expect(await rowsAfter(...secret(visit))).toEqual({})
    expect(await rowsAfter(...secret(visit), cancel(visit))).toEqual({})
    expect(await rowsAfter(...secret(visit), open(visit), reveal(visit))).toMatchObject({
      'inspection.i1': { status: 'fieldwork', windowFrom: '2023-06-05', document: null },
    })
  })
})

describe('R14: findings', () => {
  const shown = async (...steps: ReadonlyArray<Step>) => (await rowAfter(...steps))?.findings
  const finding = {
    findingId: 'f1',
    kind: 'shortcoming',
    content: 'own-reform-plan',
    area: 'procedures',
    severity: 'minor',
    answer: 'none',
  }

  it('R14: show from the draft on, with until when to explain', async () => {
    expect(await shown(...fielded)).toEqual([])
    expect(await shown(...drafted)).toEqual([finding])
    expect(await rowAfter(...drafted)).toMatchObject({ duty: 'explanation', dueOn: '2023-07-17' })
    expect(await rowAfter(...drafted, waive(visit))).toMatchObject({ duty: null, dueOn: null })
  })

  it('R14: show how each explanation was answered', async () => {
    const explained = [...drafted, explain(visit, 'x1', ['f1'])]
    expect(await shown(...explained)).toEqual([{ ...finding, answer: 'explained' }])
    const withdrawn = decideOn(visit, 'x1', {
      kind: 'accepted',
      effects: [{ kind: 'withdrawn', findingId: 'f1' }],
    })
    expect(await shown(...explained, withdrawn)).toEqual([{ ...finding, answer: 'withdrawn' }])
    const noted = decideOn(visit, 'x1', {
      kind: 'accepted',
      effects: [{ kind: 'noted', findingId: 'f1', note: 'Ghi nhận' }],
    })
    expect(await shown(...explained, noted)).toEqual([{ ...finding, answer: 'noted' }])
    const rejected = decideOn(visit, 'x1', { kind: 'rejected' })
    expect(await shown(...explained, rejected)).toEqual([{ ...finding, answer: 'rejected' }])
  })

  it('R13: an amendment shows once it is circulated again', async () => {
    const graver = amend({ ...visit, from: '2023-07-11' }, 'f1', 'violation', 'serious')
    const reviewed = review({ ...visit, from: '2023-07-11' }, 'f1')
    expect(await shown(...drafted, graver, reviewed)).toEqual([finding])
    expect(await shown(...drafted, graver, reviewed, circulate(visit, '2023-07-12'))).toEqual([
      { ...finding, kind: 'violation', severity: 'serious' },
    ])
  })
})

describe('what follows', () => {
  type Seen = ReadonlyArray<readonly [string, string | undefined, string | null | undefined]>
  /** Status and duty of a row after each step that changes them. */
  const following = async (steps: ReadonlyArray<Step>, key: string): Promise<Seen> => {
    const seen: (readonly [string, string | undefined, string | null | undefined])[] = []
    for (let n = 1; n <= steps.length; n++) {
      const row = (await rowsAfter(...steps.slice(0, n)))[key]
      const duty = row?.duty === null ? null : `${String(row?.duty)} ${String(row?.dueOn)}`
      const last = seen.at(-1)
      if (last !== undefined && last[1] === row?.status && last[2] === duty) continue
      seen.push([steps[n - 1]?.type ?? '', row?.status, duty])
    }
    return seen
  }

  it('R22: a demand is the subject’s to meet until it says that it has, and again if not', async () => {
    expect(await following(wholeObligation, 'demand.o1')).toEqual([
      ['OpenRemediation', 'open', 'remedy 2023-03-31'],
      ['GrantExtension', 'open', 'remedy 2023-04-28'],
      ['ClaimCompletion', 'claimed', null],
      ['RejectCompletion', 'open', 'remedy 2023-04-28'],
      ['MarkOverdue', 'overdue', 'remedy 2023-04-28'],
      ['Urge', 'urged', 'remedy 2023-04-28'],
      ['Escalate', 'escalated', 'remedy 2023-04-28'],
      ['ClaimCompletion', 'claimed', null],
      ['VerifyCompletion', 'verified', null],
      ['ReopenRemediation', 'open', 'remedy 2023-12-01'],
    ])
  })

  it('R20: so is a task', async () => {
    expect(await following(wholeTask, 'task.t1')).toEqual([
      ['AssignTask', 'open', 'task 2023-03-31'],
      ['MoveTaskDue', 'open', 'task 2023-04-28'],
      ['MarkTaskOverdue', 'overdue', 'task 2023-04-28'],
      ['UrgeTask', 'urged', 'task 2023-04-28'],
      ['CompleteTask', 'completed', null],
      ['ReturnTask', 'open', 'task 2023-04-28'],
      ['CompleteTask', 'completed', null],
      ['AcceptTask', 'accepted', null],
    ])
  })

  it('R23: a matter shows once its subject is asked to explain, not before', async () => {
    const rows = await rowsAfter(...allObligations)
    expect(rows).not.toHaveProperty(['matter.m2'])
    expect(rows).not.toHaveProperty(['matter.m3'])
    expect(rows['matter.m1']).toMatchObject({
      subjectId: 'dong-da',
      status: 'decided',
      document: '91/TB-UBND',
      duty: null,
    })
  })

  it('R26: all of it goes on with who took over, for that one alone', async () => {
    const rows = await rowsAfter(...allObligations)
    expect(rows['demand.o3']).toMatchObject({ subjectId: 'dong-da', status: 'escalated' })
    expect(rows['task.t3']).toMatchObject({ subjectId: 'dong-da', status: 'open' })
    expect(rows['demand.o2']).toMatchObject({ status: 'annulled', duty: null })
    expect(rows['task.t2']).toMatchObject({ status: 'cancelled', duty: null })
  })
})

/** Findings by what they are, of which the subject may not know the crimes. */
interface Course {
  readonly open: ReadonlyArray<string>
  readonly crimes: ReadonlyArray<string>
  readonly withdrawnEarly: boolean
  readonly length: number
}

const courses: fc.Arbitrary<Course> = fc.record({
  open: fc.subarray(['f1', 'f2', 'f3'], { minLength: 1 }),
  crimes: fc.subarray(['c1', 'c2'], { minLength: 1 }),
  withdrawnEarly: fc.boolean(),
  length: fc.nat({ max: 6 }),
})

/** Steps of which each knows whether the subject may know of it. */
const stepsOf = ({ open: plain, crimes, withdrawnEarly, length }: Course, toSubject: boolean) => {
  const secretSteps = (steps: ReadonlyArray<Step>) => (toSubject ? [] : steps)
  const found = [
    ...plain.flatMap((id) => [raise(visit, id), review(visit, id)]),
    ...secretSteps(
      crimes.flatMap((id) => [
        raise(visit, id, 'suspected-crime', 'serious'),
        review(visit, id),
        ...(withdrawnEarly ? [withdraw(visit, id)] : []),
      ]),
    ),
  ]
  const referred = secretSteps(withdrawnEarly ? [] : [refer(visit, crimes)])
  const after = [
    circulate(visit),
    explain(visit, 'x1', plain.slice(0, 1)),
    decideOn(visit, 'x1', {
      kind: 'accepted',
      effects: [{ kind: 'noted', findingId: plain[0] ?? 'f1', note: 'Ghi nhận' }],
    }),
    waive(visit),
    conclude(
      visit,
      plain.map((id) => demand(`d-${id}`, id)),
    ),
    publish(visit),
  ]
  return [
    ...announced(visit),
    evidence(visit),
    ...assess(visit),
    ...found,
    sign(visit),
    close(visit),
    ...referred,
    ...after.slice(0, length),
  ]
}

describe('R18: suspected crimes', () => {
  it('R18: leave no trace in what the subject sees, whatever they are and become', async () => {
    const reached = new Set<string>()
    await fc.assert(
      fc.asyncProperty(courses, async (course) => {
        const rows = await rowsAfter(...stepsOf(course, false))
        expect(rows).toEqual(await rowsAfter(...stepsOf(course, true)))
        for (const { status } of Object.values(rows)) reached.add(status)
      }),
      { numRuns: 120 },
    )
    expect(reached).toEqual(new Set(['closed', 'drafted', 'concluded', 'published']))
  })

  it('R18: one that had been in the draft as something else reads like a withdrawn one', async () => {
    const later = { ...visit, from: '2023-07-11' }
    const both = [...announced(visit), ...fieldwork(visit, f1, ['f2', 'achievement', 'minor'])]
    const inDraft = [...both, circulate(visit)]
    const turned = [
      ...inDraft,
      amend(later, 'f1', 'suspected-crime', 'serious'),
      review(later, 'f1'),
      refer(visit, ['f1'], '2023-07-12'),
    ]
    const gone = [...inDraft, withdraw(later, 'f1')]
    expect(await rowsAfter(...turned)).toEqual(await rowsAfter(...gone))
    const end = [waive(visit, '2023-07-13'), conclude(visit, [], '2023-07-14')]
    const rows = await rowsAfter(...turned, ...end)
    expect(rows).toEqual(await rowsAfter(...gone, ...end))
    expect(rows['inspection.i1']?.findings[0]).toMatchObject({
      findingId: 'f1',
      kind: 'shortcoming',
      answer: 'withdrawn',
    })
  })

  it('R14: nothing of findings shows before the draft', async () => {
    const none = [...announced(visit), noPrior(visit)].slice(0, -1)
    expect(await rowsAfter(...none, evidence(visit), raise(visit, 'f1'))).toEqual(
      await rowsAfter(...none),
    )
  })
})
