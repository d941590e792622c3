/** Laws of calendars of visits, over commands at random; what must hold, holds after every prefix. */
import { type Command, foldEvents } from '@kiemtra/kernel'
import { checkDecider, factsFrom } from '@kiemtra/testing'
import { matchers } from '@kiemtra/testing/vitest'
import { isLeft } from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  openVisitsCommands,
  sampleVisitsFacts,
  secretVisitsCommands,
  type VisitsCaps,
  visitsCommands,
  visitsMetas,
  visitPeriods,
} from '../../src/testing/visits.ts'
import { agencyFold } from '../../src/agency/index.ts'
import { planFold } from '../../src/plan/index.ts'
import type { VisitsCommand } from '../../src/visits/commands.ts'
import {
  isSecret,
  Visits,
  type VisitsEvent,
  visitsFold,
  type VisitsFacts,
  type VisitsState,
  windowsInForce,
} from '../../src/visits/index.ts'
import { doubled, type Held, ledgerOf, overCap } from './oracle.ts'
import { answerOf, by, byImport } from './support.ts'

expect.extend(matchers)

const RUNS = 200

const caps: fc.Arbitrary<VisitsCaps> = fc.record({
  daysOnSiteMax: fc.integer({ min: 1, max: 5 }),
  concurrentWindowsMax: fc.integer({ min: 1, max: 3 }),
  visitDaysPerQuarterMax: fc.integer({ min: 2, max: 15 }),
})

/** Each plan with caps of its own. */
const allCaps = fc.record({ city: caps, duty: caps, justice: caps })

type AllCaps = Readonly<Record<'city' | 'duty' | 'justice', VisitsCaps>>

const factsOf = ({ city, duty, justice }: AllCaps): VisitsFacts =>
  sampleVisitsFacts((plan) =>
    plan === 'p61-2023' ? city : plan === 'cong-vu-2023' ? duty : justice,
  )

const commands = fc.array(visitsCommands, { minLength: 8, maxLength: 40, size: 'max' })

interface Step {
  readonly command: Command<VisitsCommand>
  readonly before: VisitsState
  readonly events: ReadonlyArray<VisitsEvent>
  readonly after: VisitsState
  readonly log: ReadonlyArray<VisitsEvent>
}

const stepsOf = (list: ReadonlyArray<Command<VisitsCommand>>, given: VisitsFacts): Step[] => {
  const steps: Step[] = []
  let state = Visits.initialState
  let log: ReadonlyArray<VisitsEvent> = []
  for (const command of list) {
    const decided = Visits.decide(command, state, given)
    if (isLeft(decided)) continue
    const before = state
    state = foldEvents(Visits, decided.right, state)
    log = [...log, ...decided.right]
    steps.push({ command, before, events: decided.right, after: state, log })
  }
  return steps
}

/** Checks every prefix of many histories; counts what was reached, lest a law pass on nothing. */
const eachStep = (check: (step: Step, given: VisitsFacts) => void): Map<string, number> => {
  const reached = new Map<string, number>()
  fc.assert(
    fc.property(commands, allCaps, (list, plans) => {
      const given = factsOf(plans)
      for (const step of stepsOf(list, given)) {
        for (const { type } of step.events) reached.set(type, (reached.get(type) ?? 0) + 1)
        check(step, given)
      }
    }),
    { numRuns: RUNS },
  )
  return reached
}

const open = (held: ReadonlyArray<Held>): ReadonlyArray<Held> => held.filter((one) => !one.secret)

describe('R7: no two delegations in the same area at the same time', () => {
  it('R7: open windows never double each other, nor do secret ones, after every prefix', () => {
    const reached = eachStep(({ log }) => {
      const { held, waivers } = ledgerOf(log)
      expect(doubled(open(held), waivers)).toEqual([])
      expect(
        doubled(
          held.filter((one) => one.secret),
          waivers,
        ),
      ).toEqual([])
    })
    for (const type of Visits.event.types) expect(reached.get(type), type).toBeGreaterThan(5)
  })
})

