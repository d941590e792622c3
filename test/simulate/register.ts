/**
 * Who sends commands to agencies, plans, delegations and calendars of visits.
 */
import { Agency, Delegation, Plan, Visits, visitsFold } from '@kiemtra/core'
import {
  agencyCommands,
  delegationCommands,
  planCommands,
  sampleAgencies,
  sampleDelegation,
  sampleDocumentOf,
  sampleEstablishment,
  sampleMeta,
  samplePlan,
  sampleTerms,
  visitsCommands,
} from '@kiemtra/core/testing'
import { commandsTo, type Moment, type SimulatedSender } from '@kiemtra/testing'
import type { Sight, Thought } from './sight.ts'
import { FIRST_DAY, thinking } from './thinking.ts'

// ------------------------------------------------------------------ beginning

/** Caps that leave room for several visits. */
const terms = {
  ...sampleTerms,
  parameters: {
    ...sampleTerms.parameters,
    daysOnSiteMax: { value: 6, basis: 'Synthetic' },
    visitDaysPerQuarterMax: { value: 40, basis: 'Synthetic' },
    concurrentWindowsMax: { value: 2, basis: 'Synthetic' },
  },
}

/** The sample plan, under another id. */
const planned = (planId: string): typeof samplePlan =>
  samplePlan.map((command) => {
    switch (command.type) {
      case 'DraftPlan':
        return { ...command, data: { ...command.data, planId, terms } }
      case 'AddTarget':
        return { ...command, data: { ...command.data, planId } }
      case 'IssuePlan':
        return { ...command, data: { ...command.data, planId } }
      default:
        return command
    }
  })

const team: typeof sampleDelegation = [
  {
    type: 'FormTeam',
    data: {
      delegationId: 'doan-p61',
      happenedOn: '2023-03-13',
      teamId: 'to-1',
      leaderId: 'tp-1',
      members: ['tp-1', 'nv-3'],
      grounds: ['content'],
      reason: 'Synthetic',
    },
    meta: {
      commandId: 'team',
      actor: { kind: 'import', source: 'sample' },
      recordedAt: '2023-03-13T00:00:00.000Z',
    },
  },
]

const second: typeof sampleDelegation = sampleDelegation.map((command) => ({
  ...command,
  type: 'EstablishDelegation',
  data: { ...sampleEstablishment, planId: 'p62-2023', delegationId: 'doan-p62' },
}))

// -------------------------------------------------------------------- seldom

const meta = sampleMeta(FIRST_DAY)
const happenedOn = FIRST_DAY
const reason = 'Synthetic'
const byTheCity = sampleDocumentOf('ubnd-thanh-pho', '9/QĐ-UBND', '2023-03-13')

/**
 * The district that everything is about ends, with one successor or two. Mostly at once: few runs get
 * to a later day.
 */
const endings: ReadonlyArray<Thought> = [
  { successors: ['hoan-kiem'], effectiveOn: '2023-03-13' },
  { successors: ['hoan-kiem'], effectiveOn: '2023-03-13' },
  { successors: ['hoan-kiem'], effectiveOn: '2023-03-13' },
  { successors: ['hoan-kiem'], effectiveOn: '2023-03-30' },
  { successors: ['hoan-kiem', 'so-tu-phap'], effectiveOn: '2023-03-20' },
].map((end) => ({
  type: 'DissolveAgency',
  data: {
    agencyId: 'dong-da',
    happenedOn,
    document: byTheCity,
    takerDue: { value: { amount: 3, unit: 'workingDays' }, basis: reason },
    ...end,
  },
  meta,
}))

const taking: Thought = {
  type: 'NameTaker',
  data: { agencyId: 'dong-da', happenedOn, takerId: 'hoan-kiem', document: byTheCity },
  meta,
}

/** A plan ends, before or after its inspections have opened. */
const planEnds: ReadonlyArray<Thought> = ['p61-2023', 'p62-2023'].flatMap((planId) => [
  { type: 'RevokePlan', data: { planId, happenedOn, document: byTheCity, reason }, meta },
  {
    type: 'ClosePlan',
    data: { planId, happenedOn, report: byTheCity, notReached: [{ targetId: 't1', reason }] },
    meta,
  },
])

/** Who has done what there is to do leaves the delegation, or may not act on the district. */
const leavings: ReadonlyArray<Thought> = ['doan-p61', 'doan-p62'].flatMap((delegationId) =>
  ['tp-1', 'nv-3', 'nv-1'].map((personId) => ({
    type: 'RecuseMember',
    data: { delegationId, happenedOn, personId, subjectId: 'dong-da', reason },
    meta,
  })),
)

// -------------------------------------------------------------------- senders

/** Sends to the register of agencies. */
export const toAgencies = commandsTo(
  Agency,
  thinking(Agency, {
    commands: agencyCommands,
    seldom: [...endings, taking],
    rare: ['DissolveAgency'],
  }),
  { first: sampleAgencies },
)

const plans = (_: Sight, { below }: Moment): Readonly<Record<string, string>> =>
  below(3) === 0 ? { 'p61-2023': 'p62-2023' } : {}

/** Sends to plans. */
export const toPlans = commandsTo(
  Plan,
  thinking(Plan, {
    commands: planCommands,
    seldom: planEnds,
    names: plans,
    rare: ['RevokePlan', 'ClosePlan'],
  }),
  { first: [...planned('p61-2023'), ...planned('p62-2023')] },
)

/** Sends to delegations. */
export const toDelegations = commandsTo(
  Delegation,
  thinking(Delegation, {
    commands: delegationCommands,
    seldom: leavings,
    names: (_, { below }) => (below(3) === 0 ? { 'doan-p61': 'doan-p62' } : {}),
    rare: ['DissolveDelegation'],
  }),
  { first: [...sampleDelegation, ...team, ...second] },
)

/**
 * Sample ids of windows stand for those of the district, refused ones among them. Of a secret claim that
 * was refused nobody knows the id but who asked, so nobody asks for it anew.
 */
const windows = (sight: Sight, { below }: Moment): Readonly<Record<string, string>> => {
  const calendar = sight.stateOf(visitsFold, 'dong-da')
  const standing = calendar.windows.flatMap(({ claims }) => claims.map(({ windowId }) => windowId))
  const refused = calendar.refused
    .filter(({ secret }) => !secret)
    .map(({ claim }) => claim.windowId)
  const others = [...refused, ...standing]
  const names: Record<string, string> = {}
  for (const sample of ['w1', 'w2', 'w3'])
    names[sample] = standing[below(standing.length)] ?? sample
  for (const sample of ['w4', 'w5', 'w6']) names[sample] = others[below(others.length)] ?? sample
  return { ...names, 'cong-vu-2023': 'p62-2023' }
}

/** Sends to calendars of visits; who reserves is a policy, mostly. */
export const toVisits = (aggregate = Visits): SimulatedSender =>
  commandsTo(
    aggregate,
    thinking(aggregate, {
      commands: visitsCommands,
      names: windows,
      rare: ['ReserveWindow', 'ReleaseWindow'],
    }),
  )
