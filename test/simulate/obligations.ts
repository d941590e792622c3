/**
 * Who sends commands to obligations, matters, tasks and initiatives: to those that conclusions have
 * led to, and to others.
 */
import { Accountability, Assignment, Initiative, Remediation } from '@kiemtra/core'
import {
  accountabilityCommands,
  assignmentCommands,
  initiativeCommands,
  remediationCommands,
  sampleDocumentOf,
  sampleMeta,
} from '@kiemtra/core/testing'
import { commandsTo, type Moment, type SimulatedSender } from '@kiemtra/testing'
import type { Sight, Thought } from './sight.ts'
import { FIRST_DAY, thinking } from './thinking.ts'

/** What sample ids stand for: one stream of a category that is there, or one that may come. */
const standingFor =
  (category: string, samples: ReadonlyArray<string>) =>
  (sight: Sight, { below }: Moment): Readonly<Record<string, string>> => {
    const ids = sight.idsOf(category)
    const picked = below(4) === 0 ? undefined : ids[below(ids.length)]
    const more = below(3)
    return Object.fromEntries(
      samples.map((sample) => [sample, picked ?? (more === 0 ? sample : `${sample}-${more}`)]),
    )
  }

/** What sample ids of other categories stand for. */
const citing =
  (cited: Readonly<Record<string, string>>) =>
  (sight: Sight, { below }: Moment): Readonly<Record<string, string>> => {
    const names: Record<string, string> = {}
    for (const [sample, category] of Object.entries(cited)) {
      const ids = sight.idsOf(category)
      const picked = ids[below(ids.length)]
      if (picked !== undefined) names[sample] = picked
    }
    return names
  }

const both =
  (...parts: ReadonlyArray<ReturnType<typeof citing>>) =>
  (sight: Sight, moment: Moment): Readonly<Record<string, string>> =>
    parts.reduce((names, part) => ({ ...names, ...part(sight, moment) }), {})

/** Who has to remedy, or took it over, says by itself that it is done. */
const verifying: ReadonlyArray<Thought> = ['dong-da', 'hoan-kiem', 'so-noi-vu'].flatMap(
  (verifiedBy) =>
    ['VerifyCompletion', 'RejectCompletion'].map((type) => ({
      type,
      data: {
        remediationId: 'd1',
        happenedOn: FIRST_DAY,
        verifiedBy,
        namedBy: sampleDocumentOf('ubnd-thanh-pho', '7/QĐ-UBND', '2023-02-20'),
        ...(type === 'VerifyCompletion'
          ? { text: 'Synthetic' }
          : { reason: 'Synthetic', done: 0.5 }),
      },
      meta: sampleMeta(FIRST_DAY),
    })),
)

/** Sends to obligations to remedy. Pursuit is a policy's; people are asked for it now and then only. */
export const toRemediations = (aggregate = Remediation): SimulatedSender =>
  commandsTo(
    aggregate,
    thinking(aggregate, {
      seldom: verifying,
      commands: remediationCommands,
      names: both(
        standingFor('remediation', ['d1', 'x1', 'c1', 'o1']),
        citing({ i1: 'inspection' }),
      ),
      rare: [
        'MarkOverdue',
        'Urge',
        'Escalate',
        'RequestFollowUp',
        'AnnulRemediation',
        'VerifyCompletion',
      ],
    }),
  )

/** Sends to matters of responsibility. */
export const toMatters = commandsTo(
  Accountability,
  thinking(Accountability, {
    commands: accountabilityCommands,
    names: both(
      standingFor('accountability', ['m1', 'm2']),
      citing({ i1: 'inspection', d1: 'remediation' }),
    ),
    rare: ['WithdrawMatter'],
  }),
)

/** Sends to tasks. */
export const toTasks = commandsTo(
  Assignment,
  thinking(Assignment, {
    commands: assignmentCommands,
    names: standingFor('assignment', ['t-1', 't-2']),
    rare: ['MarkTaskOverdue', 'UrgeTask', 'CancelTask'],
  }),
)

/** Sends to initiatives. */
export const toInitiatives = (aggregate = Initiative): SimulatedSender =>
  commandsTo(
    aggregate,
    thinking(aggregate, {
      commands: initiativeCommands,
      names: both(standingFor('initiative', ['n1', 'n2']), citing({ i1: 'inspection' })),
      rare: ['DeclineInitiative'],
    }),
  )
