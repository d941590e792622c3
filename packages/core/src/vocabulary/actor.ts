/**
 * For whom an actor acts, where a plan's terms or a rule say who may.
 */
import type { Actor } from '@kiemtra/kernel'

/**
 * The agency for which an actor acts: an official's own, a policy's principal. `undefined` for an
 * operator or an import: audited exceptions, which pass checks of authority and of nothing else.
 *
 * @example
 * actingAgency({ kind: 'import', source: 'opening balance' }) // => undefined
 */
export const actingAgency = (actor: Actor): string | undefined => {
  switch (actor.kind) {
    case 'official':
      return actor.agencyId
    case 'policy':
      return actor.onBehalfOf
    case 'operator':
    case 'import':
      return undefined
  }
}

/** Whether an actor may act for one of some agencies; operators and imports may for any. */
export const actsFor = (actor: Actor, ...agencies: ReadonlyArray<string>): boolean => {
  const agency = actingAgency(actor)
  return agency === undefined || agencies.includes(agency)
}
