/**
 * What read models remember of an inspection's stream.
 *
 * Two uses. Only the first event of a stream names plan, subject and delegation, so later ones reach
 * rows of other keys by these. And an unannounced inspection has no row before it opens (R9): what
 * was said of it until then waits here, and shows from the opening on. Rejected: rows marked secret,
 * to be left out by whoever reads them; one reader forgets, and the visit is known.
 */
import {
  AgencyLevel,
  Ground,
  type InspectionEvent,
  Mode,
  Notice,
  PlanContent,
  ReformArea,
} from '@kiemtra/core'
import type { Remembered } from '@kiemtra/kernel'
import * as t from 'io-ts'
import type { Heard } from './heard.ts'

// ------------------------------------------------------------------- model

/** Texts only, as links are; `''` where there is none, lists with spaces between. */
const Setting = t.type({
  planId: t.string,
  targetId: t.string,
  subjectId: t.string,
  subjectLevel: AgencyLevel,
  delegationId: t.string,
  teamId: t.string,
  concludedBy: t.string,
  mode: Mode,
  ground: Ground,
  notice: Notice,
  orderedBy: t.string,
  contents: t.string,
  areas: t.string,
  thematic: t.keyof({ yes: null, no: null }),
  setOn: t.string,
  from: t.string,
  to: t.string,
})
/** What an inspection was set to be, as far as its stream has been heard. */
export type Setting = t.TypeOf<typeof Setting>

// --------------------------------------------------------------- behaviour

type On<Type extends InspectionEvent['type']> = Extract<InspectionEvent, { type: Type }>

const settingFrom = (data: On<'InspectionProposed' | 'UnannouncedOrdered'>['data']) => ({
  planId: data.planId,
  subjectId: data.subjectId,
  subjectLevel: data.subjectLevel,
  delegationId: data.delegationId,
  teamId: data.inspectors.by === 'team' ? data.inspectors.teamId : '',
  concludedBy: data.concludedBy,
  mode: data.mode,
  ground: data.ground,
  contents: data.scope.contents.join(' '),
  areas: data.scope.areas.join(' '),
  thematic: data.scope.thematic ? 'yes' : 'no',
  setOn: data.happenedOn,
  from: data.window.from,
  to: data.window.to,
})

/** How an inspection is set, as it stands now; nothing of other aggregates' events. */
export const rememberSetting = (event: Heard): Remembered | undefined => {
  switch (event.type) {
    case 'InspectionProposed': {
      const { targetId } = event.data
      return { ...settingFrom(event.data), targetId, notice: 'announced', orderedBy: '' }
    }
    case 'UnannouncedOrdered': {
      const { order } = event.data
      return {
        ...settingFrom(event.data),
        targetId: '',
        notice: 'unannounced',
        orderedBy: order.by,
      }
    }
    case 'InspectionHandedOver': {
      const { to, concludedBy } = event.data
      return to.kind === 'delegation'
        ? { delegationId: to.delegationId, teamId: '', concludedBy }
        : { subjectId: to.subjectId, concludedBy }
    }
    default:
      return undefined
  }
}

/** The setting, or `undefined` where the stream's beginning hasn't been heard. */
export const settingOf = (remembered: Remembered | undefined): Setting | undefined =>
  Setting.is(remembered) ? remembered : undefined

/** The reform areas in a remembered list. */
export const areasIn = (list: string): ReadonlyArray<ReformArea> =>
  list.split(' ').filter((area) => ReformArea.is(area))

/** The contents in a remembered list. */
export const contentsIn = (list: string): ReadonlyArray<PlanContent> =>
  list.split(' ').filter((content) => PlanContent.is(content))