describe('R8: caps', () => {
  it('R8: each open window stands under its own caps and under those of every other', () => {
    eachStep(({ log }) => {
      expect(overCap(open(ledgerOf(log).held))).toEqual([])
    })
  })

  it('R8: what is refused would have broken a rule, and what is named is in the way', () => {
    let refusals = 0
    eachStep(({ events, log, before }) => {
      for (const event of events) {
        if (event.type !== 'WindowRefused' || event.data.secret) continue
        refusals++
        const { claim, period } = event.data
        const { held, waivers } = ledgerOf(log)
        // What came here to share a window is refused for the days of that one.
        const ids: ReadonlyArray<string> = ['w5', 'w6']
        const host =
          event.data.succeeds === undefined || !ids.includes(claim.windowId)
            ? undefined
            : held.find((one) => ids.includes(one.claim.windowId))
        const asked: Held = { claim, ...period, secret: false, shared: host?.shared ?? -1 }
        const all = [...open(held), asked]
        const tags = event.data.reasons.map(({ _tag }) => _tag)
        expect(tags.includes('Overlap')).toBe(doubled(all, waivers).length > 0)
        expect(tags.some((tag) => tag !== 'Overlap')).toBe(overCap(all).length > 0)
        for (const reason of event.data.reasons) {
          if (reason._tag !== 'Overlap') continue
          for (const { windowId } of reason.conflicts) {
            expect(
              before.windows.some(({ claims }) => claims.some((c) => c.windowId === windowId)),
            ).toBe(true)
          }
        }
      }
    })
    expect(refusals).toBeGreaterThan(20)
  })
})

describe('R9: windows in force', () => {
  it('R9: every open one is, secret ones wherever they fit, and all together keep R7 and R8', () => {
    let gaveWay = 0
    eachStep(({ after, log }) => {
      const { held, waivers } = ledgerOf(log)
      const ids = windowsInForce(after).flatMap(({ claims }) => claims.map((c) => c.windowId))
      const inForce = held.filter(({ claim }) => ids.includes(claim.windowId))
      expect(open(inForce)).toEqual(open(held))
      expect(doubled(inForce, waivers)).toEqual([])
      expect(overCap(inForce)).toEqual([])
      for (const left of held) {
        if (inForce.includes(left)) continue
        gaveWay++
        const added = [...inForce, left]
        expect(doubled(added, waivers).length + overCap(added).length).toBeGreaterThan(0)
      }
    })
    expect(gaveWay).toBeGreaterThan(5)
  })
})

describe('R9: non-interference', () => {
  /** What others get: answers to their commands, and the events that they may see. */
  const seen = (
    list: ReadonlyArray<{ readonly command: Command<VisitsCommand>; readonly mine: boolean }>,
    given: VisitsFacts,
  ): unknown => {
    let state = Visits.initialState
    const visible: unknown[] = []
    for (const { command, mine } of list) {
      const answer = answerOf(command, state, given)
      if (!mine) visible.push(answer)
      if ('no' in answer) continue
      if (mine) visible.push(...answer.yes.filter((event) => !isSecret(event)))
      state = foldEvents(Visits, answer.yes, state)
    }
    return visible
  }

  it('R9: with and without secret visits, everyone else gets the same answers and sees the same', () => {
    let secrets = 0
    const outsiders = visitsMetas.map((meta) => ({
      ...meta,
      actor: { kind: 'official', personId: 'p', agencyId: 'so-tu-phap', post: 'head' } as const,
    }))
    const mine = fc.record({
      mine: fc.constant(true),
      command: secretVisitsCommands.map((command) => ({ ...command, meta: by('so-noi-vu') })),
    })
    const theirs = fc.record({
      mine: fc.constant(false),
      command: fc.oneof(
        fc.tuple(openVisitsCommands, outsiders).map(([command, meta]) => ({ ...command, meta })),
        // They may guess at ids, too: moving, releasing, combining what they can't know of.
        fc
          .tuple(
            secretVisitsCommands.filter(({ type }) => type !== 'ReserveWindow'),
            outsiders,
          )
          .map(([command, meta]) => ({ ...command, meta })),
      ),
    })
    const mixed = fc.array(
      fc.oneof({ weight: 2, arbitrary: theirs }, { weight: 1, arbitrary: mine }),
      { minLength: 8, maxLength: 40, size: 'max' },
    )
    fc.assert(
      fc.property(mixed, allCaps, (list, plans) => {
        const given = factsOf(plans)
        secrets += list.filter((one) => one.mine).length
        const without = list.filter((one) => !one.mine)
        expect(seen(list, given)).toEqual(seen(without, given))
      }),
      { numRuns: RUNS },
    )
    expect(secrets).toBeGreaterThan(20)
  })

  it('R9: a refusal for a secret window alone tells nothing but that', () => {
    let withheld = 0
    eachStep(({ events }) => {
      for (const event of events) {
        if (event.type !== 'WindowRefused' && event.type !== 'WindowMoveRefused') continue
        if (!event.data.reasons.some(({ _tag }) => _tag === 'Withheld')) continue
        withheld++
        expect(event.data.secret).toBe(true)
        expect(event.data.reasons).toEqual([{ _tag: 'Withheld' }])
      }
    })
    expect(withheld).toBeGreaterThan(5)
  })
})

