/**
 * What the register remembers of an inspection, and the row that follows from it.
 *
 * An unannounced inspection has no row before it opens (R9), yet its row then says what was said
 * before: so what comes before the opening, and still holds then, leaves its trace in the links. Dates
 * that were asked for or refused don't: it opens in the window that was confirmed last.
 */
import type { InspectionEvent } from '@kiemtra/core'
import type { Remembered } from '@kiemtra/kernel'
import { areasIn, contentsIn, rememberSetting, settingOf } from '../inspection-memory.ts'
import type { InspectionRow } from './row.ts'

const RESULT = 'result '

/** What to remember of an event. */
export const remember = (event: InspectionEvent): Remembered | undefined => {
  switch (event.type) {
    case 'InspectionScheduled': {
      const { windowId, window } = event.data
      return { windowId, ...window }
    }
    case 'InspectionDeferred':
      return { latestOn: event.data.latestOn }
    case 'PriorShortcomingsRequired':
      return { prior: String(event.data.obligations.length) }
    case 'ResultImported':
      return { [`${RESULT}${event.data.source.number}`]: 'yes' }
    default:
      return rememberSetting(event)
  }
}

const orNull = (text: string | undefined): string | null =>
  text === undefined || text === '' ? null : text

/** The row before the opening, or `undefined` where the stream's beginning hasn't been heard. */
export const begun = (
  inspectionId: string,
  memory: Remembered | undefined,
): InspectionRow | undefined => {
  const setting = settingOf(memory)
  if (setting === undefined || memory === undefined) return undefined
  const { contents, areas, from, to, thematic, ...terms } = setting
  const windowId = orNull(memory['windowId'])
  const prior = memory['prior']
  return {
    inspectionId,
    planId: terms.planId,
    targetId: orNull(terms.targetId),
    subjectId: terms.subjectId,
    subjectLevel: terms.subjectLevel,
    delegationId: terms.delegationId,
    teamId: orNull(terms.teamId),
    concludedBy: terms.concludedBy,
    mode: terms.mode,
    ground: terms.ground,
    notice: terms.notice,
    orderedBy: orNull(terms.orderedBy),
    contents: contentsIn(contents),
    areas: areasIn(areas),
    thematic: thematic === 'yes',
    setOn: terms.setOn,
    status: 'preparing',
    schedule: windowId === null ? 'asked' : 'confirmed',
    scheduleRefusedFor: null,
    windowId,
    windowFrom: from,
    windowTo: to,
    latestOn: orNull(memory['latestOn']),
    noticeSentOn: null,
    openNotBefore: null,
    selfReportDueOn: null,
    selfReportOn: null,
    selfReportLate: null,
    priorShortcomings: prior === undefined ? null : Number(prior),
    listedTasks: null,
    ownInspecting: null,
    openedOn: null,
    leaderId: null,
    insteadOfHead: null,
    pausedOn: null,
    resumptionAskedFrom: null,
    resumptionAskedTo: null,
    resumptionRefusedFor: null,
    extensionAskedUntil: null,
    extensionRefusedFor: null,
    minutesOn: null,
    minutes: null,
    closedOn: null,
    conclusionDueOn: null,
    draftedOn: null,
    explainUntil: null,
    explanationWaived: false,
    explanations: [],
    concludedOn: null,
    conclusionNumber: null,
    conclusionLate: null,
    publicationDueOn: null,
    publishedOn: null,
    publicationLate: null,
    corrections: [],
    review: 'none',
    revokedOn: null,
    cancelledOn: null,
    findingCount: 0,
    findingCounts: [],
    findings: [],
    demandCount: 0,
    recommendations: [],
    dissents: [],
    flaggedActs: [],
    importedResults: Object.keys(memory)
      .filter((name) => name.startsWith(RESULT))
      .map((name) => name.slice(RESULT.length)),
  }
}
