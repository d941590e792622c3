/**
 * The rules of a matter of responsibility, by its status: R23 first of all. The delegation
 * recommends, the competent authority decides, after the chance to explain.
 */
import type { Command, WorkingCalendar } from '@kiemtra/kernel'
import { isLeft } from 'fp-ts/lib/Either.js'
import { reject } from '../../vocabulary/decision.ts'
import { occurred } from '../../vocabulary/occurrence.ts'
import type { AccountabilityCommand } from '../commands.ts'
import type { AccountabilityFacts } from '../needs.ts'
import type { AccountabilityState } from '../state.ts'
import {
  decideMatter,
  giveExplanation,
  recordApology,
  requestExplanation,
  transfer,
  withdraw,
} from './acts.ts'
import { openMatter } from './open.ts'
import type { Context, Decision } from './types.ts'

/** The rules of matters, with the calendar that due dates are computed by. */
export const decideWith =
  (calendar: WorkingCalendar) =>
  (
    command: Command<AccountabilityCommand>,
    state: AccountabilityState,
    facts: AccountabilityFacts,
  ): Decision => {
    const { matterId, happenedOn } = command.data
    const when = occurred(happenedOn, command.meta)
    if (isLeft(when)) return when
    const context: Context = { when: when.right, facts, calendar }
    if (command.type === 'OpenMatter') {
      return state.status === 'none'
        ? openMatter(command, context)
        : reject({ _tag: 'MatterAlreadyOpened', rule: 'lifecycle', matterId })
    }
    if (state.status === 'none') {
      return reject({ _tag: 'MatterNotOpened', rule: 'lifecycle', matterId })
    }
    if (state.status === 'withdrawn') {
      return reject({ _tag: 'MatterIsOver', rule: 'lifecycle', matterId })
    }
    const { since: earliest } = state
    if (happenedOn < earliest) {
      return reject({ _tag: 'BeforeTheActBefore', rule: 'lifecycle', matterId, earliest })
    }
    switch (command.type) {
      case 'WithdrawMatter':
        return withdraw(command, state, context)
      case 'TransferMatter':
        return transfer(command, state, context)
      case 'RecordApology':
        return state.status === 'decided'
          ? recordApology(command, state, context)
          : reject({ _tag: 'ApologyNotDecided', rule: 'lifecycle', matterId })
      case 'RequestExplanation':
      case 'GiveExplanation':
      case 'DecideMatter':
        if (state.status === 'decided') {
          return reject({ _tag: 'MatterIsOver', rule: 'lifecycle', matterId })
        }
        if (command.type === 'RequestExplanation') {
          return requestExplanation(command, state, context)
        }
        return command.type === 'GiveExplanation'
          ? giveExplanation(command, state, context)
          : decideMatter(command, state, context)
    }
  }
