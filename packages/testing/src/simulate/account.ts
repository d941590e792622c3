/**
 * The account of a refuted run: what went wrong, and what happened where the complaint points.
 *
 * A trace has thousands of lines, most of them about what nobody asks for. An account keeps the faults,
 * and of the log the streams that the complaint names: by themselves, by their ids, by an event or by a
 * command. Where it names none, it keeps all that came about in the run.
 */
import { parseStream, type StoredEvent } from '@kiemtra/kernel'
import { printedInline } from '../value/diff.ts'
import { isBag } from '../value/equals.ts'
import { faultKinds } from './faults.ts'
import type { FinishedRun } from './run.ts'

// ------------------------------------------------------------------- model

/** Longer ones are cut in the middle: what it began with and what it came to are shown. */
const MOST_LINES = 60
const MOST_DATA = 180
/** Lines of a difference that are shown around what differs. */
const CONTEXT = 2

/** A line, and the line of the trace before which it happened. */
interface Line {
  readonly at: number
  readonly text: string
}

// --------------------------------------------------------------- behaviour

/** See the module. */
export const accountOf = (run: FinishedRun, complaint: string): ReadonlyArray<string> => {
  const { world, log } = run
  const names = namesIn(complaint)
  const streams = streamsNamed(run, names)
  // What was there before the run began says little, unless it is named.
  const told =
    streams.size === 0
      ? log.filter(({ id }) => (world.stepOf.get(id) ?? 0) > 0)
      : log.filter(({ stream }) => streams.has(stream))
  const lines: Line[] = [
    ...told.map((event) => ({ at: world.wroteAt.get(event.id) ?? 0, text: eventLine(run, event) })),
    ...traced(world.trace, names),
  ]
  const about = streams.size === 0 ? 'since the run began' : `of ${[...streams].join(', ')}`
  return [
    faultsOf(run),
    `${told.length} of the log’s ${log.length} events, ${about}; each line begins with the step:`,
    ...cut(lines.sort((a, b) => a.at - b.at).map(({ text }) => text)),
  ]
}

/** A complaint with no more of a difference than what differs, and what stands around it. */
export const shortened = (complaint: string): string => {
  const [first = '', ...others] = complaint.split('\n')
  const isNear = (i: number): boolean =>
    others.slice(Math.max(0, i - CONTEXT), i + CONTEXT + 1).some((line) => /^[-+] /.test(line))
  const kept = others.flatMap((line, i) =>
    isNear(i) ? [line] : i > 0 && isNear(i - 1) ? ['  …'] : [],
  )
  return [first, ...kept].join('\n')
}

/** The words of a complaint's first line that may be names: of streams, events, commands, rows. */
const namesIn = (complaint: string): ReadonlySet<string> => {
  const [first = ''] = complaint.split('\n')
  const words = first.split(/[^\p{L}\p{N}._-]+/u).map((word) => word.replace(/[.]+$/, ''))
  return new Set(words.flatMap((word) => [word, ...word.split('.')]))
}

const streamsNamed = (
  { world, log }: FinishedRun,
  names: ReadonlySet<string>,
): ReadonlySet<string> => {
  const streams = new Set<string>()
  for (const { stream, id, position, meta } of log) {
    const own = [stream, parseStream(stream)?.id ?? stream, id, position, meta.commandId]
    if (own.some((name) => names.has(name))) streams.add(stream)
  }
  for (const { stream, commandId } of world.handlings) if (names.has(commandId)) streams.add(stream)
  return streams
}

/** What went wrong, when that began and ended, and what was said of the commands that are named. */
const traced = (trace: ReadonlyArray<string>, names: ReadonlySet<string>): ReadonlyArray<Line> => {
  const turns = / all (?:may go wrong from now on|is healed)$/
  return trace.flatMap((text, at) => {
    const command = /\b(?:sends \w+|is told of) ([\w-]+)/.exec(text)?.[1]
    const isNamed = command !== undefined && names.has(command)
    return text.includes('!') || isNamed || turns.test(text) ? [{ at, text }] : []
  })
}

const faultsOf = ({ world }: FinishedRun): string => {
  const { counts } = world.faults
  if (counts.size === 0) return 'faults of this run: none, and it takes none'
  const kinds = [...counts].map(([kind, count]) => `${kind} ${count} (${faultKinds[kind]})`)
  return `faults of this run, marked with !: ${kinds.join(', ')}`
}

/** In which step, when, by whom, what, and where it stands. */
const eventLine = ({ world }: FinishedRun, event: StoredEvent): string => {
  const { id, type, stream, revision, data, meta } = event
  const step = String(world.stepOf.get(id) ?? 0).padStart(4)
  const when = `${meta.recordedAt.slice(0, 10)} ${meta.recordedAt.slice(11, 16)}`
  const what = printedInline(withoutOwn(data, parseStream(stream)?.id))
  const said = what.length > MOST_DATA ? `${what.slice(0, MOST_DATA)}…` : what
  return `${step} ${when} ${whoOf(meta)}: ${type} at ${revision} of ${stream} ${said}`
}

/** What an event says, without the id that its stream has in its name. */
const withoutOwn = (data: unknown, own: string | undefined): unknown =>
  isBag(data) ? Object.fromEntries(Object.entries(data).filter(([, one]) => one !== own)) : data

const whoOf = ({ actor, commandId }: StoredEvent['meta']): string => {
  switch (actor.kind) {
    case 'official':
      return `${actor.post} of ${actor.agencyId}, ${commandId}`
    case 'policy':
      return `policy ${actor.name}`
    case 'operator':
      return `an operator, ${commandId}`
    case 'import':
      return `${actor.source}, ${commandId}`
  }
}

const cut = (lines: ReadonlyArray<string>): ReadonlyArray<string> => {
  if (lines.length <= MOST_LINES) return lines
  const half = MOST_LINES / 2
  const left = lines.length - MOST_LINES
  return [...lines.slice(0, half), `   … ${left} more, in the trace`, ...lines.slice(-half)]
}
