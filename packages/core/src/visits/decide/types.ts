/** The types that the parts of `decide` share. */
import type { Either } from 'fp-ts/lib/Either.js'
import type { VisitsCommand } from '../commands.ts'
import type { VisitsEvent } from '../events.ts'
import type { VisitsRejection } from '../rejections.ts'

export type Decision = Either<VisitsRejection, ReadonlyArray<VisitsEvent>>
export type DataOf<Type extends VisitsCommand['type']> = Extract<
  VisitsCommand,
  { type: Type }
>['data']
