/**
 * Sends steps through a handler, one at a time.
 */
import type { Tagged } from '@kiemtra/kernel'
import type { AppendFailure, CommandFailure, CommandHandler } from '@kiemtra/runtime'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { DataFault } from './data-files.ts'
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

/** What ended the sending: something wrong in the data, or with the store. */
export type SendFailure =
  | { readonly _tag: 'Data'; readonly fault: DataFault }
  | { readonly _tag: 'Store'; readonly failure: AppendFailure }

/** Sends every step in order. A refusal is an answer; anything else ends it. */
export const sendAll = async (
  steps: ReadonlyArray<Step>,
  handle: CommandHandler,
  advance: () => void = () => undefined,
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
