/**
 * visitCalendar: which delegation is at which agency when. One row per window asked for.
 *
 * Secret windows don't show: up to the opening, the rows with a secret visit ahead equal the rows
 * without (R9). A window that was secret shows from the move that reveals it. Waived overlaps are
 * agreements between plans, not windows, and have no row.
 */
import { Mode, Notice, ReformArea, Visits, type VisitsEvent } from '@kiemtra/core'
import { type Handler, projection, type Remembered } from '@kiemtra/kernel'
import * as t from 'io-ts'
import { areasIn } from './inspection-memory.ts'

// ------------------------------------------------------------------- model

/** Codec of {@link VisitCalendarRow}. */
export const VisitCalendarRow = t.strict({
  agencyId: t.string,
  windowId: t.string,
  planId: t.string,
  inspectionId: t.string,
  slotId: t.string,
  mode: Mode,
  notice: Notice,
  areas: t.readonlyArray(ReformArea),
  from: t.string,
  to: t.string,
  /** 0 for a window that was refused: it has no days. */
  workingDays: t.number,
  status: t.keyof({ reserved: null, refused: null, released: null }),
  /** Windows of other inspections that share the days now, in the order of their ids. */
  sharedWith: t.readonlyArray(t.string),
  /** Why it was refused, or last refused to move: tags, with the rule where one may be named. */
  refusedFor: t.readonlyArray(t.strict({ tag: t.string, rule: t.union([t.string, t.null]) })),
})
/** A window asked for in an agency's calendar of visits. */
export type VisitCalendarRow = t.TypeOf<typeof VisitCalendarRow>

type On<Type extends VisitsEvent['type']> = Extract<VisitsEvent, { type: Type }>
type Claim = On<'WindowReserved'>['data']['claim']
type Days = On<'WindowReserved'>['data']['days']
type Reasons = On<'WindowRefused'>['data']['reasons']

const keyOf = (agencyId: string, windowId: string): string => `${agencyId}.${windowId}`

// ------------------------------------------------------------------ memory

/** What is remembered of a secret window, to show when it is revealed. */
const SecretClaim = t.type({ slotId: t.string, mode: Mode, areas: t.string })

const remembered = (name: 'slotId' | 'mode' | 'areas', windowId: string): string =>
  `${name} ${windowId}`

const claimIn = (
  memory: Remembered,
  windowId: string,
): t.TypeOf<typeof SecretClaim> | undefined => {
  const claim = {
    slotId: memory[remembered('slotId', windowId)],
    mode: memory[remembered('mode', windowId)],
    areas: memory[remembered('areas', windowId)],
  }
  return SecretClaim.is(claim) ? claim : undefined
}

const SHARED = 'shared '

/** Windows that have ever shared days with one; whether they still do, their rows say. */
const everSharedWith = (memory: Remembered, windowId: string): ReadonlyArray<string> => {
  const prefix = `${SHARED}${windowId} `
  return Object.keys(memory)
    .filter((name) => name.startsWith(prefix))
    .map((name) => name.slice(prefix.length))
}

const remember = (event: VisitsEvent): Remembered | undefined => {
  switch (event.type) {
    case 'WindowReserved':
    case 'WindowRefused': {
      const { secret, claim } = event.data
      const { windowId, slotId, mode, areas } = claim
      if (!secret) return undefined
      return {
        [remembered('slotId', windowId)]: slotId,
        [remembered('mode', windowId)]: mode,
        [remembered('areas', windowId)]: areas.join(' '),
      }
    }
    case 'InspectionsCombined': {
      const ids = event.data.members.map(({ windowId }) => windowId)
      const pairs = ids.flatMap((one) =>
        ids
          .filter((other) => other !== one)
          .map((other) => [`${SHARED}${one} ${other}`, 'yes'] as const),
      )
      return Object.fromEntries(pairs)
    }
    default:
      return undefined
  }
}

// --------------------------------------------------------------- behaviour

const placed = ({ period, workingDays }: Days) => ({
  ...period,
  workingDays: workingDays.length,
  status: 'reserved' as const,
  refusedFor: [],
})

const reasonsOf = (reasons: Reasons): VisitCalendarRow['refusedFor'] =>
  reasons.map((reason) => ({ tag: reason._tag, rule: 'rule' in reason ? reason.rule : null }))

const claimed = (agencyId: string, claim: Claim) => {
  const { windowId, planId, inspectionId, slotId, mode, notice, areas } = claim
  const ids = { agencyId, windowId, planId, inspectionId, slotId }
  return { ...ids, mode, notice, areas, sharedWith: [] }
}

