/**
 * Policies that keep silent: of each, every command that it can send, never sent, and every timer that
 * it can set, never set. By itself a silent policy owes nothing: only the rules over the log can tell.
 */
import {
  closing,
  combinations,
  escalation,
  followUp,
  mandate,
  ownInspecting,
  priorShortcomings,
  results,
  scheduling,
  standingTasks,
  succession,
  targetSuccession,
  windows,
} from '@kiemtra/core'
import type { AnyPolicy, Reaction } from '@kiemtra/kernel'
import type { Plants } from './plant.ts'

/** Every policy, and the commands that it sends. */
export const says: ReadonlyArray<readonly [AnyPolicy, ReadonlyArray<string>]> = [
  [
    scheduling,
    ['ReserveWindow', 'MoveWindow', 'ReleaseWindow', 'ConfirmSchedule', 'RefuseSchedule'],
  ],
  [
    windows,
    [
      'SucceedWindow',
      'MoveWindow',
      'ResumeInspection',
      'ExtendFieldwork',
      'RefuseResumption',
      'RefuseExtension',
    ],
  ],
  [combinations, ['ConfirmSchedule']],
  [closing, ['CancelInspection']],
  [results, ['RecordResult']],
  [targetSuccession, ['TransferTarget']],
  [mandate, ['FlagAct']],
  [priorShortcomings, ['RequirePriorShortcomings']],
  [standingTasks, ['ListTasks']],
  [ownInspecting, ['RecordOwnInspecting']],
  [
    followUp,
    [
      'OpenRemediation',
      'OpenMatter',
      'RecordInitiative',
      'AmendDemand',
      'AnnulRemediation',
      'WithdrawMatter',
    ],
  ],
  [
    escalation,
    ['MarkOverdue', 'Urge', 'Escalate', 'RequestFollowUp', 'MarkTaskOverdue', 'UrgeTask'],
  ],
  [
    succession,
    [
      'CancelInspection',
      'HandOverInspection',
      'TransferRemediation',
      'TransferTask',
      'TransferMatter',
    ],
  ],
]

const without = (policy: AnyPolicy, isMeant: (reaction: Reaction) => boolean): AnyPolicy => ({
  ...policy,
  react: (state, on) => policy.react(state, on).filter((reaction) => !isMeant(reaction)),
})

const silent = (policy: AnyPolicy, type: string): AnyPolicy =>
  without(policy, (reaction) => reaction._tag === 'Send' && reaction.command.type === type)

const timeless = (policy: AnyPolicy): AnyPolicy => without(policy, ({ _tag }) => _tag === 'At')

/** See the module. */
export const silencePlants: Plants = {
  ...Object.fromEntries(
    says.flatMap(([policy, types]) =>
      types.map((type) => [
        `${policy.name}, which never says ${type}`,
        { by: 'rules', make: () => ({ policies: [silent(policy, type)] }) },
      ]),
    ),
  ),
  ...Object.fromEntries(
    [escalation, succession].map((policy) => [
      `${policy.name}, which forgets its timers`,
      { by: 'rules', make: () => ({ policies: [timeless(policy)] }) },
    ]),
  ),
}
