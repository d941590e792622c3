/** Inputs about obligations and tasks, and a world that every policy of them runs in. */
import { sampleTarget } from '../../src/testing/plan.ts'
import {
  type Input,
  at,
  expectOk,
  founded,
  policies,
  pursuing,
  type World,
  world,
} from './support.ts'

/** A world after inputs that all succeed, with every policy settled after each. */
export const pursued = async (...inputs: ReadonlyArray<Input>): Promise<World> => {
  const made = world(undefined, [...policies, ...pursuing])
  for (const input of founded) await expectOk(made, input)
  await made.settle()
  await goesOn(made, ...inputs)
  return made
}

/** It goes on with further inputs. */
export const goesOn = async (made: World, ...inputs: ReadonlyArray<Input>): Promise<void> => {
  for (const input of inputs) {
    await expectOk(made, input)
    await made.settle()
  }
}

/** Time passes, and timers fire. */
export const untilThe = async (made: World, day: string): Promise<void> => {
  made.goTo(at(day))
  await made.settle()
}

export const document = (issuer: string, day: string, number = '77/QĐ') => ({
  number,
  kind: 'decision',
  issuer,
  signedOn: day,
})

/** An obligation from before, taken up under the first plan. */
export const owes = (
  remediationId: string,
  subjectId: string,
  day: string,
  dueOn: string,
  more: object = {},
): Input => ({
  of: 'remediation',
  type: 'OpenRemediation',
  data: {
    remediationId,
    happenedOn: day,
    source: {
      kind: 'opening-balance',
      subjectId,
      planId: 'p61-2023',
      area: 'procedures',
      text: 'Synthetic',
      responsiblePostId: 'head',
      acceptanceTest: 'Synthetic',
      condition: 'Synthetic',
      severity: 'minor',
      reference: 'Synthetic',
      dueOn,
      ...more,
    },
  },
  at: at(day),
})

/** Something asked of an obligation. */
export const asksFor = (
  type: string,
  remediationId: string,
  day: string,
  data: object = {},
): Input => ({
  of: 'remediation',
  type,
  data: { remediationId, happenedOn: day, ...data },
  at: at(day),
})

export const claims = (remediationId: string, day: string): Input =>
  asksFor('ClaimCompletion', remediationId, day, {
    text: 'Synthetic',
    evidence: [
      {
        evidenceId: 'e-9',
        kind: 'document',
        sha256: 'b'.repeat(64),
        takenAt: at(day),
        reference: 'Synthetic',
      },
    ],
  })

/** A task of the city for an agency. */
export const tasks = (taskId: string, assigneeId: string, day: string, dueOn: string): Input => ({
  of: 'assignment',
  type: 'AssignTask',
  data: {
    taskId,
    happenedOn: day,
    content: 'city-reform-plan',
    area: 'procedures',
    basis: { kind: 'plan', document: document('ubnd-thanh-pho', day) },
    assignerId: 'ubnd-thanh-pho',
    assigneeId,
    text: 'Synthetic',
    acceptance: 'Synthetic',
    dueOn,
  },
  at: at(day),
})

/** An agency ends. */
export const dissolves = (
  agencyId: string,
  day: string,
  effectiveOn: string,
  ...successors: ReadonlyArray<string>
): Input => ({
  of: 'agency',
  type: 'DissolveAgency',
  data: {
    agencyId,
    happenedOn: day,
    effectiveOn,
    successors,
    document: document('ubnd-thanh-pho', day),
    takerDue: { value: { amount: 10, unit: 'workingDays' }, basis: 'Synthetic' },
  },
  at: at(day),
})

/** Its taker is named. */
export const names = (agencyId: string, takerId: string, day: string): Input => ({
  of: 'agency',
  type: 'NameTaker',
  data: { agencyId, happenedOn: day, takerId, document: document('ubnd-thanh-pho', day) },
  at: at(day),
})

/** A target comes into a plan by an amendment. */
export const adds = (
  targetId: string,
  subjectId: string,
  day: string,
  { planId = 'p61-2023', ...more }: { readonly planId?: string; readonly through?: string[] } = {},
): Input => ({
  of: 'plan',
  type: 'AmendPlan',
  data: {
    planId,
    happenedOn: day,
    document: document('ubnd-thanh-pho', day),
    reason: 'Synthetic',
    changes: { targetsAdded: [{ ...sampleTarget, targetId, subjectId, ...more }] },
  },
  at: at(day),
})

/** The first plan is told that its first target was reached, or is no more. */
export const reaches = (kind: 'reached' | 'revoked', day: string): Input => ({
  of: 'plan',
  type: 'RecordResult',
  data: {
    planId: 'p61-2023',
    happenedOn: day,
    result: { kind, targetId: 't1', inspectionId: 'i1' },
  },
  at: at(day),
})

/** An opened inspection of the district goes on with who took over. */
export const handsOver = (inspectionId: string, day: string, subjectId = 'hoan-kiem'): Input => ({
  of: 'inspection',
  type: 'HandOverInspection',
  data: {
    inspectionId,
    happenedOn: day,
    to: { kind: 'successor', subjectId },
    reason: 'Synthetic',
  },
  at: at(day),
})
