/**
 * The report: targets by level and month, what was refused and by which rule.
 *
 * Targets and visits come from the read models; refused windows from the calendars' own streams, and
 * refused commands from the answers, which are the same on every run, since a repeated command gets
 * its first answer again.
 */
import { type AgencyLevel, agencyLevels } from '@kiemtra/core'
import {
  inspectionRegister,
  type InspectionRow,
  planProgress,
  type PlanProgressRow,
  type RemediationRow,
  remediationTracker,
} from '@kiemtra/projections'
import { type EventStore, readModel, type ReadModelStore } from '@kiemtra/runtime'
import { isLeft } from 'fp-ts/lib/Either.js'
import { table } from 'table'
import { deviationsOf } from './deviations.ts'
import type { Year } from './load.ts'
import { type Refusal, refusals } from './refusals.ts'
import type { Answers } from './send.ts'
import { type Remedied, texts } from './texts.ts'

type Lang = 'vi' | 'en'

/** Prints the report. */
export const report = async (
  lang: Lang,
  year: Year,
  answers: Answers,
  { events, readModels }: { readonly events: EventStore; readonly readModels: ReadModelStore },
  say: (line: string) => void,
): Promise<void> => {
  const plans = await readModel(readModels, planProgress).query({ orderBy: 'issuedOn' })()
  if (isLeft(plans)) {
    say(`read models: ${plans.left._tag}`)
    return
  }
  for (const { row } of plans.right.rows) {
    say(targetTable(lang, row))
    if (row.visitCount > 0) say(`${texts[lang].carriedOut(row)}\n`)
    const { closing, endedOn } = row
    if (closing !== null && endedOn !== null) say(`${texts[lang].closed(endedOn, closing)}\n`)
  }
  const visits = await readModel(readModels, inspectionRegister).query({
    orderBy: 'openedOn',
    limit: 1000,
  })()
  if (isLeft(visits)) {
    say(`read models: ${visits.left._tag}`)
    return
  }
  const rows = visits.right.rows.map(({ row }) => row)
  say(otherwiseTable(lang, year, rows))
  say(refusedTable(lang, year, await refusals(lang, answers, events, [...year.names.keys()])))
  const count = (type: string): number =>
    answers.done.filter(({ outcome }) => outcome.events.some((event) => event.type === type)).length
  say(texts[lang].agreed(count('InspectionsCombined'), count('OverlapWaived')))
  const remedies = await readModel(readModels, remediationTracker).query({ limit: 1000 })()
  if (isLeft(remedies)) {
    say(`read models: ${remedies.left._tag}`)
    return
  }
  say(texts[lang].remedied(remediedIn(remedies.right.rows.map(({ row }) => row))))
}

/** How obligations stand. */
const remediedIn = (rows: ReadonlyArray<RemediationRow>): Remedied => ({
  opened: rows.length,
  verified: rows.filter(({ status }) => status === 'verified').length,
  late: rows.filter(({ overdueOn }) => overdueOn !== null).length,
  escalated: rows.filter(({ escalatedOn }) => escalatedOn !== null).length,
  owed: rows.filter(({ pursuit }) => pursuit === 'owed').length,
})

const targetTable = (lang: Lang, row: PlanProgressRow): string => {
  const words = texts[lang]
  const months = [...new Set(row.planned.map(({ month }) => month))].sort()
  const levels = [...new Set(row.planned.map(({ level }) => level))]
  const count = (level: AgencyLevel | undefined, month: string | undefined): number =>
    row.planned
      .filter(
        (cell) => (level ?? cell.level) === cell.level && (month ?? cell.month) === cell.month,
      )
      .reduce((sum, cell) => sum + cell.targets, 0)
  const line = (name: string, level: AgencyLevel | undefined): string[] => [
    name,
    ...months.map((month) => String(count(level, month) || '')),
    String(count(level, undefined)),
  ]
  const title = `${row.nameVi} (${row.documentNumber ?? row.planId})`
  const cells = [
    [words.level, ...months.map((month) => month.slice(5)), words.total],
    ...levels.map((level) => line(agencyLevels[level][lang], level)),
    line(words.total, undefined),
  ]
  return `${words.targetsOf(title)}\n${table(cells)}`
}

const otherwiseTable = (lang: Lang, year: Year, rows: ReadonlyArray<InspectionRow>): string => {
  const words = texts[lang]
  const cells = rows
    .map((row) => ({ row, deviations: deviationsOf(row) }))
    .filter(({ deviations }) => deviations.length > 0)
    .map(({ row, deviations }) => [
      row.openedOn ?? row.windowFrom,
      year.names.get(row.subjectId)?.[lang] ?? row.subjectId,
      deviations.map((deviation) => words.deviations[deviation]).join('; '),
    ])
  const title = [words.on, words.subject, words.otherwise]
  return table([title, ...cells], {
    columns: [{}, { width: 36, wrapWord: true }, { width: 60, wrapWord: true }],
  })
}

const refusedTable = (lang: Lang, year: Year, rows: ReadonlyArray<Refusal>): string => {
  const words = texts[lang]
  if (rows.length === 0) return words.nothingRefused
  const cells = rows.map(({ on, objectId, planId, rule, reason }) => [
    on,
    year.names.get(objectId)?.[lang] ?? objectId,
    planId,
    rule,
    reason,
  ])
  return `${words.refused}\n${table(
    [[words.on, words.subject, words.plan, words.rule, words.reason], ...cells],
    { columns: [{}, { width: 28, wrapWord: true }, {}, {}, { width: 50, wrapWord: true }] },
  )}`
}
