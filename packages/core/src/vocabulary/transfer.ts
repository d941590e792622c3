/**
 * Who may say that something has gone to the agency that took over (R26).
 *
 * Where it goes, the register says; but not just anybody writes it down. Those who asked for it may,
 * the agency that had it, and the one that takes it: a policy acts for that one.
 */
import type { Actor } from '@kiemtra/kernel'
import * as t from 'io-ts'
import { actsFor } from './actor.ts'
import { AgencyId } from './ids.ts'
import { rejection } from './rejection.ts'

/** Rejection by R26: who asks acts for none of the agencies that the transfer concerns. */
export const NotWhoTransfers = rejection('NotWhoTransfers', 'R26', {
  agencies: t.readonlyArray(AgencyId),
})
export type NotWhoTransfers = t.TypeOf<typeof NotWhoTransfers>

/** R26's rejection of an actor who acts for none of some agencies, or `undefined`. */
export const transferRefused = (
  actor: Actor,
  ...concerned: ReadonlyArray<AgencyId>
): NotWhoTransfers | undefined =>
  actsFor(actor, ...concerned)
    ? undefined
    : { _tag: 'NotWhoTransfers', rule: 'R26', agencies: [...new Set(concerned)] }
