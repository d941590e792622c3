/**
 * Read models that show too much, or too little. Their rows are what their own fold says, so that only
 * what is to be shown to whom can tell.
 */
import { type InspectionEvent } from '@kiemtra/core'
import { type Handler, projection } from '@kiemtra/kernel'
import {
  type FindingRow,
  findingRegister,
  type InspectionRow,
  inspectionRegister,
  publicRegister,
  type PublicRow,
  subjectPortal,
  type SubjectRow,
} from '@kiemtra/projections'
import type { Plants } from './plant.ts'

type On<Type extends InspectionEvent['type']> = Extract<InspectionEvent, { type: Type }>

/** A visit shows to its subject from the order on. */
const onOrder: Handler<SubjectRow, On<'UnannouncedOrdered'>> = {
  keys: ({ event }) => [`inspection.${event.data.inspectionId}`],
  apply: (_, { event: { data } }) => ({
    subjectId: data.subjectId,
    kind: 'inspection',
    objectId: data.inspectionId,
    planId: data.planId,
    area: null,
    status: 'notified',
    delegationId: data.delegationId,
    windowFrom: data.window.from,
    windowTo: data.window.to,
    duty: null,
    dueOn: null,
    late: false,
    document: null,
    findings: [],
  }),
}

/** A finding shows to its subject as soon as it is raised. */
const onFinding: Handler<SubjectRow, On<'FindingRaised'>> = {
  keys: ({ event }) => [`inspection.${event.data.inspectionId}`],
  apply: (row, { event: { data } }) => {
    if (row === undefined) return undefined
    const { findingId, finding } = data
    const { kind, content, area } = finding.statement
    const { severity } = finding
    const one = { findingId, kind, content, area, severity, answer: 'none' } as const
    return kind === 'suspected-crime' ? row : { ...row, findings: [...row.findings, one] }
  },
}

/** A suspected crime shows to the subject as something that was withdrawn: there was one. */
const onReferral: Handler<SubjectRow, On<'ViolationReferred'>> = {
  keys: ({ event }) => [`inspection.${event.data.inspectionId}`],
  apply: (row, { event: { data } }) =>
    row === undefined ? undefined : { ...row, document: data.findings[0] ?? row.document },
}

/** What a conclusion demands shows to everyone before it is published. */
const onConclusion: Handler<PublicRow, On<'ConclusionIssued'>> = {
  keys: ({ event }) => [event.data.inspectionId],
  apply: (_, { event: { data } }) => ({
    inspectionId: data.inspectionId,
    planId: '',
    subjectId: '',
    subjectLevel: 'district',
    mode: 'on-site',
    notice: 'announced',
    contents: [],
    areas: [],
    openedOn: '',
    concludedBy: data.document.issuer,
    conclusionNumber: data.document.number,
    concludedOn: data.happenedOn,
    conclusionLate: data.late,
    publishedOn: '',
    publicationLate: false,
    channel: '',
    findings: data.demands.map(({ findingId, area }) => ({
      findingId,
      kind: 'shortcoming',
      content: 'own-reform-plan',
      area,
      severity: 'minor',
    })),
    demands: [],
    corrections: [],
    review: 'none',
    revokedOn: null,
  }),
}

const portal = (more: Partial<typeof subjectPortal.on>) =>
  projection<SubjectRow>()({ ...subjectPortal, on: { ...subjectPortal.on, ...more } })

/** Of what is announced there is no row. */
const forgetful = projection<InspectionRow>()({
  ...inspectionRegister,
  on: { ...inspectionRegister.on, InspectionProposed: { keys: () => [], apply: (row) => row } },
})

/** What was reviewed is there no more. */
const losing = projection<FindingRow>()({
  ...findingRegister,
  on: {
    ...findingRegister.on,
    FindingReviewed: {
      keys: ({ event }) => [`${event.data.inspectionId}.${event.data.findingId}`],
      apply: () => undefined,
    },
  },
})

const register = projection<PublicRow>()({
  ...publicRegister,
  on: { ...publicRegister.on, ConclusionIssued: onConclusion },
})

/** See the module. */
export const projectionPlants: Plants = {
  'a portal that shows a secret visit': {
    by: 'shown',
    make: () => ({ projections: [portal({ UnannouncedOrdered: onOrder })] }),
  },
  'a portal that shows a finding before its draft': {
    by: 'shown',
    make: () => ({ projections: [portal({ FindingRaised: onFinding })] }),
  },
  'a portal that shows what was referred': {
    by: 'shown',
    make: () => ({ projections: [portal({ ViolationReferred: onReferral })] }),
  },
  'a register that shows a conclusion before its publication': {
    by: 'shown',
    make: () => ({ projections: [register] }),
  },
  'an inspection register that leaves out what was announced': {
    by: 'shown',
    make: () => ({ projections: [forgetful] }),
  },
  'a finding register that loses the row of a reviewed finding': {
    by: 'shown',
    make: () => ({ projections: [losing] }),
  },
}
