/**
 * `npm start`: the year 2023 of Hanoi's inspections, into a database file.
 */
import { run } from './run.ts'

process.exitCode = await run(process.argv.slice(2), process.stdout, process.stderr)
