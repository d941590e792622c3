/**
 * The main job: data in, commands through the handler into SQLite, read models and a report out.
 *
 * The data is rehearsed in memory first, so that a broken file is found before the database is
 * touched. Then each step is a command and a commit of its own: killed at any moment and run again,
 * it goes on where it was, because a command that was handled answers again and writes nothing.
 */
import { dirname, parse, resolve } from 'node:path'
import type { Writable } from 'node:stream'
import { readModels as projections } from '@kiemtra/projections'
import { inMemoryEventStore, projector, type ReadModelStore } from '@kiemtra/runtime'
import { isLeft } from 'fp-ts/lib/Either.js'
import { writeReports } from './annual-report.ts'
import { type Options, parseOptions } from './cli.ts'
import { catchUpText, failureText, faultText, policyText, reportText } from './failures.ts'
import { loadYear, type Year } from './load.ts'
import { progressBar } from './progress.ts'
import { report } from './report.ts'
import { type Answers, sendAll, type SendFailure } from './send.ts'
import { type Counted, counted } from './counted.ts'
import { eventsIn, openEvents } from './events.ts'
import { openReadModels, readModelsIn } from './read-models.ts'
import { texts } from './texts.ts'

const OK = 0
const BAD_INPUT = 2

/** Runs the example; resolves to its exit code. */
export const run = async (
  args: ReadonlyArray<string>,
  stdout: Writable,
  stderr: Writable & { readonly isTTY?: boolean },
): Promise<number> => {
  const say = (line: string): void => void stdout.write(`${line}\n`)
  const fail = (line: string): number => {
    stderr.write(`${line}\n`)
    return BAD_INPUT
  }
  const options = parseOptions(
    args,
    (text) => stdout.write(text),
    (text) => stderr.write(text),
  )
  if ('exitCode' in options) return options.exitCode

  const year = await loadYear(options.data)
  if (isLeft(year)) return fail(faultText(year.left))
  const rehearsed = await sendAll(year.right.steps, counted(inMemoryEventStore()))
  if (isLeft(rehearsed)) return fail(sendText(rehearsed.left, 'memory'))

  const log = eventsIn(options)
  const events = await openEvents(options)
  if (isLeft(events)) return fail(failureText(events.left, log))
  const opened = await openReadModels(options)
  if (isLeft(opened)) {
    await events.right.close()
    return fail(failureText(opened.left, readModelsIn(options)))
  }
  const { store: readModels, place } = opened.right
  try {
    const watched = counted(events.right)
    const done = await work(options, year.right, watched, readModels, stderr)
    if (typeof done === 'string') return fail(done)
    await report(options.lang, year.right, done, { events: events.right, readModels }, say)
    const words = texts[options.lang]
    const commands = year.right.steps.length
    say(
      watched.appended() === 0 ? words.ranAgain(commands) : words.ran(commands, watched.appended()),
    )
    say(words.database(resolve(options.db)))
    if (options.postgres !== undefined) say(words.readModels(place))
    const file = resolve(options.db)
    const reports = await writeReports(
      options.lang,
      year.right,
      readModels,
      dirname(file),
      parse(file).name,
    )
    if (isLeft(reports)) return fail(reportText(reports.left, place))
    for (const written of reports.right) say(words.report(written))
    return OK
  } finally {
    await readModels.close()
    await events.right.close()
  }
}

/** Sends the steps and catches the read models up; a text says what went wrong. */
const work = async (
  options: Options,
  year: Year,
  events: Counted,
  readModels: ReadModelStore,
  stderr: Writable & { readonly isTTY?: boolean },
): Promise<Answers | string> => {
  const bar = progressBar(stderr, texts[options.lang].progress, year.steps.length)
  const answers = await sendAll(year.steps, events, bar.advance)
  bar.stop()
  if (isLeft(answers)) return sendText(answers.left, eventsIn(options))
  const caughtUp = await projector({
    events: events.store,
    readModels,
    projections,
  }).catchUp()()
  if (!isLeft(caughtUp)) return answers.right
  const log = eventsIn(options)
  return catchUpText(caughtUp.left, readModelsIn(options), log)
}

const sendText = (failure: SendFailure, file: string): string => {
  switch (failure._tag) {
    case 'Data':
      return faultText(failure.fault)
    case 'Store':
      return failureText(failure.failure, file)
    case 'Policy':
      return policyText(failure.stopped, file)
  }
}
