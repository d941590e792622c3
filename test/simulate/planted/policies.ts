/**
 * Policies that do their duty badly. What a policy owes is read off the policy itself, so that only
 * the rules over the log can tell; unless it can't even say the same twice.
 */
import { escalation, followUp, Inspection, windows } from '@kiemtra/core'
import type { AnyPolicy, Reaction } from '@kiemtra/kernel'
import type { Plants } from './plant.ts'

type Send = Extract<Reaction, { _tag: 'Send' }>

const changed = (
  policy: AnyPolicy,
  change: (sends: ReadonlyArray<Reaction>) => ReadonlyArray<Reaction>,
): AnyPolicy => ({ ...policy, react: (state, on) => change(policy.react(state, on)) })

const isSend =
  (type: string) =>
  (reaction: Reaction): reaction is Send =>
    reaction._tag === 'Send' && reaction.command.type === type

/** What is demanded first is never followed up. */
const dropsOne = changed(followUp, (reactions) => {
  const first = reactions.find(isSend('OpenRemediation'))
  return reactions.filter((reaction) => reaction !== first)
})

const neverUrges = changed(escalation, (reactions) =>
  reactions.filter((reaction) => !isSend('Urge')(reaction)),
)

/** More days are given at once, and the calendar of visits is not asked. */
const givesDays: AnyPolicy = (() => {
  const sound: AnyPolicy = windows
  return {
    ...sound,
    react: (state, on) => {
      const reactions = sound.react(state, on)
      if (on._tag === 'Timer' || on.recorded.event.type !== 'ExtensionRequested') return reactions
      const { inspectionId, happenedOn } = fieldsOf(on.recorded.event.data)
      return reactions.map((reaction) => {
        if (!isSend('MoveWindow')(reaction)) return reaction
        const { to: window } = fieldsOf(reaction.command.data)
        const data = { inspectionId, happenedOn, window }
        return { ...reaction, to: 'inspection', command: { type: 'ExtendFieldwork', data } }
      })
    },
  }
})()

const fieldsOf = (data: unknown): Readonly<Record<string, unknown>> =>
  typeof data === 'object' && data !== null ? { ...data } : {}

/** The inspection believes that any days are held which it is given. */
const believing: typeof Inspection = {
  ...Inspection,
  decide: (command, state, facts) => {
    const { visits } = facts
    if (command.type !== 'ExtendFieldwork' || visits === undefined) {
      return Inspection.decide(command, state, facts)
    }
    const { window: period } = command.data
    const held = visits.windows.map((one) => ({ ...one, days: { ...one.days, period } }))
    return Inspection.decide(command, state, { ...facts, visits: { ...visits, windows: held } })
  },
}

/** Says another id each time that it is asked. */
const forgetful = (): AnyPolicy => {
  let said = 0
  return changed(followUp, (reactions) =>
    reactions.map((reaction) => {
      said += 1
      return reaction._tag === 'Send'
        ? { ...reaction, discriminator: `at random ${said}` }
        : reaction
    }),
  )
}

/** See the module. */
export const policyPlants: Plants = {
  'a follow-up that drops the first demand': {
    by: 'rules',
    make: () => ({ policies: [dropsOne] }),
  },
  'an escalation that never urges': {
    by: 'who is overdue is urged',
    make: () => ({ policies: [neverUrges] }),
  },
  'an extension without asking the calendar, which the inspection refuses': {
    by: 'R8',
    make: () => ({ policies: [givesDays] }),
  },
  'an extension without asking the calendar, which nobody refuses': {
    by: 'R8',
    make: () => ({ policies: [givesDays], inspection: believing }),
  },
  'a follow-up with ids at random': { by: 'duties', make: () => ({ policies: [forgetful()] }) },
}
