/**
 * The command line of the example. Exit codes: 0 done, 1 a bug, 2 bad input or a file that isn't ours.
 */
import { fileURLToPath } from 'node:url'
import { Command, CommanderError, Option } from 'commander'

/** What the command line asks for. */
export interface Options {
  readonly db: string
  readonly data: string
  readonly lang: 'vi' | 'en'
  /** Connection string of an EventStoreDB or KurrentDB; without it events go into the file, too. */
  readonly eventstore?: string
  /** Connection string of a PostgreSQL database; without it read models go into the file, too. */
  readonly postgres?: string
}

/** The data that comes with the example. */
export const OWN_DATA = fileURLToPath(new URL('../data', import.meta.url))

/** Options, or the exit code with which the command line has already answered. */
export const parseOptions = (
  args: ReadonlyArray<string>,
  out: (text: string) => void,
  err: (text: string) => void,
): Options | { readonly exitCode: number } => {
  const program = new Command('npm start --')
    .description(
      "Hanoi's Plan 61 of 2023: every step of the year as a command, into an event log on disk and read models out of it.",
    )
    .addOption(new Option('--db <file>', 'SQLite file to write').default('hanoi-2023.db'))
    .addOption(
      new Option(
        '--eventstore <connection>',
        'EventStoreDB or KurrentDB for the events (esdb://… or kurrentdb://…); read models stay in the file',
      ),
    )
    .addOption(
      new Option(
        '--postgres <connection>',
        'PostgreSQL database for the read models (postgres://…); events stay where they are',
      ),
    )
    .addOption(
      new Option('--data <folder>', 'folder of data files').default(OWN_DATA, "the example's own"),
    )
    .addOption(
      new Option('--lang <language>', 'language of the report').choices(['vi', 'en']).default('vi'),
    )
    .allowExcessArguments(false)
    .configureOutput({ writeOut: out, writeErr: err })
    .exitOverride()
  try {
    program.parse(args, { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError) return { exitCode: error.exitCode === 0 ? 0 : 2 }
    throw error
  }
  return program.opts<Options>()
}
