/**
 * Broken policies, policy runners and policy stores.
 */
import { type AnyPolicy, positionOf } from '@kiemtra/kernel'
import { policyRunner } from '@kiemtra/runtime'
import { right } from 'fp-ts/lib/Either.js'
import type { SimulatedParts } from '../../../../src/index.ts'
import { untypedOnly, withMeta } from './handler.ts'
import { type Broken, type PolicyWriter, type Twins, withPolicyWriter } from './wrap.ts'

const withRunner = (
  broken: (config: Parameters<SimulatedParts['policyRunner']>[0]) => Partial<typeof config>,
): Broken => ({ policyRunner: (config) => policyRunner({ ...config, ...broken(config) }) })

/** Does nothing about an event that any runner has seen before. */
const forgetful = (): Broken => {
  const seen = new Set<string>()
  const broken = (policy: AnyPolicy): AnyPolicy => ({
    ...policy,
    react: (state, on) => {
      const id = on._tag === 'Event' ? on.recorded.id : `${on.timer} ${on.instant}`
      if (seen.has(id)) return []
      seen.add(id)
      return policy.react(state, on)
    },
  })
  return withRunner(({ policies }) => ({ policies: policies.map(broken) }))
}

/** Doesn't wait for answers. */
const hasty = withRunner(({ handle }) => ({
  handle: untypedOnly((aggregate, command, options) => async () => {
    handle
      .untyped(aggregate, command, options)()
      .catch(() => undefined)
    return right({
      events: [],
      state: aggregate.initialState,
      revision: -1,
      position: undefined,
      repeated: false,
    })
  }),
}))

/** Sends under an id of its own each time. */
const restless = (): Broken => {
  let sends = 0
  return withRunner(({ handle }) => ({
    handle: untypedOnly((aggregate, command, options) => {
      sends += 1
      return handle.untyped(aggregate, withMeta(command, { commandId: `s-${sends}` }), options)
    }),
  }))
}

type PolicyBatch = Parameters<PolicyWriter['commit']>[0]

const committing = (change: (batch: PolicyBatch) => PolicyBatch): Broken =>
  withPolicyWriter(() => ({ commit }) => ({ commit: (batch) => commit(change(batch)) }))

/** Whoever claimed a policy first may go on moving its checkpoint. */
const unfenced = withPolicyWriter(() => {
  const latest = new Map<string, PolicyWriter>()
  return (claimed, policy) => {
    latest.set(policy, claimed)
    return { commit: (batch) => () => (latest.get(policy) ?? claimed).commit(batch)() }
  }
})

const timeless = committing((batch) => ({ ...batch, set: [] }))
const clinging = committing((batch) => ({ ...batch, cancel: [] }))
const ahead = committing((batch) => ({
  ...batch,
  position: positionOf(String(Number(batch.position) + 1).padStart(16, '0')),
}))

/** See the module. */
export const policyTwins: Twins = {
  'a policy that forgets a reaction after a duplicate': forgetful,
  'a policy runner that does not wait for answers': () => hasty,
  'a policy runner that sends under new ids': restless,
  'a policy store without fencing': () => unfenced,
  'a policy store that keeps no timers': () => timeless,
  'a policy store that never forgets a timer': () => clinging,
  'a policy store that is ahead of what was done': () => ahead,
}
