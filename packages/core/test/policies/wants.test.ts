/** What policies remember of what they wanted and what was refused, and what they ask for once more. */
import type { Message } from '@kiemtra/kernel'
import { describe, expect, it } from 'vitest'
import { policies, pursuing } from './support.ts'
import {
  escalation,
  followUp,
  ownInspecting,
  priorShortcomings,
  results,
  standingTasks,
  targetSuccession,
} from '../../src/index.ts'
import { recordedAs } from './hearing.ts'
import { noWants, refusedIn, type Want, wantedOn, wants } from '../../src/policies/wants.ts'

const want = (to: string, id: string, type: string, data: unknown = { id }): Want => ({
  to,
  id,
  command: { type, data },
  onBehalfOf: 'so-noi-vu',
})

const urge = want('remediation', 'd1', 'Urge')
const cause = recordedAs({ in: 'remediation-d1', type: 'RemediationOverdue', data: {} }, 0)

/** The story in which a cause led to wants. */
const wanting = (...list: ReadonlyArray<Want>) => wants(noWants, cause, list)

/** A refusal, and what is remembered and asked for after it. */
const afterRefusal = (
  state: typeof noWants,
  rejection: { readonly _tag: string; readonly [field: string]: unknown },
  {
    commandType = 'Urge',
    stream = 'remediation-d1',
    on = '2023-06-05',
    answers = 0,
    place = 1,
  }: {
    readonly commandType?: string
    readonly stream?: string
    readonly on?: string
    readonly answers?: number
    readonly place?: number
  } = {},
) => {
  const data = { commandType, rejection }
  const recorded = recordedAs(
    {
      in: stream,
      type: 'CommandRefused',
      data,
      on,
      answers: { policy: 'escalation', place: answers },
    },
    place,
  )
  const after = refusedIn(state, recorded, { type: 'CommandRefused', data })
  const asked = wantedOn(after, { _tag: 'Event', recorded })
  const commands: ReadonlyArray<Message | undefined> = asked.map((one) =>
    one._tag === 'Send' ? one.command : undefined,
  )
  return { after, commands }
}

const tooLate = { _tag: 'OutOfOrder', earliest: '2023-06-05' }

describe('what policies want', () => {
  it('policy: nothing wanted changes nothing, and every event keeps its own', () => {
    expect(wanting()).toBe(noWants)
    const second = recordedAs({ in: 'remediation-d2', type: 'RemediationOverdue', data: {} }, 1)
    const both = wants(wanting(urge), second, [want('remediation', 'd2', 'Urge')])
    expect(both.wanted).toMatchObject({ 'event-0': [{ id: 'd1' }], 'event-1': [{ id: 'd2' }] })
    expect(wantedOn(both, { _tag: 'Event', recorded: cause })).toEqual([
      {
        _tag: 'Send',
        to: 'remediation',
        command: urge.command,
        discriminator: '',
        onBehalfOf: 'so-noi-vu',
      },
    ])
    expect(
      wantedOn(both, { _tag: 'Timer', timer: 'event-0', instant: cause.meta.recordedAt }),
    ).toEqual([])
  })

  it('policy: of several of one type to one stream, a discriminator tells them apart', () => {
    const state = wanting({ ...urge, discriminator: 't1' }, { ...urge, discriminator: 't2' })
    expect(wantedOn(state, { _tag: 'Event', recorded: cause })).toMatchObject([
      { discriminator: 't1' },
      { discriminator: 't2' },
    ])
  })

  it('policy: every refusal is remembered', () => {
    const { after } = afterRefusal(wanting(urge), { _tag: 'NotOpen' })
    const again = afterRefusal(after, { _tag: 'NotNow' }, { commandType: 'Escalate', place: 2 })
    expect(again.after.refusals).toEqual([
      { commandType: 'Urge', rejection: 'NotOpen' },
      { commandType: 'Escalate', rejection: 'NotNow' },
    ])
    expect(again.commands).toEqual([])
  })

  it.each([
    ['the day before', '2023-06-04', true],
    ['the same day', '2023-06-05', true],
    ['the day after', '2023-06-06', false],
  ])(
    'policy: what could be done from %s on is asked for once more, or not',
    (_, earliest, isAsked) => {
      const { commands } = afterRefusal(wanting(urge), { ...tooLate, earliest })
      const data = { id: 'd1', happenedOn: '2023-06-05' }
      expect(commands).toEqual(isAsked ? [{ type: 'Urge', data }] : [])
    },
  )

  it.each([
    ['names no day', { _tag: 'NotOpen' }],
    ['names none that is a day', { _tag: 'OutOfOrder', earliest: 0 }],
    ['has no such day yet', { _tag: 'OutOfOrder', earliest: undefined }],
  ])('policy: a refusal that %s stands', (_, rejection) => {
    expect(afterRefusal(wanting(urge), rejection).commands).toEqual([])
  })

  it('policy: of several wants, the refused one is asked for once more: by type, stream and category', () => {
    const state = wanting(
      want('remediation', 'd1', 'Escalate'),
      want('assignment', 'd1', 'Urge'),
      want('remediation', 'd2', 'Urge'),
      urge,
    )
    const happenedOn = '2023-06-05'
    expect(afterRefusal(state, tooLate).commands).toEqual([
      { type: 'Urge', data: { id: 'd1', happenedOn } },
    ])
    expect(afterRefusal(state, tooLate, { stream: 'remediation-d2' }).commands).toEqual([
      { type: 'Urge', data: { id: 'd2', happenedOn } },
    ])
    expect(afterRefusal(state, tooLate, { stream: 'remediation-d3' }).commands).toEqual([])
    expect(afterRefusal(state, tooLate, { stream: 'initiative-d1' }).commands).toEqual([])
    expect(afterRefusal(state, tooLate, { commandType: 'Annul' }).commands).toEqual([])
  })

  it('policy: a refusal of what nobody here has asked for is only remembered', () => {
    const strange = afterRefusal(wanting(urge), tooLate, { answers: 9 })
    expect(strange.commands).toEqual([])
    expect(strange.after.refusals).toHaveLength(1)
  })

  it('policy: a command without fields has no day to change', () => {
    for (const data of ['text', null]) {
      const state = wanting(want('remediation', 'd1', 'Urge', data))
      expect(afterRefusal(state, tooLate).commands).toEqual([{ type: 'Urge', data }])
    }
  })
})

describe('policies', () => {
  it('policy: keep their names, which checkpoints and ids of commands rest on', () => {
    expect([...policies, ...pursuing].map(({ name }) => name)).toEqual([
      'scheduling',
      'windows',
      'combinations',
      'mandate',
      'closing',
      'priorShortcomings',
      'standingTasks',
      'ownInspecting',
      'followUp',
      'results',
      'escalation',
      'succession',
      'targetSuccession',
    ])
  })

  it.each([
    [priorShortcomings, ['inspection']],
    [standingTasks, ['inspection']],
    [ownInspecting, ['inspection']],
    [followUp, ['remediation', 'initiative', 'accountability']],
    [escalation, ['remediation', 'assignment']],
    [results, ['plan']],
    [targetSuccession, ['plan']],
  ])('policy: $name says where it sends', ({ sends }, categories) => {
    expect(sends).toEqual(categories)
  })
})
