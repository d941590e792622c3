/**
 * `npm run deaths`: the policies' process, killed at every await point of the example's whole year.
 *
 * First each death alone, in a year that was undisturbed until then; then all in one year, where each
 * process dies right after its first change of the stores and the next begins. Takes some minutes.
 * Exits with 1 where a death has changed the log.
 */
import { isDeepStrictEqual } from 'node:util'
import { OWN_DATA } from '../../examples/hanoi-2023/src/cli.ts'
import { loadYear } from '../../examples/hanoi-2023/src/load.ts'
import { dying, everywhere, told } from './deaths.ts'
import { tear } from './mortal.ts'
import { held } from './remains.ts'

const { steps } = held(await loadYear(OWN_DATA))

const counting = (deaths: number): void => {
  if (process.stderr.isTTY && deaths % 10 === 0)
    process.stderr.write(`\rdeath ${String(deaths)}\x1b[K`)
}

const alone = await dying(steps, everywhere, { onDeath: counting })
const { events, timers, checkpoint } = alone.changes
console.log(
  `${String(steps.length)} commands, ${String(alone.points)} await points of the policies' process`,
)
console.log(
  `changes of its stores: events ${String(events)}, timers ${String(timers)}, checkpoint alone ${String(checkpoint)}`,
)
console.log(`each alone: ${told(alone)}`)
for (const death of alone.changed) console.log(`  ${death}`)

const whole = await tear(steps, Number.POSITIVE_INFINITY)
const torn = await tear(steps, 1, { onDeath: counting })
const isSame = isDeepStrictEqual(torn.log, whole.log)
console.log(
  `all in one year: ${String(torn.deaths)} deaths, ${isSame ? 'the same log' : 'another log'}`,
)
process.exitCode = alone.changed.length === 0 && isSame ? 0 : 1
