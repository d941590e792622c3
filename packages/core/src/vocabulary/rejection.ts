/**
 * Rejections: tagged values with the rule they come from and what a user needs to act on them.
 *
 * They hold ids, dates and kinds, never a person's data; labels turn them into sentences. Each has a
 * codec, so that a recorded refusal is read back, and the catalogue of rules can be checked.
 */
import type { Codec } from '@kiemtra/kernel'
import * as t from 'io-ts'
import type { RuleId } from './rule.ts'

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
