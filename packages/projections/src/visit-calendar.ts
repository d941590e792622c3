/**
 * visitCalendar: which delegation is at which agency when. One row per window asked for.
 *
 * Secret windows don't show: up to the opening, the rows with a secret visit ahead equal the rows
 * without (R9). A window that was secret shows from the move that reveals it, with what that move
 * says and no more.
 */
import { Mode, ReformArea, Visits, type VisitsEvent } from '@kiemtra/core'
import { type Handler, projection } from '@kiemtra/kernel'
import * as t from 'io-ts'

// ------------------------------------------------------------------- model

/** Codec of {@link VisitCalendarRow}. */
export const VisitCalendarRow = t.strict({
  agencyId: t.string,
  windowId: t.string,
  planId: t.string,
  inspectionId: t.string,
  /** `null` for a visit that was secret until it opened. */
  slotId: t.union([t.string, t.null]),
  mode: t.union([Mode, t.null]),
  areas: t.readonlyArray(ReformArea),
  from: t.string,
  to: t.string,
  workingDays: t.number,
  status: t.keyof({ reserved: null, refused: null, released: null }),
  /** Windows of other inspections that share the days. */
  sharedWith: t.readonlyArray(t.string),
  /** Why it was refused, or last refused to move: tags, with the rule where one may be named. */
  refusedFor: t.readonlyArray(t.strict({ tag: t.string, rule: t.union([t.string, t.null]) })),
})
/** A window asked for in an agency's calendar of visits. */
export type VisitCalendarRow = t.TypeOf<typeof VisitCalendarRow>

// --------------------------------------------------------------- behaviour

type On<Type extends VisitsEvent['type']> = Extract<VisitsEvent, { type: Type }>
type Reasons = On<'WindowRefused'>['data']['reasons']

const keyOf = (agencyId: string, windowId: string): string => `${agencyId}.${windowId}`

const reasonsOf = (reasons: Reasons): VisitCalendarRow['refusedFor'] =>
  reasons.map((reason) => ({ tag: reason._tag, rule: 'rule' in reason ? reason.rule : null }))

const onClaim = <E extends On<'WindowReserved' | 'WindowRefused'>>(
  rowOf: (
    data: E['data'],
  ) => Pick<VisitCalendarRow, 'from' | 'to' | 'workingDays' | 'status' | 'refusedFor'>,
): Handler<VisitCalendarRow, E> => ({
  keys: ({ event }) => {
    const { agencyId, claim, secret } = event.data
    return secret ? [] : [keyOf(agencyId, claim.windowId)]
  },
  apply: (_, { event }) => {
    const { agencyId, claim } = event.data
    const { windowId, planId, inspectionId, slotId, mode, areas } = claim
    const ids = { agencyId, windowId, planId, inspectionId, slotId, mode, areas }
    return { ...ids, sharedWith: [], ...rowOf(event.data) }
  },
})

const onMembers = <E extends On<'WindowMoved' | 'WindowMoveRefused'>>(
  apply: Handler<VisitCalendarRow, E>['apply'],
): Handler<VisitCalendarRow, E> => ({
  keys: ({ event }) =>
    event.data.secret
      ? []
      : event.data.members.map((member) => keyOf(event.data.agencyId, member.windowId)),
  apply,
})

/** The first that others may hear of a window that was secret: its days, and nothing from before. */
const revealed = ({
  agencyId,
  members,
  days,
}: On<'WindowMoved'>['data']): VisitCalendarRow | undefined => {
  const [member] = members
  if (member === undefined) return undefined
  return {
    agencyId,
    ...member,
    slotId: null,
    mode: null,
    areas: [],
    ...days.period,
    workingDays: days.workingDays.length,
    status: 'reserved',
    sharedWith: [],
    refusedFor: [],
  }
}

/** The read model of visits. */
export const visitCalendar = projection<VisitCalendarRow>()({
  name: 'visitCalendar',
  version: 1,
  from: [Visits],
  audience: 'delegation',
  row: VisitCalendarRow,
  indexes: ['agencyId', 'planId', 'status'],
  on: {
    WindowReserved: onClaim<On<'WindowReserved'>>(({ days }) => ({
      ...days.period,
      workingDays: days.workingDays.length,
      status: 'reserved',
      refusedFor: [],
    })),
    WindowRefused: onClaim<On<'WindowRefused'>>(({ period, reasons }) => ({
      ...period,
      workingDays: 0,
      status: 'refused',
      refusedFor: reasonsOf(reasons),
    })),
    WindowMoved: onMembers<On<'WindowMoved'>>((row, { event }) => {
      if (row === undefined) return revealed(event.data)
      const { days } = event.data
      return { ...row, ...days.period, workingDays: days.workingDays.length, refusedFor: [] }
    }),
    WindowMoveRefused: onMembers<On<'WindowMoveRefused'>>((row, { event }) =>
      row === undefined ? undefined : { ...row, refusedFor: reasonsOf(event.data.reasons) },
    ),
    WindowReleased: {
      keys: ({ event }) =>
        event.data.secret ? [] : [keyOf(event.data.agencyId, event.data.windowId)],
      apply: (row) =>
        row === undefined ? undefined : { ...row, status: 'released', sharedWith: [] },
    },
    InspectionsCombined: {
      keys: ({ event }) =>
        event.data.members.map((member) => keyOf(event.data.agencyId, member.windowId)),
      apply: (row, { event }) => {
        if (row === undefined) return undefined
        const { members, days } = event.data
        return {
          ...row,
          ...days.period,
          workingDays: days.workingDays.length,
          status: 'reserved',
          refusedFor: [],
          sharedWith: members
            .map((member) => member.windowId)
            .filter((windowId) => windowId !== row.windowId),
        }
      },
    },
  },
})