describe('moves and releases', () => {
  it('R8: days given back are free for the same claim under another id', () => {
    let freed = 0
    eachStep(({ command, before, events, after }, given) => {
      if (command.type !== 'ReserveWindow' || events[0]?.type !== 'WindowReserved') return
      const { windowId, agencyId, happenedOn } = command.data
      const back = Visits.decide(
        {
          type: 'ReleaseWindow',
          data: { agencyId, happenedOn, windowId, reason: 'cancelled' },
          meta: byImport,
        },
        after,
        given,
      )
      if (isLeft(back)) throw new Error(back.left._tag)
      const released = foldEvents(Visits, back.right, after)
      expect(released.windows).toEqual(before.windows)
      freed++
    })
    expect(freed).toBeGreaterThan(20)
  })

  it('R7, R8: a move is granted exactly where a reservation would be, the window itself aside', () => {
    let [granted, refused] = [0, 0]
    fc.assert(
      fc.property(commands, allCaps, visitPeriods, (list, plans, to) => {
        const given = factsOf(plans)
        for (const { after, command, events } of stepsOf(list, given)) {
          if (command.type !== 'ReserveWindow' || events[0]?.type !== 'WindowReserved') continue
          const { windowId, agencyId, happenedOn, period } = command.data
          if (period.from === to.from && period.to === to.to) continue
          const moved = answerOf(
            { type: 'MoveWindow', data: { agencyId, happenedOn, windowId, to }, meta: byImport },
            after,
            given,
          )
          const aside = {
            ...after,
            windows: after.windows.filter(
              ({ claims }) => !claims.some((claim) => claim.windowId === windowId),
            ),
          }
          const reserved = answerOf(
            { ...command, data: { ...command.data, period: to } },
            aside,
            given,
          )
          if ('no' in moved || 'no' in reserved) {
            expect('no' in moved && moved.no).toBe('no' in reserved && reserved.no)
            continue
          }
          const [move, reservation] = [moved.yes[0], reserved.yes[0]]
          expect(move?.type === 'WindowMoved').toBe(reservation?.type === 'WindowReserved')
          if (move?.type === 'WindowMoveRefused' && reservation?.type === 'WindowRefused') {
            expect(move.data.reasons).toEqual(reservation.data.reasons)
            refused++
          } else granted++
        }
      }),
      { numRuns: RUNS },
    )
    expect(granted).toBeGreaterThan(20)
    expect(refused).toBeGreaterThan(20)
  })
})

describe('the decider', () => {
  it('L1 to L12: is total, pure and replayable; a claim that is refused is refused again', () => {
    const given = sampleVisitsFacts()
    const report = checkDecider(Visits, {
      seed: 61,
      runs: 700,
      maxLength: 24,
      commands: visitsCommands,
      facts: [
        factsFrom(planFold, (id) => given[`plan ${id}`]),
        factsFrom(agencyFold, (id) => given[`agency ${id}`]),
        factsFrom(visitsFold, (id) => given[`calendar ${id}`]),
      ],
      invariants: {
        'every window has claims': (state) =>
          state.windows.every(({ claims }) => claims.length > 0),
        'what is in force is among what is held': (state) =>
          windowsInForce(state).length <= state.windows.length,
      },
      repeatable: ['ReserveWindow', 'MoveWindow', 'SucceedWindow'],
    })
    expect(report).toHold()
  })

  it('L10: once more after its events, a command does nothing or is told so; a refusal is repeated', () => {
    eachStep(({ command, events, after }, given) => {
      const again = answerOf(command, after, given)
      if ('no' in again) return
      const types = events.map(({ type }) => type)
      expect(again.yes.map(({ type }) => type)).toEqual(
        types.some((type) => type === 'WindowRefused' || type === 'WindowMoveRefused') ? types : [],
      )
    })
  })
})