/** A claim's own row: made anew, should it have been refused before. */
const onClaim = <E extends On<'WindowReserved' | 'WindowRefused'>>(
  rest: (
    data: E['data'],
  ) => Pick<VisitCalendarRow, 'from' | 'to' | 'workingDays' | 'status' | 'refusedFor'>,
): Handler<VisitCalendarRow, E> => ({
  keys: ({ event }) => {
    const { agencyId, claim, secret } = event.data
    return secret ? [] : [keyOf(agencyId, claim.windowId)]
  },
  apply: (_, { event }) => ({
    ...claimed(event.data.agencyId, event.data.claim),
    ...rest(event.data),
  }),
})

/** Every window that moves along. */
const memberKeys: Handler<VisitCalendarRow, On<'WindowMoved' | 'WindowMoveRefused'>>['keys'] = ({
  event: { data },
}) => (data.secret ? [] : data.members.map(({ windowId }) => keyOf(data.agencyId, windowId)))

/** A window that was secret until now; it shares with none, as secrets aren't combined (R9). */
const revealed = (
  { agencyId, members, days }: On<'WindowMoved'>['data'],
  memory: Remembered = {},
): VisitCalendarRow | undefined => {
  const [member] = members
  const claim = member === undefined ? undefined : claimIn(memory, member.windowId)
  if (member === undefined || claim === undefined) return undefined
  return {
    agencyId,
    ...member,
    slotId: claim.slotId,
    mode: claim.mode,
    notice: 'unannounced',
    areas: areasIn(claim.areas),
    ...placed(days),
    sharedWith: [],
  }
}

/** The windows that leave, and all that may have shared their days. */
const leaversAndOthers = (
  agencyId: string,
  leavers: ReadonlyArray<string>,
  memory: Remembered,
): ReadonlyArray<string> =>
  leavers
    .flatMap((leaver) => [leaver, ...everSharedWith(memory, leaver)])
    .map((windowId) => keyOf(agencyId, windowId))

/** A row without the windows that leave; the same row if it shared its days with none of them. */
const left = (row: VisitCalendarRow, leavers: ReadonlyArray<string>): VisitCalendarRow =>
  row.sharedWith.some((windowId) => leavers.includes(windowId))
    ? { ...row, sharedWith: row.sharedWith.filter((windowId) => !leavers.includes(windowId)) }
    : row

/** The read model of visits. */
export const visitCalendar = projection<VisitCalendarRow>()({
  name: 'visitCalendar',
  version: 1,
  from: [Visits],
  audience: 'delegation',
  row: VisitCalendarRow,
  indexes: ['agencyId', 'planId', 'status'],
  on: {
    WindowReserved: onClaim<On<'WindowReserved'>>(({ days }) => placed(days)),
    WindowRefused: onClaim<On<'WindowRefused'>>(({ period, reasons }) => ({
      ...period,
      workingDays: 0,
      status: 'refused',
      refusedFor: reasonsOf(reasons),
    })),
    WindowMoved: {
      keys: memberKeys,
      apply: (row, { event }, memory) =>
        row === undefined ? revealed(event.data, memory) : { ...row, ...placed(event.data.days) },
    },
    WindowMoveRefused: {
      keys: memberKeys,
      apply: (row, { event }) =>
        row === undefined ? undefined : { ...row, refusedFor: reasonsOf(event.data.reasons) },
    },
    WindowReleased: {
      keys: ({ stream, event }, links) => {
        const { agencyId, windowId, secret } = event.data
        return secret ? [] : leaversAndOthers(agencyId, [windowId], links.of(stream))
      },
      apply: (row, { event }) => {
        const { windowId } = event.data
        if (row === undefined) return undefined
        return row.windowId === windowId
          ? { ...row, status: 'released', sharedWith: [] }
          : left(row, [windowId])
      },
    },
    InspectionsCombined: {
      keys: ({ stream, event }, links) => {
        const { agencyId, members, joined } = event.data
        const leavers = joined.map(({ windowId }) => windowId)
        return [
          ...members.map(({ windowId }) => keyOf(agencyId, windowId)),
          ...leaversAndOthers(agencyId, leavers, links.of(stream)),
        ]
      },
      apply: (row, { event }) => {
        if (row === undefined) return undefined
        const ids: ReadonlyArray<string> = event.data.members.map(({ windowId }) => windowId)
        if (!ids.includes(row.windowId)) {
          return left(
            row,
            event.data.joined.map(({ windowId }) => windowId),
          )
        }
        const sharedWith = ids.filter((windowId) => windowId !== row.windowId).sort()
        return { ...row, ...placed(event.data.days), sharedWith }
      },
    },
  },
  links: ({ event }) => remember(event),
})
