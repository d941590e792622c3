/**
 * Rejections: tagged values with the rule they come from and what a user needs to act on them.
 *
 * They hold ids, dates and kinds, never a person's data; labels turn them into sentences. Each has a
 * codec, so that a recorded refusal is read back, and the catalogue of rules can be checked.
 */
import type { Codec } from '@kiemtra/kernel'
import * as t from 'io-ts'

/**
 * The rules of the domain (see docs/rules.md), and `lifecycle` for what no clause says but the order
 * of things does: a plan can't be issued twice, an agency that isn't registered can't be renamed.
 */
export const ruleIds = {
  lifecycle: null,
  R1: null,
  R2: null,
  R3: null,
  R4: null,
  R5: null,
  R6: null,
  R7: null,
  R8: null,
  R9: null,
  R10: null,
  R11: null,
  R12: null,
  R13: null,
  R14: null,
  R15: null,
  R16: null,
  R17: null,
  R18: null,
  R19: null,
  R20: null,
  R21: null,
  R22: null,
  R23: null,
  R24: null,
  R25: null,
  R26: null,
  R27: null,
  R28: null,
  R29: null,
} as const

/** The id of a rule. */
export type RuleId = keyof typeof ruleIds

/** Codec of {@link RuleId}. */
export const RuleId: t.Type<RuleId, unknown> = t.keyof(ruleIds, 'rule')

/**
 * Codec of one kind of rejection.
 *
 * @example
 * const PlanClosed = rejection('PlanClosed', 'R1', { planId: PlanId })
 * PlanClosed.is({ _tag: 'PlanClosed', rule: 'R1', planId: 'p61-2023' }) // => true
 * PlanClosed.is({ _tag: 'PlanClosed', rule: 'R2', planId: 'p61-2023' }) // => false
 */
export function rejection<
  const Tag extends string,
  const Rule extends RuleId,
  Props extends t.Props,
>(tag: Tag, rule: Rule, props: Props): t.Type<RejectionOf<Tag, Rule, Props>, unknown>
export function rejection(tag: string, rule: RuleId, props: t.Props): Codec {
  return t.strict({ _tag: t.literal(tag), rule: t.literal(rule), ...props }, tag)
}

/** A rejection with its tag, its rule and what else it says. */
type RejectionOf<Tag extends string, Rule extends RuleId, Props extends t.Props> = Readonly<
  { _tag: Tag; rule: Rule } & { [K in keyof Props]: t.TypeOf<Props[K]> }
>
