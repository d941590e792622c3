/**
 * Sends steps through a handler, one at a time, with the policies behind them.
 */
import type { Tagged } from '@kiemtra/kernel'
import {
  type AppendFailure,
  type CommandFailure,
  type CommandHandler,
  commandHandler,
  type PolicyStore,
} from '@kiemtra/runtime'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { Counted } from './counted.ts'
import type { DataFault } from './data-files.ts'
import { type Policies, policiesOver, type PolicyStopped } from './policies.ts'
import type { Outcome, Step } from './step.ts'

/** A step that the domain said no to. */
export interface Refused {
  readonly step: Step
  readonly rejection: Tagged
}

/** What came of all steps. */
export interface Answers {
  readonly done: ReadonlyArray<{ readonly step: Step; readonly outcome: Outcome }>
  readonly refused: ReadonlyArray<Refused>
}

/** What ended the sending: something wrong in the data, with the store, or with a policy. */
export type SendFailure =
  | { readonly _tag: 'Data'; readonly fault: DataFault }
  | { readonly _tag: 'Store'; readonly failure: AppendFailure }
  | { readonly _tag: 'Policy'; readonly stopped: PolicyStopped }

/**
 * Sends every step in order, and after each what it leads to by the policies. A refusal is an answer;
 * anything else ends it.
 */
export const sendAll = async (
  steps: ReadonlyArray<Step>,
  events: Counted,
  advance: () => void = () => undefined,
  policyStore?: PolicyStore,
): Promise<Either<SendFailure, Answers>> => {
  const handle = commandHandler({ events: events.store })
  const policies = policiesOver(events, handle, policyStore)
  try {
    return await sendThrough(steps, handle, policies, advance)
  } finally {
    await policies.stop()
  }
}

const sendThrough = async (
  steps: ReadonlyArray<Step>,
  handle: CommandHandler,
  policies: Policies,
  advance: () => void,
): Promise<Either<SendFailure, Answers>> => {
  const done: { readonly step: Step; readonly outcome: Outcome }[] = []
  const refused: Refused[] = []
  for (const step of steps) {
    const answer = await step.send(handle)
    if (isLeft(answer)) {
      const failure = answer.left
      if (failure._tag === 'Store') return left(failure)
      if (failure._tag !== 'Rejected') {
        return left({ _tag: 'Data', fault: { ...step.origin, reason: reasonOf(failure) } })
      }
      refused.push({ step, rejection: failure.rejection })
    } else {
      done.push({ step, outcome: answer.right })
    }
    const settled = await policies.settle(step.recordedAt)
    if (isLeft(settled)) {
      return 'policy' in settled.left
        ? left({ _tag: 'Policy', stopped: settled.left })
        : left({ _tag: 'Store', failure: settled.left })
    }
    advance()
  }
  return right({ done, refused })
}

const reasonOf = (
  failure: Exclude<CommandFailure<Tagged>, { readonly _tag: 'Rejected' | 'Store' }>,
): string => {
  switch (failure._tag) {
    case 'MalformedCommand': {
      const [problem] = failure.problems
      return `makes a command whose ${problem?.path ?? 'content'} should be ${problem?.expected ?? 'something else'}, not ${problem?.found ?? 'nothing'}`
    }
    case 'UnknownReference':
      return `refers to ${failure.stream.replace(/^[^.]*\./, '').replace('-', ' ')}, which is not there (yet)`
    case 'UnreadableHistory':
      return `can't be handled: event ${failure.failure.revision} of ${failure.failure.stream} can't be read (${failure.failure._tag})`
  }
}
