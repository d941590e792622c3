/**
 * The budgets of the design, in the order of its table; those of catch-up and rebuild on both databases.
 */
import type { Budget } from './budget.ts'
import { catchUp } from './catch-up.ts'
import { commandHandling } from './command-handling.ts'
import { commandsDrawn } from './commands-drawn.ts'
import { decode } from './decode.ts'
import { fold } from './fold.ts'
import { laws } from './laws.ts'
import { longStream } from './long-stream.ts'
import { postgresCatchUp, postgresRebuild } from './on-postgres.ts'
import { rebuilding } from './rebuilding.ts'

/** All budgets. */
export const budgets: ReadonlyArray<Budget> = [
  commandHandling,
  fold,
  decode,
  longStream,
  catchUp,
  rebuilding,
  postgresCatchUp,
  postgresRebuild,
  laws,
  commandsDrawn,
]
